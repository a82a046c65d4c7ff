/// Which of comma and point separates the decimals of a column of amounts.
public enum DecimalStyle: String, Sendable, CaseIterable {
  /// `1 234,56` and `1.234,56`.
  case comma
  /// `1,234.56`.
  case point
  /// Not known: each amount must say it by itself.
  case automatic

  /// The style that a column shows: that of the amounts which leave no doubt, `automatic` when there are none or they disagree.
  public static func shown(by texts: some Sequence<String>) -> DecimalStyle {
    var shown: DecimalStyle = .automatic
    for text in texts {
      // What is no number shows nothing; its own row will be refused.
      guard let style = (try? WrittenNumber(text))?.style else { continue }
      if shown != .automatic, shown != style { return .automatic }
      shown = style
    }
    return shown
  }
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
