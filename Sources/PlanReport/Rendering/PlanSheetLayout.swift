import CRM
import Planning
import Postgres

extension Formats {
  /// A sheet of the plan itself: its heads stay in sight, and its texts are as they were written.
  func sheet(_ plan: PlanSheet) -> Sheet {
    var sheet = Sheet(name: plan.name)
    let width = plan.rows.map(\.count).max() ?? 0
    sheet.widths = (0..<width).map { column in
      let longest = plan.rows.compactMap { $0.indices.contains(column) ? $0[column].length : nil }.max() ?? 0
      return min(max(longest + 3, 10), 44)
    }
    for (row, cells) in plan.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        var (value, style) = content(cell)
        if row == 0 { style = CellStyle(isBold: true, fill: .head) } else { style.hasRule = true }
        sheet.cells.append(Sheet.Cell(row: row, column: column, value: value, style: style))
      }
    }
    if let note = plan.note {
      sheet.widths.append(60)
      sheet.cells.append(Sheet.Cell(row: 0, column: width, value: .text(note), style: CellStyle(isItalic: true)))
    }
    sheet.head = 0
    return sheet
  }

  private func content(_ cell: PlanCell) -> (Sheet.Value, CellStyle) {
    switch cell {
    case .blank: (.blank, CellStyle())
    case .text(let text): (.text(text), CellStyle())
    case .number(let value, let places): (.number(value), CellStyle(numberFormat: places == 0 ? "0" : "0.00", isTrailing: true))
    case .share(let value): (.number(value), CellStyle(numberFormat: "0.00%", isTrailing: true))
    case .day(let day): (.day(day), CellStyle(numberFormat: language == .fr ? "dd/mm/yyyy" : "d mmm yyyy"))
    }
  }
}

extension PlanCell {
  /// Of its longest line, in characters.
  fileprivate var length: Int {
    switch self {
    case .text(let text): text.split(separator: "\n").map(\.count).max() ?? 0
    case .blank: 0
    case .number, .share, .day: 10
    }
  }
}
