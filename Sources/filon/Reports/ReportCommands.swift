import Planning
public import ArgumentParser
public import CRM
import Foundation
import Postgres

extension ReportDimension: ExpressibleByArgument {}

struct ReportCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: say(.helpReport), subcommands: [Conversion.self, Pipeline.self])

  struct Conversion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpReportConversion))

    @Option(name: .long, help: ArgumentHelp(say(.helpDimension)))
    var by: ReportDimension = .salesperson

    @OptionGroup var period: PeriodOptions

    @Option(name: .long, help: ArgumentHelp(say(.helpRows)))
    var rows: String?

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp(say(.helpOf)))
    var of: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let (from, to, knownAt) = try period.read()
      let figure = try rows.map(figure)
      if of != nil, figure == nil { throw CRMError(.usage, .ofWithoutRows, place: "--of") }
      try await options.withScope { scope in
        let currency = scope.organization.currency
        if let figure {
          let key: ReportKey = of.map { $0 == "-" ? .nobody : .named($0) } ?? .all
          let rows = try await Reports(scope).rows(of: figure, by: by, key: key, from: from, to: to, asKnownAt: knownAt)
          try present(rows, as: rows.table, options.output, currency: currency)
        } else {
          let report = try await Reports(scope).conversion(by: by, from: from, to: to, asKnownAt: knownAt)
          let formats = Formats(language: .current, currency: currency)
          let tables = options.output.format == .csv ? [report.fullTable] : [report.activityTable, report.opportunityTable(formats)]
          try present(report, as: tables, options.output, currency: currency)
        }
      }
    }

    private func figure(_ text: String) throws -> ConversionFigure {
      if let figure = ConversionFigure(text) { return figure }
      if text == "conversion_rate" {
        throw CRMError(.usage, .conversionRateRows, place: "--rows", remedy: .conversionRateRowsRemedy)
      }
      throw CRMError(
        .usage, .noFigure(text), place: "--rows", remedy: .verbatim(ConversionFigure.allCases.map(\.rawValue).joined(separator: ", ")))
    }
  }

  struct Pipeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpReportPipeline))

    @OptionGroup var period: PeriodOptions
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let (from, to, knownAt) = try period.read()
      try await options.withScope { scope in
        let report = try await Reports(scope).pipeline(from: from, to: to, asKnownAt: knownAt)
        try present(report, as: report.tables, options.output, currency: scope.organization.currency)
      }
    }
  }
}

extension ConversionReport {
  fileprivate var activityTable: Table {
    Table(
      [
        Column(by.rawValue, .header(by)), Column("attempts", .headerAttempts, .trailing),
        Column("discussions", .headerDiscussions, .trailing),
        Column("prospects_reached", .headerReached, .trailing), Column("prospects_converted", .headerConverted, .trailing),
        Column("conversion_rate", .headerConversionRate, .trailing), Column("revenue", .headerRevenue, .trailing),
        Column("orders", .headerOrders, .trailing), Column("average_basket", .headerBasket, .trailing),
      ],
      rows: rows.map { [$0.cell] + activity($0.figures) }, footer: [[.message(.headerTotal)] + activity(total)],
      title: .titleActivity(period),
      notes: notes + [
        .definition(.headerConversionRate, definitions.conversionRate), .definition(.headerBasket, definitions.averageBasketCents),
      ])
  }

  private func activity(_ figures: ConversionFigures) -> [Cell] {
    [
      .integer(figures.attempts), .integer(figures.discussions), .integer(figures.prospectsReached), .integer(figures.prospectsConverted),
      figures.conversionRate.rate.valueCell, .money(figures.revenueCents), .integer(figures.orders), .money(figures.averageBasketCents),
    ]
  }

  fileprivate func opportunityTable(_ formats: Formats) -> Table {
    Table(
      [
        Column(by.rawValue, .header(by)), Column("opportunities_opened", .headerOpened, .trailing),
        Column("opportunities_won", .headerWon, .trailing), Column("opportunities_lost", .headerLost, .trailing),
        Column("opportunities_abandoned", .headerAbandoned, .trailing), Column("opportunities_open", .headerOpen, .trailing),
        Column("win_rate", .headerWinRate, .trailing), Column("win_rate_interval", .headerInterval, .trailing),
        Column("mean_days_to_win", .headerMeanDays, .trailing), Column("median_days_to_win", .headerMedianDays, .trailing),
      ],
      rows: rows.map { [$0.cell] + opportunities($0.figures, formats) },
      footer: [[.message(.headerTotal)] + opportunities(total, formats)],
      title: .titleOpportunities(period),
      notes: [homogeneity.sentence] + [homogeneity.method].compactMap(\.self)
        + [.definition(.headerWinRate, definitions.winRate)])
  }

  private func opportunities(_ figures: ConversionFigures, _ formats: Formats) -> [Cell] {
    let rate = figures.winRate
    return [
      .integer(figures.opportunitiesOpened), .integer(figures.opportunitiesWon), .integer(figures.opportunitiesLost),
      .integer(figures.opportunitiesAbandoned), .integer(figures.opportunitiesOpen),
      rate.value == nil
        ? .missing()
        : .text(
          "\(formats.percent(rate.numerator, of: rate.denominator)) (\(formats.integer(rate.numerator))/\(formats.integer(rate.denominator)))"
        ),
      .text(rate.low.flatMap { low in rate.high.map { "\(formats.percent(low)) – \(formats.percent($0))" } }),
      .decimal(figures.meanDaysToWin, digits: 1), .decimal(figures.medianDaysToWin, digits: 1),
    ]
  }

