import CRM
import Planning
import CXlsxWriter
import Foundation
import Postgres

extension Workbook {
  /// The file, as libxlsxwriter writes it. Its pointers do not leave this function.
  ///
  /// - Throws: `.failed` with the reason when there is no room or no right to write temporary files.
  func bytes() throws(CRMError) -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID().uuidString).xlsx").path()
    // The library complains on standard error of what it cannot open; this says it in words.
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CRMError(.failed, .workbookNotWritten(String(cString: strerror(errno))), place: path, remedy: .temporaryFolderRemedy)
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // Nameless, it goes with this process, however that ends.
    unlink(path)
    guard let workbook = workbook_new("/dev/fd/\(descriptor)") else {
      throw CRMError(.failed, .workbookNotWritten(String(cString: lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED))))
    }
    var writing = WorkbookWriting(workbook: workbook)
    do throws(CRMError) {
      try writing.write(self)
    } catch {
      lxw_workbook_free(workbook)
      throw error
    }
    // It frees the workbook, whether it succeeds or not. What the system says of a failure is clearer than what the zip library makes of it.
    errno = 0
    let failure = workbook_close(workbook)
    if failure != LXW_NO_ERROR, errno != 0 {
      throw CRMError(.failed, .workbookNotWritten(String(cString: strerror(errno))), remedy: .temporaryFolderRemedy)
    }
    try check(failure)
    guard (try? file.seek(toOffset: 0)) != nil, let data = try? file.readToEnd(), !data.isEmpty else {
      throw CRMError(.failed, .workbookNotWritten(String(cString: strerror(errno))), place: path, remedy: .temporaryFolderRemedy)
    }
    return Array(data)
  }
}

private func check(_ error: lxw_error) throws(CRMError) {
  guard error != LXW_NO_ERROR else { return }
  throw CRMError(.failed, .workbookNotWritten(String(cString: lxw_strerror(error))), remedy: .temporaryFolderRemedy)
}

/// A workbook of the library while it is filled.
private struct WorkbookWriting {
  let workbook: UnsafeMutablePointer<lxw_workbook>
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var conditional: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

  init(workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

  mutating func write(_ book: Workbook) throws(CRMError) {
    let failure = book.title.cell.withCString { title in
      // The library copies the texts and does not write into them.
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: title)
      return workbook_set_properties(workbook, &properties)
    }
    try check(failure)
    for sheet in book.sheets { try write(sheet) }
  }

  private mutating func write(_ sheet: Sheet) throws(CRMError) {
    guard let page = workbook_add_worksheet(workbook, sheet.name) else { throw CRMError(.failed, .workbookNotWritten(sheet.name)) }
    for (column, width) in sheet.widths.enumerated() {
      try check(worksheet_set_column(page, UInt16(column), UInt16(column), Double(width), nil))
    }
    for (row, height) in sheet.heights { try check(worksheet_set_row(page, UInt32(row), height, nil)) }
    for cell in sheet.cells { try check(write(cell, on: page)) }
    for banner in sheet.banners { try write(banner, on: page) }
    for chart in sheet.charts { try write(chart, of: sheet, on: page) }
    for condition in sheet.conditions { try check(write(condition, on: page)) }
    if let (rows, columns) = sheet.filter {
      try check(
        worksheet_autofilter(
          page, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound), UInt16(columns.upperBound)))
    }
    worksheet_gridlines(page, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    worksheet_set_paper(page, 9)  // A4
    worksheet_set_landscape(page)
    // What is much wider than a page is printed on several, with the first columns on each.
    let pages = max((sheet.widths.reduce(0, +) + 80) / 160, 1)
    worksheet_fit_to_pages(page, UInt16(pages), 0)
    if pages > 1 { try check(worksheet_repeat_columns(page, 0, sheet.namingColumns)) }
    worksheet_set_margins(page, 0.5, 0.5, 0.6, 0.7)
    try check(worksheet_set_footer(page, "&L&9\(sheet.footer.replacing("&", with: "&&").prefix(200))&R&9&P / &N"))
    if let head = sheet.head {
      worksheet_freeze_panes(page, UInt32(head + 1), 0)
      try check(worksheet_repeat_rows(page, UInt32(head), UInt32(head)))
    }
  }

