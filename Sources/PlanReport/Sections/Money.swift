import CRM
import Planning
import Postgres

/// Step 6: what each action costs and how far it is, when it takes place, and spend beside sales.
extension PlanReportWriter {
  var budget: ReportSection {
    section(.budget, 6, sheet: .reportBudgetSheet, [.table(allocations)])
  }

  /// The five columns: objective, action, date, allocation, owner.
  private var allocations: ReportTable {
    var footer: [[ReportCell]] = [[.text(nil), .text(say(.reportTotal)), .text(nil), .text(nil), .sum, .text(nil)]]
    if let envelope = document.budget.envelopeCents {
      footer += [
        [.text(nil), .text(say(.reportEnvelope)), .text(nil), .text(nil), .money(envelope), .text(nil)],
        [.text(nil), .text(say(.reportUnallocated)), .text(nil), .text(nil), .difference(1, 0), .text(nil)],
      ]
    }
    return ReportTable(
      caption: nil,
      columns: [
        ReportColumn(say(.reportNumber), 5, numeric: true, .workbook), ReportColumn(say(.reportObjective), 30),
        ReportColumn(say(.reportAction), 30), ReportColumn(say(.reportDate), 25), ReportColumn(say(.reportAllocation), 15, numeric: true),
        ReportColumn(say(.reportOwner), 15),
      ],
      rows: document.budget.actions.enumerated().map { index, action in
        [
          .integer(index + 1), .text(name(ofObjective: action.objective)), .text(action.name), .days(action.from, action.to.map { $0 - 1 }),
          .money(action.allocationCents),
          .text(action.owner),
        ]
      }, footer: footer, empty: say(.reportNoActions))
  }

  var progress: ReportSection {
    ReportSection(
      key: "progress", number: "6.1", title: say(.reportProgress), sheet: say(.reportProgressSheet), blocks: [.table(progressTable)])
  }

  private var progressTable: ReportTable {
    let columns = [
      ReportColumn(say(.reportNumber), 5, numeric: true, .workbook), ReportColumn(say(.reportObjective), 30, .workbook),
      ReportColumn(say(.reportAction), 30), ReportColumn(say(.reportChannel), 25, .workbook),
      ReportColumn(say(.reportTargetGroup), 15, .workbook), ReportColumn(say(.reportPlace), 15, .workbook),
      ReportColumn(say(.reportOwner), 14, .workbook), ReportColumn(say(.reportStart), 12, .workbook),
      ReportColumn(say(.reportEnd), 12, .workbook),
      ReportColumn(say(.reportPlanned), 14, numeric: true), ReportColumn(say(.reportCommitted), 16, numeric: true),
      ReportColumn(say(.reportSpent), 14, numeric: true), ReportColumn(say(.reportRemaining), 16, numeric: true),
      ReportColumn(say(.reportIndicator), 24, .workbook), ReportColumn(say(.reportTarget), 12, numeric: true, .workbook),
      ReportColumn(say(.reportDue), 12, numeric: true, .workbook),
      ReportColumn(say(.reportActual), 12, numeric: true, .workbook), ReportColumn(say(.reportVariance), 12, numeric: true, .workbook),
      ReportColumn(say(.reportStatus), 16), ReportColumn(say(.reportState), 18), ReportColumn(say(.reportComment), 40, .workbook),
    ]
    let outside = status.budget.outsideActions
    var rows = document.budget.actions.enumerated().map { row($1, number: $0 + 1) }
    if outside.spentCents != 0 {
      // What was spent on none of them belongs to the total.
      var cells = [ReportCell](repeating: .text(nil), count: columns.count)
      cells[2] = .text(say(.reportOutsideActions))
      cells[11] = .money(outside.spentCents)
      cells[12] = .money(outside.remainingCents)
      rows.append(cells)
    }
    var total = [ReportCell](repeating: .text(nil), count: columns.count)
    total[2] = .text(say(.reportTotal))
    for column in 9...12 { total[column] = .sum }
    return ReportTable(caption: nil, columns: columns, rows: rows, footer: [total], empty: say(.reportNoActions))
  }

