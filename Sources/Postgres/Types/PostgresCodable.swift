/// A type of PostgreSQL: its number and that of the array of it.
public struct DataType: Hashable, Sendable {
  /// `pg_type.oid`
  public let oid: UInt32
  /// 0 when there is none.
  public let arrayOID: UInt32

  /// A type that this client does not know by name.
  public init(oid: UInt32, arrayOID: UInt32) {
    self.oid = oid
    self.arrayOID = arrayOID
  }

  /// The array of this type.
  public var array: DataType { DataType(oid: arrayOID, arrayOID: 0) }

  public static let bool = DataType(oid: 16, arrayOID: 1000)
  public static let bytea = DataType(oid: 17, arrayOID: 1001)
  /// The one-byte type that the catalogue uses.
  public static let char = DataType(oid: 18, arrayOID: 1002)
  public static let name = DataType(oid: 19, arrayOID: 1003)
  public static let int8 = DataType(oid: 20, arrayOID: 1016)
  public static let int2 = DataType(oid: 21, arrayOID: 1005)
  public static let int4 = DataType(oid: 23, arrayOID: 1007)
  public static let text = DataType(oid: 25, arrayOID: 1009)
  public static let oid = DataType(oid: 26, arrayOID: 1028)
  public static let json = DataType(oid: 114, arrayOID: 199)
  public static let float4 = DataType(oid: 700, arrayOID: 1021)
  public static let float8 = DataType(oid: 701, arrayOID: 1022)
  public static let unknown = DataType(oid: 705, arrayOID: 0)
  public static let bpchar = DataType(oid: 1042, arrayOID: 1014)
  public static let varchar = DataType(oid: 1043, arrayOID: 1015)
  public static let date = DataType(oid: 1082, arrayOID: 1182)
  public static let timestamp = DataType(oid: 1114, arrayOID: 1115)
  public static let timestamptz = DataType(oid: 1184, arrayOID: 1185)
  public static let numeric = DataType(oid: 1700, arrayOID: 1231)
  public static let uuid = DataType(oid: 2950, arrayOID: 2951)
  public static let jsonb = DataType(oid: 3802, arrayOID: 3807)

  /// The first number that a type made by a user can have.
  static let firstUserDefined: UInt32 = 16384
}

/// A value that can be a parameter of a statement.
///
/// An enumeration of strings or numbers needs only to declare it: `enum Channel: String, PostgresCodable`. It then travels as its raw value; where the column is
/// of a type of its own, cast in SQL: `\(channel)::channel`.
public protocol PostgresEncodable: Sendable {
  /// The type that a parameter of this is declared as.
  static var postgresType: DataType { get }
  /// Appends the value in PostgreSQL's binary format. Not called for null.
  func encode(into bytes: inout [UInt8]) throws(Refusal)
  /// Whether it is sent as null.
  var isNull: Bool { get }
  /// The type of an array of these; only bytes have another than `postgresType.array`.
  static var arrayType: DataType { get }
  /// Appends a whole array of these.
  static func encode(array: [Self], into bytes: inout [UInt8]) throws(Refusal)
}

/// A value that can be read from a column.
public protocol PostgresDecodable {
  /// Reads a value, or refuses a type that cannot become one without loss.
  init(_ cell: Cell) throws(Refusal)
  /// Reads a whole array of these.
  static func decode(array: Cell) throws(Refusal) -> [Self]
}

/// A value that can be both sent and read.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// One column of one row in binary format, valid only while it is decoded.
public struct Cell {
  /// The number of its type.
  public let type: UInt32
  /// Nil for null.
  public let value: UnsafeRawBufferPointer?

  public init(type: UInt32, value: UnsafeRawBufferPointer?) {
    self.type = type
    self.value = value
  }

  /// The bytes of a value that may not be null.
  public func bytes() throws(Refusal) -> UnsafeRawBufferPointer {
    guard let value else { throw Refusal("null") }
    return value
  }

  /// The bytes of a value that may not be null and is of one of these types.
  public func bytes(_ types: DataType...) throws(Refusal) -> UnsafeRawBufferPointer {
    guard types.contains(where: { $0.oid == type }) else { throw Refusal(type: type) }
    return try bytes()
  }
}

/// Why a value can be neither sent nor read. It tells the type or the rule, never the value.
public struct Refusal: Error, Sendable {
  /// What cannot be sent, or what was found instead of the wanted.
  public let reason: String

  public init(_ reason: String) { self.reason = reason }

  init(type: UInt32) { self.init(DataType.names[type] ?? "a value of type number \(type)") }
}

extension PostgresEncodable {
  public var isNull: Bool { false }
}

extension RawRepresentable where Self: PostgresEncodable, RawValue: PostgresEncodable {
  public static var postgresType: DataType { RawValue.postgresType }

  public func encode(into bytes: inout [UInt8]) throws(Refusal) { try rawValue.encode(into: &bytes) }
}

extension RawRepresentable where Self: PostgresDecodable, RawValue: PostgresDecodable {
  public init(_ cell: Cell) throws(Refusal) {
    guard let value = Self(rawValue: try RawValue(cell)) else { throw Refusal("a value that \(Self.self) does not know") }
    self = value
  }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public static var postgresType: DataType { Wrapped.postgresType }

  public var isNull: Bool { self == nil ? true : false }

  public func encode(into bytes: inout [UInt8]) throws(Refusal) { try self?.encode(into: &bytes) }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public init(_ cell: Cell) throws(Refusal) {
    self = cell.value == nil ? nil : try Wrapped(cell)
  }
}

extension DataType {
  static let names: [UInt32: String] = {
    let scalars: [(DataType, String)] = [
      (.bool, "bool"), (.bytea, "bytea"), (.char, "\"char\""), (.name, "name"), (.int8, "int8"), (.int2, "int2"), (.int4, "int4"),
      (.text, "text"),
      (.oid, "oid"), (.json, "json"), (.float4, "float4"), (.float8, "float8"), (.unknown, "unknown"), (.bpchar, "char(n)"),
      (.varchar, "varchar"),
      (.date, "date"), (.timestamp, "timestamp"), (.timestamptz, "timestamptz"), (.numeric, "numeric"), (.uuid, "uuid"), (.jsonb, "jsonb"),
    ]
    var names: [UInt32: String] = [:]
    for (type, name) in scalars {
      names[type.oid] = name
      if type.arrayOID != 0 { names[type.arrayOID] = name + "[]" }
    }
    return names
  }()
}
