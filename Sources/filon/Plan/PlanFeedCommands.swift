import ArgumentParser
import CRM
import Planning
import Foundation
import Postgres
import Tables

struct PlanFeedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: say(.helpPlanFeed), discussion: say(.helpPlanFeedMore))

  @Argument(help: ArgumentHelp(say(.helpFedPlan)))
  var plan: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpFeedThrough)))
  var through: String?

  @Flag(name: .long, help: ArgumentHelp(say(.helpFeedQuiet)))
  var quiet = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let through = try await day(through, "--through", scope, .past)
      let report = try await KPIFeeds(scope).feed(plan, through: through)
      // Cron mails what is printed: a closed period that drifts is worth a mail.
      if quiet, report.drifted == 0 { return }
      try present(report, as: report.tables, options.output, currency: scope.organization.currency)
    }
  }
}

struct PlanCloseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "close", abstract: say(.helpPlanClose))

  @Argument(help: ArgumentHelp(say(.helpClosedPeriod)))
  var period: String

  @Argument(help: ArgumentHelp(say(.helpFedPlan)))
  var plan: String?

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let report = try await KPIFeeds(scope).close(period, of: plan)
      try present(report, as: report.tables, options.output, currency: scope.organization.currency)
    }
  }
}

struct PlanDriftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "drift", abstract: say(.helpPlanDrift))

  @Argument(help: ArgumentHelp(say(.helpFedPlan)))
  var plan: String?

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let found = try await KPIFeeds(scope).drift(of: plan)
      let table = Table(
        found.drift, notes: ownFigures(scope) + (found.closed.isEmpty ? [] : [.driftLookedAt(found.closed)]),
        empty: found.closed.isEmpty ? .nothingToDrift : .nothingDrifted
      ) {
        columns { ($0.kpi, $0.salesperson, $0.grain, $0.period) }
        Column("closed", .headerClosedValue, .trailing) { .figure($0.exact, $0.unit) }
        Column("now", .headerValueNow, .trailing) { .figure($0.drift?.exact, $0.unit) }
      }
      try present(found, as: table, options.output, currency: scope.organization.currency)
    }
  }
}

struct PlanValuesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "values", abstract: say(.helpPlanValues))

  @Argument(help: ArgumentHelp(say(.helpFedPlan)))
  var plan: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpValuesBy)))
  var by: KPIGrain?

  @Option(name: .long, help: ArgumentHelp(say(.helpValuesOf)))
  var kpi: String?

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let values = try await KPIFeeds(scope).values(of: plan, grain: by, kpi: kpi)
      let table = Table(values, notes: ownFigures(scope), empty: .nothingFed) {
        columns { ($0.kpi, $0.salesperson, $0.grain, $0.period) }
        Column("value", .labelValue, .trailing) { .figure($0.exact, $0.unit, missing: $0.reason) }
        Column("n", .labelN, .trailing) { .integer($0.n) }
        Column("status", .headerStatus) { .code($0.status.rawValue, .kpiStatus($0.status)) }
        Column("closed", .headerClosed) { .flag($0.isClosed) }
        Column("revision", .headerRevision, .trailing) { .integer($0.revision) }
      }
      try present(["values": values], as: table, options.output, currency: scope.organization.currency)
    }
  }
}

extension KPIGrain: ExpressibleByArgument {}

/// What was kept of the company's KPIs is not a salesperson's to read.
private func ownFigures(_ scope: Scope) -> [Message] { scope.identity.role == .salesperson ? [.ownFiguresOnly] : [] }

/// What a value is of.
@Columns<Row> private func columns<Row>(
  _ subject: @escaping (Row) -> (kpi: String, salesperson: String?, grain: KPIGrain, period: Period)
) -> [Column<Row>] {
  Column("kpi", .labelKPI) { .text(subject($0).kpi) }
  Column("salesperson", .labelSalesperson) { .text(subject($0).salesperson) }
  Column("period", .labelPeriod) { .period(subject($0).grain.name(of: subject($0).period)) }
  Column("from", .labelFrom) { .day(subject($0).period.from) }
}

extension KPIFeedReport {
  fileprivate var tables: [Table] {
    let summary = Table(of: self, notes: closing.map { [.periodClosed($0.name, before: $0.wasClosed)] } ?? []) {
      Column("plan", .headerPlan) { .text($0.plan) }
      Column("computed", .headerComputed) { .integer($0.computed) }
      Column("new", .headerNew) { .integer($0.new) }
      Column("changed", .headerChanged) { .integer($0.changed) }
      Column("drifted", .headerDrifted) { .integer($0.drifted) }
      Column("unchanged", .headerUnchanged) { .integer($0.unchanged) }
    }
    guard !changes.isEmpty else { return [summary] }
    return [
      summary,
      Table(changes) {
        columns { ($0.kpi, $0.salesperson, $0.grain, $0.period) }
        Column("before", .labelBefore, .trailing) { .figure($0.exactBefore, $0.unit) }
        Column("after", .labelAfter, .trailing) { .figure($0.exactAfter, $0.unit) }
        Column("drift", .headerDrifted) { .flag($0.isDrift) }
      },
    ]
  }
}
