import Markup
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
  /// The height of a bar with the name beside it, and of each line more that the name has.
  private static let bar = 20.0
  private static let line = 13.0
  private static let names = 210.0
  private static let longestLine = 33

  var svg: Markup {
    let rows = items.map { (item: $0, lines: Self.lines($0.name)) }
    let height = 30 + rows.reduce(6) { $0 + Self.height($1.lines) }
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
      var top = 30.0
      for row in rows {
        draw(row.item, row.lines, at: top, into: &svg)
        top += Self.height(row.lines)
      }
      if from <= at, at < to {
        let x = pixels(x(at + 1))
        svg.element(
          "line",
          ["x1": x, "x2": x, "y1": "18", "y2": pixels(height), "stroke": Ink.other, "stroke-width": "1.5", "stroke-dasharray": "4 3"])
      }
    }
    return svg
  }

  private static func height(_ lines: [String]) -> Double { bar + line * Double(lines.count - 1) }

  /// A name, broken between words where it is longer than there is room beside the bars.
  private static func lines(_ name: String) -> [String] {
    name.split(separator: " ").reduce(into: [""]) { lines, word in
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= longestLine {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
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

  private func draw(_ item: Item, _ lines: [String], at top: Double, into svg: inout Markup) {
    for (index, line) in lines.enumerated() {
      svg.element("text", ["x": "0", "y": pixels(top + 13 + Self.line * Double(index)), "fill": Ink.text], line)
    }
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
