public import Postgres

/// A day and a time of day, in a known offset from UTC or in whatever time zone the reader gives it.
public struct CivilMoment: Sendable, Hashable {
  /// The day.
  public let day: Day
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
    day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0, utcOffset: Int? = nil, hasTime: Bool = true
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
    let time = "\(day)T\(zeroPadded(hour, 2)):\(zeroPadded(minute, 2)):\(zeroPadded(second, 2))\(fraction)"
    guard let utcOffset else { return time }
    guard utcOffset != 0 else { return time + "Z" }
    let minutes = Int(utcOffset.magnitude) / 60
    return "\(time)\(utcOffset < 0 ? "-" : "+")\(zeroPadded(minutes / 60, 2)):\(zeroPadded(minutes % 60, 2))"
  }
}

extension CivilMoment {
  /// The time on the clocks of whoever wrote it.
  public var localTime: CivilTime {
    CivilTime(day, microsecondOfDay: Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + Int64(microsecond))
  }

  /// The instant, when the text said how far from UTC it is.
  public var instant: Instant? {
    utcOffset.map { Instant(utc: localTime) - .seconds($0) }
  }
}

extension CivilMoment: Encodable {
  /// Encodes the moment in ISO 8601.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
