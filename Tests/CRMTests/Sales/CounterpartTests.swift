import CRM
import Planning
import Foundation
import Postgres
import TestSupport
import Testing

/// A win, a conversation that sold and a sale are one story: all ways of telling it make the same figures, or say what is missing.
@Suite struct CounterpartTests {
  /// What the reports say of March 2026, where one thing worth 500.00 was sold on the 9th.
  private struct Figures: Equatable {
    var converted = 1, won = 1, open = 0, revenue = 50_000, newCustomers = 1, ranked = 1
  }

  private func figures(_ scope: Scope) async throws -> Figures {
    let (from, to) = (Day("2026-03-01"), Day("2026-04-01"))
    let total = try await Reports(scope).conversion(by: .salesperson, from: from, to: to).total
    let new = try await KPIs(scope).show(KPIRequest("new_customers", .catalogue("new_customers", variant: nil)), from: from, to: to)
      .periods[0]
    var question = Segments.Question()
    (question.from, question.to) = (from, to)
    let abc = try await Segments(scope).abc(question)
    return Figures(
      converted: total.prospectsConverted, won: total.opportunitiesWon, open: total.opportunitiesOpen ?? 0,
      revenue: total.revenueCents, newCustomers: new.numerator ?? 0, ranked: abc.customers.count { $0.orders > 0 })
  }

  private func sale(_ change: (inout SaleEntry) -> Void = { _ in }) -> SaleEntry {
    var sale = SaleEntry(amountCents: 50_000)
    sale.prospect = "Zinc"
    sale.soldOn = Day("2026-03-09")
    change(&sale)
    return sale
  }

  /// An organization where Ana owns Zinc and has an opportunity of 500.00 with it.
  private func withOpportunity(_ body: (Scope, _ id: String) async throws -> Void) async throws {
    try await withTeam { director, _, _ async throws in
      var draft = ProspectEntry(name: "Zinc")
      draft.details.owner = "Ana"
      _ = try await Prospects(director).add(draft)
      var entry = OpportunityEntry(prospect: "Zinc")
      entry.title = "Terrasse"
      entry.amountCents = 50_000
      entry.openedAt = try Moment("2026-03-02")
      let opened = try await Opportunities(director).add(entry)
      #expect(opened.salesperson == "Ana" && opened.isOwnedByProspectsOwner && opened.missingSale == nil)
      try await body(director, opened.id.description)
    }
  }

  private func sold(_ cents: Int?, stage: String? = nil) throws -> LogEntry {
    var said = entry("Zinc", .sold)
    said.at = try Moment("2026-03-09T10:00")
    said.soldCents = cents
    said.stage = stage
    return said
  }

  @Test func aWinWithItsSaleIsWhole() async throws {
    try await withOpportunity { scope, id async throws in
      let won = try await Opportunities(scope).win("Terrasse", recordsSale: true, at: try Moment("2026-03-09"))
      #expect(won.missingSale == nil && won.sale?.opportunityID == won.id && won.sale?.salesperson == "Ana")
      #expect(won.sale?.soldOn == Day("2026-03-09") && won.sale?.amountCents == 50_000)
      #expect(try await figures(scope) == Figures())
    }
    try await withOpportunity { scope, _ async throws in
      // Nothing is half done: without an amount there is no sale, and no win.
      var bare = OpportunityEntry(prospect: "Zinc")
      bare.title = "Cave"
      _ = try await Opportunities(scope).add(bare)
      await #expect(throws: CRMError.self) { try await Opportunities(scope).win("Cave", recordsSale: true) }
      #expect(try await Opportunities(scope).show("Cave").opportunity.kind == .open)
    }
  }

