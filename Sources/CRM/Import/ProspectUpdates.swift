import Foundation
import Postgres

/// A prospect that is there and that a row describes: by its reference, else by what identifies it.
struct KnownProspect: Sendable {
  let id: Prospect.ID
  let name: String
  /// By what it was found beside the reference; nil for one that was found by it.
  let reason: DuplicateReason?
  /// This import recorded it: it stands further up in the file.
  let isOfThisFile: Bool
  fileprivate let hasReference: Bool
  fileprivate let values: ProspectValues
  fileprivate let owner: (id: Salesperson.ID, name: String)?

  /// The prospects that the rows of a set describe, by row.
  ///
  /// The SIRET, and the e-mail or the telephone with the name, say who somebody is. The name says it alone where the file has no references
  /// and nothing contradicts it. Companies that share a switchboard differ in their names.
  static func of(_ facts: [ProspectImport], _ importing: ImportContext) async throws -> [Int: KnownProspect] {
    let organizationID = importing.organization.id
    let live: SQL = "from prospect p where p.organization_id = \(organizationID) and p.voided_at is null"
    let found = try await importing.transaction.rows(
      """
      select r.number, known.reason, p.id, p.name, p.contact_name, p.email, p.email_key, p.phone, p.phone_key, p.siret, p.vat_number,
        p.naf_code, p.address, p.postal_code, p.city, p.country, p.source, p.potential_cents, p.note, p.next_step, p.next_on,
        p.owner_id, person.name as owner_name, p.reference is not null as has_reference, p.import_id = \(importing.importID) as is_of_this_file
      from unnest(
        \(facts.map(\.id)), \(facts.map(\.reference)), \(facts.map { !$0.hasOwnReference }), \(facts.map { NameKey.text(of: $0.name) }),
        \(facts.map(\.values.emailKey)), \(facts.map(\.values.phoneKey)), \(facts.map(\.values.siret)), \(facts.map(\.values.postalCode)),
        \(facts.map { $0.values.city?.folded })
      ) with ordinality as r (id, reference, is_by_name, name_key, email_key, phone_key, siret, postal_code, city, number)
      cross join lateral (
        select each.id, each.reason
        from (
          select 0 as rank, p.id, null as reason \(live) and p.id = r.id
          union all
          select 1, p.id, null \(live) and p.system = \(importing.system) and p.reference = r.reference
          union all
          select 2, p.id, 'siret' \(live) and p.siret = r.siret
          union all
          select 3, p.id, 'email' \(live) and p.email_key = r.email_key and p.name_key = r.name_key
          union all
          select 4, p.id, 'phone' \(live) and p.phone_key = r.phone_key and p.name_key = r.name_key
          union all
          select 5, p.id, 'name'
          \(live)
            and r.is_by_name
            and p.name_key = r.name_key
            and not p.unnamed
            and (p.email_key = r.email_key) is not false
            and (p.phone_key = r.phone_key) is not false
            and (p.siret = r.siret) is not false
            and (p.postal_code = r.postal_code) is not false
            and (folded(p.city) = r.city) is not false
        ) each
        order by each.rank, each.id
        limit 1
      ) known
      join prospect p on p.organization_id = \(organizationID) and p.id = kept_prospect(\(organizationID), known.id)
      left join salesperson person on person.organization_id = p.organization_id and person.id = p.owner_id
      """
    ) { (try $0.decode("number", as: Int.self) - 1, try KnownProspect(row: $0)) }
    return Dictionary(uniqueKeysWithValues: found)
  }

