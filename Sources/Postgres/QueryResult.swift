import CLibPQ

/// All rows of a statement, as the server sent them; columns are decoded when asked for.
public struct QueryResult: Sendable {
  let result: ServerResult

  /// The rows in the server's order.
  public var rows: Rows { Rows(result: result) }

  /// How many rows the statement inserted, updated, deleted, selected or copied; 0 for others.
  public var affected: Int { result.affected }

  /// Rows by position; the result is freed when its last row is gone.
  public struct Rows: RandomAccessCollection, Sendable {
    let result: ServerResult

    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { result.count }
    /// The row at a position.
    public subscript(index: Int) -> Row { Row(result: result, index: index) }
  }
}

/// One row; its columns are read by position.
public struct Row: Sendable {
  let result: ServerResult
  let index: Int

  /// How many columns it has.
  public var columnCount: Int { result.columnCount }

  /// The name of a column, empty when there is none.
  public func columnName(_ index: Int) -> String { result.columnName(index) }

  /// The column at `index`, from 0. `column` is the name that it must have: debug builds check it, and errors show it.
  ///
  /// Throws ``PostgresError/decoding(column:wanted:got:query:place:)`` when the column is of a type that cannot become a `Value` without loss, or is null
  /// where `Value` is not optional.
  public func decode<Value: PostgresDecodable>(
    _ index: Int, _ column: StaticString, as type: Value.Type = Value.self, file: StaticString = #fileID, line: Int = #line
  ) throws -> Value {
    func refused(_ got: String) -> PostgresError {
      .decoding(column: "\(index) (\(column))", wanted: "\(type)", got: got, query: result.shape.rendered, place: SourcePlace(file, line))
    }
    guard index >= 0, index < result.columnCount else { throw refused("a row of \(result.columnCount) columns") }
    if _isDebugAssertConfiguration(), result.columnName(index) != column.description {
      throw refused("a column named \(result.columnName(index))")
    }
    do {
      return try result.withCell(row: self.index, column: index, Value.init(_:))
    } catch {
      throw refused(error.reason)
    }
  }
}

/// Owns a `PGresult`.
///
/// `@unchecked Sendable`: a `PGresult` is never changed once libpq has returned it, and may then be read from any thread
/// (https://www.postgresql.org/docs/15/libpq-threading.html); it is freed when the last reader is gone.
final class ServerResult: @unchecked Sendable {
  private let result: OpaquePointer
  let shape: SQL.Shape

  init(_ result: OpaquePointer, of shape: SQL.Shape) {
    self.result = result
    self.shape = shape
  }

  deinit { PQclear(result) }

  var count: Int { Int(PQntuples(result)) }
  var columnCount: Int { Int(PQnfields(result)) }
  var affected: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }
  /// `INSERT`, `COMMIT` and so on.
  var command: String { String(String(cString: PQcmdStatus(result)).prefix { $0 != " " }) }

  func columnName(_ index: Int) -> String { PQfname(result, Int32(index)).map { String(cString: $0) } ?? "" }

  func withCell<Value>(row: Int, column: Int, _ body: (Cell) throws(Refusal) -> Value) throws(Refusal) -> Value {
    let (row, column) = (Int32(row), Int32(column))
    guard PQgetisnull(result, row, column) == 0 else { return try body(Cell(type: PQftype(result, column), value: nil)) }
    let value = UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    return try body(Cell(type: PQftype(result, column), value: value))
  }
}
