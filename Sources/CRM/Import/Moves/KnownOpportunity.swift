import Postgres

/// An opportunity that is there, with the stages that it entered.
struct KnownOpportunity {
  let id: Opportunity.ID
  let prospectID: Prospect.ID
  /// Its title, or its prospect's name.
  let name: String
  let owner: (id: Salesperson.ID, name: String)?
  let cents: Int?
  let last: LastChange
  fileprivate var entries: [(stage: Stage.ID, at: Instant)] = []

  /// Whether it is known to have entered a stage at that moment; where a day is all that is known of one of the two, on that day.
  func has(_ entry: StageEntry, _ clock: OrganizationClock) -> Bool {
    let day = clock.day(of: entry.at)
    return entries.contains { known in
      guard known.stage == entry.stage.id else { return false }
      let isDayAlone = !entry.row.hasTime || known.at == clock.instant(of: CivilTime(day))
      return known.at == entry.at || isDayAlone && clock.day(of: known.at) == day
    }
  }
}

extension KnownOpportunity {
  /// The opportunities that rows mean, locked: by their id, else by their reference, else by their prospect and title.
  ///
  /// - Parameter groups: The rows of one opportunity each.
  static func meant(by groups: [[GatheredMove]], _ importing: ImportContext) async throws -> [Result<KnownOpportunity?, RowRejection>] {
    let (transaction, organizationID) = (importing.transaction, importing.organization.id)
    let live: SQL = "from opportunity o where o.organization_id = \(organizationID) and o.voided_at is null"
    let found = try await transaction.rows(
      """
      select r.number, meant.id, meant.count
      from unnest(
        \(groups.map { $0[0].filonID }), \(groups.map { $0[0].reference }), \(groups.map { $0.lazy.compactMap(\.prospectID).first }),
        \(groups.map { $0[0].title })
      ) with ordinality as r (id, reference, prospect_id, title, number)
      cross join lateral (
        select 0 as rank, o.id, 1 as count \(live) and o.id = r.id
        union all
        select 1, o.id, 1 \(live) and o.system = \(importing.system) and o.reference = r.reference
        union all
        select 2, min(o.id::text)::uuid, count(*)
        \(live)
          and r.id is null
          and r.reference is null
          and o.prospect_id = r.prospect_id
          and folded(o.title) = folded(r.title)
        having count(*) > 0
        order by rank
        limit 1
      ) meant
      """
    ) {
      (
        number: try $0.decode("number", as: Int.self), id: try $0.decode("id", as: Opportunity.ID.self),
        count: try $0.decode("count", as: Int.self)
      )
    }
    let known = try await read(found.filter { $0.count == 1 }.map(\.id), importing)
    var meant = [Result<KnownOpportunity?, RowRejection>](repeating: .success(nil), count: groups.count)
    for each in found {
      meant[each.number - 1] =
        each.count == 1
        ? .success(known[each.id])
        : .failure(RowRejection(field: "title", reason: .severalOpportunitiesTitled(groups[each.number - 1][0].title ?? "")))
    }
    return meant
  }

  /// How opportunities stand, which nobody else changes from now on.
  private static func read(_ ids: [Opportunity.ID], _ importing: ImportContext) async throws -> [Opportunity.ID: KnownOpportunity] {
    guard !ids.isEmpty else { return [:] }
    let (transaction, organizationID) = (importing.transaction, importing.organization.id)
    // The prospects first, as everything that recomputes does.
    _ = try await transaction.query(
      """
      select lock_prospects(
        \(organizationID), array(select o.prospect_id from opportunity o where o.organization_id = \(organizationID) and o.id = any (\(ids))))
      """)
    _ = try await transaction.query(
      """
      select from opportunity o
      where o.organization_id = \(organizationID)
        and o.id = any (\(ids))
      order by o.id
      for no key update
      """)
    let known = try await transaction.rows(
      """
      select o.id, kept_prospect(\(organizationID), o.prospect_id) as prospect_id, coalesce(o.title, p.name) as name, o.stage_id,
        s.name as stage_name, o.stage_kind, x.changed_at, o.salesperson_id, person.name as owner_name, o.amount_cents
      from opportunity o
      join prospect p on p.organization_id = o.organization_id and p.id = o.prospect_id
      join stage s on s.organization_id = o.organization_id and s.id = o.stage_id
      join stage_change x on x.organization_id = o.organization_id and x.opportunity_id = o.id and x.number = o.changes
      left join salesperson person on person.organization_id = o.organization_id and person.id = o.salesperson_id
      where o.organization_id = \(organizationID)
        and o.id = any (\(ids))
        and o.voided_at is null
      """, KnownOpportunity.init(row:))
    var byID = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) })
    let entries = try await transaction.rows(
      """
      select x.opportunity_id, x.stage_id, x.changed_at
      from stage_change x
      where x.organization_id = \(organizationID)
        and x.opportunity_id = any (\(ids))
        and not x.restated
        and x.voided_at is null
        -- What an import told and gave back is to be told again.
        and not exists (
          select from import_run i
          where i.organization_id = x.organization_id and i.recorded_at = x.recorded_at and i.voided_at is not null)
      order by x.opportunity_id, x.number
      """
    ) {
      (
        id: try $0.decode("opportunity_id", as: Opportunity.ID.self), stage: try $0.decode("stage_id", as: Stage.ID.self),
        at: try $0.decode("changed_at", as: Instant.self)
      )
    }
    for each in entries { byID[each.id]?.entries.append((each.stage, each.at)) }
    return byID
  }

  private init(row: Row) throws {
    id = try row.decode("id")
    prospectID = try row.decode("prospect_id")
    name = try row.decode("name")
    owner = try row.decode("salesperson_id", as: Salesperson.ID?.self).map { ($0, try row.decode("owner_name")) }
    cents = try row.decode("amount_cents")
    last = try LastChange(row: row)
  }
}
