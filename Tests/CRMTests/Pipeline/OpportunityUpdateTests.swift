import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct OpportunityUpdateTests {
  private func withOpportunity(_ body: (_ director: Scope, _ ana: Scope, _ id: String) async throws -> Void) async throws {
    try await withTeam { director, ana, _ in
      _ = try await Prospects(director).add(ProspectEntry(name: "Zinc"))
      var entry = OpportunityEntry(prospect: "Zinc")
      entry.salesperson = "Ana"
      entry.amountCents = 100_000
      entry.openedAt = try Moment("2026-03-02")
      try await body(director, ana, try await Opportunities(director).add(entry).id.description)
    }
  }

  private func change(_ edit: (inout OpportunityChange) throws -> Void) rethrows -> OpportunityChange {
    var change = OpportunityChange()
    try edit(&change)
    return change
  }

  /// Open ones of each owner at the end of a period, with their amount from the pipeline of that day.
  private func open(_ scope: Scope, to day: String, _ known: AsOf? = nil) async throws -> [String] {
    let report = try await Reports(scope).conversion(by: .salesperson, from: Day("2026-03-01"), to: Day(day), asOf: known)
    let amount = try await Reports(scope).pipeline(from: Day("2026-03-01"), to: Day(day), asOf: known).total.amountCents
    return report.rows.filter { $0.figures.opportunitiesOpen ?? 0 > 0 }.map { "\($0.key ?? "-") \(amount)" }
  }

  @Test func eachDayKeepsItsOwnerAndItsAmount() async throws {
    try await withOpportunity { director, _, id in
      let opportunities = Opportunities(director)
      let before = AsOf.instant(
        try await director.read { try await $0.one("select clock_timestamp() as now") { try $0.decode("now") } })
      let given = try await opportunities.update(
        id, try change { ($0.owner, $0.amountCents, $0.at) = ("Bo", 80_000, try Moment("2026-03-20")) })
      #expect(given.salesperson == "Bo" && given.amountCents == 80_000 && given.stageSinceDay == Day("2026-03-02"))
      #expect(try await open(director, to: "2026-03-20") == ["Ana 100000"])
      #expect(try await open(director, to: "2026-03-21") == ["Bo 80000"])
      #expect(try await open(director, to: "2026-03-21", before) == ["Ana 100000"])
      // It stood in its stage all the time.
      let stage = try await Reports(director).pipeline(from: Day("2026-03-01"), to: Day("2026-03-23")).stages.first { $0.opportunities > 0 }
      #expect(stage?.meanDaysInStage == 20)
      #expect(try await opportunities.show(id).stages.map(\.salesperson) == ["Ana", "Bo"])

      _ = try await opportunities.win(id, at: try Moment("2026-03-25"))
      let report = try await Reports(director).conversion(by: .salesperson, from: Day("2026-03-01"), to: Day("2026-04-01"))
      #expect(report.rows.filter { $0.figures.opportunitiesWon > 0 }.map(\.key) == ["Bo"])
      #expect(report.rows.filter { $0.figures.opportunitiesOpened > 0 }.map(\.key) == ["Ana"])
      // What was credited stays so.
      let late = await #expect(throws: CRMError.self) { try await opportunities.update(id, change { $0.owner = "Ana" }) }
      #expect(late?.kind == .invalid)
    }
  }

  @Test func whatIsSaidOfAClosingCanBeSaidBetter() async throws {
    try await withOpportunity { director, _, id in
      let opportunities = Opportunities(director)
      _ = try await opportunities.lose(id, reason: "prix", at: try Moment("2026-03-10"))
      let told = try await opportunities.update(id, change { ($0.competitor, $0.amountCents) = ("Acme", 90_000) })
      #expect(told.lossReason == "prix" && told.competitor == "Acme" && told.amountCents == 90_000 && told.closedOn == Day("2026-03-10"))
      let report = try await Reports(director).conversion(by: .salesperson, from: Day("2026-03-10"), to: Day("2026-03-11"))
      #expect(report.total.opportunitiesLost == 1)
      let lost = try await Reports(director).pipeline(from: Day("2026-03-10"), to: Day("2026-03-11")).lost
      #expect(lost.competitors.map(\.name) == ["Acme"] && lost.amountCents == 90_000)
      _ = try await opportunities.reopen(id)
      await #expect(throws: CRMError.self) { try await opportunities.update(id, change { $0.competitor = "Acme" }) }
    }
  }

  @Test func describingItKeepsTheRest() async throws {
    try await withOpportunity { director, ana, id in
      let opportunities = Opportunities(ana)
      let told = try await opportunities.update(
        id, change { ($0.title, $0.source, $0.expectedOn, $0.note) = ("Terrasse", "salon", Day("2026-05-01"), "à revoir") })
      #expect(told.title == "Terrasse" && told.source == "salon" && told.expectedOn == Day("2026-05-01") && told.salesperson == "Ana")
      let emptied = try await opportunities.update("Terrasse", change { $0.note = "" })
      #expect(emptied.note == nil && emptied.title == "Terrasse" && emptied.amountCents == 100_000)
      #expect(try await opportunities.show(id).stages.count == 1)

      let refused: [(Scope, OpportunityChange, CRMError.Kind)] = [
        (ana, OpportunityChange(), .usage), (ana, change { $0.owner = "Bo" }, .denied), (director, change { $0.owner = "Zoé" }, .notFound),
        (ana, change { $0.expectedOn = Day("2026-03-01") }, .invalid), (ana, change { $0.amountCents = -1 }, .invalid),
        (ana, change { $0.lossReason = "prix" }, .invalid),
        (ana, try change { ($0.amountCents, $0.at) = (1, try Moment("2026-03-01")) }, .invalid),
      ]
      for (scope, change, kind) in refused {
        let error = await #expect(throws: CRMError.self, "\(change)") { try await Opportunities(scope).update(id, change) }
        #expect(error?.kind == kind, "\(change)")
      }
      _ = try await Opportunities(director).update(id, change { $0.owner = "Bo" })
      await #expect(throws: CRMError.self) { try await opportunities.update(id, change { $0.title = "not mine" }) }
      // A move cannot come before what was said since.
      await #expect(throws: CRMError.self) { try await Opportunities(director).move(id, to: "Visité", at: try Moment("2026-03-05")) }
    }
  }

  @Test func anImportGivesAnOpportunityToItsNewOwner() async throws {
    try await withTeam { director, _, _ async throws in
      func file(_ owner: String, stage: String = "Visité") -> String {
        "reference,prospect,salesperson,stage,opened_on,amount\n1,Zinc,\(owner),\(stage),2026-03-02,100\n"
      }
      #expect(try await importFile(file("Ana"), .opportunities, director).counts == [1, 1, 0, 0])
      let given = try await importFile(file("Bo"), .opportunities, director)
      #expect(given.counts == [1, 1, 0, 0] && given.created["owners"] == 1)
      #expect(try await Opportunities(director).list().items.map(\.salesperson) == ["Bo"])
      #expect(try await importFile(file("Bo"), .opportunities, director).counts == [1, 0, 1, 0])
      // The file of before says nothing new.
      #expect(try await importFile(file("Ana"), .opportunities, director).counts == [1, 0, 1, 0])
      #expect(try await importFile(file("Bo", stage: "Négociation"), .opportunities, director).counts == [1, 0, 0, 1])
    }
  }
}
