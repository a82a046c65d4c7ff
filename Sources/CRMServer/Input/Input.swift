import CRM
import HTTPTypes

/// What a request says, under the names that it may say: `try input[.channel]`.
struct Input: Sendable {
  private let values: [String: JSONValue]

  /// - Throws: `Problem` for a name that is not among the fields, and for one that is missing.
  init(_ members: [JSONValue.Member], _ fields: [FieldDeclaration]) throws {
    var values: [String: JSONValue] = [:]
    for member in members {
      guard fields.contains(where: { $0.name == member.name }) else {
        throw Problem(
          .badRequest, "unknown_field", .unknownField(member.name), hint: .fieldsMeant(member.name, fields.map(\.name)), field: member.name)
      }
      guard values.updateValue(member.value, forKey: member.name) == nil else {
        throw Problem(.badRequest, "field_twice", .fieldTwice(member.name), field: member.name)
      }
    }
    if let missing = fields.first(where: { $0.isRequired && (values[$0.name] ?? .null) == .null }) {
      throw Problem(.badRequest, "missing_field", .missingField(missing.name), hint: missing.about, field: missing.name)
    }
    self.values = values
  }

  /// The value of a field; nil when it is absent or null.
  ///
  /// - Throws: `Problem` for a value that the field does not take.
  subscript<Value>(field: Field<Value>) -> Value? {
    get throws {
      guard let value = values[field.name], value != .null else { return nil }
      do { return try field.read(value) } catch let wrong as WrongValue {
        throw Problem(.badRequest, "wrong_value", wrong.message, hint: wrong.hint, field: field.name)
      }
    }
  }

  /// The value of a field that is declared as required.
  func required<Value>(_ field: Field<Value>) throws -> Value {
    guard let value = try self[field] else { throw Problem(.badRequest, "missing_field", .missingField(field.name), field: field.name) }
    return value
  }

  /// Whether a field is said to be empty, and not just left out.
  func isCleared<Value>(_ field: Field<Value>) -> Bool { values[field.name] == .null }
}

extension Message {
  static func unknownField(_ name: String) -> Message {
    Message(fr: "le champ \(name.quoted(in: .fr)) n’est pas connu ici", en: "the field \(name.quoted(in: .en)) is not known here")
  }

  static func fieldsMeant(_ name: String, _ names: [String]) -> Message? {
    guard !names.isEmpty else { return nil }
    if let near = names.nearest(to: name) {
      return Message(fr: "vouliez-vous dire \(near.quoted(in: .fr))\u{A0}?", en: "did you mean \(near.quoted(in: .en))?")
    }
    return Message(fr: "champs\u{A0}: \(names.joined(separator: ", "))", en: "fields: \(names.joined(separator: ", "))")
  }

  static func fieldTwice(_ name: String) -> Message {
    Message(fr: "\(name.quoted(in: .fr)) est donné deux fois", en: "\(name.quoted(in: .en)) is given twice")
  }

  static func missingField(_ name: String) -> Message {
    Message(fr: "il manque le champ \(name.quoted(in: .fr))", en: "the field \(name.quoted(in: .en)) is missing")
  }
}
