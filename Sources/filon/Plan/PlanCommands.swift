import ArgumentParser
import CRM
import Planning
import Foundation

struct PlanCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: say(.helpPlan), discussion: say(.helpPlanMore),
    subcommands: [
      PlanInitCommand.self, PlanCheckCommand.self, PlanApplyCommand.self, PlanListCommand.self, PlanHistoryCommand.self,
      PlanExportCommand.self, PlanShowCommand.self, PlanAlertsCommand.self, PlanCalendarCommand.self, PlanReportCommand.self,
      PlanFeedCommand.self, PlanCloseCommand.self, PlanDriftCommand.self, PlanValuesCommand.self,
    ])
}

extension PlanTemplate: ExpressibleByArgument {}

struct PlanInitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: say(.helpPlanInit))

  @Option(name: .long, help: ArgumentHelp(say(.helpPlanTemplate)))
  var template: PlanTemplate = .bob

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try write(template.source(in: .current))
  }
}

struct PlanListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: say(.helpPlanList))

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let plans = try await options.withScope { try await Plans($0).list() }
    let table = Table(
      [
        Column("slug", .planSlug), Column("name", .planName), Column("parent", .planParent), Column("from", .headerFrom),
        Column("to", .headerTo), Column("version", .planVersion, .trailing),
      ],
      rows: plans.map { [.text($0.slug), .text($0.name), .text($0.parent), .day($0.from), .day($0.to), .integer($0.version)] },
      empty: .noPlansYet)
    try present(["plans": plans], as: table, options.output)
  }
}

struct PlanHistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "history", abstract: say(.helpPlanHistory))

  @Argument(help: ArgumentHelp(say(.helpPlanName)))
  var plan: String?

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let history = try await Plans(scope).history(plan, in: .current)
      let table = Table(
        [
          Column("version", .planVersion, .trailing), Column("applied_at", .headerWhen), Column("added", .planAdded, .trailing),
          Column("changed", .planChanged, .trailing), Column("removed", .planRemoved, .trailing), Column("what", .planWhat),
        ],
        rows: history.versions.map { version in
          [
            .integer(version.number), .instant(version.appliedLocally), .integer(version.count(of: .added)),
            .integer(version.count(of: .changed)), .integer(version.count(of: .removed)), .text(version.summary),
          ]
        },
        title: .planHistoryTitle(history.plan), notes: [.planExportHint(history.plan)])
      try present(history, as: table, options.output)
    }
  }
}

struct PlanExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: say(.helpPlanExport), aliases: ["show-file"])

  @Argument(help: ArgumentHelp(say(.helpPlanName)))
  var plan: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpPlanVersion)))
  var version: Int?

  @Flag(name: .long, help: ArgumentHelp(say(.helpPlanFresh)))
  var fresh = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let source = try await options.withScope {
      try await Plans($0).export(plan, version: version, isFresh: fresh, in: .current)
    }
    try write(source)
  }
}
