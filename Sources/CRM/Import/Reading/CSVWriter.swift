/// Writes rows of delimited text (RFC 4180): cells are quoted when they must be, rows end in CR LF.
package struct CSVWriter: Sendable {
  /// What separates the cells.
  package let delimiter: Delimiter
  /// Whether a cell that a spreadsheet would take for a formula gets an apostrophe before it. Numbers and telephone numbers are not
  /// formulas. So does one that is a formula behind apostrophes: whoever takes one away from a cell that has both has the cell again.
  package let disarmsFormulas: Bool
  private let mark: String

  /// A writer of a style. Turn `disarmsFormulas` off only for what a program reads again.
  package init(_ style: CSVStyle = .plain, disarmsFormulas: Bool = true) {
    self.init(delimiter: style.delimiter, mark: style.mark, disarmsFormulas: disarmsFormulas)
  }

  /// A writer of cells between delimiters.
  package init(delimiter: Delimiter, mark: String = "", disarmsFormulas: Bool = true) {
    self.delimiter = delimiter
    self.mark = mark
    self.disarmsFormulas = disarmsFormulas
  }

  /// The first row of a file, after what the style puts before it.
  package func header(_ cells: some Sequence<String>) -> String { mark + row(cells) }

  /// Adds a row to a text.
  package func append(_ cells: some Sequence<String>, to text: inout String) {
    let start = text.utf8.count
    var isFirst = true
    for cell in cells {
      if !isFirst { text.unicodeScalars.append(Unicode.Scalar(delimiter.rawValue)) }
      isFirst = false
      append(cell: disarmsFormulas && Self.isFormula(cell.drop { $0 == "'" }) ? "'" + cell : cell, to: &text)
    }
    // A row of one empty cell must not be an empty line.
    if text.utf8.count == start { text += "\"\"" }
    text += "\r\n"
  }

  /// A row, its line end included.
  package func row(_ cells: some Sequence<String>) -> String {
    var text = ""
    append(cells, to: &text)
    return text
  }

  private func append(cell: String, to text: inout String) {
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == delimiter.rawValue }) else {
      text += cell
      return
    }
    text += "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    text += "\""
  }

  /// Whether a spreadsheet would compute this cell (OWASP, CSV injection). Some take the wide forms of East Asian keyboards for the same.
  static func isFormula(_ cell: Substring) -> Bool {
    guard let first = cell.unicodeScalars.first else { return false }
    switch first {
    case "=", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF20}": return true
    case "+", "-", "\u{FF0B}", "\u{FF0D}":
      let rest = cell.unicodeScalars.dropFirst()
      let isNumber =
        rest.contains { ("0"..."9").contains($0) }
        && rest.allSatisfy { ("0"..."9").contains($0) || " .,\u{A0}\u{202F}".unicodeScalars.contains($0) }
      return !isNumber
    default: return false
    }
  }
}
