@testable import CRM
import Postgres

// The figures that a company has from its site, its e-mails, its networks and its distributors.
extension RandomCompany {
  /// Some by day and some by week, with days that lack, up to a last day of each series.
  mutating func outsideFigures() -> [Int] {
    let end = company.days.upperBound
    let start = end.adding(months: -26)
    let isCapturing = random.happens(50)
    return daily("site_orders", start, end - random.number(0...3), 0...9)
      + weekly("site_revenue", start, end.adding(months: -6), 100_000...900_000)
      + daily("site_revenue", monday(onOrBefore: end.adding(months: -6)), end - random.number(0...2), 0...90_000)
      + weekly("site_sessions", start, end - 1, 200...900)
      + daily("site_visitors", end.adding(months: -7), end - 1, 5...60)
      + (isCapturing ? daily("contacts_captured", end.adding(months: -8), end, 0...4) : [])
      + campaigns(start, end) + payments(start, end) + followers(start, end) + shops(start, end)
  }

  private func monday(onOrBefore day: Day) -> Day { day - (day.weekday - 1) }

  private mutating func figure(_ series: String, _ days: Range<Day>, _ value: Int, label: String? = nil, place: String? = nil) -> Int {
    let figure = noted(PlainCompany.Figure(series: series, days: days, value: value, label: label, place: place))
    change { $0.figures.append(figure) }
    return company.figures.count - 1
  }

  private mutating func daily(
    _ series: String, _ start: Day, _ end: Day, _ values: ClosedRange<Int>, label: String? = nil, place: String? = nil
  ) -> [Int] {
    let hole = random.happens(40) ? start + random.number(200...Swift.max(201, (end - start) - 1)) : nil
    return (start..<end).each.filter { $0 != hole }.map {
      figure(series, $0..<($0 + 1), random.number(values), label: label, place: place)
    }
  }

  /// Whole weeks, and what is left of the last one.
  private mutating func weekly(
    _ series: String, _ start: Day, _ end: Day, _ values: ClosedRange<Int>, label: String? = nil, place: String? = nil
  ) -> [Int] {
    var figures: [Int] = []
    var from = monday(onOrBefore: start)
    let last = series == "site_revenue" ? monday(onOrBefore: end) : end
    while from < last {
      let to = Swift.min(from + 7, last)
      figures.append(figure(series, from..<to, random.number(values), label: label, place: place))
      from = to
    }
    return figures
  }

  private mutating func campaigns(_ start: Day, _ end: Day) -> [Int] {
    (0..<30).flatMap { number in
      let day = day(from: start)
      let delivered = random.number(80...400)
      return [
        figure("emails_delivered", day..<(day + 1), delivered, label: "c\(number)"),
        figure("email_unique_clicks", day..<(day + 1), random.number(0...delivered / 5), label: "c\(number)"),
      ]
    }
  }

  private mutating func payments(_ start: Day, _ end: Day) -> [Int] {
    (0..<25).map { number in
      let day = day(from: start)
      return figure("payments", day..<(day + 1), random.number(-3_000...60_000), label: "p\(number)")
    }
  }

  private mutating func followers(_ start: Day, _ end: Day) -> [Int] {
    ["linkedin", "instagram"].flatMap { network in
      var figures: [Int] = []
      var (day, count) = (start + random.number(0...90), 300)
      while day < end {
        count += random.number(-10...40)
        figures.append(figure("followers", day..<(day + 1), count, label: network))
        day = day + random.number(12...40)
      }
      return figures
    }
  }

  /// Lyon and Nantes have the action; Lille and Paris do not. One shop of Lyon opened late.
  private mutating func shops(_ start: Day, _ end: Day) -> [Int] {
    let last = end - random.number(0...3)
    return daily("distributor_sales", start, last, 0...12, label: "Halles", place: "Lyon")
      + weekly("distributor_sales", end.adding(months: -9), last, 5...60, label: "Gare", place: "Lyon")
      + weekly("distributor_sales", start, last, 5...60, label: "Port", place: "Nantes")
      + weekly("distributor_sales", start, last, 5...60, label: "Centre", place: "Lille")
      + weekly("distributor_sales", start, last, 5...60, label: "Nord", place: "Paris")
  }
}
