import Planning
import CRM

/// A table as aligned text for people.
struct TableText {
  let table: Table
  let formats: Formats
  let terminal: Terminal

  /// The lines, each with its line break.
  var text: String {
    let title = table.title.map { [terminal.bold(string($0))] } ?? []
    let notes = table.notes.map { terminal.faint(string($0)) }
    let body = table.rows.isEmpty ? [string(table.empty)] : table.isCard ? card : grid
    return (title + body + notes).map { $0 + "\n" }.joined()
  }

  private static let gap = "  "

  private var grid: [String] {
    let shown = table.columns.indices.filter { !table.columns[$0].isForPrograms }
    let columns = shown.map { table.columns[$0] }
    let header = columns.map { string($0.header) }
    let rows = table.rows.map { row in shown.map { string(row[$0]) } }
    let footer = table.footer.map { row in shown.map { string(row[$0]) } }
    var widths = header.map(\.displayWidth)
    for row in rows + footer {
      for (index, text) in row.enumerated() { widths[index] = max(widths[index], text.displayWidth) }
    }
    if let width = terminal.width { narrow(&widths, of: columns, to: width) }
    let rule = terminal.faint(widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap))
    let line = { (texts: [String]) in joined(texts, columns, widths) }
    return [terminal.bold(line(header)), rule] + rows.map(line) + (footer.isEmpty ? [] : [rule]) + footer.map { terminal.bold(line($0)) }
  }

  private var card: [String] {
    let headers = table.columns.map { string($0.header) }
    let width = headers.map(\.displayWidth).max() ?? 0
    return zip(headers, table.rows[0]).map { header, cell in
      terminal.bold(padded(header, width, .leading)) + Self.gap + string(cell)
    }
  }

  /// Takes from the widest columns of text, one after the other, until the table fits or nothing readable would be left of them.
  private func narrow(_ widths: inout [Int], of columns: [Column], to width: Int) {
    let texts = columns.indices.filter { columns[$0].alignment == .leading }
    while widths.reduce(0, +) + Self.gap.count * (widths.count - 1) > width {
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 else { return }
      widths[widest] -= 1
    }
  }

  private func joined(_ texts: [String], _ columns: [Column], _ widths: [Int]) -> String {
    var line = ""
    for (index, column) in columns.enumerated() {
      if index > 0 { line += Self.gap }
      line += padded(texts[index].fitted(to: widths[index]), widths[index], column.alignment)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func padded(_ text: String, _ width: Int, _ alignment: Column.Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - text.displayWidth))
    return alignment == .leading ? text + space : space + text
  }

  private func string(_ message: Message) -> String {
    message.text(in: formats.language).printable()
  }

  private func string(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text.printable()
    case .integer(let value): formats.integer(value)
    case .money(let cents): formats.money(cents: cents)
    case .percent(let rate):
      if let reason = rate.reason { formats.missing(because: reason) } else { formats.percent(rate.numerator, of: rate.denominator) }
    case .day(let day): formats.day(day)
    case .instant(let time): formats.dateTime(time)
    case .decimal(let value, let digits): formats.decimal(value, places: digits)
    case .percentage(let value): formats.percent(value)
    case .range(let low, let high, let unit): "\(formats.planned(low, unit)) – \(formats.planned(high, unit))"
    case .message(let message), .code(_, let message): string(message)
    case .missing(let reason): formats.missing(because: reason)
    }
  }
}
