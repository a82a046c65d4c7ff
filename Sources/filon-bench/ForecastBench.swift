import CRM
import Foundation

extension Bench {
  /// Orders a year, from small to great.
  static let volumes = [8.0...20, 20...60, 60...200, 200...600]
  /// Working days that have passed of 251 by some days of a year.
  static let dates = [("10 Feb", 29), ("30 Jun", 125), ("13 Oct", 198), ("15 Dec", 241)]

  /// How often years end within the intervals of their forecasts, and how often what has a chance comes about.
  ///
  /// - Parameter years: Simulated for each pace and volume.
  static func forecast(years: Int) {
    var worst: [(String, Double)] = []
    for pace in SimulatedPace.allCases {
      for figure in SimulatedFigure.allCases {
        print("\(figure.rawValue), \(pace.rawValue) pace")
        print("  orders a year   day      80%    95%  drawn  silent")
        var stated = Array(repeating: (stated: 0.0, reached: 0, all: 0), count: 10)
        var coverages: [Double] = []
        for (number, volume) in volumes.enumerated() {
          for (date, elapsed) in dates {
            let score = score(figure, pace, volume, after: elapsed, years: years, seed: UInt64(number))
            let label = "\(Int(volume.lowerBound))–\(Int(volume.upperBound))".padding(toLength: 14, withPad: " ", startingAt: 0)
            print(
              "  \(label)  \(date)  \(score.coverage80.shown(3))  \(score.coverage95.shown(3))  \(score.drawnCoverage95.shown(3))  \(score.silent)"
            )
            guard elapsed >= 125 else { continue }
            for (index, each) in score.reliability.enumerated() {
              stated[index].stated += each.stated
              stated[index].reached += each.reached
              stated[index].all += each.all
            }
            coverages.append(score.coverage95)
          }
        }
        let lines = stated.filter { $0.all > 0 }.map {
          "\(($0.stated / Double($0.all)).shown())→\((Double($0.reached) / Double($0.all)).shown()) (\($0.all))"
        }
        print("  chance stated → came about, from June on: \(lines.joined(separator: "  "))\n")
        worst.append(("\(figure.rawValue)_\(pace.rawValue)_lowest", coverages.min() ?? 0))
        worst.append(("\(figure.rawValue)_\(pace.rawValue)_highest", coverages.max() ?? 0))
      }
    }
    printRatios("forecast", worst)
  }

  /// The forecasts of many years of some volume, all on the same day.
  static func score(
    _ figure: SimulatedFigure, _ pace: SimulatedPace, _ volume: ClosedRange<Double>, after elapsed: Int, years: Int, seed: UInt64
  ) -> ForecastScore {
    var generator = SeededGenerator(seed: seed)
    var score = ForecastScore()
    for _ in 0..<years {
      let orders = volume.lowerBound * pow(volume.upperBound / volume.lowerBound, generator.unit())
      score.add(figure, SimulatedYear(orders, pace, &generator), after: elapsed, &generator)
    }
    return score
  }
}
