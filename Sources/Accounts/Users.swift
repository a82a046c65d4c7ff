package import CRM
import Foundation
package import Postgres

/// Who may sign in to an organization, as what, and with what.
package struct Users: Sendable {
  private let scope: Scope

  /// The users of the scope's organization.
  package init(_ scope: Scope) {
    self.scope = scope
  }

  /// All of them, by name.
  ///
  /// - Throws: `.denied` for all but directors.
  package func list() async throws -> [User] {
    try scope.requireDirector(.onlyDirectorsManageUsers)
    return try await scope.read { transaction in
      try await transaction.rows(
        """
        \(User.selection)
        where u.organization_id = \(scope.organization.id)
        order by lower(u.name), u.id
        """, User.init(row:))
    }
  }

  /// Adds a user, who can sign in once they have a password or a link.
  ///
  /// - Parameter salesperson: Whom they are, with that role.
  /// - Throws: `.conflict` when one of that address is there.
  package func add(email: String, name: String? = nil, role: Role, salesperson: String? = nil) async throws -> User {
    try scope.requireDirector(.onlyDirectorsManageUsers)
    let address = try address(email)
    let id = User.ID.v7()
    return try await scope.write { transaction in
      let person = try await transaction.person(role, salesperson)
      let added = try await transaction.execute(
        """
        insert into app_user (organization_id, id, email, name)
        values (\(scope.organization.id), \(id), \(address), \(name ?? person?.name ?? String(address.prefix { $0 != "@" })))
        on conflict on constraint app_user_email_once do nothing
        """)
      if added == 0 { throw CRMError(.conflict, .userThere(address)) }
      try await transaction.join(id, role, person)
      return try await transaction.user(id)
    }
  }

  /// Gives a user another role, or makes them another salesperson. Sessions and tokens go on, with the new role.
  package func change(_ text: String, role: Role, salesperson: String? = nil) async throws -> User {
    try scope.requireDirector(.onlyDirectorsManageUsers)
    return try await scope.write(inDoubt: .askAgainSafely) { transaction in
      let user = try await transaction.user(named: text)
      let person = try await transaction.person(role, salesperson)
      if user.role == .director, role != .director { try await transaction.requireAnotherDirector(than: user) }
      _ = try await transaction.execute(
        """
        update membership
        set voided_at = now()
        where organization_id = \(scope.organization.id)
          and user_id = \(user.id)
          and voided_at is null
        """)
      try await transaction.join(user.id, role, person)
      return try await transaction.user(user.id)
    }
  }

  /// Sets the password of a user, and ends their sessions: whoever changes it because somebody knows it means that too.
  ///
  /// - Throws: `.invalid` for one that is too short or too long.
  package func setPassword(_ text: String, _ password: String) async throws -> User {
    try scope.requireDirector(.onlyDirectorsManageUsers)
    let hash = try await PasswordHashing.shared.hash(password)
    return try await scope.write { transaction in
      let user = try await transaction.user(named: text)
      try await transaction.set(hash, of: user.id)
      return try await transaction.user(user.id)
    }
  }

  /// A link by which a user sets a password, once, within three days. Links made for them before end.
  ///
  /// - Throws: `.denied` for all but directors, `.conflict` for somebody who was barred.
  package func link(_ text: String) async throws -> (user: User, secret: Secret) {
    try scope.requireDirector(.onlyDirectorsManageUsers)
    let secret = Secret(for: scope.organization.id)
    let user = try await scope.write { transaction in
      let user = try await transaction.admittedUser(named: text)
      try await transaction.end("c.user_id = \(user.id) and c.kind = 'link'")
      try await transaction.insert(Credential(.link, of: user.id, access: .write, validFor: .seconds(3 * 86_400)), secret)
      return user
    }
    return (user, secret)
  }

  /// A token by which a program acts as a user; its text is not to be had again.
  ///
  /// - Parameter days: How long it is valid; until it is revoked when nil.
  package func token(_ text: String, name: String, access: Access, days: Int? = nil) async throws -> (token: Token, secret: Secret) {
    try scope.requireDirector(.onlyDirectorsManageUsers)
    if let days, !(1...3650).contains(days) { throw CRMError(.invalid, .daysOfToken) }
    let secret = Secret(for: scope.organization.id)
    let token = try await scope.write { transaction in
      let user = try await transaction.admittedUser(named: text)
      let credential = Credential(.token, of: user.id, name: name, access: access, validFor: days.map { .seconds($0 * 86_400) })
      try await transaction.insert(credential, secret)
      return try await transaction.one("\(Token.selection(scope.organization)) and c.id = \(credential.id)", Token.init(row:))
    }
    return (token, secret)
  }

  /// The tokens that are not revoked, newest first.
  package func tokens() async throws -> [Token] {
    try scope.requireDirector(.onlyDirectorsManageUsers)
    return try await scope.read { transaction in
      try await transaction.rows("\(Token.selection(scope.organization)) and c.ended_at is null order by c.id desc", Token.init(row:))
    }
  }

  /// Ends a token, by its id or name; or bars a user, by address or name: their sessions, tokens and links end with it.
  package func revoke(_ text: String) async throws -> Revocation {
    try scope.requireDirector(.onlyDirectorsManageUsers)
    return try await scope.write(inDoubt: .askAgainSafely) { transaction in
      let tokens = try await transaction.rows("\(Token.selection(scope.organization)) and c.ended_at is null", Token.init(row:))
      let meant = tokens.filter { $0.id.description == text.lowercased() || $0.name == text }
      if meant.count > 1 { throw CRMError(.ambiguous, .severalTokens(text), remedy: .tokenIDs(meant.map(\.id.description))) }
      if let token = meant.first {
        try await transaction.end("c.id = \(token.id)")
        return Revocation(token: token)
      }
      let user = try await transaction.user(named: text)
      if user.role == .director { try await transaction.requireAnotherDirector(than: user) }
      _ = try await transaction.execute(
        """
        update app_user
        set disabled_at = coalesce(disabled_at, now())
        where organization_id = \(scope.organization.id)
          and id = \(user.id)
        """)
      try await transaction.end("c.user_id = \(user.id)")
      return Revocation(user: try await transaction.user(user.id))
    }
  }

  private func address(_ email: String) throws -> String {
    do { return try EmailAddress(email).canonical } catch { throw CRMError(error) }
  }
}

