import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM
@testable import Planning

@Suite struct ForecastTests {
  private let last = on("2023-12-31")

  private func pace(_ events: Int, of elapsed: Double = 65, left: Double = 186, _ weeks: [Pace.Week] = []) -> Pace {
    Pace(elapsed: elapsed, left: left, events: events, amount: events, weeks: weeks)
  }

  /// 10 customers in 65 of 251 working days: 10.5 x 186/65 = 30.05 are still to come, 40 in all. By SciPy, nbinom(10.5, 65/251).
  @Test func aCountAtItsPace() throws {
    let coming = try #require(pace(10).eventsToCome)
    #expect(abs(coming.mean - 30.046) < 1e-3)
    let forecast = Forecast.sum(10, coming, target: 40, .higher, on: last)
    #expect(forecast.value == 40 && forecast.method == .count)
    #expect(forecast.interval80 == .init(low: 27, high: 54) && forecast.interval95 == .init(low: 22, high: 64))
    // The negative binomial distribution is skewed: its median lies below its mean.
    #expect(abs(try #require(forecast.probability) - 0.47865302108167185) < 1e-6)
    let less = try #require(Forecast.sum(10, coming, target: 40, .lower, on: last).probability)
    #expect((0.5...0.62).contains(less))
  }

  @Test func whatIsReachedStaysReached() throws {
    let coming = try #require(pace(40).eventsToCome)
    #expect(Forecast.sum(40, coming, target: 40, .higher, on: last).probability == 1)
    #expect(Forecast.sum(40, coming, target: 39, .lower, on: last).probability == 0)
    #expect(pace(0, of: 0, left: 251).eventsToCome == nil)
  }

  /// Weeks of 0 and 4 in turn are as many as weeks of 2, and say that the next ones differ more.
  @Test func clusteredWeeksWidenTheInterval() throws {
    let even = (0..<16).map { _ in Pace.Week(time: 5, events: 2, amount: 0) }
    let clustered = (0..<16).map { Pace.Week(time: 5, events: $0 / 2 % 2 * 4, amount: 0) }
    let width = { (weeks: [Pace.Week]) throws -> Int in
      let coming = try #require(self.pace(32, of: 80, left: 171, weeks).eventsToCome)
      return coming.quantile(0.975) - coming.quantile(0.025)
    }
    #expect(Double(try width(clustered)) > 1.3 * Double(try width(even)))
    #expect(try width(even) >= width([]))
  }

