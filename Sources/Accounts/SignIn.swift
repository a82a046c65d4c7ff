package import CRM
import Foundation
package import Postgres
import Synchronization

/// Who a request comes from, proved.
package struct SignedIn: Sendable {
  package let organization: Organization
  package let identity: Identity
  package let access: Access
  /// Nil for the owner of the machine.
  package let userID: User.ID?
  package let name: String
  package let credentialID: ID<Credential>
  package let expiresAt: Instant?

  /// What its services are made with.
  package func scope(on pool: Pool) -> Scope { Scope(pool: pool, organization: organization, identity: identity) }

  fileprivate init(row: Row) throws {
    organization = try Organization(row: row)
    access = try row.decode("access")
    userID = try row.decode("user_id")
    name = try row.decode("user_name", as: String?.self) ?? ""
    credentialID = try row.decode("id")
    expiresAt = try row.decode("expires_at")
    let role: Role = try row.decode("role", as: Role?.self) ?? .director
    let salespersonID: Salesperson.ID? = try row.decode("salesperson_id")
    identity =
      switch (role, salespersonID) {
      case (.director, _): .director(of: organization.id)
      case (.salesperson, let id?): .salesperson(id, of: organization.id)
      case (.salesperson, nil), (.viewer, _): .viewer(of: organization.id)
      }
  }
}

