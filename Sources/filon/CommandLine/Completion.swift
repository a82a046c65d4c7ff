import ArgumentParser
import CRM
import Postgres

// What a shell offers after Tab: the names of the company itself are asked for when they are needed.

extension CompletionKind {
  static var prospects: CompletionKind { .names(.prospects) }
  static var people: CompletionKind { .names(.people) }
  static var stages: CompletionKind { .names(.stages) }
  static var organizations: CompletionKind { .names(.organizations) }
  static var channels: CompletionKind { .list(Channel.allCases.map { say($0.name) }) }
  static var outcomes: CompletionKind { .list(Outcome.allCases.map { say($0.name) }) }

  private static func names(_ kind: NamesCommand.Kind) -> CompletionKind { .shellCommand("filon names \(kind.rawValue) 2>/dev/null") }
}

/// For the completions of shells: the names there are, a line each.
struct NamesCommand: AsyncParsableCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case prospects, people, stages, organizations
  }

  static let configuration = CommandConfiguration(commandName: "names", abstract: say(.helpNames), shouldDisplay: false)

  @Argument(help: ArgumentHelp(say(.helpNamesKind)))
  var kind: Kind

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  @OptionGroup var access: AccessOptions

  func run() async throws {
    let names: [String]
    switch kind {
    case .organizations:
      names = try await access.database.withConnection { connection in
        try await connection.owner.withSession { try await Organizations.all($0).map(\.slug) }
      }
    case .prospects: names = try await access.withScope { try await Prospects($0).suggestions(for: "", limit: 100).map(\.name) }
    case .people: names = try await access.withScope { try await Team($0).list().map(\.name) }
    case .stages: names = try await access.withScope { try await Organizations($0.pool).stages(of: $0.organization).map(\.name) }
    }
    try write(names.map { $0.printable() + "\n" }.joined())
  }
}

extension Message {
  static let helpNames = Message(fr: "Liste des noms, pour la complétion.", en: "Lists names, for completion.")
  static let helpNamesKind = Message(fr: "De quoi.", en: "Of what.")
}
