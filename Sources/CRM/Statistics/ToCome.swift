import Foundation

/// What is still to come by a day, in whole numbers: events, or cents.
package enum ToCome: Sendable, Hashable {
  /// How many events: negative binomial, of a mean and a variance above it. None for certain when the mean is 0.
  case events(mean: Double, variance: Double)
  /// What events sum to: nothing with the probability that none comes, else Gamma. Mean and variance are of both together.
  case amounts(mean: Double, variance: Double, nothing: Double)
  /// How far something goes up or down: Student's distribution about a mean.
  case change(mean: Double, deviation: Double, degreesOfFreedom: Double)

  package var mean: Double {
    switch self {
    case .events(let mean, _), .amounts(let mean, _, _), .change(let mean, _, _): mean
    }
  }

  private var variance: Double {
    switch self {
    case .events(_, let variance), .amounts(_, let variance, _): variance
    // Of three degrees of freedom; below them it is infinite, and no sum needs it.
    case .change(_, let deviation, let degrees): deviation * deviation * degrees / max(degrees - 2, 1)
    }
  }

  /// The probability that nothing comes.
  package var nothing: Double {
    switch self {
    case .events: atMost(0)
    case .amounts(_, _, let nothing): nothing
    case .change: 0
    }
  }

  /// The probability that it is at most so much.
  package func atMost(_ whole: Int) -> Double {
    switch self {
    case .events(let mean, let variance):
      guard whole >= 0 else { return 0 }
      guard mean > 0 else { return 1 }
      // The chance p of a success and their number r from the moments: mean r(1 − p)/p, variance mean/p.
      let chance = min(mean / variance, 1 - 1e-12)
      return regularisedBeta(chance, mean * chance / (1 - chance), Double(whole) + 1)
    case .amounts(let mean, let variance, let nothing):
      guard whole >= 0 else { return 0 }
      guard mean > 0, nothing < 1 else { return 1 }
      let some = mean / (1 - nothing)
      let spread = max((variance + mean * mean) / (1 - nothing) - some * some, some * some * 1e-12)
      return nothing + (1 - nothing) * (1 - upperGamma(some * some / spread, (Double(whole) + 0.5) * some / spread))
    case .change(let mean, let deviation, let degrees):
      if deviation <= 0 { return Double(whole) + 0.5 >= mean ? 1 : 0 }
      return studentAtMost((Double(whole) + 0.5 - mean) / deviation, degreesOfFreedom: degrees)
    }
  }

  /// What it is at most with a probability.
  package func quantile(_ probability: Double) -> Int {
    smallestWhole(near: nearestWhole(mean)) { atMost($0) >= probability }
  }

  /// Of several that do not depend on each other, by the moments: means and variances add, and nothing comes when nothing comes of any.
  package static func sum(_ parts: [ToCome]) -> ToCome? {
    guard let first = parts.first else { return nil }
    if parts.count == 1 { return first }
    let (mean, variance) = parts.reduce((0, 0)) { ($0.0 + $1.mean, $0.1 + $1.variance) }
    if case .amounts = first { return .amounts(mean: mean, variance: variance, nothing: parts.reduce(1) { $0 * $1.nothing }) }
    return .events(mean: mean, variance: variance)
  }

  /// Events of which only a share counts, each by itself.
  package func thinned(_ share: Double) -> ToCome {
    guard case .events(let mean, let variance) = self, share < 1 else { return self }
    return .events(mean: share * mean, variance: share * share * variance + share * (1 - share) * mean)
  }
}

/// The smallest whole number at which something that never ceases once it holds begins to hold.
func smallestWhole(near start: Int, where holds: (Int) -> Bool) -> Int {
  let limit = 1 << 53
  var (below, above) = (start - 1, start)
  var step = 1
  while holds(below), below > -limit { (above, below, step) = (below, below - step, step * 2) }
  while !holds(above), above < limit { (below, above, step) = (above, above + step, step * 2) }
  while above - below > 1 {
    let middle = below + (above - below) / 2
    if holds(middle) { above = middle } else { below = middle }
  }
  return above
}

/// Rounded half away from zero; the nearest there is where it does not fit.
package func nearestWhole(_ value: Double) -> Int {
  Int(exactly: value.rounded(.toNearestOrAwayFromZero)) ?? (value < 0 ? .min / 2 : .max / 2)
}
