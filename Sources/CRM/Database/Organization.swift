import Foundation
package import Postgres

/// A company whose team uses Filon; what belongs to one is never seen by another.
public struct Organization: Sendable, Hashable, Encodable {
  public typealias ID = CRM.ID<Organization>

  public let id: Organization.ID
  /// The name in addresses and commands: lower-case letters, digits and hyphens; it never changes.
  public let slug: String
  public let name: String
  /// ISO 4217; all its amounts are integer cents of it.
  public let currency: String
  /// IANA name; its business days are days there.
  public let timeZone: String
  public let language: Language

  package init(row: Row) throws {
    id = try row.decode("organization_id")
    slug = try row.decode("slug")
    name = try row.decode("name")
    currency = try row.decode("currency")
    timeZone = try row.decode("time_zone")
    language = try row.decode("language")
  }

  package static let columns: SQL = "organization_id, slug, name, currency, time_zone, language"
}
