/// A day of the civil (Gregorian) calendar: PostgreSQL's `date`, without its infinities.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 2000-01-01, as PostgreSQL counts them.
  public let daysSince2000: Int32

  /// Any day that PostgreSQL can store.
  public init(daysSince2000 days: Int32) { daysSince2000 = days }

  /// Nil when there is no such day, as 31 February; years 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.daysIn(month: month, of: year) else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// Days since 2000-01-01; `day` may lie beyond its month.
  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    // Years begin in March, so that the leap day comes last. https://howardhinnant.github.io/date_algorithms.html#days_from_civil
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear.floorDivided(by: 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSince2000 = Int32(clamping: era * Day.daysOfEra + dayOfEra - Day.eraBeginTo2000)
  }

  public static func < (left: Day, right: Day) -> Bool { left.daysSince2000 < right.daysSince2000 }

  /// Whether the year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// 28 to 31.
  public static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// 400 years, after which the calendar repeats.
  private static let daysOfEra = 146_097
  /// From 0000-03-01 to 2000-01-01.
  private static let eraBeginTo2000 = 730_425
}

extension Day {
  /// The three parts at once, which costs less than each by itself.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSince2000) + Day.eraBeginTo2000
    let era = shifted.floorDivided(by: Day.daysOfEra)
    let dayOfEra = shifted - era * Day.daysOfEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// The year, of which 0 is 1 BC.
  public var year: Int { parts.year }
  /// 1 to 12.
  public var month: Int { parts.month }
  /// 1 to 31.
  public var day: Int { parts.day }
  /// 1 to 4.
  public var quarter: Int { (parts.month + 2) / 3 }
  /// 1 is Monday, 7 is Sunday (ISO 8601).
  public var weekday: Int { (Int(daysSince2000) + 5).floorRemainder(by: 7) + 1 }

  /// The week of ISO 8601 and the year it belongs to: week 1 has the year's first Thursday.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = self + (4 - weekday)
    let year = thursday.year
    return (year, Int(thursday.daysSince2000 - Day(unchecked: year, 1, 1).daysSince2000) / 7 + 1)
  }

  /// The day so many days later.
  public static func + (day: Day, days: Int) -> Day { Day(daysSince2000: Int32(clamping: Int(day.daysSince2000) + days)) }

  /// The day so many days earlier.
  public static func - (day: Day, days: Int) -> Day { day + -days }

  /// How many days `left` is after `right`.
  public static func - (left: Day, right: Day) -> Int { Int(left.daysSince2000) - Int(right.daysSince2000) }

  /// The same day of another month, or that month's last day when it has none: 31 January and one month is 28 or 29 February.
  public func adding(months: Int) -> Day {
    let (year, month, day) = parts
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index.floorDivided(by: 12), index.floorRemainder(by: 12) + 1)
    return Day(unchecked: newYear, newMonth, min(day, Day.daysIn(month: newMonth, of: newYear)))
  }

  /// The first day of its month.
  public var firstOfMonth: Day { Day(unchecked: parts.year, parts.month, 1) }
  /// The first day of its quarter.
  public var firstOfQuarter: Day { Day(unchecked: parts.year, (quarter - 1) * 3 + 1, 1) }
  /// 1 January of its year.
  public var firstOfYear: Day { Day(unchecked: parts.year, 1, 1) }
  /// The Monday of its week.
  public var firstOfWeek: Day { self - (weekday - 1) }
}

extension Day: LosslessStringConvertible, Codable {
  /// `yyyy-mm-dd`
  public var description: String {
    let (year, month, day) = parts
    return "\(zeroPadded(year, 4))-\(zeroPadded(month, 2))-\(zeroPadded(day, 2))"
  }

  /// Reads `yyyy-mm-dd` and nothing else; nil when it is no day.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let day = reader.day(), reader.isAtEnd else { return nil }
    self = day
  }

  public init(from decoder: any Decoder) throws { self = try parsed(from: decoder, "a day as yyyy-mm-dd") }

  public func encode(to encoder: any Encoder) throws { try write(description, to: encoder) }
}

extension Day: PostgresCodable {
  public static var postgresType: DataType { .date }

  public func encode(into bytes: inout [UInt8]) { daysSince2000.append(to: &bytes) }

  public init(_ cell: Cell) throws(Refusal) {
    let days = try Int32(cell.bytes(.date), at: 0)
    guard days != .min, days != .max else { throw Refusal("an infinite date") }
    self.init(daysSince2000: days)
  }
}

extension Int {
  /// Rounded down, also below zero.
  func floorDivided(by divisor: Int) -> Int { (self - floorRemainder(by: divisor)) / divisor }

  func floorRemainder(by divisor: Int) -> Int { (self % divisor + divisor) % divisor }
}
