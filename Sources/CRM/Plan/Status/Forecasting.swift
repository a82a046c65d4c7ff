import Foundation
import Postgres

/// What forecasts are made from: how much of the time has passed, and what came about in it.
struct Pace {
  /// A week, or what of it has passed, and what came about in it.
  struct Week {
    /// In the units of `elapsed`.
    let time: Double
    let value: Int
  }

  /// Working days, or the plan's own weights where it has some: only the proportion to `left` counts.
  let elapsed: Double
  let left: Double
  let total: Int
  let weeks: [Week]

  /// Fewer say nothing of how weeks differ.
  static let fewestWeeks = 4

  /// What is still to come if the weeks to come differ as those before did. The variance of a unit of time is that between the weeks,
  /// Σ (x − rate·t)² / t over the weeks less one (quasi-likelihood); that of the rate itself is added.
  func sumToCome(canFall: Bool) -> SumToCome? {
    let weeks = weeks.filter { $0.time > 0 }
    guard weeks.count >= Self.fewestWeeks else { return nil }
    let time = weeks.reduce(0) { $0 + $1.time }
    let rate = weeks.reduce(0) { $0 + Double($1.value) } / time
    let dispersion = weeks.reduce(0) { $0 + pow(Double($1.value) - rate * $1.time, 2) / $1.time } / Double(weeks.count - 1)
    let mean = rate * left
    return SumToCome(mean: mean, variance: dispersion * left * (1 + left / time), canFall: canFall || mean <= 0)
  }
}

extension Forecast {
  /// - Parameters:
  ///   - isReached: Whether so much reaches the target; nil without one.
  static func over(_ actual: Int, on day: Day, isReached: Bool?) -> Forecast {
    Forecast(.observed, on: day, value: actual, low: actual, high: actual, probability: isReached.map { $0 ? 1 : 0 })
  }

  /// A count whose events come one by one.
  static func count(_ pace: Pace, target: Int?, _ direction: KPIDirection, on day: Day) -> Forecast? {
    guard pace.elapsed > 0, pace.total >= 0 else { return nil }
    let coming = EventsToCome(seen: pace.total, elapsed: pace.elapsed, left: pace.left)
    let probability = target.map { target in
      let needed = target - pace.total
      return direction == .higher ? 1 - coming.atMost(needed - 1) : coming.atMost(needed)
    }
    return Forecast(
      .count, on: day, value: whole(Double(pace.total) + coming.mean), low: pace.total + coming.quantile(0.025),
      high: pace.total + coming.quantile(0.975), probability: probability)
  }

  /// A sum of money or the level of a stock.
  static func sum(_ pace: Pace, target: Int?, _ direction: KPIDirection, isStock: Bool, on day: Day) -> Forecast? {
    guard let coming = pace.sumToCome(canFall: isStock) else { return nil }
    let probability = target.map { target in
      let reached = coming.atLeast(Double(target) - Double(pace.total))
      return direction == .higher ? reached : 1 - reached
    }
    let total = Double(pace.total)
    return Forecast(
      isStock ? .stock : .money, on: day, value: whole(total + coming.mean), low: whole(total + coming.quantile(0.025)),
      high: whole(total + coming.quantile(0.975)), probability: probability)
  }

  /// A rate, in ten-thousandths: the probability that the rate behind what was seen is at least the target, by the score test that the
  /// interval of Wilson inverts.
  static func rate(_ rate: Rate, target: Int?, _ direction: KPIDirection, on day: Day) -> Forecast? {
    guard let value = rate.value, let low = rate.low, let high = rate.high else { return nil }
    let probability = target.map { Double($0) / 10_000 }.flatMap { target -> Double? in
      guard target > 0, target < 1 else { return nil }
      let score = (value - target) / (target * (1 - target) / Double(rate.denominator)).squareRoot()
      return erfc((direction == .higher ? -score : score) / 2.0.squareRoot()) / 2
    }
    return Forecast(
      .rate, on: day, value: whole(value * 10_000), low: whole(low * 10_000), high: whole(high * 10_000), probability: probability)
  }

  private static func whole(_ value: Double) -> Int { Int(exactly: value.rounded(.toNearestOrAwayFromZero)) ?? (value < 0 ? .min : .max) }
}
