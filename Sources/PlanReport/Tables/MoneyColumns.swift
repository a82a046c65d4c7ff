import CRM
import Planning
import Tables

extension PlanStatus {
  /// What each action costs, and what was spent on none of them.
  @Columns<ActionStatus> func moneyColumns(allocated header: Message) -> [Column<ActionStatus>] {
    money("allocated", header, \.allocatedCents)
    money("committed", .statusCommitted, \.committedCents)
    money("spent", .statusSpent, \.spentCents)
    money("remaining", .statusRemaining, \.remainingCents, formula: .difference("allocated", "spent"))
  }

  private func money(_ key: String, _ header: Message, _ amount: @escaping (Money) -> Int?, formula: Formula? = nil) -> Column<ActionStatus>
  {
    Column(key, header, .trailing, width: 14, formula: formula, below: below(.money(amount(budget.outsideActions)), .sum)) {
      .money(amount($0.money))
    }
  }

  var actionColumn: Column<ActionStatus> {
    Column("action", .labelAction, width: 30, below: below(.message(.statusOutsideActions), .cell(.message(.labelTotal)))) {
      .text($0.name)
    }
  }

  /// The page of one person has no totals of the plan.
  func below(_ outside: TableCell, _ total: Total) -> [Total] {
    if person != nil { return [] }
    return budget.outsideActions.spentCents == 0 ? [total] : [.cell(outside), total]
  }

  /// Spend beside sales.
  @Columns<SpendAndSales> var spendColumns: [Column<SpendAndSales>] {
    Column("planned", .statusPlanned, .trailing, width: 16, below: [.sum]) { .money($0.plannedCents) }
    past("spent", .statusSpent, below: [.sum]) { .money($0.spentCents) }
    past("sales", .labelSales, below: [.sum]) { .money($0.salesCents) }
    past("orders", .labelOrders, below: [.sum]) { .integer($0.orders) }
    past("ratio", .statusRatio, formula: .ratio("spent", "sales"), below: [.ratio]) { .percentage($0.ratio) }
  }

  /// What is to come has no sales and no spend yet: that is not zero.
  private func past(
    _ key: String, _ header: Message, formula: Formula? = nil, below: [Total] = [], cell: @escaping (SpendAndSales) -> TableCell
  ) -> Column<SpendAndSales> {
    Column(key, header, .trailing, width: 16, formula: formula, below: below) { $0.from <= at ? cell($0) : .missing() }
  }
}
