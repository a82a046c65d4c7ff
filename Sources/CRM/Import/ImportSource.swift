import Postgres

/// The rows of a file as facts of one kind, read set by set while the one before is being recorded.
actor ImportSource<Fact: ImportFact> {
  /// A row that was read.
  struct Row: Sendable {
    let record: RecordSet.Record
    /// The fact, or why it is none.
    fileprivate(set) var fact: Result<Fact, RowRejection>
    /// What was left out of it.
    let losses: [RowFault]
    /// The currency from which its amounts were converted.
    let converted: String?
    /// The fields that a default gives.
    let defaulted: Set<String>

    fileprivate init(_ record: RecordSet.Record, _ fact: Result<Fact, RowRejection>, _ row: ImportRow) {
      (self.record, self.fact) = (record, fact)
      (losses, converted, defaulted) = (row.losses, row.converted, row.defaulted)
    }
  }

  /// A set of rows.
  struct Rows: Sendable {
    let records: RecordSet
    fileprivate(set) var rows: [Row]
    fileprivate let bindings: ImportBindings?

    /// The facts of those that could be read.
    var facts: [Fact] { rows.compactMap { try? $0.fact.get() } }
  }

  nonisolated let survey: FileSurvey
  private let reading: RowReading
  private var table: BoundTable
  /// Rows that the mapping leaves out.
  private(set) var leftOut = 0

  init(_ request: ImportRequest, _ survey: FileSurvey, _ reading: RowReading) throws {
    self.survey = survey
    self.reading = reading
    table = try BoundTable(request)
  }

  nonisolated var bindings: ImportBindings { survey.bindings }
  nonisolated var header: [String] { survey.header }

  /// The tables of the file that hold no facts, by their headers.
  var skippedTables: [[String]] { table.skippedTables }
  /// Rows that say the header again.
  var repeatedHeaders: Int { table.repeatedHeaders }
  /// What people see otherwise in a sheet, once it is read: rows that are hidden, ranges of cells that are one.
  var unseen: (hiddenRows: Int, mergedRanges: Int) { (table.reader.hiddenRows, table.reader.mergedRanges) }

  /// The next rows, at most `count`; none at the end of the file. Those that say nothing of their own are passed over.
  ///
  /// - Throws: what makes the rest of the file unreadable, with its place.
  func next(_ count: Int) throws -> Rows {
    while true {
      var records = RecordSet()
      guard let bindings = try table.fill(&records, count) else { return Rows(records: records, rows: [], bindings: nil) }
      let rows = rows(of: records, bindings)
      if !rows.isEmpty { return Rows(records: records, rows: rows, bindings: bindings) }
    }
  }

  private func rows(of records: RecordSet, _ bindings: ImportBindings) -> [Row] {
    var rows: [Row] = []
    for record in records.records {
      let row = ImportRow(record, of: records, bindings, reading)
      if bindings.export?.isTotal(row) == true { continue }
      if let problem = record.problem {
        rows.append(Row(record, .failure(RowRejection(field: nil, column: record.problemColumn, reason: problem)), row))
        continue
      }
      guard bindings.isMeant(record, records) else {
        leftOut += 1
        continue
      }
      let fact = Fact(row)
      if !row.faults.isEmpty {
        rows.append(Row(record, .failure(RowRejection(row.faults)), row))
      } else if let fact {
        rows.append(Row(record, .success(fact), row))
      }
    }
    return rows
  }

  /// The cells of a refused row that may be kept: of an export that holds what is nobody's business, those that give figures.
  nonisolated func keptCells(of record: RecordSet.Record, _ records: RecordSet) -> [String] {
    let cells = records.strings(of: record)
    guard bindings.export?.holdsPersonalData == true else { return cells }
    // In a row with a cell too few or too many, nobody knows which is which.
    guard record.problem == nil, cells.count == header.count else { return [] }
    return cells.enumerated().map { bindings.columns.contains($0.offset) ? $0.element : "" }
  }
}

extension ImportSource.Rows {
  /// Those that are refused for their cells, to be read again. Of a row with a cell too few or too many, nobody knows which is which.
  func refusedRows(_ reading: RowReading) -> [(index: Int, row: ImportRow)] {
    guard let bindings else { return [] }
    return rows.indices.compactMap { index in
      guard case .failure(let rejection) = rows[index].fact, rows[index].record.problem == nil else { return nil }
      return (index, ImportRow(rows[index].record, of: records, bindings, reading, faults: rejection.faults))
    }
  }

  /// The same, those that are refused also for the names in them that cannot be found: who mends a row then mends it once.
  ///
  /// To be called when the names in the other rows have been made, where the mapping says so.
  func refused(alsoForNames importing: ImportContext, _ reading: RowReading) async throws -> Self {
    let refused = refusedRows(reading)
    guard !refused.isEmpty else { return self }
    try await Fact.refuseUnknownNames(in: refused.map { $0.row }, importing)
    var answered = self
    for (index, row) in refused { answered.rows[index].fact = .failure(RowRejection(row.faults)) }
    return answered
  }
}

extension ImportBindings {
  /// Whether a row is of those that the mapping means.
  fileprivate func isMeant(_ record: RecordSet.Record, _ records: RecordSet) -> Bool {
    func has(_ values: Set<String>, _ column: Int) -> Bool { values.contains(valueKey(records.text(at: column, of: record))) }
    return only.allSatisfy { has($0.values, $0.column) } && !except.contains { has($0.values, $0.column) }
  }
}
