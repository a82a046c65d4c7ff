package import CRM
package import Postgres

/// How well something goes.
package enum TrafficLight: String, Sendable, CaseIterable, Codable {
  /// *Bien*, *à surveiller*, *problème*.
  case green, amber, red
  /// Nothing to compare: no target, no value, or nothing due yet.
  case none
}

/// How far actual values are from a target.
package struct Variance: Sendable, Hashable, Encodable {
  /// Actual less target, in the integers of plans.
  package let absolute: Int
  /// The same, not rounded: this is shown.
  package let exact: KPINumber
  /// Of the target; 0.1 is ten per cent above it. Nil for a target of zero.
  @Nullable package private(set) var relative: Double?

  /// - Parameter exact: What `actual` is rounded from.
  init(_ actual: Int, from target: Int, exactly exact: KPINumber? = nil, in unit: KPIUnit = .count) {
    absolute = Int(clamping: Int128(actual) - Int128(target))
    let (reached, wanted) = ((exact ?? unit.number(actual)).double, unit.number(target).double)
    self.exact = unit.scale == 1 ? .whole(absolute) : .fraction(reached - wanted)
    relative = target == 0 ? nil : (reached - wanted) / abs(wanted)
  }
}

/// What a target comes to by its due date if the pace stays what it was.
package struct Forecast: Sendable, Hashable, Encodable {
  package enum Method: String, Sendable, CaseIterable, Codable {
    /// A count: negative binomial for what is still to come.
    case count
    /// A sum of money: nothing more, or Gamma, for what is still to come.
    case money
    /// A stock, or a sum that is not made of events: Student's distribution with the variance between the weeks so far.
    case stock
    /// A share: beta-binomial for what is still to come.
    case rate
    /// It is over, or what it is now is all that can be said.
    case observed
  }

  /// From where to where, both in it.
  package struct Interval: Sendable, Hashable, Encodable {
    package let low, high: Int

    package init(low: Int, high: Int) {
      self.low = low
      self.high = high
    }

    /// Whether a value lies in it.
    package func contains(_ value: Int) -> Bool { low <= value && value <= high }
  }

  package let method: Method
  /// The day that it is for.
  package let on: Day
  package let value: Int
  /// Between which it lies with 80 % and with 95 %; nil where nothing is known of its variation.
  @Nullable package private(set) var interval80: Interval?
  @Nullable package private(set) var interval95: Interval?
  /// The probability that the target is reached; nil where nothing is known of its variation.
  @Nullable package private(set) var probability: Double?

  init(
    _ method: Method, on day: Day, value: Int, interval80: Interval? = nil, interval95: Interval? = nil, probability: Double? = nil
  ) {
    self.method = method
    on = day
    self.value = value
    self.interval80 = interval80
    self.interval95 = interval95
    self.probability = probability
  }
}

/// A KPI of the plan, of the whole team or of one salesperson, beside its target.
package struct KPIProgress: Sendable, Encodable {
  /// The key of the KPI in the plan.
  package let key: String
  package let name: String
  /// Whose; nil for all.
  @Nullable package internal(set) var person: String?
  package let unit: KPIUnit
  package let direction: KPIDirection
  package let accrual: Accrual
  /// The days of the target.
  package let from: Day
  package let to: Day
  @Nullable package internal(set) var baseline: Int?
  /// At the end.
  @Nullable package internal(set) var target: Int?
  /// What of the target was due by the day of the status.
  @Nullable package internal(set) var due: Int?
  /// What came about by then, in the integers of plans: what is compared with the target.
  @Nullable package internal(set) var actual: Int?
  /// The same, not rounded: this is shown.
  @Nullable package internal(set) var exact: KPINumber?
  /// Of a rate.
  @Nullable package internal(set) var numerator: Int?
  @Nullable package internal(set) var denominator: Int?
  /// Facts behind the actual value.
  package internal(set) var n = 0
  /// Why there is no actual value.
  @Nullable package internal(set) var reason: Message?
  /// From what was due.
  @Nullable package internal(set) var variance: Variance?
  package internal(set) var light = TrafficLight.none
  @Nullable package internal(set) var forecast: Forecast?
  /// Part by part.
  package internal(set) var parts: [Part] = []

  /// A quarter, month or week of the target's days.
  package struct Part: Sendable, Hashable, Encodable {
    package let name: String
    package let from: Day
    package let to: Day
    @Nullable package internal(set) var target: Int?
    /// What of the target was due by the day of the status; nil for what is still to come.
    @Nullable package internal(set) var due: Int?
    /// Nil for what is still to come, and without a value.
    @Nullable package internal(set) var actual: Int?
    /// The same, not rounded: this is shown.
    @Nullable package internal(set) var exact: KPINumber?
    /// From what was due.
    @Nullable package internal(set) var variance: Variance?
    package let light: TrafficLight
    /// The day of the status lies in it: the target is that of the whole part.
    package let isCurrent: Bool
    @Nullable package internal(set) var reason: Message?
  }
}

extension KPIProgress {
  /// The forecast as it is shown: where it is what came about so far, it is the same figure.
  package var forecastShown: KPINumber? {
    forecast.map { $0.value == actual ? exact ?? unit.number($0.value) : unit.number($0.value) }
  }
}
