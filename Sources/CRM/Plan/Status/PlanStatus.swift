public import Postgres

/// How a plan stands at the end of a day: targets beside what came about, forecasts, money, people and steps. Everything that a page or
/// document about it needs beside the plan itself.
///
/// Amounts are cents, rates and other fractions ten-thousandths, as in `PlanDocument`.
public struct PlanStatus: Sendable, Encodable {
  /// The slug.
  public let plan: String
  public let name: String
  public let version: Int
  /// The days of the plan, half-open.
  public let from: Day
  public let to: Day
  /// What happened until the end of this day counts.
  public let at: Day
  /// Into which parts figures are cut.
  public let by: Grain
  /// Whose page this is; nil for the whole plan.
  @Nullable public internal(set) var person: String?
  /// As an ISO 4217 code.
  public let currency: String
  public let workingDays: WorkingDays
  /// The seven steps, in order.
  public let steps: [StepStatus]
  public let objectives: [ObjectiveStatus]
  /// Of the whole team, then of each salesperson.
  public let kpis: [KPIProgress]
  public let actions: [ActionStatus]
  public let budget: BudgetStatus
  /// Spend beside sales, part by part of the plan.
  public let spendAndSales: [SpendAndSales]
  public let people: [PersonStatus]
  /// How figures come about, and what a reader must know.
  public let notes: [Message]

  /// Monday to Friday without public holidays.
  public struct WorkingDays: Sendable, Hashable, Encodable {
    public let elapsed: Int
    public let total: Int
  }
}

/// How well something goes.
public enum TrafficLight: String, Sendable, CaseIterable, Codable {
  /// *Bien*, *à surveiller*, *problème*.
  case green, amber, red
  /// Nothing to compare: no target, no value, or nothing due yet.
  case none
}

/// A step of the plan on the status board.
public struct StepStatus: Sendable, Hashable, Encodable {
  public let section: PlanSection
  /// *Rempli*, *incomplet*, *vide*.
  public let fill: PlanSection.Fill
  public let light: TrafficLight
  /// Why it is not green.
  public let reasons: [Message]
}

/// How far actual values are from a target.
public struct Variance: Sendable, Hashable, Encodable {
  /// Actual less target, in the integers of plans.
  public let absolute: Int
  /// The same, not rounded: this is shown.
  public let exact: KPINumber
  /// Of the target; 0.1 is ten per cent above it. Nil for a target of zero.
  @Nullable public private(set) var relative: Double?

  /// - Parameter exact: What `actual` is rounded from.
  init(_ actual: Int, from target: Int, exactly exact: KPINumber? = nil, in unit: KPIUnit = .count) {
    absolute = Int(clamping: Int128(actual) - Int128(target))
    let (reached, wanted) = ((exact ?? unit.number(actual)).double, unit.number(target).double)
    self.exact = unit.scale == 1 ? .whole(absolute) : .fraction(reached - wanted)
    relative = target == 0 ? nil : (reached - wanted) / abs(wanted)
  }
}

/// What a target comes to by its due date if the pace stays what it was.
public struct Forecast: Sendable, Hashable, Encodable {
  public enum Method: String, Sendable, CaseIterable, Codable {
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
  public struct Interval: Sendable, Hashable, Encodable {
    public let low, high: Int

    package init(low: Int, high: Int) {
      self.low = low
      self.high = high
    }

    /// Whether a value lies in it.
    package func contains(_ value: Int) -> Bool { low <= value && value <= high }
  }

  public let method: Method
  /// The day that it is for.
  public let on: Day
  public let value: Int
  /// Between which it lies with 80 % and with 95 %; nil where nothing is known of its variation.
  @Nullable public private(set) var interval80: Interval?
  @Nullable public private(set) var interval95: Interval?
  /// The probability that the target is reached; nil where nothing is known of its variation.
  @Nullable public private(set) var probability: Double?

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
public struct KPIProgress: Sendable, Encodable {
  /// The key of the KPI in the plan.
  public let key: String
  public let name: String
  /// Whose; nil for all.
  @Nullable public internal(set) var person: String?
  public let unit: KPIUnit
  public let direction: KPIDirection
  public let accrual: Accrual
  /// The days of the target.
  public let from: Day
  public let to: Day
  @Nullable public internal(set) var baseline: Int?
  /// At the end.
  @Nullable public internal(set) var target: Int?
  /// What of the target was due by the day of the status.
  @Nullable public internal(set) var due: Int?
  /// What came about by then, in the integers of plans: what is compared with the target.
  @Nullable public internal(set) var actual: Int?
  /// The same, not rounded: this is shown.
  @Nullable public internal(set) var exact: KPINumber?
  /// Of a rate.
  @Nullable public internal(set) var numerator: Int?
  @Nullable public internal(set) var denominator: Int?
  /// Facts behind the actual value.
  public internal(set) var n = 0
  /// Why there is no actual value.
  @Nullable public internal(set) var reason: Message?
  /// From what was due.
  @Nullable public internal(set) var variance: Variance?
  public internal(set) var light = TrafficLight.none
  @Nullable public internal(set) var forecast: Forecast?
  /// Part by part.
  public internal(set) var parts: [Part] = []

