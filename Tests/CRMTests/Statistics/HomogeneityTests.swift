import Foundation
import Testing

@testable import CRM

@Suite struct HomogeneityTests {
  /// Quantiles and tails as SciPy 1.x `chi2.sf` gives them.
  @Test(arguments: [
    (3.841458820694124, 1, 0.05), (0.5, 1, 0.47950012218695337), (10, 1, 0.001565402258002549), (5.991464547107979, 2, 0.05),
    (7.814727903251179, 3, 0.05),
    (33.35, 29, 0.2638476343531523), (1, 10, 0.9998278843700441), (50, 10, 2.669083424904495e-07), (100, 100, 0.48119168452795674),
    (1000, 1000, 0.49405285382923964), (2100, 2000, 0.05867111137731806), (1e-3, 5, 0.9999999983185123), (0, 4, 1),
  ])
  func tail(value: Double, degreesOfFreedom: Int, probability: Double) {
    #expect(abs(chiSquaredUpperTail(value, degreesOfFreedom: degreesOfFreedom) - probability) < 1e-10)
  }

  @Test func smallTailsKeepTheirPrecision() {
    #expect(abs(chiSquaredUpperTail(700, degreesOfFreedom: 1) / 2.990226975124623e-154 - 1) < 1e-10)
  }

  @Test func twoEqualGroups() throws {
    let test = Homogeneity([("Y", Rate(numerator: 20, denominator: 50)), ("Z", Rate(numerator: 30, denominator: 50))])
    #expect(abs(try #require(test.chi2) - 4) < 1e-12)
    #expect(test.degreesOfFreedom == 1)
    #expect(abs(try #require(test.pValue) - 0.04550026389635839) < 1e-10)
    #expect(test.conclusion == .differencesAreReal)
    #expect(test.leftOut == [])
  }

  /// Won and closed opportunities of thirty salespeople of a published data set: from 55 % to 70 %, and yet compatible with no difference.
  @Test func thirtySalespeopleWhoDoNotDiffer() throws {
    let closed = [
      (208, 336), (101, 153), (163, 261), (107, 160), (150, 229), (114, 187), (349, 553), (158, 275), (80, 126), (75, 123), (135, 232),
      (107, 152),
      (135, 206), (171, 264), (174, 272), (209, 335), (127, 231), (130, 227), (122, 194), (149, 213), (129, 195), (105, 175), (155, 237),
      (72, 110),
      (78, 121), (176, 264), (221, 347), (122, 193), (55, 79), (161, 261),
    ]
    let test = Homogeneity(closed.enumerated().map { ("\($0)", Rate(numerator: $1.0, denominator: $1.1)) })
    #expect(abs(try #require(test.chi2) - 33.35) < 0.005)
    #expect(test.degreesOfFreedom == 29)
    #expect(abs(try #require(test.pValue) - 0.264) < 0.0005)
    #expect(test.conclusion == .differencesCouldBeChance)
  }

  @Test func thoseWithTooFewCasesAreLeftOutAndNamed() {
    let test = Homogeneity([("X", Rate(numerator: 0, denominator: 0)), ("Y", Rate(numerator: 20, denominator: 50)), ("B", Rate(numerator: 9, denominator: 9)), ("Z", Rate(numerator: 30, denominator: 50))])
    #expect(test.leftOut == ["X", "B"])
    #expect(test.degreesOfFreedom == 1)
    #expect(test.chi2 == Homogeneity([("Y", Rate(numerator: 20, denominator: 50)), ("Z", Rate(numerator: 30, denominator: 50))]).chi2)
  }

  /// Ten cases at a common rate of one half are just enough: five of each are expected.
  @Test func fiveExpectedAreEnough() {
    #expect(Homogeneity([("Y", Rate(numerator: 4, denominator: 10)), ("Z", Rate(numerator: 6, denominator: 10))]).leftOut == [])
    #expect(Homogeneity([("Y", Rate(numerator: 4, denominator: 9)), ("Z", Rate(numerator: 5, denominator: 9))]).leftOut == ["Y", "Z"])
    // Leaving out one changes the common rate, and with it what is enough for the others.
    #expect(Homogeneity([("W", Rate(numerator: 0, denominator: 9)), ("Y", Rate(numerator: 4, denominator: 10)), ("Z", Rate(numerator: 6, denominator: 10))]).leftOut == ["W"])
  }

  @Test func withoutTwoToCompareThereIsNoTest() throws {
    for proportions in [
      [], [("Y", Rate(numerator: 20, denominator: 50))], [("Y", Rate(numerator: 0, denominator: 50)), ("Z", Rate(numerator: 0, denominator: 50))], [("Y", Rate(numerator: 50, denominator: 50)), ("Z", Rate(numerator: 50, denominator: 50))],
    ] {
      let test = Homogeneity(proportions)
      #expect(test.chi2 == nil)
      #expect(test.pValue == nil)
      #expect(test.reason == .tooFewToCompare)
      #expect(test.leftOut == (proportions.count == 1 ? [] : proportions.map(\.0)))
    }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(Homogeneity([])), as: UTF8.self)
    #expect(
      json == #"{"chi2":null,"degrees_of_freedom":null,"left_out":[],"p_value":null,"reason":"trop peu de cas pour comparer les taux"}"#)
  }

  @Test func theOrderDoesNotMatter() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let proportions = (0..<8).map { index in
        let cases = Int.random(in: 0...60, using: &generator)
        return ("\(index)", Rate(numerator: Int.random(in: 0...cases, using: &generator), denominator: cases))
      }
      let test = Homogeneity(proportions)
      let shuffled = Homogeneity(proportions.shuffled(using: &generator))
      #expect(Set(test.leftOut) == Set(shuffled.leftOut))
      #expect(abs((test.chi2 ?? 0) - (shuffled.chi2 ?? 0)) < 1e-9)
      #expect((test.pValue ?? 0.5) >= 0 && (test.pValue ?? 0.5) <= 1)
    }
  }
}
