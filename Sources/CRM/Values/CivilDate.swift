public import Postgres

/// Reads days and moments.
public enum CivilDate {
  /// A day: `2026-12-31`, `2026/12/31`, `20261231`, `31/12/2026`, `31-12-2026`, `31.12.2026`, `31/12/26`, `31 décembre 2026`,
  /// `Dec 31, 2026`, `31-Dec-26`. A time after it is left out when it is local.
  ///
  /// - Parameter order: Whether the day or the month comes first where both are numbers before the year.
  /// - Throws: `InvalidValue` for what is no day, or is a moment of some time zone, whose day depends on it.
  public static func day(_ text: String, _ order: DayOrder = .dayFirst) throws(InvalidValue) -> Day {
    let moment = try moment(text, order)
    guard moment.utcOffset == nil else { throw InvalidValue(.dayInATimeZone(text), remedy: .writeDay) }
    return moment.day
  }

  /// A moment: a day, alone or with a time such as `14:05`, `14:05:09.250`, `14h05`, `à 14h`, `2:05 PM`; after a time `Z` or `+02:00` says
  /// how far from UTC.
  /// - Throws: `InvalidValue` for what is none.
  public static func moment(_ text: String, _ order: DayOrder = .dayFirst) throws(InvalidValue) -> CivilMoment {
    if let moment = iso(text) { return moment }
    let trimmed = text.trimmed
    let (day, rest) = try trimmed.first?.isNumber == true && !hasMonthName(trimmed) ? numbers(trimmed, text, order) : words(trimmed, text)
    let time = rest.drop { $0.isWhitespace || $0 == "," }
    guard !time.isEmpty else {
      guard let moment = CivilMoment(day: day, hasTime: false) else { throw InvalidValue(.notADay(text), remedy: .writeDay) }
      return moment
    }
    guard let moment = Self.time(time, on: day) else { throw InvalidValue(.notATime(text), remedy: .writeTime) }
    return moment
  }

