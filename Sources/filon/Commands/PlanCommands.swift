import ArgumentParser
import CRM

struct PlanCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: say(.helpPlan), subcommands: [PlanCalendarCommand.self])
}
