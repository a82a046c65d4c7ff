import CRM
import Planning
import Foundation
import Postgres
import Tables

extension Report {
  /// The workbook: a sheet a section, with dates that are dates and totals that are formulas.
  ///
  /// - Throws: `.failed` when temporary files cannot be written.
  package func workbook() throws -> [UInt8] {
    let sheets = sections.map { SectionSheet($0, report: self).sheet }
    return try Workbook(title: title, sheets: sheets).bytes()
  }
}

/// A section laid out on a sheet, from above.
private struct SectionSheet {
  private(set) var sheet: Sheet
  private let formats: Formats
  private let lastColumn: Int
  private var row = 0
  /// The columns of the last table and where its rows stand: a chart draws them.
  private var charted: (columns: [String], rows: ClosedRange<Int>)?

  init(_ section: ReportSection, report: Report) {
    sheet = Sheet(name: section.sheet)
    formats = report.formats
    sheet.widths = Self.widths(section)
    sheet.footer = report.title
    lastColumn = max(sheet.widths.count - 1, 0)
    banner([section.number.map { "\($0)." }, section.title].compactMap(\.self).joined(separator: " "), CellStyle(isBold: true, size: 15))
    if section.key == "summary" {
      banner(report.title, CellStyle(isBold: true, size: 12))
      for fact in report.facts { banner(fact, CellStyle(color: Self.faint)) }
    }
    row += 1
    for block in section.blocks { write(block) }
    // Over another table its heads would be wrong.
    let tables = section.blocks.count { if case .table = $0 { true } else { false } }
    if tables > 1 { sheet.head = nil }
  }

  private static let faint: UInt32 = 0x55606C

  /// The widest that a table asks for in each column.
  private static func widths(_ section: ReportSection) -> [Int] {
    var widths: [Int] = []
    for block in section.blocks {
      let wanted: [Int]
      switch block {
      case .table(let table): wanted = table.on(.sheet).columns.map(\.width)
      case .lists(let lists): wanted = lists.map { _ in lists.count > 2 ? 36 : lists.count > 1 ? 44 : 60 }
      case .figures: wanted = [34, 16, 40]
      default: wanted = []
      }
      for (column, width) in wanted.enumerated() {
        if column < widths.count { widths[column] = max(widths[column], width) } else { widths.append(width) }
      }
    }
    return widths.isEmpty ? [90] : widths
  }

  private mutating func write(_ block: ReportBlock) {
    switch block {
    case .heading(let text): banner(text, CellStyle(isBold: true, size: 12))
    case .paragraph(let text): banner(text, CellStyle())
    case .note(let text): banner(text, CellStyle(isItalic: true, color: Self.faint))
    case .lists(let lists): write(lists)
    case .figures(let figures): write(figures)
    case .table(let table): write(table)
    case .charts(let charts): for chart in charts { write(chart) }
    case .timeline: break
    }
  }

  private mutating func banner(_ text: String, _ style: CellStyle) {
    // As far as a page is wide.
    var last = 0
    while last < lastColumn, sheet.widths[0...last].reduce(0, +) < 120 { last += 1 }
    let height = Self.height(text, width: sheet.widths[0...last].reduce(0, +), style)
    sheet.banners.append(Sheet.Banner(row: row, columns: 0...last, text: text, style: style, height: height))
    row += 1
  }

  private mutating func write(_ lists: [ReportList]) {
    for (column, list) in lists.enumerated() {
      put(.text(list.title), column, CellStyle(isBold: true, fill: .head))
      for (index, item) in list.items.enumerated() {
        put(.text(item), row + 1 + index, column, CellStyle(hasRule: true))
      }
    }
    row += (lists.map(\.items.count).max() ?? 0) + 2
  }

  private mutating func write(_ figures: [KeyFigure]) {
    for figure in figures {
      put(.text(figure.label), 0, CellStyle(isBold: true, hasRule: true))
      let (value, style) = content(figure.value)
      var bold = style
      bold.isBold = true
      bold.hasRule = true
      put(value, 1, bold)
      let light = figure.light == .none ? nil : TableCell.light(figure.light).text(formats)
      put(.text([light, figure.detail].compactMap(\.self).joined(separator: " · ")), 2, CellStyle(hasRule: true))
      row += 1
    }
    row += 1
  }

