package import CRM
package import Postgres

extension Forecast {
  /// What nothing more can happen to.
  ///
  /// - Parameter isReached: Whether so much reaches the target; nil without one.
  static func over(_ actual: Int, on day: Day, isReached: Bool?) -> Forecast {
    let interval = Interval(low: actual, high: actual)
    return Forecast(
      .observed, on: day, value: actual, interval80: interval, interval95: interval, probability: isReached.map { $0 ? 1 : 0 })
  }

  /// What there is and what comes to it.
  ///
  /// - Parameter expected: Of what comes; its mean where nothing else is said.
  package static func sum(
    _ actual: Int, _ toCome: ToCome, expected: Int? = nil, target: Int?, _ direction: KPIDirection, on day: Day
  ) -> Forecast {
    let method: Method =
      switch toCome {
      case .events: .count
      case .amounts: .money
      case .change: .stock
      }
    return Forecast(
      method, on: day, value: actual + (expected ?? nearestWhole(toCome.mean)), quantile: { actual + toCome.quantile($0) },
      probability: target.map { target in
        direction == .higher ? 1 - toCome.atMost(target - actual - 1) : toCome.atMost(target - actual)
      })
  }

  /// A rate, in ten-thousandths.
  ///
  /// - Parameters:
  ///   - pace: What it divides by, and its successes.
  ///   - trials: How many are still to come.
  package static func rate(_ pace: Pace, _ trials: ToCome, target: Int?, _ direction: KPIDirection, on day: Day) -> Forecast? {
    guard pace.events > 0, (0...pace.events).contains(pace.amount) else { return nil }
    let end = ShareAtEnd(pace.amount, of: pace.events, variance: pace.binomialVariance, toCome: trials)
    return Forecast(
      .rate, on: day, value: nearestWhole(Double(pace.amount) / Double(pace.events) * 10_000), quantile: end.quantile,
      probability: target.map { direction == .higher ? 1 - end.atMost($0 - 1) : end.atMost($0) })
  }

  private init(_ method: Method, on day: Day, value: Int, quantile: (Double) -> Int, probability: Double?) {
    self.init(
      method, on: day, value: value, interval80: Interval(low: quantile(0.1), high: quantile(0.9)),
      interval95: Interval(low: quantile(0.025), high: quantile(0.975)), probability: probability.map { min(max($0, 0), 1) })
  }
}
