import Foundation

/// A value whose UUIDs are written in lower case, as PostgreSQL, tables and csv write them; Foundation's own encoding has capitals.
///
/// It stands between the document and the encoder: in the finished text, data that only looks like a UUID would be changed too.
struct WithLowercaseIDs: Encodable {
  let value: any Encodable

  init(_ value: any Encodable) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    switch value {
    case let id as UUID: try encode(id.uuidString.lowercased(), to: encoder)
    case let dictionary as [String: any Encodable]: try encode(dictionary.mapValues(WithLowercaseIDs.init), to: encoder)
    // What encoders treat in their own way, and what has no parts.
    case is String, is Bool, is any BinaryInteger, is any BinaryFloatingPoint, is Date, is Data, is URL, is Decimal:
      try encode(value, to: encoder)
    default: try value.encode(to: LowercaseIDEncoder(base: encoder))
    }
  }

  private func encode(_ value: some Encodable, to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

private struct LowercaseIDEncoder: Encoder {
  let base: any Encoder

  var codingPath: [any CodingKey] { base.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(KeyedContainer(base: base.container(keyedBy: type)))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer { UnkeyedContainer(base: base.unkeyedContainer()) }
  func singleValueContainer() -> any SingleValueEncodingContainer { SingleContainer(base: base.singleValueContainer()) }
}

// The one generic `encode` of each stands for all that the protocols ask for, a type each.

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  var base: KeyedEncodingContainer<Key>

  var codingPath: [any CodingKey] { base.codingPath }
  mutating func encodeNil(forKey key: Key) throws { try base.encodeNil(forKey: key) }
  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try base.encode(WithLowercaseIDs(value), forKey: key) }

  mutating func nestedContainer<Nested>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
    KeyedEncodingContainer<Nested>(KeyedContainer<Nested>(base: base.nestedContainer(keyedBy: type, forKey: key)))
  }
  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    UnkeyedContainer(base: base.nestedUnkeyedContainer(forKey: key))
  }
  mutating func superEncoder() -> any Encoder { LowercaseIDEncoder(base: base.superEncoder()) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { LowercaseIDEncoder(base: base.superEncoder(forKey: key)) }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
  var base: any UnkeyedEncodingContainer

  var codingPath: [any CodingKey] { base.codingPath }
  var count: Int { base.count }
  mutating func encodeNil() throws { try base.encodeNil() }
  mutating func encode<T: Encodable>(_ value: T) throws { try base.encode(WithLowercaseIDs(value)) }

  mutating func nestedContainer<Nested>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    KeyedEncodingContainer<Nested>(KeyedContainer<Nested>(base: base.nestedContainer(keyedBy: type)))
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { UnkeyedContainer(base: base.nestedUnkeyedContainer()) }
  mutating func superEncoder() -> any Encoder { LowercaseIDEncoder(base: base.superEncoder()) }
}

private struct SingleContainer: SingleValueEncodingContainer {
  var base: any SingleValueEncodingContainer

  var codingPath: [any CodingKey] { base.codingPath }
  mutating func encodeNil() throws { try base.encodeNil() }
  mutating func encode<T: Encodable>(_ value: T) throws { try base.encode(WithLowercaseIDs(value)) }
}
