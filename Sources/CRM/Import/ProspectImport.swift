import Foundation
import Postgres

/// A prospect in a file.
struct ProspectImport: ImportFact {
  var reference: String?
  let name: String
  let owner: String?
  private let values: ProspectValues

  init(_ row: ImportRow) throws(RowRejection) {
    reference = try row.text("reference", limit: 300)
    guard let name = try row.text("name", limit: 200) else { throw row.rejection("name", .fieldEmpty("name")) }
    self.name = name
    owner = try row.text("owner", limit: 200)
    values = try ProspectValues(row)
  }

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    try await importing.names.resolve(salespeople: facts.compactMap(\.owner))
    var resolved = facts.map { fact in
      Result { () throws(RowRejection) in
        var draft = ProspectDraft(
          name: fact.name, values: fact.values, ownerID: try importing.salesperson(fact.owner, field: "owner"))
        draft.reference = fact.reference
        return draft
      }
    }
    let known = try await answersOfKnown(facts, importing)
    // Within one set too, the first of two equal ones wins.
    var seen: Set<String> = []
    for index in facts.indices {
      let fact = facts[index]
      let keys = [fact.values.emailKey, fact.values.phoneKey, fact.values.siret].compactMap(\.self)
      if let duplicate = known.duplicates[index] {
        resolved[index] = .failure(RowRejection(field: "name", column: nil, reason: .duplicateProspect(duplicate)))
      } else if known.repetitions[index] == nil, keys.contains(where: seen.contains) {
        resolved[index] = .failure(RowRejection(field: "name", column: nil, reason: .duplicateInFile))
      }
      seen.formUnion(keys)
    }
    var answers: [ImportAnswer] = resolved.enumerated().map { index, result in
      if let repetition = known.repetitions[index] { return repetition }
      if case .failure(let rejection) = result { return .rejected(rejection) }
      return .recorded
    }
    let ready = zip(resolved, answers).enumerated().compactMap { index, each in
      each.1.isRecorded ? (try? each.0.get()).map { (index: index, draft: $0) } : nil
    }
    guard !ready.isEmpty else { return { [answers] in answers } }
    let added = Set(
      try await importing.transaction.rows(ProspectDraft.statement(ready.map(\.draft), importing.provenance)) {
        try $0.decode("id", as: Prospect.ID.self)
      })
    // The second of two rows with one reference.
    for each in ready where !added.contains(each.draft.id) {
      answers[each.index] = .rejected(RowRejection(field: "reference", column: nil, reason: .duplicateInFile))
    }
    return { [answers] in answers }
  }

  /// Rows that are there already under their reference, and rows that describe somebody who is there under another.
  private static func answersOfKnown(
    _ facts: [Self], _ importing: ImportContext
  ) async throws -> (repetitions: [Int: ImportAnswer], duplicates: [Int: String]) {
    let organizationID = importing.organization.id
    let rows = try await importing.transaction.rows(
      """
      -- What the file does not give contradicts nothing; what comes next is the organization's own to change.
      select r.number, same.name_key = r.name_key
          and same.email_key is not distinct from coalesce(r.email_key, same.email_key)
          and same.phone is not distinct from coalesce(r.phone, same.phone)
          and same.siret is not distinct from coalesce(r.siret, same.siret)
          and same.contact_name is not distinct from coalesce(r.contact_name, same.contact_name)
          and same.address is not distinct from coalesce(r.address, same.address)
          and same.postal_code is not distinct from coalesce(r.postal_code, same.postal_code)
          and same.city is not distinct from coalesce(r.city, same.city)
          and same.potential_cents is not distinct from coalesce(r.potential_cents, same.potential_cents) as is_same,
        twin.name as twin
      from unnest(
        \(facts.map(\.reference)), \(facts.map { NameKey.text(of: $0.name) }), \(facts.map(\.values.emailKey)), \(facts.map(\.values.phoneKey)),
        \(facts.map(\.values.siret)), \(facts.map(\.values.phone)), \(facts.map(\.values.contactName)), \(facts.map(\.values.address)), \(facts.map(\.values.postalCode)),
        \(facts.map(\.values.city)), \(facts.map(\.values.potentialCents))
      ) with ordinality as r (
        reference, name_key, email_key, phone_key, siret, phone, contact_name, address, postal_code, city, potential_cents, number)
      left join lateral (
        select p.* from prospect p
        where p.organization_id = \(organizationID) and p.system = \(importing.system) and p.reference = r.reference
          and p.voided_at is null
        limit 1
      ) same on true
      left join lateral (
        select p.name from prospect p
        where p.organization_id = \(organizationID) and p.email_key = r.email_key and p.voided_at is null
        union all
        select p.name from prospect p
        where p.organization_id = \(organizationID) and p.phone_key = r.phone_key and p.voided_at is null
        union all
        select p.name from prospect p
        where p.organization_id = \(organizationID) and p.siret = r.siret and p.voided_at is null
        limit 1
      ) twin on same.id is null
      where same.id is not null or twin.name is not null
      """
    ) {
      (try $0.decode("number", as: Int.self), try $0.decode("is_same", as: Bool?.self), try $0.decode("twin", as: String?.self))
    }
    var repetitions: [Int: ImportAnswer] = [:]
    var duplicates: [Int: String] = [:]
    for (number, isSame, twin) in rows {
      if let isSame {
        repetitions[number - 1] = isSame ? .repeated : .rejected(RowRejection(field: "reference", column: nil, reason: .otherContent))
      }
      if let twin { duplicates[number - 1] = twin }
    }
    return (repetitions, duplicates)
  }
}

extension ProspectValues {
  fileprivate init(_ row: ImportRow) throws(RowRejection) {
    self.init()
    contactName = try row.text("contact_name", limit: 200)
    let code = try row.text("country")?.uppercased() ?? "FR"
    if code.wholeMatch(of: /[A-Z]{2}/) == nil { throw row.rejection("country", .notACountry(code)) }
    country = code
    let place = try row.value("postal_code") { text throws(InvalidValue) in try PostalCode(text, country: code) }
    postalCode = place?.text
    email = try row.text("email", limit: 254)
    emailKey = try row.value("email") { text throws(InvalidValue) in try EmailAddress(text).canonical }
    phone = try row.text("phone", limit: 60)
    phoneKey = try row.value("phone") { text throws(InvalidValue) in try PhoneNumber(text, postalCode: place) }?.e164
    siret = try row.value("siret") { text throws(InvalidValue) in try SIRET(text).digits }
    vatNumber = try row.value("vat_number") { text throws(InvalidValue) in try VATNumber(text).number }
    nafCode = try row.value("naf_code") { text throws(InvalidValue) in try NAFCode(text).text }
    address = try row.text("address", limit: 500)
    city = try row.text("city", limit: 100)
    source = try row.text("source", limit: 100)
    potentialCents = try row.cents("potential")
    if let potentialCents, potentialCents < 0 { throw row.rejection("potential", .negativeAmount) }
    nextStep = try row.text("next_step", limit: 500)
    nextOn = try row.day("next_on")
    if nextStep != nil, nextOn == nil { throw row.rejection("next_on", .nextStepWithoutDay) }
    note = try row.text("note", limit: 10_000)
  }
}
