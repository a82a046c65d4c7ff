/// A statement, or a part of one, with its values apart from its text.
///
///     let active: SQL = "active and team = \(team)"
///     let found: SQL = "select name from salesperson where \(active) and hired < \(day)"
///
/// Each interpolated value becomes a parameter (`$n`) in binary format that carries its type; an interpolated `SQL` becomes part of the text, and
/// parameters are numbered when the whole is sent. Identifiers and raw text must say that they are.
public struct SQL: Sendable {
  /// Where a parameter stands in the text, in UTF-8 bytes, and its type.
  struct Slot: Hashable, Sendable {
    var offset: Int
    var type: UInt32
  }

  /// All but the values: two statements of one shape share one prepared statement.
  struct Shape: Hashable, Sendable {
    var text = ""
    var slots: [Slot] = []
  }

  var shape = Shape()
  /// The length of each value in `bytes`; -1 is null.
  var lengths: [Int32] = []
  var bytes: [UInt8] = []
  /// Why a value cannot be sent. Interpolation cannot throw, so the statement does when it is run.
  var refusal: String?

  public init() {}

  /// Text taken as it is, which must never come from outside the program.
  public init(unsafeRaw text: String) {
    shape.text = text
  }

  /// Whether it has neither text nor values.
  public var isEmpty: Bool { shape.text.isEmpty && shape.slots.isEmpty }

  /// The text as the server gets it, with `$n` for values.
  public var text: String { shape.rendered }

  mutating func append(_ value: some PostgresEncodable) {
    shape.slots.append(Slot(offset: shape.text.utf8.count, type: type(of: value).postgresType.oid))
    guard !value.isNull else { return lengths.append(-1) }
    let start = bytes.count
    do {
      try value.encode(into: &bytes)
      lengths.append(Int32(clamping: bytes.count - start))
      if bytes.count - start > Int32.max { refuse("a value of \(bytes.count - start) bytes is larger than PostgreSQL takes") }
    } catch {
      bytes.removeLast(bytes.count - start)
      lengths.append(-1)
      refuse(error.reason)
    }
  }

  mutating func append(_ fragment: SQL) {
    let shift = shape.text.utf8.count
    shape.text += fragment.shape.text
    shape.slots += fragment.shape.slots.lazy.map { Slot(offset: $0.offset + shift, type: $0.type) }
    lengths += fragment.lengths
    bytes += fragment.bytes
    if let reason = fragment.refusal { refuse(reason) }
  }

  mutating func append(identifier name: String) {
    if name.utf8.contains(0) { refuse("an identifier has a NUL byte, which PostgreSQL does not allow") }
    shape.text += quoted(identifier: name)
  }

  private mutating func refuse(_ reason: String) {
    refusal = refusal ?? reason
  }

  /// Both, one after the other.
  public static func + (left: SQL, right: SQL) -> SQL {
    var sum = left
    sum.append(right)
    return sum
  }

  /// Adds a part at the end.
  public static func += (left: inout SQL, right: SQL) {
    left.append(right)
  }
}

extension SQL.Shape {
  var rendered: String {
    guard !slots.isEmpty else { return text }
    var result = ""
    var rest = text.utf8[...]
    var position = 0
    for (index, slot) in slots.enumerated() {
      let piece = rest.prefix(slot.offset - position)
      result += String(Substring(piece))
      result += "$\(index + 1)"
      rest = rest[piece.endIndex...]
      position = slot.offset
      // `\(year)0` must not read as $10.
      if let next = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { result += " " }
    }
    return result + String(Substring(rest))
  }
}

extension SQL: ExpressibleByStringInterpolation {
  /// Gathers text and values apart.
  public struct StringInterpolation: StringInterpolationProtocol {
    var sql = SQL()

    public init(literalCapacity: Int, interpolationCount: Int) {
      sql.shape.text.reserveCapacity(literalCapacity)
      guard interpolationCount > 0 else { return }
      sql.shape.slots.reserveCapacity(interpolationCount)
      sql.lengths.reserveCapacity(interpolationCount)
      sql.bytes.reserveCapacity(interpolationCount * 16)
    }

    /// Text of the program.
    public mutating func appendLiteral(_ literal: String) {
      sql.shape.text += literal
    }

    /// A value: `$n`.
    public mutating func appendInterpolation(_ value: some PostgresEncodable) {
      sql.append(value)
    }

    /// A value or null: `$n`. Without this one, the compiler warns of each optional as it does for texts.
    public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
      sql.append(value)
    }

    /// A part of a statement with its own values.
    public mutating func appendInterpolation(_ fragment: SQL) {
      sql.append(fragment)
    }

    /// The name of a table, column or the like, in quotes.
    public mutating func appendInterpolation(identifier name: String) {
      sql.append(identifier: name)
    }

    /// Text taken as it is, which must never come from outside the program.
    public mutating func appendInterpolation(unsafeRaw text: String) {
      sql.shape.text += text
    }
  }

  /// Text of the program.
  public init(stringLiteral text: String) {
    shape.text = text
  }

  /// Text of the program with values.
  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.sql
  }
}

extension SQL: CustomStringConvertible {
  /// The text without its values.
  public var description: String { text }
}

extension Sequence where Element == SQL {
  /// All parts in order, with `separator` between them.
  public func joined(separator: SQL = ", ") -> SQL {
    var result = SQL()
    for (index, part) in enumerated() {
      if index > 0 { result.append(separator) }
      result.append(part)
    }
    return result
  }
}

func quoted(identifier name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
