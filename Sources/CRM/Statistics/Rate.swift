/// A share of a whole: what was counted, out of what, and how far chance alone may have moved it.
public struct Rate: Sendable, Hashable {
  /// How many of them.
  public let numerator: Int
  /// Out of how many.
  public let denominator: Int
  /// Why there is no value; nil when there is one.
  public let reason: Message?
  /// The bounds of the 95 % interval of Wilson; nil without a value, and when the numerator is not a part of the denominator.
  public let low, high: Double?

  /// A rate from its counts.
  ///
  /// - Parameter reason: What to say when nothing is there to divide by.
  public init(numerator: Int, denominator: Int, whenUndefined reason: Message = .nothingToDivideBy) {
    self.numerator = numerator
    self.denominator = denominator
    self.reason = denominator == 0 ? reason : nil
    let interval = Self.wilson(numerator, denominator)
    low = interval?.low
    high = interval?.high
  }

  /// The numerator over the denominator; nil when there is nothing to divide by.
  public var value: Double? {
    denominator == 0 ? nil : Double(numerator) / Double(denominator)
  }

  /// The 0.975 quantile of the normal distribution.
  private static let z = 1.959963984540054

  /// E. B. Wilson, « Probable inference, the law of succession, and statistical inference », JASA 22 (1927), without continuity
  /// correction: it stays within 0 and 1 and holds for few trials and for none or all that succeed.
  private static func wilson(_ successes: Int, _ trials: Int) -> (low: Double, high: Double)? {
    guard trials > 0, (0...trials).contains(successes) else { return nil }
    let n = Double(trials)
    let p = Double(successes) / n
    let z2 = z * z
    let middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    let half = z * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot() / (1 + z2 / n)
    // Exact at the ends, where the subtraction would leave some 1e-17.
    return (successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half)
  }
}

extension Rate: Encodable {
  private enum CodingKeys: String, CodingKey {
    case value, numerator, denominator, low, high, reason
  }

  /// Encodes `value`, `numerator`, `denominator`, `low` and `high`, null where there is none, and the `reason` when there is no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value, forKey: .value)
    try container.encode(numerator, forKey: .numerator)
    try container.encode(denominator, forKey: .denominator)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encodeIfPresent(reason, forKey: .reason)
  }
}
