import Foundation
import Postgres
import Testing

@testable import CRM

@Suite struct ReportLayoutTests {
  /// `section: header | cells @line` for each row.
  private func rows(of text: String, chunkSize: Int = 1 << 16) throws -> [String] {
    let file = try TemporaryFile(text)
    var options = CSVReader.Options()
    options.layout = .report
    options.chunkSize = chunkSize
    let reader = try CSVReader(path: file.path, options: options)
    var rows: [String] = []
    while try reader.next() {
      rows.append("\(reader.section): \(reader.header.joined(separator: ",")) | \(reader.strings.joined(separator: ",")) @\(reader.line)")
    }
    return rows
  }

  @Test(arguments: [8, 9, 13, 1 << 16])
  func commentsAndEmptyLinesPartTables(chunkSize: Int) throws {
    let text =
      "# \"un, deux; trois\r\n#\r\n\r\nDate;Sessions\r\n20260101;3\r\n\r\n20260102;4\r\n# next\r\nCity;Users\r\nLyon;2\r\n\r\n# end"
    #expect(
      try rows(of: text, chunkSize: chunkSize) == [
        "0: Date,Sessions | 20260101,3 @5", "0: Date,Sessions | 20260102,4 @7", "1: City,Users | Lyon,2 @10",
      ])
  }

  @Test func tablesWithoutRowsAreCountedAndNothingFollows() throws {
    #expect(try rows(of: "A,B\n\nC,D\n\n\nE,F\n1,2\n") == ["2: E,F | 1,2 @7"])
    #expect(try rows(of: "A,B\n\n# nothing\n").isEmpty)
    #expect(throws: CRMError.self) { try rows(of: "# only\n# comments") }
  }

  /// A report that a spreadsheet saved again.
  @Test func rowsOfDelimitersAloneAreEmptyLines() throws {
    #expect(
      try rows(of: "# Report;;\n;;\nDate;Sessions;Users\n20260101;3;2\n;;\nCity;Users;\nLyon;2;\n") == [
        "0: Date,Sessions,Users | 20260101,3,2 @4", "1: City,Users, | Lyon,2, @7",
      ])
    let table = try TemporaryFile(";;\n;;\nNom;Note;\nA;b;\n")
    #expect(try readTable(table.path) == [["Nom", "Note", ""], ["A", "b", ""]])
  }

  @Test func inATableANumberSignIsText() throws {
    let file = try TemporaryFile("Name,Total\n#1001,3\n\n#1002,4\n")
    #expect(try readTable(file.path) == [["Name", "Total"], ["#1001", "3"], ["#1002", "4"]])
  }
}
