/// A statement with what its result means: several can be asked in one round trip, see ``Querying/fetch(_:file:line:)``.
public struct Query<Value> {
  let statements: [SQL]
  /// Takes the results of the statements from the front.
  let take: (inout ArraySlice<QueryResult>) throws -> Value
}

extension Query {
  /// A statement whose whole result `decode` reads.
  public init(_ sql: SQL, _ decode: @escaping (QueryResult) throws -> Value) {
    self.init(statements: [sql]) { try decode($0.removeFirst()) }
  }

  /// All rows.
  public static func rows<Element>(_ sql: SQL, _ decode: @escaping (Row) throws -> Element) -> Query where Value == [Element] {
    Query(sql) { try $0.rows.map(decode) }
  }

  /// The first row, or nil when there is none.
  public static func first<Element>(_ sql: SQL, _ decode: @escaping (Row) throws -> Element) -> Query where Value == Element? {
    Query(sql) { try $0.rows.first.map(decode) }
  }

  /// The only row; ``PostgresError/unexpectedRowCount(wanted:got:query:place:)`` when there is none or more than one.
  public static func one(
    _ sql: SQL, file: StaticString = #fileID, line: Int = #line, _ decode: @escaping (Row) throws -> Value
  ) -> Query {
    Query(sql) { try decode($0.onlyRow(of: sql, at: SourcePlace(file, line))) }
  }

  /// Several as one, in their order.
  public static func all<Element>(_ queries: [Query<Element>]) -> Query where Value == [Element] {
    Query(statements: queries.flatMap(\.statements)) { results in try queries.map { try $0.take(&results) } }
  }

  /// One that may be asked; nil when it is not.
  public static func optional<Wrapped>(_ query: Query<Wrapped>?) -> Query where Value == Wrapped? {
    Query(statements: query?.statements ?? []) { try query?.take(&$0) }
  }

  /// What follows from the value.
  public func map<Other>(_ transform: @escaping (Value) throws -> Other) -> Query<Other> {
    Query<Other>(statements: statements) { try transform(take(&$0)) }
  }
}

extension Query<Void> {
  /// A statement that is run for what it does.
  public static func run(_ sql: SQL) -> Query { Query(sql) { _ in } }
}

extension QueryResult {
  func onlyRow(of sql: SQL, at place: SourcePlace) throws -> Row {
    guard rows.count == 1, let row = rows.first else {
      throw PostgresError.unexpectedRowCount(wanted: 1, got: rows.count, query: sql.text, place: place)
    }
    return row
  }
}
