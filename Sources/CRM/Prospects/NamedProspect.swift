import Foundation
import Postgres

/// The prospect that facts are about: the one that stands, when it was merged.
struct NamedProspect: Sendable, Hashable {
  let id: UUID
  let name: String
  /// Itself and those merged into it: its facts carry these ids.
  let members: [UUID]

  init(row: Row) throws {
    id = try row.decode(0, "id")
    name = try row.decode(1, "name")
    members = try row.decode(2, "members")
  }

  static func columns(_ organizationID: UUID) -> SQL {
    """
    p.id, p.name, array(
      select p.id
      union
      select m.prospect_id
      from prospect_merge m
      where m.organization_id = \(organizationID)
        and m.kept_id = p.id
        and m.voided_at is null
        and kept_prospect(\(organizationID), m.prospect_id) = p.id
    ) as members
    """
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

  static func find(_ text: String, _ organization: Organization, _ session: Session) async throws -> NamedProspect? {
    let found = try await session.rows(
      """
      select \(columns(organization.id))
      from prospect p
      where p.organization_id = \(organization.id)
        and p.voided_at is null
        and (p.name_key = \(text.folded) or p.id = kept_prospect(\(organization.id), \(UUID(uuidString: text))))
        and kept_prospect(\(organization.id), p.id) = p.id
      order by p.id
      """, NamedProspect.init(row:))
    if found.count > 1 { throw CRMError(.ambiguous, .verbatim("several prospects: \(text)")) }
    return found.first
  }

  static func add(_ name: String, owner: UUID?, _ organization: Organization, _ session: Session) async throws -> NamedProspect {
    try await session.one(
      """
      with p as (
        insert into prospect (organization_id, id, name, name_key, owner_id)
        values (\(organization.id), \(UUID.v7()), \(name), \(name.folded), \(owner))
        returning id, name
      )
      select p.id, p.name, array[p.id] as members from p
      """, NamedProspect.init(row:))
  }
}
