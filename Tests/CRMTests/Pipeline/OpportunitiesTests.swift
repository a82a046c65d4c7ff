import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct OpportunitiesTests {
  private func open(_ scope: Scope, _ prospect: String = "Zinc", on day: String = "2026-03-02") async throws -> Opportunity {
    _ = try await DailyLog(scope).record(entry(prospect))
    var opportunity = OpportunityEntry(prospect: prospect)
    opportunity.salesperson = "Ana"
    opportunity.amountCents = 100_000
    opportunity.openedAt = .day(try #require(Day(day)))
    return try await Opportunities(scope).add(opportunity).opportunity
  }

  private func at(_ day: String) throws -> Moment { .day(try #require(Day(day))) }

  @Test func anOpportunityGoesThroughItsStages() async throws {
    try await withTeam { director, _, _ in
      let opportunities = Opportunities(director)
      let opened = try await open(director)
      #expect(opened.stage == "À visiter" && opened.openedOn == Day("2026-03-02") && opened.salesperson == "Ana")
      _ = try await opportunities.move("Zinc", to: "devis remis", amountCents: 120_000, at: try at("2026-03-05"))
      let lost = try await opportunities.lose("Zinc", reason: "prix", competitor: "Acme", at: try at("2026-03-15"))
      #expect(lost.kind == .lost && lost.lossReason == "prix" && lost.competitor == "Acme" && lost.closedOn == Day("2026-03-15"))
      let back = try await opportunities.reopen("Zinc", at: try at("2026-03-20"))
      #expect(back.stage == "Devis remis" && back.closedOn == nil && back.lossReason == nil)
      let won = try await opportunities.win("Zinc", at: try at("2026-03-22"))
      #expect(won.kind == .won && won.amountCents == 120_000)
      let history = try await opportunities.show("Zinc")
      #expect(history.stages.map(\.stage) == ["À visiter", "Devis remis", "Perdu", "Devis remis", "Gagné"])
      #expect(history.stages.map(\.days) == [3, 10, nil, 2, nil])
      #expect(history.stages[2].competitor == "Acme")
    }
  }

  @Test func winningMakesACustomerAndReopeningUndoesIt() async throws {
    try await withTeam { director, _, _ in
      func customerSince() async throws -> Day? { try await Prospects(director).find("Zinc").convertedOn }
      let opened = try await open(director)
      _ = try await Opportunities(director).win("Zinc", at: try at("2026-03-10"))
      #expect(try await customerSince() == Day("2026-03-10"))
      _ = try await Opportunities(director).reopen("Zinc", at: try at("2026-03-11"))
      #expect(try await customerSince() == nil)
      _ = try await Opportunities(director).win(opened.id.description, at: try at("2026-03-12"))
      #expect(try await customerSince() == Day("2026-03-12"))
      try await Opportunities(director).void(opened.id, reason: "typed twice")
      #expect(try await customerSince() == nil)
      #expect(try await Opportunities(director).list().items.isEmpty)
      #expect(try await Opportunities(director).show(opened.id.description).opportunity.voidReason == "typed twice")
      // Moved to where opportunities are won, another of the same prospect makes the customer.
      let next = try await open(director)
      #expect(try await Opportunities(director).move(next.id.description, to: "Gagné").kind == .won)
      #expect(try await customerSince() != nil)
    }
  }

  @Test func movesThatCannotBeAreRefused() async throws {
    try await withTeam { director, _, bo in
      let opened = try await open(director)
      let id = opened.id.description
      let opportunities = Opportunities(director)
      func refusal(_ attempt: () async throws -> Void) async -> CRMError.Kind? {
        do { try await attempt() } catch { return (error as? CRMError)?.kind }
        return nil
      }
      #expect(await refusal { _ = try await opportunities.move(id, to: "À visiter") } == .invalid)
      #expect(await refusal { _ = try await opportunities.move(id, to: "Lune") } == .notFound)
      #expect(await refusal { _ = try await opportunities.win(id, at: .day(Day(daysSince2000: 0))) } == .invalid)
      #expect(await refusal { _ = try await opportunities.reopen(id) } == .invalid)
      #expect(await refusal { _ = try await opportunities.win("Zinc", amountCents: -1) } == .invalid)
      #expect(await refusal { _ = try await Opportunities(bo).lose(id) } == .denied)
      #expect(await refusal { try await Opportunities(bo).void(opened.id, reason: "mine") } == .denied)
      #expect(await refusal { try await opportunities.void(opened.id, reason: " ") } == .usage)
      for text in ["\0", "", String(repeating: "é", count: 2000)] {
        #expect(await refusal { _ = try await opportunities.win(text) } == .notFound)
      }
      _ = try await opportunities.abandon("Zinc")
      #expect(await refusal { _ = try await opportunities.win(id) } == .invalid)
      #expect(await refusal { _ = try await opportunities.win("Zinc") } == .notFound)
      #expect(await refusal { _ = try await opportunities.reopen("Zinc", stage: "Perdu") } == .invalid)
    }
  }

  @Test func theListNarrows() async throws {
    try await withTeam { director, ana, bo in
      _ = try await open(director, "Zinc")
      _ = try await open(director, "Bar")
      _ = try await Opportunities(director).win("Bar")
      var filter = OpportunityFilter()
      filter.isClosed = true
      #expect(try await Opportunities(director).list(filter).items.map(\.prospect) == ["Bar"])
      filter.isClosed = false
      #expect(try await Opportunities(ana).list(filter).items.map(\.prospect) == ["Zinc"])
      #expect(try await Opportunities(bo).list(filter).items.isEmpty)
      filter = OpportunityFilter()
      filter.stage = "won"
      #expect(try await Opportunities(director).list(filter).items.map(\.prospect) == ["Bar"])
      filter = OpportunityFilter()
      filter.limit = 1
      let first = try await Opportunities(director).list(filter)
      filter.after = first.next
      let second = try await Opportunities(director).list(filter)
      #expect(first.items.map(\.prospect) == ["Bar"] && second.items.map(\.prospect) == ["Zinc"] && second.next == nil)
    }
  }

  @Test func aFileThatComesAgainFindsWhatItOpenedWhereverItStands() async throws {
    try await withTeam { director, _, _ in
      var opportunity = OpportunityEntry(prospect: "Zinc")
      opportunity.id = .v7()
      _ = try await DailyLog(director).record(entry("Zinc"))
      opportunity.salesperson = "Ana"
      opportunity.openedAt = try at("2026-03-02")
      let opened = try await Opportunities(director).add(opportunity)
      _ = try await Opportunities(director).win("Zinc")
      #expect(try await Opportunities(director).add(opportunity).id == opened.id)
      opportunity.amountCents = 5
      let other = opportunity
      let refused = await #expect(throws: CRMError.self) { try await Opportunities(director).add(other) }
      #expect(refused?.kind == .conflict)
    }
  }

  /// Who was called Ana when it changed hands.
  @Test func aNewOwnerIsFoundOnTheDayOfTheChange() async throws {
    try await withTeam { director, ana, _ in
      var (left, joined) = (SalespersonChange(), SalespersonChange())
      (left.activeUntil, joined.activeFrom) = (Day("2026-03-10"), Day("2026-03-10"))
      _ = try await Team(director).add("Cléo Roy", left)
      _ = try await Team(director).add("Cléo Petit", joined)
      _ = try await open(director)
      var change = OpportunityChange()
      change.owner = "Cléo"
      change.at = try at("2026-03-05")
      #expect(try await Opportunities(director).update("Zinc", change).salesperson == "Cléo Roy")
      change.at = try at("2026-03-12")
      #expect(try await Opportunities(director).update("Zinc", change).salesperson == "Cléo Petit")
    }
  }
}
