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
    let sheets = sections.map { SectionSheet($0, of: self).sheet }
    return try Workbook(title: title, sheets: sheets + plan.map(formats.sheet)).bytes()
  }
}

/// A section laid out on a sheet, from above.
private struct SectionSheet {
  private(set) var sheet: Sheet
  private let report: Report
  private var formats: Formats { report.formats }
  private let lastColumn: Int
  private var row = 0

  init(_ section: ReportSection, of report: Report) {
    sheet = Sheet(name: section.tab)
    self.report = report
    sheet.widths = Self.widths(section)
    sheet.footer = report.title
    lastColumn = max(sheet.widths.count - 1, 0)
    banner(section.heading, CellStyle(isBold: true, size: 15))
    if section.key == "summary" {
      banner(report.title, CellStyle(isBold: true, size: 12))
      for fact in report.facts { banner(fact, CellStyle(color: Self.faint)) }
      contents()
    }
    row += 1
    for block in section.blocks { write(block) }
    // Over another table its heads would be wrong.
    if section.blocks.count(where: \.hasTable) > 1 { sheet.head = nil }
  }

  /// The other sheets.
  private mutating func contents() {
    row += 1
    for section in report.sections.dropFirst() {
      put(.link(printed(section.heading), sheet: section.tab), 0, CellStyle(color: 0x1D5C8A))
      row += 1
    }
  }

  private func printed(_ text: String) -> String { report.language.typeset(text) }

  private static let faint: UInt32 = 0x55606C

