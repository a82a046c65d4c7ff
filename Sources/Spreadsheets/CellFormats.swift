/// The formats that the cells of a workbook name by their place in a list.
final class CellFormats {
  private enum Element { case document, styleSheet, codes, code, formats, format }

  /// The formats of the list; nil when the workbook has none, and all numbers are just that.
  private(set) var formats: [NumberFormat]?
  private var codes: [Int: NumberFormat] = [:]
  private var element = Element.document
  private let part: String
  private let limits: WorkbookLimits

  /// Reads the styles of a workbook; nil is the part of one that has none.
  init(_ part: String?, of archive: ZipArchive) throws(WorkbookError) {
    self.part = part ?? ""
    limits = archive.limits
    guard let part else { return }
    formats = []
    try XMLStream(archive.open(part, limit: limits.partBytes), self, limits: limits).readAll()
  }
}

extension CellFormats: XMLReceiver {
  func start(_ name: XMLText, _ attributes: XMLAttributes) throws(WorkbookError) -> Bool {
    switch (element, name) {
    case (.document, "styleSheet"): element = .styleSheet
    case (.document, _): throw error(.unexpectedDocument(name.shown))
    case (.styleSheet, "numFmts"): element = .codes
    case (.styleSheet, "cellXfs"): element = .formats
    case (.codes, "numFmt"):
      element = .code
      guard codes.count < limits.listItems else { throw error(.tooLarge(.list)) }
      if let id = attributes["numFmtId"]?.wholeNumber, let code = attributes["formatCode"] { codes[id] = NumberFormat(code: code.string) }
    case (.formats, "xf"):
      element = .format
      guard let count = formats?.count, count < limits.listItems else { throw error(.tooLarge(.list)) }
      let id = attributes["numFmtId"]?.wholeNumber ?? 0
      // The list of codes comes first. Some programs write there what they mean by one of the numbers that need none.
      formats?.append(codes[id] ?? NumberFormat(builtIn: id))
    default: return false
    }
    return true
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookError) {}

  func end() throws(WorkbookError) -> Bool {
    switch element {
    case .code: element = .codes
    case .format: element = .formats
    case .codes, .formats: element = .styleSheet
    case .styleSheet, .document: element = .document
    }
    return false
  }

  func error(_ reason: WorkbookError.Reason) -> WorkbookError { WorkbookError(reason, part: part) }
}
