public import ArgumentParser
public import CRM
import Foundation
import Tables

extension SalespersonField: ExpressibleByArgument {}

struct SalespersonCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "salesperson", abstract: say(.helpSalespeople),
    subcommands: [Add.self, List.self, Show.self, Update.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSalespersonAdd))

    @Argument(help: ArgumentHelp(say(.helpNewSalespersonName)))
    var name: String

    @OptionGroup var details: Details
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let change = try await details.change(scope)
        try show(recorded: try await Team(scope).add(name, change), options.output)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSalespersonList))

    @Option(help: ArgumentHelp(say(.helpTeamFilter)))
    var team: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let all = try await Team(scope).list(team: team)
        try present(["salespeople": all], as: Table(all, empty: .salespersonEmpty) { columns }, options.output)
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSalespersonShow))

    @Argument(help: ArgumentHelp(say(.helpSalespersonName)))
    var name: String

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { try show(try await Team($0).find(name), options.output) }
    }
  }

  struct Update: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSalespersonUpdate))

    @Argument(help: ArgumentHelp(say(.helpSalespersonName)))
    var name: String

    @Option(name: .customLong("name"), help: ArgumentHelp(say(.helpRename)))
    var newName: String?

    @OptionGroup var details: Details

    @Option(parsing: .singleValue, help: ArgumentHelp(say(.helpClearSalesperson)))
    var clear: [SalespersonField] = []

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        var change = try await details.change(scope)
        change.name = newName
        change.cleared = Set(clear)
        try show(recorded: try await Team(scope).update(name, change), options.output)
      }
    }
  }

  /// What is known of a salesperson beside the name.
  struct Details: ParsableArguments {
    @Option(help: ArgumentHelp(say(.helpProfile)))
    var profile: String?

    @Option(help: ArgumentHelp(say(.helpTeam)))
    var team: String?

    @Option(help: ArgumentHelp(say(.helpActiveFrom)))
    var activeFrom: String?

    @Option(help: ArgumentHelp(say(.helpActiveUntil)))
    var activeUntil: String?

    @Option(help: ArgumentHelp(say(.helpTrainedFrom)))
    var trainedFrom: String?

    @Option(help: ArgumentHelp(say(.helpTrainedUntil)))
    var trainedUntil: String?

    func change(_ scope: Scope) async throws -> SalespersonChange {
      var change = SalespersonChange()
      change.profile = try choice(profile, "--profile")
      change.team = team
      change.activeFrom = try await day(activeFrom, "--active-from", scope, .nearest)
      change.activeUntil = try await day(activeUntil, "--active-until", scope, .nearest)
      change.trainedFrom = try await day(trainedFrom, "--trained-from", scope, .nearest)
      change.trainedUntil = try await day(trainedUntil, "--trained-until", scope, .nearest)
      return change
    }
  }

  private static func show(_ salesperson: Salesperson, _ output: OutputOptions) throws {
    try present(salesperson, as: card(salesperson), output)
  }

  private static func show(recorded salesperson: Salesperson, _ output: OutputOptions) throws {
    try present(salesperson, as: card(salesperson), output, recorded: salesperson.id)
  }

  private static func card(_ salesperson: Salesperson) -> Table { Table(of: salesperson) { columns } }

  @Columns<Salesperson> private static var columns: [Column<Salesperson>] {
    Column("name", .fieldName) { .text($0.name) }
    Column("profile", .labelProfile) { .code($0.profile) }
    Column("team", .salespersonTeam) { .text($0.team) }
    Column("active_from", .salespersonActiveFrom) { .day($0.activeFrom) }
    Column("active_until", .salespersonActiveUntil) { .day($0.activeUntil) }
    Column("trained_from", .salespersonTrainedFrom) { .day($0.trainedFrom) }
    Column("trained_until", .salespersonTrainedUntil) { .day($0.trainedUntil) }
    Column("id", .labelID, in: .sheet) { .id($0.id) }
  }
}
