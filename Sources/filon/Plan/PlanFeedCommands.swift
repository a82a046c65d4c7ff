import ArgumentParser
import CRM
import Planning
import Foundation
import Postgres

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
    let through = try day(through, "--through")
    try await options.withScope { scope in
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
        columns + [Column("closed", .headerClosedValue, .trailing), Column("now", .headerValueNow, .trailing)],
        rows: found.drift.map {
          cells($0.kpi, $0.salesperson, $0.grain, $0.period) + [figure($0.exact, $0.unit), figure($0.drift?.exact, $0.unit)]
        }, notes: found.closed.isEmpty ? [] : [.driftLookedAt(found.closed)],
        empty: found.closed.isEmpty ? .nothingToDrift : .nothingDrifted)
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
      let table = Table(
        columns + [
          Column("value", .headerValue, .trailing), Column("n", .headerN, .trailing), Column("status", .headerStatus),
          Column("closed", .headerClosed), Column("revision", .headerRevision, .trailing),
        ],
        rows: values.map {
          cells($0.kpi, $0.salesperson, $0.grain, $0.period) + [
            figure($0.exact, $0.unit, missing: $0.reason), .integer($0.n),
            .code($0.status.rawValue, .kpiStatus($0.status)),
            .code($0.isClosed ? "true" : "false", $0.isClosed ? .labelYes : .labelNo), .integer($0.revision),
          ]
        },
        empty: .nothingFed)
      try present(["values": values], as: table, options.output, currency: scope.organization.currency)
    }
  }
}

extension KPIGrain: ExpressibleByArgument {}

private var columns: [Column] {
  [Column("kpi", .headerKPI), Column("salesperson", .labelSalesperson), Column("period", .headerPeriod), Column("from", .headerFrom)]
}

private func cells(_ kpi: String, _ salesperson: String?, _ grain: KPIGrain, _ period: Period) -> [Cell] {
  [.text(kpi), .text(salesperson), .text(grain.name(of: period)), .day(period.from)]
}

extension KPIFeedReport {
  fileprivate var tables: [Table] {
    let summary = Table(
      of: [
        (Column("plan", .headerPlan), .text(plan)), (Column("computed", .headerComputed), .integer(computed)),
        (Column("new", .headerNew), .integer(new)), (Column("changed", .headerChanged), .integer(changed)),
        (Column("drifted", .headerDrifted), .integer(drifted)), (Column("unchanged", .headerUnchanged), .integer(unchanged)),
      ], notes: closing.map { [.periodClosed($0.name, before: $0.wasClosed)] } ?? [])
    guard !changes.isEmpty else { return [summary] }
    return [
      summary,
      Table(
        columns + [
          Column("before", .headerOldValue, .trailing), Column("after", .headerNewValue, .trailing), Column("drift", .headerDrifted),
        ],
        rows: changes.map {
          cells($0.kpi, $0.salesperson, $0.grain, $0.period) + [
            figure($0.exactBefore, $0.unit), figure($0.exactAfter, $0.unit),
            .code($0.isDrift ? "true" : "false", $0.isDrift ? .labelYes : .labelNo),
          ]
        }),
    ]
  }
}
