import Markup
import CRM
import Planning
import Tables

extension Trend {
  private static let width = 92.0
  private static let height = 26.0

  /// In the height of a line of text, with what was due as a dashed line.
  var svg: Markup {
    let all = (values + targets).compactMap(\.self).filter(\.isFinite)
    let (low, high) = (all.min() ?? 0, all.max() ?? 0)
    let points = { (values: [Double?]) in
      values.enumerated().map { index, value -> (x: Double, y: Double)? in
        guard let value, value.isFinite else { return nil }
        let x = 4 + (Self.width - 8) * (values.count > 1 ? Double(index) / Double(values.count - 1) : 0.5)
        // Without any difference in the middle.
        return (x, 4 + (Self.height - 8) * (high > low ? (high - value) / (high - low) : 0.5))
      }
    }
    let actual = points(values)
    var svg = Markup()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(pixels(Self.width)) \(pixels(Self.height))", "width": pixels(Self.width),
        "height": pixels(Self.height), "role": "img", "aria-label": description, "class": "trend",
      ]
    ) { svg in
      svg.element("title", description)
      svg.element(
        "path", ["d": path(points(targets)), "fill": "none", "stroke": Ink.faint, "stroke-width": "1", "stroke-dasharray": "3 2"])
      svg.element("path", ["d": path(actual), "fill": "none", "stroke": Ink.actual, "stroke-width": "1.6"])
      for (index, point) in actual.enumerated() {
        guard let point, isAlone(index) || index == values.lastIndex(where: { $0?.isFinite == true }) else { continue }
        svg.element("circle", ["cx": pixels(point.x), "cy": pixels(point.y), "r": "2.2", "fill": Ink.actual])
      }
    }
    return svg
  }

  private func isAlone(_ index: Int) -> Bool {
    let isGap = { (index: Int) in !values.indices.contains(index) || values[index]?.isFinite != true }
    return isGap(index - 1) && isGap(index + 1)
  }
}
