import CRM
import Planning
import Foundation
import Postgres

/// A column of a table: its key for programs, its header for people.
struct Column {
  enum Alignment {
    case leading, trailing
  }

  /// Lower case with underscores; it stays the same in every language.
  let key: String
  let header: Message
  let alignment: Alignment
  /// Whether csv gives the numerator and the denominator too, even when no row is there to show that it is a rate.
  private(set) var isRate = false
  /// Whether csv has it and the rows shown to people do not, such as an id beside a name.
  private(set) var isForPrograms = false

  init(_ key: String, _ header: Message, _ alignment: Alignment = .leading) {
    self.key = key
    self.header = header
    self.alignment = alignment
  }

  /// A column of rates.
  static func rate(_ key: String, _ header: Message) -> Column {
    var column = Column(key, header, .trailing)
    column.isRate = true
    return column
  }

  /// A column that the rows shown to people leave out.
  static func forPrograms(_ key: String, _ header: Message) -> Column {
    var column = Column(key, header)
    column.isForPrograms = true
    return column
  }
}

/// A value of a table, written for people in their language and for programs in one form.
enum Cell {
  case text(String)
  case integer(Int)
  /// Cents of the organization's currency.
  case money(Int)
  case percent(Rate)
  case day(Day)
  /// What the clocks of the organization showed.
  case instant(CivilTime)
  case decimal(Double, digits: Int)
  /// A fraction that is no share of a count, as a percentage: 0.125 is 12.5 %.
  case percentage(Double)
  /// From one value of a plan to another.
  case range(Int, Int, KPIUnit)
  case message(Message)
  /// A value of a fixed set: its word for people, its code for programs.
  case code(String, Message)
  /// A value that does not exist, with the reason where it is worth a word.
  case missing(Message? = nil)

  static func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .missing() }

  /// The sort of a fact.
  static func fact(_ kind: String) -> Cell { .code(kind, .factKind(kind)) }

  /// What tells more of a fact of a sort: a word of a fixed set, or a text of its own.
  static func detail(_ detail: String?, of kind: String) -> Cell {
    detail.map { .code($0, .factDetail($0, of: kind) ?? .verbatim($0)) } ?? .missing()
  }
  static func integer(_ value: Int?) -> Cell { value.map { .integer($0) } ?? .missing() }
  static func money(_ cents: Int?) -> Cell { cents.map { .money($0) } ?? .missing() }
  static func percent(_ rate: Rate?) -> Cell { rate.map { .percent($0) } ?? .missing() }
  static func day(_ day: Day?) -> Cell { day.map { .day($0) } ?? .missing() }
  static func instant(_ time: CivilTime?) -> Cell { time.map { .instant($0) } ?? .missing() }
  static func decimal(_ value: Double?, digits: Int) -> Cell { value.map { .decimal($0, digits: digits) } ?? .missing() }
  static func id(_ id: UUID?) -> Cell { .text(id?.uuidString.lowercased()) }
  static func message(_ message: Message?) -> Cell { message.map { .message($0) } ?? .missing() }
}

/// Rows under headers; each row has one cell a column.
struct Table {
  var columns: [Column]
  var rows: [[Cell]]
  /// Totals; csv leaves them out, for a program would take them for rows.
  var footer: [[Cell]]
  /// Stands above.
  var title: Message?
  /// Stand below.
  var notes: [Message]
  /// Stands in place of the rows when there is none.
  var empty: Message

  init(
    _ columns: [Column], rows: [[Cell]], footer: [[Cell]] = [], title: Message? = nil, notes: [Message] = [],
    empty: Message = .nothingToShow
  ) {
    self.columns = columns
    self.rows = rows
    self.footer = footer
    self.title = title
    self.notes = notes
    self.empty = empty
  }

  /// One thing and its properties, a line each; `properties` are its columns with their cells.
  init(of properties: [(column: Column, cell: Cell)], title: Message? = nil, notes: [Message] = []) {
    self.init(properties.map(\.column), rows: [properties.map(\.cell)], title: title, notes: notes)
    isCard = true
  }

  /// Whether its only row is shown as lines of `header  value`.
  private(set) var isCard = false
}
