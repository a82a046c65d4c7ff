import Foundation
import Postgres
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

  /// Whoever takes an apostrophe away from before a formula has the cell again, whatever it began with.
  @Test(arguments: ["'=1", "''-x", "'@a"]) func anApostropheBeforeAFormulaGetsAnother(cell: String) {
    #expect(CSVWriter().row([cell]) == "'\(cell)\r\n")
  }

  @Test(arguments: ["'", "'t Hof", "l'=x", "''"]) func anApostropheAloneIsLeft(cell: String) {
    #expect(CSVWriter().row([cell]) == "\(cell)\r\n")
  }

  @Test func aStyleIsForProgramsOrForASpreadsheet() throws {
    let yes = Message(fr: "oui", en: "yes")
    let (day, time) = (try #require(Day("2026-12-03")), try #require(CivilTime("2026-12-03T09:05:07.25")))
    func line(_ style: CSVStyle) -> String {
      CSVWriter(style).header([style.word("true", yes), style.number("-1234.5"), style.day(day), style.time(time), "a,b"])
    }
    #expect(line(.plain) == "true,-1234.5,2026-12-03,2026-12-03T09:05:07.25,\"a,b\"\r\n")
    #expect(line(.excel(.fr)) == "\u{FEFF}oui;-1234,5;03/12/2026;03/12/2026 09:05:07;a,b\r\n")
    #expect(line(.excel(.en)) == "\u{FEFF}yes;-1234,5;2026-12-03;2026-12-03 09:05:07;a,b\r\n")
  }

  @Test(arguments: [
    ("2026-07-01T08:00:00.25Z", "2026-07-01T10:00:00.25", "2026-07-01T10:00:00.25+02:00"),
    ("2026-07-01T08:00:00Z", "2026-07-01T04:30:00", "2026-07-01T04:30:00-03:30"),
    ("2026-07-01T08:00:00Z", "2026-07-01T08:00:00", "2026-07-01T08:00:00Z"),
    ("1905-07-01T08:00:00Z", "1905-07-01T08:09:21", "1905-07-01T08:00:00Z"),
  ])
  func aMomentComesBackAsTheInstantItWas(instant: String, local: String, text: String) throws {
    let written = CSVStyle.plain.moment(try #require(Instant(instant)), local: try #require(CivilTime(local)))
    #expect(written == text)
    #expect(try CivilDate.moment(written).instant == Instant(instant))
  }

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
