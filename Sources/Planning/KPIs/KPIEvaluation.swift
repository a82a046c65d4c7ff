import CRM
import Foundation
import Postgres

/// Values out of what was counted and what the outside series say.
struct KPIEvaluation {
  let answers: KPIAnswers
  let series: [String: KPISeries]
  /// The day of the values' knowledge: what has not happened by then is not known yet.
  let today: Day

  /// A number that a KPI's numerator or denominator adds or takes off, with the rows that make it.
  struct Term {
    enum Rows {
      case facts(KPIQuestion)
      /// Figures of an outside series, each with what of it counts.
      case figures([(figure: KPISeries.Figure, amount: Int)])
    }

    /// Of the count or series.
    var name = ""
    var sign = 1
    var period: Period
    var amount = KPIAmount()
    /// Nil of a number of days.
    var rows: Rows?
    /// Why it says nothing.
    var missing: Message?
  }

  /// The terms of a KPI. Its value is what they come to, and its rows are theirs.
  struct Terms {
    var numerator: [Term] = []
    var denominator: [Term] = []
    var immature: Term?
    /// Why they come to nothing.
    var missing: Message?

    /// Which number is one of rows: of a ratio what it divides by, where that is; nil where none is.
    var listed: KPIPart? {
      if denominator.contains(where: { $0.rows != nil }) { return .denominator }
      return numerator.contains { $0.rows != nil } ? .numerator : nil
    }
  }

  /// The value of a KPI in a period; of a salesperson, or of all.
  func value(_ kpi: ResolvedKPI, _ period: Period, name: String? = nil, of person: Salesperson.ID? = nil) -> KPIValue {
    var value = KPIValue(period: period, name: name)
    guard period.from <= today else {
      value.reason = .periodNotBegun
      return value
    }
    let terms = terms(kpi, period, of: person)
    value.immature = terms.immature?.amount.value
    if period.to <= today, (value.immature ?? 0) == 0 { value.status = .final }
    if let missing = terms.missing {
      value.reason = missing
      return value
    }
    value.listed = terms.listed
    let numerator = terms.numerator.value
    value.numerator = numerator
    guard let divisor = terms.denominator.first else {
      value.n = terms.numerator.first?.amount.n ?? 0
      if kpi.recipe.numerator.first?.reading.count == .margin, value.n == 0 {
        value.reason = .noMarginStated
      } else {
        value.value = .whole(numerator)
      }
      return value
    }
    let denominator = terms.denominator.value
    value.denominator = denominator
    value.n = divisor.amount.n
    guard denominator != 0 else {
      value.reason = nothingToDivideBy(kpi)
      return value
    }
    switch kpi.unit {
    case .money, .count: value.value = .whole(rounded(numerator, denominator))
    case .rate, .number: value.value = .fraction(Double(numerator) / Double(denominator))
    }
    if kpi.recipe.isByPlace {
      lessControls(&value, kpi)
    } else if kpi.unit == .rate, !kpi.recipe.isGrowth, denominator == value.n {
      // A share of money is no share of trials.
      let rate = Rate(numerator: numerator, denominator: denominator)
      (value.low, value.high) = (rate.low, rate.high)
    }
    return value
  }

  /// Rounded half away from zero.
  private func rounded(_ numerator: Int, _ denominator: Int) -> Int {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard rest.magnitude >= denominator.magnitude - rest.magnitude else { return quotient }
    return quotient + ((numerator < 0) == (denominator < 0) ? 1 : -1)
  }

  private func nothingToDivideBy(_ kpi: ResolvedKPI) -> Message {
    if kpi.recipe.isGrowth { return .baseIsZero }
    guard let divisor = kpi.recipe.denominator.first?.reading else { return .nothingToDivideBy }
    switch divisor.count {
    case .newCustomers where kpi.numeratorIsMoney: return .noNewCustomer
    case .customers where kpi.name == "retention_rate": return .noBaseCustomers
    default: return .none(of: divisor.quantity)
    }
  }

  // MARK: Terms

  /// The terms of a KPI in a period that has begun.
  func terms(_ kpi: ResolvedKPI, _ period: Period, of person: Salesperson.ID? = nil) -> Terms {
    if kpi.recipe.isByPlace { return placeTerms(kpi, period) }
    // Where the period is not over, series are taken as far as all of them go.
    let known = known(kpi, period)
    func term(_ term: KPIRecipe.Term) -> Term { self.term(term, period, known: known.days, of: person) }
    var terms = Terms(
      numerator: numerator(of: kpi.recipe).map(term), denominator: kpi.recipe.denominator.map(term), immature: kpi.recipe.immature.map(term)
    )
    // What the base of a growth lacks is said first.
    let all = (kpi.recipe.isGrowth ? terms.denominator : []) + terms.numerator + terms.denominator
    terms.missing = known.missing ?? all.lazy.compactMap(\.missing).first
    return terms
  }

