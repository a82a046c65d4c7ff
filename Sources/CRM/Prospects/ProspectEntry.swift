import Foundation
public import Postgres

/// What may be noted of a prospect beside its name, as people write it; nil says nothing.
public struct ProspectDetails: Sendable, Hashable {
  /// The person to talk to.
  public var contactName: String?
  /// As it was written.
  public var email: String?
  /// As it was written.
  public var phone: String?
  /// Fourteen digits.
  public var siret: String?
  /// Country code and number.
  public var vatNumber: String?
  /// The activity, `62.01Z`.
  public var nafCode: String?
  /// Street and number.
  public var address: String?
  /// Five digits in France.
  public var postalCode: String?
  /// The town.
  public var city: String?
  /// Its code or its name.
  public var country: String?
  /// Where it came from.
  public var source: String?
  /// A salesperson's name.
  public var owner: String?
  /// What it could buy in a year, in cents.
  public var potentialCents: Int?
  /// Whatever is worth knowing.
  public var note: String?
  /// The follow-up: what, and its day.
  public var nextStep: String?
  /// The day of the follow-up.
  public var nextOn: Day?

  /// Nothing noted.
  public init() {}
}

/// A prospect to add.
public struct ProspectEntry: Sendable, Hashable {
  /// Made by whoever writes: the same id again adds nothing.
  public var id: Prospect.ID
  /// As people write it.
  public var name: String
  /// What is known of it.
  public var details: ProspectDetails

  /// A draft with a new id.
  public init(id: Prospect.ID = .v7(), name: String, details: ProspectDetails = ProspectDetails()) {
    self.id = id
    self.name = name
    self.details = details
  }
}

/// A field of a prospect that can be emptied; its raw value is that of `--clear`.
public enum ProspectField: String, Sendable, CaseIterable {
  case contact, email, phone, siret, vat, naf, address
  case postalCode = "postal-code"
  case city, source, owner, potential, note
  /// The follow-up: what and when.
  case next
}

/// A change of a prospect: what is given replaces, what is cleared or given as an empty text is emptied, the rest stays.
public struct ProspectChange: Sendable {
  /// As people write it.
  public var name: String?
  /// What replaces.
  public var details = ProspectDetails()
  /// What is emptied.
  public var cleared: Set<ProspectField> = []

  /// Changes nothing until fields are set.
  public init() {}
}

extension ProspectChange {
  /// The fields to empty.
  var emptied: Set<ProspectField> {
    let texts: [(ProspectField, String?)] = [
      (.contact, details.contactName), (.email, details.email), (.phone, details.phone), (.siret, details.siret),
      (.vat, details.vatNumber), (.naf, details.nafCode), (.address, details.address), (.postalCode, details.postalCode),
      (.city, details.city), (.source, details.source), (.owner, details.owner), (.note, details.note), (.next, details.nextStep),
    ]
    return cleared.union(
      texts.lazy.filter { field, text in
        text.map { field == .email || field == .phone ? $0.isPlaceholder : $0.trimmed.isEmpty } ?? false
      }.map(\.0))
  }
}
