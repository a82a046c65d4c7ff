import Foundation
import Postgres

/// Why two prospects seem to be one.
public enum DuplicateReason: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case email, phone, siret
  case nameAndPostalCode = "name_and_postal_code"
  /// The same name, where one of them has no postal code: only possible.
  case name

  /// The reason for people.
  public var message: Message {
    switch self {
    case .email: .duplicateByEmail
    case .phone: .duplicateByPhone
    case .siret: .duplicateBySIRET
    case .nameAndPostalCode: .duplicateByNameAndPlace
    case .name: .duplicateByName
    }
  }
}

/// A prospect that seems to be the same as another.
public struct Duplicate: Sendable, Hashable, Encodable {
  /// The prospect itself.
  public let prospect: Prospect
  /// The strongest first.
  public let reasons: [DuplicateReason]
  /// By more than the bare name.
  public var isLikely: Bool { reasons != [.name] }

  private enum CodingKeys: String, CodingKey {
    case prospect, reasons, likely
  }

  /// Encodes it with `likely`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(prospect, forKey: .prospect)
    try container.encode(reasons, forKey: .reasons)
    try container.encode(isLikely, forKey: .likely)
  }
}

extension Duplicate {
  /// The keys of a prospect by which others are compared with it.
  struct Keys {
    let name: String
    let email, phone, siret, postalCode: String?
  }
}

extension Transaction {
  /// Keeps others with one of these keys waiting until this transaction ends, so that of two who add the same prospect at once the second
  /// sees the first.
  func lock(_ keys: Duplicate.Keys) -> Query<Void> {
    let texts = ["n" + keys.name, keys.email.map { "e" + $0 }, keys.phone.map { "p" + $0 }, keys.siret.map { "s" + $0 }]
    return .run(
      """
      select pg_advisory_xact_lock(hashtextextended(\(organization.id.description) || key, 0))
      from unnest(\(texts.compactMap(\.self).sorted())) as key
      """)
  }

  /// The prospects that share a key, the likely ones first; a merged one answers for the one that was kept.
  func duplicates(of keys: Duplicate.Keys) -> Query<[Duplicate]> {
    .rows(
      """
      \(Prospect.selection(organization, and: ", twin.reasons"))
      join (
        select hit.id, array_agg(hit.reason) as reasons
        from (\(Duplicate.statement(keys, organization))) hit
        group by hit.id
      ) twin on twin.id = p.id
      where p.organization_id = \(organization.id)
        and p.voided_at is null
      order by twin.reasons = array['name'], p.name_key, p.id
      """
    ) { row in
      let reasons = try row.decode("reasons", as: [DuplicateReason].self)
      return Duplicate(prospect: try Prospect(row: row), reasons: DuplicateReason.allCases.filter(reasons.contains))
    }
  }

}

extension Duplicate {
  /// Ids and reasons, each branch on the index of its key.
  static func statement(_ keys: Keys, _ organization: Organization) -> SQL {
    let live: SQL = "from prospect p where p.organization_id = \(organization.id) and p.voided_at is null"
    return """
      with hit as (
        select p.id, 'email' as reason \(live) and p.email_key = \(keys.email)
        union all
        select p.id, 'phone' \(live) and p.phone_key = \(keys.phone)
        union all
        select p.id, 'siret' \(live) and p.siret = \(keys.siret)
        union all
        select p.id, case when p.postal_code = \(keys.postalCode) then 'name_and_postal_code' else 'name' end
        \(live)
          and p.name_key = \(keys.name)
          and not p.unnamed
          and (p.postal_code is null or \(keys.postalCode)::text is null or p.postal_code = \(keys.postalCode))
      )
      select distinct kept_prospect(\(organization.id), hit.id) as id, hit.reason
      from hit
      """
  }
}

/// What came of adding a prospect.
public enum Addition: Sendable, Hashable {
  case added(Prospect)
  /// Nothing was added: these seem to be the same.
  case duplicates([Duplicate])

  /// The prospect that was added.
  ///
  /// - Throws: `.conflict` that names the likely duplicates and says what to do.
  public func added() throws -> Prospect {
    switch self {
    case .added(let prospect): return prospect
    case .duplicates(let duplicates):
      throw CRMError(
        .conflict, .duplicatesThere(duplicates.map { ($0.prospect.line, $0.reasons.map(\.message)) }), remedy: .duplicateRemedy)
    }
  }
}
