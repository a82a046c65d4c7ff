/// What the main part of a workbook says: its sheets, and how it counts days.
final class WorkbookContents {
  /// A sheet as it is listed.
  struct Listing {
    let name: String
    let visibility: SheetListing.Visibility
    /// The id of its part among the relations of the workbook; empty when it has none.
    let relation: String
  }

  private enum Element { case document, workbook, sheets, leaf(inSheets: Bool) }

  private(set) var sheets: [Listing] = []
  private(set) var dateSystem = DateSystem.from1900
  private(set) var isToBeComputed = false
  private var element = Element.document
  private let part: String
  private let limits: WorkbookLimits

  init(_ part: String, of archive: ZipArchive) throws(WorkbookError) {
    self.part = part
    limits = archive.limits
    try XMLStream(archive.open(part, limit: limits.partBytes), self, limits: limits).readAll()
  }

  private func readSheet(_ attributes: XMLAttributes) throws(WorkbookError) {
    guard sheets.count < limits.listItems else { throw error(.tooLarge(.list)) }
    // The namespace of relations has the prefix that the program gave it; the sheet has other attributes that end in `id`, but none so.
    let relation = attributes.first { $0.name.localName == "id" && $0.name.count > 2 }?.value
    let visibility: SheetListing.Visibility =
      switch attributes["state"] {
      case .some("hidden"): .hidden
      case .some("veryHidden"): .veryHidden
      default: .visible
      }
    sheets.append(Listing(name: attributes["name"]?.string ?? "", visibility: visibility, relation: relation?.string ?? ""))
  }
}

extension WorkbookContents: XMLReceiver {
  func start(_ name: XMLText, _ attributes: XMLAttributes) throws(WorkbookError) -> Bool {
    switch (element, name) {
    case (.document, "workbook"): element = .workbook
    case (.document, _): throw error(.unexpectedDocument(name.shown))
    case (.workbook, "sheets"): element = .sheets
    case (.workbook, "workbookPr"):
      if attributes["date1904"]?.boolean == true { dateSystem = .from1904 }
      element = .leaf(inSheets: false)
    case (.workbook, "calcPr"):
      isToBeComputed = attributes["fullCalcOnLoad"]?.boolean == true
      element = .leaf(inSheets: false)
    case (.sheets, "sheet"):
      try readSheet(attributes)
      element = .leaf(inSheets: true)
    default: return false
    }
    return true
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookError) {}

  func end() throws(WorkbookError) -> Bool {
    switch element {
    case .leaf(let inSheets): element = inSheets ? .sheets : .workbook
    case .sheets: element = .workbook
    case .workbook, .document: element = .document
    }
    return false
  }

  func error(_ reason: WorkbookError.Reason) -> WorkbookError { WorkbookError(reason, part: part) }
}
