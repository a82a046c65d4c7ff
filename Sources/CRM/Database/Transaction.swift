import Foundation
public import Postgres

/// A transaction in which somebody acts in an organization: what is asked and recorded in it is theirs.
///
/// What several services need within theirs is an extension of it: it finds the people, prospects and opportunities that are meant, and
/// records drafts.
public struct Transaction: Querying {
  public let session: Session
  public let organization: Organization
  let identity: Identity

  /// The salesperson on whose rights a `record_…` function decides, and whose figures alone a report tells; nil for a director.
  package var actor: Salesperson.ID? { identity.salespersonID }

  /// What the actor records, and no file.
  package var provenance: Provenance { Provenance(organizationID: organization.id, actor: actor) }
}
