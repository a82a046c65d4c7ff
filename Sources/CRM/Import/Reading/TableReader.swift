import Spreadsheets

/// A table of a file, row after row under its header: of delimited text, or a sheet of a workbook.
///
/// A reader stands on one record at a time: `next()` moves it.
protocol TableReader: AnyObject {
  /// What the file is read as.
  var source: TableSource { get }
  /// The names of the columns, without the spaces around them; a column without name is empty.
  var header: [String] { get }
  /// How many tables began before that of the record.
  var section: Int { get }
  /// Whether every cell of the record is empty or of spaces.
  var isBlank: Bool { get }

  /// Moves to the next record; `false` at the end of the table.
  func next() throws(CRMError) -> Bool

  /// Adds the record to a set, whose fields these are.
  func append(to records: inout RecordSet, _ bindings: ImportBindings)
}

/// What a table was read as.
package enum TableSource: Sendable, Hashable {
  case text(TextEncoding, Delimiter)
  /// A sheet, and the others of the workbook, which are not read.
  case sheet(String, others: [String])
}

extension CSVReader: TableReader {
  var source: TableSource { .text(encoding, delimiter) }

  func append(to records: inout RecordSet, _ bindings: ImportBindings) { records.append(self) }
}

/// Opens the table of a file by what its bytes say it is.
///
/// - Parameter sheet: The sheet of a workbook; its first visible one that holds something when nil.
/// - Throws: `.invalid` for what is neither delimited text nor a workbook that can be read, `.usage` for the sheet of a text.
func openTable(_ path: String, sheet: String?, _ options: CSVReader.Options) throws(CRMError) -> any TableReader {
  // What cannot be looked into (a pipe, a missing file) is read as text, which says what is wrong with it.
  let kind = path == "-" ? .text : (try? FileKind.of(path: path)) ?? .text
  switch kind {
  case .workbook: return try SheetTable(path: path, sheet: sheet)
  case .text, .empty, .unknown:
    if let sheet { throw CRMError(.usage, .noWorkbook(sheet), place: "--sheet") }
    return try CSVReader(path: path, options: options)
  default: throw CRMError(.invalid, .notATable(kind), place: path, remedy: .saveAsWorkbook)
  }
}
