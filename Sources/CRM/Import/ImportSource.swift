import Postgres

/// The rows of a file as facts of one kind, read set by set while the one before is being recorded.
actor ImportSource<Fact: ImportFact> {
  /// A row as it was read.
  struct Row: Sendable {
    /// Where it starts in the file, from 1.
    let line: Int
    /// Its cells, for the file of refused rows.
    let cells: [String]
    let fact: Result<Fact, RowRejection>
  }

  private let reader: CSVReader
  private let bindings: ImportBindings
  private let amounts: DecimalStyle
  private let currency: Currency
  let encoding: TextEncoding
  let delimiter: Delimiter
  let header: [String]
  /// Whether references come from the file; else they are made from the rows' content.
  let hasReferences: Bool

  init(_ kind: ImportKind, path: String, mapping: ImportMapping, options: CSVReader.Options, amounts: DecimalStyle, currency: Currency)
    throws
  {
    reader = try CSVReader(path: path, options: options)
    header = reader.header
    encoding = reader.encoding
    delimiter = reader.delimiter
    bindings = try ImportBindings(kind, mapping, header: header, place: path)
    hasReferences = bindings.origins["reference"] != nil
    self.amounts = amounts
    self.currency = currency
  }

  /// The next rows, at most `count`; empty at the end of the file.
  ///
  /// - Throws: what makes the rest of the file unreadable, with its place.
  func next(_ count: Int) throws -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(count)
    while rows.count < count, try reader.next() {
      rows.append(Row(line: reader.line, cells: reader.strings, fact: Result { () throws(RowRejection) in try fact() }))
    }
    return rows
  }

  private func fact() throws(RowRejection) -> Fact {
    if let problem = reader.problem { throw RowRejection(field: nil, column: reader.problemColumn, reason: problem) }
    return try Fact(ImportRow(reader: reader, bindings: bindings, amounts: amounts, currency: currency))
  }
}
