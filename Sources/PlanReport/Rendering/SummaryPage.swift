import Markup
import CRM
import Planning
import Tables

/// The summary as one drawing, to be shown or mailed alone.
struct SummaryPage {
  let report: Report

  private static let width = 1000.0
  private static let margin = 32.0
  private static let chart = 270.0

  var svg: String {
    let blocks = report.sections.first?.blocks ?? []
    let figures = blocks.flatMap { block -> [KeyFigure] in if case .figures(let figures) = block { figures } else { [] } }
    let charts = blocks.flatMap { block -> [Chart] in if case .charts(let charts) = block { charts } else { [] } }
    let top = 96.0
    let columns = figures.inRow
    let chartsTop = top + 84 * Double((figures.count + columns - 1) / columns) + 8
    let height = chartsTop + (Self.chart + 34) * Double(charts.count) + 12
    var svg = Markup()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(pixels(Self.width)) \(pixels(height))", "width": pixels(Self.width),
        "height": pixels(height), "role": "img", "lang": report.language.rawValue, "font-family": Ink.fonts, "font-size": "12",
      ]
    ) { svg in
      svg.element("title", report.language.typeset(report.title))
      svg.element("desc", report.facts.joined(separator: " · "))
      svg.element("rect", ["width": "100%", "height": "100%", "fill": "#ffffff"])
      svg.element(
        "text", ["x": pixels(Self.margin), "y": "48", "font-size": "26", "font-weight": "600", "fill": Ink.text], short(report.title, 62))
      svg.element("text", ["x": pixels(Self.margin), "y": "72", "fill": Ink.faint], short(report.facts.joined(separator: " · "), 140))
      for (index, figure) in figures.enumerated() {
        let column = (Self.width - 2 * Self.margin) / Double(columns)
        draw(
          figure, at: (Self.margin + column * Double(index % columns), top + 84 * Double(index / columns)), letters: 140 / columns,
          into: &svg)
      }
      for (index, chart) in charts.enumerated() {
        let y = chartsTop + (Self.chart + 34) * Double(index)
        svg.element(
          "text", ["x": pixels(Self.margin), "y": pixels(y + 16), "font-size": "15", "font-weight": "600", "fill": Ink.text],
          short(chart.title, 100))
        chart.draw(into: &svg, at: (Self.margin, y + 24), width: Self.width - 2 * Self.margin, height: Self.chart, report.formats)
      }
    }
    return svg.text + "\n"
  }

  private func draw(_ figure: KeyFigure, at place: (x: Double, y: Double), letters: Int, into svg: inout Markup) {
    let light = figure.light == .none ? nil : TableCell.light(figure.light).text(report.formats)
    svg.element("text", ["x": pixels(place.x), "y": pixels(place.y + 12), "fill": Ink.faint], short(figure.label, letters))
    svg.element(
      "text", ["x": pixels(place.x), "y": pixels(place.y + 40), "font-size": "24", "font-weight": "600", "fill": Ink.text],
      short(figure.value.text(report.formats), letters / 2))
    svg.element(
      "text", ["x": pixels(place.x), "y": pixels(place.y + 58), "fill": Ink.faint],
      short([light, figure.detail].compactMap(\.self).joined(separator: " · "), letters))
  }

  private func short(_ text: String, _ length: Int) -> String {
    let text = report.language.typeset(text)
    return text.count > length ? text.prefix(length - 1) + "…" : text
  }
}

extension Report {
  /// The summary as one SVG drawing.
  package var svg: String { SummaryPage(report: self).svg }
}
