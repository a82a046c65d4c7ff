import CRM

extension Table {
  /// The table in aligned columns, for people. Texts are cut to fit the terminal's width, figures never are.
  func text(_ formats: Formats, on terminal: Terminal) -> String {
    let headers = columns.map { $0.header.text(in: formats.language) }
    let body = (rows + (total.map { [$0] } ?? [])).map { $0.map { $0.text(formats) } }
    var widths = columns.indices.map { column in ([headers] + body).map { $0[column].displayWidth }.max() ?? 0 }
    if let width = terminal.width { fit(&widths, headers: headers, into: width) }

    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    var lines = [bold(line(headers, widths), on: terminal), rule]
    lines += body.prefix(rows.count).map { line($0, widths) }
    if total != nil, let last = body.last { lines += [rule, line(last, widths)] }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Takes columns from the widest texts until the line fits or they are down to a readable least.
  private func fit(_ widths: inout [Int], headers: [String], into width: Int) {
    var excess = widths.reduce(0, +) + 2 * max(0, widths.count - 1) - width
    while excess > 0 {
      let widest = columns.indices.filter { columns[$0].kind == .text && widths[$0] > 8 }.max { widths[$0] < widths[$1] }
      guard let widest else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = columns.indices.map { column in
      let cell = cells[column].truncated(toWidth: widths[column])
      let space = String(repeating: " ", count: widths[column] - cell.displayWidth)
      return columns[column].kind == .text ? cell + space : space + cell
    }
    let text = padded.joined(separator: "  ")
    return String(text[..<(text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex)])
  }

  private func bold(_ text: String, on terminal: Terminal) -> String {
    terminal.hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }
}