  /// What is added up: of several series that may be there, those that are.
  private func numerator(of recipe: KPIRecipe) -> [KPIRecipe.Term] {
    guard recipe.isOfSeriesThere else { return recipe.numerator }
    let there = recipe.numerator.filter { $0.reading.series.map { series[$0] != nil } ?? true }
    return there.isEmpty ? Array(recipe.numerator.prefix(1)) : there
  }

  /// The part of a period that all flows have figures for; of one without any all days, and why they say nothing.
  private func known(_ kpi: ResolvedKPI, _ period: Period) -> (days: Period, missing: Message?) {
    guard period.to > today, !kpi.recipe.isGrowth else { return (period, nil) }
    var end = period.to
    for reading in kpi.recipe.readings {
      guard case .series(let name) = reading.quantity, let series = series[name], series.kind == .flow else { continue }
      guard let last = series.sum(series.selected(reading.selection), in: period).end else { return (period, .seriesEmpty(name)) }
      end = min(end, last)
    }
    return (Period(period.from, end), nil)
  }

  private func term(_ term: KPIRecipe.Term, _ period: Period, known: Period, of person: Salesperson.ID?) -> Term {
    let reading = term.reading
    switch reading.quantity {
    case .count(let count):
      guard let question = reading.question(period) else {
        return Term(name: count.rawValue, sign: term.sign, period: period, missing: .periodNotBegun)
      }
      return Term(
        name: count.rawValue, sign: term.sign, period: question.period, amount: answers.amount(question, of: person), rows: .facts(question)
      )
    case .calendarDays: return days(period, term.sign) { $0.count }
    case .workingDays: return days(period, term.sign) { WorkingCalendar().workingDays(in: $0) }
    case .stock(let name, let edge):
      return self.term(name, term, period) { series, figures in
        stock(series, series.stock(figures, at: edge == .start ? period.from : lastDay(of: period)))
      }
    case .series(let name):
      switch reading.window {
      case .grown(let since), .base(let since): return grown(name, term, since, period)
      default: break
      }
      return self.term(name, term, known) { series, figures in
        if series.kind == .stock { return stock(series, series.stock(figures, at: lastDay(of: known))) }
        let sum = series.sum(figures, in: known)
        if series.kind == .flow, sum.parts.isEmpty { return (sum, .seriesEmpty(name)) }
        return (sum, sum.missing > 0 ? .daysMissing(sum.missing, name) : nil)
      }
    }
  }

  /// Days that have passed: those to come have seen nothing.
  private func days(_ period: Period, _ sign: Int, _ count: (Period) -> Int) -> Term {
    let passed = (try? Period(from: period.from, to: min(period.to, today + 1))).map(count) ?? 0
    return Term(sign: sign, period: period, amount: KPIAmount(value: passed, n: passed))
  }

  /// The end of a period, of one that is not over that of today.
  private func lastDay(of period: Period) -> Day { min(period.to, max(today, period.from) + 1) }

  private func stock(_ series: KPISeries, _ sum: KPISeries.Sum) -> (KPISeries.Sum, Message?) {
    if sum.parts.isEmpty { return (sum, .seriesEmpty(series.name)) }
    return (sum, sum.stale.isEmpty ? nil : .staleStock(sum.stale, KPISeries.daysKept))
  }

  /// What figures of a series come to, or why to nothing.
  private func term(
    _ name: String, _ term: KPIRecipe.Term, _ period: Period, _ sum: (KPISeries, [KPISeries.Figure]) -> (KPISeries.Sum, Message?)
  ) -> Term {
    guard let series = series[name] else {
      return Term(name: name, sign: term.sign, period: period, rows: .figures([]), missing: .noSeries(name))
    }
    let (sum, missing) = sum(series, series.selected(term.reading.selection))
    return Term(
      name: name, sign: term.sign, period: period, amount: series.amount(sum.parts), rows: .figures(sum.parts), missing: missing)
  }

