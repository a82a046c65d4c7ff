import ArgumentParser
import TestSupport
import Testing

@testable import filon

@Suite struct HelpTests {
  @Test func helpSpeaksTheLanguageAsked() async throws {
    let french = try await filon("--help", "--lang", "fr", on: "")
    #expect(french.status == 0 && french.output.contains("Notez les conversations"))
    let english = try await filon("--help", on: "")
    #expect(english.status == 0 && english.output.contains("Log conversations"))
  }

  @Test func wrongUsageIsStatus2() async throws {
    let run = try await filon("nonsense", on: "")
    #expect(run.status == 2 && run.error.contains("nonsense"))
  }

  @Test func theVersionIsSaid() async throws {
    let run = try await filon("--version", on: "")
    #expect(run.status == 0 && run.output == Filon.configuration.version + "\n")
  }

  @Test func everyCommandHasHelpInBothLanguages() async throws {
    let commands = paths(below: Filon.self)
    #expect(commands.contains(["db", "migrate"]))
    for path in commands {
      let french = try await filon(path + ["--help", "--lang", "fr"], on: "")
      let english = try await filon(path + ["--help", "--lang", "en"], on: "")
      #expect(french.status == 0 && english.status == 0, "\(path)")
      #expect(french.output.hasPrefix("OVERVIEW: ") && english.output.hasPrefix("OVERVIEW: "), "\(path) has no text")
      #expect(french.output != english.output, "\(path) speaks one language only")
    }
  }

  /// A leaf that does not override the asynchronous `run` would only print its help.
  @Test func everyLeafRunsAsynchronously() {
    func leaves(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
      let subcommands = command.configuration.subcommands
      return subcommands.isEmpty ? [command] : subcommands.flatMap(leaves)
    }
    for leaf in leaves(Filon.self) { #expect(leaf is any AsyncParsableCommand.Type, "\(leaf)") }
  }

  private func paths(below command: any ParsableCommand.Type) -> [[String]] {
    command.configuration.subcommands.flatMap { subcommand in
      [[subcommand._commandName]] + paths(below: subcommand).map { [subcommand._commandName] + $0 }
    }
  }
}