/// A program's token, without the secret.
package struct Token: Sendable, Encodable {
  package typealias ID = CRM.ID<Credential>

  package let id: Token.ID
  package let name: String
  /// Whom the program acts as.
  package let user: String
  package let access: Access
  package let createdAt: Instant
  @Nullable package private(set) var expiresAt: Instant?
  /// The last day on which it was used, UTC.
  @Nullable package private(set) var usedOn: Day?

  fileprivate init(row: Row) throws {
    id = try row.decode("id")
    name = try row.decode("name")
    user = try row.decode("user_name")
    access = try row.decode("access")
    createdAt = try row.decode("created_at")
    expiresAt = try row.decode("expires_at")
    usedOn = try row.decode("used_on")
  }

  fileprivate static func selection(_ organization: Organization) -> SQL {
    """
    select c.id, c.name, u.name as user_name, c.access, c.created_at, c.expires_at, c.used_on
    from credential c
    join app_user u on u.organization_id = c.organization_id and u.id = c.user_id
    where c.organization_id = \(organization.id)
      and c.kind = 'token'
    """
  }
}

/// What was revoked: one of both.
package struct Revocation: Sendable, Encodable {
  @Nullable package var token: Token?
  @Nullable package var user: User?

  init(token: Token? = nil, user: User? = nil) {
    self.token = token
    self.user = user
  }
}

extension Transaction {
  /// The user whom a person means: by address, by id, or by a name that only one has.
  func user(named text: String) async throws -> User {
    let users = try await rows("\(User.selection) where u.organization_id = \(organization.id)", User.init(row:))
    let address = (try? EmailAddress(text))?.canonical
    if let found = users.first(where: { $0.email == address || $0.id.description == text.lowercased() }) { return found }
    let named = users.named(text, by: \.name)
    guard let only = named.first else { throw CRMError(.notFound, .noUser(text), remedy: .usersThere(users.map(\.email))) }
    if named.count > 1 { throw CRMError(.ambiguous, .severalUsers(text), remedy: .usersThere(named.map(\.email))) }
    return only
  }

  /// The same; throws `.conflict` for one who was barred.
  fileprivate func admittedUser(named text: String) async throws -> User {
    let user = try await user(named: text)
    guard user.disabledAt == nil else { throw CRMError(.conflict, .userBarred(user.name)) }
    return user
  }

  fileprivate func user(_ id: User.ID) async throws -> User {
    try await one("\(User.selection) where u.organization_id = \(organization.id) and u.id = \(id)", User.init(row:))
  }

  /// The salesperson that a user of a role is.
  fileprivate func person(_ role: Role, _ name: String?) async throws -> Salesperson? {
    switch (role, name) {
    case (.salesperson, let name?): try await salesperson(name)
    case (.salesperson, nil): throw CRMError(.usage, .whichSalesperson)
    case (_, nil): nil
    case (_, _?): throw CRMError(.usage, .noSalespersonWithRole(role))
    }
  }

  fileprivate func join(_ id: User.ID, _ role: Role, _ person: Salesperson?) async throws {
    _ = try await execute(
      """
      insert into membership (organization_id, id, user_id, role, salesperson_id)
      values (\(organization.id), \(UUID.v7()), \(id), \(role.rawValue), \(person?.id))
      """)
  }

  /// Somebody must be left who can undo what is done here.
  fileprivate func requireAnotherDirector(than user: User) async throws {
    // Two directors who bar each other at once take turns.
    _ = try await execute("select from organization where organization_id = \(organization.id) for update")
    let isThere = try await one(
      """
      select exists (
          select
          from membership m
          join app_user u on u.organization_id = m.organization_id and u.id = m.user_id
          where m.organization_id = \(organization.id)
            and m.voided_at is null
            and m.role = 'director'
            and u.disabled_at is null
            and u.id <> \(user.id)) as is_there
      """, { try $0.decode("is_there", as: Bool.self) })
    if !isThere { throw CRMError(.conflict, .lastDirector(user.name)) }
  }
}
