import Foundation
public import Postgres

/// A prospect that somebody who types may mean.
public struct ProspectSuggestion: Sendable, Hashable, Encodable {
  public let id: Prospect.ID
  public let name: String
  @Nullable public private(set) var city: String?
  /// The follow-up that is due.
  @Nullable public private(set) var nextStep: String?
  @Nullable public private(set) var nextOn: Day?

  fileprivate init(row: Row) throws {
    id = try row.decode("id")
    name = try row.decode("name")
    city = try row.decode("city")
    nextStep = try row.decode("next_step")
    nextOn = try row.decode("next_on")
  }
}

extension Prospects {
  /// Those whose name, contact or city has all the words, or what is typed of them so far: one's own first, then those whose name begins
  /// so, those of which a word does, and those with the earliest follow-up.
  ///
  /// - Parameter limit: 1 to 100.
  public func suggestions(for text: String, limit: Int = 8) async throws -> [ProspectSuggestion] {
    let words = Lookup.words(text)
    return try await scope.read { transaction in
      try await transaction.rows(
        """
        select p.id, p.name, p.city, p.next_step, p.next_on
        from prospect p
        where p.organization_id = \(scope.organization.id)
          and p.voided_at is null
          and not exists (
            select from prospect_merge m
            where m.organization_id = \(scope.organization.id) and m.prospect_id = p.id and m.voided_at is null)
          and not exists (
            select from unnest(\(words)::text[]) word
            where position(word in p.name_key) = 0
              and position(word in \(foldedText("concat_ws(' ', p.name, p.contact_name, p.city)"))) = 0)
        order by p.owner_id is not distinct from \(scope.actor)::uuid desc, starts_with(p.name_key, \(words.first ?? "")) desc,
          position(\(" " + (words.first ?? "")) in ' ' || p.name_key) > 0 desc, p.next_on, p.name_key, p.id
        limit \(min(max(limit, 1), 100))
        """, ProspectSuggestion.init(row:))
    }
  }
}
