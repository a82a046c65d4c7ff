import Postgres

/// Reads moments as services in English write them: the month first.
public enum AmericanDate {
  /// `Jun 09, 2018 09:30 pm`, `06/09/2018`, `6/9/2018 9:30:00 PM`; what names no month and has no slashes is read by `CivilDate`.
  /// - Throws: `InvalidValue` for what is none.
  public static func moment(_ text: String) throws(InvalidValue) -> CivilMoment {
    let words = text.split { $0.isWhitespace || $0 == "," }
    guard let first = words.first else { throw InvalidValue(.notADay(text), remedy: .writeDay) }
    let date: [Substring]
    let time: [Substring]
    if let month = month(first), words.count >= 3 {
      date = ["\(month)", words[1], words[2]]
      time = Array(words[3...])
    } else if first.contains("/") {
      date = first.split(separator: "/", omittingEmptySubsequences: false)
      time = Array(words[1...])
    } else {
      return try CivilDate.moment(text)
    }
    // 2018/06/09 is no American date.
    guard date.count == 3, date[2].count == 4 else { return try CivilDate.moment(text) }
    let day = try day(date, text)
    guard !time.isEmpty else { return try midnight(of: day, text) }
    guard let moment = moment(on: day, time.joined().lowercased()) else { throw InvalidValue(.notATime(text), remedy: .writeTime) }
    return moment
  }

  private static func day(_ parts: [Substring], _ text: String) throws(InvalidValue) -> Day {
    let numbers = parts.compactMap { $0.allSatisfy { ("0"..."9").contains($0) } ? Int($0) : nil }
    guard numbers.count == 3 else { throw InvalidValue(.notADay(text), remedy: .writeDay) }
    let (month, day, year) = (numbers[0], numbers[1], numbers[2])
    guard (1...12).contains(month) else { throw InvalidValue(.noSuchMonth(text, month), remedy: .writeDay) }
    guard (1900...2200).contains(year) else { throw InvalidValue(.unlikelyYear(text, year)) }
    guard let found = Day(year: year, month: month, day: day) else {
      throw InvalidValue(.noSuchDay(text, year: year, month: month, day: day))
    }
    return found
  }

  private static func midnight(of day: Day, _ text: String) throws(InvalidValue) -> CivilMoment {
    guard let moment = CivilMoment(day: day, hasTime: false) else { throw InvalidValue(.notADay(text), remedy: .writeDay) }
    return moment
  }

  /// The month that an English name or its first letters name.
  private static func month(_ word: Substring) -> Int? {
    let letters = word.lowercased().filter { $0 != "." }
    guard letters.count >= 3 else { return nil }
    return names.firstIndex { $0.hasPrefix(letters) || letters == "sept" && $0 == "september" }.map { $0 + 1 }
  }

  private static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ]

  /// `09:30pm`, `9:30:00pm`, `21:30`.
  private static func moment(on day: Day, _ time: String) -> CivilMoment? {
    let isAfternoon = time.hasSuffix("pm")
    let isHalved = isAfternoon || time.hasSuffix("am")
    let parts = time.dropLast(isHalved ? 2 : 0).split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { (1...2).contains($0.count) && $0.allSatisfy { ("0"..."9").contains($0) } ? Int($0) : nil }
    guard (2...3).contains(parts.count), numbers.count == parts.count, !isHalved || (1...12).contains(numbers[0]) else { return nil }
    let hour = isHalved ? numbers[0] % 12 + (isAfternoon ? 12 : 0) : numbers[0]
    return CivilMoment(day: day, hour: hour, minute: numbers[1], second: numbers.count == 3 ? numbers[2] : 0)
  }
}
