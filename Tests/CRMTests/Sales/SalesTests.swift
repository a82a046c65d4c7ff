import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct SalesTests {
  /// A sale to a new prospect.
  private func sell(_ scope: Scope, _ cents: Int, on day: String = "2026-03-02", by salesperson: String = "Ana") async throws -> Sale {
    _ = try await DailyLog(scope).record(entry("Zinc", by: salesperson))
    var sale = SaleEntry(amountCents: cents)
    sale.prospect = "Zinc"
    sale.salesperson = salesperson
    sale.soldOn = Day(day)
    return try await Sales(scope).add(sale).sale
  }

  private func customerSince(_ scope: Scope) async throws -> Day? {
    try await Prospects(scope).find("Zinc").convertedOn
  }

  @Test func aSaleIsRefundedInPartsAndNeverAboveWhatWasSold() async throws {
    try await withTeam { director, _, _ in
      let sale = try await sell(director, 1000)
      #expect(try await customerSince(director) == sale.soldOn)
      let part = try await Sales(director).refund(sale.id, amountCents: 400)
      #expect(part.kind == .refund && part.amountCents == -400 && part.refundOf == sale.id && part.salesperson == "Ana")
      #expect(part.prospect == "Zinc")
      let tooMuch = await #expect(throws: CRMError.self) { try await Sales(director).refund(sale.id, amountCents: 601) }
      #expect(tooMuch?.kind == .invalid)
      let tooEarly = await #expect(throws: CRMError.self) { try await Sales(director).refund(sale.id, on: Day("2026-03-01")) }
      #expect(tooEarly?.kind == .invalid)
      #expect(try await customerSince(director) == sale.soldOn)
      let rest = try await Sales(director).refund(sale.id)
      #expect(rest.amountCents == -600)
      #expect(try await customerSince(director) == nil)
      let nothingLeft = await #expect(throws: CRMError.self) { try await Sales(director).refund(sale.id) }
      #expect(nothingLeft?.kind == .invalid)
      // A refund that was wrong gives the customer back.
      try await Sales(director).void(rest.id, reason: "wrong sale")
      #expect(try await customerSince(director) == sale.soldOn)
      #expect(try await Sales(director).list().items.map(\.amountCents).reduce(0, +) == 600)
    }
  }

  @Test func aRefundHasWhatItsSaleHas() async throws {
    try await withTeam { director, _, _ in
      _ = try await DailyLog(director).record(entry("Zinc"))
      var opening = OpportunityEntry(prospect: "Zinc")
      opening.salesperson = "Ana"
      opening.openedAt = .day(try #require(Day("2026-03-01")))
      let opportunity = try await Opportunities(director).add(opening)
      var sold = SaleEntry(amountCents: 1_000)
      sold.prospect = "Zinc"
      sold.salesperson = "Ana"
      sold.channel = .shop
      sold.opportunity = opportunity.id.description
      sold.soldOn = Day("2026-03-02")
      let sale = try await Sales(director).add(sold)
      let id = Sale.ID.v7()
      for _ in 1...2 {
        // Sent twice, recorded once.
        let refund = try await Sales(director).refund(sale.id, amountCents: 400, on: Day("2026-03-03"), id: id)
        #expect(
          refund.channel == .shop && refund.opportunityID == opportunity.id && refund.salesperson == "Ana" && refund.prospect == "Zinc")
      }
      let report = try await Reports(director).conversion(by: .channel, from: Day("2026-03-01"), to: Day("2026-04-01"))
      #expect(report.rows.map(\.figures.revenueCents) == [600, 0] && report.rows.map(\.key) == ["shop", nil])

      // Imported, with a channel of its own, without one, and again.
      let file = """
        reference,prospect,sold_on,amount,channel,refund_of
        1,Zinc,2026-04-01,10,shop,
        2,,2026-04-02,-1,,1
        3,,2026-04-02,-2,website,1

        """
      #expect(try await importFile(file, .sales, director).counts == [3, 3, 0, 0])
      #expect(try await importFile(file, .sales, director).counts == [3, 0, 3, 0])
      let april = try await Reports(director).conversion(by: .channel, from: Day("2026-04-01"), to: Day("2026-05-01"))
      #expect(april.rows.map(\.figures.revenueCents) == [900, -200] && april.rows.map(\.key) == ["shop", "website"])
    }
  }

  @Test func refundsTakeTheirShareOfTheMargin() async throws {
    try await withTeam { director, _, _ in
      _ = try await DailyLog(director).record(entry("Zinc", by: "Ana"))
      /// The margins of the refunds of a sale of 100 cents given back in three parts.
      func margins(of margin: Int?, on day: Day?) async throws -> [Int?] {
        var entry = SaleEntry(amountCents: 100)
        entry.marginCents = margin
        entry.salesperson = "Ana"
        entry.soldOn = day
        let sale = try await Sales(director).add(entry)
        let id = Sale.ID.v7()
        let first = try await Sales(director).refund(sale.id, amountCents: 33, id: id)
        // Sent twice, recorded once.
        #expect(try await Sales(director).refund(sale.id, amountCents: 33, id: id).id == id)
        let second = try await Sales(director).refund(sale.id, amountCents: 33, isAnother: true)
        let rest = try await Sales(director).refund(sale.id)
        #expect(rest.amountCents == -34)
        return [first.marginCents, second.marginCents, rest.marginCents]
      }
      let day = Day("2026-03-02")
      // 40 × 33 / 100 = 13.2; of the 27 that remain 27 × 33 / 67 = 13.3; then all that is left.
      #expect(try await margins(of: 40, on: day) == [-13, -13, -14])
      #expect(try await margins(of: -40, on: day) == [13, 13, 14])
      #expect(try await margins(of: 1, on: day) == [0, 0, -1])
      #expect(try await margins(of: nil, on: day) == [nil, nil, nil])
    }
  }

  @Test func refundsAtOnceGiveBackNoMoreThanWasSold() async throws {
    try await withTeam { director, _, _ in
      let sale = try await sell(director, 1000)
      let given = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 { group.addTask { (try? await Sales(director).refund(sale.id, amountCents: 300, isAnother: true)) != nil } }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(given == 3)
      #expect(try await Sales(director).list().items.map(\.amountCents).reduce(0, +) == 100)
    }
  }

  @Test func theSameIDIsRecordedOnce() async throws {
    try await withTeam { director, _, _ in
      let sale = try await sell(director, 1000)
      var again = SaleEntry(amountCents: 1000)
      again.id = sale.id
      again.prospect = "Zinc"
      again.salesperson = "Ana"
      again.soldOn = sale.soldOn
      #expect(try await Sales(director).add(again).id == sale.id)
      again.amountCents = 1001
      let refused = await #expect(throws: CRMError.self) { try await Sales(director).add(again) }
      #expect(refused?.kind == .conflict)
      let refund = Sale.ID.v7()
      _ = try await Sales(director).refund(sale.id, amountCents: 100, id: refund)
      _ = try await Sales(director).refund(sale.id, amountCents: 100, id: refund)
      #expect(try await Sales(director).list().items.count == 2)
    }
  }

  @Test func aSalespersonSeesAndTouchesTheirOwnOnly() async throws {
    try await withTeam { director, ana, bo in
      let sale = try await sell(director, 1000)
      #expect(try await Sales(ana).list().items.map(\.id) == [sale.id])
      #expect(try await Sales(bo).list().items.isEmpty)
      for attempt: () async throws -> Void in [
        { _ = try await Sales(bo).refund(sale.id) }, { try await Sales(bo).void(sale.id, reason: "mine") },
        { _ = try await self.sell(bo, 5, by: "Ana") },
      ] {
        let refused = await #expect(throws: CRMError.self) { try await attempt() }
        #expect(refused?.kind == .denied, "\(String(describing: refused))")
      }
      let viewer = Scope(pool: director.pool, organization: director.organization, identity: .viewer(of: director.organization.id))
      let refused = await #expect(throws: CRMError.self) { try await Sales(viewer).void(sale.id, reason: "no") }
      #expect(refused?.kind == .denied)
      #expect(try await Sales(viewer).list().items.count == 1)
    }
  }

  @Test func anotherSaleOfTheSameDayHasItsOwnCredits() async throws {
    try await withTeam { director, _, _ in
      let first = try await sell(director, 1000, by: "Ana")
      _ = try await sell(director, 1000, by: "Bo")
      try await Sales(director).void(first.id, reason: "wrong")
      let credited = try await director.read { session in
        try await session.rows(
          """
          select s.name
          from conversion v
          join conversion_credit c on c.organization_id = v.organization_id and c.conversion_id = v.id
          join salesperson s on s.organization_id = c.organization_id and s.id = c.salesperson_id
          where v.organization_id = \(director.organization.id) and v.voided_at is null
          """, { try $0.decode("name", as: String.self) })
      }
      #expect(credited == ["Bo"])
    }
  }

  @Test func whatASaleNamesMustExist() async throws {
    try await withTeam { director, _, _ in
      _ = try await sell(director, 1)
      for change: (inout SaleEntry) -> Void in [
        { $0.prospect = "Nobody" }, { $0.salesperson = "Zoé" }, { $0.opportunity = Opportunity.ID.v7().description },
        { $0.amountCents = -1 },
        { $0.soldOn = Day("2100-01-01") },
      ] {
        var sale = SaleEntry(amountCents: 5)
        sale.prospect = "Zinc"
        sale.salesperson = "Ana"
        change(&sale)
        let bad = sale
        await #expect(throws: CRMError.self) { try await Sales(director).add(bad) }
      }
      #expect(try await Sales(director).list().items.count == 1)
    }
  }
}

