import CRM
import Planning
import Postgres

/// Actions over the months of a plan: a bar from the first day to the last, a diamond for a due date, a line for the day of the report.
struct Timeline: Sendable {
  struct Item: Sendable {
    let name: String
    let from: Day
    /// The first day after it.
    let to: Day
    let isDueDate: Bool
    /// Done: the bar is full.
    let isDone: Bool
  }

  let title: String
  let from: Day
  let to: Day
  let at: Day
  /// The first days of months, with their names.
  let months: [(day: Day, name: String)]
  let items: [Item]

  private static let width = 680.0
  private static let line = 20.0
  private static let names = 210.0
  private static let longestName = 34

  var svg: Markup {
    let height = 30 + Self.line * Double(items.count) + 6
    var svg = Markup()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(pixels(Self.width)) \(pixels(height))", "width": pixels(Self.width),
        "height": pixels(height), "role": "img", "aria-label": title, "class": "chart", "font-size": "11", "font-family": Ink.fonts,
      ]
    ) { svg in
      svg.element("title", title)
      months(into: &svg, height)
      for (index, item) in items.enumerated() { draw(item, at: 30 + Self.line * Double(index), into: &svg) }
      if from <= at, at < to {
        let x = pixels(x(at + 1))
        svg.element(
          "line",
          ["x1": x, "x2": x, "y1": "18", "y2": pixels(height), "stroke": Ink.other, "stroke-width": "1.5", "stroke-dasharray": "4 3"])
      }
    }
    return svg
  }

  private func x(_ day: Day) -> Double {
    let days = Double(min(max(day - from, 0), to - from))
    return Self.names + (Self.width - Self.names - 4) * days / Double(max(to - from, 1))
  }

  private func months(into svg: inout Markup, _ height: Double) {
    let room = (Self.width - Self.names) / Double(max(months.count, 1))
    let every = max(Int((7 * Double((months.map(\.name.count).max() ?? 0) + 1) / room).rounded(.up)), 1)
    for (index, month) in months.enumerated() {
      let x = x(month.day)
      svg.element("line", ["x1": pixels(x), "x2": pixels(x), "y1": "20", "y2": pixels(height), "stroke": Ink.rule, "stroke-width": "1"])
      if index.isMultiple(of: every) { svg.element("text", ["x": pixels(x + 2), "y": "13", "fill": Ink.faint], month.name) }
    }
  }

  private func draw(_ item: Item, at top: Double, into svg: inout Markup) {
    let name = item.name.count > Self.longestName ? item.name.prefix(Self.longestName - 1) + "…" : item.name[...]
    svg.element("text", ["x": "0", "y": pixels(top + 13), "fill": Ink.text], String(name))
    let (left, right) = (x(item.from), x(item.to))
    if item.isDueDate {
      let (x, y) = (right - 4, top + 9)
      svg.element(
        "path",
        [
          "d": "M\(pixels(x)) \(pixels(y - 6))L\(pixels(x + 6)) \(pixels(y))L\(pixels(x)) \(pixels(y + 6))L\(pixels(x - 6)) \(pixels(y))Z",
          "fill": Ink.other,
        ])
    } else {
      svg.element(
        "rect",
        [
          "x": pixels(left), "y": pixels(top + 4), "width": pixels(max(right - left, 3)), "height": "10", "rx": "2",
          "fill": item.isDone ? Ink.actual : "#ffffff", "stroke": Ink.actual, "stroke-width": "1.2",
        ])
    }
  }
}
