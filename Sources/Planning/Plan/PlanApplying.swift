import CRM
import Foundation
package import Postgres

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
      try await apply(document, source: source, base: base, preview: preview, $0)
    }
  }

  /// The same within a director's transaction.
  package func apply(
    _ document: PlanDocument, source: String, base: Int?, preview: Bool = false, _ session: Session
  ) async throws -> PlanApplication {
    // Whoever applies another version of the plan at the same time waits here.
    guard let plan = try await lock(document.slug, session) else {
      if let base { throw CRMError(.conflict, .versionOfNoPlan(document.slug, base), remedy: .removeVersionLine) }
      if !preview { try await create(document, source, session) }
      return PlanApplication(outcome: .created, version: preview ? nil : 1, before: nil)
    }
    let current = try await Self.version(plan.version, of: plan, scope.organization, session)
    if document == current.document {
      return PlanApplication(
        outcome: .unchanged, version: current.number, before: current.document,
        isWrittenOtherwise: isWrittenOtherwise(source, than: current))
    }
    try requireBase(base, current)
    if !preview { try await supersede(current, by: document, source, session) }
    return PlanApplication(outcome: .changed, version: current.number + (preview ? 0 : 1), before: current.document)
  }

  /// The file's `version` line apart, which is ours.
  private func isWrittenOtherwise(_ source: String, than version: PlanVersion) -> Bool {
    guard let kept = PlanFile(source: version.source).source(withVersion: version.number) else { return false }
    return PlanFile(source: source).source(withVersion: version.number) != kept
  }

  private func requireBase(_ base: Int?, _ current: PlanVersion) throws {
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

  private func lock(_ slug: String, _ session: Session) async throws -> Plan? {
    try await session.first("\(Self.plans(scope.organization)) and p.slug = \(slug) for update of p", Plan.init(row:))
  }

  private func create(_ document: PlanDocument, _ source: String, _ session: Session) async throws {
    let id = UUID.v7()
    let parent = try await parentID(of: document, session)
    let created = try await session.execute(
      """
      insert into plan (organization_id, id, slug, name, parent_id, from_day, to_day, version)
      values (
        \(scope.organization.id), \(id), \(document.slug), \(document.name), \(parent), \(document.from), \(document.to), 1)
      on conflict on constraint plan_slug_once do nothing
      """)
    // Somebody made it between our look and now.
    if created == 0 { throw CRMError(.conflict, .planMadeMeanwhile(document.slug), remedy: .applyAgain) }
    try await insert(1, of: id, document, source, base: nil, session)
  }

  private func supersede(_ current: PlanVersion, by document: PlanDocument, _ source: String, _ session: Session) async throws {
    let parent = try await parentID(of: document, session)
    try await session.execute(
      """
      update plan
      set name = \(document.name),
        parent_id = \(parent),
        from_day = \(document.from),
        to_day = \(document.to),
        version = \(current.number + 1)
      where organization_id = \(scope.organization.id)
        and id = \(current.plan.id)
      """)
    try await insert(current.number + 1, of: current.plan.id, document, source, base: current.number, session)
  }

  private func insert(
    _ number: Int, of plan: UUID, _ document: PlanDocument, _ source: String, base: Int?, _ session: Session
  ) async throws {
    try await session.execute(
      """
      insert into plan_version (organization_id, plan_id, number, document, source, base)
      values (\(scope.organization.id), \(plan), \(number), \(try JSONB(encoding: document)), \(source), \(base))
      """)
  }

  /// - Throws: `.notFound` for a parent that does not exist, `.invalid` for one that is a part of this plan.
  private func parentID(of document: PlanDocument, _ session: Session) async throws -> UUID? {
    guard let slug = document.parent else { return nil }
    let plans = try await Self.list(scope.organization, session)
    guard let parent = plans.first(where: { $0.slug == slug }) else {
      throw CRMError(.notFound, .noParentPlan(slug), remedy: .choosePlan(plans))
    }
    let ancestors = sequence(first: parent) { plan in plans.first { $0.slug == plan.parent } }
    if ancestors.contains(where: { $0.slug == document.slug }) { throw CRMError(.invalid, .parentIsPart(document.slug, slug)) }
    return parent.id
  }
}
