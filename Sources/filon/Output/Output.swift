import CRM
import Foundation

/// The form of an answer.
enum OutputFormat: String, CaseIterable, Sendable {
  case table, json, csv
}

/// How the answers of commands are written: in which form, language and currency, and to what.
struct Output {
  var format: OutputFormat = .table
  var formats = Formats(language: .fr)
  var terminal: Terminal = .none

  /// An answer in the form asked for: the document for programs that read JSON, else the table made of it.
  func text(_ document: some Encodable, table: () -> Table) throws -> String {
    switch format {
    case .table: table().text(formats, on: terminal)
    case .csv: table().csv(formats)
    case .json: try json(document)
    }
  }

  /// A document in JSON: keys in snake case and in order, dates in ISO 8601; on several lines for a person.
  func json(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if terminal.isInteractive { encoder.outputFormatting.insert(.prettyPrinted) }
    if let key = CodingUserInfoKey.language { encoder.userInfo[key] = formats.language }
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  /// An error for a person: where, what was wrong and, on a line of its own, what to do.
  func text(_ error: CRMError) -> String {
    let prefix = Message(fr: "erreur", en: "error").text(in: formats.language)
    let colon = formats.language == .fr ? " : " : ": "
    let place = error.place.map { $0.neutralized + colon } ?? ""
    let remedy = error.remedy.map { "\n  → " + $0.text(in: formats.language).neutralized } ?? ""
    return prefix + colon + place + error.message.text(in: formats.language).neutralized + remedy + "\n"
  }
}
