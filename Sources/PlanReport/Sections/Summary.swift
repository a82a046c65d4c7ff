import CRM
import Planning
import Postgres
import Tables

/// What fits on one page: the figures first, then where each step stands and what to deal with.
extension PlanReportWriter {
  var summary: ReportSection {
    ReportSection(
      key: "summary", number: nil, title: say(.reportSummary),
      blocks: [
        .figures(status.objectives.prefix(3).compactMap(figure) + [spending, sales, alertCount]), .charts(charts), .table(steps),
      ] + firstAlerts)
  }

  private func figure(_ objective: ObjectiveStatus) -> KeyFigure? {
    guard let progress = objective.progress else { return nil }
    let text = { (value: Int?) in TableCell.planned(value, progress.unit).text(formats) }
    return KeyFigure(
      label: progress.name, value: .figure(progress.exact, progress.unit),
      detail: say(.reportDueNow(text(progress.due), text(progress.target))), light: progress.light)
  }

  private var spending: KeyFigure {
    let total = status.budget.budgetCents ?? status.budget.money.allocatedCents
    let spent = status.budget.total.spentCents
    return KeyFigure(
      label: say(.reportSpending), value: .money(spent),
      detail: total > 0 ? say(.reportSpentOf(formats.percent(spent, of: total), formats.money(cents: total))) : nil,
      light: total > 0 && spent > total ? .red : .none)
  }

  private var sales: KeyFigure {
    let (spent, sold) = status.spendAndSales.reduce((0.0, Int128(0))) { ($0.0 + Double($1.spentCents), $0.1 + Int128($1.salesCents)) }
    let ratio = sold > 0 ? formats.percent(spent / Double(sold)) : Formats.missing
    return KeyFigure(label: say(.reportSalesSoFar), value: .money(Int(clamping: sold)), detail: say(.reportRatio(ratio)))
  }

  private var alertCount: KeyFigure {
    let problems = alerts.alerts.count { $0.severity == .problem }
    return KeyFigure(
      label: say(.reportAlerts), value: .integer(alerts.alerts.count), detail: problems > 0 ? say(.reportProblems(problems)) : nil,
      light: problems > 0 ? .red : alerts.alerts.isEmpty ? .green : .amber)
  }

  private var charts: [Chart] {
    status.objectives.compactMap(\.progress).prefix(1).map { chart($0) } + [spendChart()]
  }

  private var steps: Table {
    Table(status.steps, title: .reportSteps) {
      Column("step", .statusStep, width: 34) { .chapter($0.section.rawValue, $0.section.heading) }
      Column.fill
      Column.state(\.light)
      Column.reasons
    }
  }

  private var firstAlerts: [ReportBlock] {
    // One of each rule: the same again and again says less.
    var rules: Set<PlanAlert.Rule> = []
    let first = alerts.alerts.filter { rules.insert($0.rule).inserted }.prefix(3)
    guard !first.isEmpty else { return [] }
    let rest = alerts.alerts.count - first.count
    return [
      .lists([ReportList(title: say(.reportFirstAlerts), items: first.map { say($0.message) })])
    ] + (rest > 0 ? [.note(say(.reportMoreAlerts(rest)))] : [])
  }
}
