import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import filon

@Suite struct HelpTests {
  @Test func helpThatCannotBeWrittenIsAFailure() async throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let run = try await filon(["--help"], on: "", into: "/dev/full")
    #expect(run.status == 1 && run.error.contains("filon: "), "\(run.error)")
  }

  /// `scripts/quickstart` asks it, and `scripts/language` has the same rule for what is said before there is a filon.
  @Test(arguments: [
    (["--lang=en"], ["FILON_LANG": "fr"], "en"),
    ([], ["LC_MESSAGES": "en_GB", "LANG": "fr_FR.UTF-8"], "en"),
    ([], ["LC_ALL": "de_DE.UTF-8", "LANG": "en_US.UTF-8"], "en"),
    ([], [:], "fr"),
    ([], ["LANG": "en_US.UTF-8"], "en"),
    ([], ["LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"], "fr"),
    ([], ["LANG": "en_US.UTF-8", "FILON_LANG": "fr"], "fr"),
    ([], ["LC_ALL": "C"], "fr"),
    (["--lang", "en"], ["FILON_LANG": "fr"], "en"),
  ])
  func theLanguageIsThatOfTheArgumentsThenOfTheEnvironment(words: [String], environment: [String: String], language: String) async throws {
    let run = try await filon(["language"] + words, on: "", environment: ["FILON_LANG": ""].merging(environment) { $1 })
    #expect(run.status == 0 && run.output == language + "\n")
    let script = Process()
    script.executableURL = URL(filePath: "/usr/bin/env")
    script.arguments = ["bash", "-euc", #". scripts/language; tell fr en; echo "$FILON_LANG""#, "sh"] + words
    script.currentDirectoryURL = URL(filePath: #filePath + "/../../..").standardized
    script.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""].merging(environment) { $1 }
    let output = Pipe()
    script.standardOutput = output
    try script.run()
    #expect(String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "\(language)\n\(language)\n")
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
      #expect(english.output.hasPrefix("OVERVIEW: "), "\(path) has no text")
      for words in ["OVERVIEW", "USAGE", "SUBCOMMAND", "subcommand", "values:", "default:", "Show ", "See '", "help information"] {
        #expect(!french.output.contains(words), "\(path) says \(words)")
      }
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
