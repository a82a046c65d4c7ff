import ArgumentParser
import CRM
import PlanReport
import Planning
import Postgres

struct PlanShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: say(.helpPlanShow))

  @Argument(help: ArgumentHelp(say(.helpPlanName)))
  var plan: String?

  @Option(help: ArgumentHelp(say(.helpPlanBy)))
  var by: Grain = .quarter

  @Option(help: ArgumentHelp(say(.helpPlanOwner)))
  var owner: String?

  @Option(help: ArgumentHelp(say(.helpPlanVersion)))
  var version: Int?

  @Option(name: .customLong("at"), help: ArgumentHelp(say(.helpPlanAt)))
  var atText: String?

  @Flag(help: ArgumentHelp(say(.helpPlanFull)))
  var full = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let at = try await day(atText, "--at", scope, .past)
      let status = try await Plans(scope).status(plan, by: by, owner: owner, version: version, at: at)
      // csv gives the first table, with all its columns.
      let tables = !full && options.output.format == .table ? status.screen : status.tables
      try present(status, as: tables, options.output, currency: scope.organization.currency)
    }
  }
}

extension Message {
  static let helpPlanFull = Message(
    fr: "Tout\u{A0}: prévisions, périodes, actions, personnes et étapes.", en: "Everything: forecasts, periods, actions, people and steps.")
  static let helpPlanShow = Message(
    fr: "Où en est un plan\u{A0}: cibles, réalisé, prévisions, budget, personnes et étapes.",
    en: "How a plan stands: targets, actual values, forecasts, budget, people and steps.")
}
