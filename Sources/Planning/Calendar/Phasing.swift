package import CRM
package import Postgres

/// A target, a budget line or any whole number spread over the days of a span, so that every part of the span has a whole part of it and the
/// parts sum to it exactly, at whatever grain it is read.
///
/// The whole is apportioned to years, a year to its quarters and a quarter to its months by the working days of each (or its calendar days,
/// or weights), with the largest remainder method; what a month has is spread evenly among its days. Anything else, such as a week that
/// straddles two months, is the sum of its days.
package struct Phasing: Sendable, Hashable {
  package let span: Period
  /// What falls before each day of the span, and the whole.
  private let before: [Int]

  /// Spreads a whole. Where no day is worked (or no part of the span has a weight above zero), calendar days (or working days) count instead.
  /// Weights that name no part of the span count for nothing.
  package init(_ whole: Int, over span: Period, by phasing: PlanPhasing = .workingDays, _ calendar: WorkingCalendar = WorkingCalendar()) {
    let days = Loads(span, phasing, calendar).spread(whole)
    self.span = span
    before = days.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  package var whole: Int { before[before.count - 1] }

  /// What of the whole falls in a period; 0 outside the span.
  package func value(in period: Period) -> Int { value(before: period.to) - value(before: period.from) }

  /// What of the whole falls before a day.
  package func value(before day: Day) -> Int { before[min(max(day - span.from, 0), span.count)] }
}

/// How much each day and each weighted part of a span counts.
private struct Loads {
  let span: Period
  /// Days that count before each day of the span, and all of them.
  private let before: [Int]
  private var weights: [String: Int] = [:]
  /// What the weights weigh.
  private var weighted: Grain?

  init(_ span: Period, _ phasing: PlanPhasing, _ calendar: WorkingCalendar) {
    self.span = span
    before = span.days.reduce(into: [0]) { $0.append($0[$0.count - 1] + (phasing == .calendarDays || calendar.isWorkingDay($1) ? 1 : 0)) }
    if case .weights(let given) = phasing {
      // So many days cannot overflow a sum of these.
      weights = given.mapValues { Int(Int32(clamping: max($0, 0))) }
      weighted = [.quarter, .month, .week].first { weight(of: span, by: $0) > 0 }
    }
  }

  /// What of a whole falls on each day of the span. Weeks do not nest in months: weighted, they are all there is above days.
  func spread(_ whole: Int) -> [Int] { spread(whole, over: span, by: weighted == .week ? [.week] : [.year, .quarter, .month]) }

  private func spread(_ whole: Int, over period: Period, by grains: ArraySlice<Grain>) -> [Int] {
    guard let grain = grains.first else { return whole.spread(by: loads(of: period.days.map { $0...$0 })) }
    let parts = period.parts(by: grain).map(\.period)
    return zip(parts, whole.apportioned(by: loads(of: parts, grain))).flatMap { spread($1, over: $0, by: grains.dropFirst()) }
  }

  private func loads(of parts: [Period], _ grain: Grain) -> [Int] {
    if let weighted, Grain.allCases.firstIndex(of: grain) ?? 0 <= Grain.allCases.firstIndex(of: weighted) ?? 0 {
      let loads = parts.map { weight(of: $0, by: weighted) }
      if loads.contains(where: { $0 > 0 }) { return loads }
    }
    return loads(of: parts.map { $0.from...($0.to - 1) })
  }

  /// The days that count in each range; all its days where none counts in any.
  private func loads(of ranges: [ClosedRange<Day>]) -> [Int] {
    let loads = ranges.map { before[$0.upperBound - span.from + 1] - before[$0.lowerBound - span.from] }
    return loads.contains { $0 > 0 } ? loads : ranges.map { $0.upperBound - $0.lowerBound + 1 }
  }

  private func weight(of period: Period, by grain: Grain) -> Int { period.parts(by: grain).reduce(0) { $0 + (weights[$1.name] ?? 0) } }
}
