import Foundation
import Postgres

extension Prospects {
  /// The prospect a person means: by id, e-mail, phone or SIRET, else by the whole name, its beginning, or words in it.
  ///
  /// Of those whose names are alike (accents, capitals, legal form) the one that is written just so is meant.
  /// A merged prospect answers for the one that was kept.
  /// - Throws: `.notFound` with the names that come near, `.ambiguous` with those that fit.
  public func find(_ text: String) async throws -> Prospect {
    try await scope.read { try await Self.find(text, scope.organization, $0) }
  }

  /// The prospect a person means, within a transaction that does more; `exactly` takes no part of a name for it.
  static func find(_ text: String, exactly: Bool = false, _ organization: Organization, _ session: Session) async throws -> Prospect {
    // No prospect has such a name; PostgreSQL could not even be asked.
    guard text.unicodeScalars.count <= 1000, !text.unicodeScalars.contains("\0") else { throw CRMError(.notFound, .noProspect(text)) }
    for condition in Lookup.conditions(text, exactly: exactly) {
      let found = try await session.rows(Lookup.statement(condition, text, organization), Prospect.init(row:))
      guard let first = found.first else { continue }
      if found.count == 1 { return first }
      throw CRMError(
        .ambiguous, .severalProspects(text, found.prefix(Lookup.shown).map(\.line), more: found.count > Lookup.shown),
        remedy: found.contains { $0.name.lowercased() == text.trimmed.lowercased() } ? .sameNamesRemedy : .severalProspectsRemedy)
    }
    let near = try await session.rows(Lookup.near(text, organization)) { try $0.decode(0, "name", as: String.self) }
    throw CRMError(.notFound, .noProspect(text), remedy: near.isEmpty ? .prospectAddRemedy : .nearNames(near))
  }
}

/// How a text becomes a search: the surest reading first.
enum Lookup {
  /// How many are named when several fit.
  static let shown = 10

  /// The readings of a text, as conditions on `p`. Row-level security lets only leakproof operators use an index: equality and order.
  static func conditions(_ text: String, exactly: Bool = false) -> [SQL] {
    var conditions: [SQL] = []
    if let id = UUID(uuidString: String(text.trimmed)) { conditions.append("p.id = \(id)") }
    if let email = try? EmailAddress(text) { conditions.append("p.email_key = \(email.canonical)") }
    if let phone = PhoneNumber.searched(text) { conditions.append("p.phone_key = \(phone.e164)") }
    if let siret = try? SIRET(text) { conditions.append("p.siret = \(siret.digits)") }
    let key = String(NameKey.text(of: text).trimmed)
    guard !key.isEmpty else { return conditions }
    conditions.append("p.name_key = \(key)")
    if !exactly { conditions += [beginning(with: key), containing(key)] }
    return conditions
  }

  /// Names that begin with a key.
  static func beginning(with key: String) -> SQL {
    "p.name_key >= \(key) and p.name_key < \(key + "\u{10FFFF}")"
  }

  /// Names that contain every word of a key, in whatever order.
  static func containing(_ key: String) -> SQL {
    key.split(separator: " ").map { "position(\(String($0)) in p.name_key) > 0" as SQL }.joined(separator: " and ")
  }

  /// The prospects that fit a condition, each as the one it was merged into; of names that are alike only those closest to the text.
  static func statement(_ condition: SQL, _ text: String, _ organization: Organization) -> SQL {
    let name = String(text.trimmed)
    return """
      with hit as (
        select p.id, (p.name <> \(name))::int + (lower(p.name) <> lower(\(name)))::int as distance
        from prospect p
        where p.organization_id = \(organization.id)
          and p.voided_at is null
          and \(condition)
        order by p.name_key, distance, p.id
        limit 100
      ),
      kept as (
        select distinct kept_prospect(\(organization.id), hit.id) as id
        from hit
        where hit.distance = (select min(hit.distance) from hit)
      )
      \(Prospect.selection(organization))
      where p.organization_id = \(organization.id)
        and p.id in (select kept.id from kept)
        and p.voided_at is null
      order by p.name_key, p.id
      limit \(shown + 1)
      """
  }

  /// Names that share the first letters.
  static func near(_ text: String, _ organization: Organization) -> SQL {
    let beginning = String(NameKey.text(of: text).trimmed.prefix(3))
    return """
      select p.name
      from prospect p
      where p.organization_id = \(organization.id)
        and p.voided_at is null
        and \(beginning.isEmpty ? "false" : self.beginning(with: beginning))
      order by p.name_key, p.id
      limit 5
      """
  }
}
