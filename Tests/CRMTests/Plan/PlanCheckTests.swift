import CRM
import Planning
import Foundation
import Postgres
import Testing

/// SMART and the rest of what a plan must hold. Each case changes one line of a plan in which nothing is wrong.
@Suite struct PlanCheckTests {
  static let good = """
    name: P
    start: 2023-01-01
    end: 2023-12-31
    situation: {strategy: s}
    competition: {strengths: [s]}
    objectives:
      - {name: O, owner: Y, kpi: customers, defined on: 2022-12-15, baseline: 0, target: 40, due: 2023-12-31}
    target groups: [{name: L, revenue share: 60 %}]
    team:
      - {name: Y, role: sells, skills: [field]}
      - {name: Z, role: sells, trained on: 2023-03-01}
    budget:
      total: 1000
      actions:
        - {name: A, objective: O, owner: Y, start: 2023-02-01, end: 2023-03-31, budget: 600, people days: {Y: 3}, skills: [field]}
        - {name: B, objective: O, owner: Z, start: 2023-04-01, end: 2023-06-30, budget: 400, depends on: A}
    kpis:
      - {name: customers, indicator: new_customers, defined on: 2022-12-15, target: 40, target by salesperson: {Y: 25, Z: 15}}
    """

  @Test func aPlanInWhichNothingIsWrong() {
    #expect(PlanFile(source: Self.good).problems.isEmpty, "\(PlanFile(source: Self.good).problems)")
  }

  private static let errors: [(line: String, other: String, message: String)] = [
    // SMART: specific, measurable by an indicator fixed beforehand, with a date.
    ("owner: Y, kpi", "kpi", "no owner"), ("kpi: customers, defined", "defined", "no KPI"), ("baseline: 0, ", "", "no baseline"),
    ("target: 40, due", "due", "no target value"), (", due: 2023-12-31}", "}", "no due date"),
    ("defined on: 2022-12-15, baseline", "defined on: 2023-02-01, baseline", "not before its first action starts"),
    ("objective: O, owner: Y", "owner: Y", "answers to no objective"), ("objective: O, owner: Z", "objective: O", "“B” has no owner"),
    // Dates.
    ("due: 2023-12-31", "due: 2024-01-01", "outside the plan"), ("start: 2023-02-01", "start: 2022-12-31", "outside the plan"),
    ("end: 2023-06-30", "end: 2024-06-30", "outside the plan"), ("end: 2023-06-30", "end: 2023-03-30", "end comes before the start"),
    // Money, order and parts.
    ("budget: 600", "budget: 601", "€1.00 more than the total budget"), ("revenue share: 60 %", "revenue share: 101 %", "from 0 to 100%"),
    ("people days: {Y: 3}", "depends on: B", "depends on itself"), ("{Y: 25, Z: 15}", "{Y: 25, Z: 14}", "do not sum to the target"),
    ("indicator: new_customers, ", "", "does not say what it counts"),
  ]

  @Test(arguments: errors)
  func whatKeepsAPlanFromBeingApplied(_ line: String, _ other: String, _ message: String) {
    expect(.error, message, replacing: line, with: other)
  }

  private static let warnings: [(line: String, other: String, message: String)] = [
    ("budget: 600", "budget: 599", "€1.00 of the total budget belong to no action"),
    ("total: 1000", "total:", "the plan has no total budget"),
    ("start: 2023-02-01, end: 2023-03-31, ", "", "has no dates"), (", budget: 400", "", "neither budget nor people days"),
    ("start: 2023-04-01", "start: 2023-03-31", "on which it depends"), ("start: 2023-04-01", "start: 2023-02-28", "will be trained on"),
    ("budget: 600", "budget: 600, committed: [{on: 2023-02-01, amount: 601}]", "committed"),
    ("role: sells, skills: [field]}", "role: sells}", "has the skill"), ("{name: Z, role: sells, ", "{name: Z, ", "has no role"),
    ("owner: Z", "owner: W", "not in the team section"),
    ("defined on: 2022-12-15, target: 40", "defined on: 2023-02-02, target: 40", "not before the first action"),
    ("target: 40, due", "target: 41, due", "is not that of the objective"),
    ("situation: {strategy: s}", "situation:", "empty section: 1. Situation"),
  ]

  @Test(arguments: warnings)
  func whatIsWorthALook(_ line: String, _ other: String, _ message: String) {
    expect(.warning, message, replacing: line, with: other)
  }

  @Test func withoutMoneyOrDaysThereAreNoMeans() {
    let plan = Self.good.replacing("budget: 600, people days: {Y: 3}, ", with: "").replacing(", budget: 400", with: "")
    #expect(PlanFile(source: plan).problems.contains { $0.severity == .error && $0.message.en.contains("has no means") })
    let own = plan.replacing("due: 2023-12-31", with: "due: 2023-12-31, people days: 0.5")
    #expect(!PlanFile(source: own).problems.contains { $0.message.en.contains("has no means") })
  }

  private func expect(_ severity: PlanProblem.Severity, _ message: String, replacing line: String, with other: String) {
    let changed = Self.good.replacing(line, with: other)
    #expect(changed != Self.good, "\(line) is not in the plan")
    let problems = PlanFile(source: changed).problems
    #expect(problems.contains { $0.severity == severity && $0.message.en.contains(message) && $0.line != nil }, "\(line): \(problems)")
  }
}
