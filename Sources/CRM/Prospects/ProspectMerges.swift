import Foundation
import Postgres

/// One side of a merge: who it is and what is recorded of it, what was merged into it before included.
public struct MergeSide: Sendable, Hashable, Encodable {
  /// The prospect itself.
  public let prospect: Prospect
  /// How many.
  public let conversations: Int
  /// How many.
  public let opportunities: Int
  /// How many, refunds apart.
  public let sales: Int
  /// Sales less refunds, in cents.
  public let revenueCents: Int
}

/// Prospects that are one from now on.
public struct Merge: Sendable, Hashable, Encodable {
  public typealias ID = CRM.ID<Merge>

  /// What undoes it; nil when it was only previewed.
  @Nullable public private(set) var mergeID: Merge.ID?
  /// The prospect that stands for all.
  public let kept: MergeSide
  /// The prospects it stands for from now on.
  public let merged: [MergeSide]
}

/// A merge that was undone.
public struct Unmerge: Sendable, Hashable, Encodable {
  /// What names the merge.
  public let mergeID: Merge.ID
  /// The prospect that stands for all.
  public let kept: Prospect
  /// The prospects that stand for themselves again.
  public let parted: [Prospect]
  /// Those that an earlier merge still lets another stand for.
  public let stillMerged: [StillMerged]

  /// A prospect and the one that stands for it.
  public struct StillMerged: Sendable, Hashable, Encodable {
    public let prospect: Prospect
    public let kept: Prospect
  }
}

extension Prospects {
  /// Lets one prospect stand for others from now on.
  ///
  /// No fact moves and no field is copied: what each side has stays with it, is shown under the kept one, and comes apart again by
  /// ``unmerge(_:)-(UUID)``. Conversions are recomputed: together they became a customer once, on the earliest day.
  /// - Parameter preview: Shows the sides and changes nothing.
  /// - Throws: `.denied` for all but directors; what ``find(_:)`` throws; `.invalid` when two are the same prospect.
  public func merge(_ kept: String, _ others: [String], preview: Bool = false) async throws -> Merge {
    try scope.requireDirector(.onlyDirectorsMerge)
    if others.isEmpty { throw CRMError(.usage, .nothingToMerge) }
    return try await scope.write { transaction in
      var found: [Prospect] = []
      for text in [kept] + others {
        let prospect = try await transaction.match(text).prospect
        if let same = found.firstIndex(where: { $0.id == prospect.id }) {
          throw CRMError(.invalid, .sameProspect(same == 0 ? kept : others[same - 1], text))
        }
        found.append(prospect)
      }
      let sides = try await transaction.sides(of: found)
      guard !preview else { return Merge(mergeID: nil, kept: sides[0], merged: Array(sides.dropFirst())) }

      let mergeID = Merge.ID.v7()
      try await transaction.recordMerge(mergeID, keeping: found[0].id, found.dropFirst().map(\.id))
      let prospect = try await transaction.fetch(transaction.prospect(id: found[0].id))
      let keptSide = MergeSide(
        prospect: prospect, conversations: sides[0].conversations, opportunities: sides[0].opportunities, sales: sides[0].sales,
        revenueCents: sides[0].revenueCents)
      return Merge(mergeID: mergeID, kept: keptSide, merged: Array(sides.dropFirst()))
    }
  }

  /// Undoes a merge: each of its prospects stands again for what it stood for before.
  ///
  /// - Throws: `.denied` for all but directors, `.notFound`, `.conflict` when it is undone already or a newer merge rests on it.
  public func unmerge(_ mergeID: Merge.ID) async throws -> Unmerge {
    try scope.requireDirector(.onlyDirectorsMerge)
    return try await scope.write { try await $0.unmerge(mergeID, reason: "unmerged") }
  }
}

extension Transaction {
  /// Undoes a merge within a transaction that may do more.
  @discardableResult
  func unmerge(_ mergeID: Merge.ID, reason: String) async throws -> Unmerge {
    let rows = try await rows(
      """
      select m.prospect_id, m.kept_id, m.voided_at is not null as undone
      from prospect_merge m
      where m.organization_id = \(organization.id)
        and m.merge_id = \(mergeID)
      order by m.prospect_id
      """
    ) {
      (
        prospectID: try $0.decode("prospect_id", as: Prospect.ID.self), keptID: try $0.decode("kept_id", as: Prospect.ID.self),
        undone: try $0.decode("undone", as: Bool.self)
      )
    }
    guard let keptID = rows.first?.keptID else {
      throw CRMError(.notFound, .noMerge(mergeID.description), remedy: .mergeListRemedy)
    }
    if rows.contains(where: \.undone) { throw CRMError(.conflict, .alreadyUnmerged) }
    let ids = rows.map(\.prospectID) + [keptID]
    try await lockForMerge(ids)
    try await refuseIfNewer(than: mergeID, of: ids)

    let undone = try await execute(
      """
      update prospect_merge
      set voided_at = clock_timestamp(),
        void_reason = \(reason)
      where organization_id = \(organization.id)
        and merge_id = \(mergeID)
        and voided_at is null
      """)
    // Somebody else undid it while we waited for the lock.
    if undone == 0 { throw CRMError(.conflict, .alreadyUnmerged) }
    try await recompute(ids)
    let parted = try await fetch(prospects(ids: rows.map(\.prospectID)))
    let kept = try await keptProspects(for: parted)
    return Unmerge(
      mergeID: mergeID, kept: try await fetch(prospect(id: keptID)),
      parted: parted.filter { kept[$0.id]?.id == $0.id },
      stillMerged: parted.compactMap { prospect in
        kept[prospect.id].flatMap { $0.id == prospect.id ? nil : Unmerge.StillMerged(prospect: prospect, kept: $0) }
      })
  }
}

