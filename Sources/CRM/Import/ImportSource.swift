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

  private let reader: CSVReader
  private var amounts: AmountReading
  nonisolated let bindings: ImportBindings
  nonisolated let encoding: TextEncoding
  nonisolated let delimiter: Delimiter
  nonisolated let header: [String]
  private var isStarted = false

  init(_ kind: ImportKind, path: String, mapping: ImportMapping, options: CSVReader.Options, amounts: DecimalStyle, currency: Currency)
    throws
  {
    reader = try CSVReader(path: path, options: options)
    header = reader.header
    encoding = reader.encoding
    delimiter = reader.delimiter
    bindings = try ImportBindings(kind, mapping, header: header, place: path)
    self.amounts = AmountReading(style: amounts, currency: currency)
  }

  /// The next rows, at most `count`; none at the end of the file. Rows without any text, as spreadsheets leave them, are passed over.
  ///
  /// - Throws: what makes the rest of the file unreadable, with its place.
  func next(_ count: Int) throws -> Rows {
    var records = RecordSet()
    while records.records.count < count, records.size < Self.setLimit, try reader.next() {
      if !reader.isBlank { records.append(reader) }
    }
    if !isStarted {
      isStarted = true
      amounts.column = DecimalStyle.shown(by: amountTexts(of: records))
    }
    return Rows(
      records: records,
      facts: records.records.map { record in
        Result { () throws(RowRejection) in
          if let problem = record.problem { throw RowRejection(field: nil, column: record.problemColumn, reason: problem) }
          return try Fact(ImportRow(records: records, record: record, bindings: bindings, amounts: amounts))
        }
      })
  }

  /// The amounts of the first rows: together they show what one alone may leave open.
  private func amountTexts(of records: RecordSet) -> [String] {
    let columns = ImportKind.amounts.compactMap { field -> Int? in
      if case .column(let index) = bindings.origins[field] { index } else { nil }
    }
    return records.records.filter { $0.problem == nil }.flatMap { record in columns.map { records.text(at: $0, of: record) } }
  }
}
