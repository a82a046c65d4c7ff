import Foundation

@testable import Spreadsheets

/// A file that goes with its owner.
final class TemporaryFile {
  let path = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID().uuidString)").path()

  init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

  /// A name where nothing is yet.
  init() {}

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A workbook as the tests write it: its parts as text.
struct TestWorkbook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  var parts: [String: String]
  /// What is done to the zip before it is written.
  var change: (inout ZipBuilder) -> Void = { _ in }

  /// One sheet with these rows, `<row>…</row>`.
  init(_ rows: String, after: String = "", strings: [String]? = nil, formats: [String]? = nil) {
    self.init(sheets: [("Feuil1", "", "<sheetData>\(rows)</sheetData>\(after)")])
    if let strings { add(strings: strings.map { "<si>\($0)</si>" }.joined()) }
    if let formats { add(formats: formats) }
  }

  /// Sheets by their names, what else `<sheet>` says of them, and what they hold.
  init(sheets: [(name: String, attributes: String, content: String)], properties: String = "") {
    let list = sheets.enumerated().map { #"<sheet name="\#($1.name)" sheetId="\#($0 + 1)" \#($1.attributes) r:id="rId\#($0 + 1)"/>"# }
    parts = [
      "[Content_Types].xml": #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
      "_rels/.rels": Self.relations([("rId1", "officeDocument", "xl/workbook.xml")]),
      "xl/workbook.xml":
        #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.relation)">\#(properties)<sheets>\#(list.joined())</sheets></workbook>"#,
    ]
    var relations = sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
    relations += [("rId90", "sharedStrings", "sharedStrings.xml"), ("rId91", "styles", "/xl/styles.xml")]
    parts["xl/_rels/workbook.xml.rels"] = Self.relations(relations)
    for (index, sheet) in sheets.enumerated() {
      parts["xl/worksheets/sheet\(index + 1).xml"] = #"<worksheet xmlns="\#(Self.main)">\#(sheet.content)</worksheet>"#
    }
    add(strings: "")
    add(formats: [])
  }

  mutating func add(strings: String) { parts["xl/sharedStrings.xml"] = "<sst>\(strings)</sst>" }

  /// Formats of cells by their codes or, when they are numbers, their ids; format 0 is `General`.
  mutating func add(formats: [String]) {
    let codes = formats.enumerated().filter { Int($0.element) == nil }.map {
      #"<numFmt numFmtId="\#(164 + $0.offset)" formatCode="\#($0.element.replacing("&", with: "&amp;").replacing("\"", with: "&quot;"))"/>"#
    }
    let list = formats.enumerated().map { #"<xf numFmtId="\#(Int($0.element) ?? 164 + $0.offset)" applyNumberFormat="1"/>"# }
    parts["xl/styles.xml"] =
      "<styleSheet><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      + "<cellXfs><xf numFmtId=\"0\"/>\(list.joined())</cellXfs></styleSheet>"
  }

  static func relations(_ list: [(id: String, type: String, target: String)]) -> String {
    "<Relationships>" + list.map { #"<Relationship Id="\#($0.id)" Type="\#(relation)/\#($0.type)" Target="\#($0.target)"/>"# }.joined()
      + "</Relationships>"
  }

  var zip: ZipBuilder {
    var zip = ZipBuilder(entries: parts.sorted { $0.key < $1.key }.map { ZipBuilder.Entry(name: $0.key, content: Array($0.value.utf8)) })
    change(&zip)
    return zip
  }

  /// The rows of a sheet, of the first by default.
  func rows(_ name: String? = nil, limits: WorkbookLimits = WorkbookLimits()) throws -> [SheetRow] {
    let file = try TemporaryFile(zip.bytes)
    return try withExtendedLifetime(file) { try Self.rows(file.path, name, limits: limits) }
  }

  static func rows(_ path: String, _ name: String? = nil, limits: WorkbookLimits = WorkbookLimits()) throws -> [SheetRow] {
    let workbook = try WorkbookFile(path: path, limits: limits)
    let reader = try workbook.rows(of: try name.map { try workbook.sheet(named: $0) } ?? workbook.sheets[0])
    var rows: [SheetRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  /// The values of one row of cells, `<c>…</c>`.
  func firstRow() throws -> [CellValue] { try rows().first?.values ?? [] }
}

extension CellValue {
  /// A number from its text.
  static func number(_ text: String) -> CellValue { CellNumber(text).map { .number($0) } ?? .error(text) }

  /// A day, or a day and a time: `2026-12-31`, `2026-12-31T14:05`.
  static func written(_ text: String) -> CellValue { WrittenDate.value(text) ?? .error(text) }
}
