import CRM
import Foundation
import Tables
import Testing

@testable import PlanReport

@Suite struct ChartTests {
  private let french = Formats(language: .fr)
  private let english = Formats(language: .en)

  private func chart(_ values: [Double?], mark: Chart.Mark = .bar, labels: [String]? = nil) -> Chart {
    Chart(
      title: "T", labels: labels ?? values.indices.map { "S\($0 + 1)" }, series: [.init(name: "Réalisé", mark: mark, values: values)],
      unit: .count, description: "d")
  }

  @Test(arguments: [
    ([0, 10], [0, 2.5, 5, 7.5, 10]), ([], [0, 1]), ([0, 0], [0, 1]), ([7, 40], [0, 10, 20, 30, 40]), ([-30, 10], [-30, -20, -10, 0, 10]),
    ([-4], [-4, -3, -2, -1, 0]), ([.nan, .infinity, 4], [0, 1, 2, 3, 4]),
  ])
  func axesGoFromRoundNumberToRoundNumber(_ values: [Double], _ ticks: [Double]) {
    #expect(ChartScale(values).ticks == ticks)
  }

  @Test(arguments: [1e-9, 1, 12_345, 9.9e15, 1e280]) func everyMagnitudeHasAnAxisWithRoomForIt(_ value: Double) {
    let scale = ChartScale([value, -value / 3])
    #expect(scale.high >= value && scale.low <= -value / 3 && (3...9).contains(scale.ticks.count))
  }

  @Test func axisTextsAreShort() {
    #expect(ChartUnit.money.text(1_250_000, french) == "1,3\u{A0}M€")
    #expect(ChartUnit.money.text(25_000, french) == "25\u{A0}k€")
    #expect(ChartUnit.money.text(-25_000, english) == "-€25k")
    #expect(ChartUnit.money.text(2_500, english) == "€2,500")
    #expect(ChartUnit.count.text(40, french) == "40")
    #expect(ChartUnit.count.text(2.5, english) == "2.5")
    #expect(ChartUnit.percent.text(12.5, french) == "12,5\u{202F}%")
    #expect(ChartUnit.percent.text(20, english) == "20%")
    #expect(ChartUnit.count.text(1e300, english) == "…")
  }

  @Test func aMissingValueIsAGapAndNotZero() throws {
    let line = chart([1, nil, 3, 4], mark: .line).svg(english).text
    // A point, then a line of two.
    let d = try #require(line.firstMatch(of: /<path d="([^"]*)"/)).1
    #expect(d.count(where: { $0 == "M" }) == 2 && d.count(where: { $0 == "L" }) == 1)
    #expect(chart([1, nil, 3]).svg(english).text.matches(of: /<rect/).count == 2 + 1)  // and the legend's
  }

  @Test func barsBelowZeroHangFromIt() throws {
    let svg = chart([10, -10]).svg(english).text
    let bars = svg.matches(of: /<rect x="[^"]*" y="([\d.]*)" width="[^"]*" height="([\d.]*)" fill="#1d5c8a"/).dropFirst()
    let places = bars.compactMap { match in Double(match.1).flatMap { top in Double(match.2).map { (top, top + $0) } } }
    try #require(places.count == 2)
    // The first ends where the second begins, on the line of zero.
    #expect(abs(places[0].1 - places[1].0) < 0.2)
  }

  @Test func fiftyThreeWeeksHaveLabelsWithRoom() {
    let svg = chart(Array(repeating: 1, count: 53)).svg(english).text
    let places = svg.matches(of: /<text x="([\d.]*)"[^>]*>S\d+</).compactMap { Double($0.1) }
    #expect(places.count > 5 && zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 4 * 7.2 - 0.2 })
  }

  @Test(arguments: [[], [nil], [nil, .nan], [0], [-5, 1e18]] as [[Double?]]) func drawingsAreWellFormed(_ values: [Double?]) throws {
    let text = chart(values, labels: values.map { _ in "<&>" }).svg(french).text
    #expect(try wellFormed(text).contains("svg"))
    #expect(!text.contains("nan") && !text.contains("inf"))
    #expect(text.contains("Aucune valeur") == !values.contains { $0?.isFinite == true })
  }

  @Test func trendsKeepGapsInLettersToo() {
    #expect(Trend(values: [0, nil, 7, 3.5], targets: [], description: "").text == "▁·█▅")
    #expect(Trend(values: [5, 5], targets: [], description: "").text == "▄▄")
    #expect(Trend(values: [nil], targets: [3], description: "").text == "–")
    #expect(Trend(values: [nil], targets: [], description: "<x>").svg.text.contains("&lt;x&gt;"))
  }
}
