import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// A conversation in the field that interested the prospect.
func entry(_ prospect: String, by salesperson: String? = "Ana", _ outcome: Outcome = .interested) -> LogEntry {
  var entry = LogEntry(prospect: prospect, channel: .field, outcome: outcome)
  entry.salesperson = salesperson
  entry.createsProspect = true
  return entry
}

/// An organization where Ana and Bo sell.
func withTeam(_ body: (_ director: Scope, _ ana: Scope, _ bo: Scope) async throws -> Void) async throws {
  try await withScope { scope in
    let ana = try await Team(scope).add("Ana")
    let bo = try await Team(scope).add("Bo")
    try await body(scope, scope.acting(as: ana), scope.acting(as: bo))
  }
}

@Suite struct DailyLogTests {
  @Test func oneEntryRecordsTheConversationTheMoveTheSaleAndTheCustomer() async throws {
    try await withTeam { director, _, _ in
      let log = DailyLog(director)
      var first = entry("Boulangerie Martin")
      first.stage = "Devis remis"
      first.at = .local(try #require(CivilTime("2026-03-02T10:00")))
      let opened = try await log.record(first)
      #expect(opened.status == .recorded && opened.prospectCreated && opened.opportunityOpened && opened.toStage == "Devis remis")
      #expect(opened.customerSince == nil && opened.saleID == nil)

      var sale = entry("Boulangerie Martin", .sold)
      sale.soldCents = 120_050
      sale.at = .local(try #require(CivilTime("2026-03-09T10:00")))
      let won = try await log.record(sale)
      #expect(won.prospectID == opened.prospectID && !won.prospectCreated)
      #expect(won.opportunityID == opened.opportunityID && won.fromStage == "Devis remis" && won.toStage == "Gagné")
      #expect(won.saleID != nil && won.customerSince == Day("2026-03-09"))
      let recorded = try #require(try await Sales(director).list().items.first)
      #expect(
        recorded.amountCents == 120_050 && recorded.opportunityID == won.opportunityID && recorded.conversationID == won.conversationID)
      #expect(recorded.soldOn == Day("2026-03-09") && recorded.salesperson == "Ana" && recorded.channel == .field)
      let history = try await Opportunities(director).show(try #require(won.opportunityID).description)
      #expect(history.opportunity.kind == .won && history.opportunity.amountCents == 120_050 && history.stages.map(\.days) == [7, nil])
    }
  }

  @Test func aSaleWithoutAnOpportunityNeedsNone() async throws {
    try await withTeam { director, _, _ in
      var sale = entry("Zinc", .sold)
      sale.soldCents = 100
      let answer = try await DailyLog(director).record(sale)
      #expect(answer.opportunityID == nil && answer.saleID != nil && answer.customerSince != nil)
      #expect(try await Opportunities(director).list().items.isEmpty)
    }
  }

  @Test func theSameIDIsRecordedOnce() async throws {
    try await withTeam { director, _, _ in
      let log = DailyLog(director)
      _ = try await log.record(staged("Zinc", "Discussion"))
      var sale = entry("Zinc", .sold)
      sale.id = .v7()
      sale.soldCents = 500
      sale.nextStep = "Deliver"
      let first = try await log.record(sale)
      let again = try await log.record(sale)
      #expect(first.status == .recorded && again.status == .repeated)
      #expect(again.conversationID == first.conversationID && again.saleID == first.saleID && again.opportunityID == first.opportunityID)
      #expect(try await Conversations(director).list().items.count == 2)
      #expect(try await Sales(director).list().items.count == 1)

      for change: (inout LogEntry) -> Void in [
        { $0.outcome = .trial }, { $0.soldCents = 501 }, { $0.soldCents = nil }, { $0.prospect = "Other" }, { $0.minutes = 5 },
        { $0.at = .local(CivilTime(microsecondsSince2000: 0)) }, { $0.salesperson = "Bo" },
      ] {
        var other = sale
        change(&other)
        let refused = await #expect(throws: CRMError.self) { try await log.record(other) }
        #expect(refused?.kind == .conflict, "\(String(describing: refused))")
      }
      #expect(try await Conversations(director).list().items.count == 2)
    }
  }

  @Test func anEntrySentByManyAtOnceIsRecordedOnce() async throws {
    try await withTeam { director, _, _ in
      _ = try await DailyLog(director).record(staged("Zinc", "Discussion"))
      var sale = entry("Zinc", .sold)
      sale.id = .v7()
      sale.soldCents = 500
      let sent = sale
      let answers = try await withThrowingTaskGroup(of: WriteOutcome.self) { group in
        for _ in 0..<8 { group.addTask { try await DailyLog(director).record(sent).status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count { $0 == .recorded } == 1 && answers.count { $0 == .repeated } == 7)
      #expect(try await Sales(director).list().items.count == 1)
    }
  }

  @Test func severalOpenOpportunitiesMustBeNamed() async throws {
    try await withTeam { director, _, _ in
      _ = try await DailyLog(director).record(entry("Zinc"))
      var opportunity = OpportunityEntry(prospect: "Zinc")
      opportunity.salesperson = "Ana"
      opportunity.title = "Oven"
      _ = try await Opportunities(director).add(opportunity)
      opportunity.id = .v7()
      opportunity.title = "Fridge"
      let fridge = try await Opportunities(director).add(opportunity)
      var moved = staged("Zinc", "Discussion")
      moved.isAnother = true
      let several = await #expect(throws: CRMError.self) { try await DailyLog(director).record(moved) }
      #expect(several?.kind == .ambiguous && several?.message.en.contains("Oven") == true)
      moved.opportunity = "fridge"
      #expect(try await DailyLog(director).record(moved).opportunityID == fridge.id)
    }
  }

  @Test func theSameConversationWithinTheMinuteIsLoggedOnce() async throws {
    try await withTeam { director, _, _ async throws in
      let log = DailyLog(director)
      var said = entry("Zinc")
      said.note = "Likes it"
      let first = try await log.record(said)
      let again = try await log.record(said)
      #expect(again.status == .repeated && again.conversationID == first.conversationID)
      // Other words are no repetition, and nothing is lost without a word.
      said.note = "Likes it a lot"
      let other = await #expect(throws: CRMError.self) { try await log.record(said) }
      #expect(other?.kind == .conflict && other?.remedy?.en.contains("--another") == true)
      said.isAnother = true
      #expect(try await log.record(said).status == .recorded)
      // Another person, outcome, channel or time is another conversation.
      for change in [
        { $0.salesperson = "Bo" }, { $0.outcome = .callBack }, { $0.channel = .shop }, { $0.at = .local(CivilTime("2026-03-02T10:00")!) },
      ] as [(inout LogEntry) -> Void] {
        var next = entry("Zinc")
        change(&next)
        #expect(try await log.record(next).status == .recorded)
      }
      // Of a past day without a time: the same words at once are one, others another.
      said = entry("Zinc")
      said.at = .day(Day("2026-03-03")!)
      #expect(try await log.record(said).status == .recorded)
      #expect(try await log.record(said).status == .repeated)
      said.note = "In the afternoon"
      #expect(try await log.record(said).status == .recorded)
      #expect(try await Conversations(director).list().items.count == 8)
    }
  }

  @Test func aSalespersonLogsOnlyConversationsTheyTookPartIn() async throws {
    try await withTeam { director, ana, bo in
      let denied = await #expect(throws: CRMError.self) { try await DailyLog(bo).record(entry("Zinc", by: "Ana")) }
      #expect(denied?.kind == .denied)
      #expect(try await Conversations(director).list().items.isEmpty)
      var shared = entry("Zinc", by: "Ana", .sold)
      shared.secondSalesperson = "Bo"
      shared.soldCents = 100
      let answer = try await DailyLog(bo).record(shared)
      #expect(answer.salesperson == "Ana" && answer.secondSalesperson == "Bo")
      // Without --by, the actor is meant.
      #expect(try await DailyLog(ana).record(entry("Zinc", by: nil)).salesperson == "Ana")
      #expect(try await Conversations(bo).list().items.map(\.id) == [answer.conversationID])
      #expect(try await Conversations(ana).list().items.count == 2)
      let mine = try await Conversations(ana).list().items[0].id
      let hidden = await #expect(throws: CRMError.self) { try await Conversations(bo).show(mine) }
      #expect(hidden?.kind == .notFound)
      let notVoided = await #expect(throws: CRMError.self) { try await Conversations(bo).void(mine, reason: "no") }
      #expect(notVoided?.kind == .denied)
      let nobody = await #expect(throws: CRMError.self) { try await DailyLog(director).record(entry("Zinc", by: nil)) }
      #expect(nobody?.kind == .usage)
    }
  }

  @Test func aColleaguesOpportunityIsNeitherSeenNorMoved() async throws {
    try await withTeam { director, ana, bo in
      let anas = try await DailyLog(ana).record(staged("Zinc", "Discussion", by: nil))
      let id = try #require(anas.opportunityID).description
      let bos = try await DailyLog(bo).record(staged("Zinc", "Devis remis", by: nil))
      #expect(bos.opportunityOpened && bos.opportunityID != anas.opportunityID)
      let refused = await #expect(throws: CRMError.self) { try await Opportunities(bo).win(id) }
      #expect(refused?.kind == .denied)
      let hidden = await #expect(throws: CRMError.self) { try await Opportunities(bo).show(id) }
      #expect(hidden?.kind == .notFound)
      #expect(try await Opportunities(director).show(id).opportunity.kind == .open)
    }
  }

  @Test func whatCannotBeIsRefused() async throws {
    try await withTeam { director, _, _ in
      _ = try await DailyLog(director).record(entry("Zinc"))
      let tomorrow = Instant.now + .seconds(90_000)
      for (change, kind): ((inout LogEntry) -> Void, CRMError.Kind) in [
        ({ $0.at = .instant(tomorrow) }, .invalid), ({ $0.minutes = -1 }, .invalid), ({ $0.soldCents = 0 }, .invalid),
        (
          {
            $0.outcome = .absent; $0.soldCents = 100
          }, .invalid
        ),
        (
          {
            $0.stage = "Perdu"; $0.soldCents = 100
          }, .usage
        ),
        ({ $0.stage = "Nowhere" }, .notFound), ({ $0.salesperson = "Zoé" }, .notFound), ({ $0.secondSalesperson = "Ana" }, .invalid),
        (
          {
            $0.prospect = "Nobody"; $0.createsProspect = false
          }, .notFound
        ), ({ $0.nextOn = Day("2001-01-01") }, .invalid),
      ] {
        var bad = entry("Zinc")
        bad.isAnother = true
        change(&bad)
        let refused = await #expect(throws: CRMError.self) { try await DailyLog(director).record(bad) }
        #expect(refused?.kind == kind, "\(String(describing: refused))")
      }
      #expect(try await Conversations(director).list().items.count == 1)
    }
  }

  @Test func whenOneStepIsRefusedNothingIsRecorded() async throws {
    try await withTeam { director, _, _ in
      var late = staged("Zinc", "Discussion")
      late.at = .local(try #require(CivilTime("2026-03-02T10:00")))
      _ = try await DailyLog(director).record(late)
      // Before the opportunity came to its stage.
      var early = entry("Zinc", .sold)
      early.soldCents = 100
      early.at = .local(try #require(CivilTime("2026-03-01T10:00")))
      let refused = await #expect(throws: CRMError.self) { try await DailyLog(director).record(early) }
      #expect(refused?.kind == .invalid)
      #expect(try await Conversations(director).list().items.count == 1)
      #expect(try await Sales(director).list().items.isEmpty)
    }
  }
}

/// A conversation that moves the opportunity.
private func staged(_ prospect: String, _ stage: String, by salesperson: String? = "Ana") -> LogEntry {
  var staged = entry(prospect, by: salesperson)
  staged.stage = stage
  return staged
}
