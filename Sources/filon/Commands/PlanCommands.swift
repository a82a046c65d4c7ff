import ArgumentParser
import CRM

struct PlanCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: say(.helpPlanFeed),
    subcommands: [PlanFeedCommand.self, PlanCloseCommand.self, PlanDriftCommand.self])
}
