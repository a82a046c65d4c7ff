/// Why a workbook could not be read, and where.
package struct WorkbookError: Error, Sendable, Equatable {
  /// What was wrong.
  package let reason: Reason
  /// The part of the workbook, a file in its zip; nil when the matter is the file itself.
  package let part: String?
  /// The sheet by its name, where one was being read.
  package let sheet: String?
  /// The row as the person sees it, from 1, where one was being read.
  package let row: Int?
  /// The column, from 0, where a cell was being read.
  package let column: Int?

  package init(_ reason: Reason, part: String? = nil, sheet: String? = nil, row: Int? = nil, column: Int? = nil) {
    self.reason = reason
    self.part = part
    self.sheet = sheet
    self.row = row
    self.column = column
  }

  /// The cell as the person sees it, `B12`.
  package var cell: String? {
    guard let row, let column else { return nil }
    return CellAddress(row: row, column: column).description
  }
}

extension WorkbookError {
  /// What was wrong.
  package enum Reason: Sendable, Equatable {
    // The file.

    /// It cannot be opened or read; `errno` says why.
    case unreadable(code: Int32)
    /// It is a folder.
    case isDirectory
    /// It is a pipe: the directory of a workbook stands at its end, so that it must be a file.
    case notSeekable
    /// It is something else.
    case notAWorkbook(FileKind)

    // The zip.

    /// It ends too early: a download that broke off.
    case truncated
    /// Its bytes are not those that were written.
    case damaged(Damage)
    /// Two files of the zip have one name: programs would not agree which is meant.
    case duplicateEntry(String)
    /// A file of the zip has a name that leads elsewhere, such as `../x`.
    case misleadingName(String)
    /// A file of the zip is encrypted. (A workbook with a password is no zip: `FileKind.encryptedWorkbook`.)
    case encryptedEntry
    /// A file of the zip is compressed in another way than deflate, by its number in the format.
    case unknownCompression(Int)
    /// It holds more than is read.
    case tooLarge(Limit)

    // The XML.

    /// A part that another one names, or that every workbook has, is not there.
    case missingPart
    /// It is not XML; line and column are those of the part.
    case malformedXML(line: Int, column: Int, detail: String)
    /// It declares a document type, which may define entities. No program writes that.
    case declaresDocumentType
    /// Its characters are neither in UTF-8 nor in UTF-16, nor in ISO 8859-1 or ASCII.
    case unknownEncoding
    /// The part holds another kind of document, whose first element this is.
    case unexpectedDocument(String)

    // The workbook.

    /// It has no sheet with cells that could be read.
    case noSheets
    /// It has no sheet of that name; those there are.
    case noSuchSheet(String, sheets: [String])
    /// The sheet is a chart or a macro and has no cells.
    case sheetWithoutCells
    /// Every visible sheet is empty.
    case allSheetsEmpty
    /// Two sheets have one name.
    case duplicateSheet(String)

    // A sheet.

    /// The number of a row or the place of a cell cannot be read, or the cell is said to stand in another row.
    case badAddress(String)
    /// A row or a cell comes after one that it should stand before, or twice.
    case outOfOrder
    /// A row after 1,048,576 or a column after XFD.
    case beyondSheet
    /// The text of the cell is to be at a place of the shared strings where there is none.
    case noSuchString(String)
    /// The number of the cell has a format that the workbook does not define, so that it may be a date or not; its place in the list of
    /// formats, -1 for what is no place.
    case noSuchFormat(Int)
    /// The cell has a type that the format does not have.
    case unknownCellType(String)
    /// What the cell holds is no number, date or truth value, as its type says.
    case unreadableValue(String)
  }

  /// How bytes were found to be wrong.
  package enum Damage: Sendable, Equatable {
    /// The zip's directory is not where it should be, or not what it should be.
    case directory
    /// A file does not begin as the directory says.
    case header
    /// The compressed bytes cannot be inflated.
    case compression
    /// A file is longer or shorter than the directory says.
    case size
    /// The checksum is another one.
    case checksum
  }

  /// What there is too much of.
  package enum Limit: Sendable, Equatable {
    case entries, directory, part, total, inflation, text, strings, cell, row, depth, tag, names, list
  }
}

extension WorkbookError: CustomStringConvertible {
  /// The error on one line, for logs and test failures.
  package var description: String {
    let places = [part, sheet, cell ?? row.map { "row \($0)" }].compactMap(\.self)
    return "\(reason)" + (places.isEmpty ? "" : " in " + places.joined(separator: ", "))
  }
}
