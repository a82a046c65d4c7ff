import CRM
import Foundation
import Postgres
import TestSupport
import Testing

extension Scope {
  /// Records a figure of one day.
  @discardableResult
  func measure(
    _ series: String, _ value: Int, _ from: String, to: String? = nil, label: String? = nil, place: String? = nil, reference: String? = nil
  ) async throws -> CRM.Measurement {
    var entry = MeasurementEntry(series: series, value: value)
    entry.from = Day(from)
    entry.to = to.flatMap(Day.init)
    (entry.label, entry.place, entry.reference) = (label, place, reference)
    return try await Measurements(self).record(entry)
  }

  /// The figures that stand, earliest first: `series from..to label place value`.
  func measured(_ filter: (inout MeasurementFilter) -> Void = { _ in }) async throws -> [String] {
    var wanted = MeasurementFilter()
    wanted.limit = 1000
    filter(&wanted)
    return try await Measurements(self).list(wanted).items.map { item in
      let days = item.to == item.from + 1 ? "\(item.from)" : "\(item.from)..\(item.to)"
      return [item.series, days, item.label, item.place, "\(item.value)"].compactMap(\.self).joined(separator: " ")
    }.sorted()
  }
}

/// The error that a body throws, as its kind and its English message.
private func refusal(_ body: () async throws -> Void) async -> String {
  do {
    try await body()
    return "none"
  } catch let error as CRMError {
    return "\(error.kind.rawValue): \(error.message.en)"
  } catch {
    return "\(error)"
  }
}

private let overlap = "conflict: would count twice: the series has a total for these days, or parts of this one"
private let otherValue = "conflict: the series has another value for these days already"

@Suite struct MeasurementsTests {
  @Test func aFigureIsRecordedWithItsSeriesAndVoided() async throws {
    try await withScope { scope async throws in
      let first = try await scope.measure("followers", 1250, "2026-11-01", label: "instagram")
      #expect((first.kind, first.unit, first.value) == (.stock, .count, 1250))
      #expect(try await scope.measure("followers", 1250, "2026-11-01", label: "instagram").id == first.id)
      // A decreasing counter is a fact.
      try await scope.measure("followers", 1240, "2026-11-02", label: "instagram")
      #expect(await refusal { try await scope.measure("followers", 1, "2026-11-01", label: "instagram") } == otherValue)
      try await Measurements(scope).void(first.id, reason: "misread")
      try await scope.measure("followers", 1, "2026-11-01", label: "instagram")
      #expect(try await scope.measured() == ["followers 2026-11-01 instagram 1", "followers 2026-11-02 instagram 1240"])
      #expect(await refusal { try await Measurements(scope).void(.v7(), reason: "x") } == "invalid: there is no such measurement")

      let series = try await Measurements(scope).series()
      #expect(series.map(\.name) == ["followers"] && series.map(\.count) == [2] && series[0].sources.isEmpty)
      #expect(series[0].firstDay == Day("2026-11-01") && series[0].lastDay == Day("2026-11-02"))
    }
  }

  @Test func aTotalNeverStandsBesideItsParts() async throws {
    try await withScope { scope async throws in
      try await scope.measure("site_orders", 3, "2026-01-05")
      for (from, to, label) in [("2026-01-05", "2026-01-12", nil), ("2026-01-05", nil, "app"), ("2025-12-29", "2026-01-06", nil)]
        as [(String, String?, String?)]
      {
        #expect(await refusal { try await scope.measure("site_orders", 9, from, to: to, label: label) } == overlap)
      }
      #expect(await refusal { try await scope.measure("site_orders", 1, "2026-01-05", reference: "1001") } == overlap)
      // A week, then a day in it, from both sides.
      try await scope.measure("site_orders", 20, "2026-01-12", to: "2026-01-19")
      #expect(await refusal { try await scope.measure("site_orders", 1, "2026-01-18") } == overlap)
      try await scope.measure("site_orders", 1, "2026-01-19")
      // Parts stand side by side, and refuse their total.
      try await scope.measure("site_orders", 1, "2026-02-01", reference: "1001")
      try await scope.measure("site_orders", 1, "2026-02-01", reference: "1002")
      #expect(await refusal { try await scope.measure("site_orders", 2, "2026-02-01") } == overlap)
      // The same reference is the same order, whatever the day.
      #expect(await refusal { try await scope.measure("site_orders", 1, "2026-02-02", reference: "1001") } == otherValue)
      try await scope.measure("distributor_sales", 4, "2026-02-01", label: "Halles", place: "Lyon")
      try await scope.measure("distributor_sales", 5, "2026-02-01", label: "Gare", place: "Lyon")
      try await scope.measure("distributor_sales", 6, "2026-02-01", place: "Nice")
      #expect(await refusal { try await scope.measure("distributor_sales", 9, "2026-02-01", place: "Lyon") } == overlap)
      #expect(await refusal { try await scope.measure("distributor_sales", 9, "2026-02-01", label: "Port", place: "Nice") } == overlap)
    }
  }

