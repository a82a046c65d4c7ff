import CRM
import Foundation
import Postgres

/// Something that a request may say: its name, how its value is read, and what the description of the API says of it.
struct Field<Value: Sendable>: Sendable {
  let declaration: FieldDeclaration
  let read: @Sendable (JSONValue) throws -> Value

  var name: String { declaration.name }

  init(_ name: String, _ schema: Schema, _ about: Message, read: @escaping @Sendable (JSONValue) throws -> Value) {
    declaration = FieldDeclaration(name: name, schema: schema, about: about)
    self.read = read
  }

  /// The same, under another name or for another purpose.
  func named(_ name: String, _ about: Message? = nil) -> Field {
    Field(name, declaration.schema, about ?? declaration.about, read: read)
  }
}

/// What is said of a field without reading it.
struct FieldDeclaration: Sendable {
  let name: String
  let schema: Schema
  let about: Message
  var isRequired = false

  /// The same, which a request must say.
  var required: FieldDeclaration {
    var required = self
    required.isRequired = true
    return required
  }
}

/// A value that was understood as JSON and is not what the field takes.
struct WrongValue: Error {
  let message: Message
  var hint: Message?
}

extension Field where Value == String {
  /// A text of at most so many characters; the database holds the exact limit of each column.
  static func text(_ name: String, _ about: Message, atMost most: Int = 10_000) -> Field {
    Field(name, .text(most), about) { value in
      guard case .string(let text) = value else { throw WrongValue.expected(.text, value) }
      // PostgreSQL stores no NUL, and a query may bring one.
      guard !text.unicodeScalars.contains("\0") else { throw WrongValue(message: .noNUL) }
      guard text.count <= most else { throw WrongValue(message: .tooLong(most)) }
      return text
    }
  }
}

extension Field where Value == Int {
  /// A whole number within bounds; a query says it in digits.
  static func integer(_ name: String, _ about: Message, _ bounds: ClosedRange<Int>) -> Field {
    Field(name, .integer(bounds), about) { value in
      let digits: String
      switch value {
      case .number(let text), .string(let text): digits = text
      default: throw WrongValue.expected(.wholeNumber, value)
      }
      guard let number = Int(digits) else { throw WrongValue.expected(.wholeNumber, value) }
      guard bounds.contains(number) else { throw WrongValue(message: .outOfBounds(bounds)) }
      return number
    }
  }

  /// An amount in cents.
  static func cents(_ name: String, _ about: Message, from least: Int = 0) -> Field {
    // What a bigint holds, and a program that reads numbers as doubles does not round.
    .integer(name, about, least...9_007_199_254_740_991)
  }
}

extension Field where Value == Bool {
  static func flag(_ name: String, _ about: Message) -> Field {
    Field(name, .boolean, about) { value in
      switch value {
      case .bool(let flag): return flag
      case .string("true"), .string("1"): return true
      case .string("false"), .string("0"): return false
      default: throw WrongValue.expected(.yesOrNo, value)
      }
    }
  }
}

extension Field where Value == Day {
  /// A business day, `2026-11-27`.
  static func day(_ name: String, _ about: Message) -> Field {
    Field(name, .day, about) { value in
      guard case .string(let text) = value, text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil, let day = try? CivilDate.day(text)
      else { throw WrongValue.expected(.aDay, value) }
      return day
    }
  }
}

extension Field where Value == Moment {
  /// RFC 3339 with its offset, or what the organization's clocks showed.
  static func moment(_ name: String, _ about: Message) -> Field {
    Field(name, .moment, about) { value in
      guard case .string(let text) = value else { throw WrongValue.expected(.aMoment, value) }
      do throws(InvalidValue) { return try Moment(text) } catch { throw WrongValue(message: error.message, hint: error.remedy) }
    }
  }
}

extension Field where Value == Instant {
  /// RFC 3339 with its offset.
  static func instant(_ name: String, _ about: Message) -> Field {
    Field(name, .moment, about) { value in
      guard case .string(let text) = value, case .instant(let instant)? = try? Moment(text) else {
        throw WrongValue.expected(.aMoment, value)
      }
      return instant
    }
  }
}

