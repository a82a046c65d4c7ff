public import Postgres

/// Reads days and moments that are meant from today: `hier`, `demain`, `lundi`, `dans 3 jours`, `01/12`, `14h30`, beside those of
/// ``CivilDate``, which need no today.
public enum SpokenDate {
  /// Which of the days that a word or a date without its year may mean.
  public enum Tense: Sendable {
    /// The last one until today: of what took place.
    case past
    /// The next one from today on: of what is planned.
    case future
    /// The one that is nearest to today: where a period begins and ends.
    case nearest
  }

  /// The day that a text names.
  ///
  /// - Throws: `InvalidValue` for what names none.
  public static func day(_ text: String, today: Day, _ tense: Tense) throws(InvalidValue) -> Day {
    let words = words(text)
    guard let (day, count) = day(words[...], today, tense), count == words.count else { return try CivilDate.day(text) }
    return day
  }

  /// The moment that a text names; a time alone is one of today.
  ///
  /// - Throws: `InvalidValue` for what names none.
  public static func moment(_ text: String, today: Day, _ tense: Tense) throws(InvalidValue) -> Moment {
    let words = words(text)
    let (day, count) = day(words[...], today, tense) ?? (today, 0)
    let time = words[count...].joined(separator: " ")
    if count > 0, time.isEmpty { return .day(day) }
    guard let moment = CivilDate.time(time[...], on: day), moment.utcOffset == nil else { return try Moment(text) }
    return .local(moment.localTime)
  }

  private static func words(_ text: String) -> [String] {
    text.folded.split { $0.isWhitespace || $0 == "," }.map(String.init)
  }

  /// The day that the first words name, and how many they are.
  private static func day(_ words: ArraySlice<String>, _ today: Day, _ tense: Tense) -> (Day, count: Int)? {
    guard let first = words.first else { return nil }
    if let days = distances[first] { return (today + days, 1) }
    if words.starts(with: ["day", "after", "tomorrow"]) { return (today + 2, 3) }
    if words.starts(with: ["day", "before", "yesterday"]) { return (today - 2, 3) }
    return weekday(words, today, tense) ?? distance(words, today) ?? dayOfMonth(words, today, tense)
  }

  private static let distances = [
    "aujourd'hui": 0, "aujourd’hui": 0, "aujourdhui": 0, "today": 0, "hier": -1, "yesterday": -1, "demain": 1, "tomorrow": 1,
    "avant-hier": -2, "apres-demain": 2,
  ]

  /// `lundi`, `lundi prochain`, `next Monday`: past and future leave today out, which has a word of its own.
  private static func weekday(_ words: ArraySlice<String>, _ today: Day, _ tense: Tense) -> (Day, count: Int)? {
    var (words, tense, count) = (words, tense, 1)
    if let said = directions[words[words.startIndex]] { (words, tense, count) = (words.dropFirst(), said, 2) }
    guard let word = words.first, let weekday = CivilDate.weekday(word[...]) else { return nil }
    if count == 1, let said = words.dropFirst().first.flatMap({ directions[$0] }) { (tense, count) = (said, 2) }
    let ahead = (weekday - today.weekday + 6) % 7 + 1
    switch tense {
    case .past: return (today + ahead - (ahead == 7 ? 14 : 7), count)
    case .future: return (today + ahead, count)
    case .nearest: return (today + (ahead > 3 ? ahead - 7 : ahead), count)
    }
  }

  private static let directions: [String: Tense] = ["prochain": .future, "next": .future, "dernier": .past, "last": .past]

  /// `dans 3 jours`, `il y a 2 semaines`, `in 3 days`, `2 weeks ago`.
  private static func distance(_ words: ArraySlice<String>, _ today: Day) -> (Day, count: Int)? {
    let words = Array(words.prefix(5))
    for (opening, isAhead, count) in [(["dans"], true, 3), (["in"], true, 3), (["il", "y", "a"], false, 5)]
    where words.starts(with: opening) {
      return length(words.dropFirst(opening.count)).map { (day(at: $0, isAhead, of: today), count) }
    }
    guard words.dropFirst(2).first == "ago" else { return nil }
    return length(words[...]).map { (day(at: $0, false, of: today), 3) }
  }

  private static func length(_ words: ArraySlice<String>) -> (number: Int, isMonths: Bool)? {
    guard let number = words.first.flatMap({ $0 == "un" || $0 == "une" || $0 == "a" ? 1 : Int($0) }), (0...3660).contains(number),
      let unit = words.dropFirst().first
    else { return nil }
    switch unit {
    case "jour", "jours", "day", "days": return (number, false)
    case "semaine", "semaines", "week", "weeks": return (number * 7, false)
    case "mois", "month", "months": return (number, true)
    default: return nil
    }
  }

  private static func day(at length: (number: Int, isMonths: Bool), _ isAhead: Bool, of today: Day) -> Day {
    let number = isAhead ? length.number : -length.number
    return length.isMonths ? today.adding(months: number) : today + number
  }

  /// `01/12`, `1er décembre`, `12 mars`, `Mar 12`: of which year, the tense says.
  private static func dayOfMonth(_ words: ArraySlice<String>, _ today: Day, _ tense: Tense) -> (Day, count: Int)? {
    guard let (month, day, count) = monthAndDay(Array(words.prefix(3))) else { return nil }
    // The 29th of February comes back after eight years at most.
    let found = (-8...8).compactMap { Day(year: today.year + $0, month: month, day: day) }
    let chosen =
      switch tense {
      case .past: found.last { $0 <= today }
      case .future: found.first { $0 >= today }
      case .nearest: found.min { abs($0 - today) < abs($1 - today) }
      }
    return chosen.map { ($0, count) }
  }

  private static func monthAndDay(_ words: [String]) -> (month: Int, day: Int, count: Int)? {
    let numbers = words[0].split(omittingEmptySubsequences: false) { "/.".contains($0) }.map { Int($0) }
    if numbers.count == 2, let day = numbers[0], let month = numbers[1] { return (month, day, 1) }
    // A year after it makes it a date as any other.
    guard words.count >= 2, words.count == 2 || Int(words[2]) == nil else { return nil }
    for (dayWord, monthWord) in [(words[0], words[1]), (words[1], words[0])] {
      let digits = dayWord.prefix { ("0"..."9").contains($0) }
      guard let day = Int(digits), ["", "er", "st", "nd", "rd", "th"].contains(dayWord.dropFirst(digits.count)) else { continue }
      if let month = CivilDate.month(monthWord[...]) { return (month, day, 2) }
    }
    return nil
  }
}
