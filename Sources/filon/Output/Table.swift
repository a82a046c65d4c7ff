import CRM

/// Rows under named columns, to be shown to people or handed to programs.
struct Table {
  /// A column.
  struct Column {
    /// What it holds: texts stand left, figures right; a rate is five columns for programs.
    enum Kind {
      case text, figure, rate
    }

    /// The name for programs, in snake case.
    let key: String
    /// The name for people.
    let header: Message
    let kind: Kind

    init(_ key: String, _ header: Message, _ kind: Kind = .text) {
      self.key = key
      self.header = header
      self.kind = kind
    }
  }

  /// A value in a row.
  enum Cell {
    case text(String)
    case message(Message)
    case integer(Int)
    case money(cents: Int)
    case percent(Rate)
    case day(CivilDay)
    case instant(CivilMoment)
    case decimal(Double, places: Int)
    case missing(Message?)
  }

  let columns: [Column]
  var rows: [[Cell]] = []
  /// A row set apart below the others.
  var total: [Cell]?

  init(_ columns: [Column], rows: [[Cell]] = [], total: [Cell]? = nil) {
    self.columns = columns
    self.rows = rows
    self.total = total
  }
}

extension Table.Cell {
  /// The value as people read it.
  func text(_ formats: Formats) -> String {
    switch self {
    case .text(let text): text.neutralized
    case .message(let message): message.text(in: formats.language).neutralized
    case .integer(let value): formats.integer(value)
    case .money(let cents): formats.money(cents: cents)
    case .percent(let rate): formats.percent(rate.numerator, of: rate.denominator)
    case .day(let day): formats.day(day)
    case .instant(let moment): formats.dateTime(moment)
    case .decimal(let value, let places): formats.decimal(value, places: places)
    case .missing: Formats.missing
    }
  }

  /// The value as programs read it: plain numbers with a point, ISO dates, nothing for what is missing.
  func machineText(_ formats: Formats) -> String {
    switch self {
    case .text(let text): text
    case .message(let message): message.text(in: formats.language)
    case .integer(let value): String(value)
    case .money(let cents): formats.currency.decimal(cents)
    case .percent(let rate): rate.value.map { "\($0)" } ?? ""
    case .day(let day): day.iso
    case .instant(let moment): moment.iso
    case .decimal(let value, _): "\(value)"
    case .missing: ""
    }
  }
}
