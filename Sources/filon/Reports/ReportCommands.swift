import Planning
public import ArgumentParser
public import CRM
import Foundation
import Postgres
import Tables

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

    @Flag(help: ArgumentHelp(say(.helpFigures)))
    var figures = false

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let figure = try rows.map(figure)
      if figures, figure != nil { throw CRMError(.usage, .figuresOrRows, place: "--figures") }
      if of != nil, figure == nil { throw CRMError(.usage, .ofWithoutRows, place: "--of") }
      try await options.withScope { scope in
        let (from, to, asOf) = try await period.read(scope)
        let currency = scope.organization.currency
        if let figure {
          let key: ReportKey = of.map { $0 == "-" ? .nobody : .named($0) } ?? .all
          let rows = try await Reports(scope).rows(of: figure, by: by, key: key, from: from, to: to, asOf: asOf)
          try present(rows, as: rows.table, options.output, currency: currency)
        } else {
          let report = try await Reports(scope).conversion(by: by, from: from, to: to, asOf: asOf)
          if figures { return try present(report.figures, as: report.figures.table, options.output, currency: currency) }
          let tables =
            options.output.format == .csv
            ? [report.fullTable] : [report.activityTable.noting(.ofUndated(report.total.opportunitiesUndated)), report.opportunityTable]
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
      try await options.withScope { scope in
        let (from, to, asOf) = try await period.read(scope)
        let report = try await Reports(scope).pipeline(from: from, to: to, asOf: asOf)
        try present(report, as: report.tables, options.output, currency: scope.organization.currency)
      }
    }
  }
}

extension FigureRows {
  fileprivate var table: Table {
    Table(rows, title: .titleRows(figure.name, of.map(by.name(of:)), count, period), notes: notes) {
      Column("at", .labelWhen) { .instant($0.at) }
      Column("prospect", .labelProspect) { .text($0.prospect) }
      Column("kind", .labelWhat) { .fact($0.kind) }
      Column("detail", .labelDetail) { .detail($0.detail, of: $0.kind) }
      Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
      Column("days", .labelDays, .trailing) { .integer($0.days) }
      Column("id", .labelID) { .id($0.id) }
    }
  }
}

extension PipelineReport {
  fileprivate var tables: [Table] { [stageTable, closedTable] }

  private var stageTable: Table {
    Table(stages, title: .titleOpen(day), notes: notes + .ofUndated(opportunitiesUndated)) {
      Column("stage", .labelStage, below: [.cell(.message(.labelTotal))]) { .message($0.stage.map(Message.verbatim) ?? .unknownStage) }
      Column("opportunities", .headerCount, .trailing, below: [.sum]) { .integer($0.opportunities) }
      Column("amount", .labelAmount, .trailing, below: [.sum]) { .money($0.amountCents) }
      Column("probability", .headerProbability, .trailing) { .integer($0.probability) }
      Column("weighted", .headerWeighted, .trailing, below: [.sum]) { .money($0.weightedCents) }
      Column("mean_days_in_stage", .headerDaysInStage, .trailing) { .decimal($0.meanDaysInStage, digits: 1) }
      Column("mean_days_open", .headerDaysOpen, .trailing) { .decimal($0.meanDaysOpen, digits: 1) }
      Column("greatest_days_open", .headerOldest, .trailing) { .integer($0.greatestDaysOpen) }
    }
  }

  /// What ended in one way, for one reason or to one competitor.
  private struct Ending {
    var kind = TableCell.blank
    var lossReason = TableCell.blank
    var competitor = TableCell.blank
    let opportunities: Int
    let amountCents: Int
  }

  private var closedTable: Table {
    let kinds: [(Message, Closed)] = [(.wonKind, won), (.lostKind, lost), (.abandonedKind, abandoned)]
    let endings = kinds.flatMap { kind, closed in
      [Ending(kind: .message(kind), opportunities: closed.opportunities, amountCents: closed.amountCents)]
        + closed.lossReasons.map { Ending(lossReason: .text($0.name), opportunities: $0.opportunities, amountCents: $0.amountCents) }
        + closed.competitors.map { Ending(competitor: .text($0.name), opportunities: $0.opportunities, amountCents: $0.amountCents) }
    }
    return Table(endings, title: .titleClosed(period)) {
      Column("ended", .headerEnd, cell: \.kind)
      Column("loss_reason", .labelReason, cell: \.lossReason)
      Column("competitor", .labelCompetitor, cell: \.competitor)
      Column("opportunities", .headerCount, .trailing) { .integer($0.opportunities) }
      Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
    }
  }
}

extension [Message] {
  /// How to see opportunities without an opening or closing day, where there are some.
  fileprivate static func ofUndated(_ count: Int?) -> [Message] { (count ?? 0) > 0 ? [.undatedRows] : [] }
}
