import CRM
import Planning
import Postgres
import Tables

/// Step 7 and the alerts: the KPIs beside their targets, and what does not fit together.
extension PlanReportWriter {
  var kpis: ReportSection {
    section(.kpis, 7, sheet: .reportKPIsSheet, [.table(kpiTable), .table(forecasts), .table(kpiParts)] + notes)
  }

  private var kpiTable: Table {
    Table(status.kpis, title: .reportKPITable, empty: .statusNoKPIs) {
      Column("kpi", .labelKPI, width: 40) { .text(name($0)) }
      Column("baseline", .reportBaseline, .trailing, in: .sheet) { .planned($0.baseline, $0.unit) }
      Column.target
      Column.due
      Column.actual
      Column.variance
      Column.relative
      Column.state(\.light)
      Column("trend", .reportTrend, in: .page) { .trend(trend($0)) }
      Column("numerator", .labelNumerator, .trailing, in: .sheet) { .integer($0.numerator) }
      Column("denominator", .labelDenominator, .trailing, in: .sheet) { .integer($0.denominator) }
      Column("n", .labelN, .trailing, width: 10, in: .sheet) { .integer($0.n) }
    }
  }

  private func name(_ progress: KPIProgress) -> String { [progress.name, progress.person].compactMap(\.self).joined(separator: " · ") }

  private var forecasts: Table {
    Table(status.kpis.filter { $0.forecast != nil }, title: .reportForecasts, empty: .statusNoKPIs) {
      Column("kpi", .labelKPI, width: 40) { .text(name($0)) }
      Column.dueOn
      Column.target
      Column.forecast
    }
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
    return ReportSection(
      key: "alerts", number: nil, title: say(.reportAlerts), sheet: say(.reportAlertsSheet),
      blocks: [.table(alerts.table())] + alerts.notes.map { .note(say($0)) })
  }
}
