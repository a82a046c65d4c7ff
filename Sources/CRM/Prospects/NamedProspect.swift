import Foundation
import Postgres

/// The prospect that facts are about: the one that stands, when it was merged.
struct NamedProspect: Sendable, Hashable {
  let id: UUID
  let name: String
  /// Itself and those merged into it: its facts carry these ids.
  let members: [UUID]

  /// A prospect with its members.
  init(_ prospect: Prospect, _ organization: Organization, _ session: Session) async throws {
    id = prospect.id
    name = prospect.name
    let merged = try await session.rows(
      """
      select distinct m.prospect_id
      from prospect_merge m
      where m.organization_id = \(organization.id)
        and m.kept_id = \(prospect.id)
        and m.voided_at is null
        and kept_prospect(\(organization.id), m.prospect_id) = \(prospect.id)
      """, { try $0.decode(0, "prospect_id", as: UUID.self) })
    members = [prospect.id] + merged
  }

  /// Joins, as `p`, the prospect that stands for that of a fact.
  static func join(of fact: SQL) -> SQL {
    """
    left join lateral (
      select m.kept_id
      from prospect_merge m
      where m.organization_id = \(fact).organization_id
        and m.prospect_id = \(fact).prospect_id
        and m.voided_at is null
      order by m.recorded_at desc
      limit 1
    ) merged on true
    left join prospect p
      on p.organization_id = \(fact).organization_id
      and p.id = coalesce(merged.kept_id, \(fact).prospect_id)
    """
  }
}

extension Scope {
  /// The prospect that a person means, as `Prospects.find` finds it.
  func prospect(_ text: String, exactly: Bool = false, _ session: Session) async throws -> NamedProspect {
    try await NamedProspect(try await Prospects.find(text, exactly: exactly, organization, session), organization, session)
  }
}
