import Foundation
public import Postgres

/// Conversion over a period, row by row of a dimension.
public struct ConversionReport: Sendable, Encodable {
  /// A row and whose it is.
  public struct Row: Sendable, Hashable, Encodable {
    public let dimension: ReportDimension
    /// The name of the salesperson or team, the channel, source or profile, `2017-01` or `2017-Q1`; nil for nobody or none.
    public let key: String?
    /// The id of the salesperson or team.
    public let id: ID<Row>?
    public let figures: ConversionFigures

    /// The key in words for people; nil for nobody or none.
    public var name: Message? { key.map(dimension.name(of:)) }

    /// Encodes the figures with the name under the dimension's own key: `"salesperson": "Ana"`, `"quarter": "2017-Q1"`.
    public func encode(to encoder: any Encoder) throws {
      try figures.encode(to: encoder)
      var container = encoder.container(keyedBy: DimensionKey.self)
      try container.encode(key, forKey: DimensionKey(stringValue: dimension.rawValue))
      if dimension == .salesperson || dimension == .team {
        try container.encode(id, forKey: DimensionKey(stringValue: dimension.rawValue + "Id"))
      }
    }
  }

  /// How rates count: `period` takes the events of the period, whatever day their prospects came in.
  public enum Mode: String, Sendable, Encodable { case period }

  public let by: ReportDimension
  public let period: Period
  public let mode: Mode
  @Nullable public private(set) var asOf: Instant?
  /// The day of the first fact known.
  @Nullable public private(set) var historyStart: Day?
  /// In order of name or time, nobody's last: nothing is ranked.
  public let rows: [Row]
  /// Over all rows; each conversation, prospect and conversion once.
  public let total: ConversionFigures
  /// Whether the win rates of the rows differ more than chance would make them; the row of nobody is not compared.
  public let homogeneity: Homogeneity
  public let definitions: ConversionDefinitions
  /// What a reader must know.
  public let notes: [Message]

  init(by dimension: ReportDimension, _ period: Period, _ context: ReportContext, rows: [Row], total: ConversionFigures, notes: [Message]) {
    by = dimension
    self.period = period
    mode = .period
    asOf = context.asOf
    historyStart = context.historyStart
    self.rows = rows
    self.total = total
    homogeneity = Homogeneity(
      rows.filter { $0.key != nil }.map { .init(successes: $0.figures.opportunitiesWon, failures: $0.figures.opportunitiesLost) })
    definitions = ConversionDefinitions()
    self.notes = notes
  }
}

private struct DimensionKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// What numerators, denominators and counts are of, in words: no two programs agree on them.
public struct ConversionDefinitions: Sendable, Encodable {
  /// A rate in words.
  public struct Of: Sendable, Encodable {
    public let numerator: Message
    public let denominator: Message
  }

  public let winRate = Of(numerator: .definitionWon, denominator: .definitionClosed)
  public let conversionRate = Of(numerator: .definitionConverted, denominator: .definitionReached)
  public let attempts = Message.definitionAttempts
  public let discussions = Message.definitionDiscussions
  public let revenueCents = Message.definitionRevenue
  public let orders = Message.definitionOrders
  public let averageBasketCents = Message.definitionBasket
  public let daysToWin = Message.definitionDays
}

extension Reports {
  /// Conversion in a period by salesperson, team, channel, source, profile, month or quarter.
  ///
  /// Salespeople active in the period, their teams, and the months and quarters of the period have a row even without any fact; channels,
  /// sources and profiles only with one. Team and profile are those of today.
  ///
  /// - Parameters:
  ///   - from: The first day; without any bound, the current quarter.
  ///   - to: The first day after the period.
  ///   - asOf: Gives the report as it was then, before later facts and corrections.
  public func conversion(
    by dimension: ReportDimension, from: Day? = nil, to: Day? = nil, asOf: AsOf? = nil
  ) async throws -> ConversionReport {
    try await scope.report { try await $0.conversion(by: dimension, from: from, to: to, asOf: asOf) }
  }

}

private typealias Named = (id: ID<ConversionReport.Row>, name: String, isListed: Bool)

extension ConversionReport {
  fileprivate static func notes(_ rows: [Row], _ total: ConversionFigures, by dimension: ReportDimension) -> [Message] {
    var notes: [Message] = []
    let exceeding = rows.filter(\.figures.conversionRate.exceeds)
    if !exceeding.isEmpty || total.conversionRate.exceeds { notes.append(.convertedExceedReached(exceeding.compactMap(\.name))) }
    let sums = rows.reduce(into: (discussions: 0, reached: 0, converted: 0)) { sums, row in
      sums.discussions += row.figures.discussions
      sums.reached += row.figures.prospectsReached
      sums.converted += row.figures.prospectsConverted
    }
    if sums.discussions != total.discussions || sums.reached != total.prospectsReached || sums.converted != total.prospectsConverted {
      notes.append(.rowsExceedTotal)
    }
    return notes
  }
}

