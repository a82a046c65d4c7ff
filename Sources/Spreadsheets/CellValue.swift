/// What a cell holds.
package enum CellValue: Sendable, Hashable {
  /// Nothing, or a text without characters.
  case empty
  /// A text, as it is written: with the spaces and line ends that it has.
  case text(String)
  /// A number, a percentage among them (`CellNumber.isPercentage`).
  case number(CellNumber)
  /// A day without a time: the format of the cell shows none, and the number has none.
  case date(CalendarDay)
  /// A day and a time on the clock, of no time zone.
  case dateTime(CalendarDay, ClockTime)
  /// A time on the clock without a day.
  case time(ClockTime)
  /// A length of time, in thousandths of a second: `[h]:mm` shows 26 hours as such.
  case duration(milliseconds: Int)
  case boolean(Bool)
  /// What Excel shows where a formula cannot be computed: `#N/A`, `#REF!`.
  case error(String)
  /// A formula without its result: a program wrote it that does not compute, and Excel has not opened the workbook since.
  case uncalculated

  /// Whether the cell is empty.
  package var isEmpty: Bool { self == .empty }

  /// The value as a program writes it into delimited text: days as `2026-12-31`, times as `14:05:00`, both with a `T` between them,
  /// lengths of time as `26:00:00`, numbers as `CellNumber.plain`, truth values as `TRUE` and `FALSE`; nothing for what is empty or
  /// uncalculated.
  package var plain: String {
    switch self {
    case .empty, .uncalculated: ""
    case .text(let text), .error(let text): text
    case .number(let number): number.plain
    case .date(let day): day.description
    case .dateTime(let day, let time): "\(day)T\(time)"
    case .time(let time): time.description
    case .duration(let milliseconds):
      "\((milliseconds / 3_600_000).padded(2))\(ClockTime(milliseconds: milliseconds % 3_600_000).description.dropFirst(2))"
    case .boolean(let value): value ? "TRUE" : "FALSE"
    }
  }
}

/// A day of the calendar that we use, which is that of sheets too.
package struct CalendarDay: Sendable, Hashable, CustomStringConvertible {
  package let year: Int
  /// From 1.
  package let month: Int
  /// From 1.
  package let day: Int

  /// A day that exists, from year 1 to 9999; nil for another one.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    guard day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day so many days after the first of March of the year 0. (H. Hinnant, chrono-compatible low-level date algorithms)
  init(sinceMarch0 days: Int) {
    let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `2026-12-31`.
  package var description: String { "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))" }
}

/// A time on the clock, to the thousandth of a second, as sheets have it.
package struct ClockTime: Sendable, Hashable, CustomStringConvertible {
  package let hour: Int
  package let minute: Int
  package let second: Int
  package let millisecond: Int

  /// A time of the day; nil for another one.
  package init?(hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second), (0..<1000).contains(millisecond) else {
      return nil
    }
    self.init(milliseconds: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
  }

  /// The time so many thousandths of a second after midnight, fewer than a day has.
  init(milliseconds: Int) {
    hour = milliseconds / 3_600_000
    minute = milliseconds / 60_000 % 60
    second = milliseconds / 1000 % 60
    millisecond = milliseconds % 1000
  }

  /// `14:05:00`, with thousandths where there are any.
  package var description: String {
    "\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))" + (millisecond == 0 ? "" : ".\(millisecond.padded(3))")
  }
}

extension Int {
  fileprivate func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
