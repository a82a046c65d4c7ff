/// A byte is PostgreSQL's `"char"`; an array of bytes is `bytea`.
extension UInt8: PostgresCodable {
  public static var postgresType: DataType { .char }
  public static var arrayType: DataType { .bytea }

  public func encode(into bytes: inout [UInt8]) { bytes.append(self) }

  public static func encode(array: [UInt8], into bytes: inout [UInt8]) { bytes += array }

  public init(_ cell: Cell) throws(Refusal) { self = try UInt8(cell.bytes(.char), at: 0) }

  public static func decode(array cell: Cell) throws(Refusal) -> [UInt8] { Array(try cell.bytes(.bytea)) }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
  public static var postgresType: DataType { Element.arrayType }

  public func encode(into bytes: inout [UInt8]) throws(Refusal) { try Element.encode(array: self, into: &bytes) }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
  public init(_ cell: Cell) throws(Refusal) { self = try Element.decode(array: cell) }
}

// The binary format of arrays: dimensions, whether any is null, type; per dimension its length and lower bound; per element its length (-1 is null) and bytes.
// `array_recv` and `array_send` in PostgreSQL's src/backend/utils/adt/arrayfuncs.c

extension PostgresEncodable {
  public static var arrayType: DataType { postgresType.array }

  public static func encode(array: [Self], into bytes: inout [UInt8]) throws(Refusal) {
    guard arrayType.oid != 0 else { throw Refusal("arrays of arrays cannot be sent") }
    let hasNull = array.contains(where: \.isNull)
    Int32(array.isEmpty ? 0 : 1).append(to: &bytes)
    Int32(hasNull ? 1 : 0).append(to: &bytes)
    postgresType.oid.append(to: &bytes)
    guard !array.isEmpty else { return }
    Int32(clamping: array.count).append(to: &bytes)
    Int32(1).append(to: &bytes)
    for element in array {
      let lengthAt = bytes.count
      Int32(-1).append(to: &bytes)
      guard !element.isNull else { continue }
      try element.encode(into: &bytes)
      let length = UInt32(truncatingIfNeeded: bytes.count - lengthAt - 4)
      bytes[lengthAt] = UInt8(truncatingIfNeeded: length >> 24)
      bytes[lengthAt + 1] = UInt8(truncatingIfNeeded: length >> 16)
      bytes[lengthAt + 2] = UInt8(truncatingIfNeeded: length >> 8)
      bytes[lengthAt + 3] = UInt8(truncatingIfNeeded: length)
    }
  }
}

extension PostgresDecodable {
  public static func decode(array cell: Cell) throws(Refusal) -> [Self] {
    let bytes = try cell.bytes()
    // Only arrays are read so; any other type would be misread.
    guard cell.type >= DataType.firstUserDefined || DataType.arrays.contains(cell.type) else { throw Refusal(type: cell.type) }
    let dimensions = try Int32(bytes, at: 0)
    guard dimensions > 0 else { return [] }
    guard dimensions == 1 else { throw Refusal("an array of \(dimensions) dimensions") }
    let type = try UInt32(bytes, at: 8)
    let count = Int(try Int32(bytes, at: 12))
    var elements: [Self] = []
    elements.reserveCapacity(count)
    var offset = 20
    for _ in 0..<count {
      let length = Int(try Int32(bytes, at: offset))
      offset += 4
      guard length >= 0 else {
        elements.append(try Self(Cell(type: type, value: nil)))
        continue
      }
      guard bytes.count - offset >= length else { throw Refusal("a value cut short") }
      elements.append(try Self(Cell(type: type, value: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]))))
      offset += length
    }
    return elements
  }
}

extension DataType {
  static let arrays: Set<UInt32> = Set(names.lazy.filter { $0.value.hasSuffix("[]") }.map(\.key))
}
