import CRM
import Foundation
import Postgres

/// Values out of what was counted and what the outside series say.
struct KPIEvaluation {
  let answers: KPIAnswers
  let series: [String: KPISeries]
  /// The day of the values' knowledge: what has not happened by then is not known yet.
  let today: Day

  /// What a reading comes to, or why it comes to nothing.
  private enum Outcome {
    case found(KPITally)
    case missing(Message)
  }

  /// The value of a KPI in a period; of a salesperson, or of all.
  func value(_ kpi: KPICompiled, _ period: Period, name: String? = nil, of person: UUID? = nil) -> KPIValue {
    let isOver = period.to <= today
    var parts = Parts()
    guard period.from <= today else { return value(Parts(reason: .periodNotBegun), period, name, isOver: false) }
    switch kpi.recipe {
    case .growth(let name, let since): parts = growth(name, since, kpi.selections[0], period)
    case .townGrowth(let name, let since): parts = townGrowth(name, since, kpi.towns, period)
    default:
      // Where the period is not over, series are compared as far as all of them go.
      switch isOver ? .success(period) : known(kpi, period) {
      case .failure(let reason): parts.reason = reason.message
      case .success(let days): parts = counted(kpi, days, person, in: period)
      }
    }
    if parts.value == nil, parts.reason == nil { parts.reason = .nothingToDivideBy }
    return value(parts, period, name, isOver: isOver)
  }

  private func value(_ parts: Parts, _ period: Period, _ name: String?, isOver: Bool) -> KPIValue {
    KPIValue(
      period: period, name: name, value: parts.value, numerator: parts.numerator, denominator: parts.denominator, n: parts.n,
      status: isOver && (parts.immature ?? 0) == 0 ? .final : .provisional, reason: parts.value == nil ? parts.reason : nil,
      low: parts.low, high: parts.high, immature: parts.immature)
  }

  private struct Parts {
    var value: KPINumber?
    var numerator: Int?
    var denominator: Int?
    var n = 0
    var reason: Message?
    var low: Double?
    var high: Double?
    var immature: Int?
  }

  struct NotKnown: Error {
    let message: Message
  }

  /// The part of a period that all its flows have figures for.
  func known(_ kpi: KPICompiled, _ period: Period) -> Result<Period, NotKnown> {
    var end = period.to
    for (reading, selection) in zip(kpi.recipe.readings, kpi.selections) {
      guard case .series(let name) = reading.source, let series = series[name], series.kind == .flow else { continue }
      guard let last = series.sum(series.selected(selection), in: period).end else {
        return .failure(NotKnown(message: .seriesEmpty(name)))
      }
      end = min(end, last)
    }
    return Result { try Period(from: period.from, to: end) }.mapError { _ in NotKnown(message: .periodNotBegun) }
  }

  private func counted(_ kpi: KPICompiled, _ days: Period, _ person: UUID?, in period: Period) -> Parts {
    var parts = Parts()
    var tallies: [KPITally] = []
    for (reading, selection) in zip(kpi.recipe.readings, kpi.selections) {
      switch outcome(reading, selection, reading.series == nil ? period : days, person) {
      case .found(let tally): tallies.append(tally)
      case .missing(let reason):
        parts.reason = reason
        return parts
      }
    }
    switch kpi.recipe {
    case .plain:
      parts.numerator = tallies[0].value
      parts.n = tallies[0].n
      parts.value = .whole(tallies[0].value)
      if kpi.unit == .money, kpi.recipe.readings[0].count == .margin, parts.n == 0 {
        parts.value = nil
        parts.reason = .noMarginStated
      }
    case .cohort:
      parts = ratio(tallies[0].value, tallies[1].value, n: tallies[1].n, kpi)
      parts.immature = tallies[2].value
    case .subscription:
      parts = ratio(tallies[0].value - tallies[1].value, tallies[2].value, n: tallies[2].n, kpi)
    default:
      parts = ratio(tallies[0].value, tallies[1].value, n: tallies[1].n, kpi)
    }
    return parts
  }

