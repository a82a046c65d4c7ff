import CRM
import Foundation
import Postgres

extension Plans {
  /// Makes a document the version in force of the plan that its slug names, in one transaction.
  ///
  /// The same document again changes nothing. What others changed meanwhile is not overwritten: `base` must be the version in force.
  ///
  /// - Parameters:
  ///   - source: The file that the document was read from.
  ///   - base: The version that the file was made from; nil for a new plan.
  ///   - preview: Says what would happen, and stores nothing.
  /// - Throws: `.denied` for all but directors, `.conflict` for another base, `.notFound` for an unknown parent.
  package func apply(_ document: PlanDocument, source: String, base: Int?, preview: Bool = false) async throws -> PlanApplication {
    try scope.requireDirector(.onlyDirectorsWritePlans)
    return try await scope.write(inDoubt: .askAgainSafely) {
      try await $0.apply(document, source: source, base: base, preview: preview)
    }
  }

  /// The file's `version` line apart, which is ours.
  fileprivate static func isWrittenOtherwise(_ source: String, than version: PlanVersion) -> Bool {
    guard let kept = PlanFile(source: version.source).source(withVersion: version.number) else { return false }
    return PlanFile(source: source).source(withVersion: version.number) != kept
  }

  fileprivate static func requireBase(_ base: Int?, _ current: PlanVersion) throws {
    guard let base else {
      throw CRMError(.conflict, .planThere(current.plan), remedy: .startFromVersion(current.plan))
    }
    if base < current.number {
      throw CRMError(.conflict, .planChangedMeanwhile(current.plan, since: base), remedy: .startFromVersion(current.plan))
    }
    if base > current.number {
      throw CRMError(.conflict, .noPlanVersion(current.plan, base), remedy: .startFromVersion(current.plan))
    }
  }
}

extension Transaction {
  /// Makes a document the version in force, for a director.
  package func apply(
    _ document: PlanDocument, source: String, base: Int?, preview: Bool = false
  ) async throws -> PlanApplication {
    // Whoever applies another version of the plan at the same time waits here.
    guard let plan = try await lockPlan(document.slug) else {
      if let base { throw CRMError(.conflict, .versionOfNoPlan(document.slug, base), remedy: .removeVersionLine) }
      if !preview { try await createPlan(document, source) }
      return PlanApplication(outcome: .created, version: preview ? nil : 1, before: nil)
    }
    let current = try await version(plan.version, of: plan)
    if document == current.document {
      return PlanApplication(
        outcome: .unchanged, version: current.number, before: current.document,
        isWrittenOtherwise: Plans.isWrittenOtherwise(source, than: current))
    }
    try Plans.requireBase(base, current)
    if !preview { try await supersede(current, by: document, source) }
    return PlanApplication(outcome: .changed, version: current.number + (preview ? 0 : 1), before: current.document)
  }

  fileprivate func lockPlan(_ slug: String) async throws -> Plan? {
    try await first("\(planSelection) and p.slug = \(slug) for update of p", Plan.init(row:))
  }

  fileprivate func createPlan(_ document: PlanDocument, _ source: String) async throws {
    let id = Plan.ID.v7()
    let parent = try await parentID(of: document)
    let created = try await execute(
      """
      insert into plan (organization_id, id, slug, name, parent_id, from_day, to_day, version)
      values (
        \(organization.id), \(id), \(document.slug), \(document.name), \(parent), \(document.from), \(document.to), 1)
      on conflict on constraint plan_slug_once do nothing
      """)
    // Somebody made it between our look and now.
    if created == 0 { throw CRMError(.conflict, .planMadeMeanwhile(document.slug), remedy: .applyAgain) }
    try await insertVersion(1, of: id, document, source, base: nil)
  }

  fileprivate func supersede(_ current: PlanVersion, by document: PlanDocument, _ source: String) async throws {
    let parent = try await parentID(of: document)
    try await execute(
      """
      update plan
      set name = \(document.name),
        parent_id = \(parent),
        from_day = \(document.from),
        to_day = \(document.to),
        version = \(current.number + 1)
      where organization_id = \(organization.id)
        and id = \(current.plan.id)
      """)
    try await insertVersion(current.number + 1, of: current.plan.id, document, source, base: current.number)
  }

  fileprivate func insertVersion(
    _ number: Int, of plan: Plan.ID, _ document: PlanDocument, _ source: String, base: Int?
  ) async throws {
    try await execute(
      """
      insert into plan_version (organization_id, plan_id, number, document, source, base)
      values (\(organization.id), \(plan), \(number), \(try JSONB(encoding: document)), \(source), \(base))
      """)
  }

  /// - Throws: `.notFound` for a parent that does not exist, `.invalid` for one that is a part of this plan.
  fileprivate func parentID(of document: PlanDocument) async throws -> Plan.ID? {
    guard let slug = document.parent else { return nil }
    let plans = try await plans()
    guard let parent = plans.first(where: { $0.slug == slug }) else {
      throw CRMError(.notFound, .noParentPlan(slug), remedy: .choosePlan(plans))
    }
    let ancestors = sequence(first: parent) { plan in plans.first { $0.slug == plan.parent } }
    if ancestors.contains(where: { $0.slug == document.slug }) { throw CRMError(.invalid, .parentIsPart(document.slug, slug)) }
    return parent.id
  }
}
