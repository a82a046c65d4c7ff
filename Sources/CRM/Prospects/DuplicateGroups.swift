import Foundation
import Postgres

/// Prospects that seem to be one.
public struct DuplicateGroup: Sendable, Hashable, Encodable {
  /// The strongest first.
  public let reasons: [DuplicateReason]
  /// The oldest first.
  public let prospects: [Prospect]
}

extension Prospects {
  /// The likely duplicates of the organization in groups, those with the surest reason first.
  ///
  /// - Parameter limit: At most this many shared keys are followed.
  public func duplicates(limit: Int = 200) async throws -> [DuplicateGroup] {
    guard (1...1000).contains(limit) else { throw CRMError(.usage, .badPageLength) }
    return try await scope.read { transaction in
      let shared = try await transaction.rows(Self.sharedKeys(scope.organization, limit: limit)) { row in
        (reason: try row.decode("reason", as: DuplicateReason.self), ids: try row.decode("ids", as: [Prospect.ID].self))
      }
      // Whoever shares a key with one of a group belongs to it.
      var groups: [(ids: Set<Prospect.ID>, reasons: Set<DuplicateReason>)] = []
      for key in shared {
        let joined = groups.filter { !$0.ids.isDisjoint(with: key.ids) }
        groups.removeAll { !$0.ids.isDisjoint(with: key.ids) }
        groups.append(
          joined.reduce(into: (Set(key.ids), [key.reason])) { group, other in
            group.0.formUnion(other.ids)
            group.1.formUnion(other.reasons)
          })
      }
      let prospects = try await transaction.fetch(transaction.prospects(ids: groups.flatMap(\.ids)))
      let byID = Dictionary(uniqueKeysWithValues: prospects.map { ($0.id, $0) })
      return groups.map { group in
        DuplicateGroup(
          reasons: DuplicateReason.allCases.filter(group.reasons.contains),
          prospects: group.ids.compactMap { byID[$0] }.sorted { ($0.recordedAt, $0.id.description) < ($1.recordedAt, $1.id.description) })
      }
      .sorted { ($0.rank, $0.prospects.first?.name ?? "") < ($1.rank, $1.prospects.first?.name ?? "") }
    }
  }

  /// The keys that several prospects share, each with them; a merged prospect counts as the one that was kept.
  private static func sharedKeys(_ organization: Organization, limit: Int) -> SQL {
    """
    with newest as (
      select distinct on (m.prospect_id) m.prospect_id, m.kept_id
      from prospect_merge m
      where m.organization_id = \(organization.id) and m.voided_at is null
      order by m.prospect_id, m.recorded_at desc
    ),
    live as (
      select coalesce(n.kept_id, p.id) as id, p.email_key, p.phone_key, p.siret, p.name_key, p.postal_code, p.unnamed
      from prospect p
      left join newest n on n.prospect_id = p.id
      where p.organization_id = \(organization.id) and p.voided_at is null
    ),
    shared as (
      select 1 as rank, 'email' as reason, array_agg(distinct id) as ids
      from live where email_key is not null group by email_key having count(distinct id) > 1
      union all
      select 2, 'phone', array_agg(distinct id)
      from live where phone_key is not null group by phone_key having count(distinct id) > 1
      union all
      select 3, 'siret', array_agg(distinct id)
      from live where siret is not null group by siret having count(distinct id) > 1
      union all
      select 4, 'name_and_postal_code', array_agg(distinct id)
      from live where postal_code is not null and not unnamed group by name_key, postal_code having count(distinct id) > 1
      union all
      select 5, 'name', array_agg(distinct id)
      from live where not unnamed group by name_key having count(distinct id) > 1 and bool_or(postal_code is null)
    )
    select reason, ids from shared order by rank, ids limit \(limit)
    """
  }
}

extension DuplicateGroup {
  fileprivate var rank: Int { reasons.first.flatMap { DuplicateReason.allCases.firstIndex(of: $0) } ?? 0 }
}
