package import CRM
package import Postgres

/// How a plan stands at the end of a day: targets beside what came about, forecasts, money, people and steps. Everything that a page or
/// document about it needs beside the plan itself.
///
/// Amounts are cents, rates and other fractions ten-thousandths, as in `PlanDocument`.
package struct PlanStatus: Sendable, Encodable {
  /// The slug.
  package let plan: String
  package let name: String
  package let version: Int
  /// The days of the plan, half-open.
  package let from: Day
  package let to: Day
  /// What happened until the end of this day counts.
  package let at: Day
  /// Into which parts figures are cut.
  package let by: Grain
  /// Whose page this is; nil for the whole plan.
  @Nullable package internal(set) var person: String?
  /// The salesperson whose own facts alone are in it, as they read it; nil where the facts are those of all.
  @Nullable package internal(set) var reader: String?
  /// As an ISO 4217 code.
  package let currency: String
  package let workingDays: WorkingDays
  /// The seven steps, in order.
  package let steps: [StepStatus]
  package let objectives: [ObjectiveStatus]
  /// Of the whole team, then of each salesperson.
  package let kpis: [KPIProgress]
  package let actions: [ActionStatus]
  package let budget: BudgetStatus
  /// Spend beside sales, part by part of the plan.
  package let spendAndSales: [SpendAndSales]
  package let people: [PersonStatus]
  /// How figures come about, and what a reader must know.
  package let notes: [Message]

  /// Monday to Friday without public holidays.
  package struct WorkingDays: Sendable, Hashable, Encodable {
    package let elapsed: Int
    package let total: Int
  }
}

/// A step of the plan on the status board.
package struct StepStatus: Sendable, Hashable, Encodable {
  package let section: PlanSection
  /// *Rempli*, *incomplet*, *vide*.
  package let fill: PlanSection.Fill
  package let light: TrafficLight
  /// Why it is not green.
  package let reasons: [Message]
}

/// An objective, its KPI, what it cost so far, and what was done for it.
package struct ObjectiveStatus: Sendable, Encodable {
  package let key: String
  package let name: String
  @Nullable package internal(set) var owner: String?
  @Nullable package internal(set) var dueOn: Day?
  /// Nil without a KPI.
  @Nullable package internal(set) var progress: KPIProgress?
  package let money: Money
  /// From the strategy to what was logged: the keys of its actions are in `actions`.
  package let actions: [String]
  /// Logged for its actions, attempts among them.
  package let conversations: Int
  package let risks: [PlanRisk]
  package let dependsOn: [String]
}

/// Somebody of the plan: what they answer for, and how much of them it takes.
package struct PersonStatus: Sendable, Encodable {
  package let name: String
  @Nullable package internal(set) var role: String?
  @Nullable package internal(set) var trainedOn: Day?
  /// Keys of what they own.
  package let objectives: [String]
  package let actions: [String]
  /// Actions of others that they give days to.
  package let supports: [String]
  /// Tenths of days that they give to the plan in its days, without holidays and absences.
  package let availableTenths: Int
  /// Tenths of days that actions ask of them.
  package let allocatedTenths: Int
  /// What they logged in the plan's days, attempts among them.
  package let conversations: Int
}