  @Test func whatIsNoFigureIsRefused() async throws {
    try await withScope { scope async throws in
      #expect(await refusal { try await scope.measure("Orders", 1, "2026-01-05") } == "invalid: “Orders” is not the name of a series")
      #expect(await refusal { try await scope.measure("my_calls", 1, "2026-01-05") } == "invalid: there is no such series yet")
      #expect(await refusal { try await scope.measure("site_orders", -1, "2026-01-05") } == "invalid: a count below zero")
      #expect(
        await refusal { try await scope.measure("site_orders", 1, "2026-01-05", to: "2026-01-05") }
          == "invalid: the days end before they begin, or last over a year")
      #expect(
        await refusal { try await scope.measure("site_orders", .max, "2026-01-05") } == "invalid: “\(Int.max)” is too large")
      var entry = MeasurementEntry(series: "my_calls", value: 12)
      (entry.kind, entry.unit) = (.event, .count)
      #expect(try await Measurements(scope).record(entry).kind == .event)
      // Known from now on, and never of another unit.
      try await scope.measure("my_calls", 2, "2026-01-05")
      entry.unit = .money
      #expect(await refusal { _ = try await Measurements(scope).record(entry) } == "invalid: the series is of another kind or unit")
      entry = MeasurementEntry(series: "site_revenue", value: 100)
      entry.unit = .moneyWithTax
      #expect(await refusal { _ = try await Measurements(scope).record(entry) } == "invalid: the series is of another kind or unit")
      #expect(try await Measurements(scope).series().map(\.name) == ["my_calls"], "a refused figure leaves no series")
    }
  }

  @Test func onlyDirectorsRecordAndEverybodyReads() async throws {
    try await withScope { scope async throws in
      let measurement = try await scope.measure("contacts_captured", 4, "2026-01-05")
      let ana = scope.acting(as: try await Team(scope).add("Ana"))
      #expect(try await ana.measured() == ["contacts_captured 2026-01-05 4"])
      let denied = "denied: only a director records or voids measurements"
      #expect(await refusal { try await ana.measure("contacts_captured", 5, "2026-01-06") } == denied)
      #expect(await refusal { try await Measurements(ana).void(measurement.id, reason: "x") } == denied)
    }
  }

  @Test func pagesFollowOneAnotherAndFiltersMeetThePeriod() async throws {
    try await withScope { scope async throws in
      for day in 1...7 { try await scope.measure("site_sessions", day, "2026-01-0\(day)") }
      try await scope.measure("distributor_sales", 5, "2025-12-29", to: "2026-01-05", label: "Halles", place: "Lyon")
      var filter = MeasurementFilter()
      filter.limit = 3
      var values: [Int] = []
      repeat {
        let page = try await Measurements(scope).list(filter)
        values += page.items.map(\.value)
        filter.after = page.next
      } while filter.after != nil
      #expect(values == [7, 6, 5, 4, 3, 2, 1, 5])
      let days = (Day("2026-01-04"), Day("2026-01-06"))
      #expect(
        try await scope.measured { ($0.from, $0.to) = days } == [
          "distributor_sales 2025-12-29..2026-01-05 Halles Lyon 5", "site_sessions 2026-01-04 4", "site_sessions 2026-01-05 5",
        ])
      #expect(try await scope.measured { $0.place = "lyon" }.count == 1)
      #expect(try await scope.measured { $0.label = "halles" }.count == 1)
      #expect(try await scope.measured { $0.series = "site_sessions" }.count == 7)
    }
  }
}
