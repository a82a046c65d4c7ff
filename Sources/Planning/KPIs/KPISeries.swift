import CRM
import Foundation
import Postgres

/// The figures of an outside series that stand, for the days that are asked for.
struct KPISeries: Sendable {
  struct Figure: Sendable {
    let id: CRM.Measurement.ID
    let days: Period
    let label: String?
    let place: String?
    let value: Int
  }

  let name: String
  let kind: SeriesKind
  let unit: SeriesUnit
  let figures: [Figure]
  /// When the last of them was recorded, and the files they came in.
  let recordedAt: Instant?
  let files: [String]

  /// How old the last figure of a stock may be.
  static let daysKept = 35

  /// What days or a state come to.
  struct Sum: Sendable {
    /// The figures, each with what of it counts.
    var parts: [(figure: Figure, amount: Int)] = []
    /// Days of a flow without a figure.
    var missing = 0
    /// The first day after the last one with a figure.
    var end: Day?
    /// The labels and places of a stock whose last figure is too old.
    var stale: [String] = []

    var value: Int { parts.reduce(0) { $0 + $1.amount } }
  }

  /// Those of a label and of places; all without.
  func selected(_ selection: KPISelection) -> [Figure] {
    figures.filter { figure in
      (selection.label == nil || figure.label?.lowercased() == selection.label)
        && (selection.places == nil || figure.place.map { selection.places?.contains($0.lowercased()) == true } == true)
    }
  }

  /// The sum over the days of a period, without `skipped`. What was given for several days is spread over them in whole parts, the first
  /// days first; an event stands on its first day.
  func sum(_ figures: [Figure], in period: Period, without skipped: Day? = nil) -> Sum {
    var sum = Sum()
    var covered: Set<Day> = []
    for figure in figures {
      if kind == .event {
        guard period.contains(figure.days.from) else { continue }
        sum.parts.append((figure, figure.value))
        sum.end = max(sum.end ?? figure.days.to, figure.days.to)
        continue
      }
      guard let days = figure.days.clipped(to: period) else { continue }
      var part = figure.part(before: days.to) - figure.part(before: days.from)
      if let skipped, days.contains(skipped) { part -= figure.part(before: skipped + 1) - figure.part(before: skipped) }
      sum.parts.append((figure, part))
      covered.formUnion(days.days)
      sum.end = max(sum.end ?? days.to, days.to)
    }
    if kind == .flow { sum.missing = period.days.count { !covered.contains($0) && $0 != skipped } }
    return sum
  }

  /// The state at the end of a day: the last figure of each label and place.
  func stock(_ figures: [Figure], at end: Day) -> Sum {
    let last = Dictionary(grouping: figures.filter { $0.days.to <= end }) { Line(label: $0.label, place: $0.place) }
      .compactMap { $0.value.max { $0.days.to < $1.days.to } }
      .sorted { ($0.days.from, $0.label ?? "", $0.place ?? "") < ($1.days.from, $1.label ?? "", $1.place ?? "") }
    return Sum(
      parts: last.map { ($0, $0.value) }, end: last.map(\.days.to).max(),
      stale: last.filter { end - $0.days.to > Self.daysKept }.map { Line(label: $0.label, place: $0.place).name ?? name }.sorted())
  }

  struct Line: Hashable {
    let label: String?
    let place: String?

    var name: String? { [place, label].compactMap(\.self).isEmpty ? nil : [place, label].compactMap(\.self).joined(separator: ", ") }
  }
}

extension KPISeries.Figure {
  /// What of it falls before a day.
  fileprivate func part(before day: Day) -> Int {
    let count = min(max(day - days.from, 0), days.count)
    guard days.count > 1 else { return count == 0 ? 0 : value }
    let (whole, rest) = value.quotientAndRemainder(dividingBy: days.count)
    return whole * count + rest.signum() * min(Int(rest.magnitude), count)
  }
}

extension KPISeries {
  /// Reads series by name, the figures that touch some days.
  ///
  /// - Returns: Those that the organization has; a name without a series is missing.
  static func read(
    _ spans: [String: Period], asOf: Instant?, _ transaction: Transaction
  ) async throws -> [String: KPISeries] {
    guard !spans.isEmpty else { return [:] }
    let organizationID = transaction.organization.id
    let names = Array(spans.keys)
    let valid: SQL =
      asOf == nil
      ? "m.voided_at is null" : "m.recorded_at <= \(asOf) and (m.voided_at is null or m.voided_at > \(asOf))"
    let rows = try await transaction.query(
      """
      select s.name, s.kind, s.unit, m.id, m.from_day, m.to_day, m.label, m.place, m.value, m.recorded_at, i.file_name
      from unnest(\(names), \(names.map { spans[$0]?.from }), \(names.map { spans[$0]?.to })) as w (name, from_day, to_day)
      join series s on s.organization_id = \(organizationID) and s.name = w.name
      left join measurement m
        on m.organization_id = \(organizationID) and m.series_id = s.id and m.from_day < w.to_day and m.to_day > w.from_day and \(valid)
      left join import_run i on i.organization_id = \(organizationID) and i.id = m.import_id
      order by s.name, m.from_day, m.id
      """
    ).rows
    var found: [String: KPISeries] = [:]
    for (name, rows) in Dictionary(grouping: rows, by: { (try? $0.decode("name", as: String.self)) ?? "" }) {
      guard let first = rows.first else { continue }
      let figures = try rows.compactMap { row in
        try row.decode("id", as: CRM.Measurement.ID?.self).map {
          try Figure(
            id: $0, days: Period(from: row.decode("from_day"), to: row.decode("to_day")), label: row.decode("label"),
            place: row.decode("place"), value: row.decode("value"))
        }
      }
      found[name] = try KPISeries(
        name: name, kind: first.decode("kind"), unit: first.decode("unit"), figures: figures,
        recordedAt: rows.compactMap { try $0.decode("recorded_at", as: Instant?.self) }.max(),
        files: Array(Set(rows.compactMap { try $0.decode("file_name", as: String?.self) })).sorted())
    }
    return found
  }
}
