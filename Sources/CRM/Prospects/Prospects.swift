public import Foundation
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
    try await scope.write { try await Self.add(entry, allowDuplicates: allowDuplicates, scope, $0) }
  }

  /// Adds a prospect within a transaction that does more.
  ///
  /// The same id again answers the prospect as it stands: its fields may have changed since, so that there is nothing to compare.
  static func add(
    _ entry: ProspectEntry, allowDuplicates: Bool, _ scope: Scope, _ session: Session
  ) async throws -> Addition {
    let organization = scope.organization
    let draft = try ProspectDraft(entry, ownerID: try await owner(entry.details.owner, scope, session) ?? scope.actor)
    // Nobody else may add the same one between the look and the insert.
    let (_, known, duplicates) = try await session.fetch(
      .run(draft.keys.lock(organization)), Prospect.all([draft.id], organization), Duplicate.find(draft.keys, organization))
    if let known = known.first { return .added(known) }
    if !allowDuplicates, !duplicates.isEmpty { return .duplicates(duplicates) }
    return .added(
      try await session.fetch(.run(ProspectDraft.statement([draft], scope.provenance)), Prospect.one(draft.id, organization)).1)
  }

  /// Changes a prospect; a merged one answers for the one that was kept.
  ///
  /// - Throws: `.notFound`, `.invalid`, or `.denied` when it is another salesperson's.
  public func update(_ id: UUID, _ change: ProspectChange) async throws -> Prospect {
    try await scope.write(inDoubt: .askAgainSafely) { session in
      let organization = scope.organization
      let current = try await Self.find(id.uuidString, organization, session)
      let emptied = change.emptied
      let name = try change.name.map(ProspectValues.name)
      let values = try ProspectValues.checked(change.details, changing: current)
      let ownerID = try await Self.owner(emptied.contains(.owner) ? nil : change.details.owner, scope, session)
      // Giving up what nobody planned is no plan.
      let plans = values.nextStep != nil || values.nextOn != nil || emptied.contains(.next) && current.nextOn != nil

      func changed(_ column: SQL, _ value: (some PostgresEncodable)?, _ field: ProspectField) -> SQL {
        "\(column) = case when \(emptied.contains(field)) then null else coalesce(\(value), \(column)) end"
      }
      let count = try await session.execute(
        """
        update prospect
        set name = coalesce(\(name), name),
          name_key = coalesce(\(name.map(NameKey.text(of:))), name_key),
          unnamed = unnamed and \(name == nil),
          \(changed("contact_name", values.contactName, .contact)),
          \(changed("email", values.email, .email)),
          \(changed("email_key", values.emailKey, .email)),
          \(changed("phone", values.phone, .phone)),
          \(changed("phone_key", values.phoneKey, .phone)),
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
        where organization_id = \(organization.id)
          and id = \(current.id)
        """)
      // Row-level security hides from the change what another salesperson has.
      if count == 0 { throw CRMError(.denied, .notYourProspect, remedy: .notYourProspectRemedy) }
      let changed = try await session.fetch(Prospect.one(current.id, organization))
      if plans { try await session.record(followUps: [(current.id, changed.nextStep, changed.nextOn)], by: scope.actor, organization) }
      return changed
    }
  }

  /// The salesperson of a name; one who acts as a salesperson names nobody else.
  private static func owner(_ name: String?, _ scope: Scope, _ session: Session) async throws -> UUID? {
    guard let name, !name.trimmed.isEmpty else { return nil }
    let id = try await Team.find(name, scope.organization, session).id
    if let actor = scope.actor, actor != id { throw CRMError(.denied, .giveToOthers) }
    return id
  }
}

extension Prospect {
  static func one(_ id: UUID, _ organization: Organization) -> Query<Prospect> {
    .one("\(selection(organization)) where p.organization_id = \(organization.id) and p.id = \(id)", Prospect.init(row:))
  }

  /// The prospects of these ids that are not voided, by name.
  static func all(_ ids: [UUID], _ organization: Organization) -> Query<[Prospect]> {
    .rows(
      """
      \(selection(organization))
      where p.organization_id = \(organization.id)
        and p.id = any (\(ids))
        and p.voided_at is null
      order by p.name_key, p.id
      """, Prospect.init(row:))
  }
}
