/// A sheet as the workbook lists it.
package struct SheetListing: Sendable, Hashable {
  /// Whether a person sees it.
  package enum Visibility: Sendable, Hashable {
    case visible
    /// Hidden by a person, who can show it again.
    case hidden
    /// Hidden by a program; Excel's menus do not show it.
    case veryHidden
  }

  /// Its name, as on its tab.
  package let name: String
  package let visibility: Visibility
  /// Whether it has cells; one that is a chart or a macro has none.
  package let hasCells: Bool
  let part: String
}

/// A workbook of Excel (.xlsx, .xlsm), open for reading. Nothing of it is written, run or fetched: macros, links and pictures are passed
/// over.
///
/// Only the list of its sheets, its formats and its shared strings are held in memory; rows are read one after the other.
package final class WorkbookFile {
  /// Its sheets, in the order of their tabs.
  package let sheets: [SheetListing]
  /// Whether the program that wrote it asks Excel to compute all formulas when it opens the workbook: their results in the file may be
  /// placeholders, often 0.
  package let isToBeComputed: Bool

  let archive: ZipArchive
  let dateSystem: DateSystem
  let formats: CellFormats
  private let stringsPart: String?
  private var strings: SharedStrings?

  /// Opens the workbook at a path.
  /// - Throws: `WorkbookError`: `.notAWorkbook` with what it is instead, or what is wrong with it.
  package convenience init(path: String, limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookError) {
    try self.init(RandomAccessFile(path: path), limits: limits)
  }

  /// Reads the workbook of an open file, which must stay open and is not closed; its position is neither used nor changed.
  package convenience init(descriptor: Int32, limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookError) {
    try self.init(RandomAccessFile(descriptor: descriptor, isOwned: false), limits: limits)
  }

  init(_ file: RandomAccessFile, limits: WorkbookLimits) throws(WorkbookError) {
    let head = FileKind(head: try file.head(FileKind.headLength))
    switch head {
    case .workbook, .zip, .numbers: break
    case .compoundFile: throw WorkbookError(.notAWorkbook(FileKind(try CompoundFile(file))))
    default: throw WorkbookError(.notAWorkbook(head))
    }
    archive = try ZipArchive(file, limits: limits)
    let kind = FileKind(archive)
    guard kind == .workbook else { throw WorkbookError(.notAWorkbook(kind)) }
    guard let main = try Relationships(of: "", in: archive).part(ofType: "officeDocument") else {
      throw WorkbookError(.missingPart, part: "xl/workbook.xml")
    }
    guard !main.hasSuffix(".bin") else { throw WorkbookError(.notAWorkbook(.binaryWorkbook)) }
    let contents = try WorkbookContents(main, of: archive)
    let relations = try Relationships(of: main, in: archive)
    sheets = try Self.listings(contents, relations, main)
    dateSystem = contents.dateSystem
    isToBeComputed = contents.isToBeComputed
    formats = try CellFormats(relations.part(ofType: "styles"), of: archive)
    stringsPart = relations.part(ofType: "sharedStrings")
  }

  private static func listings(
    _ contents: WorkbookContents, _ relations: Relationships, _ part: String
  ) throws(WorkbookError) -> [SheetListing] {
    var listings: [SheetListing] = []
    var names: Set<String> = []
    for sheet in contents.sheets {
      guard names.insert(sheet.name.lowercased()).inserted else { throw WorkbookError(.duplicateSheet(sheet.name), part: part) }
      // Sheets of old macros may have lost their part; the others are none the worse for it.
      let target = relations.targets[sheet.relation]
      listings.append(
        SheetListing(name: sheet.name, visibility: sheet.visibility, hasCells: target?.type == "worksheet", part: target?.part ?? ""))
    }
    guard listings.contains(where: \.hasCells) else { throw WorkbookError(.noSheets, part: part) }
    return listings
  }

  /// The day, perhaps with a time, that a number of this workbook is; nil for one that is none.
  package func date(ofSerial number: Double) -> CellValue? { Self.date(ofSerial: number, dateSystem) }

  /// The same for a number that comes from a spreadsheet of the usual calendar, which begins in 1900.
  package static func date(ofSerial number: Double) -> CellValue? { date(ofSerial: number, .from1900) }

  private static func date(ofSerial number: Double, _ system: DateSystem) -> CellValue? {
    guard number >= 20_000, number < 80_000 else { return nil }
    return system.value(number, .date)
  }

  /// The sheet of a name, in whatever case it is written, as Excel compares them.
  /// - Throws: `.noSuchSheet`, `.sheetWithoutCells`.
  package func sheet(named name: String) throws(WorkbookError) -> SheetListing {
    guard let sheet = sheets.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw WorkbookError(.noSuchSheet(name, sheets: sheets.filter(\.hasCells).map(\.name)))
    }
    guard sheet.hasCells else { throw WorkbookError(.sheetWithoutCells, sheet: sheet.name) }
    return sheet
  }

  /// The first visible sheet in which a cell holds something.
  /// - Throws: `.allSheetsEmpty`, and what `rows(of:)` throws for those before it.
  package func firstSheet() throws(WorkbookError) -> SheetListing {
    for sheet in sheets where sheet.visibility == .visible && sheet.hasCells {
      if try rows(of: sheet).next() != nil { return sheet }
    }
    throw WorkbookError(.allSheetsEmpty)
  }

  /// The rows of a sheet, from the first. Several sheets may be read at a time.
  package func rows(of sheet: SheetListing) throws(WorkbookError) -> SheetReader {
    guard sheet.hasCells else { throw WorkbookError(.sheetWithoutCells, sheet: sheet.name) }
    return try SheetReader(sheet, of: self, sharedStrings())
  }

  /// The shared strings, read when the first sheet is.
  private func sharedStrings() throws(WorkbookError) -> SharedStrings {
    if let strings { return strings }
    let read = try SharedStrings(stringsPart, of: archive)
    strings = read
    return read
  }
}
