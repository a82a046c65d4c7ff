import CRM
import Planning
import Postgres
import Tables

/// Steps 3 and 5: what is to be reached and by whom.
extension PlanReportWriter {
  var objectives: ReportSection {
    let kpis = { (objective: PlanObjective) in document.kpis.first { $0.key == objective.kpi } }
    let table = Table(document.objectives, empty: .statusNoObjectives) {
      Column("objective", .labelObjective, width: 40) { .text($0.name) }
      Column("kpi", .labelKPI, width: 26) { .text(kpis($0)?.name ?? $0.kpi) }
      Column("baseline", .reportBaseline, .trailing) { .planned($0.baseline ?? kpis($0)?.baseline, unit(of: $0.kpi)) }
      Column("target", .statusTarget, .trailing) { .planned($0.target ?? kpis($0)?.target, unit(of: $0.kpi)) }
      Column("defined_on", .reportDefinedOn, in: .sheet) { .day($0.definedOn) }
      Column("from", .reportStart) { .day($0.from ?? document.from) }
      Column("due_on", .statusDueOn) { .day($0.dueOn) }
      Column("owner", .calendarPerson, width: 16) { .text($0.owner) }
      Column("means", .reportMeans, .trailing, width: 16) { objective in
        .money(status.objectives.first { $0.key == objective.key }?.money.allocatedCents)
      }
      Column("people_days", .reportPeopleDays, .trailing) { objective in
        .decimal(peopleDaysTenths(of: objective).map { Double($0) / 10 }, digits: 1)
      }
      Column("priority", .reportPriority, .trailing, width: 10, in: .sheet) { .integer($0.priority) }
      Column("target_group", .reportTargetGroup, width: 20, in: .sheet) { .text($0.targetGroup) }
    }
    return section(.objectives, 3, [.table(table)] + trajectories + risks)
  }

  private func peopleDaysTenths(of objective: PlanObjective) -> Int? {
    let given = document.budget.actions.filter { $0.objective == objective.key }.flatMap(\.peopleDaysTenths.values)
    return given.isEmpty ? objective.peopleDaysTenths : given.reduce(objective.peopleDaysTenths ?? 0, +)
  }

  private var trajectories: [ReportBlock] {
    status.objectives.flatMap { objective -> [ReportBlock] in
      guard let progress = objective.progress, !progress.parts.isEmpty else { return [] }
      let table = Table(progress.measuredParts, title: .reportTrajectory(objective.name), empty: .reportNoParts) {
        Column("period", .labelPeriod, width: 40) { .text(label($0.part.name)) }
        Column.target
        Column.due
        Column.actual
        Column.variance
        Column.state(\.light)
      }
      return [.charted(table, chart(progress))] + [ahead(progress).map { .paragraph(say($0)) }].compactMap(\.self)
    }
  }

  /// The forecast in a sentence; nil without one, and when all is over.
  private func ahead(_ progress: KPIProgress) -> Message? {
    progress.uncertain.map { forecast in
      let text = { (value: Int) in TableCell.planned(value, progress.unit).text(formats) }
      let between = { (interval: Forecast.Interval) in say(.reportRange(text(interval.low), text(interval.high))) }
      let intervals = forecast.interval80.flatMap { likely in forecast.interval95.map { (likely, $0) } }
      return .reportAhead(
        TableCell.figure(progress.forecastShown, progress.unit).text(formats), formats.day(forecast.on),
        intervals: intervals.map { (between($0.0), between($0.1)) }, forecast.probability.map { formats.percent($0) })
    }
  }

  private var risks: [ReportBlock] {
    let risks =
      document.objectives.flatMap { objective in objective.risks.map { (of: objective.name, risk: $0) } }
      + document.budget.actions.flatMap { action in action.risks.map { (of: action.name, risk: $0) } }
    guard !risks.isEmpty else { return [] }
    let table = Table(risks, title: .reportRisks) {
      Column("concerns", .reportConcerns, width: 40) { .text($0.of) }
      Column("risk", .reportRisk, width: 26) { .text($0.risk.risk) }
      Column("mitigation", .reportMitigation, width: 40) { .text($0.risk.mitigation) }
    }
    return [.table(table)]
  }

  var team: ReportSection {
    let members = document.team.map { member in (member: member, person: status.people.first { $0.name == member.name }) }
    let table = Table(members, empty: .reportNoTeam) {
      Column("person", .statusPerson, width: 18) { .text($0.member.name) }
      Column.role.of { $0.person }
      Column("profile", .labelProfile) { .code($0.member.profile) }
      Column("skills", .reportSkills, width: 30) { .list($0.member.skills) }
      Column.trainedOn.of { $0.person }
      Column("days_per_week", .reportDaysPerWeek, .trailing, in: .sheet) { .decimal(Double($0.member.daysPerWeekTenths) / 10, digits: 1) }
      Column("discussions_per_day", .reportDiscussionsPerDay, .trailing, in: .sheet) { .integer($0.member.discussionsPerDay) }
      Column("absences", .reportAbsences, width: 28, in: .sheet) { line in
        .list(line.member.absences.map { "\(formats.day($0.from)) – \(formats.day($0.to - 1))" })
      }
      Column.workload.map { column in column.of { $0.person } }
    }
    return section(.team, 5, [.table(table)])
  }
}
