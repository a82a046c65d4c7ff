import Foundation
import Postgres

/// The outside series of an organization: everybody reads them, directors record them.
public struct Measurements: Sendable {
  let scope: Scope

  /// The series of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// What a series counts: by its standard name, as it was made, or as claimed for a new one.
  ///
  /// - Throws: `.invalid` for a name that cannot be one, or a new series without a unit.
  public func unit(of text: String, claimed: SeriesUnit? = nil) async throws -> SeriesUnit {
    if let known = StandardSeries(rawValue: text)?.unit { return known }
    let made = try await scope.read { try await $0.units(ofSeries: [text]) }
    let name = StandardSeries.name(meantBy: text, made)
    if let reason = SeriesName.fault(name) { throw CRMError(.invalid, reason, remedy: .seriesNameRemedy) }
    guard let unit = StandardSeries(rawValue: name)?.unit ?? claimed ?? made[name] else {
      throw CRMError(.invalid, .refusal(.series), place: name, remedy: .newSeriesRemedy)
    }
    return unit
  }

  /// Records a figure.
  ///
  /// - Throws: `.denied` for all but directors; `.conflict` when the series has another figure for the same days; `.invalid` for days that
  ///   are none, a series of another kind or unit, a count below zero, or a total beside its parts.
  public func record(_ entry: MeasurementEntry) async throws -> Measurement {
    try scope.requireDirector(.onlyDirectorsMeasure)
    try Self.check(entry.label, limit: 300, "label")
    try Self.check(entry.place, limit: 100, "place")
    try Self.check(entry.note, limit: 10_000, "note")
    try Self.check(entry.reference, limit: 300, "reference")
    guard entry.value.magnitude <= UInt(Amount.ceiling) else {
      throw CRMError(.invalid, .integerTooLarge("\(entry.value)"), remedy: .integerAtMost(Amount.ceiling))
    }
    return try await scope.record(inDoubt: .askAgainSafely) { transaction in
      let name = try await transaction.seriesName(meantBy: entry.series)
      if let reason = SeriesName.fault(name) { throw CRMError(.invalid, reason, remedy: .seriesNameRemedy) }
      let today = try await transaction.fetch(transaction.today)
      let from = entry.from ?? today
      let to = entry.to ?? from + 1
      try max(from, to - 1).requireTookPlace(today: today)
      var figure = MeasurementDraft(row: 1, series: name, from: from, to: to, value: entry.value)
      figure.kind = figure.kind ?? entry.kind
      figure.unit = figure.unit ?? entry.unit
      if let kind = entry.kind, kind != figure.kind { throw CRMError(.invalid, .refusal(.seriesKind), place: name) }
      if let unit = entry.unit, unit != figure.unit { throw CRMError(.invalid, .refusal(.seriesKind), place: name) }
      (figure.label, figure.place, figure.note) = (entry.label, entry.place, entry.note)
      figure.reference = entry.reference
      var provenance = scope.provenance
      provenance.system = entry.reference == nil ? nil : entry.system ?? "manual"
      switch try await transaction.record(all: [figure], from: provenance)[0] {
      case .conflict: throw CRMError(.conflict, .otherFigure, remedy: .otherFigureRemedy)
      case .invalid(.series): throw CRMError(.invalid, .refusal(.series), place: name, remedy: .newSeriesRemedy)
      case .invalid(.overlap): throw CRMError(.conflict, .refusal(.overlap), remedy: .otherFigureRemedy)
      case let answer: _ = try answer.outcome()
      }
      return try await transaction.recorded(figure)
    }
  }

  private static func check(_ text: String?, limit: Int, _ field: String) throws {
    guard let text else { return }
    if text.isEmpty { throw CRMError(.invalid, .fieldEmpty(field)) }
    if text.unicodeScalars.count > limit { throw CRMError(.invalid, .textTooLong(limit), place: field) }
  }

  /// Voids a figure that was wrong.
  @discardableResult
  public func void(_ id: Measurement.ID, reason: String) async throws -> Voiding {
    try scope.requireDirector(.onlyDirectorsMeasure)
    return try await scope.void(
      id, in: "measurement", by: "void_measurements(\(scope.organization.id), \([id]), \(reason))",
      reason: reason)
  }

