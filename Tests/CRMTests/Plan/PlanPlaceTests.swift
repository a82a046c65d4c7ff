import CRM
import Planning
import Foundation
import Postgres
import TestSupport
import Testing

/// What is wrong in a plan is said at the line of its key: a key that is renamed or moved takes the places of its problems with it.
@Suite struct PlanPlaceTests {
  /// Each line that ends with a comment is wrong in the way it says.
  private static let broken = """
    name: P
    start: 2023-01-01
    end: 2023-12-31
    part of: p  # cannot be its parent
    competition:
      competitors:
        - name: C
          action: nowhere  # nothing in the plan is called
        - name: c  # is there already
    objectives:
      - name: O
        owner: Gone  # leaves
        kpi: customers
        defined on: 2023-03-01  # not before its first action starts
        baseline: 40
        target: 40  # the value it starts from
        start: 2022-01-01  # outside the plan
        due: 2024-01-31  # outside the plan
        phasing: {2022-Q1: 1}  # is not a period
        depends on: O  # depends on itself
        target group: nobody  # nothing in the plan is called
      - name: M
        key: n
      - name: N
        key: n  # is taken
        kpi: nothing  # nothing in the plan is called
    target groups:
      - name: L
        revenue share: 101 %  # from 0 to 100%
    team:
      - name: Y
        days per week: 8  # has seven days
        absences:
          - {start: 2023-02-02, end: 2023-02-01}  # end comes before the start
      - name: Unknown1  # no salesperson
    budget:
      total: 10  # more than the total budget
      actions:
        - name: A
          objective: zzz  # nothing in the plan is called
          owner: Unknown2  # no salesperson
          start: 2023-02-01
          end: 2023-01-01  # end comes before the start
          target group: nobody  # nothing in the plan is called
          committed: [{on: 2025-01-01, amount: 601}]  # outside the plan
          people days: {Unknown3: 3}  # no salesperson
          skills: [juggling]  # has the skill
          depends on: A  # depends on itself
        - name: B
          objective: O
          owner: Y
          start: 2023-02-01
          end: 2023-02-28
          budget: 600
          phasing: {2022-Q2: 1}  # is not a period
    kpis:
      - name: customers
        indicator: new_customers
        variant: nothing  # variant
        owner: Unknown4  # no salesperson
        defined on: 2023-05-01  # not before the first action
        target: 41  # is not that of the objective
        target by salesperson: {Unknown5: 5}  # no salesperson
        green from: 50 %
        amber from: 60 %  # amber
        phasing: {2022-Q3: 1}  # is not a period
        filter: {salesperson: Unknown6}  # no salesperson
      - name: own
        numerator: {count: nothing_there, salesperson: Unknown7}  # no salesperson
        denominator: {count: nothing_else, salesperson: Unknown8}  # no salesperson
    """

  @Test func everyProblemIsAtTheLineOfItsKey() async throws {
    try await withScope { scope in
      _ = try await Team(scope).add("Y")
      var left = SalespersonChange()
      left.activeUntil = on("2023-06-01")
      _ = try await Team(scope).add("Gone", left)
      let problems = PlanFile(source: Self.broken, in: try await Plans(scope).context()).problems
      for (index, line) in Self.broken.split(separator: "\n").enumerated() {
        guard let comment = line.firstRange(of: "  # ") else { continue }
        let words = line[comment.upperBound...]
        let found = problems.filter { $0.line == index + 1 }.map(\.message.en)
        #expect(found.contains { $0.contains(words) }, "\(index + 1) \(line): \(found)")
      }
      // Nothing is said of the whole file but which sections are empty.
      #expect(problems.allSatisfy { $0.line != nil && ($0.line != 1 || $0.message.en.contains("empty section")) }, "\(problems)")
    }
  }

  @Test func peopleAreNamedAsInCommands() async throws {
    try await withScope { scope in
      for name in ["Hélène Brun", "Ana Roy", "Ana Petit"] { _ = try await Team(scope).add(name) }
      let context = try await Plans(scope).context()
      let text = """
        name: P
        start: 2023-01-01
        end: 2023-12-31
        team:
          - {name: hel, role: sells}
          - {name: Roy, role: sells}
        objectives:
          - {name: O, owner: HELENE, kpi: k}
        kpis:
          - {name: k, indicator: new_customers, target by salesperson: {brun: 3, ana r: 4}}
        """
      let plan = PlanFile(source: text, in: context)
      #expect(plan.document.team.map(\.name) == ["Hélène Brun", "Ana Roy"] && plan.document.objectives[0].owner == "Hélène Brun")
      #expect(plan.document.kpis[0].targetBySalesperson == ["Hélène Brun": 3, "Ana Roy": 4])
      let several = PlanFile(source: text.replacing("HELENE", with: "Ana"), in: context).problems.first {
        $0.message.en.contains("several")
      }
      #expect(several?.line == 8 && several?.severity == .error && several?.message.en.contains("Ana Petit, Ana Roy") == true)
      // Two names of one person are one person twice.
      let twice = PlanFile(source: text.replacing("name: Roy", with: "name: Brun"), in: context).problems
      #expect(twice.contains { $0.line == 6 && $0.message.en.contains("already") }, "\(twice)")
    }
  }
}
