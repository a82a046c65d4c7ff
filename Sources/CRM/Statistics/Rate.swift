/// A proportion with what it is made of and its Wilson 95 % interval.
public struct Rate: Sendable, Hashable {
  /// How many had the outcome.
  public let numerator: Int
  /// How many could have had it.
  public let denominator: Int

  /// A proportion of counts that are not negative. The first may exceed the second when they count different populations, such as
  /// the events of a period; there is no interval then.
  public init(_ numerator: Int, of denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The proportion; `nil` over zero.
  public var value: Double? { denominator > 0 ? Double(numerator) / Double(denominator) : nil }

  /// The lower bound of the interval.
  public var low: Double? { interval?.lowerBound }

  /// The upper bound of the interval.
  public var high: Double? { interval?.upperBound }

  /// The Wilson score interval at 95 %: E. B. Wilson, JASA 22 (1927); R. G. Newcombe, Statistics in Medicine 17 (1998), method 3.
  public var interval: ClosedRange<Double>? {
    guard let value, (0...denominator).contains(numerator) else { return nil }
    let z = 1.959963984540054
    let count = Double(denominator)
    let shrinkage = 1 + z * z / count
    let center = (value + z * z / (2 * count)) / shrinkage
    let reach = z * (value * (1 - value) / count + z * z / (4 * count * count)).squareRoot() / shrinkage
    // At the ends the bounds are exactly 0 and 1; rounding must not say otherwise.
    return (numerator == 0 ? 0 : max(0, center - reach))...(numerator == denominator ? 1 : min(1, center + reach))
  }

  /// Why there is no value, or no interval.
  public var reason: Message? {
    if denominator <= 0 { return .zeroDenominator }
    return interval == nil ? .numeratorExceedsDenominator : nil
  }
}

extension Rate: Encodable {
  private enum CodingKeys: String, CodingKey {
    case value, numerator, denominator, low, high, reason
  }

  /// Encodes `{"value","numerator","denominator","low","high"}` with explicit nulls, and a `reason` when there is one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Nullable(wrappedValue: value), forKey: .value)
    try container.encode(numerator, forKey: .numerator)
    try container.encode(denominator, forKey: .denominator)
    try container.encode(Nullable(wrappedValue: low), forKey: .low)
    try container.encode(Nullable(wrappedValue: high), forKey: .high)
    try container.encodeIfPresent(reason, forKey: .reason)
  }
}
