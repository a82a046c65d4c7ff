import CRM
import Planning
import Foundation
import Postgres

/// How a year of sales goes.
enum SimulatedPace: String, CaseIterable {
  case constant
  /// Good weeks and bad ones: the variance of a week's count is three times that of events which come singly.
  case clustered
  /// Twice as much in December as in January.
  case ramping
}

/// What is forecast of a simulated year.
enum SimulatedFigure: String, CaseIterable {
  case counts, money, rates
}

/// A year in which orders come at a pace: how many on each working day, what they sum to, and how many of them succeeded.
struct SimulatedYear {
  /// What came about in some days.
  struct Tally {
    var orders = 0
    var cents = 0
    var successes = 0

    static func + (one: Tally, other: Tally) -> Tally {
      Tally(orders: one.orders + other.orders, cents: one.cents + other.cents, successes: one.successes + other.successes)
    }
  }

  /// Working days of each week, and what came about on each of them.
  private let weeks: [[Tally]]
  /// What the year was expected to have of orders, cents and, in ten-thousandths, successes.
  let expected: (orders: Double, cents: Double, rate: Double)

  /// 251 working days: 50 weeks and a day.
  static let days = 251
  /// Of amounts: lognormal, so that the greatest of a hundred is about seven times the middle one.
  private static let (middle, spread) = (100_000.0, 0.8)

  init(_ orders: Double, _ pace: SimulatedPace, _ generator: inout SeededGenerator) {
    let rate = 0.1 + 0.5 * generator.unit()
    expected = (orders, orders * Self.middle * exp(Self.spread * Self.spread / 2), rate * 10_000)
    let daily = orders / Double(Self.days)
    weeks = stride(from: 0, to: Self.days, by: 5).map { first in
      // A week of mean m whose mean varies by a Gamma of shape m / 2 has the variance m + 2m.
      let shape = daily * 5 / 2
      let factor = pace == .clustered ? generator.gamma(shape) / shape : 1
      return (first..<min(first + 5, Self.days)).map { day in
        let slope = pace == .ramping ? (1 + Double(day) / Double(Self.days - 1)) / 1.5 : 1
        var tally = Tally()
        tally.orders = generator.poisson(daily * factor * slope)
        for _ in 0..<tally.orders {
          tally.cents += Int(Self.middle * exp(Self.spread * generator.normal()))
          if generator.unit() < rate { tally.successes += 1 }
        }
        return tally
      }
    }
  }

  var end: Tally { weeks.joined().reduce(Tally(), +) }

  /// What is known after so many working days.
  ///
  /// - Returns: The pace of orders and their amounts, and that of orders and their successes.
  func paces(after elapsed: Int) -> (orders: Pace, rates: Pace) {
    var left = elapsed
    let known = weeks.compactMap { week -> (days: Int, tally: Tally)? in
      let days = min(left, week.count)
      left -= days
      return days > 0 ? (days, week[..<days].reduce(Tally(), +)) : nil
    }
    let whole = known.reduce(Tally()) { $0 + $1.tally }
    func pace(_ amount: (Tally) -> Int) -> Pace {
      Pace(
        elapsed: Double(elapsed), left: Double(Self.days - elapsed), events: whole.orders, amount: amount(whole),
        weeks: known.map { Pace.Week(time: Double($0.days), events: $0.tally.orders, amount: amount($0.tally)) })
    }
    return (pace(\.cents), pace(\.successes))
  }
}

/// How forecasts fared.
struct ForecastScore {
  private(set) var forecasts = 0
  /// Where nothing could be said.
  private(set) var silent = 0
  private var inside80 = 0
  private var inside95 = 0
  private var drawn95 = 0
  /// By tenth of the chance stated: how many, and how many reached their target.
  private(set) var reliability = Array(repeating: (stated: 0.0, reached: 0, all: 0), count: 10)

  /// The share of years that ended in the interval.
  var coverage80: Double { Double(inside80) / Double(max(forecasts, 1)) }
  var coverage95: Double { Double(inside95) / Double(max(forecasts, 1)) }
  /// The same of the interval whose ends are drawn so that it holds exactly 95 % of its distribution: few events cannot be cut at 95 % by
  /// whole numbers.
  var drawnCoverage95: Double { Double(drawn95) / Double(max(forecasts, 1)) }

  mutating func add(_ figure: SimulatedFigure, _ year: SimulatedYear, after elapsed: Int, _ generator: inout SeededGenerator) {
    let (orders, rates) = year.paces(after: elapsed)
    let end = year.end
    let day = Day(daysSince2000: 0)
    let draw = generator.unit()
    // Targets as people set them: about what is usual.
    let ambition = 0.75 + 0.5 * generator.unit()
    func forecast(_ target: Double) -> Forecast? {
      let target = Int(target.rounded())
      switch figure {
      case .counts: return orders.eventsToCome.map { .sum(orders.events, $0, target: target, .higher, on: day) }
      case .money: return orders.amountToCome().map { .sum(orders.amount, $0, target: target, .higher, on: day) }
      case .rates: return rates.eventsToCome.flatMap { .rate(rates, $0, target: target, .higher, on: day) }
      }
    }
    let (value, expected): (Int, Double) =
      switch figure {
      case .counts: (end.orders, year.expected.orders)
      case .money: (end.cents, year.expected.cents)
      case .rates: (Int((Double(end.successes) / Double(max(end.orders, 1)) * 10_000).rounded()), year.expected.rate)
      }
    let target = expected * ambition
    guard let stated = forecast(target), let likely = stated.interval80, let sure = stated.interval95, let chance = stated.probability,
      let atLeast = forecast(Double(value))?.probability, let above = forecast(Double(value) + 1)?.probability
    else {
      silent += 1
      return
    }
    forecasts += 1
    if likely.contains(value) { inside80 += 1 }
    if sure.contains(value) { inside95 += 1 }
    // Somewhere between the probability of less and that of so much at most.
    if (0.025...0.975).contains(1 - atLeast + draw * (atLeast - above)) { drawn95 += 1 }
    let tenth = min(Int(chance * 10), 9)
    reliability[tenth].stated += chance
    reliability[tenth].all += 1
    if Double(value) >= target.rounded() { reliability[tenth].reached += 1 }
  }
}

extension SeededGenerator {
  /// Box and Muller's transform.
  mutating func normal() -> Double { (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit()) }

  /// Of scale 1: Marsaglia and Tsang, « A simple method for generating gamma variables », ACM TOMS 26 (2000); below shape 1 by a power.
  mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 { return gamma(shape + 1) * pow(1 - unit(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = pow(1 + c * x, 3)
      if v > 0, log(1 - unit()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
    }
  }

  /// By multiplying (Knuth, « The Art of Computer Programming » 2, 3.4.1): for small means.
  mutating func poisson(_ mean: Double) -> Int {
    let end = exp(-mean)
    var (count, product) = (0, unit())
    while product > end { (count, product) = (count + 1, product * unit()) }
    return count
  }
}
