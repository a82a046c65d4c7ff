import CXlsxWriter
import Foundation
import Testing

@testable import Spreadsheets

/// Random tables are written by libxlsxwriter and read back.
@Suite struct RoundTripTests {
  @Test(arguments: 0..<12) func whatIsWrittenIsRead(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let rows = (0..<Int.random(in: 1...60, using: &random)).map { _ in
      (0..<Int.random(in: 0...20, using: &random)).map { _ in value(&random) }
    }
    let file = TemporaryFile()
    // Every second one with its texts in the sheet, as programs write that cannot hold a table of strings.
    try write(rows, to: file.path, isStreamed: seed % 2 == 1)
    let expected = rows.enumerated().compactMap { number, values -> (Int, [CellValue])? in
      let kept = values.prefix((values.lastIndex { !$0.isEmpty } ?? -1) + 1)
      return kept.isEmpty ? nil : (number + 1, Array(kept))
    }
    let read = try TestWorkbook.rows(file.path)
    #expect(read.map(\.number) == expected.map(\.0))
    for (row, (number, values)) in zip(read, expected) { #expect(row.values == values, "row \(number)") }
  }

  private func value(_ random: inout SplitMix) -> CellValue {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return .empty
    case 1: return .boolean(Bool.random(using: &random))
    case 2: return .number("\(Int.random(in: -1_000_000_000...1_000_000_000, using: &random))")
    // Fifteen digits, which the library writes.
    case 3: return .number("\(Double(Int.random(in: 1..<1_000_000_000, using: &random)) / 1024)")
    case 4: return DateSystem.from1900.value(Double(Int.random(in: 61...2_958_465, using: &random)), .date) ?? .empty
    case 5:
      let seconds = Int.random(in: 0..<86_400, using: &random)
      let day = CalendarDay(sinceMarch0: Int.random(in: 694_000...760_000, using: &random))
      return .dateTime(day, ClockTime(milliseconds: seconds * 1000 + Int.random(in: 0..<1000, using: &random)))
    // Of a formula.
    case 6: return .text("=\(Int.random(in: 0...9, using: &random))")
    default:
      let count = Int.random(in: 1...40, using: &random)
      let letters = Array("abcXYZ 0123éàœ€漢字😀<>&\"'\n\t;,_x\u{1}\u{1F}\u{A0}")
      return .text(String((0..<count).map { _ in letters.randomElement(using: &random) ?? "a" }))
    }
  }

  private func write(_ rows: [[CellValue]], to path: String, isStreamed: Bool) throws {
    var options = lxw_workbook_options()
    options.constant_memory = isStreamed ? 1 : 0
    let book = try #require(workbook_new_opt(path, &options))
    let sheet = try #require(workbook_add_worksheet(book, "Données"))
    let (day, moment) = (workbook_add_format(book), workbook_add_format(book))
    format_set_num_format(day, "dd/mm/yyyy")
    format_set_num_format(moment, "yyyy-mm-dd hh:mm:ss.000")
    for (number, values) in rows.enumerated() {
      for (index, value) in values.enumerated() {
        let (row, column) = (UInt32(number), UInt16(index))
        switch value {
        case .text(let text) where text.hasPrefix("="): worksheet_write_formula_str(sheet, row, column, "=A1", nil, text)
        case .text(let text): #expect(worksheet_write_string(sheet, row, column, text, nil) == LXW_NO_ERROR)
        case .number(let number): worksheet_write_number(sheet, row, column, number.double, nil)
        case .boolean(let value): worksheet_write_boolean(sheet, row, column, value ? 1 : 0, nil)
        case .date(let date):
          var written = lxw_datetime(year: Int32(date.year), month: Int32(date.month), day: Int32(date.day), hour: 0, min: 0, sec: 0)
          worksheet_write_datetime(sheet, row, column, &written, day)
        case .dateTime(let date, let time):
          var written = lxw_datetime(
            year: Int32(date.year), month: Int32(date.month), day: Int32(date.day), hour: Int32(time.hour), min: Int32(time.minute),
            sec: Double(time.second) + Double(time.millisecond) / 1000)
          worksheet_write_datetime(sheet, row, column, &written, moment)
        default: worksheet_write_blank(sheet, row, column, day)
        }
      }
    }
    try #require(workbook_close(book) == LXW_NO_ERROR)
  }
}
