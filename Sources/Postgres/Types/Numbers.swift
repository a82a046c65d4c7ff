extension FixedWidthInteger {
  /// Appends the number in network byte order.
  func append(to bytes: inout [UInt8]) {
    withUnsafeBytes(of: bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// The number at `offset`, in network byte order.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) throws(Refusal) {
    guard offset >= 0, bytes.count - offset >= MemoryLayout<Self>.size else { throw Refusal("a value cut short") }
    self.init(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Self.self))
  }

  /// A whole number from any integer type of PostgreSQL that always fits.
  fileprivate init(widening cell: Cell) throws(Refusal) {
    let bytes = try cell.bytes()
    switch cell.type {
    case DataType.int8.oid where Self.bitWidth >= 64: self.init(truncatingIfNeeded: try Int64(bytes))
    case DataType.int4.oid where Self.bitWidth >= 32: self.init(truncatingIfNeeded: try Int32(bytes))
    case DataType.oid.oid where Self.bitWidth >= 64: self.init(truncatingIfNeeded: try UInt32(bytes))
    case DataType.int2.oid: self.init(truncatingIfNeeded: try Int16(bytes))
    default: throw Refusal(type: cell.type)
    }
  }
}

extension Bool: PostgresCodable {
  public static var postgresType: DataType { .bool }

  public func encode(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }

  public init(_ cell: Cell) throws(Refusal) { self = try UInt8(cell.bytes(.bool), at: 0) != 0 }
}

extension Int16: PostgresCodable {
  public static var postgresType: DataType { .int2 }

  public func encode(into bytes: inout [UInt8]) { append(to: &bytes) }

  public init(_ cell: Cell) throws(Refusal) { try self.init(widening: cell) }
}

extension Int32: PostgresCodable {
  public static var postgresType: DataType { .int4 }

  public func encode(into bytes: inout [UInt8]) { append(to: &bytes) }

  public init(_ cell: Cell) throws(Refusal) { try self.init(widening: cell) }
}

extension Int64: PostgresCodable {
  public static var postgresType: DataType { .int8 }

  public func encode(into bytes: inout [UInt8]) { append(to: &bytes) }

  public init(_ cell: Cell) throws(Refusal) { try self.init(widening: cell) }
}

extension Int: PostgresCodable {
  public static var postgresType: DataType { .int8 }

  public func encode(into bytes: inout [UInt8]) { Int64(self).append(to: &bytes) }

  public init(_ cell: Cell) throws(Refusal) { try self.init(widening: cell) }
}

extension Double: PostgresCodable {
  public static var postgresType: DataType { .float8 }

  public func encode(into bytes: inout [UInt8]) { bitPattern.append(to: &bytes) }

  public init(_ cell: Cell) throws(Refusal) {
    let bytes = try cell.bytes(.float8, .float4)
    self = cell.type == DataType.float8.oid ? Double(bitPattern: try UInt64(bytes)) : Double(Float(bitPattern: try UInt32(bytes)))
  }
}