  /// One side of a growth.
  private func grown(_ name: String, _ term: KPIRecipe.Term, _ since: KPIWindow, _ period: Period) -> Term {
    guard let series = series[name] else { return self.term(name, term, period) { _, _ in (KPISeries.Sum(), nil) } }
    let figures = series.selected(term.reading.selection)
    guard let days = comparedDays(series, figures, period) else {
      return self.term(name, term, period) { _, _ in (KPISeries.Sum(), .seriesEmpty(name)) }
    }
    // A 29 February alone has no day to be compared with.
    guard let base = since.days(of: period, until: days.to) else {
      return self.term(name, term, period) { _, _ in (KPISeries.Sum(), .baseIsZero) }
    }
    let isBase = term.reading.window.isBase, comparison = KPIComparison(days, with: base)
    let side = isBase ? comparison.then : comparison.now
    return self.term(name, term, side.days) { series, figures in
      let sum = series.sum(figures, in: side.days, without: side.skipped)
      guard sum.missing > 0 else { return (sum, nil) }
      return (sum, isBase ? .baseDaysMissing(sum.missing, name) : .daysMissing(sum.missing, name))
    }
  }

  /// Like for like: of a period that is not over the days that there are figures for so far; nil without any figure.
  private func comparedDays(_ series: KPISeries, _ figures: [KPISeries.Figure], _ period: Period) -> Period? {
    series.sum(figures, in: period).end.map { Period(period.from, period.to <= today ? period.to : $0) }
  }

  // MARK: Places

  /// The growth of places, of each in the days since its action began; nil without the series.
  private func growth(_ kpi: ResolvedKPI, in names: [String], _ period: Period) -> (growth: KPIPlaceGrowth, days: Period, base: Period)? {
    guard case .base(let since)? = kpi.recipe.denominator.first?.reading.window,
      let series = kpi.recipe.series.first.flatMap({ series[$0] })
    else { return nil }
    let days = comparedDays(series, series.figures, period) ?? period
    let growth = KPIPlaceGrowth(series, names, of: kpi.places, period, until: days.to, since)
    return (growth, days, since.days(of: period, until: days.to) ?? days)
  }

  private func placeTerms(_ kpi: ResolvedKPI, _ period: Period) -> Terms {
    let name = kpi.recipe.series.first ?? "", names = kpi.places.names
    guard let series = series[name], let (growth, days, base) = growth(kpi, in: names, period) else {
      let nothing = Term(name: name, period: period, rows: .figures([]))
      return Terms(numerator: [nothing], denominator: [nothing], missing: .noSeries(name))
    }
    func term(_ sign: Int, _ days: Period, _ parts: [(figure: KPISeries.Figure, amount: Int)]) -> Term {
      Term(name: name, sign: sign, period: days, amount: series.amount(parts), rows: .figures(parts))
    }
    let missing: Message? =
      if names.isEmpty { .noTowns } else if comparedDays(series, series.figures, period) == nil {
        .seriesEmpty(name)
      } else if growth.dropped.count == names.count { .townsWithoutBase(growth.dropped) } else if growth.ratio == nil { .baseIsZero } else {
        nil
      }
    return Terms(
      numerator: [term(1, days, growth.now), term(-1, base, growth.then)], denominator: [term(1, base, growth.then)], missing: missing)
  }

  /// Difference in differences: the growth less that of the places without the action.
  private func lessControls(_ value: inout KPIValue, _ kpi: ResolvedKPI) {
    guard !kpi.places.controls.isEmpty else { return }
    if let treated = value.value?.double, let control = growth(kpi, in: kpi.places.controls, value.period)?.growth.ratio {
      value.value = .fraction(treated - control)
    } else {
      value.value = nil
      value.reason = .controlsWithoutBase(kpi.places.controls)
    }
  }

  /// What a reader must know of the places: those left out.
  func placeNotes(_ kpi: ResolvedKPI, _ period: Period) -> [Message] {
    guard kpi.recipe.isByPlace else { return [] }
    let dropped = [kpi.places.names, kpi.places.controls].flatMap { growth(kpi, in: $0, period)?.growth.dropped ?? [] }
    return dropped.isEmpty ? [] : [.townsDropped(dropped)]
  }
}

extension [KPIEvaluation.Term] {
  /// What they come to together.
  fileprivate var value: Int { reduce(0) { $0 + $1.sign * $1.amount.value } }
}

extension KPISeries {
  /// What parts of figures come to; n is what was counted or, of money, the figures.
  fileprivate func amount(_ parts: [(figure: Figure, amount: Int)]) -> KPIAmount {
    let value = parts.reduce(0) { $0 + $1.amount }
    return KPIAmount(value: value, n: unit.isMoney || kind == .stock ? parts.count : value)
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