  /// Twice as many in each of the last weeks as in each of the first ones: more is to come than their mean says, and how much is less certain.
  @Test func aPaceThatRisesIsFollowed() throws {
    let even = (0..<20).map { _ in Pace.Week(time: 5, events: 15, amount: 0) }
    let rising = (0..<20).map { Pace.Week(time: 5, events: 10 + $0 * 10 / 19, amount: 0) }
    func forecast(_ weeks: [Pace.Week]) throws -> Forecast {
      let pace = Pace(elapsed: 100, left: 100, events: 300, amount: 0, weeks: weeks)
      return Forecast.sum(300, try #require(pace.eventsToCome), target: nil, .higher, on: last)
    }
    #expect((598...603).contains(try forecast(even).value))
    #expect((650...780).contains(try forecast(rising).value))
    let (sure, wide) = (try #require(try forecast(even).interval95), try #require(try forecast(rising).interval95))
    #expect(wide.high - wide.low > 3 * (sure.high - sure.low) / 2)
  }

  /// 40 sales of 100 in 20 days, without a drift. Nothing more comes with the chance that no sale does.
  @Test func anAmountIsASumOfSales() throws {
    let weeks = [8, 12, 12, 8].map { Pace.Week(time: 5, events: $0, amount: $0 * 10_000) }
    let pace = Pace(elapsed: 20, left: 20, events: 40, amount: 400_000, weeks: weeks)
    let coming = try #require(pace.amountToCome())
    #expect(abs(coming.mean - 405_000) < 1e-6)
    let forecast = Forecast.sum(400_000, coming, target: 805_000, .higher, on: last)
    #expect(forecast.value == 805_000 && forecast.method == .money)
    #expect(abs(try #require(forecast.probability) - 0.5) < 0.1)
    #expect(try #require(forecast.interval95).low > 400_000 && #require(forecast.interval80).low > #require(forecast.interval95).low)
    // Ten sales in a year, and two days to go: most likely none.
    let rare = Pace(
      elapsed: 249, left: 2, events: 10, amount: 100_000,
      weeks: (0..<50).map { Pace.Week(time: 5, events: $0 % 5 == 0 ? 1 : 0, amount: $0 % 5 == 0 ? 10_000 : 0) })
    let end = Forecast.sum(100_000, try #require(rare.amountToCome()), target: 100_001, .higher, on: last)
    #expect(end.interval80 == .init(low: 100_000, high: 100_000) && end.interval95?.low == 100_000)
    #expect(try #require(end.interval95).high > 105_000 && (0.05...0.12).contains(#require(end.probability)))
    // Of one amount nothing is known of the next, unless colleagues have some.
    let one = Pace(elapsed: 20, left: 20, events: 1, amount: 5_000, weeks: weeks)
    #expect(one.amountToCome() == nil)
    #expect(abs(try #require(one.amountToCome(like: pace)).mean - 15_000) < 1e-6)
  }

  /// Weeks of 5 days with 100, 300, 100, 300: 40 a day, Σ (x − 200)² / 5 / 3 = 2666.67 a day. Of 20 days left 800 are expected, with a variance
  /// of 2666.67 x 20 x (1 + 20/20) = 106,666.67, a deviation of 326.6; 97.5 % of Student's with three degrees of freedom are below 3.182.
  @Test func aStockWithTheVarianceBetweenWeeks() throws {
    let weeks = [100, 300, 100, 300].map { Pace.Week(time: 5, events: 0, amount: $0) }
    let pace = Pace(elapsed: 20, left: 20, events: 0, amount: 800, weeks: weeks)
    let forecast = Forecast.sum(800, try #require(pace.changeToCome), target: 1_600, .higher, on: last)
    #expect(forecast.method == .stock && forecast.value == 1_600)
    #expect(abs(try #require(forecast.probability) - 0.5) < 1e-3)
    #expect(abs(Double(try #require(forecast.interval95).high) - (1_600 + 3.1824463 * 326.599)) < 1.5)
    #expect(Pace(elapsed: 15, left: 20, events: 0, amount: 500, weeks: Array(weeks.prefix(3))).changeToCome == nil)
  }

  /// 20 of 40 after 240 days of 251: a target of 45 % is all but safe, and of 15 of 148 in June the interval is that of the year's rate,
  /// narrower than Wilson's of the rate behind it (6.2 to 16.1 %).
  @Test func ofARateWhatIsOverIsCertain() throws {
    func rate(_ successes: Int, _ trials: Int, of elapsed: Double, target: Int) throws -> Forecast {
      let pace = Pace(elapsed: elapsed, left: 251 - elapsed, events: trials, amount: successes, weeks: [])
      let coming = try #require(pace.eventsToCome)
      return try #require(Forecast.rate(pace, coming, target: target, .higher, on: last))
    }
    let late = try rate(20, 40, of: 249, target: 4_500)
    #expect(late.value == 5_000 && late.method == .rate && (late.probability ?? 0) > 0.995)
    #expect(try #require(late.interval95).low >= 4_800 && #require(late.interval95).high <= 5_200)
    let june = try rate(15, 148, of: 125, target: 1_014)
    #expect(june.value == 1_014)
    #expect(try #require(june.interval95).low > 624 && #require(june.interval95).high < 1_605)
    #expect((0.35...0.6).contains(try #require(june.probability)))
    let none = Pace(elapsed: 125, left: 126, events: 0, amount: 0, weeks: [])
    #expect(Forecast.rate(none, .events(mean: 3, variance: 4), target: 1, .higher, on: last) == nil)
  }

  @Test func lights() {
    var kpi = PlanKPI(key: "k", name: "K", formula: .catalogue("discussions", variant: nil))
    let light = { (actual: Int, due: Int, direction: KPIDirection) in TrafficLight(actual, due: due, direction, kpi) }
    #expect(light(100, 100, .higher) == .green && light(99, 100, .higher) == .amber && light(80, 100, .higher) == .amber)
    #expect(light(79, 100, .higher) == .red && light(0, 0, .higher) == .green && light(-1, 0, .higher) == .red)
    #expect(light(100, 100, .lower) == .green && light(120, 100, .lower) == .amber && light(126, 100, .lower) == .red)
    #expect(light(-300, -200, .higher) == .red && light(-100, -200, .higher) == .green)
    #expect(light(.max, .max, .higher) == .green && light(.min, .max, .higher) == .red)
    kpi.greenFrom = 9_500
    kpi.amberFrom = 7_000
    #expect(TrafficLight(95, due: 100, .higher, kpi) == .green && TrafficLight(70, due: 100, .higher, kpi) == .amber)
    kpi.greenFrom = 11_000
    #expect(TrafficLight(105, due: 100, .higher, kpi) == .amber && TrafficLight(110, due: 100, .higher, kpi) == .green)
  }
}
