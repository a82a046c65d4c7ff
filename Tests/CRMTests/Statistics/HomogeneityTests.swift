import Foundation
import Testing

@testable import CRM

@Suite struct HomogeneityTests {
  /// Quantiles of the chi-squared distribution from tables, and values computed with mpmath to 20 digits.
  @Test(arguments: [
    (3.841458820694124, 1, 0.05), (6.634896601021214, 1, 0.01), (5.991464547107979, 2, 0.05), (18.307038053275146, 10, 0.05),
    (0.4549364231195724, 1, 0.5), (124.34211340400407, 100, 0.05), (2.0, 2, 0.36787944117144233), (40.0, 4, 4.328422607120971e-8),
  ])
  func tailOfChiSquared(_ x: Double, _ degrees: Int, _ expected: Double) {
    #expect(abs(chiSquaredTail(x, degreesOfFreedom: degrees) - expected) < 1e-10)
  }

  @Test func tailAtTheEnds() {
    #expect(chiSquaredTail(0, degreesOfFreedom: 5) == 1)
    #expect(chiSquaredTail(5000, degreesOfFreedom: 1) == 0)
    #expect(abs(chiSquaredTail(33.35, degreesOfFreedom: 29) - 0.264) < 5e-4)
  }

  /// With two degrees of freedom Q is exp(-x/2), with four (1 + x/2) exp(-x/2): both methods, and where one takes over from the other.
  @Test func closedForms() {
    for tenth in stride(from: 1, through: 600, by: 1) {
      let x = Double(tenth) / 10
      #expect(abs(chiSquaredTail(x, degreesOfFreedom: 2) - exp(-x / 2)) < 1e-12)
      #expect(abs(chiSquaredTail(x, degreesOfFreedom: 4) - (1 + x / 2) * exp(-x / 2)) < 1e-12)
    }
  }

  /// By hand: 30 of 60 and 20 of 60; pooled 50/120, expected 25 and 35; 2·5²/25 + 2·5²/35 = 2 + 10/7.
  @Test func twoGroupsByHand() throws {
    let test = Homogeneity([.init(successes: 30, failures: 30), .init(successes: 20, failures: 40)])
    let chi2 = try #require(test.chi2)
    #expect(abs(chi2 - (2 + 10.0 / 7)) < 1e-12)
    #expect(test.test == .chiSquared && test.degreesOfFreedom == 1 && test.draws == nil && test.verdict == .couldBeChance)
    #expect(test.sentence.fr.contains("hasard") && test.sentence.en.contains("could be chance"))
    #expect(test.method?.fr.contains("Pearson") == true)
  }

  @Test func equalSharesAreNoDifference() {
    let test = Homogeneity([.init(successes: 30, failures: 10), .init(successes: 60, failures: 20)])
    #expect(test.chi2 == 0 && test.pValue == 1)
  }

  @Test func greatDifferencesAreUnlikelyChance() {
    let test = Homogeneity([.init(successes: 90, failures: 10), .init(successes: 40, failures: 60)])
    #expect(test.verdict == .unlikelyChance && (test.pValue ?? 1) < 1e-10)
  }

  /// Fisher's exact test, and that of Freeman and Halton: the sum over all tables, computed in Python by brute force; two groups also by
  /// scipy.stats.fisher_exact.
  @Test(arguments: [
    ([(0, 20), (9, 11), (3, 17), (4, 16)], 0.003721412512561101), ([(3, 1), (1, 5)], 0.19047619047619047),
    ([(0, 9), (14, 3), (24, 6)], 1.6287720138464206e-05), ([(30, 23), (9, 0), (6, 6)], 0.022817715965642936),
    ([(3, 0), (0, 2), (1, 4), (2, 2)], 0.11754911754911752), ([(9, 0), (8, 0)], 1.0), ([(1, 1), (0, 1)], 1.0),
  ])
  func fewTrialsAreTestedExactly(_ groups: [(Int, Int)], _ expected: Double) throws {
    let groups = groups.map { Homogeneity.Group(successes: $0.0, failures: $0.1) }
    let test = Homogeneity(groups + [.init(successes: 0, failures: 0)])
    #expect(test.test == .exact && test.groups == groups.count && test.chi2 == nil && test.draws == nil)
    let p = try #require(test.pValue)
    #expect(abs(p - expected) < 1e-9, "\(p)")
    #expect(test.verdict == (expected < 0.05 ? .unlikelyChance : .couldBeChance))
    // The order of the groups says nothing, nor what is called a success.
    let turned = Homogeneity(groups.reversed().map { .init(successes: $0.failures, failures: $0.successes) })
    #expect(abs((turned.pValue ?? 0) - p) < 1e-9)
  }

  /// Of too many tables to go through some are drawn, always the same. Compared with 400,000 tables drawn by NumPy.
  @Test(arguments: [
    ([(5, 25), (9, 31), (7, 23), (14, 26), (12, 28), (3, 17), (4, 36), (10, 20), (3, 2)], 0.0652),
    ([(900, 2_100), (450, 1_150), (210, 500), (80, 120), (2, 1)], 0.005945),
  ])
  func manyTablesAreDrawn(_ groups: [(Int, Int)], _ expected: Double) throws {
    let groups = groups.map { Homogeneity.Group(successes: $0.0, failures: $0.1) }
    let test = Homogeneity(groups)
    #expect(test.test == .simulated && test.draws == 20_000 && test.seed == 1951 && test.groups == groups.count)
    let p = try #require(test.pValue)
    // Three standard errors of so many draws.
    #expect(abs(p - expected) < 3 * (expected * (1 - expected) / 20_000).squareRoot(), "\(p)")
    #expect(test == Homogeneity(groups))
    #expect(test.method?.fr.contains("20\u{202F}000 tirages (graine 1951)") == true, "\(test.method?.fr ?? "")")
  }

  @Test func drawingGivesWhatGoingThroughGives() {
    let tables = TablesOfFixedMargins([(0, 20), (9, 11), (3, 17), (4, 16)].map { .init(successes: $0.0, failures: $0.1) })
    // 16 successes on four groups of 20: C(19, 3) ways.
    #expect(tables.count(upTo: 1_000_000) == 969 && tables.count(upTo: 100) > 100)
    #expect(abs(tables.simulatedTail(20_000, seed: 7) - tables.tail()) < 3 * (0.0037 / 20_000).squareRoot())
  }

  @Test func nothingToCompare() {
    for groups in [
      [], [Homogeneity.Group(successes: 50, failures: 50)], [.init(successes: 9, failures: 0), .init(successes: 0, failures: 0)],
    ] {
      let test = Homogeneity(groups)
      #expect(test.chi2 == nil && test.pValue == nil && test.test == nil && test.method == nil && test.verdict == .notTestable)
    }
  }
}
