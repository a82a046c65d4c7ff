import ArgumentParser
import CRM
import Foundation

/// Runs the command of the arguments and ends with its exit status: 0 done, 1 failed, 2 wrong usage, 3 done with rejected rows.
///
/// The command runs in a task of its own; this thread only waits for signals, so nothing may need the main actor.
@main
struct Main {
  static func main() {
    holdStandardFiles()
    // A reader that left (`| head`) is met where one writes, not in the middle of a transaction.
    signal(SIGPIPE, SIG_IGN)
    // Before there is another thread: all that come later block these too.
    var signals = Interruption.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let command = Task.detached {
      do {
        let arguments = arguments
        if let repeated = CRMError.repeatedOption(in: arguments) { throw repeated }
        // The parser would show the first page.
        if arguments.first == "help", let unknown = CRMError.unknownCommand(in: Array(arguments.dropFirst())) { throw unknown }
        var command = try Filon.parseAsRoot(arguments)
        if var asynchronous = command as? any AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          try command.run()
        }
        exit(0)
      } catch {
        Failure.exit(with: error)
      }
    }
    Interruption.wait(cancelling: command)
  }

  /// Whatever is opened next would else take the place of a standard file that is closed, and be written to in its stead. Writing the answer
  /// to such a one fails.
  private static func holdStandardFiles() {
    for (file, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)] where fcntl(file, F_GETFD) == -1 {
      _ = open("/dev/null", mode)
    }
  }

  /// Without the `--lang` of `filon help`, which is ArgumentParser's and has no options: `Language.current` reads it.
  private static var arguments: [String] {
    var words = Array(CommandLine.arguments.dropFirst())
    guard words.first == "help" else { return words }
    if let index = words.firstIndex(of: "--lang"), words.dropFirst(index + 1).first.flatMap(Language.init) != nil {
      words.removeSubrange(index...index + 1)
    }
    return words.filter { !$0.hasPrefix("--lang=") || Language(rawValue: String($0.dropFirst(7))) == nil }
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
        subcommands: [
          LogCommand.self, AgendaCommand.self, ProspectCommands.self, ConversationCommands.self, OpportunityCommands.self,
          SaleCommands.self, ExpenseCommands.self, MeasurementCommands.self, UndoCommand.self, ImportCommand.self, ExportCommand.self,
        ]),
      CommandGroup(
        name: say(.groupFigures),
        subcommands: [
          ReportCommands.self,
          KPICommands.self,
          PlanCommands.self,
          SegmentCommands.self,
        ]),
      CommandGroup(
        name: say(.groupSetup),
        subcommands: [
          InitCommand.self,
          DemoCommands.self,
          ConfigCommands.self,
          OrganizationCommands.self,
          SalespersonCommands.self,
          StageCommands.self,
          UserCommands.self,
          ServeCommand.self,
          DatabaseCommands.self,
          LanguageCommand.self,
          NamesCommand.self,
          ManualCommand.self,
        ]),
    ]
  )
}
