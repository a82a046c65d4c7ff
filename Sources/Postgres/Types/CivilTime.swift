/// A day and a time of day without a time zone: PostgreSQL's `timestamp`, without its infinities.
public struct CivilTime: Hashable, Comparable, Sendable {
  /// Microseconds since 2000-01-01 00:00, as PostgreSQL counts them.
  public let microsecondsSince2000: Int64

  /// From PostgreSQL's own count.
  public init(microsecondsSince2000 microseconds: Int64) { microsecondsSince2000 = microseconds }

  /// A time of a day, from its midnight.
  public init(_ day: Day, microsecondOfDay: Int64 = 0) {
    self.init(microsecondsSince2000: Int64(day.daysSince2000) * microsecondsPerDay + microsecondOfDay)
  }

  /// The day it falls on.
  public var day: Day { Day(daysSince2000: Int32(clamping: Int(microsecondsSince2000).floorDivided(by: Int(microsecondsPerDay)))) }

  /// Microseconds since midnight.
  public var microsecondOfDay: Int64 { Int64(Int(microsecondsSince2000).floorRemainder(by: Int(microsecondsPerDay))) }

  public static func < (left: CivilTime, right: CivilTime) -> Bool { left.microsecondsSince2000 < right.microsecondsSince2000 }
}

extension CivilTime: LosslessStringConvertible, Codable {
  /// `yyyy-mm-ddThh:mm:ss`, with the fraction of the second when there is one.
  public var description: String { "\(day)T\(timeOfDay(microsecondOfDay))" }

  /// Reads `yyyy-mm-ddThh:mm[:ss[.ffffff]]`, with `T` or a space; nil when it is no such time.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let time = reader.civilTime(), reader.isAtEnd else { return nil }
    self = time
  }

  public init(from decoder: any Decoder) throws { self = try parsed(from: decoder, "a time as yyyy-mm-ddThh:mm:ss") }

  public func encode(to encoder: any Encoder) throws { try write(description, to: encoder) }
}

extension CivilTime: PostgresCodable {
  public static var postgresType: DataType { .timestamp }

  public func encode(into bytes: inout [UInt8]) { microsecondsSince2000.append(to: &bytes) }

  public init(_ cell: Cell) throws(Refusal) {
    let microseconds = try Int64(cell.bytes(.timestamp), at: 0)
    guard microseconds != .min, microseconds != .max else { throw Refusal("an infinite timestamp") }
    self.init(microsecondsSince2000: microseconds)
  }
}

let microsecondsPerDay: Int64 = 86_400_000_000

func timeOfDay(_ microseconds: Int64) -> String {
  let (seconds, fraction) = Int(microseconds).quotientAndRemainder(dividingBy: 1_000_000)
  let time = "\(zeroPadded(seconds / 3600, 2)):\(zeroPadded(seconds / 60 % 60, 2)):\(zeroPadded(seconds % 60, 2))"
  guard fraction > 0 else { return time }
  var digits = zeroPadded(fraction, 6)
  while digits.hasSuffix("0") { digits.removeLast() }
  return time + "." + digits
}

/// A number with zeros before it up to a width.
package func zeroPadded(_ number: some BinaryInteger, _ width: Int) -> String {
  let digits = String(number.magnitude)
  return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}

func parsed<Value: LosslessStringConvertible>(from decoder: any Decoder, _ wanted: String) throws -> Value {
  let container = try decoder.singleValueContainer()
  guard let value = Value(try container.decode(String.self)) else {
    throw DecodingError.dataCorruptedError(in: container, debugDescription: "wanted \(wanted)")
  }
  return value
}

func write(_ text: String, to encoder: any Encoder) throws {
  var container = encoder.singleValueContainer()
  try container.encode(text)
}

/// Reads numbers of fixed width, as dates and times have them.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ characters: Character...) -> Character? {
    guard let first = rest.first, let found = characters.first(where: { $0.asciiValue == first }) else { return nil }
    rest.removeFirst()
    return found
  }

  /// Exactly `width` digits.
  mutating func number(_ width: Int) -> Int? {
    guard rest.count >= width, rest.prefix(width).allSatisfy({ (48...57).contains($0) }) else { return nil }
    defer { rest.removeFirst(width) }
    return rest.prefix(width).reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  mutating func day() -> Day? {
    guard let year = number(4), skip("-") != nil, let month = number(2), skip("-") != nil, let day = number(2) else { return nil }
    return Day(year: year, month: month, day: day)
  }

  mutating func civilTime() -> CivilTime? {
    guard let day = day(), skip("T", " ") != nil, let hour = number(2), skip(":") != nil, let minute = number(2), hour < 24, minute < 60
    else { return nil }
    var microseconds = (hour * 3600 + minute * 60) * 1_000_000
    if skip(":") != nil {
      guard let second = number(2), second < 60 else { return nil }
      microseconds += second * 1_000_000
      if skip(".") != nil {
        var unit = 1_000_000
        while unit > 1, let digit = number(1) {
          unit /= 10
          microseconds += digit * unit
        }
        guard unit < 1_000_000 else { return nil }
      }
    }
    return CivilTime(day, microsecondOfDay: Int64(microseconds))
  }
}
