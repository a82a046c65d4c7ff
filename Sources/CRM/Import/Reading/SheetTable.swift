import Spreadsheets

/// Reads a sheet of a workbook as a table: its first row that holds something names the columns.
final class SheetTable: TableReader {
  let source: TableSource
  private(set) var header: [String] = []
  let section = 0
  let comments: [String] = []

  private let path: String
  private let workbook: WorkbookFile
  private let reader: SheetReader
  private var row: SheetRow?
  private(set) var hiddenRows = 0

  /// Opens a sheet and reads its header.
  ///
  /// - Parameter sheetName: The sheet; the first visible one that holds something when nil.
  /// - Throws: `CRMError` for a workbook that cannot be read, or a sheet that is not there.
  init(path: String, named name: String, sheet sheetName: String?) throws(CRMError) {
    self.path = name
    do {
      workbook = try WorkbookFile(path: path)
      let sheet: SheetListing
      if let sheetName { sheet = try workbook.sheet(named: sheetName) } else { sheet = try workbook.firstSheet() }
      source = .sheet(sheet.name, others: workbook.sheets.filter { $0.hasCells && $0.name != sheet.name }.map(\.name))
      reader = try workbook.rows(of: sheet)
    } catch {
      throw CRMError(error, name)
    }
    repeat {
      guard try next() else { throw CRMError(.invalid, .emptyFile, place: path, remedy: .expectedHeader) }
    } while isBlank
    takeHeader()
  }

  var names: [String] { row?.values.map { String($0.plain.trimmed) } ?? [] }

  func takeHeader() {
    header = names
    hiddenRows = 0
  }

  func isNamed(_ first: String) -> Bool { row?[0].plain.trimmed ?? "" == first }

  var isBlank: Bool { row?.cells.allSatisfy(\.value.isBlank) ?? true }

  var mergedRanges: Int { reader.merges.count }

  func next() throws(CRMError) -> Bool {
    do {
      row = try reader.next()
    } catch {
      throw CRMError(error, path)
    }
    if row?.isHidden == true { hiddenRows += 1 }
    return row != nil
  }

  func append(to records: inout RecordSet, _ bindings: ImportBindings) {
    guard let row else { return }
    let beyond = row.cells.first { $0.column >= header.count && !$0.value.isBlank }
    let faulty = row.cells.first { fault($0) != nil && bindings.columns.contains($0.column) }
    let problem = beyond.map { _ in Message.raggedRow(expected: header.count, got: row.width) } ?? faulty.flatMap(fault)
    var cells = (0..<header.count).map { row[$0].plain }
    for column in bindings.amounts { cells[column] = row[column].plainAmount }
    // A day whose cell has lost its format is a number.
    for column in bindings.days {
      if case .number(let number) = row[column], let date = workbook.date(ofSerial: number.double) { cells[column] = date.plain }
    }
    if beyond != nil { cells += (header.count..<row.width).map { row[$0].plain } }
    records.append(cells, line: row.number, problem: problem, in: (beyond ?? faulty).map { $0.column + 1 })
  }

  /// What keeps a cell from being read; nil for most.
  private func fault(_ cell: SheetRow.Cell) -> Message? {
    switch cell.value {
    case .error(let text): .cellError(text)
    case .uncalculated: .cellUncalculated
    // What programs write that do not compute.
    case .number(let number) where workbook.isToBeComputed && cell.isFormula && number.double == 0: .cellUncalculated
    default: nil
    }
  }
}

extension CellValue {
  /// Whether people see nothing in it.
  fileprivate var isBlank: Bool { self != .uncalculated && plain.allSatisfy(\.isWhitespace) }

  /// The value where an amount is to be read: three decimals of a number are no thousands.
  fileprivate var plainAmount: String {
    guard case .number = self, let point = plain.firstIndex(of: "."), plain[point...].count == 4 else { return plain }
    return plain + "0"
  }
}
