import CRM
package import Postgres

/// A KPI whose names have been looked up: what it reads, and of whom.
struct KPICompiled: Sendable {
  /// The name in the catalogue, or the key in the plan.
  let name: String
  let unit: KPIUnit
  let direction: KPIDirection
  /// Of the catalogue.
  let variant: KPIVariant?
  let recipe: KPIRecipe
  /// Of each of the recipe's readings; of growth, that of its series.
  let selections: [KPISelection]
  /// The communes with the action, when it began there, and those to compare with.
  let towns: KPITowns
  /// Whether the numerator and the denominator are cents.
  let isMoney: [Bool]

  /// What must be counted for a period.
  func questions(_ period: Period) -> [KPIQuestion] {
    zip(recipe.readings, selections).compactMap { $0.question(period, $1) }
  }

  /// The days of the outside series that a period asks for.
  func spans(_ period: Period) -> [(String, Period)] {
    switch recipe {
    case .growth(let name, let since), .townGrowth(let name, let since):
      return ([period, since.days(of: period)].compactMap(\.self) + towns.spans(period, since)).map { (name, $0) }
    default:
      return recipe.readings.compactMap { reading in
        // Stocks are looked for before.
        reading.series.flatMap { name in
          reading.window.days(of: period).flatMap { days in (try? Period(from: days.from - 400, to: days.to)).map { (name, $0) } }
        }
      }
    }
  }
}

extension KPIReading {
  func question(_ period: Period, _ selection: KPISelection) -> KPIQuestion? {
    guard let count, let days = window.days(of: period) else { return nil }
    return KPIQuestion(count: count, selection: selection, period: days, base: base?.days(of: period), use: use)
  }
}

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
