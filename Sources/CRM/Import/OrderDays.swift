import Foundation
import Postgres

extension ServiceExport {
  /// The days that the person says an export of orders covers, first and end; nil when they do not say it.
  func coverage(_ mapping: ImportMapping, today: Day) throws -> (from: Day, to: Day)? {
    guard !orderSeries.isEmpty, mapping.constants["from"] != nil || mapping.constants["to"] != nil else { return nil }
    guard let from = mapping.constants["from"], let to = mapping.constants["to"] else { throw CRMError(.usage, .coverageOfOneEnd) }
    do {
      let days = (from: try CivilDate.day(from), to: try CivilDate.day(to))
      guard days.from < days.to, days.to - days.from <= 3660 else { throw CRMError(.usage, .coverageOfNoDays) }
      // A day that is yet to come is not one without orders.
      try (days.to - 1).requireNotAfter(today: today)
      return days
    } catch let error as InvalidValue {
      throw CRMError(.usage, error.message, place: "--set", remedy: error.remedy)
    }
  }

  /// - Throws: `.usage` when the days that the export covers are said wrongly.
  func requireWholeCoverage(_ mapping: ImportMapping, today: Day) throws {
    _ = try coverage(mapping, today: today)
  }
}

extension MeasurementImport {
  /// Records that there were no orders on the days that the export covers and that have none.
  ///
  /// A list of orders does not say which days it covers: without `from` and `to` a day without orders stays missing.
  static func complete(_ importing: ImportContext) async throws {
    let constants = importing.names.mapping.constants
    guard let export = importing.preset?.export(of: .measurements),
      let covered = try export.coverage(importing.names.mapping, today: importing.today)
    else {
      return
    }
    let empty = try await importing.transaction.rows(
      """
      select c.from_day + n as day, s.name
      from (values (\(covered.from)::date, \(covered.to)::date)) c (from_day, to_day)
      cross join lateral generate_series(0, c.to_day - c.from_day - 1) n
      join series s on s.organization_id = \(importing.organization.id) and s.name = any (\(export.orderSeries.map(\.rawValue)))
      where exists (
          -- What this file says nothing of, it does not say to be none.
          select from measurement m
          where m.organization_id = s.organization_id and m.series_id = s.id and m.import_id = \(importing.importID))
        and not exists (
          select from measurement m
          where m.organization_id = s.organization_id
            and m.series_id = s.id
            and m.from_day > c.from_day + n - 366
            and m.from_day <= c.from_day + n
            and m.to_day > c.from_day + n
            and m.label is not distinct from \(constants["label"])
            and m.place is not distinct from \(constants["place"])
            and m.voided_at is null)
      order by 1, 2
      """, { (try $0.decode("day", as: Day.self), try $0.decode("name", as: String.self)) })
    guard !empty.isEmpty else { return }
    let figures = empty.enumerated().map { index, found in
      var figure = MeasurementDraft(row: index + 1, series: found.1, from: found.0, to: found.0 + 1, value: 0)
      (figure.label, figure.place, figure.note) = (constants["label"], constants["place"], constants["note"])
      // A part, beside which an order that comes later may stand.
      figure.reference = "\(found.0)"
      return figure
    }
    let isRecorded = try await importing.transaction.record(all: figures, from: importing.provenance).map { $0 == .recorded }
    importing.count(created: "days_without_orders", Set(zip(empty, isRecorded).filter(\.1).map(\.0.0)).count)
  }
}
