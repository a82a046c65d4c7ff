public import Foundation
public import Postgres

/// Which of the two numbers of a ratio.
public enum KPIPart: String, Sendable, CaseIterable, Codable {
  case numerator, denominator
}

/// The rows behind a KPI: as many as its number says, or rows whose amounts sum to it.
public struct KPIRows: Sendable, Encodable {
  /// A fact, or a figure of an outside series.
  public struct Row: Sendable, Hashable, Encodable {
    /// `conversation`, `opportunity`, `conversion`, `sale`, `expense`, `prospect` or `measurement`.
    public let kind: String
    public let id: UUID
    @Nullable public internal(set) var prospectID: UUID?
    @Nullable public internal(set) var prospect: String?
    /// When it happened, on the organization's clocks.
    public let at: CivilTime
    /// An outcome, a title, how an opportunity closed, `sale` or `refund`, an expense's action, a figure's label and place.
    @Nullable public internal(set) var detail: String?
    /// Cents, of what has an amount; of a figure what of it falls into the period.
    @Nullable public internal(set) var amount: Int?
  }

  public let kpi: String
  public let title: Message
  public let variant: String
  public let part: KPIPart
  /// The name of what is counted.
  public let of: String
  public let period: Period
  @Nullable public private(set) var asKnownAt: Instant?
  public let count: Int
  /// Of the amounts.
  public let sum: Int
  public let rows: [Row]
  public let notes: [Message]
}

extension KPIs {
  /// The rows behind a KPI of a period.
  ///
  /// - Parameter part: Which number of a ratio.
  /// - Throws: `.usage` for a number that is no number of rows, such as days.
  public func rows(
    _ request: KPIRequest, _ part: KPIPart = .numerator, from: Day? = nil, to: Day? = nil, asKnownAt knownAt: KnownAt? = nil
  ) async throws -> KPIRows {
    try await scope.report { session in
      let reports = Reports(scope)
      let frame = try await reports.frame(knownAt, session)
      let period = try Period.quarter(from: from, to: to, today: frame.today)
      let kpi = try await KPICompilation(scope, session).compile(request)
      let (reading, selection) = try reading(kpi, part)
      let rows: [KPIRows.Row]
      let name: String
      if let question = reading.question(period, selection) {
        name = question.count.rawValue
        rows = try await self.rows(question, frame, session)
      } else if let series = reading.series {
        name = series
        rows = try await self.rows(kpi, reading, selection, period, frame, session)
      } else {
        throw CRMError(.usage, .noKPIRows(request.name))
      }
      return KPIRows(
        kpi: request.name, title: try KPICatalogue.named(request.name).title, variant: kpi.variant?.name ?? "", part: part, of: name,
        period: period, asKnownAt: frame.knownAt,
        count: rows.count, sum: rows.reduce(0) { $0 + ($1.amount ?? 0) }, rows: rows, notes: reports.notes(frame, period))
    }
  }

  private func reading(_ kpi: KPICompiled, _ part: KPIPart) throws -> (KPIReading, KPISelection) {
    switch kpi.recipe {
    case .growth(let name, let since), .townGrowth(let name, let since):
      return (KPIReading(.series(name), part == .numerator ? .period : since), kpi.selections[0])
    case .plain:
      return (kpi.recipe.readings[0], kpi.selections[0])
    case .subscription where part == .denominator:
      return (kpi.recipe.readings[2], kpi.selections[2])
    default:
      let index = part == .numerator ? 0 : 1
      return (kpi.recipe.readings[index], kpi.selections[index])
    }
  }

  private func rows(_ question: KPIQuestion, _ frame: Reports.Frame, _ session: Session) async throws -> [KPIRows.Row] {
    try await session.rows(
      """
      select kind, id, prospect_id, prospect, at at time zone \(scope.organization.timeZone) as at, detail, amount_cents
      from report.kpi_rows(
        \(scope.organization.id), \(question.count.rawValue), \(question.period.from), \(question.period.to), \(question.base?.from),
        \(question.base?.to), \(question.use.rawValue), \(question.selection.json)::jsonb, \(frame.knownAt),
        \(question.selection.salesperson))
      """
    ) {
      try KPIRows.Row(
        kind: $0.decode(0, "kind"), id: $0.decode(1, "id"), prospectID: $0.decode(2, "prospect_id"), prospect: $0.decode(3, "prospect"),
        at: $0.decode(4, "at"), detail: $0.decode(5, "detail"), amount: $0.decode(6, "amount_cents"))
    }
  }

  private func rows(
    _ kpi: KPICompiled, _ reading: KPIReading, _ selection: KPISelection, _ period: Period, _ frame: Reports.Frame, _ session: Session
  ) async throws -> [KPIRows.Row] {
    guard let name = reading.series, let days = reading.window.days(of: period), let span = try? Period(from: days.from - 400, to: days.to),
      let series = try await KPISeries.read([name: span], scope.organization.id, knownAt: frame.knownAt, session)[name]
    else { return [] }
    let towns = kpi.towns.places
    let figures = series.selected(selection).filter { towns.isEmpty || $0.place.map { towns.contains($0.lowercased()) } == true }
    return series.parts(figures, in: days).map { figure, amount in
      KPIRows.Row(
        kind: "measurement", id: figure.id, at: CivilTime(figure.days.from, microsecondOfDay: 0),
        detail: KPISeries.Line(label: figure.label, place: figure.place).name, amount: amount)
    }
  }
}

extension KPISeries {
  /// The figures that make the value of a period, each with what of it does.
  func parts(_ figures: [Figure], in period: Period) -> [(Figure, Int)] {
    switch kind {
    case .event, .flow: figures.map { ($0, sum([$0], in: period)) }.filter { $0.1.n > 0 }.map { ($0.0, $0.1.value) }
    case .stock:
      Dictionary(grouping: figures.filter { $0.days.to <= period.to }) { Line(label: $0.label, place: $0.place) }
        .compactMap { $0.value.max { $0.days.to < $1.days.to } }
        .sorted { $0.days.from < $1.days.from }
        .map { ($0, $0.value) }
    }
  }
}
