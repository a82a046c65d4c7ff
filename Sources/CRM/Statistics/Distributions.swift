import Foundation

/// The probability that a variable of Student's distribution is at most `t` (DLMF 8.17; Abramowitz and Stegun, 26.7.1).
func studentAtMost(_ t: Double, degreesOfFreedom: Double) -> Double {
  let tail = regularisedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2
  return t < 0 ? tail : 1 - tail
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
  var c = 1.0
  var d = 1 / nonzero(1 - (a + b) * x / (a + 1), tiny)
  var fraction = d
  for step in 1...100_000 {
    let m = Double(step)
    let even: Double = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    let odd: Double = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    for coefficient in [even, odd] {
      d = 1 / nonzero(1 + coefficient * d, tiny)
      c = nonzero(1 + coefficient / c, tiny)
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
