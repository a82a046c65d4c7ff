@testable import CRM
import Postgres

/// The figures of an outside series that a company knew, as docs/figures.md says what they come to.
struct PlainSeries {
  let name: String
  let kind: SeriesKind
  let unit: SeriesUnit
  let figures: [PlainCompany.Figure]
  /// The days that a figure is of, once each.
  private let covered: Set<Day>

  /// Nil for a series that never had a figure.
  init?(_ name: String, _ ledger: PlainLedger) {
    guard let standard = StandardSeries(rawValue: name), ledger.company.figures.contains(where: { $0.series == name }) else { return nil }
    self.init(
      name, standard.kind, standard.unit,
      ledger.company.figures.filter { $0.series == name && $0.stands(after: ledger.known) }.map(\.value))
  }

  private init(_ name: String, _ kind: SeriesKind, _ unit: SeriesUnit, _ figures: [PlainCompany.Figure]) {
    (self.name, self.kind, self.unit, self.figures) = (name, kind, unit, figures)
    covered = Set(figures.flatMap(\.days.each))
  }

  /// Those of some towns or labels.
  func only(_ isTaken: (PlainCompany.Figure) -> Bool) -> PlainSeries { PlainSeries(name, kind, unit, figures.filter(isTaken)) }

  struct Sum {
    var value = 0
    /// The figures with a part in it.
    var figures = 0
    /// Days of a flow without a figure.
    var missing = 0
    /// How many facts stand behind it: of counts what was counted, of money its figures.
    func n(_ unit: SeriesUnit) -> Int { unit == .count ? value : figures }
  }

  func sum(_ days: [Day]) -> Sum {
    let asked = Set(days)
    var sum = Sum()
    guard let first = days.first, let last = days.last else { return sum }
    for figure in figures where figure.days.lowerBound <= last && first < figure.days.upperBound {
      // An event stands on its first day, a flow on all of its.
      let own = kind == .event ? [figure.days.lowerBound] : figure.days.each
      let inside = own.enumerated().filter { asked.contains($0.element) }
      guard !inside.isEmpty else { continue }
      sum.figures += 1
      sum.value += kind == .event ? figure.value : inside.reduce(0) { $0 + Self.part($1.offset, of: figure) }
    }
    if kind == .flow { sum.missing = asked.count { !covered.contains($0) } }
    return sum
  }

  /// What of a figure falls on its day of a place: whole parts that sum to it, the first ones greater by one.
  private static func part(_ place: Int, of figure: PlainCompany.Figure) -> Int {
    let count = figure.days.length
    return figure.value / count + (place < figure.value % count ? 1 : 0)
  }

  /// The day after the last one of a period that has a figure.
  func end(in period: Range<Day>) -> Day? {
    if kind == .event { return figures.contains { period.contains($0.days.lowerBound) } ? period.upperBound : nil }
    return period.each.last(where: covered.contains).map { $0 + 1 }
  }

  enum Stock {
    case nothing
    /// The last figure of a network is too old.
    case stale([String])
    case found(value: Int, networks: Int)
  }

  /// The last figure of each network before a day, summed.
  func stock(at end: Day) -> Stock {
    let networks = Set(figures.map(\.label))
    let last = networks.compactMap { network in
      figures.filter { $0.label == network && $0.days.upperBound <= end }.max { $0.days.upperBound < $1.days.upperBound }
    }
    if last.isEmpty { return .nothing }
    let stale = last.filter { end - $0.days.upperBound > 35 }.map { $0.label ?? name }
    return stale.isEmpty ? .found(value: last.reduce(0) { $0 + $1.value }, networks: last.count) : .stale(stale.sorted())
  }
}
