import Foundation
import Testing

@testable import Spreadsheets

@Suite struct SheetTests {
  @Test func gapsAreFilledAndEmptyRowsLeftOut() throws {
    let rows = try TestWorkbook(
      """
      <row r="2"><c r="B2"><v>1</v></c><c r="D2" s="0"/><c r="E2"><v>2</v></c><c r="F2"/></row>
      <row r="3" hidden="1"><c r="A3"><v>3</v></c></row><row r="4"><c r="A4" s="0"/></row><row r="5"/>
      <row r="1048576" hidden="0"><c r="XFD1048576"><v>9</v></c></row>
      """
    ).rows()
    #expect(rows.map(\.number) == [2, 3, 1_048_576])
    #expect(rows.map(\.isHidden) == [false, true, false])
    #expect(rows[0].values == [.empty, .number("1"), .empty, .empty, .number("2")])
    #expect((0...6).map { rows[0][$0].plain } == ["", "1", "", "", "2", "", ""])
    #expect(rows[2].width == 16_384 && rows[2].cells.count == 1 && rows[2][16_383] == .number("9"))
  }

  @Test func placesThatAreNotWrittenFollowOneAnother() throws {
    let rows = try TestWorkbook(
      #"<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"#
    ).rows()
    #expect(rows.map(\.number) == [1, 5, 6])
    #expect(rows[1].values == [.empty, .empty, .number("3"), .number("4")])
  }

