/// Which of comma and point separates the decimals of a column of amounts.
public enum DecimalStyle: String, Sendable, CaseIterable {
  /// `1 234,56` and `1.234,56`.
  case comma
  /// `1,234.56`.
  case point
  /// Not known: each amount must say it by itself.
  case automatic

  /// The style that an amount shows; nil when it leaves it open or is none.
  static func shown(by text: String) -> DecimalStyle? { (try? WrittenNumber(text))?.style }
}

/// How the amounts of a file are read.
struct AmountReading: Sendable {
  /// What was asked for.
  let style: DecimalStyle
  let currency: Currency
  /// What the file's amounts show together, for those that leave it open.
  var column: DecimalStyle = .automatic

  /// The amount in minor units of the currency.
  func cents(_ text: String, isRounded: Bool = false) throws(InvalidValue) -> Int {
    try Amount.cents(text, style: style, column: column, currency: currency, isRounded: isRounded)
  }
}
