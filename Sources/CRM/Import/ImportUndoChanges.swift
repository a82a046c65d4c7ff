import Foundation
import Postgres

extension Transaction {
  /// Makes the prospects and opportunities that an import changed what they were, as far as nobody changed them again since.
  ///
  /// What a prospect is called and where it lives is restored; an opportunity moves back and is said anew from now on, since the days
  /// between have seen it elsewhere.
  func restoreChanges(of id: ImportRun.ID) async throws -> (count: Int, kept: Imports.Names) {
    let prospects = try await restoreProspects(of: id)
    let opportunities = try await restoreOpportunities(of: id)
    let all = prospects + opportunities
    let kept = all.filter(\.isKept).map(\.name).sorted()
    return (all.count - kept.count, Imports.Names(count: kept.count, names: Array(kept.prefix(20))))
  }

  /// Those that the import changed, with whether something of it stays.
  private typealias Restored = (name: String, isKept: Bool)

  private func restoreProspects(of id: ImportRun.ID) async throws -> [Restored] {
    try await rows(
      """
      with change as (
        select c.object_id, c.before, c.after, v.values
        from import_change c
        join prospect q on q.organization_id = \(organization.id) and q.id = c.object_id
        -- What still is as the import made it.
        cross join lateral (
          select coalesce(jsonb_object_agg(b.key, b.value), '{}') as values
          from jsonb_each(c.before) b
          where to_jsonb(q) -> b.key is not distinct from c.after -> b.key
        ) v
        where c.organization_id = \(organization.id)
          and c.import_id = \(id)
          and c.object = 'prospect'
      ),
      restored as (
        select (each.row).*
        from (
          select jsonb_populate_record(q, change.values) as row
          from change
          join prospect q on q.organization_id = \(organization.id) and q.id = change.object_id
        ) each
      ),
      changed as (
        update prospect p
        set name = r.name,
          name_key = r.name_key,
          contact_name = r.contact_name,
          email = r.email,
          email_key = r.email_key,
          phone = r.phone,
          phone_key = r.phone_key,
          siret = r.siret,
          vat_number = r.vat_number,
          naf_code = r.naf_code,
          address = r.address,
          postal_code = r.postal_code,
          city = r.city,
          country = r.country,
          source = r.source,
          owner_id = r.owner_id,
          potential_cents = r.potential_cents,
          note = r.note,
          next_step = case when r.next_on is not null then r.next_step end,
          next_set_at = case when r.next_on is not null then p.next_set_at end,
          next_on = r.next_on,
          updated_at = now()
        from restored r
        where p.organization_id = \(organization.id)
          and p.id = r.id
        returning p.id, p.name
      )
      select changed.name, change.values <> change.before as is_kept
      from changed
      join change on change.object_id = changed.id
      """
    ) { (try $0.decode("name", as: String.self), try $0.decode("is_kept", as: Bool.self)) }
  }

  /// How an opportunity stands that an import changed.
  private struct Changed {
    let id: Opportunity.ID
    let name: String
    let prospectID: Prospect.ID
    let kind: StageKind
    let isMoved: Bool
    /// The stage to go back to; nil when it was moved again since.
    let stage: Stage.ID?
    let stageKind: StageKind?
    let cents: Int?
    let isRestated, isDescribed, isKept: Bool

    init(row: Row) throws {
      id = try row.decode("id")
      name = try row.decode("name")
      prospectID = try row.decode("prospect_id")
      kind = try row.decode("stage_kind")
      isMoved = try row.decode("is_moved")
      stage = try row.decode("stage_id")
      stageKind = try row.decode("former_kind")
      cents = try row.decode("amount_cents")
      isRestated = try row.decode("is_restated")
      isDescribed = try row.decode("is_described")
      isKept = try row.decode("is_kept")
    }

    /// An opportunity closed twice stays where it is: it was won or lost somewhere, once.
    var move: StageMove? {
      guard let stage, let stageKind, kind == .open || stageKind == .open else { return nil }
      var move = StageMove(opportunityID: id, stageID: stage, at: .now)
      move.reopens = kind != .open
      move.amountCents = cents
      return move
    }
  }

  private func restoreOpportunities(of id: ImportRun.ID) async throws -> [Restored] {
    let changed = try await rows(
      """
      select o.id, coalesce(o.title, p.name) as name, o.prospect_id, o.stage_kind, c.after ? 'stage_id' as is_moved,
        case when c.after ->> 'stage_id' = o.stage_id::text then (c.before ->> 'stage_id')::uuid end as stage_id, s.kind as former_kind,
        case when (c.after ->> 'amount_cents')::bigint = o.amount_cents then (c.before ->> 'amount_cents')::bigint end as amount_cents,
        c.after ?| array['amount_cents'] and not c.after ? 'stage_id' as is_restated,
        c.after ?| array['title', 'source', 'channel', 'expected_on', 'note'] as is_described,
        exists (
          select from jsonb_each(c.after) a
          where a.key in ('title', 'source', 'channel', 'expected_on', 'note', 'stage_id', 'amount_cents')
            and to_jsonb(o) -> a.key is distinct from a.value) as is_kept
      from import_change c
      join opportunity o on o.organization_id = \(organization.id) and o.id = c.object_id and o.voided_at is null
      join prospect p on p.organization_id = \(organization.id) and p.id = o.prospect_id
      left join stage s on s.organization_id = \(organization.id) and s.id = (c.before ->> 'stage_id')::uuid
      where c.organization_id = \(organization.id)
        and c.import_id = \(id)
        and c.object = 'opportunity'
      order by o.id
      """, Changed.init(row:))
    guard !changed.isEmpty else { return [] }
    let provenance = Provenance(organizationID: organization.id)
    let moved = changed.filter { $0.move != nil }
    for recording in try await record(all: moved.compactMap(\.move), from: provenance) { try recording.outcome() }
    let restatements = changed.filter { $0.isRestated && $0.cents != nil }.map {
      Restatement(opportunityID: $0.id, at: .now, amountCents: $0.cents)
    }
    for recording in try await record(all: restatements, from: provenance) { try recording.outcome() }
    if changed.contains(where: \.isDescribed) { try await restoreDescriptions(of: id) }
    _ = try await query(
      "select recompute_conversions(\(organization.id), \(moved.map(\.prospectID)), \(moved.map { _ in UUID.v7() }))")
    return changed.map { ($0.name, $0.isKept || $0.isMoved && $0.move == nil) }
  }

  private func restoreDescriptions(of id: ImportRun.ID) async throws {
    _ = try await execute(
      """
      update opportunity o
      set title = r.title,
        source = r.source,
        channel = r.channel,
        expected_on = r.expected_on,
        note = r.note
      from (
        select (each.row).*
        from (
          select jsonb_populate_record(q, v.values) as row
          from import_change c
          join opportunity q on q.organization_id = \(organization.id) and q.id = c.object_id
          cross join lateral (
            select coalesce(jsonb_object_agg(b.key, b.value), '{}') as values
            from jsonb_each(c.before) b
            where b.key in ('title', 'source', 'channel', 'expected_on', 'note')
              and to_jsonb(q) -> b.key is not distinct from c.after -> b.key
          ) v
          where c.organization_id = \(organization.id)
            and c.import_id = \(id)
            and c.object = 'opportunity'
        ) each
      ) r
      where o.organization_id = \(organization.id)
        and o.id = r.id
      """)
  }
}
