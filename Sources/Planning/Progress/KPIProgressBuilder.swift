import CRM
import Postgres

extension TrafficLight {
  /// Of an actual value against what was due of it: green from `greenFrom` ten-thousandths of what was due, amber from `amberFrom`. Where
  /// less is better the two change places. What was due below zero, or nothing, is green when it is reached, else red.
  init(_ actual: Int, due: Int, _ direction: KPIDirection, _ kpi: PlanKPI) {
    let (reached, wanted) = direction == .higher ? (actual, due) : (due, actual)
    if reached >= wanted {
      // What is better than due is green even where green begins beyond it.
      self = kpi.greenFrom <= 10_000 || Int128(reached) * 10_000 >= Int128(wanted) * Int128(kpi.greenFrom) ? .green : .amber
    } else if wanted <= 0 {
      self = .red
    } else if Int128(reached) * 10_000 >= Int128(wanted) * Int128(kpi.greenFrom) {
      self = .green
    } else {
      self = Int128(reached) * 10_000 >= Int128(wanted) * Int128(kpi.amberFrom) ? .amber : .red
    }
  }

  /// The gravest of several; of none, none.
  static func worst(of lights: [TrafficLight]) -> TrafficLight { [.red, .amber, .green].first(where: lights.contains) ?? .none }
}

/// Puts what came about of a KPI beside its target, over its span, of all or of somebody.
struct KPIProgressBuilder {
  let document: PlanDocument
  let figures: PlanFigures
  /// With the days on which each is there.
  let team: [Salesperson]
  let at: Day
  let grain: Grain

  /// - Parameter trajectory: Nil without a target.
  func progress(_ kpi: PlanKPI, of person: String? = nil, over span: Period, _ trajectory: TargetTrajectory?) -> KPIProgress {
    let direction = figures.direction(of: kpi)
    var progress = KPIProgress(
      key: kpi.key, name: kpi.name, person: person, unit: figures.unit(of: kpi.key), direction: direction, accrual: kpi.accrual,
      from: span.from, to: span.to)
    progress.baseline = person == nil ? document.baseline(of: kpi) : nil
    progress.target = trajectory.map { $0.target(in: span) }
    progress.reason = figures.problems[kpi.key] ?? (person == nil && figures.withheld.contains(kpi.key) ? .figureOfAll : nil)
    progress.parts = span.parts(by: grain).map { part($0, kpi, person, direction, trajectory) }
    guard let elapsed = span.elapsed(by: at) else {
      progress.reason = progress.reason ?? .notBegunYet(span.from)
      // Somebody who joins a team that has begun: at the pace of the others.
      if person != nil { progress.forecast = forecaster(kpi, span).forecast(0, of: person, target: progress.target) }
      return progress
    }
    let value = figures.value(kpi.key, of: person, in: elapsed)
    progress.numerator = value?.denominator == nil ? nil : value?.numerator
    progress.denominator = value?.denominator
    progress.n = value?.n ?? 0
    progress.reason = progress.reason ?? value?.reason
    progress.due = trajectory?.target(in: elapsed)
    guard let actual = figures.scaled(kpi.key, of: person, in: elapsed) else { return progress }
    progress.actual = actual
    progress.exact = value?.value
    progress.forecast = forecaster(kpi, span).forecast(actual, of: person, target: progress.target)
    if let due = progress.due {
      progress.variance = Variance(actual, from: due, exactly: value?.value, in: progress.unit)
      progress.light = TrafficLight(actual, due: due, direction, kpi)
    }
    return progress
  }

  private func part(
    _ part: PeriodPart, _ kpi: PlanKPI, _ person: String?, _ direction: KPIDirection, _ trajectory: TargetTrajectory?
  ) -> KPIProgress.Part {
    let elapsed = part.period.elapsed(by: at)
    let actual = elapsed.flatMap { figures.scaled(kpi.key, of: person, in: $0) }
    let exact = elapsed.flatMap { figures.value(kpi.key, of: person, in: $0)?.value }
    let unit = figures.unit(of: kpi.key)
    let due = elapsed.flatMap { elapsed in trajectory?.target(in: elapsed) }
    let light = actual.flatMap { actual in due.map { TrafficLight(actual, due: $0, direction, kpi) } } ?? .none
    return KPIProgress.Part(
      name: part.name, from: part.period.from, to: part.period.to, target: trajectory?.target(in: part.period), due: due,
      actual: actual, exact: exact,
      variance: actual.flatMap { actual in due.map { Variance(actual, from: $0, exactly: exact, in: unit) } }, light: light,
      isCurrent: elapsed != nil && elapsed != part.period, reason: elapsed.flatMap { figures.value(kpi.key, of: person, in: $0)?.reason })
  }

  private func forecaster(_ kpi: PlanKPI, _ span: Period) -> KPIForecaster {
    KPIForecaster(document: document, figures: figures, team: team, at: at, kpi: kpi, span: span)
  }
}

extension PlanDocument {
  func baseline(of kpi: PlanKPI) -> Int? { objectives.first { $0.kpi == kpi.key && $0.baseline != nil }?.baseline ?? kpi.baseline }
}
