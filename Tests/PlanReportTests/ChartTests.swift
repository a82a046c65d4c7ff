import Markup
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

  @Test func axisTextsAreShortAndInOneUnit() {
    #expect(ChartUnit.money.texts(of: [0, 5000, 10_000, 15_000], french) == ["0\u{A0}k€", "5\u{A0}k€", "10\u{A0}k€", "15\u{A0}k€"])
    #expect(ChartUnit.money.texts(of: [0, 250_000, 1_250_000], french) == ["0,00\u{A0}M€", "0,25\u{A0}M€", "1,25\u{A0}M€"])
    #expect(ChartUnit.money.texts(of: [-25_000, 0], english) == ["−€25k", "€0k"])
    #expect(ChartUnit.money.texts(of: [-2_500], french) == ["−2\u{202F}500\u{A0}€"])
    #expect(ChartUnit.count.texts(of: [0, 2.5, 5], english) == ["0.0", "2.5", "5.0"])
    #expect(ChartUnit.count.texts(of: [0, 20, 40], french) == ["0", "20", "40"])
    #expect(ChartUnit.percent.texts(of: [0, 12.5], french) == ["0\u{202F}%", "12,5\u{202F}%"])
    #expect(ChartUnit.count.texts(of: [1e300], english) == ["…"])
  }

  @Test func whereBarsWouldBeHairsTheyAreLines() {
    let svg = chart(Array(repeating: 1, count: 200)).svg(english).text
    #expect(!svg.contains("<rect") && svg.contains("<path"))
  }

  @Test func legendsAreWhole() {
    let names = ["Budget prévu de la période", "Dépensé", "Ventes hors taxes"]
    let chart = Chart(
      title: "T", labels: ["A"], series: names.map { .init(name: $0, mark: .bar, values: [1]) }, unit: .count, description: "d")
    let svg = chart.svg(width: 260, height: 200, french).text
    #expect(names.allSatisfy { svg.contains(">\($0)</text>") })
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