  @Test func aWinWithoutItsSaleSaysWhichOneIsMissingAndTheSaleMakesItWhole() async throws {
    let ways: [(Scope, String) async throws -> MissingSale?] = [
      { try await Opportunities($0).win($1, at: try Moment("2026-03-09")).missingSale },
      { try await Opportunities($0).move($1, to: "Gagné", at: try Moment("2026-03-09")).missingSale },
      { scope, _ in
        var said = try self.sold(nil, stage: "Gagné")
        said.outcome = .interested
        return try await DailyLog(scope).record(said).missingSale
      },
    ]
    for way in ways {
      try await withOpportunity { scope, id async throws in
        let missing = try #require(try await way(scope, id))
        #expect(missing.prospect == "Zinc" && missing.amountCents == 50_000 && missing.on == Day("2026-03-09"))
        #expect(missing.opportunityID == Opportunity.ID(id))
        #expect(try await figures(scope) == Figures(revenue: 0, newCustomers: 0, ranked: 0))
        let march = { try await Reports(scope).conversion(by: .salesperson, from: Day("2026-03-01"), to: Day("2026-04-01")) }
        #expect(try await march().notes.contains { $0.en.hasPrefix("1 conversion comes of a win without a recorded sale") })
        let added = try await Sales(scope).add(sale { $0.opportunity = id })
        #expect(added.opportunityID == Opportunity.ID(id) && added.wonOpportunity == nil && added.openOpportunities.isEmpty)
        #expect(try await figures(scope) == Figures())
        #expect(try await march().notes.allSatisfy { !$0.en.contains("without a recorded sale") })
      }
    }
  }

