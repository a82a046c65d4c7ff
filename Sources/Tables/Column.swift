package import CRM

/// A column: what it is called, how a row gives its value, and what stands below the rows.
///
/// ```swift
/// Table(actions) {
///   Column("action", .labelAction, below: [.cell(.message(.labelTotal))]) { .text($0.name) }
///   Column("spent", .statusSpent, .trailing, below: [.sum]) { .money($0.spentCents) }
/// }
/// ```
package struct Column<Row> {
  package private(set) var heading: Heading
  package let below: [Total]
  package let cell: (Row) -> TableCell

  /// - Parameters:
  ///   - key: Lower case with underscores; it stays the same in every language.
  ///   - width: In characters of a workbook.
  ///   - formula: How the values follow from others of their rows.
  ///   - isRate: Whether CSV gives numerator and denominator beside the value, so that whoever adds rows up need not trust quotients.
  package init(
    _ key: String, _ header: Message, _ alignment: Heading.Alignment = .leading, width: Int = 13, in place: Heading.Place = .everywhere,
    isRate: Bool = false, formula: Formula? = nil, below: [Total] = [], cell: @escaping (Row) -> TableCell
  ) {
    self.init(
      Heading(key: key, header: header, alignment: alignment, width: width, place: place, isRate: isRate, formula: formula), below, cell)
  }

  private init(_ heading: Heading, _ below: [Total], _ cell: @escaping (Row) -> TableCell) {
    (self.heading, self.below, self.cell) = (heading, below, cell)
  }

  /// The same column, shown in one place only.
  package func shown(in place: Heading.Place) -> Column {
    var column = self
    column.heading.place = place
    return column
  }

  /// The same column in a table of what has such a row; a gap where it has none.
  package func of<Whole>(_ row: @escaping (Whole) -> Row?) -> Column<Whole> {
    Column<Whole>(heading, below) { row($0).map(cell) ?? .missing() }
  }
}

/// What a column is called and where it is shown.
package struct Heading: Sendable {
  package enum Alignment: Sendable {
    case leading, trailing
  }

  package enum Place: Sendable {
    case everywhere
    /// What people read, with little room: the terminal and pages.
    case page
    /// What has room: CSV and workbooks.
    case sheet
  }

  package let key: String
  package let header: Message
  package let alignment: Alignment
  package let width: Int
  package fileprivate(set) var place: Place
  package let isRate: Bool
  package let formula: Formula?
}

/// How a value follows from others of its row, by the keys of their columns: what a workbook calculates.
package enum Formula: Sendable, Hashable {
  case difference(String, String)
  case ratio(String, String)
  /// The first less the second, over the second.
  case change(String, String)
  /// The first of both together.
  case share(String, String)

  /// The columns that it reads.
  package var keys: (String, String) {
    switch self {
    case .difference(let one, let other), .ratio(let one, let other), .change(let one, let other), .share(let one, let other): (one, other)
    }
  }
}

/// What stands below a column.
package enum Total: Sendable {
  case cell(TableCell)
  /// Of all that stands above in this column.
  case sum
  /// One line below the rows less another, in this column.
  case difference(Int, Int)
  /// The ratio that the column is, of the totals beside it.
  case ratio
}

/// Columns one below the other, with `if` and `for` where not every table has them.
@resultBuilder package enum Columns<Row> {
  package static func buildExpression(_ column: Column<Row>) -> [Column<Row>] { [column] }
  package static func buildExpression(_ columns: [Column<Row>]) -> [Column<Row>] { columns }
  package static func buildBlock(_ columns: [Column<Row>]...) -> [Column<Row>] { columns.flatMap(\.self) }
  package static func buildEither(first columns: [Column<Row>]) -> [Column<Row>] { columns }
  package static func buildEither(second columns: [Column<Row>]) -> [Column<Row>] { columns }
  package static func buildOptional(_ columns: [Column<Row>]?) -> [Column<Row>] { columns ?? [] }
  package static func buildArray(_ columns: [[Column<Row>]]) -> [Column<Row>] { columns.flatMap(\.self) }
}
