import CRM
import Planning
import Postgres
import Tables

/// Step 6: what each action costs and how far it is, when it takes place, and spend beside sales.
extension PlanReportWriter {
  var budget: ReportSection {
    section(.budget, 6, [.table(allocations)])
  }

  /// The five columns: objective, action, date, allocation, owner.
  private var allocations: Table {
    let total = document.budget.totalCents
    let below: [(name: Message, amount: Total)] =
      [(.labelTotal, .sum)]
      + (total.map { [(.reportTotalBudget, .cell(.money($0))), (.reportUnallocated, .difference(1, 0))] } ?? [])
    return Table(document.budget.actions.enumerated(), empty: .statusNoActions) {
      Column("number", .reportNumber, .trailing, width: 5, in: .sheet) { .integer($0.offset + 1) }
      // On a page once for the actions of an objective; in a workbook each row stands for itself, to be filtered.
      Column("objective", .labelObjective, in: .page, below: below.map { .cell(.message($0.name)) }) { action in
        isFirst(action.offset) ? .text(name(ofObjective: action.element.objective)) : .blank
      }
      Column("objective", .labelObjective, width: 30, in: .sheet, below: below.map { .cell(.message($0.name)) }) {
        .text(name(ofObjective: $0.element.objective))
      }
      Column("action", .labelAction, width: 30) { .text($0.element.name) }
      Column("channels", .labelChannel, width: 18, in: .sheet) { .list($0.element.channels.map { say($0.name) }) }
      Column("target_group", .reportTargetGroup, width: 16, in: .sheet) { .text($0.element.targetGroup) }
      Column("places", .labelPlace, width: 16, in: .sheet) { .list($0.element.places) }
      Column("date", .reportDate, width: 25) { action in .days(action.element.from, action.element.to.map { $0 - 1 }) }
      Column("allocation", .reportAllocation, .trailing, width: 15, below: below.map(\.amount)) { .money($0.element.allocationCents) }
      Column("owner", .calendarPerson, width: 15) { .text($0.element.owner) }
    }
  }

  /// Whether the action before it is of another objective.
  private func isFirst(_ action: Int) -> Bool {
    let actions = document.budget.actions
    return action == 0 || actions[action - 1].objective != actions[action].objective
  }

  var progress: ReportSection {
    ReportSection(
      key: "progress", number: "6.1", title: say(.reportProgress), blocks: [.table(progressTable)])
  }

  /// An action as it was written, and how far it is.
  private struct ActionLine {
    let number: Int
    let action: PlanAction
    let state: ActionStatus?
  }

  private var actionLines: [ActionLine] {
    document.budget.actions.enumerated().map { index, action in
      ActionLine(number: index + 1, action: action, state: status.actions.first { $0.key == action.key })
    }
  }

  private var progressTable: Table {
    Table(actionLines, empty: .statusNoActions) {
      Column("number", .reportNumber, .trailing, width: 5, in: .sheet) { .integer($0.number) }
      status.actionColumn.of(\.state)
      Column("owner", .calendarPerson, width: 14, in: .sheet) { .text($0.action.owner) }
      Column("from", .reportStart, width: 12, in: .sheet) { .day($0.action.from) }
      Column("last", .reportEnd, width: 12, in: .sheet) { line in .day(line.action.to.map { $0 - 1 }) }
      status.moneyColumns(allocated: .reportPlanned).map { $0.of(\.state) }
      Column(
        "spent_share", .reportSpentShare, .trailing, width: 11, in: .sheet, formula: .ratio("spent", "allocated"),
        below: status.below(.blank, .ratio)
      ) { line in
        .percentage(
          line.state.flatMap { $0.money.allocatedCents > 0 ? Double($0.money.spentCents) / Double($0.money.allocatedCents) : nil })
      }
      Column("status", .labelStatus, width: 16) { line in
        .text(say(line.action.status.name) + (line.state?.isLate == true ? " · \(say(.reportLate))" : ""))
      }
      Column.state { $0.state?.light ?? .none }
    }
  }

  var calendarSection: ReportSection {
    // A year of public holidays would hide the plan.
    let events = calendar.events.filter { $0.kind != .holiday }
    let table = calendar.table(of: events, title: .reportEvents, empty: .reportNoEvents, part: label, details: .sheet)
    return ReportSection(
      key: "calendar", number: "6.2", title: say(.reportCalendar),
      blocks: [timeline(events), [.table(table)]].flatMap(\.self))
  }

  private func timeline(_ events: [PlanEvent]) -> [ReportBlock] {
    let items = events.filter { $0.kind == .action || $0.kind == .due }
    guard !items.isEmpty else { return [] }
    var months: [(day: Day, name: String)] = []
    var month = document.from.firstOfMonth
    while month < document.to, months.count < 120 {
      months.append((max(month, document.from), label(String(month.description.prefix(7)))))
      month = month.adding(months: 1)
    }
    return [
      .timeline(
        Timeline(
          title: say(.reportActionsOverTime), from: document.from, to: document.to, at: status.at, months: months,
          items: items.map { event in
            Timeline.Item(
              name: say(event.title), from: event.from, to: event.to, isDueDate: event.kind == .due, isDone: event.status == .done)
          }))
    ]
  }

  var spendAndSales: ReportSection {
    let table = Table(status.spendAndSales, empty: .reportNoParts) {
      Column("period", .labelPeriod, width: 16, below: [.cell(.message(.labelTotal))]) { .text(label($0.name)) }
      Column("from", .reportStart, in: .sheet) { .day($0.from) }
      Column("last", .reportEnd, in: .sheet) { .day($0.to - 1) }
      status.spendColumns
    }
    return ReportSection(
      key: "spend", number: "6.3", title: say(.statusSpendTitle),
      blocks: [.charted(table, spendChart())])
  }

  func spendChart() -> Chart {
    let parts = status.spendAndSales
    let values = { (value: (SpendAndSales) -> Int) in parts.map { $0.from <= status.at ? units(value($0)) : nil } }
    let described = parts.map { part in
      "\(label(part.name)) \(formats.money(cents: part.spentCents)) / \(formats.money(cents: part.salesCents))"
    }
    return Chart(
      title: say(.reportSpendChart), labels: parts.map { label($0.name) },
      series: [
        .init(name: say(.statusPlanned), mark: .hollowBar, values: parts.map { units($0.plannedCents) }, column: "planned"),
        .init(name: say(.statusSpent), mark: .bar, values: values(\.spentCents), column: "spent"),
        .init(name: say(.labelSales), mark: .line, values: values(\.salesCents), column: "sales"),
      ], unit: .money, description: say(.reportTrend(say(.statusSpendTitle), described.joined(separator: ", "))))
  }
}