  private init(row: Row) throws {
    id = try row.decode("id")
    name = try row.decode("name")
    reason = try row.decode("reason")
    isOfThisFile = try row.decode("is_of_this_file", as: Bool?.self) ?? false
    hasReference = try row.decode("has_reference")
    var values = ProspectValues()
    values.contactName = try row.decode("contact_name")
    values.email = try row.decode("email")
    values.emailKey = try row.decode("email_key")
    values.phone = try row.decode("phone")
    values.phoneKey = try row.decode("phone_key")
    values.siret = try row.decode("siret")
    values.vatNumber = try row.decode("vat_number")
    values.nafCode = try row.decode("naf_code")
    values.address = try row.decode("address")
    values.postalCode = try row.decode("postal_code")
    values.city = try row.decode("city")
    values.country = try row.decode("country")
    values.source = try row.decode("source")
    values.potentialCents = try row.decode("potential_cents")
    values.note = try row.decode("note")
    values.nextStep = try row.decode("next_step")
    values.nextOn = try row.decode("next_on")
    self.values = values
    owner = try row.decode("owner_id", as: Salesperson.ID?.self).map { ($0, try row.decode("owner_name")) }
  }
}

/// What a row says of a prospect that is there.
struct ProspectUpdate {
  let known: KnownProspect
  private let draft: ProspectDraft
  private let columns: [RecordedChange.Column]

  /// What the row leaves empty says nothing; what comes next is the team's own to change once it is there.
  init(_ known: KnownProspect, _ draft: ProspectDraft, _ importing: ImportContext) {
    self.known = known
    self.draft = draft
    let (old, new) = (known.values, draft.values)
    let currency = importing.currency
    var columns: [RecordedChange.Column] = []
    if NameKey.text(of: known.name) != NameKey.text(of: draft.name) {
      columns.take("name", known.name, draft.name)
      columns.append(.key("name_key", old: NameKey.text(of: known.name), new: NameKey.text(of: draft.name)))
    }
    columns.take("contact_name", old.contactName, new.contactName)
    if let key = new.emailKey, key != old.emailKey {
      columns.take("email", old.email, new.email)
      columns.append(.key("email_key", old: old.emailKey, new: key))
    }
    // The same number written otherwise is no change.
    if new.phone != nil, new.phone != old.phone, new.phoneKey == nil || new.phoneKey != old.phoneKey {
      columns.take("phone", old.phone, new.phone)
      columns.append(.key("phone_key", old: old.phoneKey, new: new.phoneKey))
    }
    columns.take("siret", old.siret, new.siret)
    columns.take("vat_number", old.vatNumber, new.vatNumber)
    columns.take("naf_code", old.nafCode, new.nafCode)
    columns.take("address", old.address, new.address)
    columns.take("postal_code", old.postalCode, new.postalCode)
    columns.take("city", old.city, new.city)
    columns.take("country", old.country, new.country)
    columns.take("source", old.source, new.source)
    if let cents = new.potentialCents, cents != old.potentialCents {
      columns.append(.amount("potential_cents", "potential", old: old.potentialCents, new: cents, currency))
    }
    if let owner = draft.ownerID, owner != known.owner?.id {
      columns.append(
        RecordedChange.Column(
          name: "owner_id", field: "owner", old: .text(known.owner?.id.description), new: .text(owner.description),
          oldText: known.owner?.name,
          newText: importing.names.name(of: owner)))
    }
    columns.take("note", old.note, new.note)
    if old.nextOn == nil {
      columns.take("next_on", nil, new.nextOn?.description)
      columns.take("next_step", nil, new.nextStep)
    }
    self.columns = columns
  }

  /// What becomes of the row.
  func answer(_ existing: ExistingRows) -> ImportAnswer {
    if known.isOfThisFile, let reason = known.reason {
      return .rejected(RowRejection(field: "name", reason: .duplicateInFile(known.name, [reason])))
    }
    let isCalledSo = known.reason == nil || known.name.folded == draft.name.folded
    if columns.isEmpty, existing != .refuse || isCalledSo { return .repeated }
    switch existing {
    case .skip: return .skipped
    case .update: return .updated
    case .refuse:
      let changes = columns.filter { !$0.isDerived }.map { ValueChange(known.name, $0.field, old: $0.oldText, new: $0.newText) }
      guard let reason = known.reason else { return .rejected(RowRejection(field: "reference", reason: .thereOtherwise(changes))) }
      return .rejected(RowRejection(field: "name", reason: .duplicateProspect(known.name, [reason], changes)))
    }
  }

