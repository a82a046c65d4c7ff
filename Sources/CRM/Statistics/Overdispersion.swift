import Foundation

/// How many times the variance of a Poisson distribution counts of weeks have: 1 when events come singly, more when they come in clusters.
///
/// The mean of its posterior: with probability 0.4 it is 1, else anything up to 15 (or three times what the counts themselves say, where
/// that is more) on a scale of logarithms; the likelihood is that of counts of which the variance is so many times the mean (negative
/// binomial with r = mean / (φ − 1), McCullagh and Nelder, « Generalized Linear Models », 6.2.3), at the rate of all of them together. Few
/// weeks say little, so that it stays well above 1 then.
///
/// - Parameter weeks: How long each was, in any unit, and how many events it had.
package func overdispersion(of weeks: [(time: Double, events: Int)]) -> Double {
  let weeks = weeks.filter { $0.time > 0 && $0.events >= 0 }
  let time = weeks.reduce(0) { $0 + $1.time }
  guard time > 0 else { return 1 }
  let rate = max(Double(weeks.reduce(0) { $0 + $1.events }), 0.5) / time
  let pearson =
    weeks.reduce(0) { $0 + pow(Double($1.events) - rate * $1.time, 2) / (rate * $1.time) } / Double(max(weeks.count - 1, 1))
  let (alone, steps, top) = (0.4, 16, max(15, 3 * pearson))
  let factors = [1] + (0..<steps).map { 1.2 * pow(top / 1.2, Double($0) / Double(steps - 1)) }
  let likelihoods = factors.map { factor in
    weeks.reduce(0) { $0 + logLikelihood(Double($1.events), mean: rate * $1.time, factor) }
  }
  let greatest = likelihoods.reduce(-.infinity, max)
  let weights = likelihoods.enumerated().map { ($0 == 0 ? alone : (1 - alone) / Double(steps)) * exp($1 - greatest) }
  return zip(weights, factors).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
}

private func logLikelihood(_ count: Double, mean: Double, _ factor: Double) -> Double {
  // What does not depend on the factor is left out.
  if factor == 1 { return count * log(mean) - mean }
  let size = mean / (factor - 1)
  return lgamma(count + size) - lgamma(size) - size * log(factor) + count * log(1 - 1 / factor)
}
