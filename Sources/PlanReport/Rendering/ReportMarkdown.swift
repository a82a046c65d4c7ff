import CRM
import Planning

extension Report {
  /// CommonMark with tables, aligned so that it reads as text, too.
  package var markdown: String {
    var lines = ["# \(escaped(title))", "", facts.map(escaped).joined(separator: "  \n"), ""]
    for section in sections {
      lines += [
        "## \(section.number.map { "\($0)\(section.number?.contains(".") == true ? "" : ".") " } ?? "")\(escaped(section.title))", "",
      ]
      for block in section.blocks { lines += self.lines(block) }
    }
    return lines.joined(separator: "\n")
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
    case .table(let table): lines(table)
    // Their values stand in the tables.
    case .charts, .timeline: []
    }
  }

  private func detail(_ figure: KeyFigure) -> String {
    let light = figure.light == .none ? nil : ReportCell.light(figure.light).text(formats)
    return [light, figure.detail.map { escaped($0) }].compactMap(\.self).map { ", \($0)" }.joined()
  }

  private func lines(_ table: ReportTable) -> [String] {
    let shown = table.columns.indices.filter { table.columns[$0].place != .workbook }
    guard !shown.isEmpty else { return [] }
    let caption = table.caption.map { ["**\(escaped($0))**", ""] } ?? []
    guard !table.rows.isEmpty else { return caption + ["*\(escaped(table.empty))*", ""] }
    let rows = table.rows.map { row in shown.map { escaped(row[$0].text(formats)) } }
    let footer = table.footer.indices.map { index in
      shown.map { column in
        if case .text(nil) = table.footer[index][column] { return "" }
        return "**\(escaped(table.footerValue(index, column).text(formats)))**"
      }
    }
    let header = shown.map { escaped(table.columns[$0].header) }
    let widths = header.indices.map { place in ([header] + rows + footer).map { $0[place].count }.max() ?? 0 }
    let line = { (cells: [String]) in
      let padded = cells.enumerated().map { place, text in
        let space = String(repeating: " ", count: max(widths[place] - text.count, 0))
        return table.columns[shown[place]].isNumeric ? space + text : text + space
      }
      return "| \(padded.joined(separator: " | ")) |"
    }
    let rule = shown.enumerated().map { place, column in
      let dashes = String(repeating: "-", count: max(widths[place], 3) - 1)
      return table.columns[column].isNumeric ? "\(dashes):" : "-\(dashes)"
    }
    return caption + [line(header), "| \(rule.joined(separator: " | ")) |"] + rows.map(line) + footer.map(line) + [""]
  }

  /// A text that is no markup, neither of Markdown nor of HTML.
  private func escaped(_ text: String) -> String { escaped(text, keepingLines: false) }

  private func escaped(_ text: String, keepingLines: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
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
