import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

@Suite struct UndoTests {
  private func kinds(_ answer: Undo.Answer) -> Set<RecordedEntry.Part.Kind> { Set(answer.entry.facts.map(\.kind)) }

  /// Takes back what is refused, and answers why.
  private func refusal(_ scope: Scope) async throws -> CRMError {
    try #require(await #expect(throws: CRMError.self) { try await Undo(scope).takeBack() })
  }

  private func isEmpty(_ scope: Scope) async throws -> Bool { try await refusal(scope).kind == .notFound }

  @Test func anEntryIsTakenBackWholeAndTheOneBeforeNext() async throws {
    try await withTeam { director, ana, _ in
      var first = entry("Zinc")
      first.nextStep = "Rappeler"
      _ = try await DailyLog(ana).record(first)
      var second = entry("Zinc")
      second.stage = "Devis remis"
      second.nextStep = "Relancer"
      second.isAnother = true
      _ = try await DailyLog(ana).record(second)
      var sold = entry("Zinc", .sold)
      sold.soldCents = 120_000
      let answer = try await DailyLog(ana).record(sold)

      let preview = try await Undo(ana).preview()
      #expect(preview.status == .preview && preview.entry.id == Fact.ID(answer.conversationID))
      #expect(try await Sales(director).list().items.count == 1)
      let undone = try await Undo(ana).takeBack()
      #expect(kinds(undone) == [.conversation, .move, .sale])
      #expect(undone.aftermath?.stage == "Devis remis" && undone.aftermath?.isCustomerNoMore == true)
      #expect(undone.aftermath?.restoredFollowUp?.nextStep == "Relancer")
      let stands = try await Opportunities(director).show("Zinc")
      #expect(stands.opportunity.stage == "Devis remis" && stands.opportunity.closedOn == nil && stands.stages.count == 1)
      #expect(try await Sales(director).list().items.isEmpty)
      #expect(try await Prospects(director).find("Zinc").convertedOn == nil)

      #expect(kinds(try await Undo(ana).takeBack()) == [.conversation, .opportunity])
      #expect(try await Prospects(director).find("Zinc").nextStep == "Rappeler")
      #expect(kinds(try await Undo(ana).takeBack()) == [.conversation, .prospect])
      await #expect(throws: CRMError.self) { try await Prospects(director).find("Zinc") }
      #expect(try await isEmpty(ana))
      // It can be noted anew, under the numbers that come next.
      _ = try await DailyLog(ana).record(second)
      _ = try await DailyLog(ana).record(sold)
      #expect(try await Opportunities(director).show("Zinc").stages.map(\.stage) == ["Devis remis", "Gagné"])
    }
  }

  private func change(_ set: (inout ProspectChange) -> Void) -> ProspectChange {
    var change = ProspectChange()
    set(&change)
    return change
  }

  /// The values of an entry's edits: `column: before → after`.
  private func values(_ answer: Undo.Answer) -> [String] {
    answer.entry.facts.filter { $0.kind == .update }.map { "\($0.field ?? ""): \($0.from ?? "") → \($0.to ?? "")" }
  }