  private func ratio(_ numerator: Int, _ denominator: Int, n: Int, _ kpi: KPICompiled) -> Parts {
    var parts = Parts(numerator: numerator, denominator: denominator, n: n)
    guard denominator != 0 else {
      parts.reason = reason(kpi)
      return parts
    }
    switch kpi.unit {
    case .money, .count: parts.value = .whole(rounded(numerator, denominator))
    case .rate, .number: parts.value = .fraction(Double(numerator) / Double(denominator))
    }
    // A share of money is no share of trials.
    if kpi.unit == .rate, denominator == n {
      let rate = Rate(numerator: numerator, denominator: denominator)
      (parts.low, parts.high) = (rate.low, rate.high)
    }
    return parts
  }

  /// Rounded half away from zero.
  private func rounded(_ numerator: Int, _ denominator: Int) -> Int {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard rest.magnitude >= denominator.magnitude - rest.magnitude else { return quotient }
    return quotient + ((numerator < 0) == (denominator < 0) ? 1 : -1)
  }

  private func reason(_ kpi: KPICompiled) -> Message {
    switch kpi.recipe.divisor?.count {
    case .orders: .noOrders
    case .prospectsReached, .prospectsEntered: .nobodyReached
    case .opportunitiesClosed: .nothingClosed
    case .newCustomers where kpi.recipe.readings.first?.count?.isMoney == true: .noNewCustomer
    case .customers: kpi.name == "retention_rate" ? .noBaseCustomers : .noCustomers
    case .marginRevenue: .noMarginStated
    case .revenue: .noRevenue
    default: .nothingToDivideBy
    }
  }

  private func outcome(_ reading: KPIReading, _ selection: KPISelection, _ period: Period, _ person: UUID?) -> Outcome {
    switch reading.source {
    case .count:
      guard let question = reading.question(period, selection) else { return .missing(.periodNotBegun) }
      return .found(answers.tally(question, of: person))
    case .calendarDays:
      return days(period) { $0.count }
    case .workingDays:
      return days(period) { WorkingCalendar().workingDays(in: $0) }
    case .series(let name):
      guard let series = series[name] else { return .missing(.noSeries(name)) }
      let figures = series.selected(selection)
      if series.kind == .stock { return stock(series, figures, at: min(period.to, max(today, period.from) + 1)) }
      let sum = series.sum(figures, in: period)
      if series.kind == .flow, sum.n == 0 { return .missing(.seriesEmpty(name)) }
      if sum.missing > 0 { return .missing(.daysMissing(sum.missing, name)) }
      return .found(KPITally(value: sum.value, n: series.unit.isMoney ? sum.n : sum.value))
    case .gain(let name):
      guard let series = series[name] else { return .missing(.noSeries(name)) }
      let figures = series.selected(selection)
      let (end, start) = (
        stock(series, figures, at: min(period.to, max(today, period.from) + 1)), stock(series, figures, at: period.from)
      )
      switch (end, start) {
      case (.found(let end), .found(let start)): return .found(KPITally(value: end.value - start.value, n: end.n))
      case (.missing(let reason), _), (_, .missing(let reason)): return .missing(reason)
      }
    }
  }

  /// Days that have passed: those to come have seen nothing.
  private func days(_ period: Period, _ count: (Period) -> Int) -> Outcome {
    let passed = (try? Period(from: period.from, to: min(period.to, today + 1))).map(count) ?? 0
    return .found(KPITally(value: passed, n: passed))
  }

  private func stock(_ series: KPISeries, _ figures: [KPISeries.Figure], at end: Day) -> Outcome {
    guard let (sum, stale) = series.stock(figures, at: end) else { return .missing(.seriesEmpty(series.name)) }
    if !stale.isEmpty { return .missing(.staleStock(stale, KPISeries.daysKept)) }
    return .found(KPITally(value: sum.value, n: sum.n))
  }

  /// Like for like: of a period that is not over the days that there are figures for so far; nil without any.
  func comparedDays(_ series: KPISeries, _ figures: [KPISeries.Figure], _ period: Period) -> Period? {
    period.to <= today ? period : series.sum(figures, in: period).end.flatMap { try? Period(from: period.from, to: $0) }
  }

