public import Foundation
import Postgres

extension Imports {
  /// What undoing an import took out.
  public struct Undone: Sendable, Encodable {
    public let importId: UUID
    public let conversations: Int
    public let opportunities: Int
    public let sales: Int
    public let expenses: Int
    public let measurements: Int
    public let prospects: Int
    /// Prospects of the import that stay, since other facts speak of them.
    public let prospectsKept: Int
  }

  /// Voids all that an import recorded, in one transaction; reports as known before still show it, and the file can be imported again.
  ///
  /// - Throws: `.notFound`, or `.conflict` when it was undone before.
  public func undo(_ id: UUID) async throws -> Undone {
    try scope.requireDirector(.onlyDirectorsImport)
    let organizationID = scope.organization.id
    return try await scope.record { session in
      let found = try await session.first(
        """
        select voided_at is not null as undone from import_run
        where organization_id = \(organizationID) and id = \(id)
        for no key update
        """, { try $0.decode(0, "undone", as: Bool.self) })
      guard let isUndone = found else { throw CRMError(.notFound, .noImport(id.uuidString.lowercased()), remedy: .importListRemedy) }
      if isUndone { throw CRMError(.conflict, .importUndoneBefore) }

      // As for one sale (void_sales): what was given back must not outlive what was sold.
      let refunded = try await session.one(
        """
        select count(*)
        from sale s
        where s.organization_id = \(organizationID)
          and s.import_id = \(id)
          and s.voided_at is null
          and exists (
            select from sale back
            where back.organization_id = \(organizationID)
              and back.refund_of = s.id
              and back.import_id is distinct from s.import_id
              and back.voided_at is null)
        """, { try $0.decode(0, "count", as: Int.self) })
      if refunded > 0 { throw CRMError(.conflict, .importRefundedSince(refunded)) }

      let customers = try await session.rows(
        """
        select prospect_id from sale
        where organization_id = \(organizationID) and import_id = \(id) and prospect_id is not null and voided_at is null
        union
        select prospect_id from opportunity
        where organization_id = \(organizationID) and import_id = \(id) and stage_kind = 'won' and voided_at is null
        """, { try $0.decode(0, "prospect_id", as: UUID.self) })
      _ = try await session.execute(
        """
        update stage_change x
        set voided_at = now(),
          void_reason = 'import undone'
        from opportunity o
        where o.organization_id = \(organizationID)
          and o.import_id = \(id)
          and x.organization_id = \(organizationID)
          and x.opportunity_id = o.id
          and x.voided_at is null
        """)
      var voided: [Int] = []
      for table in ["conversation", "opportunity", "sale", "expense", "measurement"] {
        voided.append(
          try await session.execute(
            """
            update \(identifier: table)
            set voided_at = now(),
              void_reason = 'import undone'
            where organization_id = \(organizationID)
              and import_id = \(id)
              and voided_at is null
            """))
      }
      // As for one conversation (void_conversations): what follows is what the latest that remains says.
      _ = try await session.execute(
        """
        with gone as (
          select c.prospect_id, max(c.occurred_at) as occurred_at
          from conversation c
          where c.organization_id = \(organizationID)
            and c.import_id = \(id)
          group by c.prospect_id
        ),
        remaining as (
          select g.prospect_id, g.occurred_at as gone_at, l.occurred_at, l.next_step, l.next_on
          from gone g
          left join lateral (
            select c.occurred_at, c.next_step, c.next_on
            from conversation c
            where c.organization_id = \(organizationID)
              and c.prospect_id = g.prospect_id
              and c.voided_at is null
            order by c.occurred_at desc, c.id desc
            limit 1
          ) l on true
        )
        update prospect p
        set next_step = r.next_step,
          next_on = r.next_on,
          next_set_at = case when r.next_on is not null then r.occurred_at end
        from remaining r
        where p.organization_id = \(organizationID)
          and p.id = r.prospect_id
          and (p.next_on is not null or r.next_on is not null)
          and (r.occurred_at is null or r.occurred_at <= r.gone_at)
          and (p.next_set_at is null or p.next_set_at <= r.gone_at)
        """)
      _ = try await session.query("select settle_conversions(\(organizationID), \(customers), \(customers.map { _ in UUID.v7() }))")
      let prospects = try await session.execute(
        """
        update prospect p
        set voided_at = now(),
          void_reason = 'import undone'
        where p.organization_id = \(organizationID)
          and p.import_id = \(id)
          and p.voided_at is null
          and not exists (
            select from conversation c
            where c.organization_id = \(organizationID) and c.prospect_id = p.id and c.voided_at is null)
          and not exists (
            select from opportunity o
            where o.organization_id = \(organizationID) and o.prospect_id = p.id and o.voided_at is null)
          and not exists (
            select from sale s
            where s.organization_id = \(organizationID) and s.prospect_id = p.id and s.voided_at is null)
          and not exists (
            select from prospect_merge m
            where m.organization_id = \(organizationID) and (m.prospect_id = p.id or m.kept_id = p.id) and m.voided_at is null)
        """)
      let kept = try await session.one(
        """
        select count(*) from prospect
        where organization_id = \(organizationID) and import_id = \(id) and voided_at is null
        """, { try $0.decode(0, "count", as: Int.self) })
      _ = try await session.execute(
        """
        update import_run
        set voided_at = now(),
          void_reason = 'undone'
        where organization_id = \(organizationID)
          and id = \(id)
        """)
      return Undone(
        importId: id, conversations: voided[0], opportunities: voided[1], sales: voided[2], expenses: voided[3],
        measurements: voided[4], prospects: prospects, prospectsKept: kept)
    }
  }
}
