import CRM
import Planning
import Postgres
import Tables

/// Steps 1, 2 and 4: what is known of the company, its competitors and its targets.
extension PlanReportWriter {
  var situation: ReportSection {
    let situation = document.situation
    return section(
      .situation, 1,
      titled(.reportStrategy, situation.strategy) + titled(.reportValueProposition, situation.valueProposition)
        + titled(.reportSalesProcess, situation.salesProcess)
        + lists([(.reportWorks, situation.works), (.reportDoesNotWork, situation.doesNotWork)])
        + lists([(.reportValues, situation.values), (.reportChannels, situation.channels.map { say($0.name) })])
        + lists([(.reportDiscovery, situation.discovery)]))
  }

  var competition: ReportSection {
    let competition = document.competition
    let table = Table(competition.competitors, title: .reportCompetitors, empty: .reportNoCompetitors) {
      Column("competitor", .labelCompetitor, width: 24) { .text($0.name) }
      Column("strengths", .reportStrengths, width: 36) { .list($0.strengths) }
      Column("weaknesses", .reportWeaknesses, width: 36) { .list($0.weaknesses) }
      Column("opportunities", .labelOpportunities, width: 24, in: .sheet) { .list($0.opportunities) }
      Column("threats", .reportThreats, width: 24, in: .sheet) { .list($0.threats) }
      Column("response", .reportResponse, width: 36) { .text($0.response) }
      Column("action", .labelAction, width: 24) { competitor in
        .text(document.budget.actions.first { $0.key == competitor.action }?.name ?? competitor.action)
      }
    }
    return section(
      .competition, 2,
      lists([
        (.reportStrengths, competition.strengths), (.reportWeaknesses, competition.weaknesses),
        (.labelOpportunities, competition.opportunities), (.reportThreats, competition.threats),
      ]) + [.table(table)])
  }

  var targets: ReportSection {
    // Three people beside one another have room on a page.
    let groups = stride(from: 0, to: document.targets.count, by: 3).map { document.targets.dropFirst($0).prefix(3) }
    return section(.targets, 4, groups.map { .table(personas($0)) })
  }

  /// People beside one another, a line each thing known of one of them.
  private func personas(_ targets: ArraySlice<PlanTarget>) -> Table {
    Table(traits.filter { trait in targets.contains { !trait.cell($0).isMissing } }, empty: .reportNothing) {
      Column("persona", .reportPersona, width: 26) { .message($0.heading.header) }
      for target in targets {
        Column(target.name, .verbatim(target.name), width: 48) { $0.cell(target) }
      }
    }
  }

  @Columns<PlanTarget> private var traits: [Column<PlanTarget>] {
    Column("age", .reportAge) { .text($0.age) }
    Column("occupation", .reportOccupation) { .text($0.occupation) }
    Column("household", .reportHousehold) { .text($0.household) }
    Column("interests", .reportInterests) { .list($0.interests) }
    Column("buying_behaviour", .reportBuyingBehaviour) { .list($0.buyingBehaviour) }
    Column("needs", .reportNeeds) { .list($0.needs) }
    Column("journey", .reportJourney) {
      .list($0.journey.map { step in [step.stage, step.place].compactMap(\.self).joined(separator: " → ") })
    }
    Column("revenue_share", .reportRevenueShare) { .planned($0.revenueShare, .rate) }
    Column("basket", .headerBasket) { .money($0.basketCents) }
  }

  private func titled(_ title: Message, _ text: String?) -> [ReportBlock] {
    text.map { [.heading(say(title)), .paragraph($0)] } ?? []
  }

  private func lists(_ lists: [(Message, [String])]) -> [ReportBlock] {
    let written = lists.filter { !$0.1.isEmpty }.map { ReportList(title: say($0.0), items: $0.1) }
    return written.isEmpty ? [] : [.lists(written)]
  }
}
