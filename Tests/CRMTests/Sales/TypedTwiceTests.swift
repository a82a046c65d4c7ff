import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// What is typed twice within the minute is recorded once, as a conversation is.
@Suite struct TypedTwiceTests {
  private func sale(_ change: (inout SaleEntry) -> Void = { _ in }) -> SaleEntry {
    var sale = SaleEntry(amountCents: 5_000)
    (sale.prospect, sale.salesperson, sale.soldOn) = ("Zinc", "Ana", Day("2026-03-09"))
    change(&sale)
    return sale
  }

  private func opportunity(_ change: (inout OpportunityEntry) -> Void = { _ in }) -> OpportunityEntry {
    var opportunity = OpportunityEntry(prospect: "Zinc")
    (opportunity.salesperson, opportunity.title, opportunity.amountCents) = ("Ana", "Oven", 5_000)
    change(&opportunity)
    return opportunity
  }

  private func expense(_ change: (inout ExpenseEntry) -> Void = { _ in }) -> ExpenseEntry {
    var expense = ExpenseEntry(amountCents: 5_000)
    (expense.spentOn, expense.category, expense.note) = (Day("2026-03-09"), "Fuel", "To Lyon")
    change(&expense)
    return expense
  }

  /// An organization where Ana and Bo sell, and Zinc is a prospect.
  private func withZinc(_ body: (_ director: Scope, _ ana: Scope) async throws -> Void) async throws {
    try await withTeam { director, ana, _ async throws in
      _ = try await Prospects(director).add(ProspectEntry(name: "Zinc"))
      try await body(director, ana)
    }
  }

  @Test func aSale() async throws {
    try await withZinc { director, ana async throws in
      let sales = Sales(director)
      let first = try await sales.add(sale())
      let again = try await sales.add(sale())
      #expect(first.status == .recorded && again.status == .repeated && again.id == first.id)
      // As somebody else types it: hers it is anyway.
      #expect(try await Sales(ana).add(sale { $0.salesperson = nil }).id == first.id)
      for change in [
        { $0.isAnother = true }, { $0.id = .v7() }, { $0.amountCents = 5_001 }, { $0.salesperson = "Bo" },
        { $0.soldOn = Day("2026-03-08") },
        { $0.channel = .shop }, { $0.note = "Cash" }, { $0.marginCents = 0 }, { $0.prospect = nil },
      ] as [(inout SaleEntry) -> Void] {
        #expect(try await sales.add(sale(change)).status == .recorded)
      }
      #expect(try await sales.list().items.count == 10)
      // One that was wrong is typed anew.
      let wrong = try await sales.add(sale { $0.amountCents = 7 })
      try await sales.void(wrong.id, reason: "wrong")
      #expect(try await sales.add(sale { $0.amountCents = 7 }).status == .recorded)
    }
  }

  @Test func aSaleThatWinsItsOpportunity() async throws {
    try await withZinc { director, _ async throws in
      let opened = try await Opportunities(director).add(opportunity { $0.openedAt = .day(Day("2026-03-02")!) })
      let winning = sale { $0.opportunity = opened.id.description }
      let first = try await Sales(director).add(winning)
      let again = try await Sales(director).add(winning)
      #expect(first.wonOpportunity?.id == opened.id && again.status == .repeated && again.id == first.id && again.wonOpportunity == nil)
      #expect(try await Opportunities(director).show(opened.id.description).stages.count == 2)
    }
  }

  @Test func aRefund() async throws {
    try await withZinc { director, _ async throws in
      let sales = Sales(director)
      let sold = try await sales.add(sale())
      let first = try await sales.refund(sold.id, amountCents: 1_000)
      let again = try await sales.refund(sold.id, amountCents: 1_000)
      #expect(first.status == .recorded && again.status == .repeated && again.id == first.id)
      #expect(try await sales.refund(sold.id, amountCents: 1_000, note: "Broken").status == .recorded)
      #expect(try await sales.refund(sold.id, amountCents: 1_000, isAnother: true).status == .recorded)
      #expect(try await sales.list().items.map(\.amountCents).reduce(0, +) == 2_000)
    }
  }

  @Test func anOpportunity() async throws {
    try await withZinc { director, ana async throws in
      let opportunities = Opportunities(director)
      let first = try await opportunities.add(opportunity())
      let again = try await opportunities.add(opportunity())
      #expect(first.status == .recorded && again.status == .repeated && again.id == first.id)
      #expect(try await Opportunities(ana).add(opportunity { $0.salesperson = nil }).id == first.id)
      // Wherever it stands by now.
      _ = try await opportunities.move(first.id.description, to: "Discussion", amountCents: 9)
      #expect(try await opportunities.add(opportunity()).id == first.id)
      for change in [
        { $0.isAnother = true }, { $0.id = .v7() }, { $0.amountCents = nil }, { $0.salesperson = "Bo" }, { $0.title = "Fridge" },
        { $0.stage = "Discussion" }, { $0.openedAt = .day(Day("2026-03-02")!) }, { $0.note = "Big" }, { $0.source = "Fair" },
        { $0.channel = .shop },
      ] as [(inout OpportunityEntry) -> Void] {
        #expect(try await opportunities.add(opportunity(change)).status == .recorded)
      }
      #expect(try await opportunities.list().items.count == 11)
    }
  }

  @Test func anExpense() async throws {
    try await withZinc { director, ana async throws in
      let expenses = Expenses(director)
      let first = try await expenses.add(expense())
      let again = try await expenses.add(expense())
      #expect(first.status == .recorded && again.status == .repeated && again.id == first.id)
      // Nobody's is not hers.
      #expect(try await Expenses(ana).add(expense()).status == .recorded)
      for change in [
        { $0.isAnother = true }, { $0.id = .v7() }, { $0.amountCents = 5_001 }, { $0.category = nil }, { $0.acquisition = true },
        { $0.action = "Fair" }, { $0.note = nil }, { $0.spentOn = Day("2026-03-08") },
      ] as [(inout ExpenseEntry) -> Void] {
        #expect(try await expenses.add(expense(change)).status == .recorded)
      }
      #expect(try await expenses.list().items.count == 10)
    }
  }

  @Test func atOnce() async throws {
    try await withZinc { director, _ async throws in
      let sold = try await Sales(director).add(sale { $0.amountCents = 9_000 })
      let (sale, opportunity, expense) = (sale(), opportunity(), expense())
      let recorded = try await withThrowingTaskGroup(of: WriteOutcome.self) { group in
        for _ in 0..<4 {
          group.addTask { try await Sales(director).add(sale).status }
          group.addTask { try await Sales(director).refund(sold.id, amountCents: 10).status }
          group.addTask { try await Opportunities(director).add(opportunity).status }
          group.addTask { try await Expenses(director).add(expense).status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(recorded.count { $0 == .recorded } == 4 && recorded.count == 16)
    }
  }

  /// A file says what it says.
  @Test func linesOfAFileAreEachTheirOwn() async throws {
    try await withZinc { director, _ async throws in
      let file = """
        reference,spent_on,amount,category
        1,2026-03-09,50,Fuel
        2,2026-03-09,50,Fuel

        """
      #expect(try await importFile(file, .expenses, director).counts == [2, 2, 0, 0])
      // Nor is what somebody types then the line of the file.
      #expect(try await Expenses(director).add(expense { $0.note = nil }).status == .recorded)
    }
  }
}