  @Test func aConversationThatSoldIsWholeOrSaysWhatIsMissing() async throws {
    try await withOpportunity { scope, _ async throws in
      let whole = try await DailyLog(scope).record(try sold(50_000))
      #expect(whole.missingSale == nil && whole.toStage == "Gagné")
      #expect(try await figures(scope) == Figures())
    }
    try await withOpportunity { scope, id async throws in
      let bare = try await DailyLog(scope).record(try sold(nil))
      #expect(bare.missingSale?.opportunityID == Opportunity.ID(id) && bare.missingSale?.amountCents == 50_000)
      #expect(
        bare.lines(currency: "EUR").fr.replacing("\u{A0}", with: " ").hasSuffix(
          "\nAucune vente enregistrée ; pour l’ajouter : filon sale add 'Zinc' 500 --on 09/03/2026 --opportunity \(id.lowercased())"))
      #expect(try await figures(scope) == Figures(converted: 0, won: 0, open: 1, revenue: 0, newCustomers: 0, ranked: 0))
      // The command it names makes it whole.
      #expect(try await Sales(scope).add(sale { $0.opportunity = id }).wonOpportunity?.title == "Terrasse")
      #expect(try await figures(scope) == Figures())
    }
    try await withTeam { director, _, _ async throws in
      // Without any opportunity too; and a sale of that day is none that is missing.
      #expect(try await DailyLog(director).record(try sold(nil)).missingSale?.opportunityID == nil)
      _ = try await Sales(director).add(sale())
      #expect(try await figures(director) == Figures(won: 0))
      var again = try sold(nil)
      again.at = try Moment("2026-03-09T15:00")
      #expect(try await DailyLog(director).record(again).missingSale == nil)
    }
  }

  @Test func aSaleWinsTheOpportunityItNamesAndTellsOfTheOthers() async throws {
    try await withOpportunity { scope, id async throws in
      let named = try await Sales(scope).add(sale { $0.opportunity = "terrasse" })
      #expect(named.wonOpportunity?.id == Opportunity.ID(id) && named.salesperson == "Ana" && named.isCreditedToProspectsOwner)
      #expect(try await figures(scope) == Figures())
      let won = try await Opportunities(scope).show(id).opportunity
      #expect(won.kind == .won && won.closedOn == Day("2026-03-09"))
    }
    try await withOpportunity { scope, id async throws in
      let apart = try await Sales(scope).add(sale())
      #expect(apart.wonOpportunity == nil && apart.openOpportunities.map(\.id) == [Opportunity.ID(id)])
      #expect(try await figures(scope) == Figures(won: 0, open: 1))
      // Won afterwards, the sale that stands is the one: nothing is missing.
      #expect(try await Opportunities(scope).win(id, at: try Moment("2026-03-09")).missingSale == nil)
      #expect(try await figures(scope) == Figures())
    }
    try await withOpportunity { scope, id async throws in
      // Before it came where it is, it was not sold; nothing of the sale stays.
      let early = await #expect(throws: CRMError.self) {
        try await Sales(scope).add(sale { ($0.opportunity, $0.soldOn) = (id, Day("2026-03-01")) })
      }
      #expect(early?.place == "--on" && early?.remedy != nil)
      #expect(try await Sales(scope).list().items.isEmpty)
      // On the day itself it was, whatever the hour of the opening.
      _ = try await Sales(scope).add(sale { ($0.opportunity, $0.soldOn) = (id, Day("2026-03-02")) })
      #expect(try await Opportunities(scope).show(id).opportunity.closedOn == Day("2026-03-02"))
    }
  }

  @Test func importsSayWhatIsMissingToo() async throws {
    try await withTeam { director, _, _ async throws in
      let wins = "reference,prospect,salesperson,stage,opened_on,closed_on,amount\n1,Zinc,Ana,won,2026-03-02,2026-03-09,500\n"
      #expect(try await importFile(wins, .opportunities, director).missing == ["sales_of_wins": 1])
      #expect(try await figures(director) == Figures(revenue: 0, newCustomers: 0, ranked: 0))
      let sales = "reference,prospect,salesperson,sold_on,amount\n1,Zinc,Ana,2026-03-09,500\n"
      #expect(try await importFile(sales, .sales, director).missing == [:])
      #expect(try await figures(director) == Figures())
    }
    try await withTeam { director, _, _ async throws in
      let wins = "reference,prospect,salesperson,stage,opened_on,closed_on,amount\n1,Zinc,Ana,won,2026-03-02,2026-03-09,500\n"
      #expect(try await importFile(wins, .opportunities, director) { $0.mapping.recordsSalesOfWins = true }.missing == [:])
      #expect(try await figures(director) == Figures())
    }
    try await withTeam { director, _, _ async throws in
      let conversations =
        "prospect,salesperson,channel,outcome,occurred_at\nZinc,Ana,field,sold,2026-03-09\nZinc,Ana,field,refused,2026-03-08\n"
      #expect(try await importFile(conversations, .conversations, director).missing == ["sales_of_conversations": 1])
    }
    try await withOpportunity { scope, _ async throws in
      let sales = "reference,prospect,sold_on,amount\n1,Zinc,2026-03-09,500\n2,Zinc,2026-03-10,-500\n"
      let imported = try await importFile(sales, .sales, scope)
      #expect(imported.missing == ["wins_of_sales": 1] && imported.assumed["salesperson"] == 1)
    }
  }

  @Test func withoutAPersonTheProspectsOwnerIsMeantWhateverTheWayIn() async throws {
    try await withOpportunity { scope, _ async throws in
      let conversations =
        "reference,prospect,channel,outcome,occurred_at\n1,Zinc,field,refused,2026-03-09\n2,Bar,field,refused,2026-03-09\n"
      #expect(try await importFile(conversations, .conversations, scope).assumed["salesperson"] == 1)
      #expect(try await Conversations(scope).list().items.map(\.salesperson).sorted { $0 ?? "" < $1 ?? "" } == [nil, "Ana"])
      let deals = "reference,prospect,stage,opened_on\n1,Zinc,Visité,2026-03-09\n2,Bar,Visité,2026-03-09\n"
      #expect(try await importFile(deals, .opportunities, scope).assumed["salesperson"] == 1)
      // The owner changes, the file does not: what it said is there already.
      var change = ProspectChange()
      change.details.owner = "Bo"
      _ = try await Prospects(scope).update(try await Prospects(scope).find("Zinc").id, change)
      #expect(try await importFile(conversations, .conversations, scope).counts == [2, 0, 2, 0])
      #expect(try await importFile(deals, .opportunities, scope).counts == [2, 0, 2, 0])
      #expect(try await Sales(scope).add(sale()).salesperson == "Bo")
    }
  }
}
