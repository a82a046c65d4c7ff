import CRM
import Planning
import Postgres
import Tables

/// Step 7 and the alerts: the KPIs beside their targets, and what does not fit together.
extension PlanReportWriter {
  var kpis: ReportSection {
    section(.kpis, 7, [.table(kpiTable), .table(kpiParts)] + notes)
  }

  private var kpiTable: Table {
    Table(status.kpis, title: .reportKPITable, empty: .statusNoKPIs) {
      Column("kpi", .labelKPI, width: 40) { .text(name($0)) }
      Column("baseline", .reportBaseline, .trailing, in: .sheet) { .planned($0.baseline, $0.unit) }
      Column.target
      Column.due
      Column.actual
      Column.variance
      Column.relative.shown(in: .sheet)
      Column.state(\.light)
      ahead
      Column("trend", .reportTrend, in: .page) { .trend(trend($0)) }
      Column("numerator", .labelNumerator, .trailing, in: .sheet) { .integer($0.numerator) }
      Column("denominator", .labelDenominator, .trailing, in: .sheet) { .integer($0.denominator) }
      Column("n", .labelN, .trailing, width: 10, in: .sheet) { .integer($0.n) }
    }
  }

  private func name(_ progress: KPIProgress) -> String { [progress.name, progress.person].compactMap(\.self).joined(separator: " · ") }

  /// What each comes to by its due date, where that is not known yet.
  @Columns<KPIProgress> private var ahead: [Column<KPIProgress>] {
    if status.kpis.contains(where: { $0.uncertain != nil }) {
      Column("forecast", .reportForecast80, .trailing, in: .page) { kpi in
        .noted(kpi.uncertain == nil ? .missing() : .figure(kpi.forecastShown, kpi.unit), by: interval(kpi.uncertain?.interval80, kpi.unit))
      }
      Column("probability", .statusProbability, .trailing) { .percentage($0.uncertain?.probability) }
      Column("forecast", .statusForecast, .trailing, in: .sheet) { $0.uncertain == nil ? .missing() : .figure($0.forecastShown, $0.unit) }
      Column("low_80", .reportLow80, .trailing, in: .sheet) { .planned($0.uncertain?.interval80?.low, $0.unit) }
      Column("high_80", .reportHigh80, .trailing, in: .sheet) { .planned($0.uncertain?.interval80?.high, $0.unit) }
      Column("low_95", .reportLow95, .trailing, in: .sheet) { .planned($0.uncertain?.interval95?.low, $0.unit) }
      Column("high_95", .reportHigh95, .trailing, in: .sheet) { .planned($0.uncertain?.interval95?.high, $0.unit) }
    }
  }

  private func interval(_ interval: Forecast.Interval?, _ unit: KPIUnit) -> TableCell {
    .between(.planned(interval?.low, unit), .planned(interval?.high, unit))
  }

  private func trend(_ progress: KPIProgress) -> Trend {
    Trend(
      values: progress.parts.map { $0.exact.map { scaled($0, progress.unit) } },
      targets: progress.parts.map { $0.target.map { scaled(progress.unit.number($0), progress.unit) } }, description: described(progress))
  }

  /// Part by part, for the workbook: those of the plan's days name the columns.
  private var kpiParts: Table {
    Table(status.kpis, title: .reportKPIParts, empty: .statusNoKPIs) {
      Column("kpi", .labelKPI, width: 40, in: .sheet) { .text(name($0)) }
      for name in status.spendAndSales.map(\.name) {
        Column(name, .verbatim(label(name)), .trailing, width: 12, in: .sheet) { progress in
          .figure(progress.parts.first { $0.name == name }?.exact, progress.unit)
        }
      }
    }
  }

  private var notes: [ReportBlock] {
    status.notes.isEmpty ? [] : [.heading(say(.reportNotes))] + status.notes.map { .note(say($0)) }
  }

  var alertsSection: ReportSection {
    let table = Table(alerts.alerts, empty: .nothingToReport) {
      Column("severity", .labelSeverity, width: 16) { .light($0.severity == .problem ? .red : .amber) }
      Column("since", .labelSince) { .day($0.on) }
      Column("topic", .reportTopic, width: 26, in: .sheet) { .message($0.rule.name) }
      Column("message", .labelFinding, width: 56) { .message($0.message) }
      Column("remedy", .reportToDo, width: 48) { .message($0.remedy) }
      Column("owner", .calendarPerson, width: 16) { .text($0.person) }
      Column("cases", .reportCases, .trailing, width: 8, in: .sheet) { .integer($0.count) }
      Column("chapter", .reportChapter, width: 26) { .chapter($0.rule.section.rawValue, $0.rule.section.title) }
    }
    return ReportSection(
      key: "alerts", number: nil, title: say(.reportAlerts), blocks: [.table(table)] + alerts.notes.map { .note(say($0)) })
  }
}