  /// The days that growth compares.
  func spans(_ series: KPISeries, _ figures: [KPISeries.Figure], _ since: KPIWindow, _ period: Period) -> KPIComparison? {
    guard let days = comparedDays(series, figures, period), let base = since.days(of: period, until: days.to) else { return nil }
    return KPIComparison(days, with: base)
  }

  private func growth(_ name: String, _ since: KPIWindow, _ selection: KPISelection, _ period: Period) -> Parts {
    var parts = Parts()
    guard let series = series[name] else { return Parts(reason: .noSeries(name)) }
    let figures = series.selected(selection)
    guard series.sum(figures, in: period).end != nil else { return Parts(reason: .seriesEmpty(name)) }
    guard comparedDays(series, figures, period) != nil else { return Parts(reason: .periodNotBegun) }
    // A 29 February alone has no day to be compared with.
    guard let spans = spans(series, figures, since, period) else { return Parts(reason: .baseIsZero) }
    let now = series.sum(figures, in: spans.now.days, without: spans.now.skipped)
    let then = series.sum(figures, in: spans.then.days, without: spans.then.skipped)
    parts.numerator = now.value - then.value
    parts.denominator = then.value
    parts.n = series.unit.isMoney ? then.n : then.value
    if now.missing > 0 { parts.reason = .daysMissing(now.missing, name) }
    if then.missing > 0 { parts.reason = .baseDaysMissing(then.missing, name) }
    guard parts.reason == nil else {
      (parts.numerator, parts.denominator, parts.n) = (nil, nil, 0)
      return parts
    }
    guard then.value != 0 else {
      parts.reason = .baseIsZero
      return parts
    }
    parts.value = .fraction(Double(now.value - then.value) / Double(then.value))
    return parts
  }

  private func townGrowth(_ name: String, _ since: KPIWindow, _ towns: KPITowns, _ period: Period) -> Parts {
    guard let series = series[name] else { return Parts(reason: .noSeries(name)) }
    guard !towns.places.isEmpty else { return Parts(reason: .noTowns) }
    guard series.sum(series.figures, in: period).end != nil else { return Parts(reason: .seriesEmpty(name)) }
    guard let days = comparedDays(series, series.figures, period) else { return Parts(reason: .periodNotBegun) }
    let treated = KPITownGrowth(series, towns.places, of: towns, period, until: days.to, since)
    guard !treated.counted.isEmpty else { return Parts(reason: .townsWithoutBase(treated.dropped)) }
    guard let growth = treated.ratio else { return Parts(reason: .baseIsZero) }
    var parts = Parts(numerator: treated.after - treated.before, denominator: treated.before, n: treated.before)
    parts.value = .fraction(growth)
    if !towns.controls.isEmpty {
      let control = KPITownGrowth(series, towns.controls, of: towns, period, until: days.to, since)
      guard let other = control.ratio else {
        parts.value = nil
        parts.reason = .controlsWithoutBase(towns.controls)
        return parts
      }
      parts.value = .fraction(growth - other)
    }
    return parts
  }

  /// What a reader must know of the towns: those left out, and what the others grew by.
  func townNotes(_ kpi: KPICompiled, _ period: Period) -> [Message] {
    guard case .townGrowth(let name, let since) = kpi.recipe, let series = series[name] else { return [] }
    let end = comparedDays(series, series.figures, period)?.to ?? period.to
    let dropped = [kpi.towns.places, kpi.towns.controls].flatMap {
      KPITownGrowth(series, $0, of: kpi.towns, period, until: end, since).dropped
    }
    return dropped.isEmpty ? [] : [.townsDropped(dropped)]
  }
}

/// Days and those that growth compares them with. A 29 February that only one of the two has is in neither.
struct KPIComparison: Sendable {
  typealias Span = (days: Period, skipped: Day?)

  let now: Span
  let then: Span

  init(_ days: Period, with base: Period) {
    now = (days, base.count < days.count ? days.leapDay : nil)
    then = (base, days.count < base.count ? base.leapDay : nil)
  }
}

extension Period {
  /// The 29 February in it.
  fileprivate var leapDay: Day? { days.first(where: \.isLeapDay) }
}
