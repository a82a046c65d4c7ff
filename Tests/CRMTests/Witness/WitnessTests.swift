@testable import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// A second witness of every figure: random companies are recorded through the service, and what reports and KPIs say of them is compared
/// with computations that read docs/figures.md and nothing else.
///
/// `FILON_WITNESS=5` or `FILON_WITNESS=1...40` takes other companies. When one differs, it says which company, figure, row and period;
/// `FILON_WITNESS_SIZE=10` (per cent) looks among smaller ones for a case that can be read.
@Suite struct WitnessTests {
  private static let environment = ProcessInfo.processInfo.environment

  static let seeds: [UInt64] = {
    let bounds = (environment["FILON_WITNESS"] ?? "1...3").split(separator: ".").compactMap { UInt64($0) }
    guard let first = bounds.first, let last = bounds.last, first <= last else { return [1, 2, 3] }
    return Array(first...last)
  }()

  static let size = environment["FILON_WITNESS_SIZE"].flatMap(Int.init) ?? 100

  @Test(arguments: seeds) func everyFigureIsWhatAPlainComputationSays(_ seed: UInt64) async throws {
    try await withScope(timeZone: RandomCompany.zone(of: seed)) { scope in
      let today = try await scope.read { try await $0.fetch($0.today) }
      let company = RandomCompany.make(seed: seed, today: today, size: Self.size)
      var recorder = try await CompanyRecorder(company, scope)
      var instants: [Instant?] = try await recorder.record()
      instants[instants.count - 1] = nil
      var witness = ReportComparison(company: company, scope: scope, recorder: recorder, instants: instants)
      try await witness.compareAll()
      // What is not over is told by the day: a run across midnight says nothing.
      guard try await scope.read({ try await $0.fetch($0.today) }) == today else { return }
      let comparison = witness.comparison
      print("Company \(seed) in \(company.zone): \(comparison.count) figures compared, \(comparison.differences.count) differ.")
      for difference in comparison.differences.prefix(40) { Issue.record("company \(seed) of \(today), \(difference)") }
      #expect(comparison.differences.isEmpty)
      #expect(comparison.count >= 20_000 || Self.size < 100)
    }
  }

  /// Days that are neither months nor weeks.
  static func odd(_ company: PlainCompany) -> Range<Day> { (company.days.upperBound - 200)..<(company.days.upperBound - 83) }
}

extension ReportComparison {
  /// All figures, over periods that are cut in many ways.
  mutating func compareAll() async throws {
    let last = instants.count - 1
    let end = company.days.upperBound
    let year = end.adding(months: -12)..<end
    let quarter = end.firstOfQuarter..<end.firstOfQuarter.adding(months: 3)
    let odd = WitnessTests.odd(company)
    for phase in instants.indices {
      try await compareConversion(
        phase == last ? [year, quarter, odd] : [odd], by: ReportDimension.allCases, phase: phase)
      try await comparePipeline([year, quarter, odd, company.days], phase: phase)
      try await compareABC(phase == last ? [year, odd] : [year], phase: phase)
      try await compareKPIs(Self.allKPIs, phase == last ? periods : Array(periods.suffix(20)), options, phase: phase)
    }
    for dimension in [ReportDimension.salesperson, .team, .channel, .month] { try await compareRows(year, by: dimension, phase: last) }
    try await compareKPIs(Self.rowKPIs, [year, quarter, odd], options, phase: last, perSalesperson: true)
    for filter in [
      PlainFilter(channel: .field), PlainFilter(team: "Lyon"), PlainFilter(source: "website"), PlainFilter(person: 1, channel: .shop),
      PlainFilter(town: "Lyon"),
    ] {
      try await compareKPIs(Self.channelKPIs, [year, quarter, odd], options, phase: last, filter: filter)
    }
    for own in [0, 3] {
      try await compareConversion([year], by: [.salesperson, .team, .channel, .source], phase: last, own: own)
      try await comparePipeline([odd], phase: last, own: own)
      try await compareABC([year], phase: last, own: own)
      try await compareKPIs(Self.rowKPIs, [year, quarter], options, phase: last, own: own)
    }
  }

  /// Months, quarters, weeks and what is none of them, some of which are not over or have not begun.
  private var periods: [Range<Day>] {
    let end = company.days.upperBound
    var periods: [Range<Day>] = []
    for back in -1...13 {
      let month = end.firstOfMonth.adding(months: -back)
      periods.append(month..<month.adding(months: 1))
    }
    for back in -1...4 {
      let quarter = end.firstOfQuarter.adding(months: -3 * back)
      periods.append(quarter..<quarter.adding(months: 3))
    }
    for back in -1...12 {
      let monday = end - (end.weekday - 1) - 7 * back
      periods.append(monday..<(monday + 7))
    }
    let year = end.firstOfYear
    return periods + [
      year..<year.adding(months: 12), (end - 14)..<end, (end - 45)..<(end - 10), (end - 1)..<(end + 5), (end + 1)..<(end + 3),
      end..<(end + 1), (end - (end.weekday - 1) - 28)..<(end - (end.weekday - 1)), (Day("2024-02-01") ?? end)..<(Day("2024-02-29") ?? end),
      (Day("2024-02-10") ?? end)..<(Day("2024-03-10") ?? end), (Day("2024-02-01") ?? end)..<(Day("2024-03-01") ?? end),
      (Day("2025-02-01") ?? end)..<(Day("2025-03-01") ?? end),
    ]
  }

  private var options: PlainOptions {
    let end = company.days.upperBound
    return PlainOptions(
      horizon: 60, from: 2, to: 7, towns: ["Lyon": end.adding(months: -3) + 4, "Nantes": nil], controls: ["Lille", "Paris"])
  }
}
