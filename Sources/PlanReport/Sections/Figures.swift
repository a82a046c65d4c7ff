import CRM
import Planning
import Postgres

/// Step 7 and the alerts: the KPIs beside their targets, and what does not fit together.
extension PlanReportWriter {
  var kpis: ReportSection {
    section(.kpis, 7, sheet: .reportKPIsSheet, [.table(kpiTable), .table(forecasts), .table(kpiParts)] + notes)
  }

  private var kpiTable: ReportTable {
    ReportTable(
      caption: say(.reportKPITable),
      columns: [
        ReportColumn(say(.reportIndicator), 40), ReportColumn(say(.reportBaseline), 12, numeric: true, .workbook),
        ReportColumn(say(.reportTarget), 14, numeric: true), ReportColumn(say(.reportDue), 14, numeric: true),
        ReportColumn(say(.reportActual), 14, numeric: true), ReportColumn(say(.reportVariance), 14, numeric: true),
        ReportColumn(say(.reportRelative), 12, numeric: true), ReportColumn(say(.reportState), 18),
        ReportColumn(say(.reportTrend), 14, .page),
        ReportColumn(say(.reportNumerator), 14, numeric: true, .workbook),
        ReportColumn(say(.reportDenominator), 14, numeric: true, .workbook),
        ReportColumn(say(.reportCount), 10, numeric: true, .workbook),
      ],
      rows: status.kpis.map { progress in
        let value = { (value: Int?) in ReportCell.value(value, in: progress.unit) }
        let figure = { (value: KPINumber?) in ReportCell.figure(value, in: progress.unit) }
        return [
          .text(name(progress)), value(progress.baseline), value(progress.target), value(progress.due),
          progress.actual == nil ? progress.reason.map { .missing(say($0)) } ?? value(nil) : figure(progress.exact),
          figure(progress.variance?.exact), rate(progress.variance?.relative), .light(progress.light), .trend(trend(progress)),
          .integer(progress.numerator), .integer(progress.denominator), .integer(progress.n),
        ]
      }, empty: say(.reportNoKPIs))
  }

  private func name(_ progress: KPIProgress) -> String { [progress.name, progress.person].compactMap(\.self).joined(separator: " · ") }

  private var forecasts: ReportTable {
    ReportTable(
      caption: say(.reportForecasts),
      columns: [
        ReportColumn(say(.reportIndicator), 40), ReportColumn(say(.reportDueOn), 12), ReportColumn(say(.reportTarget), 14, numeric: true),
        ReportColumn(say(.reportForecast), 14, numeric: true), ReportColumn(say(.reportInterval80), 24, numeric: true),
        ReportColumn(say(.reportInterval95), 24, numeric: true), ReportColumn(say(.reportProbability), 14, numeric: true),
      ],
      rows: status.kpis.compactMap { progress in
        progress.forecast.map { forecast in
          [
            .text(name(progress)), .day(forecast.on), .value(progress.target, in: progress.unit),
            .figure(progress.forecastShown, in: progress.unit), .text(interval(forecast.interval80, of: forecast, progress.unit)),
            .text(interval(forecast.interval95, of: forecast, progress.unit)), rate(forecast.probability),
          ]
        }
      }, empty: say(.reportNoKPIs))
  }

  private func interval(_ interval: Forecast.Interval?, of forecast: Forecast, _ unit: KPIUnit) -> String? {
    guard let interval, forecast.method != .observed else { return nil }
    return "\(ReportCell.value(interval.low, in: unit).text(formats)) – \(ReportCell.value(interval.high, in: unit).text(formats))"
  }

  private func trend(_ progress: KPIProgress) -> Sparkline {
    Sparkline(
      values: progress.parts.map { $0.exact.map { scaled($0, progress.unit) } },
      targets: progress.parts.map { $0.target.map { scaled(progress.unit.number($0), progress.unit) } }, description: described(progress))
  }

  /// Part by part, for the workbook: those of the plan's days name the columns.
  private var kpiParts: ReportTable {
    let names = status.spendAndSales.map(\.name)
    return ReportTable(
      caption: say(.reportKPIParts),
      columns: [ReportColumn(say(.reportIndicator), 40, .workbook)]
        + names.map { ReportColumn(label($0), 12, numeric: true, .workbook) },
      rows: status.kpis.map { progress in
        [.text(name(progress))]
          + names.map { name in .figure(progress.parts.first { $0.name == name }?.exact, in: progress.unit) }
      }, empty: say(.reportNoKPIs))
  }

  private var notes: [ReportBlock] {
    status.notes.isEmpty ? [] : [.heading(say(.reportNotes))] + status.notes.map { .note(say($0)) }
  }

  var alertsSection: ReportSection {
    let table = ReportTable(
      caption: nil,
      columns: [
        ReportColumn(say(.reportRule), 10), ReportColumn(say(.reportSeverity), 18), ReportColumn(say(.reportSince), 13),
        ReportColumn(say(.reportOwner), 16, .workbook), ReportColumn(say(.reportFinding), 60), ReportColumn(say(.reportRemedy), 60),
        ReportColumn(say(.reportRows), 10, numeric: true),
      ],
      rows: alerts.alerts.map { alert in
        [
          .text(alert.rule.rawValue), .light(alert.severity == .problem ? .red : .amber), .day(alert.on), .text(alert.person),
          .text(say(alert.message)), .text(say(alert.remedy)), .integer(alert.count),
        ]
      }, empty: say(.reportNoAlerts))
    return ReportSection(
      key: "alerts", number: nil, title: say(.reportAlerts), sheet: say(.reportAlertsSheet),
      blocks: [.table(table)] + alerts.notes.map { .note(say($0)) })
  }
}
