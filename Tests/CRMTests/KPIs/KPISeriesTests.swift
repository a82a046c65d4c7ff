import CRM
import Planning
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

  private func daily(_ scope: Scope, _ series: String, _ from: Day, _ to: Day, _ rows: (Day) -> [(value: Int, rest: String)]) async throws {
    let text = (0..<(to - from)).map { from + $0 }.flatMap { day in rows(day).map { "\(series),\(day),\($0.value),\($0.rest)\n" } }
    let result = try await importFile("series,day,value,label,place\n" + text.joined(), .measurements, scope)
    #expect(result.rejected == 0, "\(result.reasons.prefix(3))")
  }

  /// Orders by weekday alone, the same in every week of two years until a day of the running week: every growth of days that weekdays decide
  /// is 0, alone, in a list and cut by today.
  @Test func aRunningPeriodIsComparedWithDaysLikeItsOwn() async throws {
    try await withScope { scope in
      let today = try #require(Day(try await lines(scope, "select (now() at time zone 'Europe/Paris')::date::text as line")[0]))
      let monday = today + (1 - today.weekday)
      // Until yesterday, or until today on a Monday.
      let end = max(today, monday + 1)
      try await daily(scope, "site_orders", monday - 420, end) { [([10, 20, 30, 40, 50, 0, 0][$0.weekday - 1], ",")] }
      func growth(_ variant: String, _ from: Day, _ to: Day?, by grain: Grain? = nil) async throws -> [KPIValue] {
        try await KPIs(scope).show(
          KPIRequest("site_purchases_growth", .catalogue("site_purchases_growth", variant: variant)), from: from, to: to, by: grain
        )
        .periods
      }
      let sum = (0..<(end - monday)).reduce(0) { $0 + [10, 20, 30, 40, 50, 0, 0][$1] }
      for variant in ["orders", "orders_previous_period"] {
        for values in [
          try await growth(variant, monday, monday + 7), try await growth(variant, monday, monday + 14),
          try await growth(variant, monday - 7, monday + 7, by: .week), try await growth(variant, monday - 7, nil, by: .week),
        ] {
          let value = try #require(values.last)
          #expect(value.value == .fraction(0) && value.denominator == sum && value.status == .provisional, "\(variant) \(value)")
          #expect(values.allSatisfy { $0.value == .fraction(0) }, "\(variant)")
          for part in KPIPart.allCases {
            let rows = try await KPIs(scope).rows(
              KPIRequest("site_purchases_growth", .catalogue("site_purchases_growth", variant: variant)), part, from: value.period.from,
              to: value.period.to)
            #expect(rows.value == (part == .numerator ? 0 : sum), "\(variant) \(value.period)")
          }
        }
      }
      #expect(try await growth("orders", monday, nil).map(\.value) == [.fraction(0)])
    }
  }

  /// Orders a day: 10 of the month before, 20 of this one and 40 of the same dates a year before, with 1,000 on every other day.
  @Test(arguments: [Grain.month, .quarter, .year]) func aRunningPartIsComparedWithTheFirstDaysOfItsBase(_ grain: Grain) async throws {
    try await withScope { scope in
      let today = try #require(Day(try await lines(scope, "select (now() at time zone 'Europe/Paris')::date::text as line")[0]))
      let months = [Grain.month: 1, .quarter: 3, .year: 12][grain] ?? 1
      let begin =
        grain == .year
        ? today.firstOfQuarter.adding(months: -3 * (today.quarter - 1)) : grain == .month ? today.firstOfMonth : today.firstOfQuarter
      let (before, year) = (begin.adding(months: -months), begin.adding(months: -12))
      let end = max(today, begin + 1)
      let beforeEnd = min(begin, before + (end - begin)), yearEnd = (end - 1).adding(months: -12) + 1
      try await daily(scope, "site_orders", begin.adding(months: -13), end) { day in
        if day >= begin { return [(20, ",")] }
        if grain != .year, day >= before, day < beforeEnd { return [(10, ",")] }
        return [(day >= year && day < yearEnd ? 40 : 1_000, ",")]
      }
      func growth(_ variant: String) async throws -> KPIValue {
        try await value(scope, "site_purchases_growth", variant, "\(begin)", "\(begin.adding(months: months))")
      }
      func days(_ from: Day, _ to: Day) -> Int { (0..<(to - from)).count { (from + $0).month != 2 || (from + $0).day != 29 } }
      let last = try await growth("orders")
      #expect(last.denominator == 40 * days(year, yearEnd), "\(last)")
      let previous = try await growth("orders_previous_period")
      #expect(previous.denominator == (grain == .year ? last.denominator : 10 * (beforeEnd - before)), "\(previous)")
    }
  }

  /// A quarter is compared with the quarter before, whatever their days, a year with that before without its 29 February, and 28 days of
  /// February with the month of January before.
  @Test func wholeMonthsAreComparedWithWholeMonths() async throws {
    try await withScope { scope in
      try await daily(scope, "site_orders", Day("2023-10-01")!, Day("2025-07-01")!) { _ in [(10, ",")] }
      for (from, to, variant, now, then) in [
        ("2025-04-01", "2025-07-01", "orders_previous_period", 910, 900), ("2025-02-01", "2025-03-01", "orders_previous_period", 280, 310),
        ("2025-02-01", "2025-03-01", "orders", 280, 280), ("2025-01-01", "2025-04-01", "orders", 900, 900),
        // Half a year without the 29 February of the one before.
        ("2024-10-01", "2025-04-01", "orders", 1_820, 1_820), ("2025-06-01", "2025-06-11", "orders_previous_period", 100, 100),
      ] {
        let value = try await value(scope, "site_purchases_growth", variant, from, to)
        #expect(value.denominator == then && value.numerator == now - then, "\(from) \(variant) \(value)")
      }
    }
  }

  @Test func growthAtDistributorsFollowsTheSameRules() async throws {
    try await withScope { scope in
      let today = try #require(Day(try await lines(scope, "select (now() at time zone 'Europe/Paris')::date::text as line")[0]))
      let monday = today + (1 - today.weekday)
      let end = max(today, monday + 1)
      for (from, to) in [(Day("2020-01-01")!, Day("2020-04-01")!), (Day("2021-01-01")!, Day("2021-04-01")!)] {
        try await daily(scope, "distributor_sales", from, to) { _ in [(10, "Bio,Lyon"), (20, "Bio,Metz")] }
      }
      try await daily(scope, "distributor_sales", monday - 420, end) {
        let value = [10, 20, 30, 40, 50, 0, 0][$0.weekday - 1]
        return [(value, "Bio,Lyon"), (2 * value, "Bio,Metz")]
      }
      for (from, to, variant) in [
        (Day("2021-02-01")!, Day("2021-03-01")!, "previous_year"), (Day("2021-01-01")!, Day("2021-04-01")!, "previous_year"),
        (monday, monday + 7, "previous_year"), (monday, monday + 7, "previous_period"),
      ] {
        for controls in [[], ["Metz"]] {
          let got = try await value(scope, "distributor_purchases_growth", variant, "\(from)", "\(to)") {
            ($0.places, $0.controls, $0.starts) = (["Lyon"], controls, ["lyon": from])
          }
          #expect(got.value == .fraction(0) && got.numerator == 0 && got.denominator ?? 0 > 0, "\(from) \(variant) \(got)")
        }
      }
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
      let then = AsOf.instant(try await Books(scope).now())
      try await Measurements(scope).void(recorded.id, reason: "wrong")
      #expect(try await value(scope, "amount_received", nil, "2025-06-01", "2025-07-01").value != .whole(5_000))
      let old = try await KPIs(scope).show(request, from: Day("2025-06-01"), to: Day("2025-07-01"), asOf: then)
      #expect(old.periods[0].value == .whole(5_000))
    }
  }
}
