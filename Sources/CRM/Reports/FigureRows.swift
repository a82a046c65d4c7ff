import Foundation
public import Postgres

/// A figure of the conversion report, by the name that it has there and in `report.figures`.
public enum ConversionFigure: String, Sendable, CaseIterable, Codable {
  case attempts, discussions
  case prospectsReached = "prospects_reached"
  case opportunitiesOpened = "opportunities_opened"
  case opportunitiesWon = "opportunities_won"
  case opportunitiesLost = "opportunities_lost"
  case opportunitiesAbandoned = "opportunities_abandoned"
  case opportunitiesOpen = "opportunities_open"
  /// Not known to be open: without an opening day, or closed on a day that is not known.
  case opportunitiesUndated = "opportunities_undated"
  /// Won and lost: what the win rate divides by.
  case opportunitiesClosed = "opportunities_closed"
  case prospectsConverted = "prospects_converted"
  /// Its rows' amounts sum to it.
  case revenue
  case orders
  /// The wins whose days are known; their days sum to the mean's numerator.
  case daysToWin = "days_to_win"

  /// Reads the name of a figure as reports write it; of a rate, the rows that it divides by.
  public init?(_ text: String) {
    switch text {
    case "win_rate": self = .opportunitiesClosed
    case "revenue_cents": self = .revenue
    case "average_basket_cents", "average_basket": self = .orders
    case "mean_days_to_win", "median_days_to_win": self = .daysToWin
    default: self.init(rawValue: text)
    }
  }
}

/// Of which row of a conversion report.
public enum ReportKey: Sendable, Hashable {
  /// The total.
  case all
  /// The row of nobody or none.
  case nobody
  /// A row by its name.
  case named(String)
}

/// The rows behind a figure: as many as it says, or rows whose amounts or days sum to it.
public struct FigureRows: Sendable, Encodable {
  /// What is counted.
  public struct Row: Sendable, Hashable, Encodable {
    /// `conversation`, `opportunity`, `conversion` or `sale`.
    public let kind: String
    public let id: Fact.ID
    @Nullable public private(set) var prospectID: Prospect.ID?
    @Nullable public private(set) var prospect: String?
    /// When it happened, on the organization's clocks; what is known by the day has no time.
    public let at: CivilTime
    /// A conversation's outcome, an opportunity's title or how it closed, a conversion's channel, `sale` or `refund`.
    @Nullable public private(set) var detail: String?
    @Nullable public private(set) var amountCents: Int?
    @Nullable public private(set) var days: Int?

    init(row: Postgres.Row) throws {
      kind = try row.decode("kind")
      id = try row.decode("id")
      prospectID = try row.decode("prospect_id")
      prospect = try row.decode("prospect")
      at = try row.decode("at")
      detail = try row.decode("detail")
      amountCents = try row.decode("amount_cents")
      days = try row.decode("days")
    }
  }

  public let figure: ConversionFigure
  public let by: ReportDimension
  /// The name of the row; nil for the total and for nobody.
  @Nullable public private(set) var of: String?
  public let period: Period
  @Nullable public private(set) var asOf: Instant?
  public let count: Int
  public let rows: [Row]
  public let notes: [Message]
}

extension Reports {
  /// The rows behind a figure of the conversion report of the same dimension and period.
  ///
  /// - Throws: `.notFound` when the report can have no row of that name, `.usage` for the open opportunities of a month or quarter.
  public func rows(
    of figure: ConversionFigure, by dimension: ReportDimension, key: ReportKey = .all, from: Day? = nil, to: Day? = nil,
    asOf: AsOf? = nil
  ) async throws -> FigureRows {
    try await scope.report { transaction in
      let context = try await transaction.reportContext(asOf)
      let period = try Period.quarter(from: from, to: to, today: context.today)
      if figure == .opportunitiesOpen || figure == .opportunitiesUndated, dimension.isTime, key != .all {
        throw CRMError(.usage, .openOnlyAtTheEnd)
      }
      let (stored, name) = try await transaction.storedKey(key, dimension)
      let rows = try await transaction.rows(
        """
        select kind, id, prospect_id, prospect, at at time zone \(scope.organization.timeZone) as at, detail, amount_cents, days
        from report.conversion_rows(
          \(scope.organization.id), \(dimension.rawValue), \(figure.rawValue), \(stored), \(key == .all), \(period.from), \(period.to),
          \(context.asOf), \(scope.actor))
        """, FigureRows.Row.init(row:))
      return FigureRows(
        figure: figure, by: dimension, of: name, period: period, asOf: context.asOf, count: rows.count, rows: rows,
        notes: context.notes(period))
    }
  }
}

extension Transaction {
  /// The key as the report function has it, and the name that people know.
  fileprivate func storedKey(_ key: ReportKey, _ dimension: ReportDimension) async throws -> (key: String?, name: String?) {
    guard case .named(let name) = key else { return (nil, nil) }
    switch dimension {
    case .salesperson:
      let salesperson = try await salesperson(name)
      return (salesperson.id.description, salesperson.name)
    case .team:
      let team = try await first(
        "select id::text as id, name from team where organization_id = \(organization.id) and name_key = \(name.folded)",
        { (try $0.decode("id", as: String.self), try $0.decode("name", as: String.self)) })
      guard let team else { throw CRMError(.notFound, .noTeam(name)) }
      return team
    case .channel:
      guard let channel = try? Channel.named(name) else { throw CRMError(.notFound, .noChannel(name), remedy: .channelsThere) }
      return (channel.rawValue, channel.rawValue)
    case .profile:
      guard let profile = try? Profile.named(name) else { throw CRMError(.notFound, .noProfile(name), remedy: .profilesThere) }
      return (profile.rawValue, profile.rawValue)
    case .month:
      guard name.wholeMatch(of: /[0-9]{4}-(0[1-9]|1[0-2])/) != nil else { throw CRMError(.usage, .noMonth(name), remedy: .monthRemedy) }
      return (name, name)
    case .quarter:
      guard name.wholeMatch(of: /[0-9]{4}-Q[1-4]/) != nil else { throw CRMError(.usage, .noQuarter(name), remedy: .quarterRemedy) }
      return (name, name)
    case .source:
      return (name, name)
    }
  }
}
