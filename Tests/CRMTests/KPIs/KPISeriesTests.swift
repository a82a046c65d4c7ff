import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// KPIs of outside series, by hand.
@Suite struct KPISeriesTests {
  private func record(
    _ scope: Scope, _ series: String, _ from: String, to: String? = nil, _ value: Int, label: String? = nil, place: String? = nil
  ) async throws {
    var entry = MeasurementEntry(series: series, value: value)
    entry.from = Day(from)
    entry.to = to.flatMap { Day($0) }
    entry.label = label
    entry.place = place
    _ = try await Measurements(scope).record(entry)
  }

  private func value(
    _ scope: Scope, _ name: String, _ variant: String? = nil, _ from: String, _ to: String, _ change: (inout KPIOptions) -> Void = { _ in }
  ) async throws -> KPIValue {
    var options = KPIOptions()
    change(&options)
    return try await KPIs(scope).show(
      KPIRequest(name, .catalogue(name, variant: variant), options: options), from: Day(from), to: Day(to)
    ).periods[0]
  }

  @Test func clicksAreSumsOverSumsAndNeverTheMeanOfRates() async throws {
    try await withScope { scope async throws in
      #expect(try await value(scope, "email_click_rate", nil, "2025-06-01", "2025-07-01").value == nil)
      // 7/108 of a published report row, and a small campaign in which everybody clicked.
      try await record(scope, "emails_delivered", "2025-06-09", 108, label: "A")
      try await record(scope, "email_unique_clicks", "2025-06-09", 7, label: "A")
      let one = try await value(scope, "email_click_rate", nil, "2025-06-01", "2025-07-01")
      #expect(one.numerator == 7 && one.denominator == 108 && abs((one.value?.double ?? 0) - 0.0648148) < 1e-6)
      try await record(scope, "emails_delivered", "2025-06-10", 2, label: "B")
      try await record(scope, "email_unique_clicks", "2025-06-10", 2, label: "B")
      let both = try await value(scope, "email_click_rate", nil, "2025-06-01", "2025-07-01")
      #expect(both.numerator == 9 && both.denominator == 110 && both.status == .final)
      let none = try await value(scope, "email_click_rate", nil, "2025-07-01", "2025-08-01")
      #expect(none.value == nil && none.reason != nil && none.denominator == 0)
    }
  }

  @Test func aDayWithoutAFigureIsMissingNotZero() async throws {
    try await withScope { scope async throws in
      for day in 1...6 {
        try await record(scope, "site_orders", "2025-06-0\(day)", day)
        if day != 3 { try await record(scope, "site_sessions", "2025-06-0\(day)", 10 * day) }
      }
      let whole = try await value(scope, "site_conversion_rate", nil, "2025-06-01", "2025-06-07")
      #expect(whole.value == nil && whole.reason?.en == "1 day is missing in the series site_sessions")
      let some = try await value(scope, "site_conversion_rate", nil, "2025-06-04", "2025-06-07")
      #expect(some.numerator == 15 && some.denominator == 150)
      try await record(scope, "site_sessions", "2025-06-03", 30)
      let after = try await value(scope, "site_conversion_rate", nil, "2025-06-01", "2025-06-07")
      #expect(after.numerator == 21 && after.denominator == 210 && after.value == .fraction(0.1))
    }
  }

  /// A week given in one figure is split by day, in whole parts that sum to it.
  @Test func aWeekThatStraddlesTwoMonthsIsSplitByDay() async throws {
    try await withScope { scope async throws in
      try await record(scope, "contacts_captured", "2025-06-30", to: "2025-07-07", 10)
      let june = try await value(scope, "contacts_captured", nil, "2025-06-30", "2025-07-01")
      let july = try await value(scope, "contacts_captured", nil, "2025-07-01", "2025-07-07")
      #expect(june.value == .whole(2) && july.value == .whole(8))
      let rows = try await KPIs(scope).rows(
        KPIRequest("contacts_captured", .catalogue("contacts_captured", variant: nil)), from: Day("2025-07-01"), to: Day("2025-07-07"))
      #expect(rows.count == 1 && rows.sum == 8 && rows.of == "contacts_captured")
    }
  }

  @Test func contactsAreTheRowsWhereThereIsNoSeries() async throws {
    try await withScope { scope async throws in
      var books = Books(scope)
      _ = try await books.prospect("Luc", source: "Website")
      _ = try await books.prospect("Mia", source: "salon")
      let today = try await KPIs(scope).show(KPIRequest("contacts_captured", .catalogue("contacts_captured", variant: nil)))
      #expect(today.variant == "crm" && today.periods[0].value == .whole(1) && today.periods[0].status == .provisional)
    }
  }

