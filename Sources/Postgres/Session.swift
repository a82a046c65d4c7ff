/// One connection, lent to one task for the length of a closure.
///
/// It is not Sendable, so the compiler refuses to share it between tasks; used after its closure, it throws ``PostgresError/closed(_:)``.
public final class Session {
  private var lent: Connection?
  /// Inside a stream or copy, which occupy the connection.
  private var isBusy = false
  /// How many savepoints are open.
  var depth = 0

  init(_ connection: Connection) {
    lent = connection
  }

  func end() { lent = nil }

  /// The connection, if it is free for another statement.
  func connection(at place: SourcePlace) throws -> Connection {
    guard let lent else { throw PostgresError.closed("a session was used after the closure that it was lent to\n  at \(place)") }
    guard !isBusy else { throw PostgresError.busy(place: place) }
    return lent
  }

  /// Keeps other statements away while `body` uses the connection, after what is under way has ended.
  func occupying<R>(at place: SourcePlace, _ body: (Connection) async throws -> R) async throws -> R {
    try await joining(at: place) { connection in
      try await connection.drain()
      return try await body(connection)
    }
  }

  /// Keeps other statements away while `body` uses the connection, beside what is under way.
  private func joining<R>(at place: SourcePlace, _ body: (Connection) async throws -> R) async throws -> R {
    let connection = try connection(at: place)
    isBusy = true
    defer { isBusy = false }
    return try await body(connection)
  }

  private func run(_ sql: SQL, at place: SourcePlace) async throws -> ServerResult {
    let results = try await occupying(at: place) { try await $0.pipeline([sql], at: place) }
    guard let result = results.first else { throw PostgresError.connection("the server gave no result") }
    return result
  }

  // MARK: Statements

  /// The whole result.
  public func query(_ sql: SQL, file: StaticString = #fileID, line: Int = #line) async throws -> QueryResult {
    QueryResult(result: try await run(sql, at: SourcePlace(file, line)))
  }

  /// Sends a statement and returns while the server works on it or on those started before; the closure waits for its result.
  ///
  /// So does the session's next statement that is not started like this, and the end of a transaction; whoever waits gets the error of the
  /// first that failed. Each holds its values in memory until the server takes them: a caller has few under way.
  public func start(_ sql: SQL, file: StaticString = #fileID, line: Int = #line) async throws -> () async throws -> QueryResult {
    let place = SourcePlace(file, line)
    let exchange = try await joining(at: place) { connection in
      let exchange = try await connection.start([sql], at: place)
      connection.underWay.append(exchange)
      return exchange
    }
    return { [self] in
      if let lent, lent.underWay.contains(where: { $0 === exchange }) {
        try await joining(at: place) { try await $0.drain(through: exchange) }
      }
      guard let result = try exchange.results.first else {
        throw PostgresError.closed("a session was used after the closure that it was lent to\n  at \(place)")
      }
      return QueryResult(result: result)
    }
  }

  /// Throws the first error of what is under way, once the server is done with all of it.
  func drain(at place: SourcePlace) async throws { try await occupying(at: place) { _ in } }

  /// Runs all statements in one round trip. Outside a transaction they are one transaction; inside, a failure aborts the transaction.
  /// Result i belongs to statement i.
  @discardableResult
  public func batch(_ statements: [SQL], file: StaticString = #fileID, line: Int = #line) async throws -> [QueryResult] {
    let place = SourcePlace(file, line)
    return try await occupying(at: place) { try await $0.pipeline(statements, at: place).map(QueryResult.init) }
  }
}
