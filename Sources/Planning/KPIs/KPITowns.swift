import CRM
import Postgres

/// The communes where an action takes place and those to compare with: names in lower case.
struct KPITowns: Sendable, Hashable {
  var places: [String] = []
  var controls: [String] = []
  /// When the action began; else with the period.
  var starts: [String: Day] = [:]

  /// The days with the action, until `end`, and those to compare with, of a commune.
  func windows(_ place: String, _ period: Period, until end: Day, _ since: KPIWindow) -> KPIComparison? {
    // Communes without the action are compared over the days of the first that has it.
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
    (places + controls).compactMap { windows($0, period, until: period.to, since) }.flatMap { [$0.now.days, $0.then.days] }
  }
}

/// The growth of a series in communes.
struct KPITownGrowth {
  /// Sums over the communes that count.
  var before = 0
  var after = 0
  /// Communes without a figure of the days before, and those of which days lack.
  var dropped: [String] = []
  var counted: [String] = []
  /// The figures of each shop that counts, and its days.
  private var shops: [(figures: [KPISeries.Figure], windows: KPIComparison)] = []

  /// Of each commune the shops that have every day of both windows: one that opened or closed in between is in neither sum.
  init(_ series: KPISeries, _ towns: [String], of all: KPITowns, _ period: Period, until end: Day, _ since: KPIWindow) {
    for town in towns {
      let inTown = series.figures.filter { $0.place?.lowercased() == town }
      var sums = (before: 0, after: 0, shops: 0)
      if let windows = all.windows(town, period, until: end, since) {
        for (_, shop) in Dictionary(grouping: inTown, by: \.label) {
          let before = series.sum(shop, in: windows.then.days, without: windows.then.skipped)
          let after = series.sum(shop, in: windows.now.days, without: windows.now.skipped)
          guard before.n > 0, after.n > 0, before.missing == 0, after.missing == 0 else { continue }
          sums = (sums.before + before.value, sums.after + after.value, sums.shops + 1)
          shops.append((shop, windows))
        }
      }
      guard sums.shops > 0 else {
        dropped.append(town)
        continue
      }
      before += sums.before
      after += sums.after
      counted.append(town)
    }
  }

  /// The figures in the sums, each with what of it counts.
  func figures(of series: KPISeries) -> (before: [(KPISeries.Figure, Int)], after: [(KPISeries.Figure, Int)]) {
    (
      shops.flatMap { series.parts($0.figures, in: $0.windows.then.days, without: $0.windows.then.skipped) },
      shops.flatMap { series.parts($0.figures, in: $0.windows.now.days, without: $0.windows.now.skipped) }
    )
  }

  /// (V1 − V0) / V0; nil over nothing.
  var ratio: Double? { before == 0 ? nil : Double(after - before) / Double(before) }
}
