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

/// One row; its columns are read by name.
public struct Row: Sendable {
  let result: ServerResult
  let index: Int

  /// The names of its columns in the order of the select list, empty for those without.
  public var columns: [String] { (0..<result.columnCount).map(result.columnName) }

  /// The column of a name.
  ///
  /// Throws ``PostgresError/decoding(column:wanted:got:query:place:)`` when there is no such column, when it is of a type that cannot become a `Value`
  /// without loss, or is null where `Value` is not optional.
  public func decode<Value: PostgresDecodable>(
    _ column: StaticString, as type: Value.Type = Value.self, file: StaticString = #fileID, line: Int = #line
  ) throws -> Value {
    func refused(_ got: String) -> PostgresError {
      .decoding(column: "\(column)", wanted: "\(type)", got: got, query: result.shape.rendered, place: SourcePlace(file, line))
    }
    var places = result.places(of: column).makeIterator()
    guard let place = places.next() else { throw refused("a row of \(columns.joined(separator: ", "))") }
    if _isDebugAssertConfiguration(), places.next() != nil { throw refused("two columns of that name") }
    do {
      return try result.withCell(row: index, column: place, Value.init(_:))
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

  /// Where the columns of a name stand. A result has a score of columns at most, so that looking at each name costs less than hashing one.
  func places(of column: StaticString) -> some Sequence<Int> {
    (0..<columnCount).lazy.filter { [result] index in
      guard let name = PQfname(result, Int32(index)) else { return false }
      let length = column.utf8CodeUnitCount
      // A shorter name ends with a zero, which no letter of `column` equals.
      return (0..<length).allSatisfy { UInt8(bitPattern: name[$0]) == column.utf8Start[$0] } && name[length] == 0
    }
  }

  func columnName(_ index: Int) -> String { PQfname(result, Int32(index)).map { String(cString: $0) } ?? "" }

  func withCell<Value>(row: Int, column: Int, _ body: (Cell) throws(Refusal) -> Value) throws(Refusal) -> Value {
    let (row, column) = (Int32(row), Int32(column))
    guard PQgetisnull(result, row, column) == 0 else { return try body(Cell(type: PQftype(result, column), value: nil)) }
    let value = UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    return try body(Cell(type: PQftype(result, column), value: value))
  }
}
