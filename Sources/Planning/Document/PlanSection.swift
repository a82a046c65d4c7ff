import CRM

/// The seven steps of an action plan, in their order.
package enum PlanSection: String, Sendable, CaseIterable, Codable {
  case situation, competition, objectives, targets, team, budget, kpis

  /// How much of a section is written.
  package enum Fill: String, Sendable, Codable {
    case empty, incomplete, filled
  }
}

extension PlanDocument {
  /// How much of a section is written: filled when nothing that makes it useful is missing.
  package func fill(of section: PlanSection) -> PlanSection.Fill {
    let parts = parts(of: section)
    // Of nothing, nothing is right.
    if !parts.contains(where: \.isWritten) { return .empty }
    return parts.contains { !$0.isWritten } ? .incomplete : .filled
  }

  /// What a section still lacks, in words.
  func gaps(in section: PlanSection) -> [Message] { parts(of: section).filter { !$0.isWritten }.map(\.name) }

  /// What makes a section useful.
  private func parts(of section: PlanSection) -> [(name: Message, isWritten: Bool)] {
    switch section {
    case .situation:
      [
        (.partStrategy, situation.strategy != nil), (.partValueProposition, situation.valueProposition != nil),
        (.partChannels, !situation.channels.isEmpty), (.partWhatWorks, !situation.works.isEmpty || !situation.doesNotWork.isEmpty),
        (.partSalesProcess, situation.salesProcess != nil),
      ]
    case .competition:
      [
        (.partStrengths, !competition.strengths.isEmpty), (.partWeaknesses, !competition.weaknesses.isEmpty),
        (.partOpportunities, !competition.opportunities.isEmpty), (.partThreats, !competition.threats.isEmpty),
        (.partCompetitors, !competition.competitors.isEmpty),
      ]
    case .objectives:
      [(.partObjectives, !objectives.isEmpty)]
        + objectives.map {
          (.named($0.name), $0.owner != nil && $0.kpi != nil && $0.baseline != nil && $0.target != nil && $0.dueOn != nil)
        }
    case .targets:
      [(.partTargets, !targets.isEmpty)]
        + targets.map { (.named($0.name), !$0.needs.isEmpty && !$0.buyingBehaviour.isEmpty && !$0.journey.isEmpty) }
    case .team: [(.partTeam, !team.isEmpty)] + team.map { (.roleOf($0.name), $0.role != nil) }
    case .budget:
      [(.partTotalBudget, budget.totalCents != nil), (.partActions, !budget.actions.isEmpty)]
        + budget.actions.map {
          (
            .named($0.name),
            $0.objective != nil && $0.owner != nil && $0.from != nil && $0.to != nil
              && ($0.allocationCents != nil || !$0.peopleDaysTenths.isEmpty)
          )
        }
    case .kpis:
      [(.partKPIs, !kpis.isEmpty)]
        + kpis.map { kpi in (.targetOf(kpi.name), kpi.target != nil || objectives.contains { $0.kpi == kpi.key }) }
    }
  }
}