  private mutating func write(_ table: Table) {
    let table = table.on(.sheet)
    if let title = table.title { banner(title.text(in: formats.language), CellStyle(isBold: true, size: 11)) }
    for (place, column) in table.columns.enumerated() {
      put(
        .text(column.header.text(in: formats.language)), place,
        CellStyle(isBold: true, isTrailing: column.alignment == .trailing, fill: .head))
    }
    // Heads further below cannot stay in sight.
    if sheet.head == nil, row <= 4 { sheet.head = row }
    row += 1
    guard !table.rows.isEmpty else {
      charted = nil
      banner(table.empty.text(in: formats.language), CellStyle(isItalic: true, color: Self.faint))
      return row += 1
    }
    let first = row
    for cells in table.rows {
      for (place, (cell, column)) in zip(cells, table.columns).enumerated() {
        var (value, style) = content(cell)
        style.hasRule = true
        style.isTrailing = column.alignment == .trailing
        put(value, place, style)
      }
      row += 1
    }
    charted = (table.columns.map(\.key), first...(row - 1))
    let below = row
    for (cells, totals) in zip(table.footer, table.totals) {
      for (place, (cell, column)) in zip(cells, table.columns).enumerated() {
        let letter = Self.letters(place)
        var (value, style) = content(cell)
        if case .number(let number) = value {
          switch totals[place] {
          case .cell: break
          case .sum: value = .formula("=SUM(\(letter)\(first + 1):\(letter)\(row))", number)
          case .difference(let one, let other): value = .formula("=\(letter)\(below + one + 1)-\(letter)\(below + other + 1)", number)
          }
        }
        style.isBold = true
        style.isTrailing = column.alignment == .trailing
        style.fill = row == below ? .total : .none
        put(value, place, style)
      }
      row += 1
    }
    row += 1
  }

  private mutating func write(_ chart: Chart) {
    guard let charted else { return }
    let series = chart.series.compactMap { series in
      charted.columns.firstIndex { $0 == series.column }.map { column in
        (
          name: series.name, column: column,
          color: series.mark == .bar ? UInt32(0x1D5C8A) : series.mark.isBar ? 0x55606C : 0xB3541E,
          isHollow: series.mark == .hollowBar
        )
      }
    }
    sheet.charts.append(Sheet.BarChart(row: row, title: chart.title, rows: charted.rows, labels: 0, series: series))
    row += 16
  }

  private mutating func put(_ value: Sheet.Value, _ column: Int, _ style: CellStyle) { put(value, row, column, style) }

  /// Not every program fits rows to their texts when it opens a file: those of several lines have their height.
  private mutating func put(_ value: Sheet.Value, _ row: Int, _ column: Int, _ style: CellStyle) {
    sheet.cells.append(Sheet.Cell(row: row, column: column, value: value, style: style))
    guard case .text(let text) = value else { return }
    let height = Self.height(text, width: sheet.widths[column], style)
    if height > 16 { sheet.heights[row] = max(sheet.heights[row] ?? 0, height) }
  }

  /// In points, of a text that is wrapped at a width in characters.
  private static func height(_ text: String, width: Int, _ style: CellStyle) -> Double {
    // Words are not cut, and bold letters are wider.
    let room = Double(max(width, 4)) * 10 / style.size * (style.isBold ? 1 : 1.1)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0.0) { $0 + max((Double($1.count) / room).rounded(.up), 1) }
    // The highest that a row can be is 409 points.
    return min(lines * style.size * 1.32 + 2, 400)
  }

  /// A cell's value with the format of its kind.
  private func content(_ cell: TableCell) -> (Sheet.Value, CellStyle) {
    let number = { (value: Double, format: String) -> (Sheet.Value, CellStyle) in
      (value.isFinite && value.magnitude < 1e15 ? .number(value) : .blank, CellStyle(numberFormat: format, isTrailing: true))
    }
    let units = (0..<formats.currency.exponent).reduce(1.0) { scale, _ in scale * 10 }
    switch cell {
    case .integer(let value): return number(Double(value), "#,##0")
    case .money(let cents): return number(Double(cents) / units, moneyFormat)
    case .percentage(let value): return number(value, "0.0%")
    case .decimal(let value, let digits): return number(value, "#,##0." + String(repeating: "0", count: digits))
    case .day(let day): return (.day(day), CellStyle(numberFormat: formats.language == .fr ? "dd/mm/yyyy" : "d mmm yyyy"))
    case .light(let light): return (.text(cell.text(formats)), CellStyle(isBold: true, color: light.color))
    case .items(let items): return (.text(items.joined(separator: "\n")), CellStyle())
    case .missing(.some): return (.text(cell.text(formats)), CellStyle(isItalic: true, color: Self.faint))
    case .missing(nil), .blank: return (.blank, CellStyle())
    case .text, .message, .code, .rate, .instant, .range, .trend: return (.text(cell.text(formats)), CellStyle())
    }
  }

  private var moneyFormat: String {
    let decimals = formats.currency.exponent == 0 ? "" : "." + String(repeating: "0", count: formats.currency.exponent)
    let symbol = formats.currency.symbol
    return formats.language == .fr ? "#,##0\(decimals)\\ \"\(symbol)\"" : "\"\(symbol)\"#,##0\(decimals);-\"\(symbol)\"#,##0\(decimals)"
  }

  /// `A`, `Z`, `AA`.
  private static func letters(_ column: Int) -> String {
    let last = String(UnicodeScalar(UInt8(65 + column % 26)))
    return column < 26 ? last : letters(column / 26 - 1) + last
  }
}

extension TrafficLight {
  fileprivate var color: UInt32 {
    switch self {
    case .green: 0x1F6F43
    case .amber: 0x8A5A00
    case .red: 0xA61B1B
    case .none: 0x55606C
    }
  }
}
