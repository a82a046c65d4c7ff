import Synchronization

extension Session {
  /// Runs `body` in a transaction or, inside one, in a savepoint: what it did is undone when it throws.
  @discardableResult
  public func transaction<R>(
    isolation: Isolation = .readCommitted, readOnly: Bool = false, file: StaticString = #fileID, line: Int = #line,
    _ body: (Session) async throws -> R
  ) async throws -> R {
    let place = SourcePlace(file, line)
    // Only then it is known whether a transaction is open.
    try await drain(at: place)
    if try !connection(at: place).isInTransaction {
      return try await outermostTransaction([.begin(isolation, readOnly: readOnly)], readOnly: readOnly, at: place, body)
    }
    return try await savepoint(file: file, line: line, body)
  }

  /// Runs `body` in a savepoint of the current transaction: when it throws, what it did is undone and the transaction goes on.
  @discardableResult
  public func savepoint<R>(
    file: StaticString = #fileID, line: Int = #line, _ body: (Session) async throws -> R
  ) async throws -> R {
    let place = SourcePlace(file, line)
    depth += 1
    let name = SQL(unsafeRaw: "filon_\(depth)")
    defer { depth -= 1 }
    try await send(["savepoint \(name)"], at: place)
    let value: R
    do {
      value = try await body(self)
      try await drain(at: place)
    } catch {
      try await undo(["rollback to savepoint \(name)", "release savepoint \(name)"], at: place)
      throw error
    }
    try await send(["release savepoint \(name)"], at: place)
    return value
  }

  /// `opening` begins the transaction, and may go on with what belongs at its top; it travels with the first statement of `body`.
  func outermostTransaction<R>(
    _ opening: [SQL], readOnly: Bool, at place: SourcePlace, _ body: (Session) async throws -> R
  ) async throws -> R {
    let connection = try connection(at: place)
    connection.opening = opening
    defer { connection.opening = [] }
    let value: R
    do {
      value = try await body(self)
      try await drain(at: place)
      try Task.checkCancellation()
    } catch {
      try await undo(["rollback"], at: place)
      throw error
    }
    // Nothing was asked, so nothing began.
    guard connection.opening.isEmpty else { return value }
    let aborted = connection.abortedBy
    let isCommitted = try await occupying(at: place) { connection in
      if readOnly { return try await connection.commit(at: place) }
      return try await connection.committing { try await connection.commit(at: place) }
    }
    guard isCommitted else {
      throw aborted ?? PostgresError.closed("the transaction was rolled back by a statement of its own\n  at \(place)")
    }
    return value
  }

  private func send(_ statements: [SQL], at place: SourcePlace) async throws {
    _ = try await occupying(at: place) { try await $0.pipeline(statements, at: place, cancellable: false) }
  }

  /// A connection that was given up is undone by the server itself, and one that never began has nothing to undo.
  private func undo(_ statements: [SQL], at place: SourcePlace) async throws {
    guard let connection = try? connection(at: place), !connection.isDiscarded, !connection.isIdle else { return }
    do {
      // What is under way is undone too.
      try? await connection.drain()
      try await send(statements, at: place)
      connection.abortedBy = nil
    } catch {
      // The error of `body` says more than this one.
      connection.discard()
    }
  }
}

extension Connection {
  /// Runs what ends in a commit, and tells when the server's answer to it leaves open what became of it.
  ///
  /// - Throws: ``PostgresError/inDoubt(_:)``; any other error when nothing of the transaction is there.
  func committing<R>(_ body: () async throws -> R) async throws -> R {
    Commits.underWay.add(1, ordering: .relaxed)
    defer { Commits.underWay.subtract(1, ordering: .relaxed) }
    notices.isWarned = false
    let result: R
    do {
      result = try await body()
    } catch PostgresError.lost(let reason) {
      throw PostgresError.inDoubt(reason)
    } catch PostgresError.server(let error) where error.severity != "ERROR" {
      // The server, or a pooler before it, went away over it.
      throw PostgresError.inDoubt(error.message)
    } catch is CancellationError where !isIdle {
      throw PostgresError.inDoubt("the server did not end the commit in time")
    }
    if notices.isWarned { throw PostgresError.inDoubt("the server committed, and its standby has not confirmed it") }
    Commits.made.add(1, ordering: .relaxed)
    return result
  }
}

/// What this process asked servers to commit: whoever ends it half-way can say what became of its work.
public enum Commits {
  fileprivate static let underWay = Atomic<Int>(0)
  fileprivate static let made = Atomic<Int>(0)

  /// Whether a server has yet to answer a commit.
  public static var areUnderWay: Bool { underWay.load(ordering: .relaxed) > 0 }
  /// Whether any commit was confirmed.
  public static var areMade: Bool { made.load(ordering: .relaxed) > 0 }
}

extension SQL {
  static func begin(_ isolation: Isolation = .readCommitted, readOnly: Bool = false) -> SQL {
    // Another default may be set for the server or the role, so the level is always said.
    isolation == .readCommitted && !readOnly
      ? "begin isolation level read committed"
      : SQL(unsafeRaw: "begin isolation level \(isolation.rawValue)" + (readOnly ? " read only" : ""))
  }

  static let commit: SQL = "commit"
}
