import Foundation

/// How many events are still to come when so many came in a time of which `elapsed` has passed and `left` is left, at a constant rate of
/// which nothing else is known: Gamma–Poisson with the prior of Jeffreys, so negative binomial with r = n + 1/2 and p = elapsed / (elapsed +
/// left) (Gelman et al., « Bayesian Data Analysis », 2.6 and 2.8).
struct EventsToCome {
  private let size: Double
  private let chance: Double

  /// - Parameters:
  ///   - elapsed: In any unit of time; above zero.
  ///   - left: In the same unit; above zero.
  init(seen: Int, elapsed: Double, left: Double) {
    size = Double(max(seen, 0)) + 0.5
    chance = elapsed / (elapsed + left)
  }

  var mean: Double { size * (1 - chance) / chance }

  /// The probability that there are at most so many.
  func atMost(_ count: Int) -> Double { count < 0 ? 0 : regularisedBeta(chance, size, Double(count) + 1) }

  /// The smallest number that there are at most with a probability.
  func quantile(_ probability: Double) -> Int {
    var (below, above) = (-1, 1)
    while atMost(above) < probability, above < 1 << 40 { (below, above) = (above, above * 2) }
    while above - below > 1 {
      let middle = (below + above) / 2
      if atMost(middle) < probability { below = middle } else { above = middle }
    }
    return above
  }
}

/// A sum still to come of which mean and variance are known: Gamma where it cannot fall below zero, else normal.
struct SumToCome {
  let mean: Double
  let variance: Double
  let canFall: Bool

  /// The probability that it is at least so much.
  func atLeast(_ sum: Double) -> Double {
    if variance <= 0 { return mean >= sum ? 1 : 0 }
    if canFall { return erfc((sum - mean) / (2 * variance).squareRoot()) / 2 }
    return sum <= 0 ? 1 : upperGamma(mean * mean / variance, sum * mean / variance)
  }

  /// What it is at most with a probability.
  func quantile(_ probability: Double) -> Double {
    let deviation = variance.squareRoot()
    var (low, high) = (canFall ? mean - 40 * deviation : 0, mean + 40 * deviation)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if 1 - atLeast(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// The regularised incomplete beta function I_x(a, b): the continued fraction of DLMF 8.17.22 by Lentz's method, mirrored where it converges
/// slowly (Press et al., « Numerical Recipes », 6.4).
func regularisedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  if x > (a + 1) / (a + b + 2) { return 1 - regularisedBeta(1 - x, b, a) }
  let scale: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
  let front = exp(scale + a * log(x) + b * log(1 - x)) / a
  let tiny = 1e-300
  func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
  var fraction = d
  for step in 1...100_000 {
    let m = Double(step)
    let even: Double = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    let odd: Double = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    for coefficient in [even, odd] {
      d = 1 / nonzero(1 + coefficient * d)
      c = nonzero(1 + coefficient / c)
      fraction *= d * c
    }
    if abs(d * c - 1) < 1e-15 { break }
  }
  return front * fraction
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