  @Test func growthComparesLikeForLike() async throws {
    try await withScope { scope async throws in
      for day in 1...28 {
        try await record(scope, "site_orders", "2023-02-\(day < 10 ? "0" : "")\(day)", 10)
        try await record(scope, "site_orders", "2024-02-\(day < 10 ? "0" : "")\(day)", 12)
      }
      try await record(scope, "site_orders", "2024-02-29", 1_000)
      // 29 February has no day to be compared with: it is in neither.
      let february = try await value(scope, "site_purchases_growth", nil, "2024-02-01", "2024-03-01")
      #expect(february.value == .fraction(0.2) && february.numerator == 56 && february.denominator == 280)
      let none = try await value(scope, "site_purchases_growth", nil, "2023-02-01", "2023-03-01")
      #expect(none.value == nil && none.reason?.en.contains("28 days are missing in the base period") == true)
      let before = try await value(scope, "site_purchases_growth", "orders_previous_period", "2024-02-15", "2024-02-22")
      #expect(before.value == .fraction(0) && before.denominator == 84)
      let late = try await value(scope, "site_purchases_growth", nil, "2024-02-20", "2024-03-02")
      #expect(late.value == nil && late.reason?.en.contains("1 day is missing") == true)
    }
  }

  @Test func followersAreCarriedForwardOnlySoFar() async throws {
    try await withScope { scope async throws in
      try await record(scope, "followers", "2025-05-31", 900, label: "instagram")
      try await record(scope, "followers", "2025-06-15", 1_000, label: "instagram")
      try await record(scope, "followers", "2025-05-20", 300, label: "linkedin")
      try await record(scope, "followers", "2025-06-20", 290, label: "linkedin")
      let stock = try await value(scope, "followers", nil, "2025-06-01", "2025-07-01")
      #expect(stock.value == .whole(1_290))
      let flow = try await value(scope, "followers", "flow", "2025-06-01", "2025-07-01")
      #expect(flow.value == .whole(90))
      let stale = try await value(scope, "followers", nil, "2025-07-01", "2025-08-01")
      #expect(stale.value == nil && stale.reason?.en == "last figure more than 35 days old: instagram, linkedin")
    }
  }

  /// Two towns with the action, each from its own day, one that has no base, and a control town.
  @Test func townsAreComparedWithThoseWithoutTheAction() async throws {
    try await withScope { scope async throws in
      func sold(_ town: String, _ from: String, _ days: Int, _ value: Int, _ shop: String = "a") async throws {
        try await record(scope, "distributor_sales", from, to: "\(Day(from)! + days)", value, label: shop, place: town)
      }
      // Lyon from the 8th: 7 days of 10 before, 14 days of 15 after; compared over equal days, 14 before.
      try await sold("Lyon", "2025-05-25", 14, 140)
      try await sold("Lyon", "2025-06-08", 14, 210)
      // A shop that opened meanwhile is in neither.
      try await sold("Lyon", "2025-06-08", 14, 5_000, "new")
      try await sold("Nice", "2025-06-08", 14, 70)
      try await sold("Metz", "2025-05-25", 14, 100)
      try await sold("Metz", "2025-06-08", 14, 110)
      let report = try await KPIs(scope).show(
        KPIRequest(
          "distributor_purchases_growth", .catalogue("distributor_purchases_growth", variant: "previous_period"),
          options: {
            var options = KPIOptions()
            options.places = ["Lyon", "Nice"]
            options.controls = ["Metz"]
            options.starts = ["lyon": Day("2025-06-08")!]
            return options
          }()), from: Day("2025-06-01"), to: Day("2025-06-22"))
      let got = try #require(report.periods.first)
      #expect(got.numerator == 70 && got.denominator == 140 && abs((got.value?.double ?? 0) - 0.4) < 1e-9, "\(got)")
      #expect(report.notes.contains { $0.en.contains("nice") })
      let nowhere = try await value(scope, "distributor_purchases_growth", nil, "2025-06-01", "2025-06-22")
      #expect(nowhere.value == nil && nowhere.reason != nil)
    }
  }

  @Test func voidedFiguresAreGoneAndOldOnesStayKnown() async throws {
    try await withScope { scope async throws in
      var entry = MeasurementEntry(series: "payments", value: 5_000)
      entry.from = Day("2025-06-03")
      let recorded = try await Measurements(scope).record(entry)
      let request = KPIRequest("amount_received", .catalogue("amount_received", variant: nil))
      #expect(try await value(scope, "amount_received", nil, "2025-06-01", "2025-07-01").value == .whole(5_000))
      let then = KnownAt.instant(try await Books(scope).now())
      try await Measurements(scope).void(recorded.id, reason: "wrong")
      #expect(try await value(scope, "amount_received", nil, "2025-06-01", "2025-07-01").value != .whole(5_000))
      let old = try await KPIs(scope).show(request, from: Day("2025-06-01"), to: Day("2025-07-01"), asKnownAt: then)
      #expect(old.periods[0].value == .whole(5_000))
    }
  }
}
