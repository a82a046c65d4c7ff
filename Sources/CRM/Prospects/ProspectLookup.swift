import Foundation
import Postgres

extension Prospects {
  /// The prospect a person means: by id, e-mail, phone or SIRET, else by the whole name, its beginning, or words in it.
  ///
  /// Of those whose names are alike (accents, capitals, legal form) the one that is written just so is meant.
  /// A merged prospect answers for the one that was kept.
  /// - Throws: `.notFound` with the names that come near, `.ambiguous` with those that fit.
  public func find(_ text: String) async throws -> Prospect {
    try await scope.read { try await $0.match(text).prospect }
  }
}

extension Transaction {
  /// The only prospect that fits; `exactly` takes no part of a name for it.
  func match(_ text: String, exactly: Bool = false) async throws -> Lookup.Match {
    if let only = try await fetch(matches(text, exactly: exactly)) { return only }
    throw try await nobody(text)
  }

  /// That nobody fits, with the names that come near.
  func nobody(_ text: String) async throws -> CRMError {
    guard Lookup.isPossible(text) else { return CRMError(.notFound, .noProspect(text)) }
    let near = try await fetch(names(near: text))
    return CRMError(.notFound, .noProspect(text), remedy: near.isEmpty ? .prospectAddRemedy : .nearNames(near))
  }

  /// The only prospect that fits, nil when nobody does; throws `.ambiguous` with those that fit.
  func matches(_ text: String, exactly: Bool = false) -> Query<Lookup.Match?> {
    Query.rows(Lookup.statement(Lookup.isPossible(text) ? text : "", exactly: exactly, organization)) { row in
      Lookup.Match(prospect: try Prospect(row: row), merged: try row.decode("merged"))
    }.map { found in
      guard found.count > 1 else { return found.first }
      throw CRMError(
        .ambiguous, .severalProspects(text, found.prefix(Lookup.shown).map(\.prospect.line), more: found.count > Lookup.shown),
        remedy: found.contains { $0.prospect.name.lowercased() == text.trimmed.lowercased() }
          ? .sameNamesRemedy : .severalProspectsRemedy)
    }
  }

  /// Names that share the first letters.
  func names(near text: String) -> Query<[String]> { .rows(Lookup.near(text, organization), { try $0.decode("name") }) }
}

/// How a text becomes a search: the surest reading first.
enum Lookup {
  /// How many are named when several fit.
  static let shown = 10

  /// A prospect that fits, with those merged into it.
  struct Match: Sendable {
    let prospect: Prospect
    let merged: [Prospect.ID]
  }

  /// No prospect has any other name; PostgreSQL could not even be asked.
  fileprivate static func isPossible(_ text: String) -> Bool { text.unicodeScalars.count <= 1000 && !text.unicodeScalars.contains("\0") }

  /// The readings of a text, as conditions on `p`. Row-level security lets only leakproof operators use an index: equality and order.
  static func conditions(_ text: String, exactly: Bool = false) -> [SQL] {
    var conditions: [SQL] = []
    if let id = Prospect.ID(String(text.trimmed)) { conditions.append("p.id = \(id)") }
    if let email = try? EmailAddress(text) { conditions.append("p.email_key = \(email.canonical)") }
    if let phone = PhoneNumber.searched(text)?.e164 { conditions.append("p.phone_key = \(phone)") }
    let abroad = PhoneNumber.abroad(text)
    if !abroad.isEmpty { conditions.append("p.phone_key = any (\(abroad))") }
    if let siret = try? SIRET(text) { conditions.append("p.siret = \(siret.digits)") }
    let key = String(NameKey.text(of: text).trimmed)
    guard !key.isEmpty else { return conditions }
    conditions.append("p.name_key = \(key)")
    guard !exactly else { return conditions }
    conditions += [beginning(with: key), beginningWords(key), containing(key)]
    // A text is a name in the first place.
    if let beginning = IDBeginning(text, shortest: 8) { conditions.append(beginning.begins("p.id")) }
    return conditions
  }

  /// Names that begin with a key.
  static func beginning(with key: String) -> SQL {
    "p.name_key >= \(key) and p.name_key < \(key + "\u{10FFFF}")"
  }

  /// Names of which every word of a key begins a word, in whatever order.
  static func beginningWords(_ key: String) -> SQL {
    key.split(separator: " ").map { "position(\(" " + $0) in ' ' || p.name_key) > 0" as SQL }.joined(separator: " and ")
  }

  /// The words of what somebody types to see what fits, as texts have them: « l’Étoile » is two, whichever apostrophe is typed.
  static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).flatMap { part in
      let words = part.split { "'’ʼ".contains($0) }
      return (words.isEmpty ? [part] : words).map { String($0).folded }
    }
  }

  /// Names that contain every word of a key, in whatever order.
  static func containing(_ key: String) -> SQL {
    key.split(separator: " ").map { "position(\(String($0)) in p.name_key) > 0" as SQL }.joined(separator: " and ")
  }

  /// The prospects that fit the surest reading that anybody fits, each as the one it was merged into; of names that are alike only those
  /// closest to the text.
  static func statement(_ text: String, exactly: Bool = false, _ organization: Organization) -> SQL {
    let name = String(text.trimmed)
    let conditions = conditions(text, exactly: exactly)
    let readings = (conditions.isEmpty ? ["false"] : conditions).enumerated().map { index, condition -> SQL in
      // Only when the readings before it found nobody: the server asks that once, before it looks into the table.
      let unless = (0..<index).map { "and not exists (select from reading_\(unsafeRaw: "\($0)"))" as SQL }.joined(separator: " ")
      return """
        reading_\(unsafeRaw: "\(index)") as materialized (
          select p.id, (p.name <> \(name))::int + (lower(p.name) <> lower(\(name)))::int as distance
          from prospect p
          where p.organization_id = \(organization.id)
            and p.voided_at is null
            and \(condition)
            \(unless)
          order by p.name_key, distance, p.id
          limit 100
        )
        """
    }
    let hits = readings.indices.map { "select * from reading_\(unsafeRaw: "\($0)")" as SQL }.joined(separator: " union all ")
    let merged: SQL = """
      , array(
        select distinct m.prospect_id
        from prospect_merge m
        where m.organization_id = \(organization.id)
          and m.kept_id = p.id
          and m.voided_at is null
          and kept_prospect(\(organization.id), m.prospect_id) = p.id
      ) as merged
      """
    return """
      with \(readings.joined(separator: ", ")),
      hit as (
        \(hits)
      ),
      kept as (
        select distinct kept_prospect(\(organization.id), hit.id) as id
        from hit
        where hit.distance = (select min(hit.distance) from hit)
      )
      \(Prospect.selection(organization, and: merged))
      where p.organization_id = \(organization.id)
        and p.id = any (array(select kept.id from kept))
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
