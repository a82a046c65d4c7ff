import Foundation
package import Postgres

/// A figure to record; those of one row are recorded together or not at all.
package struct MeasurementDraft: Sendable, Hashable {
  /// The row that it came in, from 1.
  package let row: Int
  package let id: Measurement.ID
  package let series: String
  /// What the series is, where the writer knows it: it is made by it when it is new, and refused when it contradicts.
  package var kind: SeriesKind?
  package var unit: SeriesUnit?
  package var label: String?
  package var place: String?
  package let from: Day
  package let to: Day
  package let value: Int
  package var note: String?
  /// Its id in the system it comes from.
  package var reference: String?

  /// A draft of half-open days, with a new id.
  package init(row: Int, id: Measurement.ID = .v7(), series: String, from: Day, to: Day, value: Int) {
    self.row = row
    self.id = id
    self.series = series
    self.from = from
    self.to = to
    self.value = value
    let standard = StandardSeries(rawValue: series)
    kind = standard?.kind
    unit = standard?.unit
  }
}

extension MeasurementDraft: FactDraft {
  /// It answers by row.
  package static func statement(_ drafts: [MeasurementDraft], _ provenance: Provenance) -> SQL {
    """
    select number, status, reason
    from record_measurements(
      \(provenance.organizationID), \(drafts.map { Int32($0.row) }), \(drafts.map(\.id)), \(drafts.map { _ in UUID.v7() }),
      \(drafts.map(\.series)), \(drafts.map { $0.kind?.rawValue }), \(drafts.map { $0.unit?.rawValue }), \(drafts.map(\.label)),
      \(drafts.map(\.place)), \(drafts.map(\.from)), \(drafts.map(\.to)), \(drafts.map(\.value)), \(drafts.map(\.note)),
      \(provenance.system), \(drafts.map(\.reference)), \(provenance.importID))
    """
  }
}

/// The names of series.
enum SeriesName {
  /// What is wrong with a name; nil when nothing is.
  static func fault(_ name: String) -> Message? {
    let bytes = name.utf8
    let isName =
      bytes.count <= 63 && bytes.first.map { (0x61...0x7A).contains($0) } == true
      && bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    return isName ? nil : .notASeriesName(name)
  }
}

extension StandardSeries {
  /// The name of the series that a person means: one of their own as it is called, else a standard one by its words in either language.
  /// What is none of them stays as it is written.
  ///
  /// - Parameter own: The series that are there, of those that may be meant.
  static func name(meantBy text: String, _ own: [String: SeriesUnit]) -> String {
    own[text] != nil || StandardSeries(rawValue: text) != nil ? text : meant(by: text)?.rawValue ?? text
  }
}

extension Transaction {
  /// The name of the series that a person means.
  func seriesName(meantBy text: String) async throws -> String {
    try await StandardSeries.name(meantBy: text, units(ofSeries: [text]))
  }

  /// What the series that are there count.
  func units(ofSeries names: Set<String>) async throws -> [String: SeriesUnit] {
    let rows = try await rows(
      "select name, unit from series where organization_id = \(organization.id) and name = any (\(Array(names)))",
      { (try $0.decode("name", as: String.self), try $0.decode("unit", as: SeriesUnit.self)) })
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}