  private mutating func write(_ cell: Sheet.Cell, on page: UnsafeMutablePointer<lxw_worksheet>) -> lxw_error {
    let (row, column, format) = (UInt32(cell.row), UInt16(cell.column), format(cell.style))
    switch cell.value {
    case .text(let text): return worksheet_write_string(page, row, column, text.cell, format)
    case .number(let number): return worksheet_write_number(page, row, column, number, format)
    case .day(let day):
      let parts = day.parts
      var date = lxw_datetime(year: Int32(parts.year), month: Int32(parts.month), day: Int32(parts.day), hour: 0, min: 0, sec: 0)
      // A sheet has no days before 1900.
      guard 1900...9999 ~= parts.year else { return worksheet_write_string(page, row, column, day.description, format) }
      return worksheet_write_datetime(page, row, column, &date, format)
    case .link(let text, let sheet):
      return worksheet_write_url_opt(
        page, row, column, "internal:'\(sheet.replacing("'", with: "''"))'!A1", format, text.cell, nil)
    case .formula(let formula, let value): return worksheet_write_formula_num(page, row, column, formula, format, value)
    case .blank: return worksheet_write_blank(page, row, column, format)
    }
  }

  private mutating func write(_ condition: Sheet.Condition, on page: UnsafeMutablePointer<lxw_worksheet>) -> lxw_error {
    var written = lxw_conditional_format()
    func apply(_ text: UnsafeMutablePointer<CChar>?) -> lxw_error {
      written.value_string = text
      return worksheet_conditional_format_range(
        page, UInt32(condition.rows.lowerBound), UInt16(condition.column), UInt32(condition.rows.upperBound), UInt16(condition.column),
        &written)
    }
    switch condition.rule {
    case .beginsWith(let text, let color):
      written.type = UInt8(LXW_CONDITIONAL_TYPE_TEXT.rawValue)
      written.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH.rawValue)
      written.format = colored(color)
      return text.withCString { apply(UnsafeMutablePointer(mutating: $0)) }
    case .isNegative(let color):
      written.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      written.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_LESS_THAN.rawValue)
      written.format = colored(color)
      return apply(nil)
    case .share(let color):
      written.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      written.data_bar_2010 = UInt8(LXW_TRUE.rawValue)
      written.bar_color = color
      written.bar_solid = UInt8(LXW_TRUE.rawValue)
      written.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      written.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      written.max_value = 1
      return apply(nil)
    }
  }

  /// What a condition changes of a cell.
  private mutating func colored(_ color: UInt32) -> UnsafeMutablePointer<lxw_format>? {
    let style = CellStyle(color: color)
    if let format = conditional[style] { return format }
    guard let format = workbook_add_format(workbook) else { return nil }
    format_set_font_color(format, color)
    conditional[style] = format
    return format
  }

  private mutating func write(_ banner: Sheet.Banner, on page: UnsafeMutablePointer<lxw_worksheet>) throws(CRMError) {
    let (row, first, last) = (UInt32(banner.row), UInt16(banner.columns.lowerBound), UInt16(banner.columns.upperBound))
    try check(worksheet_set_row(page, row, banner.height, nil))
    if first == last {
      try check(worksheet_write_string(page, row, first, banner.text.cell, format(banner.style)))
    } else {
      try check(worksheet_merge_range(page, row, first, row, last, banner.text.cell, format(banner.style)))
    }
  }

  private func write(_ chart: Sheet.BarChart, of sheet: Sheet, on page: UnsafeMutablePointer<lxw_worksheet>) throws(CRMError) {
    guard let drawing = workbook_add_chart(workbook, UInt8(LXW_CHART_COLUMN.rawValue)) else {
      throw CRMError(.failed, .workbookNotWritten(chart.title))
    }
    let (first, last) = (UInt32(chart.rows.lowerBound), UInt32(chart.rows.upperBound))
    for series in chart.series {
      guard let added = chart_add_series(drawing, nil, nil) else { throw CRMError(.failed, .workbookNotWritten(chart.title)) }
      let (labels, column) = (UInt16(chart.labels), UInt16(series.column))
      chart_series_set_categories(added, sheet.name, first, labels, last, labels)
      chart_series_set_values(added, sheet.name, first, column, last, column)
      chart_series_set_name(added, series.name.cell)
      var line = lxw_chart_line()
      line.color = series.color
      line.width = 1.25
      chart_series_set_line(added, &line)
      var fill = lxw_chart_fill()
      fill.color = series.isHollow ? 0xFFFFFF : series.color
      chart_series_set_fill(added, &fill)
    }
    chart_title_set_name(drawing, chart.title.cell)
    chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    var options = lxw_chart_options()
    options.x_scale = 1.6
    try check(worksheet_insert_chart_opt(page, UInt32(chart.row), 0, drawing, &options))
  }

  private mutating func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let format = formats[style] { return format }
    guard let format = workbook_add_format(workbook) else { return nil }
    format_set_font_size(format, style.size)
    format_set_text_wrap(format)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    format_set_align(format, UInt8((style.isTrailing ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT).rawValue))
    if !style.isTrailing, style.size <= 10 { format_set_indent(format, 1) }
    if style.isBold { format_set_bold(format) }
    if style.isItalic { format_set_italic(format) }
    if let color = style.color { format_set_font_color(format, color) }
    if let numberFormat = style.numberFormat { format_set_num_format(format, numberFormat) }
    switch style.fill {
    case .none: break
    case .head:
      format_set_bg_color(format, 0xE6EBF0)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .total: format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    if style.hasRule {
      format_set_bottom(format, UInt8(LXW_BORDER_HAIR.rawValue))
      format_set_bottom_color(format, 0xB8C0C8)
    }
    formats[style] = format
    return format
  }
}

extension Sheet {
  /// The last of the columns at the left that say what a row is about and leave room beside them.
  fileprivate var namingColumns: UInt16 {
    var (last, width) = (0, widths.first ?? 0)
    while last + 1 < widths.count, width + widths[last + 1] <= 65 {
      last += 1
      width += widths[last]
    }
    return UInt16(last)
  }
}

extension String {
  /// As a cell holds it: without NUL, at which C ends a text, and at most 32,767 characters of UTF-16.
  fileprivate var cell: String {
    let text = contains("\0") ? replacing("\0", with: "\u{FFFD}") : self
    guard text.utf16.count > 32_000 else { return text }
    return text.prefix(15_000) + "…"
  }
}
