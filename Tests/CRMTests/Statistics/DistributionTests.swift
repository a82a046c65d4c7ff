import Foundation
import Testing

@testable import CRM

@Suite struct DistributionTests {
  /// By hand: I_x(1, 1) = x, I_x(a, 1) = x^a, I_x(1, b) = 1 - (1 - x)^b, I_x(2, 3) = 6x² - 8x³ + 3x⁴.
  @Test func incompleteBeta() {
    for x in stride(from: 0.0, through: 1, by: 0.05) {
      #expect(abs(regularisedBeta(x, 1, 1) - x) < 1e-13)
      #expect(abs(regularisedBeta(x, 4.5, 1) - pow(x, 4.5)) < 1e-13)
      #expect(abs(regularisedBeta(x, 1, 7) - (1 - pow(1 - x, 7))) < 1e-13)
      #expect(abs(regularisedBeta(x, 2, 3) - (6 * x * x - 8 * pow(x, 3) + 3 * pow(x, 4))) < 1e-13)
    }
  }

  /// With one degree of freedom it is Cauchy's, with two t / (2√(2 + t²)) + 1/2; at 2.228 with ten 97.5 % are below (tables).
  @Test func student() {
    for t in stride(from: -4.0, through: 4, by: 0.5) {
      #expect(abs(studentAtMost(t, degreesOfFreedom: 1) - (0.5 + atan(t) / .pi)) < 1e-12)
      #expect(abs(studentAtMost(t, degreesOfFreedom: 2) - (0.5 + t / (2 * (2 + t * t).squareRoot()))) < 1e-12)
    }
    #expect(abs(studentAtMost(2.2281388519649385, degreesOfFreedom: 10) - 0.975) < 1e-12)
  }

  /// The sum of the probabilities of the negative binomial distribution, term by term: r = n + 1/2, p = elapsed / (elapsed + left).
  @Test(arguments: [(0, 1.0, 3.0), (3, 30, 221), (10, 65, 186), (250, 120, 131)])
  func eventsAreTheSumOfTheirTerms(_ seen: Int, _ elapsed: Double, _ left: Double) {
    let (size, chance) = (Double(seen) + 0.5, elapsed / (elapsed + left))
    let mean = size * left / elapsed
    let coming = ToCome.events(mean: mean, variance: mean * (1 + left / elapsed))
    var term = pow(chance, size)
    var sum = 0.0
    for count in 0..<600 {
      sum += term
      #expect(abs(coming.atMost(count) - sum) < 1e-10)
      term *= (size + Double(count)) / Double(count + 1) * (1 - chance)
    }
    #expect(abs(coming.nothing - pow(chance, size)) < 1e-12)
  }

  @Test func quantilesAreTheSmallestNumbersThatReachAProbability() {
    for coming in [
      ToCome.events(mean: 30, variance: 116), .amounts(mean: 5_000, variance: 9e6, nothing: 0.2),
      .change(mean: -40, deviation: 12, degreesOfFreedom: 7), .events(mean: 0, variance: 0),
    ] {
      for probability in [0.025, 0.1, 0.5, 0.975] {
        let quantile = coming.quantile(probability)
        #expect(coming.atMost(quantile) >= probability && coming.atMost(quantile - 1) < probability, "\(coming) \(probability)")
      }
    }
    // Millions, where a sum of terms would underflow: ± 1.96 standard deviations.
    let many = ToCome.events(mean: 1e6, variance: 2e6)
    #expect(abs(Double(many.quantile(0.975)) - (1_000_000 + 1.96 * 2_000_000.0.squareRoot())) < 50)
  }

  /// Nothing with one in five, else exponential: mean 100 of what comes is 80 in all, E x² = 0.8 × 2 × 100².
  @Test func amountsMayBeNothing() {
    let coming = ToCome.amounts(mean: 80, variance: 16_000 - 6_400, nothing: 0.2)
    #expect(abs(coming.atMost(0) - (0.2 + 0.8 * (1 - exp(-0.005)))) < 1e-12 && coming.atMost(-1) == 0)
    #expect(abs(coming.atMost(149) - (0.2 + 0.8 * (1 - exp(-1.495)))) < 1e-12)
    #expect(coming.quantile(0.1) == 0 && coming.quantile(0.2) == 0)
    #expect(ToCome.change(mean: 7, deviation: 0, degreesOfFreedom: 3).quantile(0.025) == 7)
  }

  @Test func severalTogether() throws {
    let events = try #require(ToCome.sum([.events(mean: 3, variance: 4), .events(mean: 5, variance: 9)]))
    #expect(events == .events(mean: 8, variance: 13))
    // Of a conversation in two that counts: a quarter of the variance, and that of the coin.
    #expect(events.thinned(0.5) == .events(mean: 4, variance: 13 / 4 + 2))
    let amounts = ToCome.sum([.amounts(mean: 1, variance: 2, nothing: 0.5), .amounts(mean: 1, variance: 2, nothing: 0.2)])
    #expect(amounts == .amounts(mean: 2, variance: 4, nothing: 0.1) && ToCome.sum([]) == nil)
  }

  /// 20 weeks of one event each say that they come no more clustered than singly; 20 weeks of which the mean is 3 and the variance 9.7 that
  /// they do. Two weeks say little: the factor stays between.
  @Test func weeksSayHowClusteredEventsAre() {
    let even = overdispersion(of: (0..<20).map { _ in (5, 1) })
    #expect(even >= 1 && even < 1.1, "\(even)")
    let clustered = overdispersion(of: [0, 8, 2, 1, 5, 0, 3, 9, 1, 0, 4, 6, 1, 0, 7, 2, 3, 0, 8, 0].map { (5, $0) })
    #expect((2.5...5).contains(clustered), "\(clustered)")
    let few = overdispersion(of: [(5, 3), (5, 3)])
    #expect((1.2...2.5).contains(few), "\(few)")
    // Thousands a week that vary by a third.
    let site = overdispersion(of: (0..<30).map { (5, 2_000 + $0 % 3 * 700) })
    #expect((100...300).contains(site), "\(site)")
    #expect(overdispersion(of: []) == 1)
  }

  /// Nothing to come is certain; what is even stays even: the probabilities of ½ − x and ½ + x are the same.
  @Test func aShareAtTheEnd() {
    let end = ShareAtEnd(1, of: 2, variance: 1, toCome: .events(mean: 1e-9, variance: 2e-9))
    // Nothing comes: it is what it is.
    #expect(end.atMost(4_999) < 1e-6 && end.atMost(5_000) > 1 - 1e-6 && end.quantile(0.025) == 5_000 && end.quantile(0.975) == 5_000)
    let more = ShareAtEnd(20, of: 40, variance: 1, toCome: .events(mean: 10, variance: 12))
    for distance in [50, 200, 600] {
      #expect(abs(more.atMost(5_000 - distance) - (1 - more.atMost(5_000 + distance - 1))) < 1e-9)
    }
    #expect(more.quantile(0.025) > 4_000 && more.quantile(0.975) < 6_000)
  }
}
