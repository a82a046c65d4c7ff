import Planning
import CRM
import Tables

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
    let table = table.on(.page)
    let header = table.columns.map { string($0.header) }
    let rows = table.rows.map { $0.map(string) }
    let footer = table.footer.map { $0.map(string) }
    var widths = header.map(\.displayWidth)
    for row in rows + footer { widths = zip(widths, row).map { max($0, $1.displayWidth) } }
    if let width = terminal.width { narrow(&widths, of: table.columns, to: width) }
    let rule = terminal.faint(widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap))
    let line = { (texts: [String]) in joined(texts, table.columns, widths) }
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
  private func narrow(_ widths: inout [Int], of columns: [Heading], to width: Int) {
    let texts = columns.indices.filter { columns[$0].alignment == .leading }
    while widths.reduce(0, +) + Self.gap.count * (widths.count - 1) > width {
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 else { return }
      widths[widest] -= 1
    }
  }

  private func joined(_ texts: [String], _ columns: [Heading], _ widths: [Int]) -> String {
    var line = zip(zip(texts, widths), columns).map { padded($0.0.fitted(to: $0.1), $0.1, $1.alignment) }.joined(separator: Self.gap)
    while line.last == " " { line.removeLast() }
    return line
  }

  private func padded(_ text: String, _ width: Int, _ alignment: Heading.Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - text.displayWidth))
    return alignment == .leading ? text + space : space + text
  }

  private func string(_ message: Message) -> String {
    message.text(in: formats.language).printable()
  }

  private func string(_ cell: TableCell) -> String {
    switch cell {
    // Not every terminal has its sign as wide as a letter.
    case .light(let light): string(light.name)
    default: cell.text(formats).printable()
    }
  }
}