  /// A quarter, month or week of the target's days.
  public struct Part: Sendable, Hashable, Encodable {
    public let name: String
    public let from: Day
    public let to: Day
    @Nullable public internal(set) var target: Int?
    /// What of the target was due by the day of the status; nil for what is still to come.
    @Nullable public internal(set) var due: Int?
    /// Nil for what is still to come, and without a value.
    @Nullable public internal(set) var actual: Int?
    /// The same, not rounded: this is shown.
    @Nullable public internal(set) var exact: KPINumber?
    /// From what was due.
    @Nullable public internal(set) var variance: Variance?
    public let light: TrafficLight
    /// The day of the status lies in it: the target is that of the whole part.
    public let isCurrent: Bool
    @Nullable public internal(set) var reason: Message?
  }
}

extension KPIProgress {
  /// The forecast as it is shown: where it is what came about so far, it is the same figure.
  public var forecastShown: KPINumber? {
    forecast.map { $0.value == actual ? exact ?? unit.number($0.value) : unit.number($0.value) }
  }
}

/// An objective, its KPI, what it cost so far, and what was done for it.
public struct ObjectiveStatus: Sendable, Encodable {
  public let key: String
  public let name: String
  @Nullable public internal(set) var owner: String?
  @Nullable public internal(set) var dueOn: Day?
  /// Nil without a KPI.
  @Nullable public internal(set) var progress: KPIProgress?
  public let money: Money
  /// From the strategy to what was logged: the keys of its actions are in `actions`.
  public let actions: [String]
  /// Logged for its actions, attempts among them.
  public let conversations: Int
  public let risks: [PlanRisk]
  public let dependsOn: [String]
}

/// Money of an action, an objective or the whole plan.
public struct Money: Sendable, Hashable, Encodable {
  public let allocatedCents: Int
  /// *Engagé*.
  public let committedCents: Int
  public let spentCents: Int
  /// *Reste*: allocated less spent.
  public let remainingCents: Int
  /// What of the allocation was due to be spent by the day of the status.
  public let dueCents: Int

  init(allocated: Int, committed: Int, spent: Int, due: Int) {
    allocatedCents = allocated
    committedCents = committed
    spentCents = spent
    remainingCents = Int(clamping: Int128(allocated) - Int128(spent))
    dueCents = due
  }
}

/// An action, its money, and what was logged while it ran.
public struct ActionStatus: Sendable, Encodable {
  public let key: String
  public let name: String
  /// The key of its objective.
  @Nullable public internal(set) var objective: String?
  @Nullable public internal(set) var owner: String?
  public let from: Day
  public let to: Day
  public let status: PlanAction.Status
  /// Should be done and is not.
  public let isLate: Bool
  public let money: Money
  /// Part by part of its days, with what was spent outside them in the first and last.
  public let parts: [Part]
  /// Logged through its channels by its people while it ran, attempts among them; of an action without channels none is known to be its.
  public let conversations: Int
  public let light: TrafficLight

  public struct Part: Sendable, Hashable, Encodable {
    public let name: String
    public let from: Day
    public let to: Day
    public let allocatedCents: Int
    public let spentCents: Int
  }
}

/// The plan's money in all.
public struct BudgetStatus: Sendable, Hashable, Encodable {
  @Nullable public private(set) var envelopeCents: Int?
  /// Of all actions.
  public let money: Money
  /// Spent in the plan's days on no action of it.
  public let outsideActionsCents: Int
  /// What was spent on no action, as a row beside those of the actions: nothing was allocated for it.
  public let outsideActions: Money
  /// Of all actions and outside them: the sum of what is shown.
  public let total: Money
  /// Envelope less allocations.
  @Nullable public private(set) var unallocatedCents: Int?

  init(envelope: Int?, money: Money, outsideActions: Int) {
    envelopeCents = envelope
    self.money = money
    outsideActionsCents = outsideActions
    self.outsideActions = Money(allocated: 0, committed: 0, spent: outsideActions, due: 0)
    total = .sum([money, self.outsideActions])
    unallocatedCents = envelope.map { Int(clamping: Int128($0) - Int128(money.allocatedCents)) }
  }
}

/// What was spent and sold in a part of the plan.
public struct SpendAndSales: Sendable, Hashable, Encodable {
  public let name: String
  public let from: Day
  public let to: Day
  /// Allocated to actions.
  public let plannedCents: Int
  /// On actions of the plan and on anything else.
  public let spentCents: Int
  /// Sales less refunds.
  public let salesCents: Int
  /// Orders.
  public let orders: Int
  /// Spend over sales; nil without sales.
  @Nullable public private(set) var ratio: Double?

  init(_ part: PeriodPart, planned: Int, spent: Int, sales: Int, orders: Int) {
    name = part.name
    from = part.period.from
    to = part.period.to
    plannedCents = planned
    spentCents = spent
    salesCents = sales
    self.orders = orders
    ratio = sales > 0 ? Double(spent) / Double(sales) : nil
  }
}

/// Somebody of the plan: what they answer for, and how much of them it takes.
public struct PersonStatus: Sendable, Encodable {
  public let name: String
  @Nullable public internal(set) var role: String?
  @Nullable public internal(set) var trainedOn: Day?
  /// Keys of what they own.
  public let objectives: [String]
  public let actions: [String]
  /// Actions of others that they give days to.
  public let supports: [String]
  /// Tenths of days that they give to the plan in its days, without holidays and absences.
  public let availableTenths: Int
  /// Tenths of days that actions ask of them.
  public let allocatedTenths: Int
  /// What they logged in the plan's days, attempts among them.
  public let conversations: Int
}