  private func row(_ action: PlanAction, number: Int) -> [ReportCell] {
    let state = status.actions.first { $0.key == action.key }
    let objective = status.objectives.first { $0.key == action.objective }
    let progress = objective?.progress
    let unit = progress?.unit ?? .count
    let late = state?.isLate == true ? " · \(say(.reportLate))" : ""
    return [
      .integer(number), .text(name(ofObjective: action.objective)), .text(action.name), .list(action.channels.map { say($0.name) }),
      .text(action.targetGroup), .list(action.places), .text(action.owner), .day(action.from), .day(action.to.map { $0 - 1 }),
      .money(action.allocationCents), .money(state?.money.committedCents), .money(state?.money.spentCents),
      .money(state?.money.remainingCents),
      .text(progress?.name), .value(progress?.target, in: unit), .value(progress?.due, in: unit),
      .figure(progress?.exact, in: unit), .figure(progress?.variance?.exact, in: unit), .text(say(action.status.name) + late),
      .light(state?.light ?? .none),
      .list(action.risks.map { risk in [risk.risk, risk.mitigation].compactMap(\.self).joined(separator: " → ") }),
    ]
  }

  var calendarSection: ReportSection {
    // A year of public holidays would hide the plan.
    let events = calendar.events.filter { $0.kind != .holiday }
    let table = ReportTable(
      caption: say(.reportEvents),
      columns: [
        ReportColumn(say(.reportPeriod), 14), ReportColumn(say(.reportStart), 13), ReportColumn(say(.reportEnd), 13),
        ReportColumn(say(.reportWhat), 14), ReportColumn(say(.reportEvent), 44), ReportColumn(say(.reportOwner), 18),
        ReportColumn(say(.reportPlace), 24, .workbook), ReportColumn(say(.reportAmount), 16, numeric: true),
      ],
      rows: events.map { event in
        let period = calendar.parts.first { $0.from <= max(event.from, document.from) && max(event.from, document.from) < $0.to }
        return [
          .text(period.map { label($0.name) }), .day(event.from), .day(event.to - 1), .text(say(event.kind.name)), .text(say(event.title)),
          .text(event.person), .list(event.places), .money(event.amountCents),
        ]
      }, empty: say(.reportNoEvents))
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
    let table = ReportTable(
      caption: nil,
      columns: [
        ReportColumn(say(.reportPeriod), 16), ReportColumn(say(.reportStart), 13, .workbook), ReportColumn(say(.reportEnd), 13, .workbook),
        ReportColumn(say(.reportPlanned), 14, numeric: true), ReportColumn(say(.reportSpent), 16, numeric: true),
        ReportColumn(say(.reportSales), 16, numeric: true), ReportColumn(say(.reportOrders), 12, numeric: true),
        ReportColumn(say(.reportRatio), 14, numeric: true),
      ],
      rows: status.spendAndSales.map { part in
        [
          .text(label(part.name)), .day(part.from), .day(part.to - 1), .money(part.plannedCents), past(part, .money(part.spentCents)),
          past(part, .money(part.salesCents)), past(part, .integer(part.orders)), past(part, rate(part.ratio)),
        ]
      },
      footer: [
        [
          .text(say(.reportTotal)), .text(nil), .text(nil), .sum, .sum, .sum,
          .integer(status.spendAndSales.reduce(0) { $0 + $1.orders }), .text(nil),
        ]
      ], empty: say(.reportNoParts))
    return ReportSection(
      key: "spend", number: "6.3", title: say(.reportSpend), sheet: say(.reportSpendSheet),
      blocks: [.table(table), .charts([spendChart()])])
  }

  /// What is to come has no sales and no spend yet: that is not zero.
  private func past(_ part: SpendAndSales, _ cell: ReportCell) -> ReportCell { part.from <= status.at ? cell : .text(nil) }

  func spendChart() -> Chart {
    let parts = status.spendAndSales
    let values = { (value: (SpendAndSales) -> Int) in parts.map { $0.from <= status.at ? units(value($0)) : nil } }
    let described = parts.map { part in
      "\(label(part.name)) \(formats.shortMoney(cents: part.spentCents)) / \(formats.shortMoney(cents: part.salesCents))"
    }
    return Chart(
      title: say(.reportSpendChart), labels: parts.map { label($0.name) },
      series: [
        .init(name: say(.reportPlanned), mark: .hollowBar, values: parts.map { units($0.plannedCents) }, column: 3),
        .init(name: say(.reportSpent), mark: .bar, values: values(\.spentCents), column: 4),
        .init(name: say(.reportSales), mark: .line, values: values(\.salesCents), column: 5),
      ], unit: .money, description: say(.reportTrend(say(.reportSpend), described.joined(separator: ", "))))
  }
}
