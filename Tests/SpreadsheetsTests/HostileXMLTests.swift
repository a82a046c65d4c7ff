import Testing

@testable import Spreadsheets

/// Parts that are wrong, by accident or on purpose.
@Suite struct HostileXMLTests {
  private func reason(
    _ content: String, in part: String = "xl/worksheets/sheet1.xml", limits: WorkbookLimits = WorkbookLimits()
  ) -> WorkbookError.Reason? {
    var workbook = TestWorkbook(#"<row><c t="s"><v>0</v></c></row>"#, strings: ["<t>a</t>"])
    workbook.parts[part] = content
    let error = #expect(throws: WorkbookError.self, "\(content.prefix(200))") { try workbook.rows(limits: limits) }
    #expect(error?.part == part, "\(content.prefix(200))")
    return error?.reason
  }

  private func sheet(_ rows: String) -> String { "<worksheet><sheetData>\(rows)</sheetData></worksheet>" }

  @Test func documentTypesAreRefusedInEveryPart() {
    let laughs = #"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"#
    let outside = #"<!DOCTYPE x SYSTEM "file:///etc/passwd">"#
    for part in [
      "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels",
    ] {
      for type in [laughs, outside, "<!DOCTYPE x>"] {
        #expect(
          reason(type + "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>", in: part) == .declaresDocumentType)
      }
    }
  }

  @Test func whatIsNoXML() {
    let wrong = [
      "", " ", "worksheet", "<worksheet>", "<worksheet><sheetData></worksheet>", "<worksheet/><worksheet/>",
      "<worksheet>&nbsp;</worksheet>",
      "<worksheet a='1' a='2'/>", "<worksheet>\u{1}</worksheet>", "<worksheet>&#0;</worksheet>", "<worksheet><!-- -- --></worksheet>",
      "<a:b:c xmlns:a='x'",
      sheet("<row><c><v>1</v></c></row><row><c><v>2</c></row>"),
    ]
    for content in wrong {
      guard case .malformedXML? = reason(content) else {
        Issue.record("\(content)")
        continue
      }
    }
    #expect(reason(#"<?xml version="1.0" encoding="windows-1252"?><worksheet/>"#) == .unknownEncoding)
    #expect(reason(#"<?xml version="1.0" encoding="klingon"?><worksheet/>"#) == .unknownEncoding)
    #expect(reason(#"<?xml version="1.0" encoding="UTF-16"?><worksheet/>"#) == .unknownEncoding)
  }

