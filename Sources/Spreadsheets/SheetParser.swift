/// Takes the elements of a sheet and makes rows of them, pausing after each.
final class SheetParser {
  private enum Element { case document, worksheet, rows, row, cell, value, formula, inline, merges, merge }

  private(set) var merges = MergedRanges()

  private let sheet: SheetListing
  private let reading: CellReading
  private let limits: WorkbookLimits
  private var element = Element.document

  // The row.
  private var number = 0
  private var isHidden = false
  private var cells: [SheetRow.Cell] = []
  private var rowBytes = 0
  private var width = 0

  // The cell.
  private var column = -1
  private var type = CellReading.CellType.number
  /// Nil when the workbook does not define it, which matters only to numbers.
  private var format: NumberFormat? = .number
  private var formatIndex = 0
  private var isFormula = false
  private var hasValue = false
  private var hasString = false
  private var bytes: [UInt8] = []
  private var item = StringItem()

  init(_ sheet: SheetListing, _ reading: CellReading, limits: WorkbookLimits) {
    self.sheet = sheet
    self.reading = reading
    self.limits = limits
  }

  /// The row at whose end the parser paused.
  func takeRow() -> SheetRow {
    width = cells.count
    defer { cells = [] }
    return SheetRow(number: number, isHidden: isHidden, cells: cells)
  }

  private func startRow(_ attributes: XMLAttributes) throws(WorkbookError) {
    let last = number
    number += 1
    isHidden = false
    column = -1
    rowBytes = 0
    cells.removeAll(keepingCapacity: true)
    cells.reserveCapacity(width)
    for (name, value) in attributes {
      switch name {
      case "r":
        // A number too long for a sheet is beyond it, whatever it is.
        guard let given = value.wholeNumber ?? (value.bytes.allSatisfy { $0.digit != nil } ? Int.max : nil), given > 0 else {
          throw error(.badAddress(value.shown))
        }
        number = given
      case "hidden": isHidden = value.boolean ?? false
      default: break
      }
    }
    guard number > last else { throw error(.outOfOrder) }
    guard number <= WorkbookLimits.rows else { throw error(.beyondSheet) }
  }

  private func startCell(_ attributes: XMLAttributes) throws(WorkbookError) {
    let last = column
    column += 1
    type = .number
    format = .number
    isFormula = false
    hasValue = false
    hasString = false
    bytes.removeAll(keepingCapacity: true)
    for (name, value) in attributes where name.count == 1 {
      switch name[0] {
      case UInt8(ascii: "r"):
        guard let address = CellAddress(value), address.row == number else { throw error(.badAddress(value.shown)) }
        column = address.column
      case UInt8(ascii: "s"):
        // Some programs write it without a number.
        formatIndex = value.count == 0 ? 0 : value.wholeNumber ?? -1
        format = reading.format(at: formatIndex)
      case UInt8(ascii: "t"):
        guard let type = CellReading.CellType(value) else { throw error(.unknownCellType(value.shown)) }
        self.type = type
      default: break
      }
    }
    guard column > last else { throw error(.outOfOrder) }
    guard column < WorkbookLimits.columns else { throw error(.beyondSheet) }
  }

  private func endCell() throws(WorkbookError) {
    let value = try value()
    if value != .empty { cells.append(SheetRow.Cell(column: column, value: value, isFormula: isFormula)) }
    guard rowBytes <= limits.rowBytes else { throw error(.tooLarge(.row)) }
  }

