import ArgumentParser
import CRM

/// Runs the command of the arguments and ends with its exit status: 0 done, 1 failed, 2 wrong usage, 3 done with rejected rows.
@main
struct Main {
  static func main() async {
    do {
      var command = try Filon.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Failure.exit(with: error)
    }
  }
}

struct Filon: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filon",
    abstract: say(.filonAbstract),
    discussion: say(.filonDiscussion),
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: say(.groupDaily),
        subcommands: []),
      CommandGroup(
        name: say(.groupFigures),
        subcommands: [
          ReportCommands.self,
          SegmentCommands.self,
        ]),
      CommandGroup(
        name: say(.groupSetup),
        subcommands: []),
    ]
  )
}
