extension String: PostgresCodable {
  public static var postgresType: DataType { .text }

  public func encode(into bytes: inout [UInt8]) throws(Refusal) {
    let start = bytes.count
    bytes.append(contentsOf: utf8)
    guard !bytes[start...].contains(0) else { throw Refusal("a text has a NUL byte, which PostgreSQL cannot store") }
  }

  /// Any type that is sent as text, those made by users (enumerations, domains over text, citext) included.
  public init(_ cell: Cell) throws(Refusal) {
    switch cell.type {
    case DataType.text.oid, DataType.varchar.oid, DataType.bpchar.oid, DataType.name.oid, DataType.unknown.oid, DataType.json.oid: break
    case DataType.firstUserDefined...: break
    default: throw Refusal(type: cell.type)
    }
    self = try String(utf8: cell.bytes())
  }

  init(utf8 bytes: some Collection<UInt8>) throws(Refusal) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal("bytes that are not UTF-8") }
    self = text
  }
}

/// A document of type `jsonb`, as UTF-8 text. The server checks it, and gives it back in its own spelling.
public struct JSONB: Hashable, Sendable, PostgresCodable {
  /// The document.
  public var text: String

  public init(_ text: String) { self.text = text }

  public static var postgresType: DataType { .jsonb }

  private static let version: UInt8 = 1

  public func encode(into bytes: inout [UInt8]) throws(Refusal) {
    bytes.append(Self.version)
    try text.encode(into: &bytes)
  }

  public init(_ cell: Cell) throws(Refusal) {
    let bytes = try cell.bytes(.jsonb, .json)
    guard cell.type == DataType.jsonb.oid else {
      text = try String(utf8: bytes)
      return
    }
    guard bytes.first == Self.version else { throw Refusal("jsonb of an unknown version") }
    text = try String(utf8: bytes.dropFirst())
  }
}
