import CRM
import Planning
import Postgres
import Tables

/// Step 6: what each action costs and how far it is, when it takes place, and spend beside sales.
extension PlanReportWriter {
  var budget: ReportSection {
    section(.budget, 6, sheet: .reportBudgetSheet, [.table(allocations)])
  }

  /// The five columns: objective, action, date, allocation, owner.
  private var allocations: Table {
    let envelope = document.budget.envelopeCents
    let below: [(name: Message, amount: Total)] =
      [(.labelTotal, .sum)]
      + (envelope.map { [(.reportEnvelope, .cell(.money($0))), (.reportUnallocated, .difference(1, 0))] } ?? [])
    return Table(document.budget.actions.enumerated(), empty: .statusNoActions) {
      Column("number", .reportNumber, .trailing, width: 5, in: .sheet) { .integer($0.offset + 1) }
      Column("objective", .labelObjective, width: 30, below: below.map { .cell(.message($0.name)) }) {
        .text(name(ofObjective: $0.element.objective))
      }
      Column("action", .labelAction, width: 30) { .text($0.element.name) }
      Column("date", .reportDate, width: 25) { action in .days(action.element.from, action.element.to.map { $0 - 1 }) }
      Column("allocation", .reportAllocation, .trailing, width: 15, below: below.map(\.amount)) { .money($0.element.allocationCents) }
      Column("owner", .calendarPerson, width: 15) { .text($0.element.owner) }
    }
  }

  var progress: ReportSection {
    ReportSection(
      key: "progress", number: "6.1", title: say(.reportProgress), sheet: say(.reportProgressSheet), blocks: [.table(progressTable)])
  }

  /// An action as it was written, and how far it is.
  private struct ActionLine {
    let number: Int
    let action: PlanAction
    let state: ActionStatus?
    /// Of its objective.
    let progress: KPIProgress?
  }

  private var actionLines: [ActionLine] {
    document.budget.actions.enumerated().map { index, action in
      ActionLine(
        number: index + 1, action: action, state: status.actions.first { $0.key == action.key },
        progress: status.objectives.first { $0.key == action.objective }?.progress)
    }
  }

  private var progressTable: Table {
    Table(actionLines, empty: .statusNoActions) {
      Column("number", .reportNumber, .trailing, width: 5, in: .sheet) { .integer($0.number) }
      Column("objective", .labelObjective, width: 30, in: .sheet) { .text(name(ofObjective: $0.action.objective)) }
      status.actionColumn.of(\.state)
      Column("channels", .labelChannel, width: 25, in: .sheet) { .list($0.action.channels.map { say($0.name) }) }
      Column("target_group", .reportTargetGroup, in: .sheet) { .text($0.action.targetGroup) }
      Column("places", .labelPlace, in: .sheet) { .list($0.action.places) }
      Column("owner", .calendarPerson, in: .sheet) { .text($0.action.owner) }
      Column("from", .reportStart, in: .sheet) { .day($0.action.from) }
      Column("last", .reportEnd, in: .sheet) { line in .day(line.action.to.map { $0 - 1 }) }
      status.moneyColumns(allocated: .reportPlanned).map { $0.of(\.state) }
      Column("kpi", .labelKPI, width: 24, in: .sheet) { .text($0.progress?.name) }
      followed.map { $0.of(\.progress).shown(in: .sheet) }
      Column("status", .labelStatus, width: 16) { line in
        .text(say(line.action.status.name) + (line.state?.isLate == true ? " · \(say(.reportLate))" : ""))
      }
      Column.state { $0.state?.light ?? .none }
      Column("risks", .reportComment, width: 40, in: .sheet) { line in
        .list(line.action.risks.map { risk in [risk.risk, risk.mitigation].compactMap(\.self).joined(separator: " → ") })
      }
    }
  }

  @Columns<KPIProgress> private var followed: [Column<KPIProgress>] {
    Column.target
    Column.due
    Column.actual
    Column.variance
  }

  var calendarSection: ReportSection {
    // A year of public holidays would hide the plan.
    let events = calendar.events.filter { $0.kind != .holiday }
    let table = calendar.table(of: events, title: .reportEvents, empty: .reportNoEvents, part: label)
    return ReportSection(
      key: "calendar", number: "6.2", title: say(.reportCalendar), sheet: say(.reportCalendarSheet),
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
      key: "spend", number: "6.3", title: say(.statusSpendTitle), sheet: say(.reportSpendSheet),
      blocks: [.table(table), .charts([spendChart()])])
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