  private func value() throws(WorkbookError) -> CellValue {
    if !hasValue || bytes.isEmpty && type != .text && type != .inline { return isFormula ? .uncalculated : .empty }
    let trimmed = bytes.trimmed
    switch type {
    case .number:
      guard let format else { throw error(.noSuchFormat(formatIndex)) }
      guard let value = reading.number(trimmed, format) else { throw unreadable() }
      return value
    case .shared:
      guard let index = reading.stringIndex(trimmed) else { throw error(.noSuchString(shown)) }
      rowBytes += reading.strings.length(at: index)
      return text(reading.strings[index])
    case .text:
      XMLEscapes.decode(&bytes)
      rowBytes += bytes.count
      return text(String(decoding: bytes, as: UTF8.self))
    case .inline:
      rowBytes += bytes.count
      return text(String(decoding: bytes, as: UTF8.self))
    case .boolean:
      switch trimmed.first {
      case UInt8(ascii: "1") where trimmed.count == 1: return .boolean(true)
      case UInt8(ascii: "0") where trimmed.count == 1: return .boolean(false)
      default: throw unreadable()
      }
    case .error:
      rowBytes += bytes.count
      return .error(String(decoding: trimmed, as: UTF8.self))
    case .date:
      guard let value = WrittenDate.value(String(decoding: trimmed, as: UTF8.self)) else { throw unreadable() }
      return value
    }
  }

  private func text(_ text: String) -> CellValue { text.isEmpty ? .empty : .text(text) }

  /// The characters of the cell for a message.
  private var shown: String { String(decoding: bytes.prefix(100), as: UTF8.self) }

  private func unreadable() -> WorkbookError { error(.unreadableValue(shown)) }
}

extension SheetParser: XMLReceiver {
  func start(_ name: XMLText, _ attributes: XMLAttributes) throws(WorkbookError) -> Bool {
    switch element {
    case .cell:
      switch name {
      case "v":
        // Some programs write a number beside the text that is meant.
        if hasString { return false }
        // Of two values neither is the cell's.
        guard !hasValue else { throw unreadable() }
        hasValue = true
        element = .value
      case "f":
        isFormula = true
        element = .formula
      case "is" where type == .inline:
        guard !hasString else { throw unreadable() }
        (hasString, hasValue) = (true, true)
        item.clear()
        element = .inline
      default: return false
      }
    case .row:
      guard name == "c" else { return false }
      try startCell(attributes)
      element = .cell
    case .rows:
      guard name == "row" else { return false }
      try startRow(attributes)
      element = .row
    case .inline: return item.start(name, attributes)
    case .merges:
      guard name == "mergeCell", let range = attributes["ref"] else { return false }
      merges.count += 1
      if merges.first.count < limits.namedMerges, range.count < 50 { merges.first.append(range.string) }
      element = .merge
    case .worksheet:
      switch name {
      case "sheetData": element = .rows
      case "mergeCells": element = .merges
      default: return false
      }
    case .document:
      guard name == "worksheet" else { throw error(.unexpectedDocument(name.shown)) }
      element = .worksheet
    case .value, .formula, .merge: return false
    }
    return true
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) throws(WorkbookError) {
    switch element {
    case .value: bytes.append(contentsOf: text)
    case .inline: item.text(text)
    default: return
    }
    guard bytes.count <= limits.cellBytes, item.bytes.count <= limits.cellBytes else { throw error(.tooLarge(.cell)) }
  }

  func end() throws(WorkbookError) -> Bool {
    switch element {
    case .value, .formula: element = .cell
    case .cell:
      try endCell()
      element = .row
    case .row:
      element = .rows
      return !cells.isEmpty
    case .inline:
      if item.end() {
        bytes = item.bytes
        element = .cell
      }
    case .merge: element = .merges
    case .rows, .merges: element = .worksheet
    case .worksheet, .document: element = .document
    }
    return false
  }

  func error(_ reason: WorkbookError.Reason) -> WorkbookError {
    let isInRow = element != .document && element != .worksheet && element != .merges && element != .merge && number > 0
    let isInCell = isInRow && element != .rows && column >= 0
    return WorkbookError(reason, part: sheet.part, sheet: sheet.name, row: isInRow ? number : nil, column: isInCell ? column : nil)
  }
}

extension [UInt8] {
  /// The bytes without the spaces and line ends of XML around them.
  fileprivate var trimmed: ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else { return [] }
    return self[first...last]
  }
}
