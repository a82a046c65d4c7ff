import CRM
import Planning
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct KPIFeedTests {
  /// A plan of 2025 with KPIs of every sort: counts, money, ratios, some per salesperson, one of its own, one of a series.
  private func plan() throws -> PlanDocument {
    var plan = PlanDocument(slug: "plan", name: "Plan", from: try #require(Day("2025-01-01")), to: try #require(Day("2026-01-01")))
    plan.team = [PlanMember(name: "Ana"), PlanMember(name: "Bo")]
    func kpi(_ key: String, _ formula: KPIFormula, people: Bool = false) {
      var kpi = PlanKPI(key: key, name: key, formula: formula)
      kpi.perSalesperson = people
      plan.kpis.append(kpi)
    }
    kpi("discussions", .catalogue("discussions", variant: nil), people: true)
    for name in [
      "revenue", "average_basket", "new_customers", "repeat_customers", "retention_rate", "conversion_rate", "customer_acquisition_cost",
      "win_rate", "sales_per_day",
    ] {
      kpi(name.replacing("_", with: "-"), .catalogue(name, variant: nil))
    }
    kpi("stock", .catalogue("repeat_customers", variant: "stock"))
    kpi("cohort", .catalogue("conversion_rate", variant: "cohort"))
    kpi("sales-by-conversation", .ratio(KPITerm("revenue"), over: KPITerm("discussions")))
    kpi("orders-of-the-site", .catalogue("site_conversion_rate", variant: nil))
    return plan
  }

  /// What is kept is what is computed from nothing.
  private func isWhatItIs(_ plan: PlanDocument, _ scope: Scope) async throws {
    let stored = try await KPIFeeds(scope).values(of: "plan")
    let requests = plan.kpis.map { KPIRequest($0, of: plan) }
    let periods = Array(Set(stored.map(\.period)))
    let people = Array(Set(stored.compactMap(\.salespersonID)))
    let fresh = try await KPIs(scope).values(of: requests, in: periods, people: people)
    #expect(stored.count > 500)
    for value in stored {
      let values = try #require(fresh.first { $0.request.name == value.kpi && $0.salespersonID == value.salespersonID })
      let now = values.values[try #require(periods.firstIndex(of: value.period))]
      #expect(
        value.numerator == now.numerator && value.denominator == now.denominator && value.value == now.scaled(values.unit)
          && value.n == now.n && value.status == now.status && value.reason == now.reason, "\(value.kpi) \(value.period)")
    }
  }

  @Test func feedingAgainChangesNothingAndLateFactsMakeNewValues() async throws {
    try await withScope { scope async throws in
      let facts = RandomFacts(seed: 11)
      var books = try await facts.write(to: scope)
      let plan = try plan()
      _ = try await Plans(scope).apply(plan, source: "plan", base: nil)
      let feeds = KPIFeeds(scope)
      let first = try await feeds.feed("plan")
      // The plan, 4 quarters, 12 months, 53 weeks; 15 KPIs and the discussions of two.
      #expect(first.new == 70 * 16 && first.changed == 0 && first.unchanged == 0, "\(first)")
      try await isWhatItIs(plan, scope)
      let again = try await feeds.feed("plan")
      #expect(again.new == 0 && again.changed == 0 && again.unchanged == first.new)

      let ana = try #require(try await Team(scope).list().first)
      let stranger = try await books.prospect("Stranger")
      let conversation = try await books.conversation(stranger, by: ana.id, at: "2025-03-04T10:00")
      let late = try await feeds.feed("plan")
      let discussions = late.changes.filter { $0.kpi == "discussions" && $0.salesperson == nil }
      #expect(Set(discussions.map(\.grain)) == Set(KPIGrain.allCases) && discussions.allSatisfy { $0.after == ($0.before ?? 0) + 1 })
      #expect(late.changes.contains { $0.kpi == "discussions" && $0.salesperson == ana.name })
      try await isWhatItIs(plan, scope)
      // The old value is still there.
      let revisions = try await books.run(
        "select revision from kpi_value where kpi = 'discussions' and grain = 'plan' and salesperson_id is null order by revision")
      #expect(revisions.rows.count == 2)

      try await books.void("conversation", conversation)
      #expect(try await feeds.feed("plan").changes.contains { $0.kpi == "discussions" && $0.grain == .week })
      try await isWhatItIs(plan, scope)
    }
  }

  /// What is kept is what is computed from nothing.
  @Test(arguments: [UInt64(12), 13]) func lateFactsOfEverySortAreInTheNextFeed(_ seed: UInt64) async throws {
    try await withScope { scope async throws in
      let facts = RandomFacts(seed: seed)
      var books = try await facts.write(to: scope)
      let plan = try plan()
      _ = try await Plans(scope).apply(plan, source: "plan", base: nil)
      let feeds = KPIFeeds(scope)
      var figure = MeasurementEntry(series: "site_orders", value: 2)
      figure.from = Day("2025-02-03")
      _ = try await Measurements(scope).record(figure)
      _ = try await feeds.feed("plan")
      for round in 0..<4 {
        switch round {
        case 0:
          let sale = try await books.sale(facts.prospects[9], by: nil, on: "2025-02-02", 5_000)
          try await books.sale(facts.prospects[9], by: nil, on: "2025-05-02", -5_000, refundOf: sale)
          try await books.void("sale", facts.sales[3])
        case 1:
          let opportunity = try await books.opportunity(facts.prospects[8], by: nil, opened: "2025-01-20T10:00")
          try await books.move(opportunity, "won", at: "2025-02-20T10:00")
          try await books.move(facts.closed[0], "open", at: "2027-01-20T10:00", reopening: true)
        case 2:
          for id in facts.conversations.prefix(5) { try await books.void("conversation", id) }
          var entry = ExpenseEntry(amountCents: 4_000)
          (entry.spentOn, entry.acquisition) = (Day("2025-06-06"), true)
          _ = try await Expenses(scope).add(entry)
          var figure = MeasurementEntry(series: "site_orders", value: 3)
          figure.from = Day("2025-06-06")
          _ = try await Measurements(scope).record(figure)
        default:
          try await books.merge(facts.prospects[10], into: facts.prospects[11])
        }
        let report = try await feeds.feed("plan")
        #expect(report.changed > 0, "\(round)")
        try await isWhatItIs(plan, scope)
      }
    }
  }

  @Test func aClosedPeriodKeepsItsValuesAndItsDriftIsReported() async throws {
    try await withScope { scope async throws in
      let facts = RandomFacts(seed: 14)
      var books = try await facts.write(to: scope)
      _ = try await Plans(scope).apply(try plan(), source: "plan", base: nil)
      let feeds = KPIFeeds(scope)
      _ = try await feeds.close("2025-Q1", of: "plan")
      _ = try await feeds.close("2025-q1", of: "plan")
      func revenue(_ name: String) async throws -> StoredKPIValue {
        try #require(
          try await feeds.values(of: "plan").first { $0.kpi == "revenue" && $0.period.from.description == name && $0.grain == .month })
      }
      let before = try await revenue("2025-02-01")
      #expect(before.isClosed && before.drift == nil)
      let sale = try await books.sale(facts.prospects[9], by: nil, on: "2025-02-02", 5_000)
      try await books.sale(facts.prospects[9], by: nil, on: "2025-04-02", 700)
      let report = try await feeds.feed("plan")
      #expect(report.drifted > 0 && report.changes.contains { $0.isDrift && $0.kpi == "revenue" && $0.grain == .quarter })
      #expect(report.changes.contains { !$0.isDrift && $0.kpi == "revenue" && $0.grain == .plan })
      let after = try await revenue("2025-02-01")
      #expect(after.value == before.value && after.drift?.value == (before.value ?? 0) + 5_000)
      #expect(try await feeds.drift(of: "plan").drift.contains { $0.kpi == "revenue" && $0.grain == .quarter })
      #expect(try await revenue("2025-04-01").drift == nil)
      #expect(try await feeds.feed("plan").drifted == 0)
      try await books.void("sale", sale)
      _ = try await feeds.feed("plan")
      #expect(try await revenue("2025-02-01").drift == nil)

      for (text, kind) in [("2025-13", CRMError.Kind.usage), ("2024-Q1", .usage), ("soon", .usage)] {
        let refused = await #expect(throws: CRMError.self) { try await feeds.close(text, of: "plan") }
        #expect(refused?.kind == kind)
      }
      let ana = try #require(try await Team(scope).list().first)
      let denied = await #expect(throws: CRMError.self) { try await KPIFeeds(scope.acting(as: ana)).feed("plan") }
      #expect(denied?.kind == .denied)
      let own = try await KPIFeeds(scope.acting(as: ana)).values(of: "plan")
      #expect(Set(own.compactMap(\.salespersonID)) == [ana.id])
    }
  }

  @Test func whatIsNotOverIsNotClosedAndIsFedAgain() async throws {
    try await withScope { scope async throws in
      var books = Books(scope)
      _ = try await books.salesperson("Ana")
      let today = try await scope.pool.withSession {
        try await $0.one("select (now() at time zone 'Europe/Paris')::date as today", { try $0.decode("today", as: Day.self) })
      }
      var plan = PlanDocument(slug: "now", name: "Now", from: today.firstOfYear, to: today.firstOfYear.adding(months: 12))
      plan.kpis = [PlanKPI(key: "revenue", name: "CA", formula: .catalogue("revenue", variant: nil))]
      _ = try await Plans(scope).apply(plan, source: "now", base: nil)
      let first = try await KPIFeeds(scope).feed("now")
      #expect(first.through == today)
      let values = try await KPIFeeds(scope).values(of: "now")
      #expect(values.allSatisfy { $0.period.from <= today && ($0.status == .provisional) == ($0.period.to > today) })
      let quarter = "\(today.year)-Q\(today.quarter)"
      let refused = await #expect(throws: CRMError.self) { try await KPIFeeds(scope).close(quarter, of: "now") }
      #expect(refused?.kind == .invalid)
      let earlier = try await KPIFeeds(scope).feed("now", through: today.firstOfYear)
      #expect(earlier.through == today.firstOfYear && earlier.new == 0)
    }
  }
}
