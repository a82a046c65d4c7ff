import CXlsxWriter
import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

/// Workbooks of Excel are imported as delimited text is.
@Suite struct WorkbookImportTests {
  private enum Cell {
    case text(String)
    case number(Double)
    case day(Int32, Int32, Int32)
    /// Without the result that Excel would compute.
    case formula(String)
    case none
  }

  /// A workbook of sheets by name.
  private func workbook(
    _ sheets: KeyValuePairs<String, [[Cell]]>, hiding hidden: Set<UInt32> = [], merging: Bool = false
  ) throws -> [UInt8] {
    let url = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    let book = try #require(workbook_new(url.path()))
    let day = workbook_add_format(book)
    format_set_num_format(day, "dd/mm/yyyy")
    for (name, rows) in sheets {
      let sheet = try #require(workbook_add_worksheet(book, name))
      for (number, cells) in rows.enumerated() {
        for (index, cell) in cells.enumerated() {
          let (row, column) = (UInt32(number), UInt16(index))
          switch cell {
          case .text(let text): worksheet_write_string(sheet, row, column, text, nil)
          case .number(let number): worksheet_write_number(sheet, row, column, number, nil)
          case .day(let year, let month, let monthDay):
            var date = lxw_datetime(year: year, month: month, day: monthDay, hour: 0, min: 0, sec: 0)
            worksheet_write_datetime(sheet, row, column, &date, day)
          case .formula(let formula): worksheet_write_formula(sheet, row, column, formula, nil)
          case .none: break
          }
        }
      }
      for row in hidden {
        var options = lxw_row_col_options(hidden: 1, level: 0, collapsed: 0)
        worksheet_set_row_opt(sheet, row, 15, nil, &options)
      }
      if merging { worksheet_merge_range(sheet, 50, 0, 50, 1, "Total", nil) }
    }
    #expect(workbook_close(book) == LXW_NO_ERROR)
    return [UInt8](try Data(contentsOf: url))
  }

  private let heading: [Cell] = ["reference", "prospect", "sold_on", "amount"].map(Cell.text)

  private func run(_ bytes: [UInt8], _ scope: Scope, _ change: (inout ImportRequest) -> Void = { _ in }) async throws -> ImportResult {
    try await importFile(bytes: bytes, .sales, scope) {
      $0.mapping.creations = [.prospects]
      change(&$0)
    }
  }

  @Test func aSheetIsRecordedAsPeopleSeeIt() async throws {
    try await withScope { scope in
      let rows: [[Cell]] = [
        [], heading,
        [.number(1), .text("Étain SARL"), .day(2026, 3, 2), .number(1234.5)],
        [.text("B-2"), .text("Zinc"), .text("13/03/2026"), .text("1 234,56 €")],
        [],
        [.number(3), .text("Zinc"), .day(2026, 3, 4), .number(99.9)],
      ]
      let bytes = try workbook(["Notes": [[.text("lire la suivante")]], "Ventes": rows], hiding: [5])
      let result = try await run(bytes, scope) { $0.sheet = "ventes" }
      #expect(result.counts == [3, 3, 0, 0], "\(result.reasons)")
      #expect(result.sheet == "Ventes" && result.otherSheets == ["Notes"] && result.encoding == nil && result.hiddenRows == 1)
      let recorded = try await lines(
        scope,
        """
        select concat_ws('|', s.reference, p.name, s.sold_on, s.amount_cents) as line
        from sale s
        join prospect p on p.id = s.prospect_id
        order by s.reference
        """)
      #expect(recorded == ["1|Étain SARL|2026-03-02|123450", "3|Zinc|2026-03-04|9990", "B-2|Zinc|2026-03-13|123456"])
      // The same file again, and the same table as text, record nothing twice.
      #expect(try await run(bytes, scope) { $0.sheet = "Ventes" }.counts == [3, 0, 3, 0])
      let text = "reference,prospect,sold_on,amount\n1,Étain SARL,2026-03-02,1234.50\n"
      #expect(try await importFile(text, .sales, scope).counts == [1, 0, 1, 0])
    }
  }

  @Test func whatCannotBeReadIsRefusedWithTheRowOfTheSheet() async throws {
    try await withScope { scope in
      let rows: [[Cell]] = [
        heading + [.text("total")],
        [.number(1), .text("A"), .day(2026, 3, 2), .formula("=1+1"), .none],
        [.number(3), .text("A"), .day(2026, 3, 2), .number(1.234), .none],
        // Of a column that is not asked for, it is nobody's matter.
        [.number(4), .text("A"), .day(2026, 3, 2), .number(5), .formula("=1+1")],
        [.number(5), .text("A"), .day(2026, 3, 2), .number(5), .none, .text("beside")],
      ]
      let result = try await run(try workbook(["Ventes": rows], merging: true), scope)
      #expect(result.counts == [5, 1, 0, 4] && result.mergedRanges == 1, "\(result.reasons)")
      #expect(result.rejections.map(\.line) == [2, 3, 5, 51])
      let reasons = result.rejections.map(\.reason.en)
      #expect(reasons[0].hasPrefix("a formula without its result") && reasons[1].contains("1.234"), "\(reasons)")
      #expect(reasons[2].hasPrefix("expected 5 columns, got 6"), "\(reasons)")
    }
  }

  @Test func anotherFileIsNamedAsWhatItIs() async throws {
    try await withScope { scope in
      func refusal(_ bytes: [UInt8], _ sheet: String? = nil) async throws -> String {
        let error = await #expect(throws: CRMError.self) { try await run(bytes, scope) { $0.sheet = sheet } }
        return [error?.message.en, error?.remedy?.en].compactMap(\.self).joined(separator: " → ")
      }
      let book = try workbook(["Ventes": [heading], "Leer": []])
      #expect(try await refusal(Array("%PDF-1.7".utf8)) == "this is a PDF → open it and save it as .xlsx without a password, or as CSV")
      #expect(try await refusal(Array(book.prefix(book.count / 2))).hasPrefix("the "))
      #expect(try await refusal(book, "Mars") == "no sheet “Mars” → sheets: Ventes, Leer")
      #expect(try await refusal(Array("a;b\n1;2\n".utf8), "Mars") == "the file is no workbook: it has no sheet “Mars”")
    }
  }
}