  @Test func bytesThatAreNoUTF8() {
    var workbook = TestWorkbook("")
    workbook.change = { zip in
      for index in zip.entries.indices where zip.entries[index].name == "xl/worksheets/sheet1.xml" {
        zip.entries[index].content =
          Array("<worksheet><sheetData><row><c t='str'><v>".utf8) + [0xE9, 0x74] + Array("</v></c></row></sheetData></worksheet>".utf8)
      }
    }
    let error = #expect(throws: WorkbookError.self) { try workbook.rows() }
    guard case .malformedXML(line: 1, column: 42, _)? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.cell == "A1" && error?.sheet == "Feuil1")
  }

  @Test func otherDocuments() {
    for part in [
      "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels",
    ] {
      #expect(reason("<html><body/></html>", in: part) == .unexpectedDocument("html"))
    }
  }

  @Test func depthAndSizes() {
    let nested = String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)
    #expect(reason("<worksheet>\(nested)</worksheet>") == .tooLarge(.depth))
    let long = String(repeating: "x", count: 2 << 20)
    // The text of a cell, a run, and a text that is passed over.
    #expect(reason(sheet("<row><c t='str'><v>\(long)</v></c></row>")) == .tooLarge(.cell))
    #expect(reason(sheet("<row><c t='inlineStr'><is><t>\(long)</t></is></c></row>")) == .tooLarge(.cell))
    #expect(reason("<sst><si><t>\(long)</t></si></sst>", in: "xl/sharedStrings.xml") == .tooLarge(.cell))
    // What expat must have whole: a tag, a comment, an instruction, before the document, in it and behind it.
    for content in [
      "<worksheet a='\(long)'/>", "<worksheet><!--\(long)--></worksheet>", "<!--\(long)--><worksheet/>", "<worksheet/><!--\(long)-->",
      "<?a \(long)?><worksheet/>",
    ] {
      #expect(reason(content) == .tooLarge(.tag), "\(content.prefix(30))")
    }
    #expect(reason("<worksheet><\(long.prefix(300))/></worksheet>") == .tooLarge(.names))
    #expect(reason("<worksheet>" + (0...10_000).map { "<name\($0)/>" }.joined() + "</worksheet>") == .tooLarge(.names))
    #expect(reason(sheet("<row>" + (0...10_000).map { "<c name\($0)=''/>" }.joined() + "</row>")) == .tooLarge(.names))
  }

  @Test func aStringInEveryCell() {
    // A hundred bytes each that stand for a megabyte.
    let text = String(repeating: "x", count: 1 << 19)
    var workbook = TestWorkbook("<row>" + String(repeating: #"<c t="s"><v>0</v></c>"#, count: 100) + "</row>", strings: ["<t>\(text)</t>"])
    let error = #expect(throws: WorkbookError.self) { try workbook.rows() }
    #expect(error?.reason == .tooLarge(.row) && error?.cell == "I1")
    workbook = TestWorkbook((0..<100).map { _ in #"<row><c t="s"><v>0</v></c></row>"# }.joined(), strings: ["<t>\(text)</t>"])
    #expect(throws: Never.self) { try workbook.rows() }
  }

  @Test func lists() {
    var limits = WorkbookLimits()
    limits.listItems = 3
    #expect(
      reason("<styleSheet><cellXfs>\(String(repeating: "<xf/>", count: 4))</cellXfs></styleSheet>", in: "xl/styles.xml", limits: limits)
        == .tooLarge(.list))
    limits = WorkbookLimits()
    limits.strings = 2
    #expect(reason("<sst><si/><si/><si/></sst>", in: "xl/sharedStrings.xml", limits: limits) == .tooLarge(.strings))
    limits.textBytes = 5
    #expect(reason("<sst><si><t>abc</t></si><si><t>def</t></si></sst>", in: "xl/sharedStrings.xml", limits: limits) == .tooLarge(.text))
  }

  @Test(arguments: ["A", "m", "[", "[h", "\"", "\\", "A/"]) func aFormatOfManyLetters(piece: String) throws {
    var workbook = TestWorkbook(#"<row><c s="1"><v>1</v></c></row>"#)
    workbook.add(formats: [String(repeating: piece, count: 150_000 / piece.count)])
    #expect(try workbook.rows().count == 1)
  }

  @Test func sheetsThatAreNotThere() {
    let list = { (sheets: String) in "<workbook xmlns:r='\(TestWorkbook.relation)'><sheets>\(sheets)</sheets></workbook>" }
    #expect(reason(list(""), in: "xl/workbook.xml") == .noSheets)
    #expect(reason(list("<sheet name='a' r:id='none'/><sheet name='b'/><sheet/>"), in: "xl/workbook.xml") == .noSheets)
    #expect(reason(list("<sheet name='a' r:id='rId1'/><sheet name='A' r:id='rId1'/>"), in: "xl/workbook.xml") == .duplicateSheet("A"))
    #expect(reason(list("<sheet name='a' r:id='rId91'/>"), in: "xl/workbook.xml") == .noSheets)
  }

  @Test func relationsLeadNowhereElse() {
    var workbook = TestWorkbook("<row><c><v>1</v></c></row>")
    workbook.parts["xl/_rels/workbook.xml.rels"] = TestWorkbook.relations([("rId1", "worksheet", "../../../../etc/passwd")])
    let error = #expect(throws: WorkbookError.self) { try workbook.rows() }
    #expect(error?.reason == .missingPart && error?.part == "etc/passwd")
    workbook.parts["xl/_rels/workbook.xml.rels"]?.replace(
      "Target=\"../../../../etc/passwd\"", with: #"TargetMode="External" Target="http://localhost/x""#)
    #expect(throws: WorkbookError(.noSheets, part: "xl/workbook.xml")) { try workbook.rows() }
  }
}
