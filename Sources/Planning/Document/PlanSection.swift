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
    let parts: [Bool] =
      switch section {
      case .situation:
        [
          situation.strategy != nil, situation.valueProposition != nil, !situation.channels.isEmpty,
          !situation.works.isEmpty || !situation.doesNotWork.isEmpty, situation.salesProcess != nil,
        ]
      case .competition:
        [
          !competition.strengths.isEmpty, !competition.weaknesses.isEmpty, !competition.opportunities.isEmpty,
          !competition.threats.isEmpty, !competition.competitors.isEmpty,
        ]
      case .objectives:
        [!objectives.isEmpty]
          + objectives.map { $0.owner != nil && $0.kpi != nil && $0.baseline != nil && $0.target != nil && $0.dueOn != nil }
      case .targets:
        [!targets.isEmpty] + targets.map { !$0.needs.isEmpty && !$0.buyingBehaviour.isEmpty && !$0.journey.isEmpty }
      case .team: [!team.isEmpty] + team.map { $0.role != nil }
      case .budget:
        [budget.envelopeCents != nil, !budget.actions.isEmpty]
          + budget.actions.map {
            $0.objective != nil && $0.owner != nil && $0.from != nil && $0.to != nil
              && ($0.allocationCents != nil || !$0.peopleDaysTenths.isEmpty)
          }
      case .kpis: [!kpis.isEmpty] + kpis.map { kpi in kpi.target != nil || objectives.contains { $0.kpi == kpi.key } }
      }
    // Of nothing, nothing is right.
    if !parts.contains(true) { return .empty }
    return parts.contains(false) ? .incomplete : .filled
  }
}
