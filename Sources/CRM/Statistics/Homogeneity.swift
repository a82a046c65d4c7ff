import Foundation

/// Whether the shares of several groups differ more than chance alone would make them: Pearson's chi-squared test of homogeneity of k
/// proportions.
///
/// A group is left out, and named, when with the pooled share it would be expected to have fewer than 5 successes or fewer than 5
/// failures (Cochran's rule: the distribution is only approximate there). Leaving groups out changes the pooled share, so this is
/// repeated until all that remain pass; a group that is out stays out.
public struct Homogeneity: Sendable, Hashable, Encodable {
  /// A group to compare.
  public struct Group: Sendable, Hashable {
    /// What the group is called where it is left out.
    public let name: String
    /// How many succeeded and failed.
    public let successes, failures: Int

    /// A group from its counts.
    public init(_ name: String, successes: Int, failures: Int) {
      self.name = name
      self.successes = successes
      self.failures = failures
    }
  }

  /// What the test says.
  public enum Verdict: String, Sendable, Encodable {
    case couldBeChance = "could_be_chance"
    case unlikelyChance = "unlikely_chance"
    case notTestable = "not_testable"
  }

  /// The statistic; nil when fewer than two groups remain.
  @Nullable public private(set) var chi2: Double?
  /// Groups compared, less one; nil when there is no test.
  @Nullable public private(set) var degreesOfFreedom: Int?
  /// The probability of differences at least as great when all groups have the same share.
  @Nullable public private(set) var pValue: Double?
  /// The groups too small for the test, in the order given.
  public let leftOut: [String]
  /// What the test says at the level of 5 %.
  public let verdict: Verdict
  /// The same in plain words.
  public let sentence: Message

  /// Below this probability differences are called unlikely to be chance.
  public static let level = 0.05
  /// The expected count that each cell needs.
  static let expectedCount = 5

  /// Tests groups.
  public init(_ groups: [Group]) {
    let compared = Self.comparable(groups)
    let remaining = Set(compared)
    leftOut = groups.filter { !remaining.contains($0) }.map(\.name)
    guard compared.count >= 2 else {
      verdict = .notTestable
      sentence = groups.count { $0.successes + $0.failures > 0 } < 2 ? .homogeneityOfOne : .homogeneityNotTestable
      return
    }
    let pooled = Self.pooled(compared)
    let share = Double(pooled.successes) / Double(pooled.trials)
    let statistic = compared.reduce(0.0) { sum, group in
      let trials = Double(group.successes + group.failures)
      let surplus = Double(group.successes) - trials * share
      // The failures deviate by as much the other way.
      return sum + surplus * surplus / (trials * share) + surplus * surplus / (trials * (1 - share))
    }
    let probability = chiSquaredTail(statistic, degreesOfFreedom: compared.count - 1)
    chi2 = statistic
    degreesOfFreedom = compared.count - 1
    pValue = probability
    verdict = probability < Self.level ? .unlikelyChance : .couldBeChance
    sentence = probability < Self.level ? .differencesUnlikelyChance(probability) : .differencesCouldBeChance(probability)
  }

  private static func comparable(_ groups: [Group]) -> [Group] {
    var compared = groups.filter { $0.successes + $0.failures > 0 }
    while !compared.isEmpty {
      let (successes, trials) = pooled(compared)
      // trials of the group × pooled share ≥ 5, in integers.
      let large = compared.filter { ($0.successes + $0.failures) * min(successes, trials - successes) >= expectedCount * trials }
      if large.count == compared.count { break }
      compared = large
    }
    return compared
  }

  private static func pooled(_ groups: [Group]) -> (successes: Int, trials: Int) {
    (groups.reduce(0) { $0 + $1.successes }, groups.reduce(0) { $0 + $1.successes + $1.failures })
  }
}

/// The probability that a chi-squared variable is at least `x`: Q(k/2, x/2).
func chiSquaredTail(_ x: Double, degreesOfFreedom: Int) -> Double {
  upperGamma(Double(degreesOfFreedom) / 2, x / 2)
}

/// The regularised upper incomplete gamma function Q(a, x), to 1e-12 or better where it is not tiny: the series of P for small x, else
/// the continued fraction of Q by Lentz's method (Press et al., « Numerical Recipes », 6.2; DLMF 8.7.1 and 8.9.2).
func upperGamma(_ a: Double, _ x: Double) -> Double {
  guard x > 0 else { return 1 }
  let front = exp(a * log(x) - x - lgamma(a))
  if x < a + 1 {
    var term = 1 / a
    var sum = term
    var n = a
    while term > sum * 1e-17 {
      n += 1
      term *= x / n
      sum += term
    }
    return 1 - front * sum
  }
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var fraction = d
  // It converges in some tens of steps near x = a + 1, and faster beyond.
  for i in 1...100_000 {
    let coefficient = -Double(i) * (Double(i) - a)
    b += 2
    d = 1 / nonzero(coefficient * d + b, tiny)
    c = nonzero(b + coefficient / c, tiny)
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
  }
  return front * fraction
}

private func nonzero(_ value: Double, _ tiny: Double) -> Double { abs(value) < tiny ? tiny : value }
