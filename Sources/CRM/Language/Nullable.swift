/// An optional property whose absence is written: `null` in JSON instead of a missing key, so that programs always find the same keys.
///
/// ```swift
/// struct Person: Encodable {
///   let name: String
///   @Nullable var phone: String? = nil
/// }
/// ```
@propertyWrapper
public struct Nullable<Value> {
  /// The value, or nil.
  public var wrappedValue: Value?

  /// A value that may be absent.
  public init(wrappedValue: Value?) {
    self.wrappedValue = wrappedValue
  }
}

extension Nullable: Encodable where Value: Encodable {
  /// Encodes the value, or an explicit null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

extension Nullable: Sendable where Value: Sendable {}
extension Nullable: Equatable where Value: Equatable {}
extension Nullable: Hashable where Value: Hashable {}
