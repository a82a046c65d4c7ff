import Postgres

/// The rows of a file as facts of one kind, read set by set while the one before is being recorded.
actor ImportSource<Fact: ImportFact> {
  /// A set of rows: record i of the file is fact i, or why it is none.
  struct Rows: Sendable {
    let records: RecordSet
    let facts: [Result<Fact, RowRejection>]
  }

  /// Rows of the greatest size would fill the memory by the thousand; a set ends after so many bytes.
  private static var setLimit: Int { 1 << 22 }

  private let reader: any TableReader
  private let kind: ImportKind
  private let mapping: ImportMapping
  private let path: String
  /// The business day on which the file is read.
  nonisolated let today: Day
  private var amounts: AmountReading
  /// What the first rows' days show; nil when they leave it open.
  private(set) var dayOrder: DayOrder?
  /// Those of the first table that holds facts.
  nonisolated let bindings: ImportBindings
  nonisolated let source: TableSource
  nonisolated let header: [String]
  /// The tables of the file that hold no facts, by their headers.
  private(set) var skippedTables: [[String]] = []
  /// Those of the table under the reader; nil when it holds no facts.
  private var current: ImportBindings?
  private var section: Int
  /// The record under the reader is yet to be taken.
  private var isHolding = false
  private var isStarted = false

  init(_ request: ImportRequest, currency: Currency, today: Day) throws {
    (kind, mapping, path, self.today) = (request.kind, request.mapping, request.path, today)
    var options = request.reading
    if let preset = request.preset { options.layout = preset.export.layout }
    reader = try openTable(path, sheet: request.sheet, options)
    source = reader.source
    do {
      bindings = try ImportBindings(kind, request.preset, mapping, header: reader.header, place: path)
    } catch {
      // A report may begin with tables of other figures.
      var found: ImportBindings?
      while found == nil {
        let passed = reader.header
        let number = reader.section
        while reader.section == number { if try reader.next() == false { throw error } }
        skippedTables.append(passed)
        found = try? ImportBindings(kind, request.preset, mapping, header: reader.header, place: path)
      }
      guard let found else { throw error }
      bindings = found
      isHolding = true
    }
    header = reader.header
    section = reader.section
    current = bindings
    amounts = AmountReading(style: request.amounts, currency: currency)
  }

  /// The next rows, at most `count`; none at the end of the file. Rows without any text, as spreadsheets leave them, and those that say
  /// nothing of their own are passed over.
  ///
  /// - Throws: what makes the rest of the file unreadable, with its place.
  func next(_ count: Int) throws -> Rows {
    while true {
      var records = RecordSet()
      let bindings = try fill(&records, count)
      guard let bindings else { return Rows(records: records, facts: []) }
      if !isStarted {
        isStarted = true
        amounts.column = DecimalStyle.shown(by: texts(of: records, bindings.amounts))
        dayOrder = DayOrder.shown(by: texts(of: records, bindings.days))
      }
      let rows = facts(of: records, bindings)
      if !rows.facts.isEmpty { return rows }
    }
  }

  /// Takes rows of one table; its bindings, or nil at the end of the file.
  private func fill(_ records: inout RecordSet, _ count: Int) throws -> ImportBindings? {
    while records.records.count < count, records.size < Self.setLimit, try advance() {
      if reader.section != section {
        // What was taken is of the table before.
        if !records.records.isEmpty {
          isHolding = true
          break
        }
        section = reader.section
        current = try? ImportBindings(kind, bindings.preset, mapping, header: reader.header, place: path)
        if current == nil { skippedTables.append(reader.header) }
      }
      if let current, !reader.isBlank { reader.append(to: &records, current) }
    }
    return records.records.isEmpty ? nil : current
  }

  /// What people see otherwise in a sheet, once it is read: rows that are hidden, ranges of cells that are one.
  var unseen: (hiddenRows: Int, mergedRanges: Int) { (reader.hiddenRows, reader.mergedRanges) }

  private func advance() throws -> Bool {
    if isHolding {
      isHolding = false
      return true
    }
    return try reader.next()
  }

  private func facts(of all: RecordSet, _ bindings: ImportBindings) -> Rows {
    var facts: [Result<Fact, RowRejection>] = []
    var kept: [RecordSet.Record] = []
    for record in all.records {
      let row = ImportRow(records: all, record: record, bindings: bindings, amounts: amounts, shownOrder: dayOrder, today: today)
      if let preset = bindings.preset, preset.export.isTotal(row) { continue }
      let fact = Result { () throws(RowRejection) -> Fact? in
        if let problem = record.problem { throw RowRejection(field: nil, column: record.problemColumn, reason: problem) }
        return try Fact(row)
      }
      switch fact {
      case .success(nil): continue
      case .success(let fact?): facts.append(.success(fact))
      case .failure(let rejection): facts.append(.failure(rejection))
      }
      kept.append(record)
    }
    var records = all
    records.keep(kept)
    return Rows(records: records, facts: facts)
  }

  /// The cells of a refused row that may be kept: of an export that holds what is nobody's business, those that give figures.
  nonisolated func keptCells(of record: RecordSet.Record, _ records: RecordSet) -> [String] {
    let cells = records.strings(of: record)
    guard bindings.preset?.export.holdsPersonalData == true else { return cells }
    // In a row with a cell too few or too many, nobody knows which is which.
    guard record.problem == nil, cells.count == header.count else { return [] }
    return cells.enumerated().map { bindings.columns.contains($0.offset) ? $0.element : "" }
  }

  /// The cells of columns of the first rows: together they show what one alone may leave open.
  private func texts(of records: RecordSet, _ columns: [Int]) -> [String] {
    records.records.filter { $0.problem == nil }.flatMap { record in columns.map { records.text(at: $0, of: record) } }
  }
}