  /// The widest that a table asks for in each column.
  private static func widths(_ section: ReportSection) -> [Int] {
    var widths: [Int] = []
    for block in section.blocks {
      let wanted: [Int]
      switch block {
      case .table(let table), .charted(let table, _): wanted = table.on(.sheet).columns.map(\.width)
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
    case .charted(let table, let chart):
      if let rows = write(table) { write(chart, of: table, rows) }
    // Of no table here.
    case .charts, .timeline: break
    }
  }

  private mutating func banner(_ text: String, _ style: CellStyle) {
    // As far as a page is wide.
    var last = 0
    while last < lastColumn, sheet.widths[0...last].reduce(0, +) < 120 { last += 1 }
    let height = Self.height(text, width: sheet.widths[0...last].reduce(0, +), style)
    sheet.banners.append(Sheet.Banner(row: row, columns: 0...last, text: printed(text), style: style, height: height))
    row += 1
  }

  private mutating func write(_ lists: [ReportList]) {
    for (column, list) in lists.enumerated() {
      put(.text(printed(list.title)), column, CellStyle(isBold: true, fill: .head))
      for (index, item) in list.items.enumerated() {
        put(.text(printed(item)), row + 1 + index, column, CellStyle(hasRule: true))
      }
    }
    row += (lists.map(\.items.count).max() ?? 0) + 2
  }

  private mutating func write(_ figures: [KeyFigure]) {
    for figure in figures {
      put(.text(printed(figure.label)), 0, CellStyle(isBold: true, hasRule: true))
      let (value, style) = content(figure.value)
      var bold = style
      bold.isBold = true
      bold.hasRule = true
      put(value, 1, bold)
      let light = figure.light == .none ? nil : TableCell.light(figure.light).text(formats)
      put(.text(printed([light, figure.detail].compactMap(\.self).joined(separator: " · "))), 2, CellStyle(hasRule: true))
      row += 1
    }
    row += 1
  }

  /// - Returns: Where its rows stand; nil without any.
  @discardableResult
  private mutating func write(_ table: Table) -> ClosedRange<Int>? {
    let table = table.on(.sheet)
    if let title = table.title { banner(title.text(in: formats.language), CellStyle(isBold: true, size: 11)) }
    for (place, column) in table.columns.enumerated() {
      put(
        .text(printed(column.header.text(in: formats.language))), place,
        CellStyle(isBold: true, isTrailing: column.alignment == .trailing, fill: .head))
    }
    // Heads further below cannot stay in sight.
    if sheet.head == nil, row <= 4 { sheet.head = row }
    row += 1
    guard !table.rows.isEmpty else {
      banner(table.empty.text(in: formats.language), CellStyle(isItalic: true, color: Self.faint))
      row += 1
      return nil
    }
    let first = row
    for cells in table.rows {
      write(cells, of: table) { $0.hasRule = true }
      row += 1
    }
    let rows = first...(row - 1)
    // One table of a sheet can be filtered.
    if sheet.filter == nil, table.rows.count > 3 { sheet.filter = ((first - 1)...(row - 1), 0...(table.columns.count - 1)) }
    for (place, column) in table.columns.enumerated() { sheet.conditions += Self.conditions(of: column, place, rows) }
    let below = row
    for (cells, totals) in zip(table.footer, table.totals) {
      let fill = row == below ? CellStyle.Fill.total : .none
      write(cells, of: table, totals: totals, rows, below: below) { style in
        style.isBold = true
        style.fill = fill
      }
      row += 1
    }
    for note in table.notes { banner(note.text(in: formats.language), CellStyle(isItalic: true, color: Self.faint)) }
    row += 1
    return rows
  }

  /// A row of a table, or a line below its rows.
  private mutating func write(
    _ cells: [TableCell], of table: Table, totals: [Total]? = nil, _ rows: ClosedRange<Int> = 0...0, below: Int = 0,
    _ dress: (inout CellStyle) -> Void
  ) {
    for (place, (cell, column)) in zip(cells, table.columns).enumerated() {
      var (value, style) = content(cell)
      dress(&style)
      style.isTrailing = column.alignment == .trailing
      if case .number(let number) = value {
        let letter = Self.letters(place)
        switch totals?[place] {
        case .sum: value = .formula("=SUM(\(letter)\(rows.lowerBound + 1):\(letter)\(rows.upperBound + 1))", number)
        case .difference(let one, let other): value = .formula("=\(letter)\(below + one + 1)-\(letter)\(below + other + 1)", number)
        case .cell, .ratio, nil: if let formula = formula(of: column, cell, among: cells, table) { value = .formula(formula, number) }
        }
      }
      put(value, place, style)
    }
  }

  /// How a cell follows from others of the row, where these are numbers.
  private func formula(of column: Heading, _ cell: TableCell, among cells: [TableCell], _ table: Table) -> String? {
    guard let formula = column.formula else { return nil }
    let reference = { (key: String) -> String? in
      guard let place = table.columns.firstIndex(where: { $0.key == key }), case .number = content(cells[place]).0 else { return nil }
      return "\(Self.letters(place))\(row + 1)"
    }
    guard let one = reference(formula.keys.0), let other = reference(formula.keys.1) else { return nil }
    let text =
      switch formula {
      case .difference: "\(one)-\(other)"
      case .ratio: "\(one)/\(other)"
      case .change: "(\(one)-\(other))/ABS(\(other))"
      case .share: "\(one)/(\(one)+\(other))"
      }
    // A difference of shares is in points.
    if case .points = cell { return "=(\(text))*100" }
    return "=\(text)"
  }

  private static func conditions(of column: Heading, _ place: Int, _ rows: ClosedRange<Int>) -> [Sheet.Condition] {
    let rules: [Sheet.Condition.Rule] =
      switch column.key {
      case "state", "severity": [TrafficLight.green, .amber, .red].map { .beginsWith($0.sign, color: $0.color) }
      case "remaining", "variance": [.isNegative(color: TrafficLight.red.color)]
      case "spent_share": [.share(color: 0xA9C4DA)]
      default: []
      }
    return rules.map { Sheet.Condition(column: place, rows: rows, rule: $0) }
  }

  private mutating func write(_ chart: Chart, of table: Table, _ rows: ClosedRange<Int>) {
    let columns = table.on(.sheet).columns
    let series = chart.series.compactMap { series in
      columns.firstIndex { $0.key == series.column }.map { column in
        (
          name: series.name, column: column,
          color: series.mark == .bar ? UInt32(0x1D5C8A) : series.mark.isBar ? 0x55606C : 0xB3541E,
          isHollow: series.mark == .hollowBar
        )
      }
    }
    sheet.charts.append(Sheet.BarChart(row: row, title: chart.title, rows: rows, labels: 0, series: series))
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
    case .points(let value): return number(value * 100, "0.0")
    case .rate(let rate, _): return rate.value.map { number($0, "0.0%") } ?? (.blank, CellStyle())
    case .decimal(let value, let digits): return number(value, "#,##0." + String(repeating: "0", count: digits))
    case .day(let day): return (.day(day), CellStyle(numberFormat: formats.language == .fr ? "dd/mm/yyyy" : "d mmm yyyy"))
    case .light(let light): return (.text(printed(cell.text(formats))), CellStyle(isBold: true, color: light.color))
    case .items(let items): return (.text(printed(items.joined(separator: "\n"))), CellStyle())
    case .missing(.some): return (.text(printed(cell.text(formats))), CellStyle(isItalic: true, color: Self.faint))
    case .missing(nil), .blank: return (.blank, CellStyle())
    case .noted(let value, _): return content(value)
    case .text, .id, .message, .code, .instant, .chapter, .range, .trend: return (.text(printed(cell.text(formats))), CellStyle())
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

extension ReportBlock {
  var hasTable: Bool {
    switch self {
    case .table, .charted: true
    default: false
    }
  }
}

extension ReportSection {
  /// The name of its sheet, of what Excel allows there.
  fileprivate var tab: String { String(heading.filter { !"[]:*?/\\".contains($0) }.prefix(31)) }
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
