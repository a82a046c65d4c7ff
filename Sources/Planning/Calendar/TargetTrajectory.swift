package import CRM
import Postgres

/// How the values of a KPI over the parts of a period make up its value over the period.
package enum Accrual: String, Sendable, Codable {
  /// They sum: customers won, revenue.
  case sum
  /// The last one counts: followers.
  case stock
  /// Neither: a rate, a mean, a growth. Its target is the same in every period.
  case level
}

extension PlanKPI {
  package var accrual: Accrual {
    // Of one that the catalogue does not know nothing can be computed; its target is spread as it stands.
    guard let recipe = formula.recipe else { return .sum }
    guard recipe.denominator.isEmpty else { return .level }
    let reading = recipe.numerator[0].reading
    return reading.window == .untilEnd || reading.quantity == .series(StandardSeries.followers.rawValue) ? .stock : .sum
  }
}

/// What of a target is due when: spread over its span for what sums, a way from the baseline for a stock, the same throughout for a rate.
package struct TargetTrajectory: Sendable, Hashable {
  package let accrual: Accrual
  /// The target, or how far it is from the baseline of a stock.
  let phasing: Phasing
  private let baseline: Int

  init(
    _ target: Int, from baseline: Int?, over span: Period, by phasing: PlanPhasing, accrual: Accrual,
    _ calendar: WorkingCalendar = WorkingCalendar()
  ) {
    self.accrual = accrual
    self.baseline = baseline ?? 0
    let (distance, overflow) = target.subtractingReportingOverflow(baseline ?? 0)
    self.phasing = Phasing(accrual == .stock && !overflow ? distance : target, over: span, by: phasing, calendar)
  }

  /// What should come about in a period; of a stock, what should be there at its end.
  package func target(in period: Period) -> Int {
    switch accrual {
    case .sum: phasing.value(in: period)
    case .stock: baseline + phasing.value(before: period.to)
    case .level: phasing.whole
    }
  }
}
