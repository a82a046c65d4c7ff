import Foundation
public import Postgres

/// Whether somebody has bought yet.
public enum Lifecycle: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case prospect
  /// A prospect with a conversion.
  case customer
}

/// A person or company we may sell to.
public struct Prospect: Sendable, Hashable, Encodable {
  public typealias ID = CRM.ID<Prospect>

  /// Its id.
  public let id: Prospect.ID
  /// As people write it.
  public let name: String
  /// Derived: a prospect with a conversion is a customer.
  public let lifecycle: Lifecycle
  /// The business day of the first sale or win.
  @Nullable public private(set) var convertedOn: Day?
  /// The person to talk to.
  @Nullable public private(set) var contactName: String?
  /// As it was written.
  @Nullable public private(set) var email: String?
  /// The address is that of a function (`contact@…`), not of a person.
  @Nullable public private(set) var emailIsRole: Bool?
  /// As it was written.
  @Nullable public private(set) var phone: String?
  /// In the international form: `+33612345678`.
  @Nullable public private(set) var phoneE164: String?
  /// Fourteen digits.
  @Nullable public private(set) var siret: String?
  /// Country code and number.
  @Nullable public private(set) var vatNumber: String?
  /// The activity, `62.01Z`.
  @Nullable public private(set) var nafCode: String?
  /// Street and number.
  @Nullable public private(set) var address: String?
  /// Five digits in France.
  @Nullable public private(set) var postalCode: String?
  /// The town.
  @Nullable public private(set) var city: String?
  /// ISO 3166 alpha-2.
  public let country: String
  /// Where it came from.
  @Nullable public private(set) var source: String?
  /// The salesperson in charge; nil when it is nobody's.
  @Nullable public private(set) var owner: String?
  /// What it could buy in a year, in cents.
  @Nullable public private(set) var potentialCents: Int?
  /// Whatever is worth knowing.
  @Nullable public private(set) var note: String?
  /// The follow-up: what to do.
  @Nullable public private(set) var nextStep: String?
  /// The day of the follow-up.
  @Nullable public private(set) var nextOn: Day?
  /// The business day since which they want no more contact; nil when nobody objected.
  @Nullable public private(set) var opposedOn: Day?
  /// When it was added.
  public let recordedAt: Instant
  /// When it last changed.
  public let updatedAt: Instant

  init(row: Row) throws {
    id = try row.decode("id")
    name = try row.decode("name")
    let day: Day? = try row.decode("converted_on")
    convertedOn = day
    lifecycle = day == nil ? .prospect : .customer
    contactName = try row.decode("contact_name")
    let address: String? = try row.decode("email")
    email = address
    emailIsRole = address.flatMap { try? EmailAddress($0) }?.isRole
    phone = try row.decode("phone")
    phoneE164 = try row.decode("phone_key")
    siret = try row.decode("siret")
    vatNumber = try row.decode("vat_number")
    nafCode = try row.decode("naf_code")
    self.address = try row.decode("address")
    postalCode = try row.decode("postal_code")
    city = try row.decode("city")
    country = try row.decode("country")
    source = try row.decode("source")
    owner = try row.decode("owner")
    potentialCents = try row.decode("potential_cents")
    note = try row.decode("note")
    nextStep = try row.decode("next_step")
    nextOn = try row.decode("next_on")
    recordedAt = try row.decode("recorded_at")
    updatedAt = try row.decode("updated_at")
    opposedOn = try row.decode("opposed_on")
  }

  /// All prospects of an organization as `p`, each with its owner and conversion, and columns `more`; joins and `where` clauses follow.
  static func selection(_ organization: Organization, and more: SQL = SQL()) -> SQL {
    """
    select p.id, p.name, v.converted_on, p.contact_name, p.email, p.phone, p.phone_key, p.siret, p.vat_number, p.naf_code, p.address,
      p.postal_code, p.city, p.country, p.source, s.name as owner, p.potential_cents, p.note, p.next_step, p.next_on,
      p.recorded_at, p.updated_at, \(ProspectState.opposedOn(organization)) as opposed_on\(more)
    from prospect p
    left join salesperson s on s.organization_id = \(organization.id) and s.id = p.owner_id
    left join conversion v on v.organization_id = \(organization.id) and v.prospect_id = p.id and v.voided_at is null
    """
  }

  /// What tells it from others of its name, on one line.
  var line: String {
    let place = [postalCode, city].compactMap(\.self).joined(separator: " ")
    return [name, place.isEmpty ? nil : place, email, phone, id.description].compactMap(\.self).joined(separator: ", ")
  }
}