extension Transaction {
  /// Adds the rows of a merge. Those merged into the others before get a row too, so that each prospect's newest row names the one that
  /// stands for it, whatever came before.
  fileprivate func recordMerge(_ mergeID: Merge.ID, keeping keptID: Prospect.ID, _ others: [Prospect.ID]) async throws {
    try await lockForMerge([keptID] + others)
    let earlier = try await rows(
      """
      select distinct m.prospect_id
      from prospect_merge m
      where m.organization_id = \(organization.id)
        and m.voided_at is null
        and m.kept_id = any (\(others))
      """
    ) { try $0.decode("prospect_id", as: Prospect.ID.self) }
    let isMerged = try await one(
      """
      select exists (
        select from prospect_merge m
        where m.organization_id = \(organization.id)
          and m.voided_at is null
          and m.prospect_id = any (\([keptID] + others))) as merged
      """
    ) { try $0.decode("merged", as: Bool.self) }
    if isMerged { throw CRMError(.conflict, .mergedMeanwhile) }

    let members = others + earlier
    _ = try await execute(
      """
      insert into prospect_merge (organization_id, id, merge_id, prospect_id, kept_id)
      select \(organization.id), r.id, \(mergeID), r.prospect_id, \(keptID)
      from unnest(\(members.map { _ in UUID.v7() }), \(members)) as r (id, prospect_id)
      returning id
      """)
    try await recompute([keptID] + members)
  }

  /// Who stands for each: itself, or the one it is merged into.
  fileprivate func keptProspects(for prospects: [Prospect]) async throws -> [Prospect.ID: Prospect] {
    let keptIDs = try await rows(
      """
      select r.id, kept_prospect(\(organization.id), r.id) as kept_id
      from unnest(\(prospects.map(\.id))) as r (id)
      """
    ) { try ($0.decode("id", as: Prospect.ID.self), $0.decode("kept_id", as: Prospect.ID.self)) }
    let kept = try await fetch(self.prospects(ids: Array(Set(keptIDs.map(\.1)))))
    let byID = Dictionary(uniqueKeysWithValues: kept.map { ($0.id, $0) })
    return Dictionary(uniqueKeysWithValues: keptIDs.compactMap { id, keptID in byID[keptID].map { (id, $0) } })
  }

  fileprivate func recompute(_ ids: [Prospect.ID]) async throws {
    _ = try await query("select recompute_conversions(\(organization.id), \(ids), \(ids.map { _ in UUID.v7() }))")
    _ = try await query("select recompute_follow_ups(\(organization.id), \(ids))")
  }

  /// Two merges of one prospect must not cross; in the order of ids they cannot wait for each other.
  fileprivate func lockForMerge(_ ids: [Prospect.ID]) async throws {
    _ = try await execute(
      """
      select p.id
      from prospect p
      where p.organization_id = \(organization.id)
        and p.id = any (\(ids))
      order by p.id
      for no key update
      """)
  }

  /// Merges come apart in the reverse order: a newer row of one of its prospects took this merge for granted.
  fileprivate func refuseIfNewer(than mergeID: Merge.ID, of ids: [Prospect.ID]) async throws {
    let newest = try await first(
      """
      select newer.merge_id
      from prospect_merge newer
      where newer.organization_id = \(organization.id)
        and newer.voided_at is null
        and newer.prospect_id = any (\(ids))
        and newer.merge_id <> \(mergeID)
        and newer.recorded_at > (
          select max(m.recorded_at)
          from prospect_merge m
          where m.organization_id = \(organization.id) and m.merge_id = \(mergeID))
      order by newer.recorded_at desc
      limit 1
      """
    ) { try $0.decode("merge_id", as: Merge.ID.self) }
    if let newest { throw CRMError(.conflict, .newerMerge(newest.description)) }
  }

  /// What is recorded of each, with what was merged into it.
  fileprivate func sides(of prospects: [Prospect]) async throws -> [MergeSide] {
    let organizationID = organization.id
    let counts = try await rows(
      """
      with member as (
        select r.id as side_id, r.id
        from unnest(\(prospects.map(\.id))) as r (id)
        union
        select m.kept_id, m.prospect_id
        from prospect_merge m
        where m.organization_id = \(organizationID) and m.voided_at is null and m.kept_id = any (\(prospects.map(\.id)))
      )
      select member.side_id,
        sum((
          select count(*) from conversation c
          where c.organization_id = \(organizationID) and c.prospect_id = member.id and c.voided_at is null))::bigint as conversations,
        sum((
          select count(*) from opportunity o
          where o.organization_id = \(organizationID) and o.prospect_id = member.id and o.voided_at is null))::bigint as opportunities,
        sum(bought.sales)::bigint as sales,
        sum(bought.revenue)::bigint as revenue
      from member
      cross join lateral (
        select count(*) filter (where s.kind = 'sale') as sales, coalesce(sum(s.amount_cents), 0) as revenue
        from sale s
        where s.organization_id = \(organizationID) and s.prospect_id = member.id and s.voided_at is null
      ) bought
      group by member.side_id
      """
    ) { row in
      (
        try row.decode("side_id", as: Prospect.ID.self),
        try [row.decode("conversations"), row.decode("opportunities"), row.decode("sales"), row.decode("revenue")] as [Int]
      )
    }
    let byID = Dictionary(uniqueKeysWithValues: counts)
    return prospects.map { prospect in
      let count = byID[prospect.id] ?? [0, 0, 0, 0]
      return MergeSide(prospect: prospect, conversations: count[0], opportunities: count[1], sales: count[2], revenueCents: count[3])
    }
  }
}
