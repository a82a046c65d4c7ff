import CRM
import Postgres

/// The places where an action takes place and those to compare with: names in lower case.
struct KPIPlaces: Sendable, Hashable {
  var names: [String] = []
  var controls: [String] = []
  /// When the action began; else with the period.
  var starts: [String: Day] = [:]

  /// The days with the action, until `end`, and those to compare with, of a place.
  func windows(_ place: String, _ period: Period, until end: Day, _ since: KPIWindow) -> KPIComparison? {
    // Places without the action are compared over the days of the first that has it.
    let start = starts[place] ?? starts.values.min() ?? period.from
    guard let whole = try? Period(from: max(period.from, start), to: period.to), let after = try? Period(from: whole.from, to: end) else {
      return nil
    }
    let before: Period? =
      switch since {
      // As many days before the action, not before this period of it: the first of them as long as the period is not over.
      case .daysBefore: try? Period(from: start - whole.count, to: start - whole.count + after.count)
      default: since.days(of: whole, until: end)
      }
    return before.map { KPIComparison(after, with: $0) }
  }

  func spans(_ period: Period, _ since: KPIWindow) -> [Period] {
    (names + controls).compactMap { windows($0, period, until: period.to, since) }.flatMap { [$0.now.days, $0.then.days] }
  }
}

/// The growth of a series in places.
struct KPIPlaceGrowth {
  /// The figures of the days with the action and of those before, each with what of it counts.
  private(set) var now: [(figure: KPISeries.Figure, amount: Int)] = []
  private(set) var then: [(figure: KPISeries.Figure, amount: Int)] = []
  /// Places without a figure of the days before, and those of which days lack.
  private(set) var dropped: [String] = []

  /// Of each place the shops that have every day of both windows: one that opened or closed in between is in neither sum.
  init(_ series: KPISeries, _ names: [String], of places: KPIPlaces, _ period: Period, until end: Day, _ since: KPIWindow) {
    for place in names {
      let figures = series.figures.filter { $0.place?.lowercased() == place }
      var hasShops = false
      if let windows = places.windows(place, period, until: end, since) {
        for (_, shop) in Dictionary(grouping: figures, by: \.label) {
          let then = series.sum(shop, in: windows.then.days, without: windows.then.skipped)
          let now = series.sum(shop, in: windows.now.days, without: windows.now.skipped)
          guard !then.parts.isEmpty, !now.parts.isEmpty, then.missing == 0, now.missing == 0 else { continue }
          self.then += then.parts
          self.now += now.parts
          hasShops = true
        }
      }
      if !hasShops { dropped.append(place) }
    }
  }

  /// (V1 − V0) / V0; nil over nothing.
  var ratio: Double? {
    let (now, then) = (now.reduce(0) { $0 + $1.amount }, then.reduce(0) { $0 + $1.amount })
    return then == 0 ? nil : Double(now - then) / Double(then)
  }
}
