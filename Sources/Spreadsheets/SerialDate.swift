/// From which day a workbook counts. Sheets have no dates: a date is a number of days, its fraction the time.
enum DateSystem: Sendable {
  /// Day 1 is 1 January 1900, and day 60 a 29 February that the year did not have: Lotus 1-2-3 took 1900 for a leap year, and Excel kept
  /// it so that the numbers stay the same.
  case from1900
  /// Day 0 is 1 January 1904: the first Macintosh computers.
  case from1904

  private static let dayLength = 86_400_000

  /// What a number is in a format of dates or times; nil for one that is no day and no time there, which Excel shows as `####`.
  ///
  /// It is rounded to the thousandth of a second, as Excel does: times are fractions that no binary number gives exactly.
  func value(_ number: Double, _ format: NumberFormat) -> CellValue? {
    // After the last day of 9999 there is none; of 1904, which comes to it earlier, the day itself tells.
    guard number > -1, number < 2_958_466 else { return nil }
    let milliseconds = Int((number * Double(Self.dayLength)).rounded())
    if format == .duration, milliseconds >= 0 { return .duration(milliseconds: milliseconds) }
    guard milliseconds >= 0 else { return nil }
    let (serial, rest) = milliseconds.quotientAndRemainder(dividingBy: Self.dayLength)
    let time = ClockTime(milliseconds: rest)
    // Before the first day there are only times.
    if serial == 0, format == .time || self == .from1900 && (format == .dateTime || rest > 0) { return .time(time) }
    guard let day = day(serial) else { return nil }
    return format == .date && rest == 0 ? .date(day) : .dateTime(day, time)
  }

  private func day(_ serial: Int) -> CalendarDay? {
    // Days from 1 March of the year 0 to 31 December 1899 and to 1 January 1904.
    let (beforeJanuary1900, january1904) = (693_900, 695_361)
    switch self {
    case .from1900 where serial == 0 || serial == 60: return nil
    case .from1900:
      let day = CalendarDay(sinceMarch0: beforeJanuary1900 + (serial < 60 ? serial : serial - 1))
      return day.year <= 9999 ? day : nil
    case .from1904:
      let day = CalendarDay(sinceMarch0: january1904 + serial)
      return day.year <= 9999 ? day : nil
    }
  }
}

/// Dates as ISO 8601 writes them, for cells of the type `d`.
enum WrittenDate {
  /// Reads `2026-12-31`, `2026-12-31T14:05`, `2026-12-31T14:05:09.250` and `14:05:09`; a `Z` at the end says nothing, for sheets have no
  /// time zones and the programs that write it mean what they show. Nil for all else.
  static func value(_ text: String) -> CellValue? {
    let written = text.last == "Z" ? text.dropLast() : text[...]
    let parts = written.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    switch parts.count {
    case 1 where written.contains(":"): return time(parts[0]).map { .time($0) }
    case 1: return day(parts[0]).map { .date($0) }
    // A time behind a `T` alone.
    case 2 where parts[0].isEmpty: return time(parts[1]).map { .time($0) }
    default:
      guard let day = day(parts[0]), let time = time(parts[1]) else { return nil }
      return .dateTime(day, time)
    }
  }

  private static func day(_ text: Substring) -> CalendarDay? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], 4), let month = number(parts[1], 2), let day = number(parts[2], 2) else {
      return nil
    }
    return CalendarDay(year: year, month: month, day: day)
  }

  private static func time(_ text: Substring) -> ClockTime? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = number(parts[0], 2), let minute = number(parts[1], 2) else { return nil }
    guard parts.count == 3 else { return ClockTime(hour: hour, minute: minute) }
    let seconds = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let second = number(seconds[0], 2) else { return nil }
    guard seconds.count == 2 else { return ClockTime(hour: hour, minute: minute, second: second) }
    // What is finer than a thousandth is cut.
    guard (1...9).contains(seconds[1].utf8.count), seconds[1].utf8.allSatisfy({ $0.digit != nil }),
      let millisecond = Int((seconds[1] + "00").prefix(3))
    else { return nil }
    return ClockTime(hour: hour, minute: minute, second: second, millisecond: millisecond)
  }

  private static func number(_ text: Substring, _ width: Int) -> Int? {
    text.utf8.count == width && text.utf8.allSatisfy { $0.digit != nil } ? Int(text) : nil
  }
}