  /// Every figure in one table, for programs.
  fileprivate var fullTable: Table {
    Table(
      [
        Column(by.rawValue, .header(by)), Column("attempts", .headerAttempts), Column("discussions", .headerDiscussions),
        Column("prospects_reached", .headerReached), Column("opportunities_opened", .headerOpened), Column("opportunities_won", .headerWon),
        Column("opportunities_lost", .headerLost), Column("opportunities_abandoned", .headerAbandoned),
        Column("opportunities_open", .headerOpen), Column("prospects_converted", .headerConverted),
        .rate("win_rate", .headerWinRate), Column("win_rate_low", .headerInterval), Column("win_rate_high", .headerInterval),
        .rate("conversion_rate", .headerConversionRate), Column("revenue", .headerRevenue), Column("orders", .headerOrders),
        Column("average_basket", .headerBasket), Column("mean_days_to_win", .headerMeanDays),
        Column("median_days_to_win", .headerMedianDays), Column("opportunities_undated", .headerUndated),
      ],
      rows: rows.map { row in
        let figures = row.figures
        return [
          .text(row.key), .integer(figures.attempts), .integer(figures.discussions), .integer(figures.prospectsReached),
          .integer(figures.opportunitiesOpened), .integer(figures.opportunitiesWon), .integer(figures.opportunitiesLost),
          .integer(figures.opportunitiesAbandoned), .integer(figures.opportunitiesOpen), .integer(figures.prospectsConverted),
          .percent(figures.winRate), .decimal(figures.winRate.low, digits: 4), .decimal(figures.winRate.high, digits: 4),
          .percent(figures.conversionRate.rate), .money(figures.revenueCents), .integer(figures.orders), .money(figures.averageBasketCents),
          .decimal(figures.meanDaysToWin, digits: 1), .decimal(figures.medianDaysToWin, digits: 1),
          .integer(figures.opportunitiesUndated),
        ]
      })
  }
}

extension ConversionReport.Row {
  fileprivate var cell: Cell { .message(name ?? .headerNone) }
}

extension Rate {
  /// The value alone: its counts stand beside it.
  fileprivate var valueCell: Cell { value == nil ? .missing() : .percent(self) }
}

extension FigureRows {
  fileprivate var table: Table {
    Table(
      [
        Column("at", .headerWhen), Column("prospect", .headerProspect), Column("kind", .headerWhat), Column("detail", .headerDetail),
        Column("amount", .headerAmount, .trailing), Column("days", .headerDays, .trailing), Column("id", .headerID),
      ],
      rows: rows.map { row in
        [
          .instant(row.at), .text(row.prospect), .fact(row.kind),
          .detail(row.detail, of: row.kind), .money(row.amountCents),
          .integer(row.days),
          .id(row.id),
        ]
      },
      title: .titleRows(figure.name, of.map(by.name(of:)), count, period), notes: notes)
  }
}

extension PipelineReport {
  fileprivate var tables: [Table] { [stageTable, closedTable] }

  private var stageTable: Table {
    Table(
      [
        Column("stage", .headerStage), Column("opportunities", .headerCount, .trailing), Column("amount", .headerAmount, .trailing),
        Column("probability", .headerProbability, .trailing), Column("weighted", .headerWeighted, .trailing),
        Column("mean_days_in_stage", .headerDaysInStage, .trailing), Column("mean_days_open", .headerDaysOpen, .trailing),
        Column("greatest_days_open", .headerOldest, .trailing),
      ],
      rows: stages.map { stage in
        [
          stage.stage.map { .text($0) } ?? .message(.unknownStage), .integer(stage.opportunities), .money(stage.amountCents),
          .integer(stage.probability),
          .money(stage.weightedCents), .decimal(stage.meanDaysInStage, digits: 1), .decimal(stage.meanDaysOpen, digits: 1),
          .integer(stage.greatestDaysOpen),
        ]
      },
      footer: [
        [
          .message(.headerTotal), .integer(total.opportunities), .money(total.amountCents), .missing(), .money(total.weightedCents),
          .missing(), .missing(), .missing(),
        ]
      ],
      title: .titleOpen(day), notes: notes)
  }

  private var closedTable: Table {
    let kinds: [(Message, Closed)] = [(.wonKind, won), (.lostKind, lost), (.abandonedKind, abandoned)]
    return Table(
      [
        Column("ended", .headerEnd), Column("loss_reason", .headerLossReason), Column("competitor", .headerCompetitor),
        Column("opportunities", .headerCount, .trailing), Column("amount", .headerAmount, .trailing),
      ],
      rows: kinds.flatMap { kind, closed in
        [[.message(kind), .text(""), .text(""), .integer(closed.opportunities), .money(closed.amountCents)]]
          + closed.lossReasons.map { [.text(""), .text($0.name), .text(""), .integer($0.opportunities), .money($0.amountCents)] }
          + closed.competitors.map { [.text(""), .text(""), .text($0.name), .integer($0.opportunities), .money($0.amountCents)] }
      },
      title: .titleClosed(period))
  }
}
