#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether the differences between several proportions could be chance: Pearson's chi-squared test of homogeneity.
///
/// Nothing is ranked before this: of thirty equal salespeople the best and the worst always look different.
public struct Homogeneity: Sendable, Equatable, Encodable {
  /// The statistic; `nil` when fewer than two proportions can be compared.
  @Nullable public private(set) var chi2: Double?
  /// One less than the number of proportions compared.
  @Nullable public private(set) var degreesOfFreedom: Int?
  /// The probability of differences as large or larger if all had the same rate.
  @Nullable public private(set) var pValue: Double?
  /// The names of those with too few cases for the test, in the order given.
  public let leftOut: [String]
  /// Why there is no test.
  public let reason: Message?

  /// Tests proportions that have names.
  ///
  /// The approximation holds when each expected count, of successes and of failures at the common rate, is 5 or more (Cochran, 1954).
  /// Those with fewest cases are left out first and the common rate is computed again, until it holds for all that remain.
  public init(_ proportions: [(name: String, rate: Rate)]) {
    var kept = proportions
    while let fewest = kept.map(\.rate.denominator).min() {
      let successes = kept.reduce(0) { $0 + $1.rate.numerator }
      let cases = kept.reduce(0) { $0 + $1.rate.denominator }
      // In integers: fewest · successes / cases ≥ 5, and the same for failures.
      if fewest * min(successes, cases - successes) >= 5 * cases, fewest > 0 { break }
      kept.removeAll { $0.rate.denominator == fewest }
    }
    let names = Set(kept.map(\.name))
    leftOut = proportions.map(\.name).filter { !names.contains($0) }
    guard kept.count >= 2 else {
      reason = .tooFewToCompare
      return
    }
    reason = nil
    let successes = kept.reduce(0) { $0 + $1.rate.numerator }
    let cases = kept.reduce(0) { $0 + $1.rate.denominator }
    let common = Double(successes) / Double(cases)
    let statistic = kept.reduce(0.0) { sum, proportion in
      let count = Double(proportion.rate.denominator)
      let deviation = Double(proportion.rate.numerator) - count * common
      return sum + deviation * deviation / (count * common * (1 - common))
    }
    chi2 = statistic
    degreesOfFreedom = kept.count - 1
    pValue = chiSquaredUpperTail(statistic, degreesOfFreedom: kept.count - 1)
  }

  /// What the test means, in plain words: whether the differences could be chance at the level of 5 %.
  public var conclusion: Message {
    guard let pValue else { return .tooFewToCompare }
    return pValue < 0.05 ? .differencesAreReal : .differencesCouldBeChance
  }
}

/// The probability that a chi-squared variable exceeds a value: the regularised upper incomplete gamma function Q(k/2, x/2).
///
/// For whole degrees of freedom it is a finite sum of positive terms (Abramowitz and Stegun, 26.4.4 and 26.4.5), each taken through its
/// logarithm so that none under- or overflows.
func chiSquaredUpperTail(_ value: Double, degreesOfFreedom: Int) -> Double {
  guard value > 0 else { return 1 }
  let half = value / 2
  let isOdd = !degreesOfFreedom.isMultiple(of: 2)
  var tail = isOdd ? erfc(half.squareRoot()) : 0
  // The first term is exp(-x) x^s / Γ(s + 1), with s = 1/2 for odd degrees of freedom and 0 for even ones.
  var exponent = isOdd ? 0.5 : 0
  var logarithm = isOdd ? log(half) / 2 - half - log(Double.pi.squareRoot() / 2) : -half
  while exponent < Double(degreesOfFreedom) / 2 - 0.75 {
    tail += exp(logarithm)
    exponent += 1
    logarithm += log(half / exponent)
  }
  return min(tail, 1)
}
