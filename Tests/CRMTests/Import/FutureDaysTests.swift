import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// What a file says took place on a day that is yet to come is refused row by row, as the commands refuse it.
@Suite struct FutureDaysTests {
  /// A time zone whose business day is not that of UTC, with an hour at least to its next midnight.
  private static var farZone: String { Int(Date.now.timeIntervalSince1970) / 3600 % 24 < 11 ? "Etc/GMT+12" : "Pacific/Kiritimati" }

  private func withToday(_ body: (_ scope: Scope, _ today: Day) async throws -> Void) async throws {
    try await withScope(timeZone: Self.farZone) { scope in
      let today = try await lines(scope, "select (now() at time zone \(scope.organization.timeZone))::date::text as line")[0]
      try await body(scope, try #require(Day(today)))
    }
  }

  /// Kind, header, the row of a day D (its morrow is N), and the field that is refused.
  private static let rows: [(ImportKind, String, String, String)] = [
    (.sales, "prospect,sold_on,amount", "Zinc,D,1", "sold_on"),
    (.expenses, "spent_on,amount", "D,1", "spent_on"),
    (.opportunities, "prospect,stage,opened_on,amount", "Zinc,Intéressé,D,1", "opened_on"),
    (.opportunities, "prospect,stage,opened_on,closed_on,amount", "Zinc,won,2026-01-05,D,1", "closed_on"),
    (.conversations, "prospect,outcome,occurred_at", "Zinc,absent,DT23:59", "occurred_at"),
    (.measurements, "series,day,value", "followers,D,1", "day"),
    (.measurements, "series,from,to,value", "site_orders,D,N,1", "from"),
  ]

  @Test(arguments: rows) func todayIsTheLastDayOfAFile(_ kind: ImportKind, _ header: String, _ row: String, _ field: String) async throws {
    try await withToday { scope, today in
      let rows = [today, today + 1].map { "\(row.replacing("D", with: "\($0)").replacing("N", with: "\($0 + 1)"))\n" }.joined()
      let result = try await importFile("\(header)\n\(rows)", kind, scope)
      #expect(result.counts == [2, 1, 0, 1])
      let day = Formats(language: .en).day
      #expect(result.reasons == ["3 \(field): \(day(today + 1)) is in the future: the last day accepted is \(day(today))"])
    }
  }

  @Test func aPeriodEndsWithTodayAtTheLatest() async throws {
    try await withToday { scope, today in
      let rows = "series,from,to,value\nsite_orders,\(today - 3),\(today + 1),1\nsite_sessions,\(today - 3),\(today + 2),1\n"
      let result = try await importFile(rows, .measurements, scope)
      #expect(result.counts == [2, 1, 0, 1] && result.rejections.map(\.field) == ["to"], "\(result.reasons)")
    }
  }

  @Test func anInstantFallsOnTheDayOfTheOrganization() async throws {
    try await withToday { scope, today in
      let ends = try await lines(
        scope,
        """
        select to_char(start_of_day(\(today + 1), \(scope.organization.timeZone)) at time zone 'UTC' + n * interval '1 second',
          'YYYY-MM-DD"T"HH24:MI:SS"Z"') as line
        from generate_series(-1, 0) n order by n
        """)
      let conversations = "prospect,outcome,occurred_at\n" + ends.map { "Zinc,absent,\($0)\n" }.joined()
      let result = try await importFile(conversations, .conversations, scope)
      #expect(result.counts == [2, 1, 0, 1] && result.rejections.map(\.line) == [3], "\(result.reasons)")
      let orders = "Name,Financial Status,Total,Taxes,Created at\n" + ends.enumerated().map { "#\($0),paid,12,2,\($1)\n" }.joined()
      let shop = try await importExport(orders, .shopify, scope)
      #expect(
        shop.counts == [2, 1, 0, 1] && shop.rejections.map(\.line) == [3] && shop.rejections.map(\.field) == ["day"], "\(shop.reasons)")
    }
  }

  @Test func theDaysOfAServiceAreRefusedToo() async throws {
    try await withToday { scope, today in
      let sessions = "Date,Sessions\n\(today),1\n\(today + 1),1\n"
      #expect(try await importExport(sessions, .ga4, scope).rejections.map(\.field) == ["day"])
      let visits = "label,nb_visits,nb_uniq_visitors\n\(today),1,1\n\(today + 1),1,1\n"
      let result = try await importExport(visits, .matomo, scope)
      #expect(result.counts == [2, 1, 0, 1] && result.rejections.map(\.field) == ["label"], "\(result.reasons)")
      // A day that is yet to come is not one without orders.
      let refused = await #expect(throws: CRMError.self) {
        try await importExport("Name,Financial Status,Total,Taxes,Created at\n#1,paid,12,2,\(today)\n", .shopify, scope) {
          $0.mapping.constants = ["from": "\(today)", "to": "\(today + 2)"]
        }
      }
      #expect(refused?.kind == .usage && refused?.place == "--set" && refused?.message.en.contains("is in the future") == true)
    }
  }

  @Test func theCommandsHaveTheSameLastDay() async throws {
    try await withToday { scope, today in
      _ = try await Prospects(scope).add(ProspectEntry(name: "Zinc"))
      func record(_ day: Day) -> [() async throws -> Void] {
        [
          {
            var sale = SaleEntry(amountCents: 100)
            (sale.prospect, sale.soldOn) = ("Zinc", day)
            _ = try await Sales(scope).add(sale)
          },
          {
            var expense = ExpenseEntry(amountCents: 100)
            expense.spentOn = day
            _ = try await Expenses(scope).add(expense)
          },
          { try await scope.measure("followers", 1, "\(day)") },
          { try await scope.measure("site_orders", 1, "\(today - 9)", to: "\(day + 1)", label: "\(day)") },
          {
            var opportunity = OpportunityEntry(prospect: "Zinc")
            opportunity.openedAt = .day(day)
            _ = try await Opportunities(scope).add(opportunity)
          },
        ]
      }
      for accepted in record(today) { try await accepted() }
      for refused in record(today + 1) {
        let error = await #expect(throws: CRMError.self) { try await refused() }
        let day = Formats(language: .en).day
        #expect(error?.kind == .invalid && error?.remedy == nil, "\(String(describing: error))")
        #expect(error?.message.en == "\(day(today + 1)) is in the future: the last day accepted is \(day(today))")
      }
    }
  }
}
