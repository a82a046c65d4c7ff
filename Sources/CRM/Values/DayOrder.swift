/// Whether the day or the month comes first in days such as `03/04/2026`.
public enum DayOrder: String, Sendable, Encodable {
  case dayFirst = "day_first"
  case monthFirst = "month_first"

  /// The order that the days of one file show: that of those which leave no doubt, nil when there are none or they disagree.
  static func shown(by texts: some Sequence<String>) -> DayOrder? {
    var shown: DayOrder?
    for text in texts {
      guard let order = order(of: text) else { continue }
      if let shown, shown != order { return nil }
      shown = order
    }
    return shown
  }

  /// There is no thirteenth month.
  private static func order(of text: String) -> DayOrder? {
    guard text.utf8.contains(UInt8(ascii: "/")), let word = text.split(whereSeparator: \.isWhitespace).first else { return nil }
    let numbers = word.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard numbers.count == 3, (1...31).contains(numbers[0]), (1...31).contains(numbers[1]) else { return nil }
    switch (numbers[0] > 12, numbers[1] > 12) {
    case (true, false): return .dayFirst
    case (false, true): return .monthFirst
    default: return nil
    }
  }
}
