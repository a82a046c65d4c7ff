import ArgumentParser
import CRM

/// For scripts that speak beside filon, as `scripts/quickstart` does: which language it chooses here.
struct LanguageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language", abstract: say(.helpLanguageCommand), shouldDisplay: false)

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  func run() async throws { try write(Language.current.rawValue + "\n") }
}

extension Message {
  static let helpLanguageCommand = Message(
    fr: "Dit la langue dans laquelle filon parle ici.", en: "Says the language in which filon speaks here.")
}
