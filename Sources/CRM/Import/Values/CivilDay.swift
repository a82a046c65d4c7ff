/// A day of the Gregorian calendar, without time or time zone.
public struct CivilDay: Sendable, Hashable, Comparable {
  /// 1 to 9999.
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to the length of the month.
  public let day: Int

  /// The day, or `nil` when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The number of days of a month.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2026-12-31`.
  public var iso: String { "\(zeroPadded(year, 4))-\(zeroPadded(month, 2))-\(zeroPadded(day, 2))" }

  /// The number of days since 2000-01-01, as PostgreSQL counts them (Howard Hinnant, `days_from_civil`).
  public var daysSince2000: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 730_425
  }

  /// Earlier days are smaller.
  public static func < (one: CivilDay, other: CivilDay) -> Bool {
    (one.year, one.month, one.day) < (other.year, other.month, other.day)
  }
}

/// A day and a time of day, in a known offset from UTC or in whatever time zone the reader gives it.
public struct CivilMoment: Sendable, Hashable {
  /// The day.
  public let day: CivilDay
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int
  /// 0 to 59.
  public let second: Int
  /// 0 to 999 999.
  public let microsecond: Int
  /// Seconds east of UTC, when the text says so.
  public let utcOffset: Int?
  /// Whether the text gave a time; without one it is midnight.
  public let hasTime: Bool

  /// The moment, or `nil` when no clock shows such a time.
  public init?(
    day: CivilDay, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0, utcOffset: Int? = nil, hasTime: Bool = true
  ) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second), (0..<1_000_000).contains(microsecond) else {
      return nil
    }
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
    self.utcOffset = utcOffset
    self.hasTime = hasTime
  }

  /// `2026-12-31T14:05:00+01:00`; without offset when there is none.
  public var iso: String {
    let fraction = microsecond == 0 ? "" : "." + zeroPadded(microsecond, 6)
    let time = "\(day.iso)T\(zeroPadded(hour, 2)):\(zeroPadded(minute, 2)):\(zeroPadded(second, 2))\(fraction)"
    guard let utcOffset else { return time }
    guard utcOffset != 0 else { return time + "Z" }
    let minutes = Int(utcOffset.magnitude) / 60
    return "\(time)\(utcOffset < 0 ? "-" : "+")\(zeroPadded(minutes / 60, 2)):\(zeroPadded(minutes % 60, 2))"
  }
}

/// A number with zeros before it up to a width.
func zeroPadded(_ value: some BinaryInteger, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension CivilDay: Encodable {
  /// Encodes the day in ISO 8601.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}

extension CivilMoment: Encodable {
  /// Encodes the moment in ISO 8601.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
