import ArgumentParser
import Foundation

/// What ArgumentParser says of a command to programs: all that its help says, in the language of this run.
struct CommandOutline: Decodable {
  struct Argument: Decodable {
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?

    /// As one types them, the short one first: `-b`, `--by`.
    var words: [String] {
      (names ?? []).sorted { $0.name.count < $1.name.count }.map { $0.kind == .long ? "--\($0.name)" : "-\($0.name)" }
    }
  }

  struct Name: Decodable {
    enum Kind: String, Decodable {
      case long, short, longWithSingleDash
    }

    let kind: Kind
    let name: String
  }

  let commandName: String
  let shouldDisplay: Bool
  let abstract: String?
  let discussion: String?
  /// Those that people do not see among them.
  let arguments: [Argument]?
  private let subcommands: [CommandOutline]?

  /// A command with all that is below it.
  init(of command: any ParsableCommand.Type) throws {
    struct Document: Decodable {
      let command: CommandOutline
    }
    self = try JSONDecoder().decode(Document.self, from: Data(command._dumpHelp().utf8)).command
  }

  /// What it takes.
  var takes: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
  /// The commands that people see; `help` is ArgumentParser's own.
  var below: [CommandOutline] { (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" } }
}
