import Markup
import CRM
import Planning
import Tables

/// Values over the parts of a plan: planned beside actual, spend beside sales. A missing value is a gap.
struct Chart: Sendable {
  /// Series are told apart by shape before colour: hollow and full bars, lines with dots or dashes.
  enum Mark: Sendable {
    case hollowBar, bar, line, plainLine, dashedLine

    var isBar: Bool { self == .bar || self == .hollowBar }

    /// The same where a bar would be as thin as a hair.
    var asLine: Mark {
      switch self {
      case .hollowBar: .dashedLine
      case .bar: .plainLine
      case .line, .plainLine, .dashedLine: self
      }
    }
  }

  struct Series: Sendable {
    let name: String
    var mark: Mark
    /// One a label; nil is a gap.
    let values: [Double?]
    /// The key of its column in the table above, for a chart of the workbook.
    var column: String?
  }

  let title: String
  let labels: [String]
  let series: [Series]
  let unit: ChartUnit
  /// What somebody hears who does not see it.
  let description: String

  var isEmpty: Bool { !series.contains { $0.values.contains { $0?.isFinite == true } } }

  private enum Size {
    static let text = 12.0
    /// The mean width of a character of the axis: no font is known here.
    static let character = 7.2
    static let legend = 20.0
    /// A bar at least.
    static let bar = 6.0
    static let labels = 24.0
  }

  /// A chart of a width and height in pixels, for a page or alone.
  func svg(width: Double = 680, height: Double = 250, _ formats: Formats) -> Markup {
    var svg = Markup()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(pixels(width)) \(pixels(height))", "width": pixels(width),
        "height": pixels(height), "role": "img", "aria-label": "\(title). \(description)", "class": "chart", "font-size": "12",
        "font-family": Ink.fonts,
      ]
    ) { svg in
      svg.element("title", title)
      svg.element("desc", description)
      draw(into: &svg, at: (0, 0), width: width, height: height, formats)
    }
    return svg
  }

  /// Draws legend, axis and marks into a drawing.
  func draw(into svg: inout Markup, at origin: (x: Double, y: Double), width: Double, height: Double, _ formats: Formats) {
    svg.element("g", ["transform": "translate(\(pixels(origin.x)) \(pixels(origin.y)))"]) { svg in
      guard !isEmpty else {
        svg.element(
          "text", ["x": pixels(width / 2), "y": pixels(height / 2), "text-anchor": "middle", "fill": Ink.faint],
          Message.reportNoValues.text(in: formats.language))
        return
      }
      let scale = ChartScale(series.flatMap(\.values).compactMap(\.self))
      let ticks = Array(zip(scale.ticks, unit.texts(of: scale.ticks, formats))).map { (value: $0, text: $1) }
      let left = 10 + Size.character * Double(ticks.map(\.text.count).max() ?? 0)
      let room = max(width - left - 8, 10)
      let series = marked(within: room)
      let legend = Self.legend(series, left: left, width: width)
      let top = Size.legend * Double((legend.last?.line ?? 0) + 1) + 12
      let plot = Plot(left: left, top: top, width: room, height: max(height - top - Size.labels - 4, 10), scale: scale, count: labels.count)
      for (series, place) in zip(series, legend) { key(to: series, at: place, into: &svg) }
      for tick in ticks {
        let y = plot.y(tick.value)
        svg.element(
          "line",
          [
            "x1": pixels(left), "x2": pixels(left + plot.width), "y1": pixels(y), "y2": pixels(y),
            "stroke": tick.value == 0 ? Ink.text : Ink.rule, "stroke-width": "1",
          ])
        svg.element("text", ["x": pixels(left - 6), "y": pixels(y + 4), "text-anchor": "end", "fill": Ink.faint], tick.text)
      }
      labels(into: &svg, plot)
      let bars = series.filter(\.mark.isBar)
      for (index, series) in bars.enumerated() { plot.bars(series, index, of: bars.count, into: &svg) }
      for series in series where !series.mark.isBar { plot.line(series, into: &svg) }
    }
  }

  /// The series as they are drawn: bars where they are more than a hair wide.
  private func marked(within room: Double) -> [Series] {
    let bars = Double(series.count(where: \.mark.isBar))
    guard room / Double(max(labels.count, 1)) * 0.72 / max(bars, 1) < Size.bar else { return series }
    return series.map { series in
      var series = series
      series.mark = series.mark.asLine
      return series
    }
  }

  /// Where the names of series stand, each whole: on a new line where the one before has no more room.
  private static func legend(_ series: [Series], left: Double, width: Double) -> [(x: Double, line: Int)] {
    var places: [(x: Double, line: Int)] = []
    var (x, line) = (left, 0)
    for series in series {
      let needed = 18 + Size.character * Double(series.name.count)
      if x > left, x + needed > width { (x, line) = (left, line + 1) }
      places.append((x, line))
      x += needed + 20
    }
    return places
  }

  private func key(to series: Series, at place: (x: Double, line: Int), into svg: inout Markup) {
    let ink = Ink.of(series.mark)
    let (x, y) = (place.x, Size.legend * Double(place.line))
    if series.mark.isBar {
      svg.element(
        "rect",
        ["x": pixels(x), "y": pixels(y + 5), "width": "12", "height": "12", "fill": ink.fill, "stroke": ink.stroke, "stroke-width": "1.5"])
    } else {
      svg.element(
        "line",
        [
          "x1": pixels(x - 2), "x2": pixels(x + 14), "y1": pixels(y + 11), "y2": pixels(y + 11), "stroke": ink.stroke, "stroke-width": "2",
          "stroke-dasharray": series.mark == .dashedLine ? "4 3" : "none",
        ])
    }
    svg.element("text", ["x": pixels(x + 18), "y": pixels(y + 15), "fill": Ink.text], series.name)
  }

  /// Every label when they have room, else every second, third …
  private func labels(into svg: inout Markup, _ plot: Plot) {
    let widest = Size.character * Double((labels.map(\.count).max() ?? 0) + 1)
    let every = max(Int((widest / plot.slot).rounded(.up)), 1)
    for (index, label) in labels.enumerated() where index.isMultiple(of: every) {
      svg.element(
        "text",
        ["x": pixels(plot.x(index)), "y": pixels(plot.top + plot.height + 18), "text-anchor": "middle", "fill": Ink.faint], label)
    }
  }
}

/// The colours of the report: dark enough on white for text, and told apart by those who see few colours.
enum Ink {
  static let fonts = "'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
  static let text = "#1c2733"
  static let faint = "#55606c"
  static let rule = "#d9dee3"
  static let actual = "#1d5c8a"
  static let other = "#b3541e"

  static func of(_ mark: Chart.Mark) -> (fill: String, stroke: String) {
    switch mark {
    case .hollowBar: ("#ffffff", faint)
    case .bar: (actual, actual)
    case .line: ("none", other)
    case .plainLine: ("none", actual)
    case .dashedLine: ("none", faint)
    }
  }
}

/// A length as SVG writes it, to a tenth of a pixel.
func pixels(_ value: Double) -> String {
  guard value.isFinite, value.magnitude < 1e9 else { return "0" }
  let tenths = Int((value * 10).rounded())
  return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
}
