import Foundation
import Postgres

/// The details of a prospect once they are checked, with the keys by which it is found.
struct ProspectValues: Sendable, Hashable {
  var contactName, email, emailKey, phone, phoneKey, siret, vatNumber, nafCode, address, postalCode, city, country, source, note,
    nextStep: String?
  var potentialCents: Int?
  var nextOn: Day?

  /// Nothing noted.
  init() {}

  /// Checks what was written.
  ///
  /// - Parameter current: The prospect that is changed: its country and postal code say how the rest is read.
  /// - Throws: `.invalid` with what is wrong and what to write.
  package static func checked(_ details: ProspectDetails, changing current: Prospect? = nil) throws -> ProspectValues {
    do { return try ProspectValues(details, current) } catch let refusal as InvalidValue { throw CRMError(refusal) }
  }

  private init(_ details: ProspectDetails, _ current: Prospect?) throws {
    contactName = try text(details.contactName, .fieldContact, limit: 200)
    country = try details.country.map { try Country($0).code }
    let country = country ?? current?.country ?? "FR"
    let postal = try present(details.postalCode).map { try PostalCode($0, country: country) }
    postalCode = postal?.text
    email = try text(details.email, .fieldEmail, limit: 254).flatMap(said)
    emailKey = try email.map { try EmailAddress($0).canonical }
    phone = try text(details.phone, .fieldPhone, limit: 60).flatMap(said)
    let place = postal ?? current?.postalCode.flatMap { try? PostalCode($0) }
    phoneKey = try phone.flatMap { try PhoneNumber($0, postalCode: place, country: country).e164 }
    siret = try text(details.siret, .fieldSIRET, limit: 40).map { try SIRET($0).digits }
    vatNumber = try text(details.vatNumber, .fieldVAT, limit: 40).map { try VATNumber($0).number }
    nafCode = try text(details.nafCode, .fieldNAF, limit: 20).map { try NAFCode($0).text }
    address = try text(details.address, .fieldAddress, limit: 500, lines: true)
    city = try text(details.city, .fieldCity, limit: 100)
    source = try text(details.source, .fieldSource, limit: 100)
    note = try text(details.note, .fieldNote, limit: 10_000, lines: true)
    nextStep = try text(details.nextStep, .fieldNext, limit: 500)
    nextOn = details.nextOn
    potentialCents = details.potentialCents
    if let potentialCents, potentialCents < 0 { throw CRMError(.invalid, .negativePotential) }
    if nextStep != nil, nextOn == nil, current?.nextOn == nil { throw CRMError(.invalid, .nextWithoutDay, remedy: .nextDayRemedy) }
  }

  /// The name of a prospect, checked.
  static func name(_ name: String) throws -> String {
    guard let name = try text(name, .fieldName, limit: 200) else { throw CRMError(.invalid, .prospectWithoutName) }
    return name
  }
}

/// The text without the space around it; nil when nothing is left.
private func present(_ text: String?) -> String? {
  guard let trimmed = text?.trimmed, !trimmed.isEmpty else { return nil }
  return String(trimmed)
}

/// The text; nil for « n/a » and its like.
private func said(_ text: String) -> String? { text.isPlaceholder ? nil : text }

/// A text that fits its column and that no terminal or export stumbles over.
private func text(_ written: String?, _ field: Message, limit: Int, lines: Bool = false) throws -> String? {
  guard let text = present(written) else { return nil }
  let length = text.unicodeScalars.count
  guard length <= limit else { throw CRMError(.invalid, .textTooLong(field, length, limit)) }
  let isClean = text.unicodeScalars.allSatisfy { scalar in
    scalar.properties.generalCategory != .control || lines && (scalar == "\n" || scalar == "\t" || scalar == "\r")
  }
  guard isClean else { throw CRMError(.invalid, .controlCharacter(field)) }
  return text
}
