/// Finds the cells of one record in a text (RFC 4180, with any of the three line ends).
struct RecordScanner {
  /// Where the content of a cell lies; `hasEscapes` until its doubled quotes are undone.
  struct Cell {
    var start: Int
    var end: Int
    var hasEscapes: Bool
  }

  /// How a scan ended.
  enum Outcome {
    /// A record that ends before an offset.
    case record(end: Int)
    /// The text ends within a record that began.
    case incomplete
    /// The text ends within quotes and nothing follows it.
    case unclosedQuote
    /// A byte that no text holds.
    case nul
  }

  private static let quote: UInt8 = 0x22
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  let delimiter: UInt8
  private(set) var cells: [Cell] = []
  /// Line ends passed since the start of the record, its own included.
  private(set) var lineEnds = 0
  /// Where the cell begins that was being read when the scan ended.
  private(set) var openCell = 0
  /// Line ends before the quote that was open when the scan ended.
  private(set) var lineEndsBeforeQuote: Int?
  /// The index of the first cell with text after its closing quote.
  private(set) var cellWithTextAfterQuote: Int?

  init(delimiter: Delimiter) { self.delimiter = delimiter.rawValue }

  /// Scans one record of `text[start..<end]`; nothing follows `end` when the text is complete. Leaves the text as it is.
  mutating func scan(_ text: UnsafeMutablePointer<UInt8>, from start: Int, to end: Int, isComplete: Bool) -> Outcome {
    cells.removeAll(keepingCapacity: true)
    lineEnds = 0
    lineEndsBeforeQuote = nil
    cellWithTextAfterQuote = nil
    var index = start
    while true {
      openCell = index
      var cell = Cell(start: index, end: index, hasEscapes: false)
      if index < end, text[index] == Self.quote {
        lineEndsBeforeQuote = lineEnds
        index &+= 1
        quoted: while true {
          while index < end, text[index] > Self.carriageReturn, text[index] != Self.quote { index &+= 1 }
          guard index < end else { return isComplete ? .unclosedQuote : .incomplete }
          switch text[index] {
          case Self.quote:
            guard index + 1 < end || isComplete else { return .incomplete }
            guard index + 1 < end, text[index + 1] == Self.quote else { break quoted }
            cell.hasEscapes = true
            index &+= 2
          case Self.carriageReturn:
            guard index + 1 < end || isComplete else { return .incomplete }
            // The line feed that follows counts for both.
            if index + 1 == end || text[index + 1] != Self.lineFeed { lineEnds += 1 }
            index &+= 1
          case Self.lineFeed:
            lineEnds += 1
            index &+= 1
          case 0: return .nul
          default: index &+= 1
          }
        }
        lineEndsBeforeQuote = nil
        cell = Cell(start: openCell + 1, end: index, hasEscapes: cell.hasEscapes)
        index &+= 1
        if index < end, text[index] != delimiter, text[index] != Self.lineFeed, text[index] != Self.carriageReturn {
          cellWithTextAfterQuote = cellWithTextAfterQuote ?? cells.count
          cell = Cell(start: openCell, end: index, hasEscapes: false)
        }
      }
      let contentEnd = index
      while true {
        while index < end, text[index] > Self.carriageReturn, text[index] != delimiter { index &+= 1 }
        guard index < end else {
          guard isComplete else { return .incomplete }
          break
        }
        let byte = text[index]
        if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
        if byte == 0 { return .nul }
        index &+= 1
      }
      if index > contentEnd { cell.end = index }
      cells.append(cell)
      guard index < end else { return .record(end: index) }
      switch text[index] {
      case delimiter: index &+= 1
      case Self.carriageReturn:
        guard index + 1 < end || isComplete else { return .incomplete }
        lineEnds += 1
        return .record(end: index + 1 < end && text[index + 1] == Self.lineFeed ? index + 2 : index + 1)
      default:
        lineEnds += 1
        return .record(end: index + 1)
      }
    }
  }

  /// Undoes the doubled quotes of the record's cells, in place.
  mutating func removeEscapes(_ text: UnsafeMutablePointer<UInt8>) {
    for position in cells.indices where cells[position].hasEscapes {
      var target = cells[position].start
      var source = target
      while source < cells[position].end {
        let byte = text[source]
        text[target] = byte
        target += 1
        source += byte == Self.quote ? 2 : 1
      }
      cells[position].end = target
      cells[position].hasEscapes = false
    }
  }
}
