import CRM
import Foundation
import Tables

/// Writes an answer: its tables for people, the document as JSON, the first table as csv.
///
/// - Parameters:
///   - currency: The ISO 4217 code of the amounts: that of the organization.
///   - recorded: The id of what the command recorded.
/// - Throws: A `CRMError` when standard output cannot be written; it names what was recorded, for nothing else will.
func present(
  _ document: some Encodable, as tables: [Table], _ options: OutputOptions, currency: String = "EUR",
  recorded: (any CustomStringConvertible)? = nil
) throws {
  try present(
    document, as: tables, in: options.format, csv: options.csv.style(), currency: currency, isPaged: !options.noPager, recorded: recorded)
}

/// Writes an answer in a format.
func present(
  _ document: some Encodable, as tables: [Table], in format: OutputFormat, csv style: CSVStyle = .plain, currency: String = "EUR",
  isPaged: Bool = true, recorded: (any CustomStringConvertible)? = nil
) throws {
  switch format {
  case .table:
    let formats = Formats(language: .current, currency: currency)
    let shown = Terminal.standardOutput.width == nil ? tables : tables.map { $0.shorteningIDs() }
    let texts = shown.map { TableText(table: $0, formats: formats, terminal: .standardOutput).text }
    try Pager.show(texts.joined(separator: "\n"), isAllowed: isPaged, recorded: recorded)
  case .json:
    try write(JSONText.encode(document, in: .current), recorded: recorded)
  case .csv:
    guard let table = tables.first else { return }
    try write(CSVText(table: table, currency: Currency(code: currency), language: .current, style: style).text, recorded: recorded)
  }
}

/// Writes an answer of one table.
func present(
  _ document: some Encodable, as table: Table, _ options: OutputOptions, currency: String = "EUR",
  recorded: (any CustomStringConvertible)? = nil
) throws {
  try present(document, as: [table], options, currency: currency, recorded: recorded)
}

/// Writes an answer that people read as a sentence, and programs as a document or a table.
func present(
  _ document: some Encodable, saying sentence: Message, as table: Table, _ options: OutputOptions, currency: String = "EUR",
  recorded: (any CustomStringConvertible)? = nil
) throws {
  switch options.format {
  case .table:
    try write(say(sentence).fitting(.standardOutput), recorded: recorded)
  case .json, .csv: try present(document, as: table, options, currency: currency, recorded: recorded)
  }
}
