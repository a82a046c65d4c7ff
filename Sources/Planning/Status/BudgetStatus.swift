package import CRM
package import Postgres

// What a plan costs: its actions, what was spent on none of them, and spend beside sales.

/// Money of an action, an objective or the whole plan.
package struct Money: Sendable, Hashable, Encodable {
  package let allocatedCents: Int
  /// *Engagé*.
  package let committedCents: Int
  package let spentCents: Int
  /// *Reste*: allocated less spent; nil for a salesperson, who does not know what others spent.
  @Nullable package private(set) var remainingCents: Int?
  /// What of the allocation was due to be spent by the day of the status.
  package let dueCents: Int

  /// - Parameter isOwn: Whether only what a salesperson spent is known.
  init(allocated: Int, committed: Int, spent: Int, due: Int, isOwn: Bool = false) {
    allocatedCents = allocated
    committedCents = committed
    spentCents = spent
    remainingCents = isOwn ? nil : Int(clamping: Int128(allocated) - Int128(spent))
    dueCents = due
  }
}

/// An action, its money, and what was logged while it ran.
package struct ActionStatus: Sendable, Encodable {
  package let key: String
  package let name: String
  /// The key of its objective.
  @Nullable package internal(set) var objective: String?
  @Nullable package internal(set) var owner: String?
  package let from: Day
  package let to: Day
  package let status: PlanAction.Status
  /// Should be done and is not.
  package let isLate: Bool
  package let money: Money
  /// Part by part of its days, with what was spent outside them in the first and last.
  package let parts: [Part]
  /// Logged through its channels by its people while it ran, attempts among them; of an action without channels none is known to be its.
  package let conversations: Int
  package let light: TrafficLight

  package struct Part: Sendable, Hashable, Encodable {
    package let name: String
    package let from: Day
    package let to: Day
    package let allocatedCents: Int
    package let spentCents: Int
  }
}

/// The plan's money in all.
package struct BudgetStatus: Sendable, Hashable, Encodable {
  /// The plan's total budget.
  @Nullable package private(set) var budgetCents: Int?
  /// Of all actions.
  package let money: Money
  /// Spent in the plan's days on no action of it.
  package let outsideActionsCents: Int
  /// What was spent on no action, as a row beside those of the actions: nothing was allocated for it.
  package let outsideActions: Money
  /// Of all actions and outside them: the sum of what is shown.
  package let total: Money
  /// Total budget less allocations.
  @Nullable package private(set) var unallocatedCents: Int?

  init(budget: Int?, money: Money, outsideActions: Int, isOwn: Bool) {
    budgetCents = budget
    self.money = money
    outsideActionsCents = outsideActions
    self.outsideActions = Money(allocated: 0, committed: 0, spent: outsideActions, due: 0, isOwn: isOwn)
    total = .sum([money, self.outsideActions])
    unallocatedCents = budget.map { Int(clamping: Int128($0) - Int128(money.allocatedCents)) }
  }
}

/// What was spent and sold in a part of the plan.
package struct SpendAndSales: Sendable, Hashable, Encodable {
  package let name: String
  package let from: Day
  package let to: Day
  /// Allocated to actions.
  package let plannedCents: Int
  /// On actions of the plan and on anything else.
  package let spentCents: Int
  /// Sales less refunds.
  package let salesCents: Int
  /// Orders.
  package let orders: Int
  /// Spend over sales; nil without sales.
  @Nullable package private(set) var ratio: Double?

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
