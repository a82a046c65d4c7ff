public import Postgres

/// What is in the pipeline at the end of a period, and what left it in the period.
public struct PipelineReport: Sendable, Encodable {
  /// The open opportunities of a stage; the last row may be of those whose stage then is not known.
  public struct StageRow: Sendable, Hashable, Encodable {
    /// Nil when it is not known: an import recorded them when they were closed.
    @Nullable public private(set) var stage: String?
    /// The chance of winning from here, in per cent; nil of an unknown stage.
    @Nullable public private(set) var probability: Int?
    /// It takes no more opportunities; it is here for those that stand in it, or stood in it in the period.
    public let isRetired: Bool
    public let opportunities: Int
    public let amountCents: Int
    /// The amount times the chance of winning, rounded half up; nil of an unknown stage, whose chance nobody knows.
    @Nullable public private(set) var weightedCents: Int?
    /// How many of them have no amount yet.
    public let withoutAmount: Int
    /// Days since they entered the stage and since they were opened, at the end of the last day seen; nil where no day is known.
    @Nullable public private(set) var meanDaysInStage: Double?
    @Nullable public private(set) var meanDaysOpen: Double?
    @Nullable public private(set) var greatestDaysOpen: Int?

    init(row: Row) throws {
      stage = try row.decode("stage")
      probability = try row.decode("probability")
      isRetired = try row.decode("is_retired")
      opportunities = try row.decode("opportunities")
      amountCents = try row.decode("amount_cents")
      weightedCents = try row.decode("weighted_hundredths", as: Int?.self).map { ($0 + 50) / 100 }
      withoutAmount = try row.decode("without_amount")
      meanDaysInStage = try row.decode("days_in_stage_mean")
      meanDaysOpen = try row.decode("days_open_mean")
      greatestDaysOpen = try row.decode("days_open_max")
    }
  }

  /// Opportunities that ended in one way.
  public struct Closed: Sendable, Hashable, Encodable {
    /// A reason or competitor and how often it was given; nil when none was.
    public struct Share: Sendable, Hashable, Encodable {
      @Nullable public private(set) var name: String?
      public let opportunities: Int
      public let amountCents: Int
    }

    public internal(set) var opportunities = 0
    public internal(set) var amountCents = 0
    public internal(set) var withoutAmount = 0
    /// Most frequent first.
    public internal(set) var lossReasons: [Share] = []
    public internal(set) var competitors: [Share] = []
  }

  /// All stages together: the sums of their rows.
  public struct Total: Sendable, Hashable, Encodable {
    public let opportunities: Int
    public let amountCents: Int
    public let weightedCents: Int
    public let withoutAmount: Int
    /// Those whose stage is not known, and so are in no weighted amount.
    public let unknownStage: Int
  }

  public let period: Period
  /// The last day seen: that of the period, or today in one that is not over.
  public let day: Day
  @Nullable public private(set) var asOf: Instant?
  @Nullable public private(set) var historyStart: Day?
  /// In the order of the pipeline.
  public let stages: [StageRow]
  public let total: Total
  /// Opportunities that nothing says were open then, for their opening or closing day is not known: in no row.
  public let opportunitiesUndated: Int
  public let won, lost, abandoned: Closed
  public let notes: [Message]
}

extension Reports {
  /// The open pipeline by stage at the end of a period (today, when it is not over), and what was won, lost and abandoned in it.
  ///
  /// - Parameters:
  ///   - from: The first day; without any bound, the current quarter.
  ///   - to: The first day after the period.
  ///   - asOf: Gives the report as it was then; amounts, names and chances of stages are those of today.
  public func pipeline(from: Day? = nil, to: Day? = nil, asOf: AsOf? = nil) async throws -> PipelineReport {
    try await scope.report { transaction in
      let context = try await transaction.reportContext(asOf)
      let period = try Period.quarter(from: from, to: to, today: context.today)
      let end = min(period.to, max(context.today + 1, period.from + 1))
      let rows = try await transaction.rows(
        """
        select stage, probability, is_retired, opportunities, amount_cents, weighted_hundredths, without_amount, days_in_stage_mean, days_open_mean,
          days_open_max, is_open
        from report.pipeline(\(scope.organization.id), \(end), \(context.asOf), \(scope.actor), \(period.from))
        """
      ) { (row: try PipelineReport.StageRow(row: $0), isOpen: try $0.decode("is_open", as: Bool.self)) }
      let stages = rows.filter(\.isOpen).map(\.row)
      let undated = rows.filter { !$0.isOpen }.reduce(0) { $0 + $1.row.opportunities }
      let closed = try await transaction.closings(period, context)
      let total = PipelineReport.Total(
        opportunities: stages.reduce(0) { $0 + $1.opportunities }, amountCents: stages.reduce(0) { $0 + $1.amountCents },
        weightedCents: stages.reduce(0) { $0 + ($1.weightedCents ?? 0) }, withoutAmount: stages.reduce(0) { $0 + $1.withoutAmount },
        unknownStage: stages.filter { $0.stage == nil }.reduce(0) { $0 + $1.opportunities })
      let unweighted = total.unknownStage > 0 ? [Message.stageUnknown(total.unknownStage)] : []
      let retired = stages.filter(\.isRetired).compactMap(\.stage)
      let missing = total.withoutAmount > 0 ? [Message.opportunitiesWithoutAmount(total.withoutAmount)] : []
      return PipelineReport(
        period: period, day: end - 1, asOf: context.asOf, historyStart: context.historyStart, stages: stages, total: total,
        opportunitiesUndated: undated, won: closed[.won, default: .init()], lost: closed[.lost, default: .init()],
        abandoned: closed[.abandoned, default: .init()],
        notes: context.notes(period) + unweighted + context.notes(undated: undated, end - 1) + missing
          + (retired.isEmpty ? [] : [.stagesRetired(retired)]))
    }
  }
}

extension Transaction {
  fileprivate func closings(_ period: Period, _ context: ReportContext) async throws -> [StageKind: PipelineReport.Closed] {
    var closed: [StageKind: PipelineReport.Closed] = [:]
    let result = try await query(
      """
      select kind, by, value, opportunities, amount_cents, without_amount
      from report.closings(\(organization.id), \(period.from), \(period.to), \(context.asOf), \(actor))
      """)
    for row in result.rows {
      let kind: StageKind = try row.decode("kind")
      let share = PipelineReport.Closed.Share(
        name: try row.decode("value"), opportunities: try row.decode("opportunities"), amountCents: try row.decode("amount_cents"))
      switch try row.decode("by", as: String.self) {
      case "loss_reason": closed[kind, default: .init()].lossReasons.append(share)
      case "competitor": closed[kind, default: .init()].competitors.append(share)
      default:
        closed[kind, default: .init()].opportunities = share.opportunities
        closed[kind, default: .init()].amountCents = share.amountCents
        closed[kind, default: .init()].withoutAmount = try row.decode("without_amount")
      }
    }
    return closed
  }
}
