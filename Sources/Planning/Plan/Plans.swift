package import CRM
import Foundation
import Postgres

/// The action plans of an organization, each with all its versions. The team reads them, directors write them.
package struct Plans: Sendable {
  let scope: Scope

  /// The plans of the scope's organization.
  package init(_ scope: Scope) {
    self.scope = scope
  }

  /// All plans, by their days; the parts of a plan after it.
  package func list() async throws -> [Plan] {
    try await scope.read { try await Self.list(scope.organization, $0) }
  }

  /// The version in force of a plan: the one named by slug or name, else the only one, else that of today.
  ///
  /// - Throws: `.notFound` or `.ambiguous`, with the plans there are.
  package func current(_ plan: String? = nil) async throws -> PlanVersion {
    try await scope.read { try await Self.current(plan, scope.organization, $0) }
  }

  /// A version of a plan by its number, from 1.
  ///
  /// - Throws: `.notFound` when the plan has no such version.
  package func version(_ number: Int, of plan: String? = nil) async throws -> PlanVersion {
    try await scope.read { session in
      let plan = try await Self.find(plan, scope.organization, session)
      return try await Self.version(number, of: plan, scope.organization, session)
    }
  }
}

/// For services that read a plan and rows beside it in one transaction.
extension Plans {
  static func list(_ organization: Organization, _ session: Session) async throws -> [Plan] {
    try await session.rows("\(plans(organization)) order by p.from_day, p.to_day desc, p.slug", Plan.init(row:))
  }

  static func current(_ plan: String?, _ organization: Organization, _ session: Session) async throws -> PlanVersion {
    let plan = try await find(plan, organization, session)
    return try await version(plan.version, of: plan, organization, session)
  }

  static func version(_ number: Int, of plan: Plan, _ organization: Organization, _ session: Session) async throws -> PlanVersion {
    let version = try await session.first(
      """
      \(versions(organization))
        and p.id = \(plan.id)
        and v.number = \(number)
      """, PlanVersion.init(row:))
    guard let version else { throw CRMError(.notFound, .noPlanVersion(plan, number), remedy: .planHistoryRemedy(plan)) }
    return version
  }

  static func history(of plan: Plan, _ organization: Organization, _ session: Session) async throws -> [PlanVersion] {
    try await session.rows(
      """
      \(versions(organization))
        and p.id = \(plan.id)
      order by v.number desc
      """, PlanVersion.init(row:))
  }

  /// The plan that a person means: by slug or name; without either the only one, or the only one of today that is no part of another.
  static func find(_ text: String?, _ organization: Organization, _ session: Session) async throws -> Plan {
    let plans = try await list(organization, session)
    guard !plans.isEmpty else { throw CRMError(.notFound, .noPlans, remedy: .planInitRemedy) }
    if let text {
      let named = plans.first { $0.slug == text } ?? plans.first { $0.name.folded == text.folded || $0.slug == text.folded }
      guard let named else { throw CRMError(.notFound, .noPlan(text), remedy: .choosePlan(plans)) }
      return named
    }
    if plans.count == 1 { return plans[0] }
    let today = try await session.today(in: organization)
    let ofToday = plans.filter { $0.from <= today && today < $0.to }
    let whole = ofToday.filter { plan in !ofToday.contains { $0.slug == plan.parent } }
    guard whole.count == 1 else { throw CRMError(.ambiguous, .severalPlans(plans.count), remedy: .choosePlan(plans)) }
    return whole[0]
  }

  static func plans(_ organization: Organization) -> SQL {
    """
    select p.id, p.slug, p.name, parent.slug as parent, p.from_day, p.to_day, p.version
    from plan p
    left join plan parent on parent.organization_id = \(organization.id) and parent.id = p.parent_id
    where p.organization_id = \(organization.id)
    """
  }

  private static func versions(_ organization: Organization) -> SQL {
    """
    select p.id, p.slug, p.name, parent.slug as parent, p.from_day, p.to_day, p.version, v.number, v.document, v.source, v.base, v.applied_at
    from plan p
    left join plan parent on parent.organization_id = \(organization.id) and parent.id = p.parent_id
    join plan_version v on v.organization_id = \(organization.id) and v.plan_id = p.id
    where p.organization_id = \(organization.id)
    """
  }
}
