/// A value as JSON says it. Numbers keep their digits: what reads them decides how many they may have.
enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A name of an object with its value.
  struct Member: Sendable, Equatable {
    let name: String
    let value: JSONValue
  }

  /// What sort of value it is, in the words of JSON.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
