import Markup

/// The field of a chart in which its marks stand.
struct Plot {
  let left: Double
  let top: Double
  let width: Double
  let height: Double
  let scale: ChartScale
  /// How many labels there are.
  let count: Int

  /// The width of a label's part.
  var slot: Double { width / Double(max(count, 1)) }

  /// The middle of a label's part.
  func x(_ index: Int) -> Double { left + slot * (Double(index) + 0.5) }

  func y(_ value: Double) -> Double { top + height * (1 - scale.position(value)) }

  /// The bars of a series that stands with others at each label.
  func bars(_ series: Chart.Series, _ position: Int, of count: Int, into svg: inout Markup) {
    let ink = Ink.of(series.mark)
    let bar = min(slot * 0.72 / Double(count), 34)
    for (index, value) in series.values.enumerated() {
      guard let value, value.isFinite else { continue }
      let x = x(index) + bar * (Double(position) - Double(count) / 2)
      let (from, to) = (y(max(value, 0)), y(min(value, 0)))
      svg.element(
        "rect",
        [
          "x": pixels(x), "y": pixels(from), "width": pixels(bar * 0.9), "height": pixels(max(to - from, 0)), "fill": ink.fill,
          "stroke": ink.stroke, "stroke-width": "1",
        ])
    }
  }

  /// The line of a series, broken where values are missing; a value alone is a dot.
  func line(_ series: Chart.Series, into svg: inout Markup) {
    let ink = Ink.of(series.mark)
    let points = series.values.enumerated().map { index, value in
      value.flatMap { $0.isFinite ? (x: x(index), y: y($0)) : nil }
    }
    svg.element(
      "path",
      [
        "d": path(points), "fill": "none", "stroke": ink.stroke, "stroke-width": "2", "stroke-linejoin": "round",
        "stroke-dasharray": series.mark == .dashedLine ? "5 4" : "none",
      ])
    guard series.mark == .line else { return }
    for (x, y) in points.compactMap(\.self) {
      svg.element("circle", ["cx": pixels(x), "cy": pixels(y), "r": points.count > 26 ? "1.5" : "3", "fill": ink.stroke])
    }
  }
}

/// Lines through points, begun again after each gap.
func path(_ points: [(x: Double, y: Double)?]) -> String {
  var isDrawing = false
  var path: [String] = []
  for point in points {
    guard let point else {
      isDrawing = false
      continue
    }
    path.append("\(isDrawing ? "L" : "M")\(pixels(point.x)) \(pixels(point.y))")
    isDrawing = true
  }
  return path.joined(separator: " ")
}
