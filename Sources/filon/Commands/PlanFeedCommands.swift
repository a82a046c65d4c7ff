import ArgumentParser
import CRM
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
      let drifted = try await KPIFeeds(scope).drift(of: plan)
      let table = Table(
        [
          Column("kpi", .headerKPI), Column("salesperson", .labelSalesperson), Column("grain", .headerGrain), Column("from", .headerFrom),
          Column("closed", .headerClosedValue, .trailing), Column("now", .headerValueNow, .trailing),
        ],
        rows: drifted.map {
          [
            .text($0.kpi), .text($0.salesperson), .text($0.grain.rawValue), .day($0.period.from), .integer($0.value),
            .integer($0.drift?.value),
          ]
        },
        empty: .nothingDrifted)
      try present(["drift": drifted], as: table, options.output, currency: scope.organization.currency)
    }
  }
}

extension KPIFeedReport {
  fileprivate var tables: [Table] {
    let summary = Table(
      of: [
        (Column("plan", .headerPlan), .text(plan)), (Column("computed", .headerComputed), .integer(computed)),
        (Column("new", .headerNew), .integer(new)), (Column("changed", .headerChanged), .integer(changed)),
        (Column("drifted", .headerDrifted), .integer(drifted)), (Column("unchanged", .headerUnchanged), .integer(unchanged)),
      ])
    guard !changes.isEmpty else { return [summary] }
    return [
      summary,
      Table(
        [
          Column("kpi", .headerKPI), Column("grain", .headerGrain), Column("from", .headerFrom),
          Column("before", .headerOldValue, .trailing),
          Column("after", .headerNewValue, .trailing), Column("drift", .headerDrifted),
        ],
        rows: changes.map {
          [
            .text($0.kpi), .text($0.grain.rawValue), .day($0.period.from), .integer($0.before), .integer($0.after),
            .code($0.isDrift ? "true" : "false", $0.isDrift ? .labelYes : .labelNo),
          ]
        }),
    ]
  }
}
