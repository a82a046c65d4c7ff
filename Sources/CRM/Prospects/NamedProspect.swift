import Foundation
import Postgres

/// The prospect that facts are about: the one that stands, when it was merged.
struct NamedProspect: Sendable, Hashable {
  let id: Prospect.ID
  let name: String
  /// Itself and those merged into it: its facts carry these ids.
  let members: [Prospect.ID]

  init(_ match: Lookup.Match) {
    self.init(id: match.prospect.id, name: match.prospect.name, members: [match.prospect.id] + match.merged)
  }

  init(id: Prospect.ID, name: String, members: [Prospect.ID]) {
    self.id = id
    self.name = name
    self.members = members
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

extension Transaction {
  /// Holds a prospect until the transaction ends, so that those who record what concerns it take turns.
  func lock(_ prospect: NamedProspect) -> Query<Void> { .run("select lock_prospects(\(organization.id), \([prospect.id]))") }

  /// The prospect that a person means, as `Prospects.find` finds it.
  func prospect(_ text: String, exactly: Bool = false) async throws -> NamedProspect {
    NamedProspect(try await match(text, exactly: exactly))
  }
}
