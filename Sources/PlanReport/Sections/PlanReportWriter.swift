package import CRM
package import Planning
import Postgres
import Tables

extension Report {
  /// The report of a plan as it stands: of the whole plan, for everybody whom the figures are for.
  ///
  /// - Parameter author: Who signs it.
  package init(_ review: PlanReview, by author: String? = nil, _ formats: Formats) {
    var formats = formats
    formats.hidesZeroCents = true
    let overview = review.overview
    self =
      PlanReportWriter(
        organization: review.organization.name, author: author ?? overview.status.reader, madeOn: review.madeOn,
        document: overview.document, status: overview.status, alerts: overview.alerts, calendar: overview.calendar,
        results: review.results, formats: formats
      ).report
    plan = overview.document.sheets(
      in: formats.language, currency: formats.currency.code, series: review.series, version: overview.version.number)
  }
}

/// Writes the report of a plan, section by section.
struct PlanReportWriter {
  let organization: String
  let author: String?
  let madeOn: Day
  let document: PlanDocument
  let status: PlanStatus
  let alerts: PlanAlerts
  let calendar: PlanCalendar
  let results: PlanResults?
  let formats: Formats

  var report: Report {
    Report(
      title: say(.reportTitle(document.name)), formats: formats, facts: facts,
      sections: [
        summary, situation, competition, objectives, targets, team, budget, progress, calendarSection, spendAndSales, kpis,
      ] + resultSections + [alertsSection])
  }

  private var facts: [String] {
    [
      organization, say(.reportPeriod(formats.day(document.from), formats.day(document.to - 1))),
      say(.reportAt(formats.day(status.at), status.workingDays.elapsed, status.workingDays.total)), say(.reportVersion(status.version)),
      say(.reportCurrency(formats.currency.code)), say(.reportMade(formats.day(madeOn), by: author)),
    ] + (status.reader == nil ? [] : [say(.ownFiguresOfPlan)])
  }

  func say(_ message: Message) -> String { formats.language.typeset(message.text(in: formats.language)) }

  /// A section of a step, with what says that it is empty.
  func section(_ step: PlanSection, _ number: Int, _ blocks: [ReportBlock]) -> ReportSection {
    let note = document.fill(of: step) == .empty ? [ReportBlock.note(say(.reportNothing))] : []
    return ReportSection(
      key: step.rawValue, number: "\(number)", title: say(step.heading), blocks: note + blocks)
  }

  /// What a value of a KPI is in.
  func unit(of kpi: String?) -> KPIUnit { status.kpis.first { $0.key == kpi && $0.person == nil }?.unit ?? .count }

  func name(ofObjective key: String?) -> String? { key.flatMap { key in document.objectives.first { $0.key == key }?.name ?? key } }

  /// A period as a reader names it: `T1`, `janv.`, `S5`, with the year where the plan has several.
  func label(_ name: String) -> String {
    let parts = name.split(separator: "-")
    guard parts.count == 2 else { return name }
    let (letter, number) = (parts[1].first, Int(parts[1].filter(\.isNumber)) ?? 0)
    let isFrench = formats.language == .fr
    let short =
      switch letter {
      case "Q": "\(isFrench ? "T" : "Q")\(number)"
      case "W": "\(isFrench ? "S" : "W")\(number)"
      default: Self.months[isFrench ? 0 : 1].dropFirst(number - 1).first ?? name
      }
    // The first days of a year may lie in a week of the year before.
    let isOfOneYear = document.from.year == (document.to - 1).year && parts[0] == "\(document.from.year)"
    return isOfOneYear ? short : "\(short) \(parts[0].suffix(2))"
  }

  static let months = [
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  ]

  /// What is due and what came about of a KPI part by part, in the units of a chart.
  func chart(_ progress: KPIProgress) -> Chart {
    let values = { (value: (KPIProgress.Part) -> KPINumber?) in progress.parts.map { value($0).map { scaled($0, progress.unit) } } }
    return Chart(
      title: say(.reportTargetChart(progress.name)), labels: progress.parts.map { label($0.name) },
      series: [
        .init(
          name: say(.statusTarget), mark: .hollowBar, values: values { $0.target.map(progress.unit.number) }, column: "target"),
        .init(name: say(.statusActual), mark: .bar, values: values(\.exact), column: "actual"),
      ], unit: progress.unit.chart, description: described(progress))
  }

  /// `janv. 3, févr. –`
  func described(_ progress: KPIProgress) -> String {
    let values = progress.parts.map { "\(label($0.name)) \(TableCell.figure($0.exact, progress.unit).text(formats))" }
    return say(.reportTrend(progress.name, values.joined(separator: ", ")))
  }

  /// In units, money or hundredths.
  func scaled(_ value: KPINumber, _ unit: KPIUnit) -> Double {
    switch (unit, value) {
    case (.money, .whole(let cents)): units(cents)
    case (.rate, _): value.double * 100
    default: value.double
    }
  }

  func units(_ cents: Int) -> Double { (0..<formats.currency.exponent).reduce(Double(cents)) { amount, _ in amount / 10 } }
}

extension KPIUnit {
  var chart: ChartUnit {
    switch self {
    case .count, .number: .count
    case .money: .money
    case .rate: .percent
    }
  }
}
