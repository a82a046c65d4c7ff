public import Foundation
import Postgres

/// A company whose team uses Filon; what belongs to one is never seen by another.
public struct Organization: Sendable, Hashable, Encodable {
  public let id: UUID
  /// The name in addresses and commands: lower-case letters, digits and hyphens; it never changes.
  public let slug: String
  public let name: String
  /// ISO 4217; all its amounts are integer cents of it.
  public let currency: String
  /// IANA name; its business days are days there.
  public let timeZone: String
  public let language: Language

  init(row: Row) throws {
    id = try row.decode(0, "organization_id")
    slug = try row.decode(1, "slug")
    name = try row.decode(2, "name")
    currency = try row.decode(3, "currency")
    timeZone = try row.decode(4, "time_zone")
    language = try row.decode(5, "language")
  }

  static let columns: SQL = "organization_id, slug, name, currency, time_zone, language"
}
