import CRM
import Planning
import Foundation
import Postgres
import TestSupport
import Testing

/// Properties of KPIs over random facts.
@Suite struct KPIRandomTests {
  /// 2025.
  private static let year = (from: Day(daysSince2000: 9_132), to: Day(daysSince2000: 9_497))

  /// Everything that is computed from rows and needs no names, in every variant.
  private static let fromRows: [KPIRequest] = KPICatalogue.all.flatMap { kpi in
    kpi.variants.filter { $0.origin == .rows && $0.name != "stages" }.map { KPIRequest(kpi.name, .catalogue(kpi.name, variant: $0.name)) }
  }

  /// Those whose parts sum to the whole.
  private static let additive = [
    "revenue", "sales_count", "margin", "spend", "new_customers", "attempts", "discussions", "appointments", "opportunities_opened",
    "opportunities_won", "lost_opportunities", "lost_amount", "contacts_captured",
  ]

  private func write(_ seed: UInt64, _ scope: Scope) async throws -> (facts: RandomFacts, books: Books) {
    let facts = RandomFacts(seed: seed)
    var books = try await facts.write(to: scope)
    for (index, person) in ["Ana", "Bo", nil, "Cy"].enumerated() {
      var entry = ExpenseEntry(amountCents: 1_000 * (index + 1))
      entry.spentOn = Day("2025-0\(index + 1)-15")
      entry.acquisition = index.isMultiple(of: 2)
      entry.salesperson = person
      _ = try await Expenses(scope).add(entry)
    }
    try await books.sale(facts.prospects[5], by: nil, on: "2025-02-10", 9_000, margin: 3_000)
    return (facts, books)
  }

  @Test(arguments: [UInt64(1), 2]) func everyNumberIsItsRows(_ seed: UInt64) async throws {
    try await withScope { scope in
      _ = try await write(seed, scope)
      let kpis = KPIs(scope)
      for request in Self.fromRows {
        for (from, to) in [(Self.year.from, Self.year.to), (Day("2025-03-01"), Day("2025-04-01"))] {
          let value = try #require(try await kpis.show(request, from: from, to: to).periods.first)
          for part in KPIPart.allCases {
            guard let expected = part == .numerator ? value.numerator : value.denominator else { continue }
            if request.name == "sales_per_day", part == .denominator { continue }
            let rows = try await kpis.rows(request, part, from: from, to: to)
            #expect(rows.value == expected, "\(request.formula) \(part) \(from)")
            for (index, term) in rows.terms.enumerated() {
              let isMoney = try #require(KPICount(rawValue: term.of)).isMoney
              let own = rows.rows.filter { $0.term == index }
              #expect(term.value == (isMoney ? own.reduce(0) { $0 + ($1.amount ?? 0) } : own.count), "\(request.formula) \(part) \(from)")
              #expect(Set(own.map(\.id)).count == own.count, "\(request.formula) \(part) \(from)")
            }
          }
        }
      }
    }
  }

  @Test func partsSumToTheWholeAtEveryGrain() async throws {
    try await withScope { scope in
      _ = try await write(3, scope)
      for name in Self.additive {
        let request = KPIRequest(name, .catalogue(name, variant: name == "contacts_captured" ? "crm" : nil))
        let whole = try await KPIs(scope).show(request, from: Self.year.from, to: Self.year.to).periods[0].numerator
        for grain in Grain.allCases {
          let parts = try await KPIs(scope).show(request, from: Self.year.from, to: Self.year.to, by: grain).periods
          #expect(parts.reduce(0) { $0 + ($1.numerator ?? 0) } == whole, "\(name) \(grain)")
        }
      }
    }
  }

