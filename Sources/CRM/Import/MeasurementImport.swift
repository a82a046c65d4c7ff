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

    let series: String
    var kind: SeriesKind?
    var unit: SeriesUnit?
    let value: Value

    /// A figure of a standard series, in cents where it is of money.
    init(_ series: StandardSeries, _ value: Int) {
      self.series = series.rawValue
      self.value = .read(value)
    }

    fileprivate init(series: String, value: Value) {
      self.series = series
      self.value = value
    }
  }

  /// Which business days a row is of.
  enum Days: Sendable {
    case half(from: Day, to: Day)
    /// The one on which the organization's clocks showed it.
    case at(Instant)
  }

  var reference: String?
  let days: Days
  var label: String?
  var place: String?
  var note: String?
  let figures: [Figure]

  init(_ days: Days, reference: String? = nil, _ figures: [Figure]) {
    self.days = days
    self.reference = reference
    self.figures = figures
  }

  init?(_ row: ImportRow) throws(RowRejection) {
    if let preset = row.bindings.preset {
      guard let read = try preset.export.read(row) else { return nil }
      self = read
    } else {
      try self.init(ownFields: row)
    }
  }

  private init(ownFields row: ImportRow) throws(RowRejection) {
    guard let series = try row.text("series") else { throw row.rejection("series", .fieldEmpty("series")) }
    if let fault = SeriesName.fault(series) { throw row.rejection("series", fault) }
    guard let value = try row.text("value") else { throw row.rejection("value", .fieldEmpty("value")) }
    guard let days = try Self.days(row) else { throw row.rejection("day", .fieldEmpty("day")) }
    var figure = Figure(series: series, value: .written(value, row.amounts))
    figure.kind = try row.choice("kind", of: SeriesKind.self)
    figure.unit = try row.choice("unit", of: SeriesUnit.self)
    self.init(days, reference: try row.text("reference", limit: 300), [figure])
    try take(labelsOf: row)
  }

  /// The days that the fields `from` or `day` and `to` give; nil when they give none.
  static func days(_ row: ImportRow) throws(RowRejection) -> Days? {
    let from = try row.pastDay("from")
    guard let from = if let from { from } else { try row.pastDay("day") } else { return nil }
    guard let to = try row.day("to") else { return .half(from: from, to: from + 1) }
    guard to > from else { throw row.rejection("to", .refusal(.days)) }
    try (to - 1).requireNotAfter(today: row.today, field: "to")
    return .half(from: from, to: to)
  }

  /// Takes label, place and note from the row, where it has any.
  mutating func take(labelsOf row: ImportRow) throws(RowRejection) {
    label = try row.text("label", limit: 300) ?? label
    place = try row.text("place", limit: 100) ?? place
    // As shops write what a spreadsheet must not take for a number: '01000.
    if let digits = place?.dropFirst(), place?.first == "'", digits.first?.isNumber == true { place = String(digits) }
    note = try row.text("note", limit: 10_000) ?? note
  }

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    let days = try await importing.businessDays(of: facts.map { if case .at(let instant) = $0.days { instant } else { nil } })
    let units = try await importing.transaction.units(ofSeries: Set(facts.flatMap(\.figures).map(\.series)))

    var figures: [MeasurementDraft] = []
    let resolved = zip(facts, days).enumerated().map { index, fact in
      Result { () throws(RowRejection) in
        try fact.1?.requireNotAfter(today: importing.today, field: "day")
        figures += try fact.0.figures(row: index + 1, on: fact.1, units)
      }
    }
    let result = try await importing.transaction.session.start(MeasurementDraft.statement(figures, importing.provenance))
    return {
      zip(resolved, try [Recording](count: facts.count, exceptions: await result())).map { result, recording in
        switch (result, recording) {
        case (.failure(let rejection), _): .rejected(rejection)
        case (_, .conflict): .rejected(RowRejection(field: nil, column: nil, reason: .otherFigureInSeries))
        case (_, .invalid(.series)): .rejected(RowRejection(field: "series", column: nil, reason: .unknownSeries))
        case (_, let recording): ImportAnswer(recording)
        }
      }
    }
  }

  /// The row's figures as they are recorded; `day` is that of an instant.
  private func figures(row: Int, on day: Day?, _ units: [String: SeriesUnit]) throws(RowRejection) -> [MeasurementDraft] {
    let (from, to): (Day, Day)
    switch days {
    case .half(let first, let end): (from, to) = (first, end)
    case .at:
      guard let day else { throw RowRejection(field: "day", column: nil, reason: .fieldEmpty("day")) }
      (from, to) = (day, day + 1)
    }
    var recorded: [MeasurementDraft] = []
    for figure in figures {
      let unit = StandardSeries(rawValue: figure.series)?.unit ?? units[figure.series] ?? figure.unit
      var made = MeasurementDraft(row: row, series: figure.series, from: from, to: to, value: try figure.value(in: unit))
      made.kind = figure.kind ?? made.kind
      made.unit = figure.unit ?? made.unit
      (made.label, made.place, made.note, made.reference) = (label, place, note, reference)
      recorded.append(made)
    }
    return recorded
  }
}

extension MeasurementImport.Figure {
  fileprivate func value(in unit: SeriesUnit?) throws(RowRejection) -> Int {
    switch value {
    case .read(let value): return value
    case .written(let text, let amounts):
      do {
        // Without a unit there is no such series, which is what the row will be refused for.
        return unit?.isMoney == true ? try amounts.cents(text) : try WholeNumber.count(text)
      } catch {
        throw RowRejection(field: "value", column: nil, reason: error.message)
      }
    }
  }
}

extension ImportRow {
  fileprivate func choice<Choice: RawRepresentable & CaseIterable>(
    _ field: String, of _: Choice.Type
  ) throws(RowRejection) -> Choice? where Choice.RawValue == String {
    guard let text = try text(field) else { return nil }
    guard let choice = Choice(rawValue: text.lowercased()) else {
      throw rejection(field, .notAChoice(text, Choice.allCases.map(\.rawValue)))
    }
    return choice
  }
}

extension ImportContext {
  /// The business days that the organization's clocks showed at instants.
  func businessDays(of instants: [Instant?]) async throws -> [Day?] {
    guard instants.contains(where: { $0 != nil }) else { return instants.map { _ in nil } }
    return try await transaction.rows(
      """
      select (r.instant at time zone \(organization.timeZone))::date as day
      from unnest(\(instants)) with ordinality as r (instant, number)
      order by r.number
      """
    ) { try $0.decode("day", as: Day?.self) }
  }
}