  /// Figures that stand, those of the latest days first.
  ///
  /// - Throws: `.notFound` for a series that is neither a standard one nor there.
  public func list(_ filter: MeasurementFilter = MeasurementFilter()) async throws -> Page<Measurement> {
    try requirePageLength(filter.limit)
    return try await scope.read { transaction in
      var conditions: [SQL] = ["m.organization_id = \(scope.organization.id)", "m.voided_at is null"]
      if let series = filter.series {
        conditions.append("s.name = \(try await transaction.series(named: series))")
      }
      if let label = filter.label { conditions.append("lower(m.label) = lower(\(label))") }
      if let place = filter.place { conditions.append("lower(m.place) = lower(\(place))") }
      if let from = filter.from { conditions.append("m.to_day > \(from)") }
      if let to = filter.to { conditions.append("m.from_day < \(to)") }
      if let after = filter.after {
        let day = try await transaction.first(
          "select from_day from measurement where organization_id = \(scope.organization.id) and id = \(after)",
          { try $0.decode("from_day", as: Day.self) })
        guard let day else { throw CRMError(.notFound, .noFact(after.description)) }
        conditions.append("(m.from_day, m.id) < (\(day), \(after))")
      }
      let rows = try await transaction.rows(
        """
        \(Measurement.selection(scope.organization))
        where \(conditions.joined(separator: " and "))
        order by m.from_day desc, m.id desc
        limit \(filter.limit + 1)
        """, Measurement.init(row:))
      return Page("measurements", rows, limit: filter.limit, id: \.id)
    }
  }

  /// The series by name, with the days they cover and where their figures come from.
  public func series() async throws -> [SeriesSummary] {
    try await scope.read { transaction in
      try await transaction.rows(
        """
        select s.name, s.kind, s.unit, min(m.from_day) as first_day, max(m.to_day) - 1 as last_day, count(m.id) as count,
          coalesce(array_agg(distinct coalesce(m.system, i.system)) filter (where coalesce(m.system, i.system) is not null), '{}') as sources
        from series s
        left join measurement m on m.organization_id = s.organization_id and m.series_id = s.id and m.voided_at is null
        left join import_run i on i.organization_id = m.organization_id and i.id = m.import_id
        where s.organization_id = \(scope.organization.id)
        group by s.name, s.kind, s.unit
        order by s.name
        """, SeriesSummary.init(row:))
    }
  }

}

extension Measurement {
  fileprivate static func selection(_ organization: Organization) -> SQL {
    """
    select m.id, s.name, s.kind, s.unit, m.from_day, m.to_day, m.label, m.place, m.value, m.note, coalesce(m.system, i.system) as source,
      m.reference, m.import_id, m.recorded_at at time zone \(organization.timeZone) as recorded_at
    from measurement m
    join series s on s.organization_id = m.organization_id and s.id = m.series_id
    left join import_run i on i.organization_id = m.organization_id and i.id = m.import_id
    """
  }
}

extension Transaction {
  /// The figure that stands for what was just recorded, now or before.
  fileprivate func recorded(_ figure: MeasurementDraft) async throws -> Measurement {
    try await one(
      """
      \(Measurement.selection(organization))
      where m.organization_id = \(organization.id)
        and s.name = \(figure.series)
        and m.from_day = \(figure.from)
        and m.to_day = \(figure.to)
        and m.label is not distinct from \(figure.label)
        and m.place is not distinct from \(figure.place)
        and m.reference is not distinct from \(figure.reference)
        and m.voided_at is null
      order by m.id = \(figure.id) desc
      limit 1
      """, Measurement.init(row:))
  }

  /// A series that is there or could be.
  fileprivate func series(named text: String) async throws -> String {
    let own = try await units(ofSeries: [text])
    let name = StandardSeries.name(meantBy: text, own)
    if own[name] != nil || StandardSeries(rawValue: name) != nil { return name }
    throw CRMError(.notFound, .noSeries(text), remedy: .seriesListRemedy(text))
  }
}