extension Transaction {
  /// The same in a transaction for reports that is there.
  package func conversion(
    by dimension: ReportDimension, from: Day? = nil, to: Day? = nil, asOf: AsOf? = nil
  ) async throws -> ConversionReport {
    let context = try await reportContext(asOf)
    let period = try Period.quarter(from: from, to: to, today: context.today)
    var total = ConversionFigures()
    var found: [String?: ConversionFigures] = [:]
    let result = try await query(
      """
      select \(ConversionFigures.columns)
      from report.conversion(
        \(organization.id), \(dimension.rawValue), \(period.from), \(period.to), \(context.asOf), \(actor))
      """)
    for row in result.rows {
      let figures = try ConversionFigures(row: row)
      if try row.decode("is_total") { total = figures } else { found[try row.decode("key", as: String?.self)] = figures }
    }
    let rows = try await conversionRows(found, by: dimension, period, context)
    let withoutSale = try await conversionsWithoutSale(period, context)
    return ConversionReport(
      by: dimension, period, context, rows: rows, total: total,
      notes: context.notes(period) + ConversionReport.notes(rows, total, by: dimension)
        + context.notes(undated: total.opportunitiesUndated ?? 0, period.to - 1)
        + (withoutSale > 0 ? [.convertedWithoutSale(withoutSale)] : []))
  }

  /// How many of the conversions of a period came of a win of which no sale was recorded by then: revenue, ABC and new customers miss them.
  fileprivate func conversionsWithoutSale(_ period: Period, _ context: ReportContext) async throws -> Int {
    try await one(
      """
      select count(*)
      from conversion v
      where v.organization_id = \(organization.id)
        and v.converted_on >= \(period.from)
        and v.converted_on < \(period.to)
        and v.sale_id is null
        and valid(v.recorded_at, v.voided_at, \(context.asOf))
        and (\(actor)::uuid is null or exists (
          select from conversion_credit k
          where k.organization_id = v.organization_id
            and k.conversion_id = v.id
            and k.salesperson_id = \(actor)))
      """
    ) { try $0.decode("count") }
  }

  fileprivate func conversionRows(
    _ found: [String?: ConversionFigures], by dimension: ReportDimension, _ period: Period, _ context: ReportContext
  ) async throws -> [ConversionReport.Row] {
    var rows: [ConversionReport.Row] = []
    switch dimension {
    case .salesperson, .team:
      for each in try await namesOfRows(dimension, period, context) {
        guard let figures = found[each.id.description] ?? (each.isListed ? ConversionFigures() : nil) else { continue }
        rows.append(.init(dimension: dimension, key: each.name, id: each.id, figures: figures))
      }
    case .month, .quarter:
      for key in dimension == .month ? period.months : period.quarters {
        rows.append(.init(dimension: dimension, key: key, id: nil, figures: (found[key] ?? ConversionFigures()).withinPeriod()))
      }
    case .channel, .source, .profile:
      for (key, figures) in found.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) where key != nil {
        rows.append(.init(dimension: dimension, key: key, id: nil, figures: figures))
      }
    }
    if !dimension.isTime, let nobody = found[String?.none] { rows.append(.init(dimension: dimension, key: nil, id: nil, figures: nobody)) }
    return rows
  }

  /// Salespeople or teams in order of name, and whether they were there in the period.
  fileprivate func namesOfRows(_ dimension: ReportDimension, _ period: Period, _ context: ReportContext) async throws -> [Named] {
    let active: SQL = """
      (s.active_from is null or s.active_from < \(period.to))
      and (s.active_until is null or s.active_until > \(period.from))
      and (\(context.asOf)::timestamptz is null or s.created_at <= \(context.asOf))
      and (\(actor)::uuid is null or s.id = \(actor))
      """
    let sql: SQL =
      dimension == .salesperson
      ? """
      select s.id, s.name, \(active) as listed
      from salesperson s
      where s.organization_id = \(organization.id)
      order by s.name_key
      """
      : """
      select t.id, t.name, coalesce(bool_or(s.id is not null and \(active)), false) as listed
      from team t
      left join salesperson s on s.organization_id = \(organization.id) and s.team_id = t.id
      where t.organization_id = \(organization.id)
      group by t.id, t.name, t.name_key
      order by t.name_key
      """
    return try await rows(sql) { (try $0.decode("id"), try $0.decode("name"), try $0.decode("listed") ?? false) }
  }
}