  @Test func aChangeOfAProspectIsTakenBackAndTheOneBeforeNext() async throws {
    try await withTeam { director, ana, _ in
      var entry = ProspectEntry(name: "Zinc")
      entry.details.phone = "04 78 00 00 01"
      guard case .added(let zinc) = try await Prospects(ana).add(entry) else { return }
      let first = change {
        $0.details.phone = "04 78 00 00 02"
        $0.details.city = "Lyon"
        $0.details.potentialCents = 500_000
        ($0.details.nextStep, $0.details.nextOn) = ("Devis", Day("2030-01-02"))
      }
      _ = try await Prospects(ana).update(zinc.id, first)
      let second = change {
        $0.name = "Zinc et fils"
        $0.cleared = [.phone, .next]
      }
      let changed = try await Prospects(ana).update(zinc.id, second)
      #expect(changed.phone == nil && changed.nextOn == nil)
      // Says nothing new: there is nothing to take back.
      _ = try await Prospects(ana).update(zinc.id, second.with { $0.cleared = [.phone] })

      let undone = try await Undo(ana).takeBack()
      #expect(values(undone) == ["name: Zinc → Zinc et fils", "next_on:  → -", "phone: 04 78 00 00 02 → "])
      let before = try await Prospects(ana).find("Zinc")
      #expect(before.name == "Zinc" && before.phone == "04 78 00 00 02" && before.nextStep == "Devis" && before.city == "Lyon")
      // It is found by its number again.
      #expect(try await Prospects(ana).find("04 78 00 00 02").id == zinc.id)
      #expect(
        values(try await Undo(ana).takeBack()) == [
          "city:  → Lyon", "next_on:  → 2030-01-02 Devis", "phone: 04 78 00 00 01 → 04 78 00 00 02", "potential_cents:  → 500000",
        ])
      let original = try await Prospects(ana).find("Zinc")
      #expect(original.phone == "04 78 00 00 01" && original.nextOn == nil && original.city == nil && original.potentialCents == nil)
      #expect(try await Prospects(ana).show("Zinc").history.map(\.kind) == [.added])
      // As it was added, it goes as it came.
      #expect(kinds(try await Undo(ana).takeBack()) == [.prospect])
      #expect(try await isEmpty(ana))
      #expect(try await isEmpty(director))
    }
  }

  @Test func whatCameAfterAChangeIsNotLost() async throws {
    try await withTeam { director, ana, bo in
      guard case .added(let zinc) = try await Prospects(director).add(ProspectEntry(name: "Zinc")) else { return }
      _ = try await Prospects(ana).update(zinc.id, change { ($0.details.city, $0.details.note) = ("Lyon", "a") })
      _ = try await Prospects(director).update(zinc.id, change { $0.details.city = "Paris" })
      let refused = try await refusal(ana)
      #expect(refused.kind == .conflict && refused.message.en == "what was changed last was changed again since: City")
      #expect(try await Prospects(director).find("Zinc").city == "Paris")
      // Nobody takes back what another changed, but a director.
      #expect(try await isEmpty(bo))
      #expect(values(try await Undo(director).takeBack()) == ["city: Lyon → Paris"])
      // Another field may have changed since.
      _ = try await Prospects(director).update(zinc.id, change { $0.details.source = "salon" })
      #expect(values(try await Undo(ana).takeBack()) == ["city:  → Lyon", "note:  → a"])
      let left = try await Prospects(director).find("Zinc")
      #expect(left.city == nil && left.note == nil && left.source == "salon")
      // What has become a colleague's is not given back.
      _ = try await Prospects(ana).update(zinc.id, change { $0.details.city = "Lyon" })
      _ = try await Prospects(director).update(zinc.id, change { $0.details.owner = "Bo" })
      #expect(try await refusal(ana).kind == .denied)
      #expect(values(try await Undo(director).takeBack()) == ["owner_id:  → Bo"])
    }
  }

  @Test func salespeopleStagesAndDescriptionsAreGivenBack() async throws {
    try await withTeam { director, ana, _ in
      var person = SalespersonChange()
      (person.name, person.team, person.profile) = ("Ana Roy", "Lyon", .hunter)
      _ = try await Team(director).update("Ana", person)
      #expect(try await isEmpty(ana))
      let undone = try await Undo(director).takeBack()
      #expect(values(undone) == ["name: Ana → Ana Roy", "profile:  → hunter", "team_id:  → Lyon"])
      let given = try await Team(director).find("Ana")
      #expect(given.name == "Ana" && given.team == nil && given.profile == nil)

      _ = try await Stages(director).rename("Devis remis", to: "Devis")
      _ = try await Stages(director).weigh("Devis", probability: 77)
      #expect(values(try await Undo(director).takeBack()).first?.hasSuffix("→ 77") == true)
      #expect(values(try await Undo(director).takeBack()) == ["name: Devis remis → Devis"])
      #expect(try await Stages(director).list().contains { $0.name == "Devis remis" })

      _ = try await Prospects(director).add(ProspectEntry(name: "Zinc"))
      var opening = OpportunityEntry(prospect: "Zinc")
      opening.title = "Un"
      _ = try await Opportunities(ana).add(opening)
      var said = OpportunityChange()
      (said.title, said.amountCents, said.channel) = ("Deux", 5_000, .shop)
      _ = try await Opportunities(ana).update("Zinc", said)
      let both = try await Undo(ana).takeBack()
      #expect(kinds(both) == [.restatement, .update] && values(both) == ["channel:  → shop", "title: Un → Deux"])
      let stands = try await Opportunities(ana).show("Zinc").opportunity
      #expect(stands.title == "Un" && stands.amountCents == nil && stands.channel == nil)
    }
  }

  /// Where a change was voided, the next one has a number of its own, and knows what stands before it.
  @Test func anOpportunityGoesOnFromWhereItWas() async throws {
    try await withTeam { director, _, _ in
      _ = try await Prospects(director).add(ProspectEntry(name: "Zinc"))
      var opening = OpportunityEntry(prospect: "Zinc")
      (opening.salesperson, opening.amountCents, opening.openedAt) = ("Ana", 100_000, try Moment("2026-03-02"))
      let id = try await Opportunities(director).add(opening).id.description
      _ = try await Opportunities(director).move(id, to: "Devis remis", at: try Moment("2026-03-05"))
      var change = OpportunityChange()
      (change.owner, change.amountCents, change.at) = ("Bo", 80_000, try Moment("2026-03-10"))
      _ = try await Opportunities(director).update(id, change)
      _ = try await Opportunities(director).lose(id, reason: "prix", at: try Moment("2026-03-20"))
      #expect(kinds(try await Undo(director).takeBack()) == [.move])
      var stands = try await Opportunities(director).show(id)
      #expect(stands.opportunity.salesperson == "Bo" && stands.opportunity.amountCents == 80_000)
      #expect(stands.opportunity.stageSinceDay == Day("2026-03-05"))
      #expect(kinds(try await Undo(director).takeBack()) == [.restatement])
      stands = try await Opportunities(director).show(id)
      #expect(stands.opportunity.salesperson == "Ana" && stands.opportunity.amountCents == 100_000)
      _ = try await Opportunities(director).update(id, change)
      _ = try await Opportunities(director).win(id, recordsSale: true, at: try Moment("2026-03-25"))
      #expect(kinds(try await Undo(director).takeBack()) == [.move, .sale])
      _ = try await Opportunities(director).abandon(id, at: try Moment("2026-03-26"))
      _ = try await Opportunities(director).reopen(id, at: try Moment("2026-03-27"))
      #expect(kinds(try await Undo(director).takeBack()) == [.move])
      #expect(try await Opportunities(director).show(id).opportunity.closedOn == Day("2026-03-26"))
      #expect(try await Opportunities(director).show(id).stages.map(\.stage) == ["À visiter", "Devis remis", "Devis remis", "Abandonné"])
      let pipeline = try await Reports(director).pipeline(from: Day("2026-03-01"), to: Day("2026-03-16"))
      #expect(pipeline.stages.first { $0.opportunities > 0 }?.meanDaysInStage == 10)
    }
  }

  @Test func everyKindIsTakenBack() async throws {
    try await withTeam { director, _, _ in
      let undo = Undo(director)
      for name in ["Zinc", "Zinc bis"] { _ = try await Prospects(director).add(ProspectEntry(name: name), allowDuplicates: true) }
      var sale = SaleEntry(amountCents: 10_000)
      (sale.prospect, sale.soldOn) = ("Zinc", Day("2026-03-02"))
      let sold = try await Sales(director).add(sale)
      _ = try await Sales(director).refund(sold.id, amountCents: 4_000, on: Day("2026-03-03"))
      #expect(kinds(try await undo.takeBack()) == [.refund])
      var expense = ExpenseEntry(amountCents: 5_000)
      expense.spentOn = Day("2026-03-04")
      _ = try await Expenses(director).add(expense)
      #expect(kinds(try await undo.takeBack()) == [.expense])
      var figure = MeasurementEntry(series: "followers", value: 12)
      figure.from = Day("2026-03-05")
      _ = try await Measurements(director).record(figure)
      #expect(kinds(try await undo.takeBack()) == [.measurement])
      _ = try await Prospects(director).merge("Zinc", ["Zinc bis"])
      let merge = try await undo.takeBack()
      #expect(kinds(merge) == [.merge] && merge.entry.facts[0].text == "Zinc bis")
      #expect(try await Prospects(director).merges().isEmpty)
      _ = try await importFile("prospect,amount,on\nZinc,12,2026-03-06\nZinc,13,2026-03-07\n", .sales, director)
      let file = try await undo.takeBack()
      #expect(kinds(file) == [.import] && file.entry.facts[0].count == 2 && file.imported?.sales == 2)
      #expect(kinds(try await undo.takeBack()) == [.sale])
      #expect(kinds(try await undo.takeBack()) == [.prospect])
      #expect(kinds(try await undo.takeBack()) == [.prospect])
      #expect(try await isEmpty(director))
    }
  }

  @Test func aSalespersonTakesBackWhatIsTheirsAlone() async throws {
    try await withTeam { director, ana, bo in
      _ = try await DailyLog(ana).record(entry("Zinc"))
      _ = try await DailyLog(bo).record(entry("Cuivre", by: "Bo"))
      var figure = MeasurementEntry(series: "followers", value: 12)
      figure.from = Day("2026-03-05")
      _ = try await Measurements(director).record(figure)
      #expect(try await Undo(ana).takeBack().entry.facts.compactMap(\.prospect).contains("Zinc"))
      #expect(try await isEmpty(ana))
      #expect(try await Undo(bo).preview().entry.facts.compactMap(\.prospect).contains("Cuivre"))
      // What a director gave somebody is not theirs to give back.
      var opening = OpportunityEntry(prospect: "Cuivre")
      (opening.salesperson, opening.amountCents) = ("Bo", 100)
      let id = try await Opportunities(director).add(opening).id.description
      var change = OpportunityChange()
      change.owner = "Ana"
      _ = try await Opportunities(director).update(id, change)
      #expect(try await isEmpty(ana))
      let viewer = Scope(pool: director.pool, organization: director.organization, identity: .viewer(of: director.organization.id))
      #expect(try await refusal(viewer).kind == .denied)
      // A colleague's change rests on the opening.
      #expect(try await refusal(bo).kind == .conflict)
      #expect(kinds(try await Undo(director).takeBack()) == [.restatement])
      #expect(kinds(try await Undo(bo).takeBack()) == [.opportunity])
    }
  }

  @Test func whatOthersRestOnStaysAndIsNamed() async throws {
    try await withTeam { director, ana, _ in
      var won = entry("Zinc", .sold)
      won.stage = "Gagné"
      let answer = try await DailyLog(ana).record(won)
      var sale = SaleEntry(amountCents: 100)
      (sale.prospect, sale.salesperson, sale.opportunity) = ("Zinc", "Bo", answer.opportunityID?.description)
      let sold = try await Sales(director).add(sale)
      let error = try await refusal(ana)
      #expect(error.kind == .conflict && error.message.en.contains("a sale of") && error.message.en.contains("\(sold.id)"))
      #expect(try await Conversations(director).list().items.count == 1)
      try await Sales(director).void(sold.id, reason: "wrong")
      // Bo met them too: the prospect stays.
      _ = try await DailyLog(director).record(entry("Zinc", by: "Bo", .callBack))
      let undone = try await Undo(ana).takeBack()
      #expect(undone.aftermath?.keptProspect == "Zinc" && undone.aftermath?.isCustomerNoMore == true)
      #expect(try await Prospects(director).find("Zinc").name == "Zinc")
    }
  }

  @Test func aProspectThatWasChangedSinceStays() async throws {
    try await withTeam { director, ana, _ in
      let id = Prospect.ID.v7()
      _ = try await Prospects(ana).add(ProspectEntry(id: id, name: "Zinc"))
      var change = ProspectChange()
      change.details.city = "Lyon"
      // Not hers: she cannot take it back before.
      _ = try await Prospects(director).update(id, change)
      #expect(try await refusal(ana).message.en.contains("a change of the prospect"))
      #expect(try await Prospects(director).find("Zinc").city == "Lyon")
    }
  }

  /// Retiring a stage moved its opportunities: that is nobody's to take back, for nothing enters a retired stage.
  @Test func nothingGoesBackToARetiredStage() async throws {
    try await withTeam { director, ana, _ in
      var opened = entry("Zinc", .callBack)
      opened.stage = "Devis remis"
      _ = try await DailyLog(ana).record(opened)
      _ = try await Stages(director).close("Devis remis", into: "Négociation")
      let error = try await refusal(ana)
      #expect(error.kind == .conflict && error.message.en.contains("a change of the opportunity"))
      var moved = entry("Zinc")
      moved.stage = "Intéressé"
      _ = try await DailyLog(ana).record(moved)
      _ = try await Stages(director).close("Négociation")
      #expect(try await refusal(ana).message.en.contains("the retirement of the stage before"))
      #expect(try await Opportunities(director).show("Zinc").opportunity.stage == "Intéressé")
    }
  }

  @Test func onlyWhatWasShownIsTakenBack() async throws {
    try await withTeam { director, ana, _ in
      _ = try await DailyLog(ana).record(entry("Zinc"))
      let shown = try await Undo(director).preview()
      _ = try await DailyLog(ana).record(entry("Cuivre"))
      let error = await #expect(throws: CRMError.self) { try await Undo(director).takeBack(shown.entry.id) }
      #expect(error?.kind == .conflict)
      #expect(try await Conversations(director).list().items.count == 2)
    }
  }

  @Test func twoAtOnceTakeNothingBackTwice() async throws {
    try await withTeam { director, ana, _ in
      for name in ["Zinc", "Cuivre", "Fer"] { _ = try await DailyLog(ana).record(entry(name)) }
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<3 { group.addTask { _ = try? await Undo(ana).takeBack() } }
      }
      let left = try await Conversations(director).list().items.count
      let reasons = try await director.read {
        try await $0.rows("select void_reason from conversation where voided_at is not null") {
          try $0.decode("void_reason", as: String.self)
        }
      }
      #expect(reasons.count == 3 - left && reasons.allSatisfy { $0 == "annulé par filon undo" } && left < 3)
    }
  }

  /// What an import did, and what undoing it put back, was typed by nobody.
  @Test func whatAnImportChangedOfOpportunitiesIsTheImports() async throws {
    try await withTeam { director, ana, _ in
      let header = "reference,prospect,salesperson,stage,opened_on,amount\n"
      _ = try await Prospects(director).add(ProspectEntry(name: "Zinc"))
      let first = try await importFile(header + "a,Zinc,Ana,Devis remis,2026-03-02,100\n", .opportunities, director)
      _ = try await importFile(header + "a,Zinc,Ana,Négociation,2026-03-02,100\n", .opportunities, director) { $0.existing = .update }
      #expect(try await isEmpty(ana))
      #expect(kinds(try await Undo(director).takeBack()) == [.import])
      #expect(try await Opportunities(director).show("Zinc").opportunity.stage == "Devis remis")
      #expect(try await isEmpty(ana))
      let next = try await Undo(director).preview()
      #expect(kinds(next) == [.import] && next.entry.id == first.importId.map { Fact.ID($0) })
    }
  }

  /// The last ones are the first that the primary keys give backwards, however many there are.
  @Test func noneOfTheOthersIsRead() async throws {
    try await withSchema { connection in
      let owner = Pool(Configuration(connection))
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      let service = Pool(configuration)
      let (organization, _) = try await Organizations(service).create(name: "Bob")
      let moment = String(Fact.ID.least(at: .now).description.prefix(8))
      try await owner.withSession { session in
        try await session.execute(
          """
          insert into prospect (organization_id, id, name, name_key)
          select \(organization.id), md5('p' || n)::uuid, 'P' || n, 'p' || n from generate_series(0, 99) as n
          """)
        try await session.execute(
          """
          insert into conversation (organization_id, id, prospect_id, channel, outcome, occurred_at)
          select \(organization.id), (\(moment) || substr(md5('c' || n), 9))::uuid, md5('p' || n % 100)::uuid, 'field', 'interested', now()
          from generate_series(0, 29999) as n
          """)
        try await session.execute("vacuum analyze conversation")
      }
      let scope = Scope(pool: service, organization: organization, identity: .director(of: organization.id))
      let read = try await scope.report { transaction in
        _ = try await transaction.lastEntry()
        return try await transaction.one(
          "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables where relname = 'conversation'"
        ) { try $0.decode("n", as: Int.self) }
      }
      #expect(read < 10)
      await owner.close()
      await service.close()
    }
  }
}

extension ProspectChange {
  fileprivate func with(_ set: (inout ProspectChange) -> Void) -> ProspectChange {
    var change = self
    set(&change)
    return change
  }
}
