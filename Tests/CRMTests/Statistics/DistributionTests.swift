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

  /// The sum of the probabilities of the negative binomial distribution, term by term.
  @Test(arguments: [(0, 1.0, 3.0), (3, 30, 221), (10, 65, 186), (250, 120, 131)])
  func negativeBinomialIsTheSumOfItsTerms(_ seen: Int, _ elapsed: Double, _ left: Double) {
    let coming = EventsToCome(seen: seen, elapsed: elapsed, left: left)
    let (size, chance) = (Double(seen) + 0.5, elapsed / (elapsed + left))
    var term = pow(chance, size)
    var sum = 0.0
    for count in 0..<600 {
      sum += term
      #expect(abs(coming.atMost(count) - sum) < 1e-10)
      term *= (size + Double(count)) / Double(count + 1) * (1 - chance)
    }
    #expect(abs(coming.mean - size * left / elapsed) < 1e-9)
  }

  @Test func quantilesAreTheSmallestNumbersThatReachAProbability() {
    let coming = EventsToCome(seen: 10, elapsed: 65, left: 186)
    for probability in [0.025, 0.5, 0.975] {
      let quantile = coming.quantile(probability)
      #expect(coming.atMost(quantile) >= probability && coming.atMost(quantile - 1) < probability)
    }
    #expect(EventsToCome(seen: 0, elapsed: 250, left: 1).quantile(0.025) == 0)
    // Millions, where a sum of terms would underflow: ± 1.96 standard deviations.
    let many = EventsToCome(seen: 1_000_000, elapsed: 1, left: 1)
    #expect(abs(Double(many.quantile(0.975)) - (1_000_000 + 1.96 * 2_000_000.0.squareRoot())) < 50)
  }

  /// Gamma of shape 1 is exponential; the normal one has 2.5 % beyond 1.96 deviations.
  @Test func sumsToCome() {
    let exponential = SumToCome(mean: 100, variance: 10_000, canFall: false)
    #expect(abs(exponential.atLeast(150) - exp(-1.5)) < 1e-12 && exponential.atLeast(-1) == 1)
    #expect(abs(exponential.quantile(0.5) - 100 * log(2)) < 1e-6)
    let normal = SumToCome(mean: -5, variance: 4, canFall: true)
    #expect(abs(normal.atLeast(-5 + 2 * 1.959963984540054) - 0.025) < 1e-12)
    #expect(abs(normal.quantile(0.025) - (-5 - 2 * 1.959963984540054)) < 1e-6)
    let certain = SumToCome(mean: 7, variance: 0, canFall: false)
    #expect(certain.atLeast(7) == 1 && certain.atLeast(8) == 0)
  }
}
