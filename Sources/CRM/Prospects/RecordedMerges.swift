import Foundation
public import Postgres

/// A merge as it was recorded.
public struct RecordedMerge: Sendable, Hashable, Encodable {
  /// A prospect of a merge.
  public struct Side: Sendable, Hashable, Encodable {
    public let id: Prospect.ID
    public let name: String
    @Nullable public private(set) var city: String?

    fileprivate init(_ id: Prospect.ID, _ name: String, _ city: String?) {
      self.id = id
      self.name = name
      self.city = city
    }
  }

  /// What names the merge.
  public let mergeID: Merge.ID
  /// In the organization's time zone.
  public let mergedAt: CivilTime
  /// When it was undone; nil while it stands.
  @Nullable public private(set) var undoneAt: CivilTime?
  /// The prospect that stands for all.
  public let kept: Side
  /// Those it stands for, by name; what was merged into them before included.
  public let merged: [Side]

  fileprivate init(row: Row) throws {
    mergeID = try row.decode("merge_id")
    mergedAt = try row.decode("merged_at")
    undoneAt = try row.decode("undone_at")
    kept = Side(try row.decode("kept_id"), try row.decode("kept"), try row.decode("kept_city"))
    let ids = try row.decode("ids", as: [Prospect.ID].self)
    let names = try row.decode("names", as: [String].self)
    let cities = try row.decode("cities", as: [String?].self)
    merged = zip(ids, zip(names, cities)).map { Side($0, $1.0, $1.1) }
  }
}

extension Prospects {
  /// The merges, newest first; those that were undone too when asked for.
  public func merges(includingUndone: Bool = false) async throws -> [RecordedMerge] {
    try await scope.read { try await $0.merges(where: includingUndone ? "true" : "m.voided_at is null") }
  }

  /// Undoes the merge that a person means: by its id, or by what ``find(_:)`` takes of a prospect on either side of it.
  ///
  /// - Throws: What ``unmerge(_:)-(UUID)`` throws; `.ambiguous` with the merges when the prospect is in several.
  public func unmerge(_ text: String) async throws -> Unmerge {
    try scope.requireDirector(.onlyDirectorsMerge)
    return try await unmerge(try await scope.read { try await $0.activeMerge(text) })
  }
}

extension Transaction {
  fileprivate func merges(where condition: SQL) async throws -> [RecordedMerge] {
    return try await rows(
      """
      select m.merge_id, min(m.recorded_at) at time zone \(organization.timeZone) as merged_at,
        max(m.voided_at) at time zone \(organization.timeZone) as undone_at, kept.id as kept_id, kept.name as kept, kept.city as kept_city,
        array_agg(other.id order by other.name_key, other.id) as ids, array_agg(other.name order by other.name_key, other.id) as names,
        array_agg(other.city order by other.name_key, other.id) as cities
      from prospect_merge m
      join prospect kept on kept.organization_id = \(organization.id) and kept.id = m.kept_id
      join prospect other on other.organization_id = \(organization.id) and other.id = m.prospect_id
      where m.organization_id = \(organization.id)
        and \(condition)
      group by m.merge_id, kept.id, kept.name, kept.city
      order by min(m.recorded_at) desc, m.merge_id
      """, RecordedMerge.init(row:))
  }

  fileprivate func activeMerge(_ text: String) async throws -> Merge.ID {
    if let id = Merge.ID(text), try await !merges(where: "m.merge_id = \(id)").isEmpty { return id }
    let beginning = IDBeginning(text, shortest: 8).map { [$0.begins("m.merge_id")] } ?? []
    let readings = Lookup.conditions(text).map { condition -> SQL in
      """
      m.merge_id in (
        select side.merge_id
        from prospect_merge side
        join prospect p on p.organization_id = \(organization.id) and p.id in (side.prospect_id, side.kept_id)
        where side.organization_id = \(organization.id)
          and side.voided_at is null
          and \(condition))
      """
    }
    for reading in beginning + readings {
      let found = try await merges(where: reading)
      if found.count > 1 { throw CRMError(.ambiguous, .severalMerges(text, found), remedy: .severalMergesRemedy) }
      if let only = found.first { return only.mergeID }
    }
    throw CRMError(.notFound, .noMerge(text), remedy: .mergeListRemedy)
  }
}
