/// Reads the rows of a sheet in their order, one at a time.
///
/// Rows in which no cell holds anything are not given: a sheet keeps most of them nowhere, and some of them as bare formats by the
/// million. The numbers of the rows show where one was.
///
/// Whether the sheet is whole is known when it is over: a caller that acts on a row before must be able to take that back.
package final class SheetReader {
  /// The sheet that is read.
  package let sheet: SheetListing
  private let parser: SheetParser
  private let stream: XMLStream
  private var failure: WorkbookError?

  init(_ sheet: SheetListing, of workbook: WorkbookFile, _ strings: SharedStrings) throws(WorkbookError) {
    self.sheet = sheet
    parser = SheetParser(
      sheet, CellReading(strings: strings, formats: workbook.formats, dateSystem: workbook.dateSystem), limits: workbook.archive.limits)
    do throws(WorkbookError) {
      let source = try workbook.archive.open(sheet.part, limit: workbook.archive.limits.sheetBytes)
      stream = try XMLStream(source, parser, limits: workbook.archive.limits)
    } catch {
      throw WorkbookError(error.reason, part: error.part, sheet: sheet.name)
    }
  }

  /// The next row that holds something; nil at the end of the sheet. After an error it throws the same again.
  package func next() throws(WorkbookError) -> SheetRow? {
    if let failure { throw failure }
    do throws(WorkbookError) {
      return try stream.read() ? parser.takeRow() : nil
    } catch {
      // Of the zip, the reader of a part knows no sheet.
      let placed = error.sheet == nil ? parser.error(error.reason) : error
      failure = placed
      throw placed
    }
  }

  /// The merged ranges of the sheet, which follow its rows: complete when `next()` has answered nil. Of a merged range only the first cell
  /// holds the value; the others are empty, although a person sees it in all. (Excel empties them. Some programs leave values there that
  /// nobody sees: they are given as they stand, since what follows the rows is not known while they are read.)
  package var merges: MergedRanges { parser.merges }
}

/// The merged ranges of a sheet.
package struct MergedRanges: Sendable, Equatable {
  /// How many there are.
  package internal(set) var count = 0
  /// The first of them, as they are written: `A1:C1`.
  package internal(set) var first: [String] = []
}