  /// One text defines a discussion, an order, a conversion: the conversion report and the KPIs say the same.
  @Test(arguments: [UInt64(4), 5]) func theConversionReportSaysTheSame(_ seed: UInt64) async throws {
    try await withScope { scope in
      _ = try await write(seed, scope)
      let figures: [(name: String, variant: String?, value: @Sendable (ConversionFigures) -> [Int?])] = [
        ("attempts", nil, { [$0.attempts, nil] }), ("discussions", nil, { [$0.discussions, nil] }),
        ("prospects_reached", nil, { [$0.prospectsReached, nil] }), ("opportunities_opened", nil, { [$0.opportunitiesOpened, nil] }),
        ("opportunities_won", nil, { [$0.opportunitiesWon, nil] }), ("lost_opportunities", nil, { [$0.opportunitiesLost, nil] }),
        ("revenue", nil, { [$0.revenueCents, nil] }), ("sales_count", nil, { [$0.orders, nil] }),
        ("win_rate", nil, { [$0.opportunitiesWon, $0.winRate.denominator] }),
        ("conversion_rate", "period", { [$0.prospectsConverted, $0.prospectsReached] }),
      ]
      let report = try await Reports(scope).conversion(by: .salesperson, from: Self.year.from, to: Self.year.to)
      for (name, variant, value) in figures {
        let request = KPIRequest(name, .catalogue(name, variant: variant), perSalesperson: true)
        let people = report.rows.compactMap { $0.id.map { Salesperson.ID($0) } }
        let all = try await KPIs(scope).values(of: [request], in: [try Period(from: Self.year.from, to: Self.year.to)], people: people)
        for (person, figures) in report.rows.map({ ($0.id.map { Salesperson.ID($0) }, $0.figures) }) + [(nil, report.total)]
        where person != nil || figures == report.total {
          let got = try #require(all.first { $0.salespersonID == person }?.values.first)
          #expect([got.numerator, got.denominator] == value(figures), "\(name) \(String(describing: person))")
        }
        // The same asked of one person alone, and by that person.
        for (id, figures) in report.rows.compactMap({ row in row.id.map { (Salesperson.ID($0), row.figures) } }) {
          var filter = KPIFilter()
          filter.salesperson = id.description
          let one = try await KPIs(scope).show(
            KPIRequest(name, .catalogue(name, variant: variant), filter: filter), from: Self.year.from, to: Self.year.to
          ).periods[0]
          #expect([one.numerator, one.denominator] == value(figures), "\(name)")
          let actor = Scope(pool: scope.pool, organization: scope.organization, identity: .salesperson(id, of: scope.organization.id))
          let own = try await KPIs(actor).show(
            KPIRequest(name, .catalogue(name, variant: variant)), from: Self.year.from, to: Self.year.to
          ).periods[0]
          #expect(own == one, "\(name)")
        }
      }
    }
  }

