import CRM
import Foundation
import Postgres

/// Something that proves who asks: a password, a session, a token or a link.
package struct Credential: Sendable {
  enum Kind: String, Sendable {
    case password, session, token, link
  }

  let id: ID<Credential>
  let kind: Kind
  /// Nil for the owner of the machine.
  let userID: User.ID?
  let name: String?
  let access: Access
  /// From now on; without end when nil.
  let validity: Duration?

  init(_ kind: Kind, of userID: User.ID?, name: String? = nil, access: Access, validFor validity: Duration?) {
    (id, self.kind, self.userID, self.name, self.access, self.validity) = (.v7(), kind, userID, name, access, validity)
  }

  /// How long a session lasts without being asked for again.
  package static let session: Duration = .seconds(30 * 86_400)
}

extension Scope {
  /// The program itself in an organization: directors alone read who signs in and what they asked, and who asks is not known yet.
  init(ofProgramIn organization: Organization, on pool: Pool) {
    self.init(pool: pool, organization: organization, identity: .director(of: organization.id))
  }
}

extension Transaction {
  /// Keeps a credential that a secret stands for.
  func insert(_ credential: Credential, _ secret: Secret) async throws {
    _ = try await execute(
      """
      insert into credential (organization_id, id, user_id, kind, name, access, digest, expires_at)
      values (
        \(organization.id), \(credential.id), \(credential.userID), \(credential.kind.rawValue), \(credential.name),
        \(credential.access.rawValue), \(secret.digest),
        now() + \(credential.validity.map { Int($0.components.seconds) })::bigint * interval '1 second'
      )
      """)
  }

  /// Ends the credentials `c` that a condition is true of.
  func end(_ condition: SQL) async throws {
    _ = try await execute(
      """
      update credential c
      set ended_at = now()
      where c.organization_id = \(organization.id)
        and c.ended_at is null
        and \(condition)
      """)
  }

  /// Makes a password that of a user, and ends their sessions and links.
  func set(_ password: Password, of userID: User.ID) async throws {
    try await end("c.user_id = \(userID) and c.kind in ('password', 'session', 'link')")
    let credential = Credential(.password, of: userID, access: .admin, validFor: nil)
    _ = try await execute(
      """
      insert into credential (organization_id, id, user_id, kind, access, digest, salt)
      values (
        \(organization.id), \(credential.id), \(userID), \(credential.kind.rawValue), \(credential.access.rawValue), \(password.digest),
        \(password.salt)
      )
      """)
  }
}
