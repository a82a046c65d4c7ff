import Foundation
import Postgres

/// A prospect in a file.
struct ProspectImport: ImportFact {
  let id: Prospect.ID
  var reference: String?
  /// Whether the file gives the reference.
  let hasOwnReference: Bool
  let name: String
  /// The file has no name in this row, and the person to talk to stands for it.
  let isNamedByContact: Bool
  let owner: String?
  let values: ProspectValues

  init?(_ row: ImportRow) {
    id = row.id()
    reference = row.text("reference", limit: 300)
    hasOwnReference = reference != nil
    owner = row.text("owner", limit: 200)
    values = ProspectValues(row)
    let named = row.text("name", limit: 200)
    isNamedByContact = named == nil && values.contactName != nil
    guard let name = row.required("name", named ?? values.contactName) else { return nil }
    self.name = name
  }

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    try await importing.names.resolve(salespeople: facts.compactMap(\.owner))
    let resolved = facts.map { fact in
      Result { () throws(RowRejection) in
        var draft = ProspectDraft(
          id: fact.id, name: fact.name, values: fact.values, ownerID: try importing.salesperson(fact.owner, field: "owner"))
        draft.reference = fact.reference
        return draft
      }
    }
    let known = try await KnownProspect.of(facts, importing)
    var earlier = EarlierRows()
    var updates: [ProspectUpdate] = []
    var answers: [ImportAnswer] = []
    for (index, fact) in facts.enumerated() {
      guard case .success(let draft) = resolved[index] else {
        if case .failure(let rejection) = resolved[index] { answers.append(.rejected(rejection)) }
        continue
      }
      if let known = known[index] {
        let update = ProspectUpdate(known, draft, importing)
        var answer = update.answer(importing.existing)
        if case .updated = answer {
          if updates.contains(where: { $0.known.id == known.id }) {
            answer = .rejected(RowRejection(field: "name", reason: .duplicateInFile(known.name, [known.reason].compactMap(\.self))))
          } else {
            updates.append(update)
          }
        }
        answers.append(answer)
      } else if let twin = earlier.twin(of: fact) {
        answers.append(.rejected(RowRejection(field: "name", reason: .duplicateInFile(twin.name, twin.reasons))))
      } else {
        answers.append(.recorded)
        earlier.take(fact)
      }
    }
    try await ProspectUpdate.record(updates, importing)
    let ready = answers.indices.compactMap { index in
      answers[index].isRecorded ? (try? resolved[index].get()).map { (index: index, draft: $0) } : nil
    }
    guard !ready.isEmpty else { return { [answers] in answers } }
    let added = Set(
      try await importing.transaction.rows(ProspectDraft.statement(ready.map(\.draft), importing.provenance)) {
        try $0.decode("id", as: Prospect.ID.self)
      })
    // The second of two rows with one reference.
    for each in ready where !added.contains(each.draft.id) {
      answers[each.index] = .rejected(RowRejection(field: "reference", reason: .referenceInFile))
    }
    importing.count(assumed: "name", zip(facts, answers).count { $0.isNamedByContact && $1.isRecorded })
    return { [answers] in answers }
  }
}

/// The prospects of a set that will be recorded: the database does not know them yet.
private struct EarlierRows {
  private var byKey: [String: ProspectImport] = [:]
  private var byName: [String: [ProspectImport]] = [:]

  /// The row that describes the same prospect, and what they share.
  func twin(of fact: ProspectImport) -> (name: String, reasons: [DuplicateReason])? {
    for (key, reason) in keys(of: fact) { if let twin = byKey[key] { return (twin.name, [reason]) } }
    guard !fact.hasOwnReference else { return nil }
    let namesake = byName[NameKey.text(of: fact.name)]?.first { !$0.hasOwnReference && !$0.values.contradict(fact.values) }
    return namesake.map { ($0.name, [.name]) }
  }

  mutating func take(_ fact: ProspectImport) {
    for (key, _) in keys(of: fact) { byKey[key] = fact }
    byName[NameKey.text(of: fact.name), default: []].append(fact)
  }

  /// A number that its whole house answers makes no two companies one: the name must agree too.
  private func keys(of fact: ProspectImport) -> [(String, DuplicateReason)] {
    let name = NameKey.text(of: fact.name)
    return [
      fact.values.siret.map { ("siret \($0)", .siret) }, fact.values.emailKey.map { ("email \($0) \(name)", .email) },
      fact.values.phoneKey.map { ("phone \($0) \(name)", .phone) },
    ].compactMap(\.self)
  }
}

extension ProspectValues {
  /// Whether the two cannot be of one prospect: what both say, they say differently.
  fileprivate func contradict(_ other: ProspectValues) -> Bool {
    zip(identity, other.identity).contains { mine, theirs in mine != nil && theirs != nil && mine != theirs }
  }

  private var identity: [String?] { [emailKey, phoneKey, siret, postalCode, city.map(\.folded)] }

  fileprivate init(_ row: ImportRow) {
    self.init()
    contactName = row.text("contact_name", limit: 200)
    country = row.value("country") { text throws(InvalidValue) in try Country(text).code }
    let code = country ?? "FR"
    let place = row.value("postal_code") { text throws(InvalidValue) in try PostalCode(text, country: code) }
    postalCode = place?.text
    if row.text("email")?.isPlaceholder == false,
      let address = row.value("email", { text throws(InvalidValue) in try EmailAddress(text) }), let text = row.text("email", limit: 254)
    {
      (email, emailKey) = (text, address.canonical)
    }
    if row.text("phone")?.isPlaceholder == false,
      let number = row.value("phone", { text throws(InvalidValue) in try PhoneNumber(text, postalCode: place, country: code) }),
      let text = row.text("phone", limit: 60)
    {
      (phone, phoneKey) = (text, number.e164)
    }
    siret = row.value("siret") { text throws(InvalidValue) in try SIRET(text).digits }
    vatNumber = row.value("vat_number") { text throws(InvalidValue) in try VATNumber(text).number }
    nafCode = row.value("naf_code") { text throws(InvalidValue) in try NAFCode(text).text }
    address = row.text("address", limit: 500)
    city = row.text("city", limit: 100)
    source = row.text("source", limit: 100)
    potentialCents = row.cents("potential")
    if let cents = potentialCents, cents < 0 {
      row.refuse("potential", .negativeAmount)
      potentialCents = nil
    }
    nextStep = row.text("next_step", limit: 500)
    nextOn = row.day("next_on")
    if nextStep != nil { _ = row.required("next_on", nextOn, orSay: .nextStepWithoutDay) }
    note = row.text("note", limit: 10_000)
  }
}
