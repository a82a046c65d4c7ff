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
  /// How it comes about; nil of one that the catalogue does not know.
  var recipe: KPIRecipe? {
    switch formula {
    case .catalogue(let name, let variant): try? KPICatalogue.named(name).variant(variant).recipe
    case .ratio(let numerator, over: let denominator?): .ratio(numerator.reading, over: denominator.reading)
    case .ratio(let numerator, over: nil): .plain(numerator.reading)
    }
  }

  package var accrual: Accrual {
    switch recipe {
    case .plain(let reading) where reading.window == .untilEnd: .stock
    case .plain(let reading) where reading.source == .series(StandardSeries.followers.rawValue): .stock
    // Of one that the catalogue does not know nothing can be computed; its target is spread as it stands.
    case .plain, nil: .sum
    default: .level
    }
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
