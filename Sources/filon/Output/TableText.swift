import Planning
import CRM
import Tables

/// A table as aligned text for people.
///
/// What is too wide for the terminal loses no word: columns in which nothing is known are left out and named below, texts are wrapped in
/// their columns, and where that does not do, the columns that find no place go on in further lines of each row, in their order.
struct TableText {
  let table: Table
  let formats: Formats
  let terminal: Terminal

  /// The lines, each with its line break.
  var text: String {
    let title = table.title.map { string($0).wrapped(to: terminal.width).map(terminal.bold) } ?? []
    let body = table.rows.isEmpty ? string(table.empty).wrapped(to: terminal.width) : table.isCard ? card : grid
    return (title + body + notes(table.notes)).map { $0 + "\n" }.joined()
  }

  private static let gap = "  "

  private func notes(_ notes: [Message]) -> [String] {
    notes.flatMap { string($0).wrapped(to: terminal.width).map(terminal.faint) }
  }

  private var grid: [String] {
    var table = table.on(.page)
    var left: [Message] = []
    if let width = terminal.width, layout(of: table, in: nil).width > width {
      let known = table.withoutGaps
      left = known.columns.count < table.columns.count ? [.leftOut(table.columns.map(\.header).filter { !known.has($0) })] : []
      table = known
    }
    let layout = layout(of: table, in: terminal.width)
    let footer = table.footer.flatMap { layout.lines($0.map(cell), style: terminal.bold) }
    let header = layout.lines(table.columns.map { Cell(text: string($0.header)) }, style: terminal.bold)
    let rule = terminal.faint(layout.rule)
    let rows = table.rows.map { layout.lines($0.map(cell)) }
    // Rows of several lines each are told apart.
    let body = rows.joined(separator: layout.isFolded ? [""] : [])
    return header + [rule] + body + (footer.isEmpty ? [] : [rule]) + footer + notes(left)
  }

  private func layout(of table: Table, in width: Int?) -> RowLayout {
    RowLayout(
      headers: table.columns.map { Cell(text: string($0.header)) }, alignments: table.columns.map(\.alignment),
      cells: (table.rows + table.footer).map { $0.map(cell) }, width: width, terminal: terminal)
  }

  /// Only what is known of it: a line a property.
  private var card: [String] {
    let lines = zip(table.columns, table.rows[0]).filter { !$1.isGap }.map { (header: string($0.header), cell: cell($1)) }
    let width = lines.map(\.header.displayWidth).max() ?? 0
    return lines.flatMap { header, cell in
      let values = cell.text.wrapped(to: terminal.width.map { max(20, $0 - width - Self.gap.count) })
      return values.enumerated().map { index, value in
        terminal.bold((index == 0 ? header : "").padded(to: width, .leading)) + Self.gap + cell.styled(value, terminal)
      }
    }
  }

  private func string(_ message: Message) -> String {
    message.text(in: formats.language).printable()
  }

  private func cell(_ cell: TableCell) -> Cell {
    switch cell {
    // Not every terminal has its sign as wide as a letter.
    case .light(let light): Cell(text: string(light.name), light: light)
    case .text, .items, .message, .code, .missing: Cell(text: cell.text(formats).printable())
    default: Cell(text: cell.text(formats).printable(), isWhole: true)
    }
  }
}

/// What stands in a column of a row.
private struct Cell {
  let text: String
  /// A number or a day, which is not broken over lines.
  var isWhole = false
  var light: TrafficLight?

  /// The narrowest column that it fits in without a word being broken.
  var need: Int { isWhole ? text.displayWidth : text.split(separator: " ").map { String($0).displayWidth }.max() ?? 0 }

  func styled(_ text: String, _ terminal: Terminal) -> String {
    light.map { terminal.coloured(text, $0) } ?? text
  }
}

/// Which columns stand in which line of a row, and how wide they are.
private struct RowLayout {
  private struct Slot {
    let column: Int
    let width: Int
  }

  private let lines: [[Slot]]
  private let alignments: [Heading.Alignment]
  private let terminal: Terminal

  private static let gap = 2
  private static let indent = 2
  /// Where a row goes on in further lines, a name is not made narrower than the first, and a sentence than the second.
  private static let readable = (name: 14, sentence: 48)
  /// Over how many lines a text may go for the sake of a row that does not.
  private static let tallest = 4

  var isFolded: Bool { lines.count > 1 }

  /// How wide the widest line is.
  var width: Int { lines.enumerated().map { ($0 == 0 ? 0 : Self.indent) + Self.width($1.map(\.width)) }.max() ?? 0 }

