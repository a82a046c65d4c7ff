import Foundation
import Postgres

/// A prospect in a file.
struct ProspectImport: ImportFact {
  var reference: String?
  let name: String
  let contactName: String?
  let email: String?
  let emailKey: String?
  let phone: String?
  let phoneKey: String?
  let siret: String?
  let vatNumber: String?
  let nafCode: String?
  let address: String?
  let postalCode: String?
  let city: String?
  let country: String
  let source: String?
  let owner: String?
  let potential: Int?
  let nextStep: String?
  let nextOn: Day?
  let note: String?

  init(_ row: ImportRow) throws(RowRejection) {
    reference = try row.text("reference", limit: 300)
    guard let name = try row.text("name", limit: 200) else { throw row.rejection("name", .fieldEmpty("name")) }
    self.name = name
    contactName = try row.text("contact_name", limit: 200)
    let country = try row.text("country")?.uppercased() ?? "FR"
    if country.wholeMatch(of: /[A-Z]{2}/) == nil { throw row.rejection("country", .notACountry(country)) }
    self.country = country
    let place = try row.value("postal_code") { text throws(InvalidValue) in try PostalCode(text, country: country) }
    postalCode = place?.text
    email = try row.text("email", limit: 254)
    emailKey = try row.value("email") { text throws(InvalidValue) in try EmailAddress(text).canonical }
    phone = try row.text("phone", limit: 60)
    phoneKey = try row.value("phone") { text throws(InvalidValue) in try PhoneNumber(text, postalCode: place).e164 }
    siret = try row.value("siret") { text throws(InvalidValue) in try SIRET(text).digits }
    vatNumber = try row.value("vat_number") { text throws(InvalidValue) in try VATNumber(text).number }
    nafCode = try row.value("naf_code") { text throws(InvalidValue) in try NAFCode(text).text }
    address = try row.text("address", limit: 500)
    city = try row.text("city", limit: 100)
    source = try row.text("source", limit: 100)
    owner = try row.text("owner", limit: 200)
    potential = try row.cents("potential")
    if let potential, potential < 0 { throw row.rejection("potential", .negativeAmount) }
    nextStep = try row.text("next_step", limit: 500)
    nextOn = try row.day("next_on")
    if nextStep != nil, nextOn == nil { throw row.rejection("next_on", .nextStepWithoutDay) }
    note = try row.text("note", limit: 10_000)
  }

  private struct Resolved {
    let fact: ProspectImport
    let id = UUID.v7()
    let ownerID: UUID?
  }

  static func record(_ facts: [Self], _ importing: ImportTransaction) async throws -> PendingAnswers {
    try await importing.names.resolve(salespeople: facts.compactMap(\.owner), importing.session)
    var resolved = facts.map { fact in
      Result { () throws(RowRejection) in Resolved(fact: fact, ownerID: try importing.salesperson(fact.owner, field: "owner")) }
    }
    let known = try await answersOfKnown(facts, importing)
    // Within one set too, the first of two equal ones wins.
    var seen: Set<String> = []
    for index in facts.indices {
      let fact = facts[index]
      let keys = [fact.emailKey, fact.phoneKey, fact.siret].compactMap(\.self)
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
      each.1.isRecorded ? (try? each.0.get()).map { (index: index, row: $0) } : nil
    }
    let inserted = Set(try await insert(ready.map(\.row), importing))
    // The second of two rows with one reference.
    for each in ready where !inserted.contains(each.row.id) {
      answers[each.index] = .rejected(RowRejection(field: "reference", column: nil, reason: .duplicateInFile))
    }
    let all = answers
    return { all }
  }

  /// Rows that are there already under their reference, and rows that describe somebody who is there under another.
  private static func answersOfKnown(
    _ facts: [Self], _ importing: ImportTransaction
  ) async throws -> (repetitions: [Int: ImportAnswer], duplicates: [Int: String]) {
    let organizationID = importing.organization.id
    let rows = try await importing.session.rows(
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
        \(facts.map(\.reference)), \(facts.map { NameKey.text(of: $0.name) }), \(facts.map(\.emailKey)), \(facts.map(\.phoneKey)),
        \(facts.map(\.siret)), \(facts.map(\.phone)), \(facts.map(\.contactName)), \(facts.map(\.address)), \(facts.map(\.postalCode)),
        \(facts.map(\.city)), \(facts.map(\.potential))
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
      (try $0.decode(0, "number", as: Int.self), try $0.decode(1, "is_same", as: Bool?.self), try $0.decode(2, "twin", as: String?.self))
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

  private static func insert(_ rows: [Resolved], _ importing: ImportTransaction) async throws -> [UUID] {
    guard !rows.isEmpty else { return [] }
    let added = try await importing.session.rows(
      """
      insert into prospect (
        organization_id, id, name, name_key, contact_name, email, email_key, phone, phone_key, siret, vat_number, naf_code, address,
        postal_code, city, country, source, owner_id, potential_cents, next_step, next_on, next_set_at, note, system, reference,
        import_id)
      select \(importing.organization.id), r.id, r.name, r.name_key, r.contact_name, r.email, r.email_key, r.phone, r.phone_key,
        r.siret, r.vat_number, r.naf_code, r.address, r.postal_code, r.city, r.country, r.source, r.owner_id, r.potential_cents,
        r.next_step, r.next_on, case when r.next_on is not null then now() end, r.note, \(importing.system), r.reference,
        \(importing.importID)
      from unnest(
        \(rows.map(\.id)), \(rows.map(\.fact.name)), \(rows.map { NameKey.text(of: $0.fact.name) }), \(rows.map(\.fact.contactName)),
        \(rows.map(\.fact.email)), \(rows.map(\.fact.emailKey)), \(rows.map(\.fact.phone)), \(rows.map(\.fact.phoneKey)),
        \(rows.map(\.fact.siret)), \(rows.map(\.fact.vatNumber)), \(rows.map(\.fact.nafCode)), \(rows.map(\.fact.address)),
        \(rows.map(\.fact.postalCode)), \(rows.map(\.fact.city)), \(rows.map(\.fact.country)), \(rows.map(\.fact.source)),
        \(rows.map(\.ownerID)), \(rows.map(\.fact.potential)), \(rows.map(\.fact.nextStep)), \(rows.map(\.fact.nextOn)),
        \(rows.map(\.fact.note)), \(rows.map(\.fact.reference))
      ) as r (
        id, name, name_key, contact_name, email, email_key, phone, phone_key, siret, vat_number, naf_code, address, postal_code,
        city, country, source, owner_id, potential_cents, next_step, next_on, note, reference)
      on conflict do nothing
      returning id
      """
    ) { try $0.decode(0, "id", as: UUID.self) }
    let isAdded = Set(added)
    let planned = rows.filter { $0.fact.nextOn != nil && isAdded.contains($0.id) }
    try await importing.session.record(
      followUps: planned.map { ($0.id, $0.fact.nextStep, $0.fact.nextOn) }, by: nil, importing.organization)
    return added
  }
}
