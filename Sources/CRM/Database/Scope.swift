import Foundation
public import Postgres

/// Who acts, in which organization, on which database: what every service of the module is made with.
public struct Scope: Sendable {
  public let pool: Pool
  public let organization: Organization
  public let identity: Identity

  /// A scope from its parts.
  public init(pool: Pool, organization: Organization, identity: Identity) {
    self.pool = pool
    self.organization = organization
    self.identity = identity
  }

  /// Runs a read-only transaction as the actor; all its queries see one state of the database.
  public func read<R>(_ body: (Transaction) async throws -> R) async throws -> R {
    try await translating { try await transaction(identity, isolation: .repeatableRead, readOnly: true, body) }
  }

  /// Runs a transaction as the actor.
  ///
  /// - Parameter remedy: How to ask again without doing it twice, when it is not known whether it was done.
  public func write<R>(inDoubt remedy: Message = .lookBeforeAskingAgain, _ body: (Transaction) async throws -> R) async throws -> R {
    try requireWriter()
    return try await translating(inDoubt: remedy) { try await transaction(identity, body) }
  }

  /// Runs a transaction for the `record_…` functions, which check the actor's rights row by row.
  ///
  /// - Parameter remedy: How to ask again without doing it twice, when it is not known whether it was done.
  package func record<R>(inDoubt remedy: Message = .lookBeforeAskingAgain, _ body: (Transaction) async throws -> R) async throws -> R {
    try requireWriter()
    return try await translating(inDoubt: remedy) { try await transaction(identity.recorder, body) }
  }

  /// Runs a read-only transaction for the `report.…` functions, which are told whose figures alone are asked for (`actor`): the policies
  /// of the tables would hide what colleagues did to the same opportunity since.
  package func report<R>(_ body: (Transaction) async throws -> R) async throws -> R {
    try await translating { try await transaction(identity.recorder, isolation: .repeatableRead, readOnly: true, body) }
  }

  /// Runs a transaction as somebody whom the database heeds; what it knows is the actor.
  ///
  /// - Throws: `PostgresError` as it comes.
  package func transaction<R>(
    _ heeded: Identity, isolation: Isolation = .readCommitted, readOnly: Bool = false, _ body: (Transaction) async throws -> R
  ) async throws -> R {
    try await pool.transaction([heeded.statement], isolation: isolation, readOnly: readOnly) {
      try await body(Transaction(session: $0, organization: organization, identity: identity))
    }
  }

  /// The salesperson on whose rights a `record_…` function decides; nil for a director.
  package var actor: Salesperson.ID? { identity.salespersonID }

  /// What the actor records, and no file.
  package var provenance: Provenance { Provenance(organizationID: organization.id, actor: actor) }

  /// Throws unless the actor may write at all, and can: ids of facts are made of this machine's time.
  func requireWriter() throws {
    if identity.role == .viewer { throw CRMError(.denied, .viewersOnlyRead) }
    try requireClock(at: .now)
  }

  /// Throws to salespeople; `what` says what only directors and viewers read.
  func requireOverseer(_ what: Message) throws {
    if identity.role == .salesperson { throw CRMError(.denied, what) }
  }

  /// Throws unless a director acts; `what` says what only directors do.
  package func requireDirector(_ what: Message) throws {
    if identity.role != .director { throw CRMError(.denied, what) }
  }
}

/// Throws for a clock that was never set: it stands before 1970, which no id can tell.
package func requireClock(at now: Instant) throws {
  if now.unixMicroseconds < 0 { throw CRMError(.unavailable, .clockNotSet(now), remedy: .setClock) }
}

/// Turns what the server said about rights and rules into an error for the person who asked.
package func translating<R>(inDoubt remedy: Message = .lookBeforeAskingAgain, _ body: () async throws -> R) async throws -> R {
  do {
    return try await body()
  } catch let error as PostgresError {
    let error = CRMError(error)
    throw error.kind == .inDoubt ? CRMError(.inDoubt, error.message, remedy: remedy) : error
  }
}