extension Field where Value: NamedChoice {
  /// One of a list, by its code, or by its name in either language.
  static func choice(_ name: String, _ about: Message) -> Field {
    Field(name, .choice(Value.allCases.map(\.rawValue)), about) { value in
      guard case .string(let text) = value else { throw WrongValue.expected(.text, value) }
      do { return try Value.named(text) } catch let error as CRMError { throw WrongValue(message: error.message, hint: error.remedy) }
    }
  }
}

extension Field where Value: CaseIterable & RawRepresentable<String> {
  /// One of a list, by its code alone.
  static func code(_ name: String, _ about: Message) -> Field {
    Field(name, .choice(Value.allCases.map(\.rawValue)), about) { value in
      guard case .string(let text) = value else { throw WrongValue.expected(.text, value) }
      guard let choice = Value(rawValue: text) else {
        let codes = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw WrongValue(
          message: Message(fr: "\(text.quoted(in: .fr)) n’est pas un choix", en: "\(text.quoted(in: .en)) is no choice"),
          hint: Message(fr: "choisissez parmi\u{A0}: \(codes)", en: "choose one of: \(codes)"))
      }
      return choice
    }
  }
}

extension Field where Value == [JSONValue] {
  /// Some objects of the same fields, each looked at for itself.
  static func list(_ name: String, _ about: Message, of fields: [FieldDeclaration], atMost most: Int) -> Field {
    Field(name, .list(.object(fields), most: most), about) { value in
      guard case .array(let values) = value else { throw WrongValue.expected(.aList, value) }
      guard (1...most).contains(values.count) else { throw WrongValue(message: .outOfBounds(1...most)) }
      return values
    }
  }
}

extension Field {
  /// The id of a thing, as the answers write it.
  static func id<Kind>(_ name: String, _ about: Message) -> Field where Value == ID<Kind> {
    Field(name, .id, about) { value in
      guard case .string(let text) = value, let id = ID<Kind>(text) else { throw WrongValue.expected(.anID, value) }
      return id
    }
  }
}

extension WrongValue {
  static func expected(_ what: Message, _ found: JSONValue) -> WrongValue {
    let said: Message =
      switch found {
      case .string(let text), .number(let text): Message(fr: text.quoted(in: .fr), en: text.quoted(in: .en))
      default: Message(fr: found.kind, en: found.kind)
      }
    return WrongValue(message: Message(fr: "\(what.fr) est attendu, et non \(said.fr)", en: "\(what.en) is expected, not \(said.en)"))
  }
}

extension Message {
  static let text = Message(fr: "un texte", en: "a text")
  static let wholeNumber = Message(fr: "un nombre entier", en: "a whole number")
  static let yesOrNo = Message(fr: "true ou false", en: "true or false")
  static let aDay = Message(fr: "un jour (2026-11-27)", en: "a day (2026-11-27)")
  static let aMoment = Message(fr: "un moment (2026-11-27T14:30:00+01:00)", en: "a moment (2026-11-27T14:30:00+01:00)")
  static let anID = Message(fr: "un identifiant (UUID)", en: "an id (UUID)")
  static let aList = Message(fr: "une liste", en: "a list")
  static let noNUL = Message(fr: "un texte ne contient pas de caractère nul", en: "a text contains no NUL")

  static func tooLong(_ most: Int) -> Message {
    Message(
      fr: "\(Formats(language: .fr).integer(most)) caractères au plus", en: "\(Formats(language: .en).integer(most)) characters at most")
  }

  static func outOfBounds(_ bounds: ClosedRange<Int>) -> Message {
    let (fr, en) = (Formats(language: .fr), Formats(language: .en))
    return Message(
      fr: "de \(fr.integer(bounds.lowerBound)) à \(fr.integer(bounds.upperBound))",
      en: "\(en.integer(bounds.lowerBound)) to \(en.integer(bounds.upperBound))")
  }
}
