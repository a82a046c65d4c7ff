/// What statements are asked of: a session, or what knows besides whom they are about.
public protocol Querying {
  /// The connection that answers.
  var session: Session { get }
}

extension Session: Querying {
  /// Itself.
  public var session: Session { self }
}

extension Querying {
  /// The whole result.
  public func query(_ sql: SQL, file: StaticString = #fileID, line: Int = #line) async throws -> QueryResult {
    try await session.query(sql, file: file, line: line)
  }

  /// How many rows the statement affected.
  @discardableResult
  public func execute(_ sql: SQL, file: StaticString = #fileID, line: Int = #line) async throws -> Int {
    try await session.query(sql, file: file, line: line).affected
  }

  /// All rows, decoded.
  public func rows<T>(
    _ sql: SQL, file: StaticString = #fileID, line: Int = #line, _ decode: (Row) throws -> T
  ) async throws -> [T] {
    try await session.query(sql, file: file, line: line).rows.map(decode)
  }

  /// The first row, or nil when there is none.
  public func first<T>(
    _ sql: SQL, file: StaticString = #fileID, line: Int = #line, _ decode: (Row) throws -> T
  ) async throws -> T? {
    try await session.query(sql, file: file, line: line).rows.first.map(decode)
  }

  /// The only row. Throws ``PostgresError/unexpectedRowCount(wanted:got:query:place:)`` when there is none or more than one.
  public func one<T>(
    _ sql: SQL, file: StaticString = #fileID, line: Int = #line, _ decode: (Row) throws -> T
  ) async throws -> T {
    try decode(try await session.query(sql, file: file, line: line).onlyRow(of: sql, at: SourcePlace(file, line)))
  }

  /// Asks a query.
  @discardableResult
  public func fetch<Value>(_ query: Query<Value>, file: StaticString = #fileID, line: Int = #line) async throws -> Value {
    var results = try await session.batch(query.statements, file: file, line: line)[...]
    return try query.take(&results)
  }

  /// Asks all queries in one round trip and answers their values; the server works on them in their order, each seeing what those before it
  /// did. Outside a transaction they are one; inside, a failure aborts it.
  @discardableResult
  public func fetch<each Value>(
    _ queries: repeat Query<each Value>, file: StaticString = #fileID, line: Int = #line
  ) async throws -> (repeat each Value) {
    var statements: [SQL] = []
    repeat statements += (each queries).statements
    var results = try await session.batch(statements, file: file, line: line)[...]
    return (repeat try (each queries).take(&results))
  }
}
