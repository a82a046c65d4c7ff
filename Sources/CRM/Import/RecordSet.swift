/// The records of a set of rows, side by side in one buffer: most cells are never needed as texts of their own.
struct RecordSet: Sendable {
  /// Where a record stands, in the file and in the buffer.
  struct Record: Sendable {
    /// Where it starts in the file, from 1.
    let line: Int
    /// What is wrong with its shape, and in which cell, from 1.
    let problem: Message?
    let problemColumn: Int?
    fileprivate let firstCell: Int
    fileprivate let count: Int
  }

  private(set) var records: [Record] = []
  private var bytes: [UInt8] = []
  /// Where each cell begins, and where the last one ends.
  private var bounds = [0]

  /// How much text the set holds, in bytes of UTF-8.
  var size: Int { bytes.count }

  /// Adds the record under a reader.
  mutating func append(_ reader: CSVReader) {
    records.append(
      Record(
        line: reader.line, problem: reader.problem, problemColumn: reader.problemColumn, firstCell: bounds.count - 1, count: reader.count))
    for index in 0..<reader.count {
      reader.withBytes(at: index) { bytes.append(contentsOf: $0) }
      bounds.append(bytes.count)
    }
  }

  /// Adds a record of cells.
  ///
  /// - Parameter column: The cell, from 1, in which its problem lies.
  mutating func append(_ cells: [String], line: Int, problem: Message?, in column: Int?) {
    records.append(Record(line: line, problem: problem, problemColumn: column, firstCell: bounds.count - 1, count: cells.count))
    for cell in cells {
      bytes.append(contentsOf: cell.utf8)
      bounds.append(bytes.count)
    }
  }

  /// Keeps these of its records.
  mutating func keep(_ kept: [Record]) { records = kept }

  /// The text of a cell, counted from 0, without the spaces around it.
  func text(at index: Int, of record: Record) -> String {
    let cell = bytes[bounds[record.firstCell + index]..<bounds[record.firstCell + index + 1]]
    let text = String(decoding: cell, as: UTF8.self)
    // Printable ASCII on both sides is what nearly all cells have: nothing to trim.
    guard let first = cell.first, let last = cell.last else { return text }
    return (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last) ? text : String(text.trimmed)
  }

  /// The cells of a record as they are in the file.
  func strings(of record: Record) -> [String] {
    (record.firstCell..<(record.firstCell + record.count)).map { String(decoding: bytes[bounds[$0]..<bounds[$0 + 1]], as: UTF8.self) }
  }
}
