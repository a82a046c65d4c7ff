import ArgumentParser
import Foundation
import Testing

@testable import filon

@Suite struct ExampleTests {
  /// Every command that does something, and its path.
  private static func commands(under command: any ParsableCommand.Type, _ path: [String] = []) -> [String] {
    let subcommands = command.configuration.subcommands
    if subcommands.isEmpty { return [path.joined(separator: " ")] }
    return subcommands.flatMap { commands(under: $0, path + [$0._commandName]) }
  }

  @Test func whatHelpProposesIsUnderstood() throws {
    let commands = Self.commands(under: Filon.self)
    let examples = commands.flatMap { path in Examples.lines(of: path).map { (path, $0) } }
    #expect(examples.count > 40)
    for (path, line) in examples {
      let words = Self.words(line)
      #expect(line.hasPrefix("filon \(path)"), "\(line)")
      #expect(throws: Never.self, "\(line)") { try Filon.parseAsRoot(words) }
    }
  }

  /// As a shell cuts them, without what goes into a file.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    for (index, part) in line.prefix(while: { $0 != ">" }).split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 { words.append(String(part)) } else { words += part.split(separator: " ").map(String.init) }
    }
    return Array(words.dropFirst())
  }
}