  /// Customers counted by a program that reads the orders one by one.
  @Test(arguments: [UInt64(6), 7]) func customersAreWhatTheirOrdersSay(_ seed: UInt64) async throws {
    try await withScope { scope in
      let (facts, written) = try await write(seed, scope)
      var books = written
      // A customer by a win long before the first order, and an order of a merged double before its own.
      let won = try await books.opportunity(facts.prospects[20], by: nil, opened: "2024-01-05T10:00")
      try await books.move(won, "won", at: "2024-01-10T10:00")
      try await books.sale(facts.prospects[20], by: nil, on: "2025-05-05", 700)
      try await books.sale(facts.prospects[20], by: nil, on: "2025-05-05", 800)
      try await books.sale(facts.prospects[2], by: nil, on: "2025-01-02", 900)
      let orders = try await orders(scope)
      let periods = try Period(from: Self.year.from, to: Self.year.to).parts(by: .quarter).map(\.period)
      func customers(_ period: Period, _ matches: (Order) -> Bool) -> Set<Prospect.ID> {
        Set(orders.filter { period.from <= $0.day && $0.day < period.to && matches($0) }.map(\.prospect))
      }
      for (index, period) in periods.enumerated() {
        func show(_ name: String, _ variant: String?) async throws -> KPIValue {
          try await KPIs(scope).show(KPIRequest(name, .catalogue(name, variant: variant)), from: period.from, to: period.to).periods[0]
        }
        let ever = try Period(from: Day("2000-01-01")!, to: period.to), before = try Period(from: Day("2000-01-01")!, to: period.from)
        #expect(try await show("customers", nil).numerator == customers(period) { _ in true }.count)
        #expect(try await show("new_customers", nil).numerator == customers(period) { $0.rank == 1 }.count)
        let repeated = customers(period) { $0.rank > 1 }
        #expect(try await show("repeat_customers", nil).numerator == repeated.count)
        #expect(try await show("repeat_customers", "stock").numerator == customers(ever) { $0.rank > 1 }.count)
        #expect(
          try await show("repeat_customers", "flow").numerator == repeated.subtracting(customers(before) { $0.rank > 1 }).count)
        #expect(try await show("repeat_customers", "distinct_days").numerator == customers(period) { $0.day > $0.first }.count)
        guard index > 0 else { continue }
        let retention = try await show("retention_rate", nil)
        let base = customers(periods[index - 1]) { _ in true }
        #expect(retention.denominator == base.count && retention.numerator == base.intersection(customers(period) { _ in true }).count)
      }
    }
  }

  private struct Order {
    let prospect: Prospect.ID
    let day: Day
    let rank: Int
    let first: Day
  }

  private func orders(_ scope: Scope) async throws -> [Order] {
    try await scope.pool.transaction(["select act_as(\(scope.organization.id), 'director')"]) { session in
      try await session.rows(
        """
        select o.kept, o.sold_on, row_number() over w as rank, min(o.sold_on) over (partition by o.kept) as first
        from (
          select kept_prospect(s.organization_id, s.prospect_id) as kept, s.sold_on, s.id
          from sale s
          where s.kind = 'sale' and s.voided_at is null and s.prospect_id is not null
            and not exists (
              select from sale b
              where b.refund_of = s.id and b.voided_at is null having -sum(b.amount_cents) >= s.amount_cents and s.amount_cents > 0)
        ) o
        window w as (partition by o.kept order by o.sold_on, o.id)
        """
      ) {
        try Order(prospect: $0.decode("kept"), day: $0.decode("sold_on"), rank: $0.decode("rank"), first: $0.decode("first"))
      }
    }
  }

  @Test func oldValuesAreGivenAgainAndVoidingUndoes() async throws {
    try await withScope { scope in
      let (facts, written) = try await write(8, scope)
      var books = written
      let periods = try Period(from: Self.year.from, to: Self.year.to).parts(by: .quarter).map(\.period)
      func values(_ known: AsOf? = nil) async throws -> [[KPIValue]] {
        // What is provisional is so by the day one asks.
        try await KPIs(scope).values(of: Self.fromRows.filter { $0.name != "contacts_captured" }, in: periods, asOf: known).map(
          \.values)
      }
      let before = try await values()
      let then = AsOf.instant(try await books.now())
      #expect(try await values(then) == before)
      let conversation = try await books.conversation(facts.prospects[0], by: nil, at: "2025-03-03T10:00")
      let sale = try await books.sale(facts.prospects[1], by: nil, on: "2025-01-01", 5_000, margin: 100)
      let opportunity = try await books.opportunity(facts.prospects[2], by: nil, opened: "2025-02-01T10:00")
      try await books.move(opportunity, "won", at: "2025-03-01T10:00")
      #expect(try await values() != before)
      #expect(try await values(then) == before)
      try await books.void("conversation", conversation)
      try await books.void("sale", sale)
      try await books.void("opportunity", opportunity)
      #expect(try await values() == before)
      for id in facts.conversations.prefix(20) { try await books.void("conversation", id) }
      for id in facts.sales.prefix(10) { try await books.void("sale", id) }
      try await books.merge(facts.prospects[10], into: facts.prospects[11])
      #expect(try await values() != before)
      #expect(try await values(then) == before)
    }
  }

  @Test func manyPeriodsAtOnceAreWhatEachIsAlone() async throws {
    try await withScope { scope in
      _ = try await write(9, scope)
      let year = try Period(from: Self.year.from, to: Self.year.to)
      let periods = Grain.allCases.flatMap { year.parts(by: $0).map(\.period) }
      let all = try await KPIs(scope).values(of: Self.fromRows, in: periods)
      for (request, values) in zip(Self.fromRows, all.map(\.values)) {
        for index in stride(from: 0, to: periods.count, by: 11) {
          let alone = try await KPIs(scope).show(request, from: periods[index].from, to: periods[index].to).periods[0]
          #expect(values[index] == alone, "\(request.formula) \(periods[index])")
        }
      }
    }
  }
}
