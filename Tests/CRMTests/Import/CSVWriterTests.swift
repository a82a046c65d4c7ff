import Foundation
import Testing

@testable import CRM

@Suite struct CSVWriterTests {
  @Test func quotesWhatMustBe() {
    #expect(CSVWriter().row(["a", "b,c", "d\"e", "f\ng", ""]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n")
    #expect(CSVWriter(delimiter: .semicolon).row(["a,b", "c;d"]) == "a,b;\"c;d\"\r\n")
    #expect(CSVWriter().row([""]) == "\"\"\r\n")
  }

  @Test(arguments: ["=1+1", "@SUM(A1)", "+cmd|x", "-2+3", "-", "\tx", "\nx", "+", "＝1+1", "＠SUM(A1)", "＋cmd", "－2+3"])
  func disarmsFormulas(cell: String) {
    #expect(CSVWriter().row([cell, "x"]).contains("'" + cell))
    #expect(!CSVWriter(disarmsFormulas: false).row([cell, "x"]).contains("'"))
  }

  @Test(arguments: ["-12", "-1 234,56", "+33 6 12 34 56 78", "12", "a=b", "-1\u{202F}000"])
  func leavesNumbers(cell: String) { #expect(!CSVWriter().row([cell]).contains("'")) }

  @Test func aFileIsWrittenInPieces() throws {
    let file = try TemporaryFile("")
    let output = try OutputFile(path: file.path)
    for _ in 0..<10_000 { try output.write("0123456789\n") }
    try output.flush()
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == String(repeating: "0123456789\n", count: 10_000))
    #expect(throws: CRMError.self) { try OutputFile(path: "/nowhere/x.csv") }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func aFullDiskIsSaid() throws {
    let output = try OutputFile(path: "/dev/full")
    try output.write("x")
    #expect(throws: CRMError(.failed, .diskFull("/dev/full"), place: "/dev/full", remedy: .makeRoom)) { try output.flush() }
  }
}