  /// - Parameter width: Nil where there is room for all.
  init(headers: [Cell], alignments: [Heading.Alignment], cells: [[Cell]], width: Int?, terminal: Terminal) {
    (self.alignments, self.terminal) = (alignments, terminal)
    let columns = Array(headers.indices)
    let wants = columns.map { column in cells.reduce(headers[column].text.displayWidth) { max($0, $1[column].text.displayWidth) } }
    guard let width, Self.width(wants) > width else {
      lines = [columns.map { Slot(column: $0, width: wants[$0]) }]
      return
    }
    let words = columns.map { column in cells.reduce(headers[column].need) { max($0, $1[column].need) } }
    let tight = columns.map { max(words[$0], wants[$0] / Self.tallest) }
    if Self.width(tight) <= width {
      lines = [zip(columns, Self.narrowed(wants, tight, to: width)).map { Slot(column: $0, width: $1) }]
      return
    }
    let needs = columns.map { column in
      let want = wants[column]
      let readable = want > Self.readable.sentence ? Self.readable.sentence : min(want, Self.readable.name)
      return min(width - Self.indent, max(words[column], alignments[column] == .leading ? readable : 0))
    }
    var lines: [[Int]] = [[]]
    for column in columns {
      let room = width - (lines.count > 1 ? Self.indent : 0)
      if Self.width(lines[lines.count - 1].map { needs[$0] } + [needs[column]]) > room, lines.last?.isEmpty == false { lines.append([]) }
      lines[lines.count - 1].append(column)
    }
    self.lines = lines.enumerated().map { index, columns in
      let widths = Self.narrowed(columns.map { wants[$0] }, columns.map { needs[$0] }, to: width - (index == 0 ? 0 : Self.indent))
      return zip(columns, widths).map { Slot(column: $0, width: $1) }
    }
  }

  /// Takes from the widest, one after the other, until they fit or are all as narrow as they may be.
  private static func narrowed(_ wants: [Int], _ needs: [Int], to width: Int) -> [Int] {
    var widths = wants
    while Self.width(widths) > width {
      guard let widest = widths.indices.filter({ widths[$0] > needs[$0] }).max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private static func width(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }

  var rule: String {
    if isFolded { return String(repeating: "─", count: width) }
    return lines[0].map { String(repeating: "─", count: $0.width) }.joined(separator: String(repeating: " ", count: Self.gap))
  }

  /// A row as text.
  func lines(_ cells: [Cell], style: (String) -> String = { $0 }) -> [String] {
    lines.enumerated().flatMap { index, slots -> [String] in
      let texts = slots.map { cells[$0.column].text.wrapped(to: $0.width) }
      return (0..<(texts.map(\.count).max() ?? 0)).compactMap { height -> String? in
        let parts = zip(slots, texts).map { slot, text in (slot, text.indices.contains(height) ? text[height] : "") }
        // What follows the last text of a line is nothing.
        guard let last = parts.lastIndex(where: { !$0.1.isEmpty }) else { return nil }
        let joined = parts[...last].map { slot, text in
          let spaces = String(repeating: " ", count: max(0, slot.width - text.displayWidth))
          let shown = cells[slot.column].styled(text, terminal)
          return alignments[slot.column] == .trailing ? spaces + shown : shown + (slot.column == parts[last].0.column ? "" : spaces)
        }
        return String(repeating: " ", count: index == 0 ? 0 : Self.indent)
          + style(joined.joined(separator: String(repeating: " ", count: Self.gap)))
      }
    }
  }
}

extension String {
  fileprivate func padded(to width: Int, _ alignment: Heading.Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth))
    return alignment == .leading ? self + space : space + self
  }
}

extension Table {
  fileprivate func has(_ header: Message) -> Bool { columns.contains { $0.header == header } }
}

extension Message {
  /// The columns of which nothing is known.
  fileprivate static func leftOut(_ headers: [Message]) -> Message {
    let names = headers.map(\.named)
    func ended(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
    return Message(
      fr: ended("Rien de connu\u{A0}: \(names.map(\.fr).joined(separator: ", "))"),
      en: ended("Nothing known: \(names.map(\.en).joined(separator: ", "))"))
  }

  /// A heading away from its column: a preposition says nothing there.
  private var named: Message {
    switch self {
    case .labelOn: Message(fr: "date", en: "day")
    case .labelFrom: Message(fr: "début", en: "beginning")
    case .labelWith: Message(fr: "second commercial", en: "second salesperson")
    case .labelN: Message(fr: "nombre de cas", en: "number of cases")
    default: self
    }
  }
}
