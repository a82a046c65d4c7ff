import Testing

@testable import Spreadsheets

@Suite struct DateTests {
  @Test(arguments: [
    ("General", NumberFormat.number), ("0.00", .number), ("#,##0.00\\ \"€\"", .number), ("#,##0 [$€-40C]", .number), ("0.00E+00", .number),
    ("@", .number), ("[Red]-0;[Blue]0", .number), ("0\" days\"", .number), ("0\\d", .number), ("0_d", .number), ("*d0", .number),
    ("[>=100]0;[<5]\"hms\"", .number), ("[DBNum1]0", .number), ("\"unclosed yyyy", .number), ("[unclosed yyyy", .number), ("0\\", .number),
    ("[$-F400]0", .number), ("", .number), ("# ?/?", .number),
    ("0%", .percentage), ("0.0\\ %;[Red]-0.0\\ %", .percentage), ("0\"%\"", .number), ("0\\%", .number),
    ("dd/mm/yyyy", .date), ("DD.MM.YY", .date), ("mmm-yy", .date), ("mm", .date), ("mmmm", .date), ("[$-40C]d mmmm yyyy;@", .date),
    ("yyyy", .date),
    ("yyyy\\-mm\\-dd", .date), ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", .date), ("yyyy\"年\"m\"月\"d\"日\"", .date), ("#;dd/mm", .date),
    ("h:mm", .time), ("hh:mm:ss.000", .time), ("mm:ss", .time), ("h:mm AM/PM", .time), ("h A/P", .time), ("[$-F400]h:mm:ss\\ AM/PM", .time),
    ("dd/mm/yyyy hh:mm", .dateTime), ("yyyy-mm-dd\"T\"hh:mm:ss", .dateTime), ("mmm h:mm", .dateTime), ("m/d/yy h:mm", .dateTime),
    ("[h]:mm", .duration), ("[hh]:mm:ss", .duration), ("[mm]:ss", .duration), ("[ss].00", .duration), ("[H]\" h\"", .duration),
  ])
  func codes(code: String, format: NumberFormat) { #expect(NumberFormat(code: code) == format) }

  @Test func builtInFormats() {
    let of: (NumberFormat) -> [Int] = { format in (0...200).filter { NumberFormat(builtIn: $0) == format } }
    #expect(of(.percentage) == [9, 10])
    #expect(of(.date) == [14, 15, 16, 17] + Array(27...36) + Array(50...58))
    #expect(of(.time) == [18, 19, 20, 21, 45, 47])
    #expect(of(.dateTime) == [22])
    #expect(of(.duration) == [46])
  }

  @Test(arguments: [
    (1.0, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (36526, "2000-01-01"), (45351, "2024-02-29"), (46353, "2026-11-27"),
    (2_958_465, "9999-12-31"), (46353.5, "2026-11-27T12:00:00"), (46353.999999999, "2026-11-28"),
    (46353.58686342593, "2026-11-27T14:05:05"),
    (46353.0000000116, "2026-11-27T00:00:00.001"), (60.5, ""), (60, ""), (0, ""), (-1, ""), (-0.5, ""), (2_958_466, ""), (1e300, ""),
    (0.25, "06:00:00"),
  ])
  func daysFrom1900(serial: Double, expected: String) {
    #expect(DateSystem.from1900.value(serial, .date)?.plain ?? "" == expected)
  }

  @Test(arguments: [
    (0.0, "1904-01-01"), (1, "1904-01-02"), (60, "1904-03-01"), (44891, "2026-11-27"), (2_957_003, "9999-12-31"), (2_957_004, ""),
    (0.5, "1904-01-01T12:00:00"),
  ])
  func daysFrom1904(serial: Double, expected: String) {
    #expect(DateSystem.from1904.value(serial, .date)?.plain ?? "" == expected)
  }

  @Test func everyDayFollowsTheOneBefore() throws {
    var expected = try #require(CalendarDay(year: 1900, month: 3, day: 1))
    for serial in 61...110_000 {
      guard case .date(let day) = DateSystem.from1900.value(Double(serial), .date) else {
        Issue.record("\(serial) is no day")
        return
      }
      guard day == expected else {
        Issue.record("\(serial) is \(day), not \(expected)")
        return
      }
      expected = try #require(
        CalendarDay(year: day.year, month: day.month, day: day.day + 1) ?? CalendarDay(year: day.year, month: day.month + 1, day: 1)
          ?? CalendarDay(year: day.year + 1, month: 1, day: 1))
    }
  }

  @Test(arguments: [
    (0.5, NumberFormat.time, "12:00:00"), (0, .time, "00:00:00"), (0.999999999999, .time, "1900-01-01T00:00:00"),
    (46353.5, .time, "2026-11-27T12:00:00"),
    (46353, .dateTime, "2026-11-27T00:00:00"), (0, .dateTime, "00:00:00"), (0.25, .dateTime, "06:00:00"),
    (1.0833333333333333, .duration, "26:00:00"), (0.5, .duration, "12:00:00"), (0, .duration, "00:00:00"),
    (100.000011574, .duration, "2400:00:01"),
    (-1.5, .duration, ""),
  ])
  func timesAndLengths(serial: Double, format: NumberFormat, expected: String) {
    #expect(DateSystem.from1900.value(serial, format)?.plain ?? "" == expected)
  }

  @Test(arguments: [
    ("2026-11-27", "2026-11-27"), ("2026-11-27T14:05", "2026-11-27T14:05:00"), ("2026-11-27T14:05:09", "2026-11-27T14:05:09"),
    ("2026-11-27T14:05:09.5", "2026-11-27T14:05:09.500"), ("2026-11-27T00:00:00.000Z", "2026-11-27T00:00:00"), ("14:05:09", "14:05:09"),
    ("T14:05", "14:05:00"), ("2026-11-27T14:05:09.123456789", "2026-11-27T14:05:09.123"),
  ])
  func writtenDates(text: String, expected: String) { #expect(WrittenDate.value(text)?.plain == expected) }

  @Test(arguments: [
    "", "T", "Z", "2026", "2026-13-01", "2026-02-29", "2026-11-27T", "2026-11-27T25:00", "2026-11-27T10:60", "27/11/2026", "2026-1-1",
    "2026-11-27 14:05", "2026-11-27T14:05+01:00", "0000-01-01", "2026-11-27T14:05:09.", "2026-11-27T14:05:09.x", "-026-11-27",
  ])
  func whatIsNoWrittenDate(text: String) { #expect(WrittenDate.value(text) == nil) }

  @Test func cellsAreDatesByTheirFormats() throws {
    let formats = ["14", "dd/mm/yyyy hh:mm", "20", "[h]:mm", "0.00", "22"]
    let cells = formats.indices.map { #"<c s="\#($0 + 1)"><v>46353.25</v></c>"# }.joined()
    let expected: [CellValue] = [
      .written("2026-11-27T06:00"), .written("2026-11-27T06:00"), .written("2026-11-27T06:00"),
      .duration(milliseconds: (46353 * 24 + 6) * 3_600_000),
      .number("46353.25"), .written("2026-11-27T06:00"),
    ]
    #expect(try TestWorkbook("<row>\(cells)</row>", formats: formats).firstRow() == expected)
  }

  @Test func aNumberThatIsNoDayStaysANumber() throws {
    let cells = ["-3", "60", "3000000"].map { #"<c s="1"><v>\#($0)</v></c>"# }.joined()
    #expect(try TestWorkbook("<row>\(cells)</row>", formats: ["14"]).firstRow() == [.number("-3"), .number("60"), .number("3000000")])
  }

  @Test func aWorkbookMayCountFrom1904() throws {
    let sheet = ("S", "", #"<sheetData><row><c s="1"><v>44891</v></c></row></sheetData>"#)
    for (written, expected) in [("1", "2026-11-27"), ("true", "2026-11-27"), ("0", "2022-11-26")] {
      var workbook = TestWorkbook(sheets: [sheet], properties: #"<workbookPr date1904="\#(written)"/>"#)
      workbook.add(formats: ["14"])
      #expect(try workbook.firstRow() == [.written(expected)])
    }
  }

  @Test func withoutStylesNumbersAreNumbers() throws {
    var workbook = TestWorkbook(#"<row><c s="3"><v>46353</v></c></row>"#)
    workbook.parts["xl/styles.xml"] = nil
    workbook.parts["xl/_rels/workbook.xml.rels"] = TestWorkbook.relations([("rId1", "worksheet", "worksheets/sheet1.xml")])
    #expect(try workbook.firstRow() == [.number("46353")])
  }
}
