import Foundation
import Postgres

/// The prospects of an organization: everybody reads them, a salesperson changes their own and those that nobody has.
public struct Prospects: Sendable {
  let scope: Scope

  /// The prospects of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// Adds a prospect unless it seems to be there already.
  ///
  /// - Parameter allowDuplicates: Adds it all the same.
  /// - Throws: `.invalid` for a value that is wrong, `.notFound` or `.ambiguous` for the owner, `.denied`.
  public func add(_ entry: ProspectEntry, allowDuplicates: Bool = false) async throws -> Addition {
    try await scope.write { try await $0.add(entry, allowDuplicates: allowDuplicates) }
  }

  /// Changes a prospect; a merged one answers for the one that was kept.
  ///
  /// - Throws: `.notFound`, `.invalid`, or `.denied` when it is another salesperson's.
  public func update(_ id: Prospect.ID, _ change: ProspectChange) async throws -> Prospect {
    try await scope.write(inDoubt: .askAgainSafely) { transaction in
      let current = try await transaction.match(id.description).prospect
      let emptied = change.emptied
      let name = try change.name.map(ProspectValues.name)
      var details = change.details
      // The number that is there is read anew: each country dials in its own way.
      if details.country != nil, details.phone == nil, !emptied.contains(.phone) { details.phone = current.phone }
      let values = try ProspectValues.checked(details, changing: current)
      let ownerID = try await transaction.owner(emptied.contains(.owner) ? nil : change.details.owner)
      // Giving up what nobody planned is no plan.
      let plans = values.nextStep != nil || values.nextOn != nil || emptied.contains(.next) && current.nextOn != nil

      func changed(_ column: SQL, _ value: (some PostgresEncodable)?, _ field: ProspectField) -> SQL {
        "\(column) = case when \(emptied.contains(field)) then null else coalesce(\(value), \(column)) end"
      }
      let edit = Edit(.prospect, current.id)
      let isChanged = try await transaction.edit(
        edit,
        set: """
          name = coalesce(\(name), name),
          name_key = coalesce(\(name.map(NameKey.text(of:))), name_key),
          unnamed = unnamed and \(name == nil),
          \(changed("contact_name", values.contactName, .contact)),
          \(changed("email", values.email, .email)),
          \(changed("email_key", values.emailKey, .email)),
          \(changed("phone", values.phone, .phone)),
          -- A number may have no key.
          phone_key = case when \(emptied.contains(.phone) || values.phone != nil) then \(values.phoneKey) else phone_key end,
          \(changed("siret", values.siret, .siret)),
          \(changed("vat_number", values.vatNumber, .vat)),
          \(changed("naf_code", values.nafCode, .naf)),
          \(changed("address", values.address, .address)),
          \(changed("postal_code", values.postalCode, .postalCode)),
          \(changed("city", values.city, .city)),
          country = coalesce(\(values.country), country),
          \(changed("source", values.source, .source)),
          \(changed("owner_id", ownerID, .owner)),
          \(changed("potential_cents", values.potentialCents, .potential)),
          \(changed("note", values.note, .note)),
          \(changed("next_step", values.nextStep, .next)),
          \(changed("next_on", values.nextOn, .next)),
          next_set_at = case when \(plans) then case when \(emptied.contains(.next)) then null else now() end else next_set_at end,
          next_salesperson_id = case when \(plans) then \(emptied.contains(.next) ? nil : scope.actor) else next_salesperson_id end,
          updated_at = now()
          """, isKept: plans)
      // Row-level security hides from the change what another salesperson has.
      if !isChanged { throw CRMError(.denied, .notYourProspect, remedy: .notYourProspectRemedy) }
      let changed = try await transaction.fetch(transaction.prospect(id: current.id))
      if plans { try await transaction.record(followUps: [(edit.id, current.id, changed.nextStep, changed.nextOn)]) }
      return changed
    }
  }

}

extension Transaction {
  /// Adds a prospect.
  ///
  /// The same id again answers the prospect as it stands: its fields may have changed since, so that there is nothing to compare.
  fileprivate func add(_ entry: ProspectEntry, allowDuplicates: Bool) async throws -> Addition {
    let draft = try ProspectDraft(entry, ownerID: try await owner(entry.details.owner) ?? actor)
    // Nobody else may add the same one between the look and the insert.
    let (_, known, duplicates) = try await fetch(lock(draft.keys), prospects(ids: [draft.id]), duplicates(of: draft.keys))
    if let known = known.first { return .added(known) }
    if !allowDuplicates, !duplicates.isEmpty { return .duplicates(duplicates) }
    return .added(try await fetch(.run(ProspectDraft.statement([draft], provenance)), prospect(id: draft.id)).1)
  }

  /// The salesperson of a name; one who acts as a salesperson names nobody else.
  fileprivate func owner(_ name: String?) async throws -> Salesperson.ID? {
    guard let name, !name.trimmed.isEmpty else { return nil }
    let id = try await salesperson(name).id
    if let actor, actor != id { throw CRMError(.denied, .giveToOthers) }
    return id
  }

  /// The prospect of an id that is there.
  func prospect(id: Prospect.ID) -> Query<Prospect> {
    .one("\(Prospect.selection(organization)) where p.organization_id = \(organization.id) and p.id = \(id)", Prospect.init(row:))
  }

  /// The prospects of these ids that are not voided, by name.
  func prospects(ids: [Prospect.ID]) -> Query<[Prospect]> {
    .rows(
      """
      \(Prospect.selection(organization))
      where p.organization_id = \(organization.id)
        and p.id = any (\(ids))
        and p.voided_at is null
      order by p.name_key, p.id
      """, Prospect.init(row:))
  }
}
