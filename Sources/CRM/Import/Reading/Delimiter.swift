/// What separates the cells of a row.
package enum Delimiter: UInt8, Sendable, CaseIterable {
  // In this order when nothing else decides: a comma is often a decimal one or part of a sentence.
  case tab = 0x09
  case semicolon = 0x3B
  case comma = 0x2C

  /// Its name in answers.
  package var label: String {
    switch self {
    case .comma: "comma"
    case .semicolon: "semicolon"
    case .tab: "tab"
    }
  }

  /// The character itself.
  package var character: Character { Character(Unicode.Scalar(rawValue)) }

  /// The delimiter that a first line `sep=;` declares, as spreadsheets write it, and the length of that line.
  static func declared(in text: UnsafeBufferPointer<UInt8>) -> (delimiter: Delimiter, length: Int)? {
    guard text.count >= 5, text.starts(with: "sep=".utf8) || text.starts(with: "SEP=".utf8), let delimiter = Delimiter(rawValue: text[4])
    else { return nil }
    switch text.dropFirst(5).first {
    case nil: return (delimiter, 5)
    case 0x0A: return (delimiter, 6)
    case 0x0D: return (delimiter, text.dropFirst(6).first == 0x0A ? 7 : 6)
    default: return nil
    }
  }

  /// The delimiter of a table that starts with this text: the one that makes most cells in the first lines that have
  /// as many of them as the header. Text between quotes does not count. A table of one column has none: comma.
  ///
  /// Where few lines are like the first, notes stand before the header, and the number that most lines have counts.
  static func detect(in text: UnsafeBufferPointer<UInt8>) -> Delimiter {
    let counts = firstLines(of: text, limit: 50)
    var best: (delimiter: Delimiter, cells: Int, lines: Int) = (.comma, 0, 0)
    var usual = best
    for (index, delimiter) in allCases.enumerated() {
      let lines = Dictionary(grouping: counts.map { $0[index] }, by: \.self).mapValues(\.count)
      if let header = counts.first?[index], let alike = lines[header], header * alike > best.cells {
        best = (delimiter, header * alike, alike)
      }
      for (cells, alike) in lines where cells * alike > usual.cells { usual = (delimiter, cells * alike, alike) }
    }
    return best.lines * 4 <= counts.count && usual.cells > 2 * best.cells ? usual.delimiter : best.delimiter
  }

  /// How often each delimiter occurs outside quotes in the first lines.
  private static func firstLines(of text: UnsafeBufferPointer<UInt8>, limit: Int) -> [[Int]] {
    var lines: [[Int]] = []
    var counts = [0, 0, 0]
    var isQuoted = false
    var isEmpty = true
    for byte in text {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A || byte == 0x0D {
        if !isEmpty { lines.append(counts) }
        if lines.count == limit { return lines }
        counts = [0, 0, 0]
        isEmpty = true
        continue
      }
      isEmpty = false
      if !isQuoted, let index = Delimiter(rawValue: byte).flatMap(allCases.firstIndex(of:)) { counts[index] += 1 }
    }
    // The last line of a sample may be cut.
    if lines.isEmpty { lines.append(counts) }
    return lines
  }
}
