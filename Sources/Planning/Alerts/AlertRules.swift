import CRM
import Foundation
import Postgres

/// The rules C01 to C16 on a plan and what happened until the end of a day.
struct AlertRules {
  let document: PlanDocument
  let facts: PlanFacts
  let progress: PlanProgress
  let currency: String

  var at: Day { facts.at }

  /// Days within which spending should be followed by a conversation or a measurement.
  static let lagDays = 14

  /// Rules that compare the plan with what the whole team did: a salesperson, who knows what they did alone, would find other things.
  static let rulesOfTeam: [PlanAlert.Rule] = [.c04, .c05, .c06, .c16]

  /// The gravest first, then by day; for a salesperson those that name nobody or them.
  func alerts(_ rules: [PlanAlert.Rule] = PlanAlert.Rule.allCases) throws -> [PlanAlert] {
    let reader = facts.reader
    let rules = rules.filter { reader == nil || !Self.rulesOfTeam.contains($0) }
    return try rules.flatMap(alerts).filter { reader == nil || $0.person == nil || $0.person == reader?.name }.sorted {
      ($0.severity == .problem ? 0 : 1, $0.on, $0.rule.rawValue, $0.subject) < (
        $1.severity == .problem ? 0 : 1, $1.on, $1.rule.rawValue, $1.subject
      )
    }
  }

  private func alerts(_ rule: PlanAlert.Rule) throws -> [PlanAlert] {
    switch rule {
    case .c01: unspecificActions()
    case .c02: lateIndicators()
    case .c03: totalBudget()
    case .c04: try overspent()
    case .c05: spendWithoutActivity()
    case .c06: try activityWithoutSpendOrAction()
    case .c07: overdue()
    case .c08: behind()
    case .c09: try unreadyPeople()
    case .c10: try overloaded()
    case .c11: frozenSeries()
    case .c12: unequalSums()
    case .c13: impossibleFigures()
    case .c14: immatureCohorts()
    case .c15: callsWithoutConsent()
    case .c16: try beyondCapacity()
    }
  }

  /// Actions that are not given up.
  var live: [PlanAction] { document.budget.actions.filter { $0.status != .dropped } }

  func spend(of action: PlanAction) -> [PlanFacts.Spend] { facts.spend.filter { document.action(spentOn: $0.action)?.key == action.key } }

  func unit(of kpi: PlanKPI) -> KPIUnit { facts.figures.unit(of: kpi.key) }

  /// A target of a KPI in words.
  func planned(_ value: Int, _ kpi: PlanKPI) -> Message { .figures(unit(of: kpi).number(value), in: unit(of: kpi), currency) }

  /// So many of so many.
  func counts(_ count: Int, _ all: Int) -> Message { .figures(.whole(count), .whole(all), in: .count, currency) }

  func row(_ action: PlanAction) -> PlanAlert.Row {
    PlanAlert.Row("action", key: action.key, on: action.from, detail: .verbatim(action.name), amountCents: action.allocationCents)
  }

  func row(_ objective: PlanObjective) -> PlanAlert.Row {
    PlanAlert.Row("objective", key: objective.key, on: objective.dueOn, detail: .verbatim(objective.name))
  }

  func row(_ kpi: PlanKPI, _ detail: Message? = nil) -> PlanAlert.Row {
    PlanAlert.Row("kpi", key: kpi.key, on: kpi.definedOn, detail: detail ?? .verbatim(kpi.name))
  }
}

extension PlanAlert.Rule {
  /// The step of the plan that it concerns.
  package var section: PlanSection {
    switch self {
    case .c02, .c08, .c16: .objectives
    case .c01, .c03, .c04, .c05, .c06, .c07: .budget
    case .c09, .c10: .team
    case .c15: .targets
    case .c11, .c12, .c13, .c14: .kpis
    }
  }
}
