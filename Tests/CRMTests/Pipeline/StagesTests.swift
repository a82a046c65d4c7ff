import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct StagesTests {
  private func open(_ prospect: String, in stage: String, _ scope: Scope, amount: Int? = nil) async throws -> String {
    _ = try await DailyLog(scope).record(entry(prospect))
    var opportunity = OpportunityEntry(prospect: prospect)
    opportunity.salesperson = "Ana"
    opportunity.stage = stage
    opportunity.amountCents = amount
    opportunity.openedAt = .day(try #require(Day("2026-03-02")))
    return try await Opportunities(scope).add(opportunity).opportunity.id.description
  }

  private func names(_ scope: Scope) async throws -> [String] { try await Stages(scope).list().map(\.name) }

  private func stage(_ name: String, _ scope: Scope) async throws -> StageSummary {
    try #require(try await Stages(scope).list().first { $0.name == name })
  }

  @Test func aStageIsAddedMovedAndWeighed() async throws {
    try await withTeam { scope, _, _ in
      let stages = Stages(scope)
      let added = try await stages.add(" Échantillon ", probability: 50, at: .after("rdv pris"))
      #expect(added.status == .added && added.stage.name == "Échantillon" && added.stage.position == 6)
      #expect(added.stages.map(\.position) == Array(1...11) && added.stages.map(\.kind).suffix(3) == [.won, .lost, .abandoned])
      #expect(try await stages.add("Essai", probability: 90).stage.position == 9)
      let moved = try await stages.move("Essai", .before("À visiter"))
      #expect(moved.status == .moved && moved.stages.map(\.position) == Array(1...12) && moved.stages.first?.name == "Essai")
      #expect(try await stages.move("Essai", .before("À visiter")).status == .unchanged)
      // Where opportunities begin now.
      #expect(try await Opportunities(scope).show(open("Zinc", in: "Essai", scope)).opportunity.stage == "Essai")
      #expect(try await stages.weigh("Essai", probability: 1).stage.probability == 1)
      #expect(try await stages.weigh("Essai", probability: 1).status == .unchanged)
    }
  }

  @Test func whatCannotBeIsRefusedAndChangesNothing() async throws {
    try await withScope { scope in
      let stages = Stages(scope)
      let before = try await stages.list()
      func kind(_ change: () async throws -> StageAnswer) async -> CRMError.Kind? {
        await #expect(throws: CRMError.self) { try await change() }?.kind
      }
      #expect(await kind { try await stages.add("Essai") } == .usage)
      #expect(await kind { try await stages.add("DISCUSSION", probability: 4) } == .conflict)
      #expect(await kind { try await stages.add("won", probability: 4) } == .conflict)
      #expect(await kind { try await stages.add("", probability: 4) } == .invalid)
      #expect(await kind { try await stages.add("Essai", probability: 101) } == .invalid)
      #expect(await kind { try await stages.add("Essai", probability: 4, at: .before("Gagné")) } == .invalid)
      #expect(await kind { try await stages.add("Essai", probability: 4, at: .after("Rien")) } == .notFound)
      #expect(await kind { try await stages.rename("Visité", to: "discussion") } == .conflict)
      #expect(await kind { try await stages.rename("Perdu", to: "Won") } == .conflict)
      #expect(await kind { try await stages.move("Gagné", .before("Visité")) } == .invalid)
      #expect(await kind { try await stages.move("Visité", .after("Visité")) } == .invalid)
      #expect(await kind { try await stages.weigh("Perdu", probability: 4) } == .invalid)
      #expect(await kind { try await stages.close("Perdu") } == .invalid)
      #expect(await kind { try await stages.close("Visité", into: "Visité") } == .invalid)
      #expect(await kind { try await stages.close("Visité", into: "Gagné") } == .invalid)
      #expect(try await stages.list() == before)
    }
  }

  @Test func aNameThatAStageHadNamesNoOther() async throws {
    try await withTeam { scope, _, _ in
      let stages = Stages(scope)
      let renamed = try await stages.rename("RDV pris", to: "Rendez-vous")
      #expect(renamed.status == .renamed && renamed.formerName == "RDV pris")
      let id = try await open("Zinc", in: "rdv pris", scope)
      #expect(try await Opportunities(scope).show(id).opportunity.stage == "Rendez-vous")
      for change in [{ try await stages.add("RDV Pris", probability: 4) }, { try await stages.rename("Visité", to: "RDV pris") }] {
        #expect(await #expect(throws: CRMError.self) { try await change() }?.kind == .conflict)
      }
      // It may have it again; then the other name is one it had.
      #expect(try await stages.rename("RDV pris", to: "RDV pris").stage.name == "RDV pris")
      #expect(try await stages.rename("rendez-vous", to: "RDV PRIS").stage.name == "RDV PRIS")

      #expect(try await stages.rename("Gagné", to: "Signé").stage.kind == .won)
      #expect(try await Opportunities(scope).win(id).opportunity.stage == "Signé")
    }
  }

  @Test func whatIsOpenInARetiredStageMovesAtOnce() async throws {
    try await withTeam { director, ana, _ in
      let stages = Stages(director)
      let ids = [
        try await open("Zinc", in: "Discussion", director, amount: 5), try await open("Bar", in: "Discussion", director),
        try await open("Forge", in: "Discussion", director),
      ]
      _ = try await Opportunities(director).win(ids[2])
      let refused = await #expect(throws: CRMError.self) { try await stages.close("Discussion") }
      #expect(refused?.kind == .conflict && refused?.message.en == "2 opportunities are still open in “Discussion”")
      #expect(try await stage("Discussion", ana).opportunities == 2)
      #expect(try await stage("Discussion", director).withoutAmount == 1)

      let closed = try await stages.close("Discussion", into: "Visité")
      #expect(closed.status == .retired && closed.movedOpportunities == 2 && closed.stage.retiredOn != nil && closed.into == "Visité")
      let visited = try await stage("Visité", director)
      #expect(visited.opportunities == 2 && visited.amountCents == 5)
      #expect(try await Opportunities(director).show(ids[0]).stages.map(\.stage) == ["Discussion", "Visité"])
      #expect(try await Opportunities(director).show(ids[2]).stages.map(\.stage) == ["Discussion", "Gagné"])
      #expect(try await stages.close("Discussion").status == .unchanged)
    }
  }

  @Test func nothingEntersARetiredStage() async throws {
    try await withTeam { director, _, _ in
      let id = try await open("Zinc", in: "Discussion", director)
      let retired = try await Stages(director).close("Discussion", into: "Visité").stage.id
      var conversation = entry("Zinc")
      conversation.stage = "Discussion"
      let refusals = [
        await #expect(throws: CRMError.self) { try await Opportunities(director).move(id, to: "discussion") },
        await #expect(throws: CRMError.self) { try await DailyLog(director).record(conversation) },
        await #expect(throws: CRMError.self) { try await open("Bar", in: "Discussion", director) },
      ]
      for refused in refusals {
        #expect(refused?.kind == .invalid && refused?.message.en == "the stage “Discussion” is retired: it takes no more opportunities")
        #expect(refused?.remedy?.en.hasPrefix("stages: À visiter, Visité, Intéressé") == true)
      }
      // Nor when it was retired since they looked.
      try await director.record { transaction in
        let opportunity = try #require(Opportunity.ID(id))
        let move = await #expect(throws: CRMError.self) {
          try await transaction.record(StageMove(opportunityID: opportunity, stageID: retired, at: .now))
        }
        #expect(move?.message == .refusal(.stageRetired))
        let prospect = try await transaction.one(
          "select prospect_id from opportunity where id = \(opportunity)", { try $0.decode("prospect_id", as: Prospect.ID.self) })
        let opening = await #expect(throws: CRMError.self) {
          try await transaction.record(OpportunityDraft(prospectID: prospect, salespersonID: nil, stageID: retired, openedAt: .now))
        }
        #expect(opening?.message == .refusal(.stageRetired))
      }
      let file = "reference,prospect,stage\no1,Zinc,Discussion\n"
      #expect(try await importFile(file, .opportunities, director).counts == [1, 0, 0, 1])

      // What was closed from there says where it goes on.
      _ = try await Opportunities(director).lose(id)
      _ = try await Stages(director).close("Visité")
      let reopened = await #expect(throws: CRMError.self) { try await Opportunities(director).reopen(id) }
      #expect(reopened?.kind == .invalid && reopened?.message.en.contains("“Visité”") == true)
      #expect(try await Opportunities(director).reopen(id, stage: "Négociation").stage == "Négociation")
    }
  }

  @Test func aRetiredStageIsTakenUpAgain() async throws {
    try await withScope { scope in
      let stages = Stages(scope)
      _ = try await stages.close("Discussion")
      let again = try await stages.add("discussion")
      #expect(again.status == .resumed && again.stage.retiredOn == nil && again.stage.probability == 20 && again.stage.position == 3)
      _ = try await stages.close("Discussion")
      let elsewhere = try await stages.add("Discussion", probability: 70, at: .after("Négociation"))
      #expect(elsewhere.stage.probability == 70 && elsewhere.stage.position == 7 && elsewhere.stages.map(\.position) == Array(1...10))
      let open = elsewhere.stages.filter { $0.kind == .open }.map(\.name)
      for name in open.dropLast() { _ = try await stages.close(name) }
      let last = await #expect(throws: CRMError.self) { try await stages.close(open.last ?? "") }
      #expect(last?.kind == .invalid)
    }
  }

  @Test func theReportShowsARetiredStageWhereItWasUsed() async throws {
    try await withScope { scope in
      _ = try await Team(scope).add("Ana")
      _ = try await open("Zinc", in: "Discussion", scope, amount: 1000)
      let before = try await scope.read { try await $0.one("select clock_timestamp() as now", { try $0.decode("now", as: Instant.self) }) }
      _ = try await Stages(scope).close("Discussion", into: "Visité")
      _ = try await Stages(scope).close("Négociation")
      func shown(_ from: String?, _ to: String?, _ asOf: AsOf? = nil) async throws -> [PipelineReport.StageRow] {
        try await Reports(scope).pipeline(from: from.flatMap { Day($0) }, to: to.flatMap { Day($0) }, asOf: asOf).stages
      }
      // It stood there at the end of the period; it left in the period; neither.
      let then = try await shown("2026-01-01", "2026-04-01")
      #expect(then.first { $0.stage == "Discussion" }?.opportunities == 1 && then.filter(\.isRetired).map(\.stage) == ["Discussion"])
      #expect(try await shown(nil, nil).filter(\.isRetired).map(\.stage) == ["Discussion"])
      #expect(try await shown("2025-01-01", "2025-04-01").count == 5)
      // Before they were retired, both were of the pipeline.
      let known = try await shown(nil, nil, .instant(before))
      #expect(known.count == 7 && known.filter(\.isRetired).isEmpty && known.first { $0.stage == "Discussion" }?.opportunities == 1)
      let now = try await Reports(scope).pipeline()
      #expect(now.notes.map(\.en).contains("Retired stage: Discussion.") && now.total.opportunities == 1)
    }
  }

  @Test func directorsTakeTurns() async throws {
    try await withScope { scope in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...6 {
          group.addTask { _ = try await Stages(scope).add("Essai \(number)", probability: number, at: .after("Visité")) }
        }
        try await group.waitForAll()
      }
      let stages = try await Stages(scope).list()
      #expect(stages.count == 16 && stages.map(\.position) == Array(1...16))
      // Each retires another's: one stays.
      await withTaskGroup(of: Void.self) { group in
        for name in stages.filter({ $0.kind == .open }).map(\.name) {
          group.addTask { _ = try? await Stages(scope).close(name) }
        }
      }
      #expect(try await Stages(scope).list().count { $0.kind == .open && $0.retiredOn == nil } == 1)
    }
  }

  /// Somebody records into a stage, or comes while it is being retired.
  @Test func retiringAndRecordingExcludeEachOther() async throws {
    try await withTeam { director, _, _ in
      let id = try await open("Zinc", in: "Visité", director)
      let discussion = try await stage("Discussion", director).id
      try await director.record { transaction in
        try await transaction.record(StageMove(opportunityID: try #require(Opportunity.ID(id)), stageID: discussion, at: .now))
        let busy = await #expect(throws: CRMError.self) { try await Stages(director).close("Discussion") }
        #expect(busy?.kind == .unavailable)
      }
      _ = try await Opportunities(director).move(id, to: "Visité")
      try await withThrowingTaskGroup(of: Void.self) { group in
        try await director.record { transaction in
          _ = try await transaction.execute("select from stage where id = \(discussion) for update")
          group.addTask {
            let late = await #expect(throws: CRMError.self) { try await Opportunities(director).move(id, to: "Discussion") }
            #expect(late?.message == .refusal(.stageRetired))
          }
          try await wait(transaction)
          _ = try await transaction.execute("update stage set retired_at = now() where id = \(discussion)")
        }
        try await group.waitForAll()
      }
    }
  }

  /// Until somebody waits for a lock in this database.
  private func wait(_ transaction: CRM.Transaction) async throws {
    let waiting: SQL = """
      select count(*) as waiting
      from pg_locks l
      join pg_stat_activity a on a.pid = l.pid
      where not l.granted
        and a.datname = current_database()
      """
    while try await transaction.one(waiting, { try $0.decode("waiting", as: Int.self) }) == 0 {
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  @Test func everybodyReadsAndDirectorsChange() async throws {
    try await withTeam { director, ana, bo in
      _ = try await open("Zinc", in: "Discussion", director)
      let viewer = Scope(pool: director.pool, organization: director.organization, identity: .viewer(of: director.organization.id))
      #expect(try await stage("Discussion", viewer).opportunities == 1)
      #expect(try await stage("Discussion", ana).opportunities == 1)
      #expect(try await stage("Discussion", bo).opportunities == 0)
      for scope in [ana, viewer] {
        #expect(await #expect(throws: CRMError.self) { try await Stages(scope).add("Essai", probability: 4) }?.kind == .denied)
        #expect(await #expect(throws: CRMError.self) { try await Stages(scope).close("Visité") }?.kind == .denied)
      }
      #expect(try await names(director).count == 10)
    }
  }
}
