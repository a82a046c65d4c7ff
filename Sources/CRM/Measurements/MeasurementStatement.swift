package import Foundation
package import Postgres

/// The one statement that records figures, a hand-made one or a thousand rows of a file.
package struct MeasurementStatement {
  /// A figure; those of one row are recorded together or not at all.
  package struct Figure {
    let row: Int
    let id: UUID
    let series: String
    /// What the series is, where the writer knows it: it is made by it when it is new, and refused when it contradicts.
    var kind: SeriesKind?
    var unit: SeriesUnit?
    package var label: String?
    package var place: String?
    let from: Day
    let to: Day
    let value: Int
    var note: String?
    var reference: String?

    package init(row: Int, id: UUID = .v7(), series: String, from: Day, to: Day, value: Int) {
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

  let organizationID: UUID
  /// Whose references these are.
  let system: String?
  let importID: UUID?

  package init(organizationID: UUID, system: String?, importID: UUID?) {
    self.organizationID = organizationID
    self.system = system
    self.importID = importID
  }

  package func sql(_ figures: [Figure]) -> SQL {
    """
    select number, status, reason
    from record_measurements(
      \(organizationID), \(figures.map { Int32($0.row) }), \(figures.map(\.id)), \(figures.map { _ in UUID.v7() }), \(figures.map(\.series)),
      \(figures.map { $0.kind?.rawValue }), \(figures.map { $0.unit?.rawValue }), \(figures.map(\.label)), \(figures.map(\.place)),
      \(figures.map(\.from)), \(figures.map(\.to)), \(figures.map(\.value)), \(figures.map(\.note)), \(system),
      \(figures.map(\.reference)), \(importID))
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

  /// What the series that are there count.
  static func units(of names: Set<String>, organizationID: UUID, _ session: Session) async throws -> [String: SeriesUnit] {
    let rows = try await session.rows(
      "select name, unit from series where organization_id = \(organizationID) and name = any (\(Array(names)))",
      { (try $0.decode(0, "name", as: String.self), try $0.decode(1, "unit", as: SeriesUnit.self)) })
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}
