import Postgres

/// How the values of a KPI over the parts of a period make up its value over the period.
public enum Accrual: String, Sendable, Codable {
  /// They sum: customers won, revenue.
  case sum
  /// The last one counts: followers.
  case stock
  /// Neither: a rate, a mean, a growth. Its target is the same in every period.
  case level
}

extension PlanKPI {
  /// Of one that is not in the catalogue here, and is no ratio, it is a sum.
  public var accrual: Accrual {
    switch formula {
    case .ratio(_, over: .some): .level
    case .ratio: .sum
    case .catalogue("followers", let variant): variant == "gain" ? .sum : .stock
    case .catalogue("repeat_customers", let variant): variant == "stock" ? .stock : .sum
    case .catalogue(let name, _): PlanKPI.levels.contains(name) ? .level : .sum
    }
  }

  private static let levels: Set<String> = [
    "conversion_rate", "average_basket", "customer_acquisition_cost", "retention_rate", "site_purchases_growth",
    "distributor_purchases_growth", "site_conversion_rate", "email_click_rate", "margin_rate", "sales_per_day", "spend_to_sales",
    "spend_sales_ratio",
  ]
}

/// What of a target is due when: spread over its span for what sums, a way from the baseline for a stock, the same throughout for a rate.
public struct TargetTrajectory: Sendable, Hashable {
  public let accrual: Accrual
  /// The target, or how far it is from the baseline of a stock.
  let phasing: Phasing
  private let baseline: Int

  init(_ target: Int, from baseline: Int?, over span: Period, by phasing: PlanPhasing, accrual: Accrual) {
    self.accrual = accrual
    self.baseline = baseline ?? 0
    let (distance, overflow) = target.subtractingReportingOverflow(baseline ?? 0)
    self.phasing = Phasing(accrual == .stock && !overflow ? distance : target, over: span, by: phasing)
  }

  /// What should come about in a period; of a stock, what should be there at its end.
  public func target(in period: Period) -> Int {
    switch accrual {
    case .sum: phasing.value(in: period)
    case .stock: baseline + phasing.value(before: period.to)
    case .level: phasing.whole
    }
  }
}
