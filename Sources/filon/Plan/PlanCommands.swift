import ArgumentParser
import CRM
import Postgres
import Planning
import Foundation
import Tables

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
  var template: PlanTemplate?

  @Option(name: .long, help: ArgumentHelp(say(.helpPlanYear)))
  var year: Int?

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    if let template { return try write(template.source(in: .current)) }
    try await options.withScope { scope in
      let year = if let year { year } else { try await scope.today.year }
      try write(try PlanDocument.begun(for: scope.organization, try await Team(scope).list(), year: year, in: .current))
    }
  }
}

struct PlanListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: say(.helpPlanList))

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let plans = try await options.withScope { try await Plans($0).list() }
    let table = Table(plans, empty: .noPlansYet) {
      Column("slug", .planSlug) { .text($0.slug) }
      Column("name", .fieldName) { .text($0.name) }
      Column("parent", .planParent) { .text($0.parent) }
      Column("from", .labelFrom) { .day($0.from) }
      Column("to", .headerTo, in: .sheet) { .day($0.to) }
      Column("last", .calendarLast, in: .page) { .day($0.to - 1) }
      Column("version", .planVersion, .trailing) { .integer($0.version) }
    }
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
      let table = Table(history.versions, title: .planHistoryTitle(history.plan), notes: [.planExportHint(history.plan)]) {
        Column("version", .planVersion, .trailing) { .integer($0.number) }
        Column("applied_at", .labelWhen) { .instant($0.appliedLocally) }
        Column("added", .planAdded, .trailing) { .integer($0.count(of: .added)) }
        Column("changed", .planChanged, .trailing) { .integer($0.count(of: .changed)) }
        Column("removed", .planRemoved, .trailing) { .integer($0.count(of: .removed)) }
        Column("what", .labelWhat) { .text($0.summary) }
      }
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