  /// The moment of a day at which clocks show a time such as `14h05`, `à 14h` or `2:05 PM`; nil for what is no time.
  static func time(_ text: Substring, on day: Day) -> CivilMoment? {
    var clock = Scanner(text.last?.isWhitespace == true ? text.trimmed : text)
    for word in ["à", "a ", "at"] where clock.skip(word) { clock.skipSpaces() }
    guard let moment = time(&clock, on: day), clock.isAtEnd else { return nil }
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

  /// The day at the start of a text in numbers alone, and what follows it.
  private static func numbers(_ trimmed: Substring, _ text: String, _ order: DayOrder) throws(InvalidValue) -> (Day, rest: Substring) {
    let end = trimmed.firstIndex { $0.isWhitespace || $0 == "T" || $0 == "t" || $0 == "," } ?? trimmed.endIndex
    let written = trimmed[..<end]
    let pieces = written.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
    let separators = Set(written.filter { "-/.".contains($0) })
    let isDigits = pieces.allSatisfy { piece in !piece.isEmpty && piece.allSatisfy { ("0"..."9").contains($0) } }
    guard isDigits, separators.count <= 1 else { throw InvalidValue(.notADay(text), remedy: .writeDay) }
    let numbers = pieces.compactMap { Int($0) }
    let rest = trimmed[end...].dropFirst(end < trimmed.endIndex ? 1 : 0)
    if end < trimmed.endIndex, rest.isEmpty { throw InvalidValue(.notATime(text), remedy: .writeTime) }
    switch (pieces.map(\.count), numbers.count) {
    case ([8], 1): return (try day(numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100, text), rest)
    case (let widths, 3) where widths[0] == 4 && widths[1] <= 2 && widths[2] <= 2:
      return (try day(numbers[0], numbers[1], numbers[2], text), rest)
    case (let widths, 3) where (widths[2] == 4 || widths[2] == 2) && widths[0] <= 2 && widths[1] <= 2:
      // 25-12-31 is written in some programs for the last day of 2025.
      if widths[2] == 2, separators == ["-"] { throw InvalidValue(.yearOfTwoDigits(text), remedy: .writeDay) }
      let year = widths[2] == 2 ? century(numbers[2]) : numbers[2]
      let (first, second) = (numbers[0], numbers[1])
      return (try order == .dayFirst ? day(year, second, first, text) : day(year, first, second, text), rest)
    default: throw InvalidValue(.notADay(text), remedy: .writeDay)
    }
  }

  /// The day at the start of a text that names its month, and what follows it: `12 mars 2026`, `jeudi 12 mars 2026`, `Mar 12, 2026`,
  /// `12-Mar-26`.
  private static func words(_ trimmed: Substring, _ text: String) throws(InvalidValue) -> (Day, rest: Substring) {
    var words: [Substring] = []
    var rest = trimmed[...]
    while words.count < 4, !rest.isEmpty {
      rest = rest.drop { $0.isWhitespace || $0 == "," || "-/".contains($0) }
      let word = rest.prefix { !$0.isWhitespace && $0 != "," && !"-/".contains($0) }
      rest = rest[word.endIndex...]
      // A weekday before it says nothing more.
      if words.isEmpty, word.first?.isLetter == true, month(word) == nil { if weekday(word) != nil { continue } else { break } }
      words.append(word)
      if words.count == 3 { break }
    }
    guard words.count == 3, let year = Int(words[2]), words[2].count == 4 || words[2].count == 2 else {
      throw InvalidValue(.notADay(text), remedy: .writeDay)
    }
    let (monthWord, dayWord) = words[0].first?.isLetter == true ? (words[0], words[1]) : (words[1], words[0])
    let digits = dayWord.prefix { ("0"..."9").contains($0) }
    guard let month = month(monthWord), let number = Int(digits),
      ["", "er", "st", "nd", "rd", "th", "."].contains(dayWord.dropFirst(digits.count))
    else { throw InvalidValue(.notADay(text), remedy: .writeDay) }
    return (try day(words[2].count == 2 ? century(year) : year, month, number, text), rest)
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int, _ text: String) throws(InvalidValue) -> Day {
    guard (1...12).contains(month) else { throw InvalidValue(.noSuchMonth(text, month), remedy: .writeDay) }
    guard (1900...2200).contains(year) else { throw InvalidValue(.unlikelyYear(text, year)) }
    guard let found = Day(year: year, month: month, day: day) else {
      throw InvalidValue(.noSuchDay(text, year: year, month: month, day: day))
    }
    return found
  }

  /// The year that two digits mean (POSIX, `strptime`).
  private static func century(_ year: Int) -> Int { year + (year < 69 ? 2000 : 1900) }

  private static func hasMonthName(_ text: Substring) -> Bool {
    text.split { !$0.isLetter }.contains { month($0) != nil }
  }

  /// The month that a French or English name or its usual beginning names.
  static func month(_ word: Substring) -> Int? { months[letters(word)] }

  private static func letters(_ word: Substring) -> String { folded(word.filter { $0 != "." }) }

  private static let months = numbered([
    "janvier january janv jan", "fevrier february fevr fev feb", "mars march mar", "avril april avr apr", "mai may", "juin june jun",
    "juillet july juil jul", "aout august aou aug", "septembre september sept sep", "octobre october oct", "novembre november nov",
    "decembre december dec",
  ])

  /// The day of the week, Monday 1, that a French or English name or its usual beginning names.
  static func weekday(_ word: Substring) -> Int? { weekdays[letters(word)] }

  private static let weekdays = numbered([
    "lundi lun monday mon", "mardi mar tuesday tue tues", "mercredi mer wednesday wed", "jeudi jeu thursday thu thur thurs",
    "vendredi ven friday fri", "samedi sam saturday sat", "dimanche dim sunday sun",
  ])

  /// The words for each of the first, the second, and so on.
  private static func numbered(_ names: [String]) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: names.enumerated().flatMap { index, all in all.split(separator: " ").map { (String($0), index + 1) } })
  }

  private static func time(_ clock: inout Scanner, on day: Day) -> CivilMoment? {
    guard var hour = clock.number(digits: 1...2) else { return nil }
    var (minute, second, microsecond) = (0, 0, 0)
    var isWhole = false
    if clock.skip("h") || clock.skip("H") {
      clock.skipSpaces()
      minute = clock.number(digits: 2...2) ?? 0
    } else if clock.skip(":") {
      guard let minutes = clock.number(digits: 2...2) else { return nil }
      minute = minutes
      if clock.skip(":") {
        guard let seconds = clock.number(digits: 2...2) else { return nil }
        second = seconds
        if clock.skip(".") || clock.skip(",") {
          guard let fraction = clock.microseconds() else { return nil }
          microsecond = fraction
        }
      }
    } else {
      isWhole = true
    }
    clock.skipSpaces()
    if let isAfternoon = clock.half() {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    } else if isWhole {
      return nil
    }
    clock.skipSpaces()
    guard let offset = offset(&clock) else { return nil }
    return CivilMoment(day: day, hour: hour, minute: minute, second: second, microsecond: microsecond, utcOffset: offset)
  }

  /// Seconds east of UTC; `.some(nil)` when the text says nothing, `nil` when what it says is wrong.
  private static func offset(_ clock: inout Scanner) -> Int?? {
    if clock.isAtEnd { return .some(nil) }
    let isNamed = clock.skip("Z") || clock.skip("z") || clock.skip("UTC") || clock.skip("GMT")
    if isNamed, clock.isAtEnd { return 0 }
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

  /// Whether `pm` or `am` follows; nil when neither does.
  mutating func half() -> Bool? {
    for (word, isAfternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
      if rest.prefix(word.count).lowercased() == word {
        rest = rest.dropFirst(word.count)
        return isAfternoon
      }
    }
    return nil
  }

  /// A fraction of a second, cut after six digits.
  mutating func microseconds() -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard (1...9).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    return Int(digits.prefix(6) + String(repeating: "0", count: max(0, 6 - digits.count)))
  }
}
