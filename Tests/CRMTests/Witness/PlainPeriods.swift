import Postgres

// Which days are compared with a period, as docs/figures.md says it.
extension Range<Day> {
  /// How many whole months it is; nil when it is not.
  var wholeMonths: Int? {
    guard lowerBound.day == 1, upperBound.day == 1 else { return nil }
    return (upperBound.year - lowerBound.year) * 12 + upperBound.month - lowerBound.month
  }

  /// As long, just before: as many months before whole months, else as many days.
  var before: Range<Day> {
    if let months = wholeMonths { return lowerBound.adding(months: -months)..<lowerBound }
    return (lowerBound - length)..<lowerBound
  }

  /// Monday to Friday without the eleven public holidays of France.
  var workingDays: Int { each.count { $0.weekday <= 5 && !Self.isHoliday($0) } }

  private static func isHoliday(_ day: Day) -> Bool {
    let fixed: Set<[Int]> = [[1, 1], [1, 5], [8, 5], [14, 7], [15, 8], [1, 11], [11, 11], [25, 12]]
    return fixed.contains([day.day, day.month]) || [1, 39, 50].contains(day - easter(day.year))
  }

  /// The Sunday after the paschal full moon, of the tables of the Gregorian calendar (Clavius, by Knuth, *The Art of Computer Programming*,
  /// 1.3.2, exercise 14).
  private static func easter(_ year: Int) -> Day {
    let golden = year % 19 + 1
    let century = year / 100 + 1
    let skippedLeapYears = 3 * century / 4 - 12
    let moon = (8 * century + 5) / 25 - 5
    let sunday = 5 * year / 4 - skippedLeapYears - 10
    var epact = (11 * golden + 20 + moon - skippedLeapYears) % 30
    if epact < 0 { epact += 30 }
    if epact == 25 && golden > 11 || epact == 24 { epact += 1 }
    var fullMoon = 44 - epact
    if fullMoon < 21 { fullMoon += 30 }
    let found = fullMoon + 7 - (sunday + fullMoon) % 7
    return (Day(year: year, month: 3, day: 1) ?? Day(daysSince2000: 0)) + (found - 1)
  }
}

/// The days of two periods that growth compares.
struct PlainComparison {
  let now: [Day]
  let then: [Day]

  /// A period with the year before, up to a day of it where it is not over: with the same weekdays or the same dates, as the whole period
  /// says. No two years that follow one another both have a 29 February.
  static func yearBefore(_ period: Range<Day>, until end: Day) -> PlainComparison {
    let days = (period.lowerBound..<end).each
    if meetsWeekdays(period) { return PlainComparison(now: days, then: days.map { $0 - 364 }) }
    let dates = days.filter { $0.month != 2 || $0.day != 29 }
    return PlainComparison(now: dates, then: dates.map { $0.adding(months: -12) })
  }

  /// Days that begin on a Monday meet weekdays; not whole months, nor more than a week from a Monday the first that is not whole weeks.
  private static func meetsWeekdays(_ period: Range<Day>) -> Bool {
    guard period.lowerBound.weekday == 1, period.wholeMonths == nil else { return false }
    return period.lowerBound.day != 1 || period.length <= 7 || period.length % 7 == 0
  }

  /// A period with the one before; while it is not over, its days so far with as many first ones.
  static func periodBefore(_ period: Range<Day>, until end: Day) -> PlainComparison {
    let days = (period.lowerBound..<end).each
    let before = period.before.each
    return PlainComparison(now: days, then: end < period.upperBound ? Array(before.prefix(days.count)) : before)
  }

  /// Days with an action and as many before it began, not before this part of it; the first of them while the period is not over.
  static func beforeTheAction(_ start: Day, _ window: Range<Day>, until end: Day) -> PlainComparison {
    let days = (window.lowerBound..<end).each
    return PlainComparison(now: days, then: Array(((start - window.length)..<start).each.prefix(days.count)))
  }
}
