public import Postgres

/// Reads days and moments.
public enum CivilDate {
  /// A day: `2026-12-31`, `2026/12/31`, `20261231`, `31/12/2026`, `31-12-2026`, `31.12.2026`. A time after it is left out when it
  /// is local.
  /// - Throws: `InvalidValue` for what is no day, has a year of two digits, or is a moment of some time zone, whose day depends on it.
  public static func day(_ text: String, _ order: DayOrder = .dayFirst) throws(InvalidValue) -> Day {
    let moment = try moment(text, order)
    guard moment.utcOffset == nil else { throw InvalidValue(.dayInATimeZone(text), remedy: .writeDay) }
    return moment.day
  }

  /// A moment: a day, alone or with a time such as `14:05`, `14:05:09.250`, `14h05`, `à 14h`; after a time `Z` or `+02:00` says how far from
  /// UTC.
  /// - Throws: `InvalidValue` for what is none.
  public static func moment(_ text: String, _ order: DayOrder) throws(InvalidValue) -> CivilMoment {
    switch order {
    case .dayFirst: try moment(text)
    case .monthFirst: try AmericanDate.moment(text)
    }
  }

  /// The same, the day first.
  public static func moment(_ text: String) throws(InvalidValue) -> CivilMoment {
    if let moment = iso(text) { return moment }
    let trimmed = text.trimmed
    let dayEnd = trimmed.firstIndex { $0.isWhitespace || $0 == "T" || $0 == "t" } ?? trimmed.endIndex
    let day = try civilDay(trimmed[..<dayEnd], text)
    guard dayEnd < trimmed.endIndex else {
      guard let moment = CivilMoment(day: day, hasTime: false) else { throw InvalidValue(.notADay(text), remedy: .writeDay) }
      return moment
    }
    var clock = Scanner(trimmed[trimmed.index(after: dayEnd)...].trimmed)
    if clock.skip("à") { clock.skipSpaces() }
    guard let moment = time(&clock, on: day), clock.isAtEnd else { throw InvalidValue(.notATime(text), remedy: .writeTime) }
    return moment
  }

  /// What programs write: `2026-12-31`, `2026-12-31T14:05`, `2026-12-31 14:05:09`, perhaps with `Z`. Read from the bytes, since a file has
  /// a million of them; all others, wrong ones too, are nil.
  private static func iso(_ text: String) -> CivilMoment? {
    var text = text
    return text.withUTF8 { bytes in
      func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for byte in bytes[range] {
          guard (0x30...0x39).contains(byte) else { return nil }
          value = value * 10 + Int(byte - 0x30)
        }
        return value
      }
      guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
        let year = number(0..<4), (1900...2200).contains(year), let month = number(5..<7), let dayOfMonth = number(8..<10),
        let day = Day(year: year, month: month, day: dayOfMonth)
      else { return nil }
      if bytes.count == 10 { return CivilMoment(day: day, hasTime: false) }
      guard bytes.count >= 16, bytes[10] == 0x54 || bytes[10] == 0x20, bytes[13] == 0x3A,
        let hour = number(11..<13), let minute = number(14..<16)
      else { return nil }
      let hasSeconds = bytes.count >= 19 && bytes[16] == 0x3A
      let end = hasSeconds ? 19 : 16
      guard let second = hasSeconds ? number(17..<19) : 0 else { return nil }
      let isUTC = bytes.count == end + 1 && bytes[end] == 0x5A
      guard isUTC || bytes.count == end else { return nil }
      return CivilMoment(day: day, hour: hour, minute: minute, second: second, utcOffset: isUTC ? 0 : nil)
    }
  }

  private static func civilDay(_ written: Substring, _ text: String) throws(InvalidValue) -> Day {
    let pieces = written.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
    let separators = Set(written.filter { "-/.".contains($0) })
    let isDigits = pieces.allSatisfy { piece in !piece.isEmpty && piece.allSatisfy { ("0"..."9").contains($0) } }
    guard isDigits, separators.count <= 1 else { throw InvalidValue(.notADay(text), remedy: .writeDay) }
    let numbers = pieces.compactMap { Int($0) }
    let date: (year: Int, month: Int, day: Int)
    switch (pieces.map(\.count), numbers.count) {
    case ([8], 1): date = (numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100)
    case (let widths, 3) where widths[0] == 4 && widths[1] <= 2 && widths[2] <= 2: date = (numbers[0], numbers[1], numbers[2])
    case (let widths, 3) where widths[2] == 4 && widths[0] <= 2 && widths[1] <= 2: date = (numbers[2], numbers[1], numbers[0])
    case (let widths, 3) where widths.allSatisfy { $0 <= 2 }: throw InvalidValue(.yearOfTwoDigits(text), remedy: .writeDay)
    default: throw InvalidValue(.notADay(text), remedy: .writeDay)
    }
    guard (1...12).contains(date.month) else { throw InvalidValue(.noSuchMonth(text, date.month), remedy: .writeDay) }
    guard (1900...2200).contains(date.year) else { throw InvalidValue(.unlikelyYear(text, date.year)) }
    guard let day = Day(year: date.year, month: date.month, day: date.day) else {
      throw InvalidValue(.noSuchDay(text, year: date.year, month: date.month, day: date.day))
    }
    return day
  }

  private static func time(_ clock: inout Scanner, on day: Day) -> CivilMoment? {
    guard let hour = clock.number(digits: 1...2) else { return nil }
    var (minute, second, microsecond) = (0, 0, 0)
    if clock.skip("h") || clock.skip("H") {
      clock.skipSpaces()
      minute = clock.number(digits: 2...2) ?? 0
    } else {
      guard clock.skip(":"), let minutes = clock.number(digits: 2...2) else { return nil }
      minute = minutes
      if clock.skip(":") {
        guard let seconds = clock.number(digits: 2...2) else { return nil }
        second = seconds
        if clock.skip(".") || clock.skip(",") {
          guard let fraction = clock.microseconds() else { return nil }
          microsecond = fraction
        }
      }
    }
    clock.skipSpaces()
    guard let offset = offset(&clock) else { return nil }
    return CivilMoment(day: day, hour: hour, minute: minute, second: second, microsecond: microsecond, utcOffset: offset)
  }

  /// Seconds east of UTC; `.some(nil)` when the text says nothing, `nil` when what it says is wrong.
  private static func offset(_ clock: inout Scanner) -> Int?? {
    if clock.isAtEnd { return .some(nil) }
    if clock.skip("Z") || clock.skip("z") || clock.skip("UTC") { return 0 }
    let isWest = clock.skip("-")
    guard isWest || clock.skip("+"), let hours = clock.number(digits: 2...2), hours <= 15 else { return nil }
    _ = clock.skip(":")
    let minutes = clock.isAtEnd ? 0 : clock.number(digits: 2...2)
    guard let minutes, minutes < 60 else { return nil }
    return (isWest ? -60 : 60) * (hours * 60 + minutes)
  }
}

/// A text being read from its start.
private struct Scanner {
  private var rest: Substring

  init(_ text: Substring) { rest = text }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  mutating func skipSpaces() { rest = rest.drop(while: \.isWhitespace) }

  mutating func number(digits: ClosedRange<Int>) -> Int? {
    let number = rest.prefix(digits.upperBound).prefix { ("0"..."9").contains($0) }
    guard digits.contains(number.count) else { return nil }
    rest = rest.dropFirst(number.count)
    return Int(number)
  }

  /// A fraction of a second, cut after six digits.
  mutating func microseconds() -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard (1...9).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    return Int(digits.prefix(6) + String(repeating: "0", count: max(0, 6 - digits.count)))
  }
}
