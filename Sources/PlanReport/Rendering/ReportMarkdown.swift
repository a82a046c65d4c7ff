import CRM
import Planning
import Tables

extension Report {
  /// CommonMark with tables, aligned so that it reads as text, too.
  package var markdown: String {
    var lines = ["# \(escaped(title))", "", facts.map(escaped).joined(separator: "  \n"), ""]
    lines += ["**\(escaped(.reportContents))**", ""] + sections.map(entry) + [""]
    for section in sections {
      lines += ["## \(escaped(section.heading))", ""]
      for block in section.blocks { lines += self.lines(block) }
    }
    return lines.joined(separator: "\n")
  }

  /// A line of the contents, with a link to the anchor that programs make of a heading: lower case, hyphens for spaces, no punctuation.
  private func entry(_ section: ReportSection) -> String {
    "\(section.isPart ? "  " : "")- [\(escaped(section.heading))](#\(anchor(of: section)))"
  }

  private func anchor(of section: ReportSection) -> String {
    String(language.typeset(section.heading).lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) })
      .replacing(" ", with: "-")
  }

  private func lines(_ block: ReportBlock) -> [String] {
    switch block {
    case .heading(let text): ["### \(escaped(text))", ""]
    case .paragraph(let text): [escaped(text, keepingLines: true), ""]
    case .note(let text): ["*\(escaped(text))*", ""]
    case .lists(let lists):
      lists.filter { !$0.items.isEmpty }.flatMap { ["**\(escaped($0.title))**", ""] + $0.items.map { "- \(escaped($0))" } + [""] }
    case .figures(let figures):
      figures.map { "- \(escaped($0.label))\(language == .fr ? "\u{A0}" : ""): **\(escaped($0.value.text(formats)))**\(detail($0))" } + [""]
    case .table(let table), .charted(let table, _): lines(table)
    // Their values stand in the tables.
    case .charts, .timeline: []
    }
  }

  private func detail(_ figure: KeyFigure) -> String {
    let light = figure.light == .none ? nil : TableCell.light(figure.light).text(formats)
    return [light, figure.detail.map { escaped($0) }].compactMap(\.self).map { ", \($0)" }.joined()
  }

  private func lines(_ table: Table) -> [String] {
    let table = table.on(.page)
    guard !table.columns.isEmpty else { return [] }
    let title = table.title.map { ["**\(escaped($0))**", ""] } ?? []
    let notes = table.notes.flatMap { ["*\(escaped($0))*", ""] }
    guard !table.rows.isEmpty else { return title + ["*\(escaped(table.empty))*", ""] }
    let header = table.columns.map { escaped($0.header) }
    let rows = table.rows.map { $0.map(cell) }
    let footer = table.footer.map { $0.map { $0 == .blank ? "" : "**\(escaped($0.text(formats)))**" } }
    let widths = header.indices.map { column in ([header] + rows + footer).map { $0[column].count }.max() ?? 0 }
    let line = { (cells: [String]) in
      let padded = zip(zip(cells, widths), table.columns).map { cell, column in
        let space = String(repeating: " ", count: max(cell.1 - cell.0.count, 0))
        return column.alignment == .trailing ? space + cell.0 : cell.0 + space
      }
      return "| \(padded.joined(separator: " | ")) |"
    }
    let rule = zip(widths, table.columns).map { width, column in
      let dashes = String(repeating: "-", count: max(width, 3) - 1)
      return column.alignment == .trailing ? "\(dashes):" : "-\(dashes)"
    }
    return title + [line(header), "| \(rule.joined(separator: " | ")) |"] + rows.map(line) + footer.map(line) + [""] + notes
  }

  private func cell(_ cell: TableCell) -> String {
    guard case .chapter(let key, _) = cell, let section = sections.first(where: { $0.key == key }) else {
      return escaped(cell.text(formats))
    }
    return "[\(escaped(cell.text(formats)))](#\(anchor(of: section)))"
  }

  private func escaped(_ message: Message) -> String { escaped(message.text(in: language)) }

  /// A text that is no markup, neither of Markdown nor of HTML.
  private func escaped(_ text: String) -> String { escaped(text, keepingLines: false) }

  private func escaped(_ text: String, keepingLines: Bool) -> String {
    var escaped = ""
    for scalar in language.typeset(text).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "<", "[", "|", "#", "~", "&": escaped += "\\\(scalar)"
      case "\n": escaped += keepingLines ? "  \n" : " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
