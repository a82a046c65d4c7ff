/// The seven steps of an action plan, in their order.
public enum PlanSection: String, Sendable, CaseIterable, Codable {
  case situation, competition, objectives, targets, team, budget, kpis

  /// How much of a section is written.
  public enum Fill: String, Sendable, Codable {
    case empty, incomplete, filled
  }
}
