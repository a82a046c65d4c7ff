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
