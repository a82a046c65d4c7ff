import CRM

/// Writes an answer: its tables for people, the document as JSON, the first table as csv.
///
/// - Parameter currency: The ISO 4217 code of the amounts: that of the organization.
/// - Throws: A `CRMError` when standard output cannot be written.
func present(_ document: some Encodable, as tables: [Table], _ options: OutputOptions, currency: String = "EUR") throws {
  try present(document, as: tables, in: options.format, currency: currency)
}

/// Writes an answer in a format.
func present(_ document: some Encodable, as tables: [Table], in format: OutputFormat, currency: String = "EUR") throws {
  switch format {
  case .table:
    let formats = Formats(language: .current, currency: currency)
    let texts = tables.map { TableText(table: $0, formats: formats, terminal: .standardOutput).text }
    try write(texts.joined(separator: "\n"))
  case .json:
    try write(JSONText.encode(document))
  case .csv:
    guard let table = tables.first else { return }
    try write(CSVText(table: table, currency: Currency(code: currency), language: .current).text)
  }
}

/// Writes an answer of one table.
func present(_ document: some Encodable, as table: Table, _ options: OutputOptions, currency: String = "EUR") throws {
  try present(document, as: [table], options, currency: currency)
}
