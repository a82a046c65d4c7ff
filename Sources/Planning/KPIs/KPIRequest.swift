import CRM
package import Postgres

/// What a KPI is asked with beside its formula.
package struct KPIOptions: Sendable, Hashable {
  /// Days within which a cohort's prospects may become customers.
  package var horizonDays = 90
  /// The two stages of the conversion between stages.
  package var fromStage: String?
  package var toStage: String?
  /// The communes with the action, or those whose prospects are taken.
  package var places: [String] = []
  package var controls: [String] = []
  /// When the action began in a commune, by its name in lower case; else with the period.
  package var starts: [String: Day] = [:]
  /// What expenses may call an action, by its key or name.
  package var actionNames: [String: [String]] = [:]

  package init() {}
}

/// A KPI to compute: a formula and of whom.
package struct KPIRequest: Sendable, Hashable {
  package var name: String
  package var formula: KPIFormula
  package var filter: KPIFilter
  package var options: KPIOptions
  /// Also for each salesperson.
  package var perSalesperson: Bool
  package var higherIsBetter: Bool?

  package init(
    _ name: String, _ formula: KPIFormula, filter: KPIFilter = KPIFilter(), options: KPIOptions = KPIOptions(),
    perSalesperson: Bool = false, higherIsBetter: Bool? = nil
  ) {
    self.name = name
    self.formula = formula
    self.filter = filter
    self.options = options
    self.perSalesperson = perSalesperson
    self.higherIsBetter = higherIsBetter
  }
}