  /// Makes prospects what their rows say.
  static func record(_ updates: [ProspectUpdate], _ importing: ImportContext) async throws {
    guard !updates.isEmpty else { return }
    let (drafts, values) = (updates.map(\.draft), updates.map(\.draft.values))
    _ = try await importing.transaction.execute(
      """
      with changed as (
        update prospect p
        set name = case when r.is_renamed then r.name else p.name end,
          name_key = case when r.is_renamed then r.name_key else p.name_key end,
          contact_name = coalesce(r.contact_name, p.contact_name),
          email = coalesce(r.email, p.email),
          email_key = coalesce(r.email_key, p.email_key),
          phone = coalesce(r.phone, p.phone),
          phone_key = case when r.phone is null then p.phone_key else r.phone_key end,
          siret = coalesce(r.siret, p.siret),
          vat_number = coalesce(r.vat_number, p.vat_number),
          naf_code = coalesce(r.naf_code, p.naf_code),
          address = coalesce(r.address, p.address),
          postal_code = coalesce(r.postal_code, p.postal_code),
          city = coalesce(r.city, p.city),
          country = coalesce(r.country, p.country),
          source = coalesce(r.source, p.source),
          owner_id = coalesce(r.owner_id, p.owner_id),
          potential_cents = coalesce(r.potential_cents, p.potential_cents),
          note = coalesce(r.note, p.note),
          next_step = case when p.next_on is null then r.next_step else p.next_step end,
          next_set_at = case when p.next_on is null and r.next_on is not null then now() else p.next_set_at end,
          next_on = coalesce(p.next_on, r.next_on),
          system = case when p.reference is null and r.reference is not null then \(importing.system) else p.system end,
          reference = coalesce(p.reference, r.reference),
          updated_at = now()
        from unnest(
          \(updates.map(\.known.id)), \(updates.map { $0.columns.contains { $0.name == "name" } }), \(drafts.map(\.name)),
          \(drafts.map { NameKey.text(of: $0.name) }), \(values.map(\.contactName)), \(values.map(\.email)), \(values.map(\.emailKey)),
          \(values.map(\.phone)), \(values.map(\.phoneKey)), \(values.map(\.siret)), \(values.map(\.vatNumber)), \(values.map(\.nafCode)),
          \(values.map(\.address)), \(values.map(\.postalCode)), \(values.map(\.city)), \(values.map(\.country)), \(values.map(\.source)),
          \(drafts.map(\.ownerID)), \(values.map(\.potentialCents)), \(values.map(\.note)), \(values.map(\.nextStep)), \(values.map(\.nextOn)),
          \(updates.map { $0.known.hasReference ? nil : $0.draft.reference })
        ) as r (
          id, is_renamed, name, name_key, contact_name, email, email_key, phone, phone_key, siret, vat_number, naf_code, address, postal_code,
          city, country, source, owner_id, potential_cents, note, next_step, next_on, reference)
        where p.organization_id = \(importing.organization.id)
          and p.id = r.id
        returning p.id, p.next_step, p.next_on
      )
      insert into follow_up (organization_id, id, prospect_id, salesperson_id, planned_at, next_step, next_on)
      select \(importing.organization.id), r.id, changed.id, null, now(), changed.next_step, changed.next_on
      from changed
      join unnest(\(updates.map { _ in UUID.v7() }), \(updates.map(\.known.id)), \(updates.map { $0.columns.contains { $0.name == "next_on" } }))
        as r (id, prospect_id, is_planned) on r.prospect_id = changed.id
      where r.is_planned
      """)
    try await importing.keep(
      updates.map { RecordedChange(object: .prospect, id: Fact.ID($0.known.id.uuid), name: $0.known.name, columns: $0.columns) })
  }
}
