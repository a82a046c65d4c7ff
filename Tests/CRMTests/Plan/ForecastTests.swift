import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

@Suite struct ForecastTests {
  private let last = on("2023-12-31")

  /// 10 customers in 65 of 251 working days: 10.5 x 186/65 = 30.05 are still to come, 40 in all.
  @Test func aCountAtItsPace() throws {
    let pace = Pace(elapsed: 65, left: 186, total: 10, weeks: [])
    let forecast = try #require(Forecast.count(pace, target: 40, .higher, on: last))
    #expect(forecast.value == 40 && forecast.method == .count)
    #expect(try #require(forecast.low) < 30 && #require(forecast.high) > 55)
    // The negative binomial distribution is skewed: its median lies below its mean.
    #expect((0.4...0.5).contains(try #require(forecast.probability)))
    let less = try #require(Forecast.count(pace, target: 40, .lower, on: last)?.probability)
    #expect((0.5...0.62).contains(less))
  }

  @Test func whatIsReachedStaysReached() {
    let pace = Pace(elapsed: 65, left: 186, total: 40, weeks: [])
    #expect(Forecast.count(pace, target: 40, .higher, on: last)?.probability == 1)
    #expect(Forecast.count(pace, target: 39, .lower, on: last)?.probability == 0)
    #expect(Forecast.count(Pace(elapsed: 0, left: 251, total: 0, weeks: []), target: 40, .higher, on: last) == nil)
  }

  /// Weeks of 5 days with 100, 300, 100, 300: 40 a day, Σ (x − 200)² / 5 / 3 = 2666.67 a day. Of 20 days left 800 are expected, with a variance
  /// of 2666.67 x 20 x (1 + 20/20) = 106,666.67, a deviation of 326.6.
  @Test func anAmountWithTheVarianceBetweenWeeks() throws {
    let weeks = [100, 300, 100, 300].map { Pace.Week(time: 5, value: $0) }
    let pace = Pace(elapsed: 20, left: 20, total: 800, weeks: weeks)
    let coming = try #require(pace.sumToCome(canFall: false))
    #expect(abs(coming.mean - 800) < 1e-9 && abs(coming.variance - 8_000.0 / 3 * 40) < 1e-6)
    let forecast = try #require(Forecast.sum(pace, target: 1_600, .higher, isStock: false, on: last))
    #expect(forecast.value == 1_600 && forecast.method == .money)
    #expect(abs(try #require(forecast.probability) - 0.5) < 0.1)
    #expect(try #require(forecast.low) >= 800)
    let stock = try #require(Forecast.sum(pace, target: 1_600, .higher, isStock: true, on: last))
    #expect(stock.method == .stock)
    #expect(abs(try #require(stock.probability) - 0.5) < 1e-9)
    #expect(abs(try #require(stock.high) - 2_240) < 2)
    #expect(
      Forecast.sum(Pace(elapsed: 15, left: 20, total: 500, weeks: Array(weeks.prefix(3))), target: 1, .higher, isStock: false, on: last)
        == nil)
  }

  /// 15 of 148: Wilson's interval is 0.0624 to 0.1605. At its lower bound the score is 1.96: 97.5 %.
  @Test func aRateWithTheIntervalOfWilson() throws {
    let rate = Rate(numerator: 15, denominator: 148)
    let forecast = try #require(Forecast.rate(rate, target: 624, .higher, on: last))
    #expect(forecast.low == 624 && forecast.high == 1_605 && forecast.value == 1_014)
    #expect(abs(try #require(forecast.probability) - 0.975) < 1e-3)
    #expect(abs(try #require(Forecast.rate(rate, target: 1_605, .higher, on: last)?.probability) - 0.025) < 1e-3)
    #expect(abs(try #require(Forecast.rate(rate, target: 1_605, .lower, on: last)?.probability) - 0.975) < 1e-3)
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
