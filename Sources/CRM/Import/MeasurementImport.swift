import Foundation
import Postgres

/// A row of outside figures: one in a file of Filon's own fields, one or several in a service's export.
struct MeasurementImport: ImportFact {
  /// Figures without a reference are known by their days.
  static var isKnownByContent: Bool { false }

  /// A figure and the series it goes into.
  struct Figure: Sendable {
    enum Value: Sendable {
      case read(Int)
      /// What it says depends on whether the series counts or is of money.
      case written(String, AmountReading)
    }

    fileprivate(set) var series: String
    var kind: SeriesKind?
    var unit: SeriesUnit?
    let value: Value

    /// A figure of a standard series, in cents where it is of money.
    init(_ series: StandardSeries, _ value: Int) {
      self.series = series.rawValue
      self.value = .read(value)
    }

    fileprivate init(ownFields row: ImportRow, _ series: String, _ value: String) {
      self.series = series
      self.value = .written(value, row.amounts)
      kind = row.choice("kind")
      unit = row.choice("unit")
    }
  }

  var reference: String?
  /// The business days that the row is of.
  let days: Range<Day>
  var label: String?
  var place: String?
  var note: String?
  private(set) var figures: [Figure]

  init(_ days: Range<Day>, reference: String? = nil, _ figures: [Figure]) {
    self.days = days
    self.reference = reference
    self.figures = figures
  }

  init?(_ row: ImportRow) {
    if let read = row.bindings.export?.read {
      guard let read = read(row) else { return nil }
      self = read
    } else {
      self.init(ownFields: row)
    }
  }

  private init?(ownFields row: ImportRow) {
    let (series, value) = (row.required("series", row.text("series")), row.required("value", row.text("value")))
    let days = row.required("day", Self.days(row))
    if let series, let fault = SeriesName.fault(series), StandardSeries.meant(by: series) == nil { row.refuse("series", fault) }
    let figure = Figure(ownFields: row, series ?? "", value ?? "")
    guard series != nil, value != nil, let days else { return nil }
    self.init(days, reference: row.text("reference", limit: 300), [figure])
    take(labelsOf: row)
  }

  /// The days that the fields `from` or `day` and `to` give; nil when they give none.
  static func days(_ row: ImportRow) -> Range<Day>? {
    guard let from = row.pastDay("from") ?? row.pastDay("day") else { return nil }
    guard let to = row.day("to") else { return from..<(from + 1) }
    guard to > from else {
      row.refuse("to", .refusal(.days))
      return nil
    }
    return row.isPast(to - 1, "to") ? from..<to : nil
  }

  /// Takes label, place and note from the row, where it has any.
  mutating func take(labelsOf row: ImportRow) {
    label = row.text("label", limit: 300) ?? label
    place = row.text("place", limit: 100) ?? place
    note = row.text("note", limit: 10_000) ?? note
  }

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    let own = try await importing.ownSeries(of: facts.flatMap(\.figures))
    let facts = facts.map { $0.naming(own) }
    let units = importing.units(of: facts.flatMap(\.figures), own)

    var figures: [MeasurementDraft] = []
    let resolved = facts.enumerated().map { index, fact in
      Result { () throws(RowRejection) in figures += try fact.figures(row: index + 1, units) }
    }
    let result = try await importing.transaction.session.start(MeasurementDraft.statement(figures, importing.provenance))
    return {
      zip(resolved, try [Recording](count: facts.count, exceptions: await result())).map { result, recording in
        switch (result, recording) {
        case (.failure(let rejection), _): .rejected(rejection)
        case (_, .conflict): .rejected(RowRejection(field: nil, reason: .otherFigureInSeries))
        case (_, .invalid(.series)): .rejected(RowRejection(field: "series", reason: .unknownSeries))
        case (_, let recording): ImportAnswer(recording)
        }
      }
    }
  }

  static func refuseUnknownNames(in rows: [ImportRow], _ importing: ImportContext) async throws {
    let figures = rows.compactMap { row -> (row: ImportRow, figure: Figure)? in
      guard row.bindings.export?.read == nil, !row.isRefused("series"), let series = row.text("series") else { return nil }
      return (row, Figure(ownFields: row, series, row.text("value") ?? ""))
    }
    let own = try await importing.ownSeries(of: figures.map { $0.figure })
    let units = importing.units(of: figures.map { $0.figure.naming(own) }, own)
    for (row, figure) in figures.map({ ($0.row, $0.figure.naming(own)) }) {
      row.check { () throws(RowRejection) in
        if row.isRefused("value") { _ = try figure.unit(units) } else { _ = try figure.value(units) }
      }
    }
  }

  /// Its series by the names that they are recorded by.
  private func naming(_ own: [String: SeriesUnit]) -> Self {
    var fact = self
    fact.figures = figures.map { $0.naming(own) }
    return fact
  }

  /// The row's figures as they are recorded.
  private func figures(row: Int, _ units: [String: SeriesUnit]) throws(RowRejection) -> [MeasurementDraft] {
    var recorded: [MeasurementDraft] = []
    for figure in figures {
      var made = MeasurementDraft(
        row: row, series: figure.series, from: days.lowerBound, to: days.upperBound, value: try figure.value(units))
      made.kind = figure.kind ?? made.kind
      made.unit = figure.unit ?? made.unit
      (made.label, made.place, made.note, made.reference) = (label, place, note, reference)
      recorded.append(made)
    }
    return recorded
  }
}

extension MeasurementImport.Figure {
  /// Its series by the name that it is recorded by.
  fileprivate func naming(_ own: [String: SeriesUnit]) -> Self {
    var figure = self
    figure.series = StandardSeries.name(meantBy: series, own)
    return figure
  }

  /// What the series counts in, which it says itself where it is not among those that are there.
  fileprivate func unit(_ units: [String: SeriesUnit]) throws(RowRejection) -> SeriesUnit {
    guard let unit = units[series] ?? unit else { throw RowRejection(field: "series", reason: .unknownSeries) }
    return unit
  }

  /// - Parameter units: Those of the series that are there.
  fileprivate func value(_ units: [String: SeriesUnit]) throws(RowRejection) -> Int {
    switch value {
    case .read(let value): return value
    case .written(let text, let amounts):
      let unit = try unit(units)
      do {
        return unit.isMoney ? try amounts.cents(text) : try WholeNumber.count(text)
      } catch {
        throw RowRejection(field: "value", reason: error.message)
      }
    }
  }
}

extension ImportContext {
  /// The series that are there, of those of figures.
  fileprivate func ownSeries(of figures: [MeasurementImport.Figure]) async throws -> [String: SeriesUnit] {
    try await transaction.units(ofSeries: Set(figures.map(\.series)))
  }

  /// The units of the series of figures: of those that are there, and of those that one of the figures makes.
  fileprivate func units(of figures: [MeasurementImport.Figure], _ own: [String: SeriesUnit]) -> [String: SeriesUnit] {
    let made = figures.filter { $0.kind != nil }.compactMap { figure in figure.unit.map { (figure.series, $0) } }
    let standard = StandardSeries.allCases.map { ($0.rawValue, $0.unit) }
    return Dictionary(standard + own.map { ($0.key, $0.value) } + made, uniquingKeysWith: { first, _ in first })
  }
}
