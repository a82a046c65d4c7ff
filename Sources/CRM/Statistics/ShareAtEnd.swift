import Foundation

/// A share of successes at the end of a time: what is over is certain, and among the trials still to come successes fall as they did so far.
/// Beta-binomial, so that it counts that the share behind them is known from so many trials only (prior of Jeffreys; Gelman et al., « Bayesian
/// Data Analysis », 2.4), for each number of trials still to come.
package struct ShareAtEnd {
  private let successes: Int
  private let trials: Int
  private let cases: [Case]

  /// A number of trials still to come.
  private struct Case {
    let weight: Double
    let successes: SuccessesToCome
  }

  /// - Parameters:
  ///   - trials: Above zero.
  ///   - variance: How many times the variance of the binomial distribution the weeks have; at least 1.
  package init(_ successes: Int, of trials: Int, variance: Double, toCome: ToCome) {
    self.successes = successes
    self.trials = trials
    let share = (Double(successes) + 0.5) / (Double(trials) + 1)
    cases = Self.numbers(of: toCome).map { number in
      Case(
        weight: number.weight,
        successes: SuccessesToCome(of: number.count, share: share, variance: variance * (1 + Double(number.count) / Double(trials))))
    }
  }

  /// The probability that it is at most so many ten-thousandths once it is rounded to them.
  package func atMost(_ tenThousandths: Int) -> Double {
    cases.reduce(0) { sum, each in
      // Rounded half away from zero, what is below the next half is so much at most.
      let whole = Int128(2 * tenThousandths + 1) * Int128(trials + each.successes.trials)
      let most = Int((whole + 19_999).dividedDown(by: 20_000)) - 1
      return sum + each.weight * each.successes.atMost(most - successes)
    }
  }

  package func quantile(_ probability: Double) -> Int {
    smallestWhole(near: nearestWhole(Double(successes) / Double(trials) * 10_000)) { atMost($0) >= probability }
  }

  private static let mostNumbers = 40

  /// The numbers that may come, with their probabilities; of many some that are equally probable.
  private static func numbers(of toCome: ToCome) -> [(count: Int, weight: Double)] {
    let (low, high) = (toCome.quantile(0.0005), toCome.quantile(0.9995))
    guard high - low >= mostNumbers else {
      let weights = (low...high).map { toCome.atMost($0) - ($0 == low ? 0 : toCome.atMost($0 - 1)) }
      let all = weights.reduce(0, +)
      return zip(low...high, weights).map { ($0, $1 / all) }
    }
    return (0..<mostNumbers).map {
      (toCome.quantile((Double($0) + 0.5) / Double(mostNumbers)), 1 / Double(mostNumbers))
    }
  }
}

/// How many of some trials will succeed: beta-binomial, beyond `mostSummed` the Beta distribution of the same mean and variance.
private struct SuccessesToCome {
  let trials: Int
  /// The probability of at most 0, 1, 2, …
  private var cumulative: [Double] = []
  private let beta: (a: Double, b: Double)

  static let mostSummed = 400

  /// - Parameter variance: How many times that of the binomial distribution.
  init(of trials: Int, share: Double, variance: Double) {
    self.trials = trials
    // Of n trials the variance is 1 + (n − 1)ρ times the binomial one, with ρ = 1 / (a + b + 1).
    let n = Double(trials)
    let correlation = min(max(trials > 1 ? (variance - 1) / (n - 1) : 0.5, 1e-9), 0.9)
    if trials > Self.mostSummed {
      let sum = max(n / (1 + (n - 1) * correlation) - 1, 0.05)
      beta = (share * sum, (1 - share) * sum)
    } else {
      let sum = 1 / correlation - 1
      let (a, b) = (share * sum, (1 - share) * sum)
      beta = (a, b)
      var log = lgamma(b + n) - lgamma(b) - lgamma(sum + n) + lgamma(sum)
      var whole = 0.0
      for count in 0...trials {
        whole += exp(log)
        cumulative.append(whole)
        let k = Double(count)
        if count < trials { log += Foundation.log((n - k) * (a + k) / ((k + 1) * (b + n - k - 1))) }
      }
    }
  }

  func atMost(_ count: Int) -> Double {
    if count < 0 { return 0 }
    if count >= trials { return 1 }
    return cumulative.isEmpty ? regularisedBeta((Double(count) + 0.5) / Double(trials), beta.a, beta.b) : min(cumulative[count], 1)
  }
}

extension Int128 {
  fileprivate func dividedDown(by divisor: Int128) -> Int128 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
