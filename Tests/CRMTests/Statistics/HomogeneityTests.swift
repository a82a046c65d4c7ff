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
    let test = Homogeneity([.init("Ana", successes: 30, failures: 30), .init("Bo", successes: 20, failures: 40)])
    let chi2 = try #require(test.chi2)
    #expect(abs(chi2 - (2 + 10.0 / 7)) < 1e-12)
    #expect(test.degreesOfFreedom == 1 && test.leftOut.isEmpty && test.verdict == .couldBeChance)
    #expect(test.sentence.fr.contains("hasard") && test.sentence.en.contains("could be chance"))
  }

  @Test func equalSharesAreNoDifference() {
    let test = Homogeneity([.init("Ana", successes: 30, failures: 10), .init("Bo", successes: 60, failures: 20)])
    #expect(test.chi2 == 0 && test.pValue == 1)
  }

  @Test func greatDifferencesAreUnlikelyChance() {
    let test = Homogeneity([.init("Ana", successes: 90, failures: 10), .init("Bo", successes: 40, failures: 60)])
    #expect(test.verdict == .unlikelyChance && (test.pValue ?? 1) < 1e-10)
  }

  /// Pooled 68 of 127 won: Cy's 9 expect 4.2 losses, Di's 12 expect 5.6. Without Cy half are won.
  @Test func smallGroupsAreLeftOutAndNamedUntilTheRestIsStable() {
    let test = Homogeneity([
      .init("Ana", successes: 30, failures: 23), .init("Cy", successes: 9, failures: 0), .init("Di", successes: 6, failures: 6),
      .init("Bo", successes: 23, failures: 30), .init("Ed", successes: 0, failures: 0),
    ])
    #expect(test.leftOut == ["Cy", "Ed"])
    #expect(test.degreesOfFreedom == 2)
  }

  /// Leaving one out may make the next too small: Bo's 17 expect 5.5 failures with Ana's (18 of 56), and 3.3 without (9 of 47).
  @Test func leavingOutIsRepeated() {
    let test = Homogeneity([
      .init("Ana", successes: 0, failures: 9), .init("Bo", successes: 14, failures: 3), .init("Cy", successes: 24, failures: 6),
    ])
    #expect(test.leftOut == ["Ana", "Bo"])
    #expect(test.chi2 == nil && test.verdict == .notTestable)
  }

  @Test func nothingToCompare() {
    for groups in [
      [], [Homogeneity.Group("Ana", successes: 50, failures: 50)],
      [.init("Ana", successes: 9, failures: 0), .init("Bo", successes: 8, failures: 0)],
    ] {
      let test = Homogeneity(groups)
      #expect(test.chi2 == nil && test.pValue == nil && test.degreesOfFreedom == nil && test.verdict == .notTestable)
    }
  }
}
