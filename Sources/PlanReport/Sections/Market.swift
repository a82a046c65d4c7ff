import CRM
import Planning
import Postgres

/// Steps 1, 2 and 4: what is known of the company, its competitors and its targets.
extension PlanReportWriter {
  var situation: ReportSection {
    let situation = document.situation
    return section(
      .situation, 1, sheet: .reportSituationSheet,
      titled(.reportStrategy, situation.strategy) + titled(.reportValueProposition, situation.valueProposition)
        + titled(.reportSalesProcess, situation.salesProcess)
        + lists([(.reportWorks, situation.works), (.reportDoesNotWork, situation.doesNotWork)])
        + lists([(.reportValues, situation.values), (.reportChannels, situation.channels.map { say($0.name) })])
        + lists([(.reportDiscovery, situation.discovery)]))
  }

  var competition: ReportSection {
    let competition = document.competition
    let table = ReportTable(
      caption: say(.reportCompetitors),
      columns: [
        ReportColumn(say(.reportCompetitor), 24), ReportColumn(say(.reportStrengths), 36), ReportColumn(say(.reportWeaknesses), 36),
        ReportColumn(say(.reportOpportunities), 24, .workbook), ReportColumn(say(.reportThreats), 24, .workbook),
        ReportColumn(say(.reportResponse), 36), ReportColumn(say(.reportResponseAction), 24),
      ],
      rows: competition.competitors.map { competitor in
        let action = document.budget.actions.first { $0.key == competitor.action }?.name ?? competitor.action
        return [
          .text(competitor.name), .list(competitor.strengths), .list(competitor.weaknesses), .list(competitor.opportunities),
          .list(competitor.threats), .text(competitor.response), .text(action),
        ]
      }, empty: say(.reportNoCompetitors))
    return section(
      .competition, 2, sheet: .reportCompetitionSheet,
      lists([
        (.reportStrengths, competition.strengths), (.reportWeaknesses, competition.weaknesses),
        (.reportOpportunities, competition.opportunities), (.reportThreats, competition.threats),
      ]) + [.table(table)])
  }

  var targets: ReportSection {
    // Three people beside one another have room on a page.
    let groups = stride(from: 0, to: document.targets.count, by: 3).map { document.targets.dropFirst($0).prefix(3) }
    return section(.targets, 4, sheet: .reportTargetsSheet, groups.map { .table(personas(Array($0))) })
  }

  private func personas(_ targets: [PlanTarget]) -> ReportTable {
    let line = { (label: Message, value: (PlanTarget) -> ReportCell) in [ReportCell.text(say(label))] + targets.map(value) }
    return ReportTable(
      caption: nil,
      columns: [ReportColumn(say(.reportPersona), 26)] + targets.map { ReportColumn($0.name, 48) },
      rows: [
        line(.reportAge) { .text($0.age) }, line(.reportOccupation) { .text($0.occupation) },
        line(.reportHousehold) { .text($0.household) },
        line(.reportInterests) { .list($0.interests) }, line(.reportBuyingBehaviour) { .list($0.buyingBehaviour) },
        line(.reportNeeds) { .list($0.needs) },
        line(.reportJourney) { .list($0.journey.map { step in [step.stage, step.place].compactMap(\.self).joined(separator: " → ") }) },
        line(.reportRevenueShare) { .value($0.revenueShare, in: .rate) }, line(.reportBasket) { .money($0.basketCents) },
      ].filter { row in row.dropFirst().contains { $0.text(formats) != Formats.missing } }, empty: say(.reportNothing))
  }

  private func titled(_ title: Message, _ text: String?) -> [ReportBlock] {
    text.map { [.heading(say(title)), .paragraph($0)] } ?? []
  }

  private func lists(_ lists: [(Message, [String])]) -> [ReportBlock] {
    let written = lists.filter { !$0.1.isEmpty }.map { ReportList(title: say($0.0), items: $0.1) }
    return written.isEmpty ? [] : [.lists(written)]
  }
}
