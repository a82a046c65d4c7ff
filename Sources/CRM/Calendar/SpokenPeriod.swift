public import Postgres

extension Period {
  /// The period that a text names: `2026`, `2026-11`, `novembre 2026`, `2026-T4` (`2026-Q4`), `2026-S05` (`2026-W05`), `ce mois`,
  /// `trimestre dernier`, `this-week`, or a day. A quarter, month or week without its year is the one that is nearest to today.
  ///
  /// - Throws: `InvalidValue` for what names none.
  public static func named(_ text: String, today: Day) throws(InvalidValue) -> Period {
    let words = text.folded.split { $0.isWhitespace || $0 == "-" || $0 == "/" }.map(String.init)
    if let period = relative(words, today) ?? absolute(words, today) { return period }
    guard let day = try? SpokenDate.day(text, today: today, .nearest) else {
      throw InvalidValue(.notAPeriod(text), remedy: .writePeriod)
    }
    return Period(day, day + 1)
  }

  /// `ce mois`, `mois dernier`, `le trimestre prochain`, `this week`, `last quarter`, `mois`.
  private static func relative(_ words: [String], _ today: Day) -> Period? {
    var distance = 0
    var grain: Grain?
    for word in words {
      if let named = grains[word] {
        if grain != nil { return nil }
        grain = named
      } else if let days = distances[word] {
        distance = days
      } else if !["le", "la", "l'annee", "the", "ce", "cet", "cette", "this", "en", "cours"].contains(word) {
        return nil
      }
    }
    guard let grain else { return nil }
    let start = distance < 0 ? (today.first(of: grain) - 1).first(of: grain) : today.first(of: grain)
    let first = distance > 0 ? start.next(grain) : start
    return Period(first, first.next(grain))
  }

  private static let grains: [String: Grain] = [
    "annee": .year, "an": .year, "year": .year, "trimestre": .quarter, "quarter": .quarter, "mois": .month, "month": .month,
    "semaine": .week, "week": .week,
  ]

  private static let distances = ["dernier": -1, "derniere": -1, "last": -1, "prochain": 1, "prochaine": 1, "next": 1]

  private static func absolute(_ words: [String], _ today: Day) -> Period? {
    switch words.count {
    case 1:
      if let year = year(words[0]) { return of(.year, year) }
      return (-1...1).compactMap { part(words[0], of: today.year + $0) }.min { abs($0.middle - today) < abs($1.middle - today) }
    case 2:
      for (yearWord, partWord) in [(words[0], words[1]), (words[1], words[0])] {
        if let year = year(yearWord), let period = part(partWord, of: year) { return period }
        if let year = year(yearWord), let month = Int(partWord), partWord.count <= 2 { return of(.month, year, month) }
      }
      return nil
    default: return nil
    }
  }

  private static func year(_ word: String) -> Int? {
    guard word.count == 4, let year = Int(word), (1900...2200).contains(year) else { return nil }
    return year
  }

  /// `T4`, `S05` or a month's name, of a year.
  private static func part(_ word: String, of year: Int) -> Period? {
    if let month = CivilDate.month(word[...]) { return of(.month, year, month) }
    guard let letter = word.first, let number = Int(word.dropFirst()), word.dropFirst().first?.isNumber == true else { return nil }
    switch letter {
    case "t", "q": return (1...4).contains(number) ? of(.quarter, year, number * 3 - 2) : nil
    case "s", "w":
      // The fourth of January is always in the first week.
      guard let first = Day(year: year, month: 1, day: 4)?.first(of: .week), (1...53).contains(number) else { return nil }
      let week = first + 7 * (number - 1)
      return week.isoWeek.year == year ? Period(week, week + 7) : nil
    default: return nil
    }
  }

  private static func of(_ grain: Grain, _ year: Int, _ month: Int = 1) -> Period? {
    Day(year: year, month: month, day: 1).map { Period($0, $0.next(grain)) }
  }

  private var middle: Day { from + (to - from) / 2 }
}