/// Finds out who a request comes from, and lets people in.
///
/// Who asks is not known yet, so that what is asked here is asked as the program itself, one organization at a time: that which the
/// secret names.
package final class SignIn: Sendable {
  /// How long an answer is believed: so long goes on what was revoked by another process.
  private static let memory: Duration = .seconds(5)
  private static let largestMemory = 10_000

  private struct Known {
    let signedIn: SignedIn
    let until: ContinuousClock.Instant
  }

  private let pool: Pool
  private let known = Mutex<[Secret: Known]>([:])
  private let throttle = Throttle()

  /// Over the service's connections.
  package init(_ pool: Pool) {
    self.pool = pool
  }

  /// Who a session or token is of; nil when it is none, has ended or is out of date, or its user was barred.
  package func identity(of secret: Secret) async throws -> SignedIn? {
    let now = ContinuousClock.now
    if let found = known.withLock({ $0[secret] }), found.until > now, found.signedIn.expiresAt.map({ $0 > .now }) ?? true {
      return found.signedIn
    }
    let found = try await acting(in: secret.organizationID) { session in
      let found = try await session.first(
        "\(Self.selection) where c.organization_id = \(secret.organizationID) and c.digest = \(secret.digest) and \(Self.isValid)",
        { (try SignedIn(row: $0), try $0.decode("is_used_today", as: Bool.self)) })
      if let (signedIn, isUsedToday) = found, !isUsedToday { try await session.execute(Self.use(signedIn)) }
      return found?.0
    }
    known.withLock { known in
      if known.count >= Self.largestMemory { known.removeAll() }
      known[secret] = found.map { Known(signedIn: $0, until: now + Self.memory) }
    }
    return found
  }

  /// Opens a session for whoever has the password of an address.
  ///
  /// - Parameters:
  ///   - organization: Its slug.
  ///   - address: That of the network, by which attempts are counted, too.
  /// - Throws: `.denied`, the same for an organization, an address or a password that is wrong; `Throttle.TooMany`.
  package func signIn(organization slug: String, email: String, password: String, from address: String) async throws -> Secret {
    let email = (try? EmailAddress(email))?.canonical ?? email
    let attempt = try throttle.begin([.account("\(slug) \(email)"), .address(address)])
    let organization = try? await Organizations(pool).find(slug: slug)
    let stored: (User.ID, Password)? =
      try await organization.asyncMap { organization in
        try await acting(in: organization.id) { session in
          try await session.first(
            """
            select u.id, c.digest, c.salt
            from app_user u
            join credential c on c.organization_id = u.organization_id and c.user_id = u.id and c.kind = 'password' and c.ended_at is null
            where u.organization_id = \(organization.id)
              and u.email = \(email)
              and u.disabled_at is null
            """,
            { (try $0.decode("id"), Password(digest: try $0.decode("digest"), salt: try $0.decode("salt"))) })
        }
      } ?? nil
    let isRight = try await PasswordHashing.shared.matches(password, stored?.1)
    guard isRight, let organization, let (userID, _) = stored else { throw CRMError(.denied, .wrongPassword) }
    throttle.succeeded(attempt)
    return try await open(.session, of: userID, in: organization)
  }

  /// Opens a session of the owner of the machine, a director.
  package func signInOwner(of organization: Organization) async throws -> Secret { try await open(.session, of: nil, in: organization) }

  /// Sets the password of whoever has a link, which it uses up, and opens a session.
  ///
  /// - Throws: `.denied` for a link that is none, was used or is out of date; `.invalid` for the password.
  package func setPassword(_ password: String, by link: Secret) async throws -> Secret {
    guard let organization = try await organization(link.organizationID) else { throw CRMError(.denied, .linkIsNone, remedy: .askForALink) }
    // Before the password is hashed: strangers must not keep those waiting who sign in.
    let isUsable = try await acting(in: organization) { transaction in
      try await transaction.one("select exists (select from (\(Self.usable(link))) l) as is_there") {
        try $0.decode("is_there", as: Bool.self)
      }
    }
    if !isUsable { throw CRMError(.denied, .linkIsNone, remedy: .askForALink) }
    let hash = try await PasswordHashing.shared.hash(password)
    let secret = Secret(for: organization.id)
    try await acting(in: organization) { transaction in
      let userID = try await transaction.first(
        """
        update credential c
        set ended_at = now()
        where (c.organization_id, c.id) in (\(Self.usable(link)))
          and c.ended_at is null
        returning c.user_id
        """, { try $0.decode("user_id", as: User.ID.self) })
      guard let userID else { throw CRMError(.denied, .linkIsNone, remedy: .askForALink) }
      try await transaction.set(hash, of: userID)
      try await transaction.insert(Credential(.session, of: userID, access: .admin, validFor: Credential.session), secret)
    }
    return secret
  }

  /// Ends the session or token that somebody signed in with.
  package func signOut(_ signedIn: SignedIn) async throws {
    try await acting(in: signedIn.organization) { try await $0.end("c.id = \(signedIn.credentialID)") }
    forget()
  }

  /// Asks the database anew who everybody is: what was revoked in this process counts at once.
  package func forget() { known.withLock { $0.removeAll() } }

  // MARK: Asked as the program

  private func open(_ kind: Credential.Kind, of userID: User.ID?, in organization: Organization) async throws -> Secret {
    let secret = Secret(for: organization.id)
    try await acting(in: organization) {
      try await $0.insert(Credential(kind, of: userID, access: .admin, validFor: Credential.session), secret)
    }
    return secret
  }

  private func organization(_ id: Organization.ID) async throws -> Organization? {
    try await acting(in: id) { session in
      try await session.first(
        "select \(Organization.columns) from organization where organization_id = \(id)", Organization.init(row:))
    }
  }

  private func acting<R>(in organization: Organization, _ body: (Transaction) async throws -> R) async throws -> R {
    try await Scope(ofProgramIn: organization, on: pool).write(body)
  }

  private func acting<R>(in organizationID: Organization.ID, _ body: (Session) async throws -> R) async throws -> R {
    try await translating { try await pool.transaction([Identity.director(of: organizationID).statement], body) }
  }

  /// The link of a secret, while it has not been used and its user was not barred.
  private static func usable(_ link: Secret) -> SQL {
    """
    select l.organization_id, l.id
    from credential l
    join app_user u on u.organization_id = l.organization_id and u.id = l.user_id
    where l.organization_id = \(link.organizationID)
      and l.digest = \(link.digest)
      and l.kind = 'link'
      and l.ended_at is null
      and l.expires_at > now()
      and u.disabled_at is null
    """
  }

  private static let selection: SQL = """
    select o.organization_id, o.slug, o.name, o.currency, o.time_zone, o.language, c.id, c.user_id, c.access, c.expires_at, u.name as user_name, m.role, m.salesperson_id,
      c.used_on is not distinct from (now() at time zone 'UTC')::date as is_used_today
    from credential c
    join organization o on o.organization_id = c.organization_id
    left join app_user u on u.organization_id = c.organization_id and u.id = c.user_id
    left join membership m on m.organization_id = c.organization_id and m.user_id = c.user_id and m.voided_at is null
    """

  private static let isValid: SQL = """
    c.kind in ('session', 'token')
    and c.ended_at is null
    and (c.expires_at is null or c.expires_at > now())
    and (c.user_id is null or u.disabled_at is null and m.role is not null)
    """

  /// Notes the day, and lets a session that is used go on.
  private static func use(_ signedIn: SignedIn) -> SQL {
    """
    update credential
    set used_on = (now() at time zone 'UTC')::date,
      expires_at = case
        when kind = 'session' then now() + \(Int(Credential.session.components.seconds))::bigint * interval '1 second'
        else expires_at
      end
    where organization_id = \(signedIn.organization.id)
      and id = \(signedIn.credentialID)
    """
  }
}
