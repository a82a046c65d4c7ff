/// Reads a table of delimited text row after row, in memory that does not grow with the file.
///
/// A reader stands on one record at a time: `next()` moves it, and what the accessors give belongs to the record until the next
/// move. Encoding and delimiter are found out from the first megabyte when they
/// are not given, the encoding from the first letter that is not of ASCII.
package final class CSVReader {
  /// What a file holds besides rows.
  package enum Layout: Sendable {
    /// One table, its header first.
    case table
    /// As reports are exported: lines that begin with `#` are comments, and after a comment or an empty line another table may begin.
    /// A line that begins with a digit is a row, never a header.
    case report
  }

  /// How to read; the defaults suit files from spreadsheets.
  package struct Options: Sendable {
    /// The encoding, or `nil` to find it out.
    package var encoding: TextEncoding?
    /// The delimiter, or `nil` to find it out.
    package var delimiter: Delimiter?
    /// The greatest length of a cell, in bytes of UTF-8.
    package var cellLimit = 1 << 20
    /// The greatest length of a row, in bytes of UTF-8.
    package var rowLimit = 1 << 22
    /// What the file holds besides rows.
    package var layout = Layout.table
    var chunkSize = 1 << 16
    var aheadLimit = 1 << 20

    /// Options with these choices.
    package init(encoding: TextEncoding? = nil, delimiter: Delimiter? = nil) {
      self.encoding = encoding
      self.delimiter = delimiter
    }
  }

  /// The encoding used.
  package let encoding: TextEncoding
  /// The delimiter used.
  package let delimiter: Delimiter
  /// The names of the columns, without the spaces around them; a column without name is empty.
  package private(set) var header: [String] = []
  /// How many tables began before that of the record.
  package private(set) var section = 0
  /// The comments above the table, without their marks.
  package private(set) var comments: [String] = []
  /// The line, from 1, on which the record begins.
  package private(set) var line = 1
  /// What is wrong with the shape of the record: too many or too few cells, or text after a closing quote. Others can be read.
  package private(set) var problem: Message?
  /// The cell, from 1, in which the problem lies.
  package private(set) var problemColumn: Int?

  private let name: String
  private let options: Options
  private let window: TextWindow
  private var scanner: RecordScanner
  private var nextLine = 1
  /// What stands between the record and the one before may end a table.
  private var isAfterGap = false

  /// Opens a table and reads its header.
  /// - Parameters:
  ///   - path: A path, or `-` for standard input.
  ///   - name: What its places are called by; the path when nil.
  /// - Throws: `CRMError` when there is no such file or it is empty.
  package init(path: String, named name: String? = nil, options: Options = Options()) throws(CRMError) {
    let file = try InputFile(path: path)
    let (head, isWhole) = try file.lookAhead(limit: options.aheadLimit)
    var (encoding, markLength) = head.withUnsafeBytes { bytes in
      options.encoding.map { ($0, $0.markLength(bytes)) } ?? TextEncoding.detect(bytes, isWhole: isWhole)
    }
    // A head without accents leaves the encoding open: what follows it decides.
    if options.encoding == nil, !isWhole, path != "-", encoding == .utf8, markLength == 0, head.allSatisfy({ $0 < 0x80 }) {
      encoding = try TextEncoding.ofFirstAccents(path: path) ?? encoding
    }
    file.skip(markLength)
    let window = TextWindow(file: file, encoding: encoding, chunkSize: options.chunkSize)
    // What is wrong with the bytes is said when the reading comes to them.
    while window.text.count < 1 << 16, case .more = try window.extend() {}
    let declared = Delimiter.declared(in: window.text)
    if let declared {
      window.start += declared.length
      nextLine = 2
    }
    self.encoding = encoding
    delimiter =
      options.delimiter ?? declared?.delimiter
      ?? Delimiter.detect(in: options.layout == .report ? Self.withoutComments(window.text) : window.text)
    self.name = name ?? (path == "-" ? "stdin" : path)
    scanner = RecordScanner(delimiter: delimiter)
    self.window = window
    self.options = options
    try readHeader()
  }

  /// Moves to the next record that is not an empty line; `false` at the end of the table.
  /// - Throws: `CRMError` with the place when what follows cannot be read as a table.
  package func next() throws(CRMError) -> Bool {
    guard try advance() else { return false }
    while isAfterGap {
      isAfterGap = false
      guard let first = string(at: 0).first, !first.isNumber else { break }
      takeHeader()
      section += 1
      guard try advance() else { return false }
    }
    problem = nil
    problemColumn = nil
    if let column = scanner.cellWithTextAfterQuote {
      problem = .textAfterQuote
      problemColumn = column + 1
    } else if scanner.cells.count != header.count {
      problem = .raggedRow(expected: header.count, got: scanner.cells.count)
      problemColumn = min(scanner.cells.count, header.count) + 1
    }
    return true
  }

  /// The number of cells of the record.
  package var count: Int { scanner.cells.count }

  /// The text of a cell, counted from 0.
  package func string(at index: Int) -> String {
    let cell = scanner.cells[index]
    return String(decoding: UnsafeBufferPointer(start: window.bytes + cell.start, count: cell.end - cell.start), as: UTF8.self)
  }

  /// Lends the UTF-8 bytes of a cell, counted from 0; they must not be kept.
  package func withBytes<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let cell = scanner.cells[index]
    return try body(UnsafeBufferPointer(start: window.bytes + cell.start, count: cell.end - cell.start))
  }

  /// The cells without the spaces around them.
  var names: [String] { strings.map { String($0.trimmed) } }

  /// Makes the record the header of what follows.
  func takeHeader() { header = names }

  /// Whether the first cell is this text.
  func isNamed(_ first: String) -> Bool { count > 0 && withBytes(at: 0) { $0.elementsEqual(first.utf8) } }

  /// The texts of all cells.
  package var strings: [String] { (0..<count).map(string(at:)) }

  /// Whether every cell is empty or of spaces.
  package var isBlank: Bool {
    (0..<count).allSatisfy { index in withBytes(at: index) { $0.allSatisfy { $0 == 0x20 } } }
  }

  /// `file:line:column`, counted from 1; of the line without a column.
  private func place(_ line: Int, _ column: Int?) -> String { "\(name):\(line)" + (column.map { ":\($0)" } ?? "") }

  private func readHeader() throws(CRMError) {
    // Spreadsheets leave rows of delimiters where there was an empty line.
    repeat {
      guard try advance() else { throw CRMError(.invalid, .emptyFile, place: name, remedy: .expectedHeader) }
    } while isBlank
    if let cell = scanner.cellWithTextAfterQuote {
      throw CRMError(.invalid, .textAfterQuote, place: place(line, cell + 1), remedy: .closeQuote)
    }
    isAfterGap = false
    takeHeader()
  }

  /// Moves to the next record that is not an empty line.
  private func advance() throws(CRMError) -> Bool {
    while true {
      if window.start == window.end, try extend() == false { return false }
      line = nextLine
      if options.layout == .report, window.bytes[window.start] == Self.comment {
        try skipLine()
        continue
      }
      switch scanner.scan(window.bytes, from: window.start, to: window.end, isComplete: window.isComplete) {
      case .record(let end):
        let isEmptyLine =
          scanner.cells.count == 1 && end - window.start <= 2 && isLineEnd(window.bytes[window.start])
          || options.layout == .report && scanner.cells.allSatisfy { $0.start == $0.end }
        let tooLong = scanner.cells.firstIndex { $0.end - $0.start > options.cellLimit }
        if let tooLong { throw tooLongCell(column: tooLong + 1) }
        guard end - window.start <= options.rowLimit else { throw tooLongRow() }
        window.start = end
        nextLine += scanner.lineEnds
        if isEmptyLine {
          isAfterGap = options.layout == .report
          continue
        }
        scanner.removeEscapes(window.bytes)
        return true
      case .incomplete:
        if window.end - scanner.openCell > options.cellLimit { throw tooLongCell(column: scanner.cells.count + 1) }
        if window.end - window.start > options.rowLimit { throw tooLongRow() }
        _ = try extend()
      case .unclosedQuote: throw unclosedQuote()
      case .nul:
        throw CRMError(.invalid, .nulByte, place: place(line + scanner.lineEnds, scanner.cells.count + 1), remedy: .exportAsCSV)
      }
    }
  }

  private static let comment = UInt8(ascii: "#")

  /// Moves behind a comment, whose quotes and commas mean nothing.
  private func skipLine() throws(CRMError) {
    if !isAfterGap { comments = [] }
    isAfterGap = true
    while true {
      if let end = window.text.firstIndex(of: 0x0A) {
        comments.append(String(decoding: window.text[1..<end].prefix(1000), as: UTF8.self))
        window.start += end + 1
        nextLine += 1
        return
      }
      guard window.text.count <= options.rowLimit else { throw tooLongRow() }
      if try extend() == false {
        window.start = window.end
        return
      }
    }
  }

  /// The text from its first line that is no comment.
  private static func withoutComments(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    while start < text.count, text[start] == comment || text[start] == 0x0A || text[start] == 0x0D {
      start = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    }
    return UnsafeBufferPointer(rebasing: text[start...])
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// More text in the window; `false` at the end of the file.
  private func extend() throws(CRMError) -> Bool {
    switch try window.extend() {
    case .more: return true
    case .end: return false
    case .malformed:
      // An empty window holds no part of a record: what is wrong starts the next one.
      let isBetweenRecords = window.start == window.end
      let place = isBetweenRecords ? place(nextLine, 1) : place(line + scanner.lineEnds, scanner.cells.count + 1)
      throw CRMError(.invalid, .malformed(encoding), place: place, remedy: .tryEncoding(encoding))
    }
  }

  private func unclosedQuote() -> CRMError {
    CRMError(
      .invalid, .unclosedQuote, place: place(line + (scanner.lineEndsBeforeQuote ?? 0), scanner.cells.count + 1), remedy: .closeQuote)
  }

  private func tooLongCell(column: Int) -> CRMError {
    let quoteLine = line + (scanner.lineEndsBeforeQuote ?? 0)
    let remedy: Message = scanner.lineEndsBeforeQuote == nil ? .checkLineEnds : .closeQuote
    return CRMError(.invalid, .cellTooLong(limit: options.cellLimit), place: place(quoteLine, column), remedy: remedy)
  }

  private func tooLongRow() -> CRMError {
    CRMError(.invalid, .rowTooLong(limit: options.rowLimit), place: place(line, nil), remedy: .checkLineEnds)
  }
}

extension StringProtocol {
  /// The text without the white space around it, no-break spaces and marks without width included.
  package var trimmed: SubSequence {
    func isSpace(_ character: Character) -> Bool {
      character.isWhitespace || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
    }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}
