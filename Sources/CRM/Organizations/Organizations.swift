import Foundation
public import Postgres

/// Making and finding organizations.
public struct Organizations: Sendable {
  let pool: Pool

  /// The organizations of a database, through the service's own connections.
  public init(_ pool: Pool) {
    self.pool = pool
  }

  /// Makes an organization with the default pipeline of field sales; the same name again gives back the one that is there.
  ///
  /// - Parameters:
  ///   - currency: An ISO 4217 code; EUR for a new organization when nil.
  ///   - timeZone: An IANA name; Europe/Paris for a new organization when nil.
  /// - Throws: `.invalid` when the name makes no slug or the time zone or currency does not exist, `.conflict` when the organization
  ///   is there with another currency or time zone.
  public func create(
    name: String, currency: String? = nil, timeZone: String? = nil, language: Language = .fr
  ) async throws -> (organization: Organization, created: Bool) {
    guard let slug = Slug(name) else { throw CRMError(.invalid, .nameWithoutLetters(name), remedy: .nameLettersRemedy) }
    if let currency, currency.wholeMatch(of: /[A-Z]{3}/) == nil {
      throw CRMError(.invalid, .unknownCurrency(currency), remedy: .currencyRemedy)
    }
    try requireClock(at: .now)
    return try await translating(inDoubt: .askAgainSafely) {
      try await pool.transaction(["select act_as(organization_id_of(\(slug.text)), 'director')"]) { session in
        if let timeZone {
          guard
            try await session.one(
              "select exists (select from pg_timezone_names where name = \(timeZone))", { try $0.decode("exists", as: Bool.self) })
          else { throw CRMError(.invalid, .unknownTimeZone(timeZone), remedy: .timeZoneRemedy) }
        }

        let created = try await session.execute(
          """
          insert into organization (organization_id, slug, name, currency, time_zone, language)
          values (
            organization_id_of(\(slug.text)), \(slug.text), \(name), \(currency ?? "EUR"), \(timeZone ?? "Europe/Paris"),
            \(language.rawValue)
          )
          on conflict do nothing
          """)
        let organization = try await session.one(
          "select \(Organization.columns) from organization where organization_id = organization_id_of(\(slug.text))",
          Organization.init(row:))
        if created == 1 {
          try await session.fetch(Stage.insertion(of: organization))
        } else if organization.currency != currency ?? organization.currency || organization.timeZone != timeZone ?? organization.timeZone {
          throw CRMError(.conflict, .organizationDiffers(organization))
        }
        return (organization, created == 1)
      }
    }
  }

  /// The organization of a slug.
  ///
  /// - Throws: `.notFound`.
  public func find(slug: String) async throws -> Organization {
    let organization = try await translating {
      try await pool.transaction(["select act_as(organization_id_of(\(slug)), 'viewer')"], readOnly: true) { session in
        try await session.first(
          "select \(Organization.columns) from organization where organization_id = organization_id_of(\(slug))",
          Organization.init(row:))
      }
    }
    guard let organization else { throw CRMError(.notFound, .noOrganization(slug), remedy: .initRemedy) }
    return organization
  }

  /// The stages of an organization's pipeline, in their order.
  public func stages(of organization: Organization) async throws -> [Stage] {
    try await Scope(pool: pool, organization: organization, identity: .viewer(of: organization.id)).read { transaction in
      try await transaction.fetch(transaction.stages)
    }
  }

  /// All organizations of a database in order of slug, read by the owner of the schema, who alone sees across them.
  public static func all(_ session: Session) async throws -> [Organization] {
    try await session.rows("select \(Organization.columns) from organization order by slug", Organization.init(row:))
  }
}

/// The part of a name that fits in addresses and commands: `Forge & Fils (Lyon)` is `forge-fils-lyon`.
struct Slug {
  let text: String

  init?(_ name: String) {
    let words = name.folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    text = String(words.joined(separator: "-").prefix(63)).trimmingSuffix("-")
    if text.isEmpty { return nil }
  }
}

extension Organization {
  /// Whether a text is its name or its slug, however its letters and signs are written.
  package func isNamed(_ text: String) -> Bool { Slug(text)?.text == slug }
}

extension String {
  /// Lower case without accents: `Éco-Ménage` is `eco-menage`.
  package var folded: String { CRM.folded(self) }

  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    var text = self
    while text.last == suffix { text.removeLast() }
    return text
  }
}
