#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A point in time: PostgreSQL's `timestamptz`, without its infinities.
public struct Instant: Hashable, Comparable, Sendable {
  /// Microseconds since 2000-01-01 00:00 UTC, as PostgreSQL counts them.
  public let microsecondsSince2000: Int64

  /// From PostgreSQL's own count.
  public init(microsecondsSince2000 microseconds: Int64) { microsecondsSince2000 = microseconds }

  /// From microseconds since 1970-01-01 00:00 UTC.
  public init(unixMicroseconds: Int64) { self.init(microsecondsSince2000: unixMicroseconds - Instant.unixToPostgres) }

  /// From seconds since 1970-01-01 00:00 UTC.
  public init(unixSeconds: Int64) { self.init(unixMicroseconds: unixSeconds * 1_000_000) }

  /// Microseconds since 1970-01-01 00:00 UTC.
  public var unixMicroseconds: Int64 { microsecondsSince2000 + Instant.unixToPostgres }

  /// Whole seconds since 1970, rounded down.
  public var unixSeconds: Int64 { Int64(Int(unixMicroseconds).floorDivided(by: 1_000_000)) }

  /// The time of this machine, to the microsecond.
  public static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(unixMicroseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  public static func < (left: Instant, right: Instant) -> Bool { left.microsecondsSince2000 < right.microsecondsSince2000 }

  /// From 1970-01-01 to 2000-01-01.
  private static let unixToPostgres: Int64 = 10957 * microsecondsPerDay
}

extension Instant {
  /// What a clock on UTC shows.
  public var utc: CivilTime { CivilTime(microsecondsSince2000: microsecondsSince2000) }

  /// When a clock on UTC shows `utc`.
  public init(utc: CivilTime) { self.init(microsecondsSince2000: utc.microsecondsSince2000) }

  /// The instant that much later; what is less than a microsecond is dropped.
  public static func + (instant: Instant, duration: Duration) -> Instant {
    let (seconds, attoseconds) = duration.components
    return Instant(microsecondsSince2000: instant.microsecondsSince2000 + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }

  /// The instant that much earlier.
  public static func - (instant: Instant, duration: Duration) -> Instant { instant + (.zero - duration) }

  /// How long `left` is after `right`.
  public static func - (left: Instant, right: Instant) -> Duration {
    .microseconds(left.microsecondsSince2000 - right.microsecondsSince2000)
  }
}

extension Instant: LosslessStringConvertible, Codable {
  /// ISO 8601 in UTC, `yyyy-mm-ddThh:mm:ssZ`, with the fraction of the second when there is one.
  public var description: String { "\(utc)Z" }

  /// Reads `yyyy-mm-ddThh:mm[:ss[.ffffff]]` followed by `Z` or an offset such as `+02:00`; nil when it is no such time.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let time = reader.civilTime(), let sign = reader.skip("Z", "+", "-") else { return nil }
    var offset = 0
    if sign != "Z" {
      guard let hours = reader.number(2), reader.skip(":") != nil, let minutes = reader.number(2), hours < 16, minutes < 60 else {
        return nil
      }
      offset = (hours * 60 + minutes) * (sign == "+" ? 60 : -60)
    }
    guard reader.isAtEnd else { return nil }
    self.init(microsecondsSince2000: time.microsecondsSince2000 - Int64(offset) * 1_000_000)
  }

  public init(from decoder: any Decoder) throws { self = try parsed(from: decoder, "an instant as yyyy-mm-ddThh:mm:ssZ") }

  public func encode(to encoder: any Encoder) throws { try write(description, to: encoder) }
}

extension Instant: PostgresCodable {
  public static var postgresType: DataType { .timestamptz }

  public func encode(into bytes: inout [UInt8]) { microsecondsSince2000.append(to: &bytes) }

  public init(_ cell: Cell) throws(Refusal) {
    let microseconds = try Int64(cell.bytes(.timestamptz), at: 0)
    guard microseconds != .min, microseconds != .max else { throw Refusal("an infinite timestamptz") }
    self.init(microsecondsSince2000: microseconds)
  }
}
