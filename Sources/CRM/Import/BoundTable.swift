/// The tables of a file whose columns give the fields of a kind, record after record.
struct BoundTable {
  let reader: any TableReader
  /// Those of the first table that holds facts.
  let bindings: ImportBindings
  let header: [String]
  /// The records before the first header.
  private(set) var leadingLines = 0
  /// The tables of the file that hold no facts, by their headers.
  private(set) var skippedTables: [[String]] = []
  /// Rows that say the header again.
  private(set) var repeatedHeaders = 0
  private let kind: ImportKind
  private let mapping: ImportMapping
  private let path: String
  /// Those of the table under the reader; nil when it holds no facts.
  private var current: ImportBindings?
  private var section: Int
  /// The record under the reader is yet to be taken.
  private var isHolding = false

  /// Rows of the greatest size would fill the memory by the thousand; a set ends after so many bytes.
  private static let setLimit = 1 << 22
  /// So many records are looked at for a header: notes, a title and the period of a report stand before some.
  private static let headerSearch = 40

  /// Opens a file and finds its header.
  ///
  /// - Throws: what makes it unreadable, with its place; `.usage` for columns that do not bind.
  init(_ request: ImportRequest) throws {
    (kind, mapping, path) = (request.kind, request.mapping, request.path)
    var options = request.reading
    if let export = request.preset?.export(of: request.kind) { options.layout = export.layout }
    reader = try openTable(request.content ?? path, named: path, sheet: request.sheet, options)
    let reader = reader
    func bind(_ header: [String]) throws -> ImportBindings {
      try ImportBindings(
        request.kind, request.preset, request.mapping, header: header, comments: reader.comments, place: request.path)
    }
    do {
      bindings = try bind(reader.header)
    } catch {
      guard let found = try Self.search(reader, options.layout, bind, &leadingLines, &skippedTables) else { throw error }
      (bindings, isHolding) = found
    }
    header = reader.header
    section = reader.section
    current = bindings
  }

  /// The bindings of a header further down, and whether the record under the reader is a row of its table.
  private static func search(
    _ reader: any TableReader, _ layout: CSVReader.Layout, _ bind: ([String]) throws -> ImportBindings, _ leadingLines: inout Int,
    _ skippedTables: inout [[String]]
  ) throws -> (ImportBindings, isHolding: Bool)? {
    if layout == .report {
      // A report may begin with tables of other figures.
      while true {
        let passed = reader.header
        let number = reader.section
        while reader.section == number { if try reader.next() == false { return nil } }
        skippedTables.append(passed)
        if let found = try? bind(reader.header) { return (found, true) }
      }
    }
    for _ in 0..<headerSearch {
      guard try reader.next() else { return nil }
      leadingLines += 1
      if !reader.isBlank, let found = try? bind(reader.names) {
        reader.takeHeader()
        return (found, false)
      }
    }
    return nil
  }

  /// Takes rows of one table; its bindings, or nil at the end of the file. Rows without any text, as spreadsheets leave them, are passed
  /// over.
  mutating func fill(_ records: inout RecordSet, _ count: Int) throws -> ImportBindings? {
    while records.records.count < count, records.size < Self.setLimit, try advance() {
      if reader.section != section {
        // What was taken is of the table before.
        if !records.records.isEmpty {
          isHolding = true
          break
        }
        section = reader.section
        current = try? ImportBindings(kind, bindings.preset, mapping, header: reader.header, comments: reader.comments, place: path)
        if current == nil { skippedTables.append(reader.header) }
      }
      guard let current, !reader.isBlank else { continue }
      if reader.repeatsHeader { repeatedHeaders += 1 } else { reader.append(to: &records, current) }
    }
    return records.records.isEmpty ? nil : current
  }

  private mutating func advance() throws -> Bool {
    if isHolding {
      isHolding = false
      return true
    }
    return try reader.next()
  }
}
