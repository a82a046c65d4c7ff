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
    try await scope.read { try await $0.plans() }
  }

  /// The version in force of a plan: the one named by slug or name, else the only one, else that of today.
  ///
  /// - Throws: `.notFound` or `.ambiguous`, with the plans there are.
  package func current(_ plan: String? = nil) async throws -> PlanVersion {
    try await scope.read { try await $0.currentVersion(of: plan) }
  }

  /// A version of a plan by its number, from 1.
  ///
  /// - Throws: `.notFound` when the plan has no such version.
  package func version(_ number: Int, of plan: String? = nil) async throws -> PlanVersion {
    try await scope.read { transaction in
      let plan = try await transaction.plan(named: plan)
      return try await transaction.version(number, of: plan)
    }
  }
}

/// For services that read a plan and rows beside it in one transaction.
extension Transaction {
  /// All plans, by their days; the parts of a plan after it.
  func plans() async throws -> [Plan] {
    try await rows("\(planSelection) order by p.from_day, p.to_day desc, p.slug", Plan.init(row:))
  }

  /// The version in force of the plan that a person means.
  func currentVersion(of plan: String?) async throws -> PlanVersion {
    let plan = try await self.plan(named: plan)
    return try await version(plan.version, of: plan)
  }

  /// A version of a plan by its number.
  func version(_ number: Int, of plan: Plan) async throws -> PlanVersion {
    let version = try await first(
      """
      \(versionSelection)
        and p.id = \(plan.id)
        and v.number = \(number)
      """, PlanVersion.init(row:))
    guard let version else { throw CRMError(.notFound, .noPlanVersion(plan, number), remedy: .planHistoryRemedy(plan)) }
    return version
  }

  /// The versions of a plan, newest first.
  func versions(of plan: Plan) async throws -> [PlanVersion] {
    try await rows(
      """
      \(versionSelection)
        and p.id = \(plan.id)
      order by v.number desc
      """, PlanVersion.init(row:))
  }

  /// The plan that a person means: by slug or name; without either the only one, or the only one of today that is no part of another.
  func plan(named text: String?) async throws -> Plan {
    let plans = try await plans()
    guard !plans.isEmpty else { throw CRMError(.notFound, .noPlans, remedy: .planInitRemedy) }
    if let text {
      let named = plans.first { $0.slug == text } ?? plans.first { $0.name.folded == text.folded || $0.slug == text.folded }
      guard let named else { throw CRMError(.notFound, .noPlan(text), remedy: .choosePlan(plans)) }
      return named
    }
    if plans.count == 1 { return plans[0] }
    let today = try await fetch(today)
    let ofToday = plans.filter { $0.from <= today && today < $0.to }
    let whole = ofToday.filter { plan in !ofToday.contains { $0.slug == plan.parent } }
    guard whole.count == 1 else { throw CRMError(.ambiguous, .severalPlans(plans.count), remedy: .choosePlan(plans)) }
    return whole[0]
  }

  /// What is read of a plan.
  var planSelection: SQL {
    """
    select p.id, p.slug, p.name, parent.slug as parent, p.from_day, p.to_day, p.version
    from plan p
    left join plan parent on parent.organization_id = \(organization.id) and parent.id = p.parent_id
    where p.organization_id = \(organization.id)
    """
  }

  private var versionSelection: SQL {
    """
    select p.id, p.slug, p.name, parent.slug as parent, p.from_day, p.to_day, p.version, v.number, v.document, v.source, v.base, v.applied_at
    from plan p
    left join plan parent on parent.organization_id = \(organization.id) and parent.id = p.parent_id
    join plan_version v on v.organization_id = \(organization.id) and v.plan_id = p.id
    where p.organization_id = \(organization.id)
    """
  }
}
