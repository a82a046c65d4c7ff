import CRM
import Planning
import Testing

@testable import filon_bench

/// The bench of forecasts in small: years simulated from a fixed seed end within their intervals as often as these say.
@Suite struct ForecastCoverageTests {
  @Test(arguments: [SimulatedPace.constant, .clustered], SimulatedFigure.allCases)
  func intervalsHoldAsOftenAsTheySay(_ pace: SimulatedPace, _ figure: SimulatedFigure) {
    let dates = Bench.dates.filter { $0.0 != "10 Feb" }
    var (in80, in95, drawn, all) = (0.0, 0.0, 0.0, 0.0)
    for (number, volume) in Bench.volumes.enumerated() {
      for (_, elapsed) in dates {
        let score = Bench.score(figure, pace, volume, after: elapsed, years: 30, seed: UInt64(100 + number))
        let forecasts = Double(score.forecasts)
        all += forecasts
        in80 += score.coverage80 * forecasts
        in95 += score.coverage95 * forecasts
        drawn += score.drawnCoverage95 * forecasts
        #expect(score.forecasts >= 20)
      }
    }
    // Whole numbers of few events hold more than 95 %; drawn ends do not.
    #expect((0.92...0.99).contains(in95 / all), "\(in95 / all)")
    #expect((0.92...0.98).contains(drawn / all), "\(drawn / all)")
    #expect((0.77...0.92).contains(in80 / all), "\(in80 / all)")
  }

  /// What has a chance of nine in ten comes about about so often.
  @Test func chancesAreWhatTheySay() {
    var (stated, reached, all) = (0.0, 0, 0)
    for figure in SimulatedFigure.allCases {
      let score = Bench.score(figure, .constant, 60...200, after: 125, years: 100, seed: 5)
      for tenth in score.reliability[1...8] {
        (stated, reached, all) = (stated + tenth.stated, reached + tenth.reached, all + tenth.all)
      }
    }
    #expect(abs(stated / Double(all) - Double(reached) / Double(all)) < 0.08, "\(stated) \(reached) \(all)")
  }
}
