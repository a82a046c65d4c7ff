import CRM

/// What a forecast takes a KPI for.
enum KPICourse: Sendable {
  /// A number of events: conversations, customers, orders.
  case events
  /// What events sum to: revenue, margin, spend.
  case amounts
  /// What goes up or down, or is not made of events: followers, the daily takings of a site.
  case change
  /// A share of events that add up over the period.
  case share
  /// Anything else: nothing can be said of what it will be.
  case unknown
}

extension PlanKPI {
  var course: KPICourse {
    guard let recipe = formula.recipe else { return .unknown }
    if accrual == .stock { return .change }
    guard recipe.denominator.isEmpty else {
      // Of other windows what is over may still change; of money or days nothing is drawn.
      let isShare = recipe.isRatio && recipe.readings.allSatisfy { $0.window == .period && $0.base == nil && $0.isOfEvents }
      return isShare ? .share : .unknown
    }
    switch recipe.numerator[0].reading.quantity {
    case .count(let count): return count.isMoney ? .amounts : .events
    // A payment is an event; a day of a flow is none.
    case .series(let name):
      guard let series = StandardSeries(rawValue: name), series.unit.isMoney else { return .events }
      return series.kind == .event ? .amounts : .change
    case .stock: return .change
    case .calendarDays, .workingDays: return .unknown
    }
  }

  /// Whether it counts what salespeople do: then it takes the time that they have.
  var isWorkOfPeople: Bool {
    formula.recipe?.readings.allSatisfy(\.isWorkOfPeople) ?? false
  }
}

extension KPIReading {
  // A switch: with closures over `count`, Swift 6.3.1 ends in its optimizer.
  fileprivate var isWorkOfPeople: Bool {
    switch quantity {
    case .count(let count): ["conversations", "opportunities", "conversions", "sales"].contains(count.facts)
    case .series, .stock, .calendarDays, .workingDays: false
    }
  }

  fileprivate var isOfEvents: Bool {
    switch quantity {
    case .count(let count): !count.isMoney
    case .series(let name): !(StandardSeries(rawValue: name)?.unit.isMoney ?? false)
    case .stock, .calendarDays, .workingDays: false
    }
  }
}
