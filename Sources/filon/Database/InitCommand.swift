import ArgumentParser
import CRM
import Tables

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: say(.helpInit))

  @Argument(help: ArgumentHelp(say(.helpOrganizationName)))
  var name: String

  @Option(help: ArgumentHelp(say(.helpCurrency)))
  var currency: String?

  @Option(name: .customLong("timezone"), help: ArgumentHelp(say(.helpTimeZone)))
  var timeZone: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withConnection { connection in
      let organizations = Organizations(connection.service)
      let (organization, created) = try await organizations.create(
        name: name, currency: currency?.uppercased(), timeZone: timeZone, language: .current)
      let stages = try await organizations.stages(of: organization)
      let answer = Answer(created: created, organization: organization, stages: stages)
      try present(answer, as: [card(answer), pipeline(stages)], output, recorded: organization.id)
    }
  }

  private struct Answer: Encodable {
    let created: Bool
    let organization: Organization
    let stages: [Stage]
  }

  private func card(_ answer: Answer) -> Table {
    Table(of: answer.organization, notes: [answer.created ? .organizationCreated : .organizationAlreadyThere]) {
      OrganizationCommands.columns
    }
  }

  private func pipeline(_ stages: [Stage]) -> Table {
    Table(stages, title: .pipelineTitle) {
      Column("position", .stagePosition, .trailing) { .integer($0.position) }
      Column("name", .labelStage) { .text($0.name) }
      Column("kind", .stageKind) { .code($0.kind.rawValue, $0.kind.message) }
      Column("probability", .stageProbability, .trailing) { .integer($0.probability) }
    }
  }
}
