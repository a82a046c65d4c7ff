@propertyWrapper public struct Nullable<Value: Encodable & Sendable & Hashable>: Encodable, Sendable, Hashable { public var wrappedValue: Value?
 public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue } 
 public func encode(to e: any Encoder) throws { var c = e.singleValueContainer(); try c.encode(wrappedValue) } }
