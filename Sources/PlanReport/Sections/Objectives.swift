import CRM
import Planning
import Postgres

/// Steps 3 and 5: what is to be reached and by whom.
extension PlanReportWriter {
  var objectives: ReportSection {
    let table = ReportTable(
      caption: nil,
      columns: [
        ReportColumn(say(.reportObjective), 40), ReportColumn(say(.reportIndicator), 26),
        ReportColumn(say(.reportBaseline), 12, numeric: true),
        ReportColumn(say(.reportTarget), 12, numeric: true), ReportColumn(say(.reportDefinedOn), 13, .workbook),
        ReportColumn(say(.reportStart), 13), ReportColumn(say(.reportDueOn), 13), ReportColumn(say(.reportOwner), 16),
        ReportColumn(say(.reportMeans), 16, numeric: true), ReportColumn(say(.reportPeopleDays), 14, numeric: true),
        ReportColumn(say(.reportPriority), 10, numeric: true, .workbook), ReportColumn(say(.reportTargetGroup), 20, .workbook),
      ],
      rows: document.objectives.map(row), empty: say(.reportNoObjectives))
    return section(.objectives, 3, sheet: .reportObjectivesSheet, [.table(table)] + trajectories + risks)
  }

  private func row(_ objective: PlanObjective) -> [ReportCell] {
    let kpi = document.kpis.first { $0.key == objective.kpi }
    let unit = unit(of: objective.kpi)
    let state = status.objectives.first { $0.key == objective.key }
    let given = document.budget.actions.filter { $0.objective == objective.key }.flatMap(\.peopleDaysTenths.values)
    let tenths = given.isEmpty ? objective.peopleDaysTenths : given.reduce(objective.peopleDaysTenths ?? 0, +)
    return [
      .text(objective.name), .text(kpi?.name ?? objective.kpi), .value(objective.baseline ?? kpi?.baseline, in: unit),
      .value(objective.target ?? kpi?.target, in: unit), .day(objective.definedOn), .day(objective.from ?? document.from),
      .day(objective.dueOn), .text(objective.owner), .money(state?.money.allocatedCents), .number(tenths.map { Double($0) / 10 }),
      .integer(objective.priority), .text(objective.targetGroup),
    ]
  }

  private var trajectories: [ReportBlock] {
    status.objectives.flatMap { objective -> [ReportBlock] in
      guard let progress = objective.progress, !progress.parts.isEmpty else { return [] }
      let table = ReportTable(
        caption: "\(objective.name) · \(say(.reportTrajectory))",
        columns: [
          ReportColumn(say(.reportPeriod), 40), ReportColumn(say(.reportTarget), 26, numeric: true),
          ReportColumn(say(.reportDueSoFar), 12, numeric: true), ReportColumn(say(.reportActual), 12, numeric: true),
          ReportColumn(say(.reportVariance), 12, numeric: true),
          ReportColumn(say(.reportState), 16),
        ],
        rows: progress.parts.map { part in
          [
            .text(label(part.name)), .value(part.target, in: progress.unit), .value(part.due, in: progress.unit),
            part.actual == nil
              ? part.reason.map { .missing(say($0)) } ?? .value(nil, in: progress.unit) : .figure(part.exact, in: progress.unit),
            .figure(part.variance?.exact, in: progress.unit), .light(part.light),
          ]
        }, empty: say(.reportNoParts))
      return [.table(table), .charts([chart(progress, columns: (1, 3))])] + [ahead(progress).map { .paragraph(say($0)) }].compactMap(\.self)
    }
  }

  /// The forecast in a sentence; nil without one.
  private func ahead(_ progress: KPIProgress) -> Message? {
    progress.forecast.map { forecast in
      let text = { (value: Int) in ReportCell.value(value, in: progress.unit).text(formats) }
      let between = { (interval: Forecast.Interval) in say(.reportRange(text(interval.low), text(interval.high))) }
      let intervals =
        forecast.method == .observed ? nil : forecast.interval80.flatMap { likely in forecast.interval95.map { (likely, $0) } }
      return .reportAhead(
        ReportCell.figure(progress.forecastShown, in: progress.unit).text(formats), formats.day(forecast.on),
        intervals: intervals.map { (between($0.0), between($0.1)) }, forecast.probability.map { formats.percent($0) })
    }
  }

  private var risks: [ReportBlock] {
    let risks =
      document.objectives.flatMap { objective in objective.risks.map { (objective.name, $0) } }
      + document.budget.actions.flatMap { action in action.risks.map { (action.name, $0) } }
    guard !risks.isEmpty else { return [] }
    return [
      .table(
        ReportTable(
          caption: say(.reportRisks),
          columns: [ReportColumn(say(.reportConcerns), 40), ReportColumn(say(.reportRisk), 26), ReportColumn(say(.reportMitigation), 40)],
          rows: risks.map { [.text($0.0), .text($0.1.risk), .text($0.1.mitigation)] }, empty: say(.reportNothing)))
    ]
  }

  var team: ReportSection {
    let table = ReportTable(
      caption: nil,
      columns: [
        ReportColumn(say(.reportPerson), 18), ReportColumn(say(.reportRole), 36), ReportColumn(say(.reportProfile), 14),
        ReportColumn(say(.reportSkills), 30), ReportColumn(say(.reportTrainedOn), 13),
        ReportColumn(say(.reportDaysPerWeek), 12, numeric: true, .workbook),
        ReportColumn(say(.reportDiscussionsPerDay), 12, numeric: true, .workbook), ReportColumn(say(.reportAbsences), 28, .workbook),
        ReportColumn(say(.reportAvailable), 13, numeric: true), ReportColumn(say(.reportAsked), 13, numeric: true),
        ReportColumn(say(.reportConversations), 13, numeric: true),
      ],
      rows: document.team.map { member in
        let state = status.people.first { $0.name == member.name }
        return [
          .text(member.name), .text(member.role), .text(member.profile.map { say($0.name) }), .list(member.skills),
          .day(member.trainedOn ?? state?.trainedOn), .number(Double(member.daysPerWeekTenths) / 10), .integer(member.discussionsPerDay),
          .list(member.absences.map { "\(formats.day($0.from)) – \(formats.day($0.to - 1))" }),
          .number(state.map { Double($0.availableTenths) / 10 }),
          .number(state.map { Double($0.allocatedTenths) / 10 }), .integer(state?.conversations),
        ]
      }, empty: say(.reportNoTeam))
    return section(.team, 5, sheet: .reportTeamSheet, [.table(table)])
  }
}
