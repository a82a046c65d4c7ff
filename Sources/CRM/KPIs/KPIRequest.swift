public import Postgres

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
public struct KPIOptions: Sendable, Hashable {
  /// Days within which a cohort's prospects may become customers.
  public var horizonDays = 90
  /// The two stages of the conversion between stages.
  public var fromStage: String?
  public var toStage: String?
  /// The communes with the action, or those whose prospects are taken.
  public var places: [String] = []
  public var controls: [String] = []
  /// When the action began in a commune, by its name in lower case; else with the period.
  public var starts: [String: Day] = [:]
  /// What expenses may call an action, by its key or name.
  public var actionNames: [String: [String]] = [:]

  public init() {}
}

/// A KPI to compute: a formula and of whom.
public struct KPIRequest: Sendable, Hashable {
  public var name: String
  public var formula: KPIFormula
  public var filter: KPIFilter
  public var options: KPIOptions
  /// Also for each salesperson.
  public var perSalesperson: Bool
  public var higherIsBetter: Bool?

  public init(
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

extension KPIRequest {
  /// A KPI of a plan: growth at distributors is that of the communes where the plan's actions take place.
  public init(_ kpi: PlanKPI, of plan: PlanDocument) {
    var options = KPIOptions()
    for action in plan.budget.actions {
      options.actionNames[action.key.folded] = [action.key, action.name]
      options.actionNames[action.name.folded] = [action.key, action.name]
    }
    if case .catalogue("distributor_purchases_growth", _) = kpi.formula {
      options.controls = kpi.controlPlaces
      for action in plan.budget.actions {
        for place in action.places where kpi.filter.place.map({ $0.lowercased() == place.lowercased() }) ?? true {
          if !options.places.contains(place) { options.places.append(place) }
          if let start = action.from { options.starts[place.lowercased()] = min(options.starts[place.lowercased()] ?? start, start) }
        }
      }
    }
    self.init(
      kpi.key, kpi.formula, filter: kpi.filter, options: options, perSalesperson: kpi.perSalesperson, higherIsBetter: kpi.higherIsBetter)
  }
}
