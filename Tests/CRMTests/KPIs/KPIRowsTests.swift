import CRM
import Planning
import Demo
import Foundation
import Postgres
import TestSupport
import Testing

/// A number and the rows behind it share one predicate: of every KPI and variant, over the demo's facts and outside series.
@Suite struct KPIRowsTests {
  private static let requests: [KPIRequest] = KPICatalogue.all.flatMap { kpi in
    kpi.variants.map { variant in
      var options = KPIOptions()
      if kpi.name == "distributor_purchases_growth" {
        (options.places, options.controls) = (["Villeurbanne", "Bron"], ["Meyzieu", "Craponne"])
      }
      if variant.name == "stages" { (options.fromStage, options.toStage) = ("Devis remis", "Négociation") }
      return KPIRequest(kpi.name, .catalogue(kpi.name, variant: variant.name), options: options)
    }
  }

  /// The number that the rows come to, from the rows alone.
  private func number(_ rows: KPIRows) -> Int {
    rows.terms.enumerated().reduce(0) { sum, term in
      let own = rows.rows.filter { $0.term == term.offset }
      let amounts = own.reduce(0) { $0 + ($1.amount ?? 0) }
      let isAmount = KPICount(rawValue: term.element.of)?.isMoney ?? true
      return sum + term.element.sign * (isAmount ? amounts : own.count)
    }
  }

  @Test func everyNumberOfTheDemoIsItsRows() async throws {
    try await withService { pool in
      let demo = try await Demo(pool).record(until: on("2023-12-31"))
      let kpis = KPIs(Scope(pool: pool, organization: demo.organization, identity: .director(of: demo.organization.id)))
      var checked: Set<String> = []
      for (from, to) in [
        ("2023-01-01", "2024-01-01"), ("2023-02-01", "2023-03-01"), ("2023-10-01", "2023-11-01"), ("2024-01-01", "2024-04-01"),
      ] {
        for request in Self.requests {
          let value = try #require(try await kpis.show(request, from: Day(from), to: Day(to)).periods.first)
          for part in KPIPart.allCases where !(request.name == "sales_per_day" && part == .denominator) {
            guard let expected = part == .numerator ? value.numerator : value.denominator else { continue }
            let rows = try await kpis.rows(request, part, from: Day(from), to: Day(to))
            #expect(rows.value == expected && number(rows) == expected, "\(request.formula) \(part) \(from)")
            #expect(rows.count == rows.rows.count && rows.count == rows.terms.reduce(0) { $0 + $1.count }, "\(request.formula)")
            if expected != 0 { checked.insert("\(request.name) \(rows.variant)") }
          }
        }
      }
      // The demo has no payments and no visitors, and its contacts were all recorded at once, after these periods.
      let unchecked = Set(Self.requests.map { "\($0.name) \($0.variantName)" }).subtracting(checked)
      #expect(
        unchecked == [
          "amount_received payments", "contacts_captured crm", "conversion_rate visitors", "site_conversion_rate visitors",
        ], "\(unchecked)")
    }
  }

  /// Every KPI and variant of the month to come, over facts that those that look back find.
  @Test func aPeriodThatHasNotBegunHasNoValue() async throws {
    try await withScope { scope in
      let today = try #require(Day(try await lines(scope, "select (now() at time zone 'Europe/Paris')::date::text as line")[0]))
      var books = Books(scope)
      let luc = try await books.prospect("Luc", source: "website")
      for days in [400, 200, 40, 1, 0] {
        let day = today - days
        let conversation = try await books.conversation(luc, by: nil, at: "\(day)T00:30", .sold)
        _ = try await books.sale(luc, by: nil, on: "\(day)", 1_000, margin: 300, conversation: conversation)
        for (series, value) in [("followers", 100), ("site_orders", 10), ("site_sessions", 90), ("emails_delivered", 50)] {
          var entry = MeasurementEntry(series: series, value: value + days)
          entry.from = day
          _ = try await Measurements(scope).record(entry)
        }
      }
      let next = today.description.prefix(7)
      let begin = try #require(Day("\(next)-01")).adding(months: 1)
      let kpis = KPIs(scope)
      for request in Self.requests where request.variantName != "stages" {
        let value = try #require(try await kpis.show(request, from: begin, to: begin.adding(months: 1)).periods.first)
        #expect(
          value.value == nil && value.numerator == nil && value.n == 0 && value.status == .provisional
            && value.reason?.en == "the period has not begun", "\(request.name) \(request.variantName) \(value)")
        let rows = try await kpis.rows(request, from: begin, to: begin.adding(months: 1))
        #expect(rows.rows.isEmpty && rows.value == 0 && rows.notes.contains { $0.en == "the period has not begun" }, "\(request.name)")
      }
      // What has begun has one.
      let stock = KPIRequest("repeat_customers", .catalogue("repeat_customers", variant: "stock"))
      #expect(try await kpis.show(stock, from: today, to: today + 1).periods.first?.value == .whole(1))
    }
  }

  /// As `plan show` counts them: capitals, accents and ligatures set aside.
  @Test func expensesAreFoundByActionAndCategoryAsPeopleWriteThem() async throws {
    try await withScope { scope in
      var expense = ExpenseEntry(amountCents: 5_000)
      expense.spentOn = Day("2026-03-02")
      expense.action = "Tournee des boulangeries"
      expense.category = "Déplacement"
      _ = try await Expenses(scope).add(expense)
      for change in [{ $0.action = "Tournée des boulangeries" }, { $0.category = "deplacement" }] as [(inout KPIFilter) -> Void] {
        var filter = KPIFilter()
        change(&filter)
        let spend = KPIRequest("spend", .catalogue("spend", variant: nil), filter: filter)
        let found = try await KPIs(scope).show(spend, from: Day("2026-03-01"), to: Day("2026-04-01")).periods[0]
        #expect(found.value == .whole(5_000), "\(filter)")
      }
    }
  }
}

extension KPIRequest {
  fileprivate var variantName: String {
    if case .catalogue(_, let variant) = formula { variant ?? "" } else { "" }
  }
}
