import Foundation
package import Postgres

/// A prospect to add: its details are checked and its owner is found.
package struct ProspectDraft: Sendable, Hashable {
  package var id: Prospect.ID
  package var name: String
  var values: ProspectValues
  package var ownerID: Salesperson.ID?
  /// Its id in the system it comes from.
  package var reference: String?

  init(id: Prospect.ID = .v7(), name: String, values: ProspectValues, ownerID: Salesperson.ID?) {
    self.id = id
    self.name = name
    self.values = values
    self.ownerID = ownerID
  }

  /// Checks what was written.
  ///
  /// - Throws: `.invalid` with what is wrong and what to write.
  package init(_ entry: ProspectEntry, ownerID: Salesperson.ID?) throws {
    self.init(
      id: entry.id, name: try ProspectValues.name(entry.name), values: try ProspectValues.checked(entry.details), ownerID: ownerID)
  }

  /// By what others are compared with it.
  var keys: Duplicate.Keys {
    Duplicate.Keys(
      name: NameKey.text(of: name), email: values.emailKey, phone: values.phoneKey, siret: values.siret, postalCode: values.postalCode)
  }

  /// The one statement that adds prospects, and keeps the follow-ups that were planned with them. It answers the ids of those added:
  /// not of one whose id or reference is there.
  package static func statement(_ drafts: [ProspectDraft], _ provenance: Provenance) -> SQL {
    """
    with added as (
      insert into prospect (
        organization_id, id, name, name_key, contact_name, email, email_key, phone, phone_key, siret, vat_number, naf_code, address,
        postal_code, city, country, source, owner_id, potential_cents, note, next_step, next_on, next_set_at, next_salesperson_id, system,
        reference, import_id)
      select
        \(provenance.organizationID), r.id, r.name, r.name_key, r.contact_name, r.email, r.email_key, r.phone, r.phone_key, r.siret,
        r.vat_number, r.naf_code, r.address, r.postal_code, r.city, coalesce(r.country, 'FR'), r.source, r.owner_id, r.potential_cents,
        r.note, r.next_step, r.next_on, case when r.next_on is not null then now() end,
        case when r.next_on is not null then \(provenance.actor) end, case when r.reference is not null then \(provenance.system) end,
        r.reference, \(provenance.importID)
      from unnest(
        \(drafts.map(\.id)), \(drafts.map(\.name)), \(drafts.map { NameKey.text(of: $0.name) }), \(drafts.map(\.values.contactName)),
        \(drafts.map(\.values.email)), \(drafts.map(\.values.emailKey)), \(drafts.map(\.values.phone)), \(drafts.map(\.values.phoneKey)),
        \(drafts.map(\.values.siret)), \(drafts.map(\.values.vatNumber)), \(drafts.map(\.values.nafCode)), \(drafts.map(\.values.address)),
        \(drafts.map(\.values.postalCode)), \(drafts.map(\.values.city)), \(drafts.map(\.values.country)), \(drafts.map(\.values.source)),
        \(drafts.map(\.ownerID)), \(drafts.map(\.values.potentialCents)), \(drafts.map(\.values.note)), \(drafts.map(\.values.nextStep)),
        \(drafts.map(\.values.nextOn)), \(drafts.map(\.reference))
      ) as r (
        id, name, name_key, contact_name, email, email_key, phone, phone_key, siret, vat_number, naf_code, address, postal_code, city,
        country, source, owner_id, potential_cents, note, next_step, next_on, reference)
      on conflict do nothing
      returning id, next_step, next_on
    ),
    planned as (
      insert into follow_up (organization_id, id, prospect_id, salesperson_id, planned_at, next_step, next_on)
      select \(provenance.organizationID), r.id, added.id, \(provenance.actor), now(), added.next_step, added.next_on
      from added
      join unnest(\(drafts.map { _ in UUID.v7() }), \(drafts.map(\.id))) as r (id, prospect_id) on r.prospect_id = added.id
      where added.next_on is not null
    )
    select added.id
    from added
    """
  }
}