  @Test func wrongPlacesAreRefused() {
    let wrong: [(String, WorkbookError.Reason, row: Int, column: Int?)] = [
      (#"<row r="3"><c><v>1</v></c></row><row r="3"/>"#, .outOfOrder, 3, nil),
      (#"<row r="3"><c><v>1</v></c></row><row r="2"/>"#, .outOfOrder, 2, nil),
      (#"<row r="3"><c r="B3"/><c r="B3"/></row>"#, .outOfOrder, 3, 1), (#"<row r="3"><c r="B3"/><c r="A3"/></row>"#, .outOfOrder, 3, 0),
      (#"<row r="3"><c r="A4"/></row>"#, .badAddress("A4"), 3, 0), (#"<row r="3"><c r="3A"/></row>"#, .badAddress("3A"), 3, 0),
      (#"<row r="3"><c r=""/></row>"#, .badAddress(""), 3, 0), (#"<row r="3"><c r="A"/></row>"#, .badAddress("A"), 3, 0),
      (#"<row r="3"><c r="AAAAA3"/></row>"#, .badAddress("AAAAA3"), 3, 0), (#"<row r="3"><c r="XFE3"/></row>"#, .beyondSheet, 3, 16_384),
      (#"<row r="x"/>"#, .badAddress("x"), 1, nil), (#"<row r="0"/>"#, .badAddress("0"), 1, nil),
      (#"<row r="-1"/>"#, .badAddress("-1"), 1, nil),
      (#"<row r="1048577"/>"#, .beyondSheet, 1_048_577, nil), (#"<row r="1048576"/><row/>"#, .beyondSheet, 1_048_577, nil),
      (#"<row r="99999999999999999999999"/>"#, .beyondSheet, .max, nil),
      (#"<row r="3">"# + String(repeating: "<c/>", count: 16_385) + "</row>", .beyondSheet, 3, 16_384),
    ]
    for (rows, reason, row, column) in wrong {
      let error = #expect(throws: WorkbookError.self, "\(rows.prefix(99))") { try TestWorkbook(rows).rows() }
      #expect(
        error == WorkbookError(reason, part: "xl/worksheets/sheet1.xml", sheet: "Feuil1", row: row, column: column), "\(rows.prefix(99))")
    }
  }

  @Test func anErrorStaysOne() throws {
    let file = try TemporaryFile(TestWorkbook(#"<row><c><v>1</v></c></row><row><c><v>x</v></c></row><row><c><v>3</v></c></row>"#).zip.bytes)
    let workbook = try WorkbookFile(path: file.path)
    let reader = try workbook.rows(of: workbook.firstSheet())
    #expect(try reader.next()?.number == 1)
    for _ in 0..<3 { #expect(throws: WorkbookError.self) { try reader.next() } }
  }

  @Test func mergesAreToldAtTheEnd() throws {
    let merges = #"<mergeCells count="9"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A9"/></mergeCells>"#
    let file = try TemporaryFile(TestWorkbook("<row><c><v>1</v></c></row>", after: merges).zip.bytes)
    let workbook = try WorkbookFile(path: file.path)
    let reader = try workbook.rows(of: workbook.sheets[0])
    while try reader.next() != nil {}
    #expect(reader.merges.count == 2 && reader.merges.first == ["A1:C1", "A2:A9"])
  }

  @Test func sheetsAreListedAndChosen() throws {
    let row = "<sheetData><row><c><v>1</v></c></row></sheetData>"
    let empty = #"<sheetData><row r="1"><c s="0"/></row></sheetData>"#
    var workbook = TestWorkbook(sheets: [
      ("Notes", "", empty), ("Données", #"state="hidden""#, row), ("Secret", #"state="veryHidden""#, row), ("Graphe", "", row),
      ("Ventes &amp; co", "", row),
    ])
    workbook.parts["xl/_rels/workbook.xml.rels"]?.replace(
      "relationships/worksheet\" Target=\"worksheets/sheet4.xml", with: "relationships/chartsheet\" Target=\"x.xml")
    let file = try TemporaryFile(workbook.zip.bytes)
    let opened = try WorkbookFile(path: file.path)
    #expect(opened.sheets.map(\.name) == ["Notes", "Données", "Secret", "Graphe", "Ventes & co"])
    #expect(opened.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden, .visible, .visible])
    #expect(opened.sheets.map(\.hasCells) == [true, true, true, false, true])
    #expect(try opened.firstSheet().name == "Ventes & co")
    #expect(try opened.sheet(named: "DONNÉES").name == "Données")
    #expect(throws: WorkbookError(.noSuchSheet("Vents", sheets: ["Notes", "Données", "Secret", "Ventes & co"]))) {
      try opened.sheet(named: "Vents")
    }
    #expect(throws: WorkbookError(.sheetWithoutCells, sheet: "Graphe")) { try opened.sheet(named: "Graphe") }
    #expect(throws: WorkbookError(.sheetWithoutCells, sheet: "Graphe")) { try opened.rows(of: opened.sheets[3]) }
  }

  @Test func severalSheetsAreReadAtATime() throws {
    let sheets = (1...2).map { number in
      ("S\(number)", "", "<sheetData>" + (1...5000).map { "<row><c><v>\(number * $0)</v></c></row>" }.joined() + "</sheetData>")
    }
    let file = try TemporaryFile(TestWorkbook(sheets: sheets).zip.bytes)
    let workbook = try WorkbookFile(path: file.path)
    let readers = try workbook.sheets.map { try workbook.rows(of: $0) }
    for number in 1...5000 {
      for (index, reader) in readers.enumerated() { #expect(try reader.next()?[0] == .number("\((index + 1) * number)")) }
    }
    #expect(try readers.allSatisfy { try $0.next() == nil })
  }

  @Test func aSheetWithoutPartDoesNotHideTheOthers() throws {
    var workbook = TestWorkbook("<row><c><v>1</v></c></row>")
    workbook.parts["xl/workbook.xml"]?.replace(
      "<sheets>", with: #"<sheets><sheet name="Macro" sheetId="9"/><sheet name="Autre" sheetId="8" r:id=""/>"#)
    let file = try TemporaryFile(workbook.zip.bytes)
    let opened = try WorkbookFile(path: file.path)
    #expect(opened.sheets.map(\.hasCells) == [false, false, true])
    #expect(try opened.firstSheet().name == "Feuil1")
  }

  @Test func noSheetHasCells() throws {
    let file = try TemporaryFile(TestWorkbook("<row><c/></row>").zip.bytes)
    #expect(throws: WorkbookError(.allSheetsEmpty)) { try WorkbookFile(path: file.path).firstSheet() }
  }

  @Test func prefixesAndNamespacesAreThoseOfTheProgram() throws {
    var workbook = TestWorkbook("")
    workbook.parts["xl/worksheets/sheet1.xml"] = """
      <?xml version="1.0" encoding="utf-8" standalone="yes"?><!-- a -->
      <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetFormatPr/><x:extLst><x:ext><x:sheetData><x:row><x:c><x:v>0</x:v></x:c></x:row>
      </x:sheetData></x:ext></x:extLst><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>
      """
    workbook.parts["xl/workbook.xml"] = """
      <x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="http://purl.oclc.org/ooxml/officeDocument/relationships">
      <x:sheets><x:sheet rel:id="rId1" sheetId="7" name="a"/></x:sheets></x:workbook>
      """
    #expect(try workbook.firstRow() == [.text("a")])
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .isoLatin1, .utf8])
  func otherEncodings(encoding: String.Encoding) throws {
    let names: [String.Encoding: String] = [.isoLatin1: "ISO-8859-1", .utf8: "UTF-8"]
    let mark: [String.Encoding: [UInt8]] = [
      .utf16LittleEndian: [0xFF, 0xFE], .utf16BigEndian: [0xFE, 0xFF], .utf8: [0xEF, 0xBB, 0xBF], .isoLatin1: [],
    ]
    let name = names[encoding] ?? "UTF-16"
    let text =
      #"<?xml version="1.0" encoding="\#(name)"?><worksheet><sheetData><row><c t="str"><v>é à</v></c><c><v>1</v></c></row></sheetData></worksheet>"#
    let data = try #require(text.data(using: encoding))
    var workbook = TestWorkbook("")
    workbook.change = { zip in
      zip.entries = zip.entries.map { entry in
        var entry = entry
        if entry.name.hasSuffix("sheet1.xml") { entry.content = (mark[encoding] ?? []) + Array(data) }
        return entry
      }
    }
    #expect(try workbook.firstRow() == [.text("é à"), .number("1")])
  }

  @Test func aWorkbookThatIsToBeComputedSaysSo() throws {
    var workbook = TestWorkbook("<row><c><f>1+1</f><v>0</v></c></row>")
    for (written, expected) in [(#"<calcPr fullCalcOnLoad="1"/>"#, true), ("<calcPr/>", false), ("", false)] {
      workbook.parts["xl/workbook.xml"]?.replace("</sheets>", with: "</sheets>" + written)
      let file = try TemporaryFile(workbook.zip.bytes)
      #expect(try WorkbookFile(path: file.path).isToBeComputed == expected)
      workbook.parts["xl/workbook.xml"]?.replace("</sheets>" + written, with: "</sheets>")
    }
  }

  @Test func aFileMayBeOpenAlready() throws {
    let file = try TemporaryFile(TestWorkbook("<row><c><v>1</v></c></row>").zip.bytes)
    let handle = try #require(FileHandle(forReadingAtPath: file.path))
    try handle.seek(toOffset: 7)
    let workbook = try WorkbookFile(descriptor: handle.fileDescriptor)
    #expect(try workbook.rows(of: workbook.firstSheet()).next()?[0] == .number("1"))
    #expect(try handle.offset() == 7)
    #expect(try FileKind.of(descriptor: handle.fileDescriptor) == .workbook)
  }

  @Test func columnNames() {
    #expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(CellAddress.name) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"])
  }
}
