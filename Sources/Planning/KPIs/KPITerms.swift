import CRM
import Postgres

/// A number that a KPI's numerator or denominator adds or takes off, with what makes it.
struct KPITermRows: Sendable {
  enum Source: Sendable {
    case facts(KPIQuestion)
    /// Figures of an outside series, each with what of it counts.
    case figures(String, [(KPISeries.Figure, Int)])
  }

  let source: Source
  let period: Period
  var sign = 1

  var name: String {
    switch source {
    case .facts(let question): question.count.rawValue
    case .figures(let name, _): name
    }
  }

  var isAmount: Bool {
    switch source {
    case .facts(let question): question.count.isMoney
    case .figures: true
    }
  }

  /// Of a series without figures.
  static func empty(_ name: String, _ period: Period) -> KPITermRows { KPITermRows(source: .figures(name, []), period: period) }

  var takenOff: KPITermRows { KPITermRows(source: source, period: period, sign: -sign) }
}

extension KPIEvaluation {
  /// What makes a number of a KPI: the terms of `value(_:_:)`, over the same days. Empty of a number of days, which has no rows, and of a
  /// period that has not begun.
  func terms(_ kpi: KPICompiled, _ part: KPIPart, _ period: Period) -> [KPITermRows] {
    guard period.from <= today else { return [] }
    let isNumerator = part == .numerator
    switch kpi.recipe {
    case .growth(let name, let since):
      guard let series = series[name] else { return [.empty(name, period)] }
      let figures = series.selected(kpi.selections[0])
      guard let spans = spans(series, figures, since, period) else { return [.empty(name, period)] }
      let then = KPITermRows(
        source: .figures(name, series.parts(figures, in: spans.then.days, without: spans.then.skipped)), period: spans.then.days)
      let now = KPITermRows(
        source: .figures(name, series.parts(figures, in: spans.now.days, without: spans.now.skipped)), period: spans.now.days)
      return isNumerator ? [now, then.takenOff] : [then]
    case .townGrowth(let name, let since):
      guard let series = series[name], let days = comparedDays(series, series.figures, period),
        let base = since.days(of: period, until: days.to)
      else { return [.empty(name, period)] }
      let figures = KPITownGrowth(series, kpi.towns.places, of: kpi.towns, period, until: days.to, since).figures(of: series)
      let then = KPITermRows(source: .figures(name, figures.before), period: base)
      return isNumerator ? [KPITermRows(source: .figures(name, figures.after), period: days), then.takenOff] : [then]
    case .subscription:
      return isNumerator ? terms(kpi, 0, period) + terms(kpi, 1, period).map(\.takenOff) : terms(kpi, 2, period)
    case .plain:
      return terms(kpi, 0, period)
    case .ratio, .cohort:
      return terms(kpi, isNumerator ? 0 : 1, period)
    }
  }

  /// The terms of one reading: two of the gain of a stock, else one.
  private func terms(_ kpi: KPICompiled, _ index: Int, _ period: Period) -> [KPITermRows] {
    let (reading, selection) = (kpi.recipe.readings[index], kpi.selections[index])
    let end = min(period.to, max(today, period.from) + 1)
    switch reading.source {
    case .count: return reading.question(period, selection).map { [KPITermRows(source: .facts($0), period: $0.period)] } ?? []
    case .calendarDays, .workingDays: return []
    case .series(let name):
      guard let series = series[name] else { return [.empty(name, period)] }
      let figures = series.selected(selection)
      if series.kind == .stock { return [KPITermRows(source: .figures(name, series.stockParts(figures, at: end)), period: period)] }
      let days = period.to <= today ? period : (try? known(kpi, period).get()) ?? period
      return [KPITermRows(source: .figures(name, series.parts(figures, in: days)), period: days)]
    case .gain(let name):
      guard let series = series[name] else { return [.empty(name, period)] }
      let figures = series.selected(selection)
      let start = KPITermRows(source: .figures(name, series.stockParts(figures, at: period.from)), period: period)
      return [KPITermRows(source: .figures(name, series.stockParts(figures, at: end)), period: period), start.takenOff]
    }
  }
}
