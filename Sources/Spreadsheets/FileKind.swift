/// What a file is, whatever its name says.
package enum FileKind: String, Sendable, CaseIterable {
  /// A workbook of Excel 2007 or later that can be read, with or without macros: .xlsx, .xlsm, .xltx.
  case workbook
  /// A workbook in Excel's binary form: .xlsb.
  case binaryWorkbook
  /// A workbook of Excel before 2007: .xls.
  case oldWorkbook
  /// A workbook of Excel 2007 or later that needs a password to be opened.
  case encryptedWorkbook
  /// A sheet of LibreOffice and others: .ods.
  case openDocument
  /// A sheet of Apple's Numbers.
  case numbers
  /// A text, presentation or drawing of an office suite.
  case otherDocument
  /// A zip of something else, or one whose directory cannot be read.
  case zip
  /// A document of Office before 2007, or a message of Outlook.
  case compoundFile
  case pdf
  case gzip
  /// A page, which many programs call `.xls` so that Excel opens it.
  case html
  /// XML, such as the sheets of Excel 2003.
  case xml
  /// Characters: perhaps delimited text.
  case text
  case empty
  /// Bytes that say nothing.
  case unknown

  /// How many bytes of a file `init(head:)` should be given.
  package static let headLength = 4096

  /// What the first bytes of a file show. A zip and an old document are told apart from others of their sort by `of(path:)`, which looks
  /// inside.
  package init(head: [UInt8]) {
    self =
      if head.isEmpty {
        .empty
      } else if head.has("PK\u{3}\u{4}") || head.has("PK\u{5}\u{6}") {
        Self.zip(head)
      } else if head.has(CompoundFile.signature) {
        .compoundFile
      } else if head.has("%PDF-") {
        .pdf
      } else if head.has([0x1F, 0x8B]) {
        .gzip
      } else if head.has([0x09]), head.count > 3, [0x00, 0x02, 0x04, 0x08].contains(head[1]), [4, 6, 8, 16].contains(head[2]), head[3] == 0
      {
        // The first record of a sheet of Excel 2 to 4, and of what some programs write to this day.
        .oldWorkbook
      } else {
        Self.characters(head)
      }
  }

  /// What a zip is whose first file is this one.
  private static func zip(_ head: [UInt8]) -> FileKind {
    guard let length = head.number(at: 26, width: 2), let extra = head.number(at: 28, width: 2), 30 + length <= head.count else {
      return .zip
    }
    let name = String(decoding: head[30..<(30 + length)], as: UTF8.self).lowercased()
    if name == "mimetype" {
      let content = 30 + length + extra
      if head.has("application/vnd.oasis.opendocument.spreadsheet", at: content) { return .openDocument }
      return head.has("application/vnd.oasis.opendocument", at: content) ? .otherDocument : .zip
    }
    if name.hasPrefix("xl/") || ["[content_types].xml", "_rels/.rels"].contains(name) { return .workbook }
    return name.hasPrefix("index/") ? .numbers : .zip
  }

  private static func characters(_ head: [UInt8]) -> FileKind {
    let isWide = head.has([0xFF, 0xFE]) || head.has([0xFE, 0xFF])
    // Of UTF-16 every second byte is nothing, as far as tags go.
    let bytes = isWide || hasZerosOfUTF16(head) ? head.filter { $0 != 0 && $0 < 0x80 } : head
    if bytes.contains(where: { $0 < 0x20 && !(9...13).contains($0) && $0 != 0x1A && $0 != 0x1B }) { return .unknown }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("mime-version:") { return .html }
    guard start.hasPrefix("<") else { return .text }
    let tags = ["<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<style"]
    if tags.contains(where: { start.hasPrefix($0) }) || (start.hasPrefix("<?xml") || start.hasPrefix("<!--")) && start.contains("<html") {
      return .html
    }
    return start.hasPrefix("<?xml") ? .xml : .text
  }

  private static func hasZerosOfUTF16(_ head: [UInt8]) -> Bool {
    let pairs = head.count / 2
    guard pairs >= 2 else { return false }
    let even = (0..<pairs).count { head[2 * $0] == 0 }
    let odd = (0..<pairs).count { head[2 * $0 + 1] == 0 }
    return min(even, odd) == 0 && max(even, odd) * 10 >= pairs * 6
  }
}