@Suite struct ExpensesTests {
  @Test func expensesAreAddedListedAndVoided() async throws {
    try await withTeam { director, ana, bo in
      var flyers = ExpenseEntry(amountCents: 12_000)
      flyers.id = .v7()
      flyers.spentOn = Day("2026-03-02")
      flyers.category = "Publicité"
      flyers.acquisition = true
      flyers.action = "Affichage"
      let first = try await Expenses(director).add(flyers)
      #expect(first.acquisition && first.category == "Publicité" && first.salesperson == nil)
      #expect(try await Expenses(director).add(flyers).id == first.id)
      flyers.amountCents = 1
      let other = flyers
      let refused = await #expect(throws: CRMError.self) { try await Expenses(director).add(other) }
      #expect(refused?.kind == .conflict)

      var fuel = ExpenseEntry(amountCents: 4000)
      fuel.spentOn = Day("2026-03-05")
      let anas = try await Expenses(ana).add(fuel)
      #expect(anas.salesperson == "Ana")
      #expect(try await Expenses(bo).list().items.isEmpty)
      let denied = await #expect(throws: CRMError.self) { try await Expenses(bo).void(anas.id, reason: "no") }
      #expect(denied?.kind == .denied)

      var filter = ExpenseFilter()
      filter.acquisition = true
      #expect(try await Expenses(director).list(filter).items.map(\.id) == [first.id])
      filter = ExpenseFilter()
      filter.from = Day("2026-03-05")
      #expect(try await Expenses(director).list(filter).items.map(\.id) == [anas.id])
      try await Expenses(director).void(first.id, reason: "paid by the supplier")
      #expect(try await Expenses(director).list().items.map(\.id) == [anas.id])
      let nothing = await #expect(throws: CRMError.self) { try await Expenses(director).void(.v7(), reason: "no") }
      #expect(nothing?.kind == .invalid)
    }
  }
}
