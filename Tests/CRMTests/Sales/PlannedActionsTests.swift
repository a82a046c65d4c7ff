import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM
@testable import Planning

/// An expense names an action that exists, wherever it comes from. Bob's plan of 2023 has « Formation au terrain » and `terrain`.
@Suite struct PlannedActionsTests {
  private func withBob(_ body: (Scope) async throws -> Void) async throws {
    try await withScope { scope in
      for name in ["X", "Y", "Z"] { _ = try await Team(scope).add(name) }
      var plan = bobPlan()
      plan.budget.actions[1].name = "Tournée d'été"
      _ = try await Plans(scope).apply(plan, source: "", base: nil)
      try await body(scope)
    }
  }

  private func add(_ action: String, _ day: String, _ scope: Scope) async throws -> Expense {
    var entry = ExpenseEntry(amountCents: 50_00)
    entry.action = action
    entry.spentOn = on(day)
    return try await Expenses(scope).add(entry).expense
  }

  @Test(arguments: [
    ("formation", "Formation au terrain"), ("FORMATION AU  TERRAIN", "Formation au terrain"), ("Tournée d’été", "Tournée d'été"),
    ("tournee-d-ete", "Tournée d'été"), ("terrain", "Tournée d'été"),
  ])
  func theActionItCountsForIsAnswered(text: String, action: String) async throws {
    try await withBob { scope in
      let plan = try #require(try await Plans(scope).list().first)
      for day in ["2023-06-01", "2022-01-02"] {
        let added = try await add(text, day, scope)
        #expect(added.plannedActions == [PlannedAction(plan: plan.name, action: action)] && added.action == text)
        #expect(try await Expenses(scope).list().items.first { $0.id == added.id }?.plannedActions == added.plannedActions)
      }
      // It counts where it says it does.
      let status = try await Plans(scope).status(at: on("2023-12-31"))
      #expect(status.actions.first { $0.name == action }?.money.spentCents == 100_00)
      #expect(status.budget.outsideActionsCents == 0)
    }
  }

  @Test func aTextThatIsNoActionIsRefusedWithTheNearest() async throws {
    try await withBob { scope in
      for (text, near) in [("Tournée", "Tournée d'été"), ("formatoin au terrain", "Formation au terrain")] {
        for day in ["2023-01-01", "2023-12-31", "2022-06-01"] {
          let refused = await #expect(throws: CRMError.self) { try await add(text, day, scope) }
          #expect(refused?.kind == .notFound && refused?.remedy?.en == "did you mean “\(near)”?", "\(text) \(day) \(refused as Any)")
        }
      }
      let unlike = await #expect(throws: CRMError.self) { try await add("Autre chose", "2023-06-01", scope) }
      #expect(unlike?.message.fr.contains("Autre chose") == true)
      #expect(unlike?.remedy?.fr.contains("Formation au terrain") == true && unlike?.remedy?.fr.contains("hors actions") == true)
      let recorded = try await Expenses(scope).list().items
      #expect(recorded.isEmpty)
    }
  }

  @Test(arguments: [
    // A day that no plan has, and nothing like an action of one that begins within a year.
    ("Autre chose", "2022-12-31"), ("Autre chose", "2024-01-01"), ("Tournée", "2024-01-01"), ("Tournée", "2021-12-30"),
  ])
  func outsideAPlanATextIsFree(text: String, day: String) async throws {
    try await withBob { scope in
      let added = try await add(text, day, scope)
      #expect(added.action == text && added.plannedActions.isEmpty)
    }
    try await withScope { scope in
      let added = try await add(text, day, scope)
      #expect(added.action == text)
    }
  }

  @Test func aFileSaysTheSame() async throws {
    try await withBob { scope in
      let file = """
        reference,spent_on,amount,action
        e1,2023-06-01,10,Tournée
        e2,2023-06-01,10,Tournée d’été
        e3,2022-06-01,10,Salon
        e4,2023-06-01,10,
        e5,2023-06-01,10,Salon

        """
      let result = try await importFile(file, .expenses, scope)
      #expect(result.counts == [5, 3, 0, 2], "\(result.reasons)")
      #expect(result.rejections.map { "\($0.line) \($0.field ?? "")" } == ["2 action", "6 action"])
      #expect(result.rejections[0].reason.en.hasSuffix("(did you mean “Tournée d'été”?)"))
      // What was recorded while the plan had the action stays recorded.
      var plan = bobPlan()
      plan.budget.actions[1].name = "Autre tournée"
      _ = try await Plans(scope).apply(plan, source: "", base: 1)
      #expect(try await importFile(file, .expenses, scope).counts == [5, 0, 3, 2])
    }
  }
}
