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
  /// The cells of the record without the spaces around them.
  var names: [String] { get }
  /// The comments above the table.
  var comments: [String] { get }
  /// Rows of a sheet that are hidden, by hand or by a filter, and were read all the same.
  var hiddenRows: Int { get }
  /// The ranges of a sheet that are shown as one cell, once it is read.
  var mergedRanges: Int { get }

  /// Moves to the next record; `false` at the end of the table.
  func next() throws(CRMError) -> Bool

  /// Whether the first cell of the record is this text.
  func isNamed(_ first: String) -> Bool
  /// Makes the record the header of what follows.
  func takeHeader()

  /// Adds the record to a set, whose fields these are.
  func append(to records: inout RecordSet, _ bindings: ImportBindings)
}

/// What a table was read as.
package enum TableSource: Sendable, Hashable {
  case text(TextEncoding, Delimiter)
  /// A sheet, and the others of the workbook, which are not read.
  case sheet(String, others: [String])

  var encoding: TextEncoding? { if case .text(let encoding, _) = self { encoding } else { nil } }
  var delimiter: Delimiter? { if case .text(_, let delimiter) = self { delimiter } else { nil } }
  var sheet: String? { if case .sheet(let name, _) = self { name } else { nil } }
  var otherSheets: [String] { if case .sheet(_, let others) = self { others } else { [] } }
}

extension TableReader {
  /// Whether the record says the header again, as files do that were put together from several.
  var repeatsHeader: Bool { isNamed(header.first ?? "") && names == header }
}

extension CSVReader: TableReader {
  var source: TableSource { .text(encoding, delimiter) }
  var hiddenRows: Int { 0 }
  var mergedRanges: Int { 0 }

  func append(to records: inout RecordSet, _ bindings: ImportBindings) { records.append(self) }
}

/// Opens the table of a file by what its bytes say it is.
///
/// - Parameters:
///   - path: Where its content is: the file itself, or a copy of what cannot be read twice.
///   - name: What its places are called by.
///   - sheet: The sheet of a workbook; its first visible one that holds something when nil.
/// - Throws: `.invalid` for what is neither delimited text nor a workbook that can be read, `.usage` for the sheet of a text.
func openTable(_ path: String, named name: String, sheet: String?, _ options: CSVReader.Options) throws(CRMError) -> any TableReader {
  // What cannot be looked into (a missing file) is read as text, which says what is wrong with it.
  let kind = (try? FileKind.of(path: path)) ?? .text
  switch kind {
  case .workbook: return try SheetTable(path: path, named: name, sheet: sheet)
  case .text, .empty, .unknown:
    if let sheet { throw CRMError(.usage, .noWorkbook(sheet), place: "--sheet") }
    return try CSVReader(path: path, named: name, options: options)
  default: throw CRMError(.invalid, .notATable(kind), place: name, remedy: .saveAsWorkbook)
  }
}
