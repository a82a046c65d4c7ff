import Foundation

/// Whether the shares of several groups differ more than chance alone would make them. All groups with a trial are compared, none is left
/// out.
///
/// Pearson's chi-squared test where at the pooled share every group would be expected to have 5 successes and 5 failures at least
/// (Cochran's rule: below it the distribution is only approximate). Else the test of Fisher, Freeman and Halton (« Note on an exact
/// treatment of contingency, goodness of fit and other problems of significance », Biometrika 38, 1951): given the trials of each group and
/// all successes, the probability of the tables that are no more probable than the one observed. It is summed where there are at most
/// `mostTables`, and simulated with a fixed seed where there are more.
public struct Homogeneity: Sendable, Hashable, Encodable {
  /// A group to compare.
  public struct Group: Sendable, Hashable {
    /// How many succeeded and failed.
    public let successes, failures: Int

    /// A group from its counts.
    public init(successes: Int, failures: Int) {
      self.successes = successes
      self.failures = failures
    }

    var trials: Int { successes + failures }
  }

  /// How the probability comes about.
  public enum Test: String, Sendable, Encodable {
    case chiSquared = "chi_squared"
    /// Fisher, Freeman and Halton, over all tables.
    case exact
    /// The same over tables drawn.
    case simulated
  }

  /// What the test says.
  public enum Verdict: String, Sendable, Encodable {
    case couldBeChance = "could_be_chance"
    case unlikelyChance = "unlikely_chance"
    case notTestable = "not_testable"
  }

  /// How many groups have a trial and are compared.
  public let groups: Int
  /// Nil when fewer than two groups are compared.
  @Nullable public private(set) var test: Test?
  /// The statistic and its degrees of freedom, of the chi-squared test.
  @Nullable public private(set) var chi2: Double?
  @Nullable public private(set) var degreesOfFreedom: Int?
  /// How many tables were drawn, and from which seed, where it is simulated.
  @Nullable public private(set) var draws: Int?
  @Nullable public private(set) var seed: UInt64?
  /// The probability of differences at least as great when all groups have the same share; of draws (1 + as improbable ones) / (1 + all)
  /// (Davison and Hinkley, « Bootstrap Methods and their Application », 4.2).
  @Nullable public private(set) var pValue: Double?
  /// What the test says at the level of 5 %.
  public let verdict: Verdict
  /// The same in plain words.
  public let sentence: Message

  /// Below this probability differences are called unlikely to be chance.
  public static let level = 0.05
  /// The expected count that each cell needs.
  static let expectedCount = 5
  /// So many tables are summed at most: more take longer than drawing.
  static let mostTables = 200_000
  static let drawn = 20_000
  static let firstSeed: UInt64 = 1951

  /// Tests groups.
  public init(_ groups: [Group]) {
    let groups = groups.filter { $0.trials > 0 }
    self.groups = groups.count
    guard groups.count >= 2 else {
      verdict = .notTestable
      sentence = .homogeneityOfOne
      return
    }
    let probability: Double
    if Self.isLarge(groups) {
      let statistic = Self.statistic(groups)
      probability = chiSquaredTail(statistic, degreesOfFreedom: groups.count - 1)
      (test, chi2, degreesOfFreedom) = (.chiSquared, statistic, groups.count - 1)
    } else {
      let tables = TablesOfFixedMargins(groups)
      if tables.count(upTo: Self.mostTables) <= Self.mostTables {
        probability = tables.tail()
        test = .exact
      } else {
        probability = tables.simulatedTail(Self.drawn, seed: Self.firstSeed)
        (test, draws, seed) = (.simulated, Self.drawn, Self.firstSeed)
      }
    }
    pValue = probability
    verdict = probability < Self.level ? .unlikelyChance : .couldBeChance
    sentence = probability < Self.level ? .differencesUnlikelyChance(probability) : .differencesCouldBeChance(probability)
  }

  /// Which test it is, in words; nil without one.
  public var method: Message? { test.map { .homogeneityTest($0, groups: groups, draws: draws, seed: seed) } }

  private static func pooled(_ groups: [Group]) -> (successes: Int, trials: Int) {
    groups.reduce((0, 0)) { ($0.0 + $1.successes, $0.1 + $1.trials) }
  }

  /// Cochran's rule, in integers: trials of the group × pooled share ≥ 5.
  private static func isLarge(_ groups: [Group]) -> Bool {
    let (successes, trials) = pooled(groups)
    return groups.allSatisfy { $0.trials * min(successes, trials - successes) >= expectedCount * trials }
  }

  private static func statistic(_ groups: [Group]) -> Double {
    let (successes, trials) = pooled(groups)
    let share = Double(successes) / Double(trials)
    return groups.reduce(0.0) { sum, group in
      let trials = Double(group.trials)
      let surplus = Double(group.successes) - trials * share
      // The failures deviate by as much the other way.
      return sum + surplus * surplus / (trials * share) + surplus * surplus / (trials * (1 - share))
    }
  }
}
