package import Postgres

/// For whom delimited text is written.
package enum CSVStyle: Sendable, Hashable {
  /// For programs: commas, numbers with a point, days in ISO 8601, codes.
  case plain
  /// For people who open the file by a double click, in a spreadsheet that writes numbers and days as French ones do: semicolons, decimal
  /// commas, and the words of a language.
  case excel(Language)

  /// What separates the cells.
  package var delimiter: Delimiter {
    switch self {
    case .plain: .comma
    case .excel: .semicolon
    }
  }

  /// What stands before the first row. Without the byte order mark Excel takes UTF-8 for the code page of the machine.
  package var mark: String {
    switch self {
    case .plain: ""
    case .excel: "\u{FEFF}"
    }
  }

  /// What stands between the two ends of a range.
  package var rangeSign: String {
    switch self {
    case .plain: ".."
    case .excel: " – "
    }
  }

  /// The code for programs, the word for people: a heading, a value of a fixed set.
  package func word(_ code: String, _ word: Message) -> String {
    switch self {
    case .plain: code
    case .excel(let language): word.text(in: language)
    }
  }

  /// A number that is written with a point.
  package func number(_ text: String) -> String {
    switch self {
    case .plain: text
    case .excel: text.replacing(".", with: ",")
    }
  }

  /// A day. Spreadsheets of every language know those of ISO 8601.
  package func day(_ day: Day) -> String {
    switch self {
    case .plain, .excel(.en): "\(day)"
    case .excel(.fr): Formats(language: .fr).day(day)
    }
  }

  /// What clocks showed; a spreadsheet knows no fractions of a second.
  package func time(_ time: CivilTime) -> String {
    switch self {
    case .plain: "\(time)"
    case .excel: "\(day(time.day)) \(time.description.dropFirst(11).prefix(8))"
    }
  }

  /// An instant: as such, with the offset of the clocks that showed `local`, for programs; as those clocks showed it for people.
  package func moment(_ instant: Instant, local: CivilTime) -> String {
    guard self == .plain else { return time(local) }
    let offset = Int((local.microsecondsSince2000 - instant.microsecondsSince2000) / 1_000_000)
    // Before time zones, clocks differed by seconds, which no offset says.
    guard offset != 0, offset.isMultiple(of: 60) else { return "\(instant)" }
    let minutes = offset.magnitude / 60
    return "\(local)\(offset < 0 ? "-" : "+")\(zeroPadded(minutes / 60, 2)):\(zeroPadded(minutes % 60, 2))"
  }
}
