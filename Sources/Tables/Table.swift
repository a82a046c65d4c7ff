package import CRM

/// Rows under headings, whatever they are written as: text, CSV, Markdown, HTML or a workbook.
package struct Table: Sendable {
  package private(set) var columns: [Heading]
  package private(set) var rows: [[TableCell]]
  /// Lines below the rows; CSV leaves them out, for a program would take them for rows.
  package private(set) var totals: [[Total]]
  /// Stands above.
  package let title: Message?
  /// Stand below.
  package private(set) var notes: [Message]
  /// Stands in place of the rows when there is none.
  package let empty: Message
  /// Whether its only row is shown as lines of `header  value`.
  package private(set) var isCard = false

  package init<Row>(
    _ rows: some Sequence<Row>, title: Message? = nil, notes: [Message] = [], empty: Message = .nothingToShow,
    @Columns<Row> columns: () -> [Column<Row>]
  ) {
    let columns = columns()
    self.columns = columns.map(\.heading)
    self.rows = rows.map { row in columns.map { $0.cell(row) } }
    totals = (0..<(columns.map(\.below.count).max() ?? 0)).map { line in
      columns.map { $0.below.dropFirst(line).first ?? .cell(.blank) }
    }
    self.title = title
    self.notes = notes
    self.empty = empty
  }

  /// One thing and its properties, a line each.
  package init<Row>(of row: Row, title: Message? = nil, notes: [Message] = [], @Columns<Row> columns: () -> [Column<Row>]) {
    self.init([row], title: title, notes: notes, columns: columns)
    isCard = true
  }

  /// With more to read below it.
  package func noting(_ more: [Message]) -> Table {
    var table = self
    table.notes += more
    return table
  }

  /// Without a column.
  package func without(_ key: String) -> Table {
    keeping(columns.map { $0.key != key })
  }

  /// With those columns only that are shown in a place.
  package func on(_ place: Heading.Place) -> Table {
    keeping(columns.map { $0.place == .everywhere || $0.place == place })
  }

  /// Without the columns in which nothing is known, neither in a row nor below.
  package var withoutGaps: Table {
    let lines = rows + footer
    return keeping(columns.indices.map { column in !lines.allSatisfy { $0[column].isGap || $0[column] == .blank } })
  }

  private func keeping(_ shown: [Bool]) -> Table {
    func among<Part>(_ line: [Part]) -> [Part] { zip(line, shown).filter(\.1).map(\.0) }
    var table = self
    table.columns = among(columns)
    table.rows = rows.map(among)
    table.totals = totals.map(among)
    return table
  }

  /// With ids cut to the beginning that tells those of the table apart, the same length for all. That of an id made by the clock is its
  /// millisecond (`01a21fea-7b28`), which is the least.
  package func shorteningIDs() -> Table {
    let ids = Set(rows.joined().compactMap { if case .id(let id) = $0 { id } else { nil } })
    // Whole groups of digits.
    let length = [13, 18, 23].first { length in Set(ids.map { $0.prefix(length) }).count == ids.count } ?? 36
    var table = self
    table.rows = rows.map { $0.map { if case .id(let id) = $0 { .id(String(id.prefix(length))) } else { $0 } } }
    return table
  }

  /// The lines below the rows, in values.
  package var footer: [[TableCell]] {
    totals.reduce(into: []) { lines, totals in
      let line = totals.enumerated().map { column, total in
        switch total {
        case .ratio: TableCell.missing()
        case .cell(let cell): cell
        case .sum: TableCell.sum((rows + lines).map { $0[column] })
        case .difference(let line, let other): TableCell.difference(lines[line][column], lines[other][column])
        }
      }
      lines.append(line.enumerated().map { column, cell in ratio(column, totals, line) ?? cell })
    }
  }
}

extension Table {
  /// The ratio that stands below a column.
  private func ratio(_ column: Int, _ totals: [Total], _ line: [TableCell]) -> TableCell? {
    guard case .ratio = totals[column], case .ratio(let one, let other)? = columns[column].formula else { return nil }
    let amount = { (key: String) in columns.firstIndex { $0.key == key }.flatMap { line[$0].amount } }
    guard let part = amount(one), let whole = amount(other), whole > 0 else { return .missing() }
    return .percentage(Double(part) / Double(whole))
  }
}

extension TableCell {
  fileprivate static func sum(_ cells: [TableCell]) -> TableCell {
    // Gaps alone have no sum, which is not zero.
    if !cells.isEmpty, cells.allSatisfy({ $0.amount == nil }) { return .missing() }
    let sum = Int(clamping: cells.reduce(0) { $0 + Int128($1.amount ?? 0) })
    return cells.contains { if case .integer = $0 { true } else { false } } ? .integer(sum) : .money(sum)
  }

  fileprivate static func difference(_ cell: TableCell, _ other: TableCell) -> TableCell {
    .money(Int(clamping: Int128(cell.amount ?? 0) - Int128(other.amount ?? 0)))
  }

  fileprivate var amount: Int? {
    switch self {
    case .integer(let amount), .money(let amount): amount
    default: nil
    }
  }
}

extension Message {
  package static let nothingToShow = Message(fr: "Rien à montrer.", en: "Nothing to show.")
}
