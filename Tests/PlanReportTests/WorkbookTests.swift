import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@testable import PlanReport

@Suite struct WorkbookTests {
  private func files(_ sheet: Sheet) throws -> [String: String] {
    try ZipFile(try Workbook(title: "T & <U>", sheets: [sheet]).bytes()).files
  }

  @Test func datesNumbersAndFormulasKeepTheirKind() throws {
    var sheet = Sheet(name: "S", widths: [10, 20])
    sheet.cells = [
      .init(row: 0, column: 0, value: .day(on("2023-03-01")), style: CellStyle(numberFormat: "dd/mm/yyyy")),
      .init(row: 1, column: 0, value: .number(12.5), style: CellStyle()),
      .init(row: 2, column: 0, value: .formula("=SUM(A2:A2)", 12.5), style: CellStyle()),
      .init(row: 3, column: 0, value: .blank, style: CellStyle()),
    ]
    let xml = try #require(try files(sheet)["xl/worksheets/sheet1.xml"])
    // The serial of 1 March 2023.
    #expect(xml.contains("<v>44986</v>") && xml.contains("<v>12.5</v>") && xml.contains("<f>SUM(A2:A2)</f><v>12.5</v>"), "\(xml)")
    #expect(xml.contains(/<c r="A4" s="\d+"\/>/))
  }

  @Test func textsAreNeverFormulasNorMarkup() throws {
    var sheet = Sheet(name: "S")
    let texts = ["=1+1", "<script>&", "a\0b", String(repeating: "é", count: 40_000), "+33", "@x"]
    sheet.cells = texts.enumerated().map { .init(row: $0, column: 0, value: .text($1), style: CellStyle()) }
    let files = try files(sheet)
    let strings = try #require(files["xl/sharedStrings.xml"])
    #expect(try wellFormed(strings).contains("si"))
    #expect(strings.contains("<t>=1+1</t>") && strings.contains("&lt;script&gt;&amp;") && strings.contains("a\u{FFFD}b"))
    #expect(files["xl/worksheets/sheet1.xml"]?.contains("<f>") == false)
    #expect(files["docProps/core.xml"]?.contains("T &amp; &lt;U&gt;") == true)
  }

  @Test func headsStayAndStandOnEachPageOfA4() throws {
    var sheet = Sheet(name: "Budget vs ventes", widths: [10])
    sheet.head = 3
    sheet.footer = "A & B"
    let files = try files(sheet)
    let xml = try #require(files["xl/worksheets/sheet1.xml"])
    #expect(xml.contains(#"ySplit="4""#) && xml.contains(#"paperSize="9""#) && xml.contains(#"orientation="landscape""#))
    #expect(xml.contains(#"fitToHeight="0""#) && xml.contains("A &amp;&amp; B"))
    #expect(files["xl/workbook.xml"]?.contains("'Budget vs ventes'!$4:$4") == true)
  }

  @Test func whatTheLibraryRefusesIsSaid() {
    let error = #expect(throws: CRMError.self) { try Workbook(title: "", sheets: [Sheet(name: "a/b")]).bytes() }
    #expect(error?.kind == .failed && error?.message.fr.hasPrefix("le classeur n’a pas pu être écrit") == true)
  }
}
