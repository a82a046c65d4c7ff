/// Whether the day or the month comes first in days such as `03/04/2026`.
public enum DayOrder: String, Sendable, CaseIterable, Codable {
  case dayFirst = "day_first"
  case monthFirst = "month_first"

  /// What one text shows of the order.
  enum Sign: Hashable {
    case shows(DayOrder)
    /// Both orders make a day of it, and not the same.
    case leavesOpen
  }

  /// What a text shows: nil when no order is needed to read it (`2026-04-03`, `3 avril 2026`, `04/04/2026`).
  static func sign(of text: String) -> Sign? {
    var text = text
    return text.withUTF8 { bytes -> Sign? in
      let (digits, separators) = (UInt8(ascii: "0")...UInt8(ascii: "9"), [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ".")])
      var index = 0
      func number() -> (value: Int, width: Int)? {
        var (value, width) = (0, 0)
        while index < bytes.count, digits.contains(bytes[index]), width < 5 {
          value = value * 10 + Int(bytes[index] - 0x30)
          (width, index) = (width + 1, index + 1)
        }
        return width > 0 ? (value, width) : nil
      }
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      guard let first = number(), first.width <= 2, index < bytes.count, separators.contains(bytes[index]) else { return nil }
      let separator = bytes[index]
      index += 1
      guard let second = number(), second.width <= 2, index < bytes.count, bytes[index] == separator else { return nil }
      index += 1
      guard let year = number(), year.width == 4 || year.width == 2, (1...31).contains(first.value), (1...31).contains(second.value) else {
        return nil
      }
      switch (first.value > 12, second.value > 12) {
      case (true, false): return .shows(.dayFirst)
      case (false, true): return .shows(.monthFirst)
      case (false, false): return first.value == second.value ? nil : .leavesOpen
      case (true, true): return nil
      }
    }
  }
}
