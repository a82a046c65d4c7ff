import Foundation
import Postgres

/// An action of a plan in force that an expense counts for.
public struct PlannedAction: Sendable, Hashable, Encodable {
  /// The name of the plan.
  public let plan: String
  /// The name of the action.
  public let action: String

  /// How long before a plan begins its actions may be spent on, in days: deposits.
  package static let daysBefore = 366

  /// The action whose key or name a text is, whatever the capitals, accents, hyphens and apostrophes.
  package static func named<Action>(
    _ text: String, in actions: [Action], _ key: (Action) -> String, _ name: (Action) -> String
  ) -> Action? {
    let folded = text.folded
    let plain = text.plainWords
    return actions.first { key($0) == folded || name($0).folded == folded }
      ?? actions.first { key($0).plainWords == plain || name($0).plainWords == plain }
  }
}

/// The actions that the plans in force have, for those who name one.
struct PlannedActions: Sendable {
  private struct PlanInForce {
    let name: String
    let from: Day
    let to: Day
    let actions: [(key: String, name: String)]
  }

  /// A text that is none of the actions it could be.
  struct Unknown {
    let text: String
    /// The plans of that day, or those that soon begin.
    let plans: [String]
    let actions: [String]

    /// What somebody may have meant: the action that has these words, or is spelled nearly so.
    var nearest: String? { actions.named(text, by: \.self).first ?? actions.nearest(to: text) }
  }

  private let plans: [PlanInForce]

  /// Those of the organization, by the documents in force.
  init(_ transaction: Transaction) async throws {
    let organization = transaction.organization
    plans = try await transaction.rows(
      """
      select p.name, p.from_day, p.to_day,
        coalesce(array_agg(part.action ->> 'key' order by part.place) filter (where part.action is not null), '{}') as keys,
        coalesce(array_agg(part.action ->> 'name' order by part.place) filter (where part.action is not null), '{}') as names
      from plan p
      join plan_version v on v.organization_id = \(organization.id) and v.plan_id = p.id and v.number = p.version
      left join lateral jsonb_array_elements(v.document -> 'budget' -> 'actions') with ordinality as part (action, place) on true
      where p.organization_id = \(organization.id)
      group by p.id, p.name, p.from_day, p.to_day, p.slug
      order by p.from_day, p.to_day desc, p.slug
      """
    ) {
      try PlanInForce(
        name: $0.decode("name"), from: $0.decode("from_day"), to: $0.decode("to_day"),
        actions: Array(zip($0.decode("keys", as: [String].self), $0.decode("names", as: [String].self))))
    }
  }

  /// What is wrong with a text as the action of an expense of a day. On a day that no plan has it is free, unless it comes near an action
  /// of a plan that begins within a year.
  func unknown(_ text: String, on day: Day) -> Unknown? {
    guard found(text, on: day).isEmpty else { return nil }
    let ofTheDay = plans.filter { $0.from <= day && day < $0.to }
    let toCome = plans.filter { $0.from - PlannedAction.daysBefore <= day && day < $0.from }
    let unknown = Unknown(
      text: text, plans: (ofTheDay.isEmpty ? toCome : ofTheDay).map(\.name), actions: (ofTheDay + toCome).flatMap(\.actions).map(\.name))
    return ofTheDay.isEmpty && unknown.nearest == nil ? nil : unknown
  }

  /// The actions that an expense of a day counts for: of the plans of that day, and of those that begin within a year.
  func found(_ text: String?, on day: Day) -> [PlannedAction] {
    guard let text else { return [] }
    return plans.filter { $0.from - PlannedAction.daysBefore <= day && day < $0.to }.compactMap { plan in
      PlannedAction.named(text, in: plan.actions, \.key, \.name).map { PlannedAction(plan: plan.name, action: $0.name) }
    }
  }
}

extension CRMError {
  init(_ unknown: PlannedActions.Unknown) {
    self.init(
      .notFound, .noActionOfPlan(unknown.text, unknown.plans), place: "--action",
      remedy: .actionRemedy(near: unknown.nearest, unknown.actions))
  }
}
