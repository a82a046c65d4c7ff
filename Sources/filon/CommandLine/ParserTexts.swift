import ArgumentParser
import CRM
import Foundation

// ArgumentParser speaks English only. Its help is put into French line by line, and its errors become ours, so that they read like all
// others and, with `--format json`, are JSON. A phrase that a later version of the library words otherwise stays English; tests find it.

/// The help of a command in the language of this run.
func helpText(_ english: String) -> String {
  guard Language.current == .fr else { return english }
  return
    english
    .replacing("OVERVIEW: ", with: "", maxReplacements: 1)
    .replacing("USAGE: ", with: "UTILISATION : ")
    .replacing("\nARGUMENTS:\n", with: "\nARGUMENTS :\n")
    .replacing("\nOPTIONS:\n", with: "\nOPTIONS :\n")
    .replacing("\nSUBCOMMANDS:\n", with: "\nCOMMANDES :\n")
    .replacing(" SUBCOMMANDS:\n", with: " :\n")
    .replacing("<subcommand>", with: "<commande>")
    .replacing(/See '(.+?)' for detailed help\./) { "« \($0.1) » en dit plus." }
    .replacing("Show the version.", with: "Donne la version.")
    .replacing("Show help information.", with: "Montre cette aide.")
    .replacing("(default) ", with: "(sinon)   ")
    .replacing("(values:", with: "(valeurs :")
    .replacing(/;(\s+)default:/) { " ;\($0.1)sinon :" }
    .replacing("(default:", with: "(sinon :")
}

extension Filon {
  /// The command that the first words name, and those of them that are its path.
  static func command(named words: [String]) -> (command: any ParsableCommand.Type, path: [String]) {
    var command: any ParsableCommand.Type = Filon.self
    let path = words.prefix { word in
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { return false }
      command = next
      return true
    }
    return (command, Array(path))
  }
}

extension CRMError {
  /// A word of the command line that is none of the commands there.
  static func unknownCommand(in words: [String]) -> CRMError? {
    let (command, path) = Filon.command(named: words)
    let names = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
    guard !names.isEmpty, let word = words.dropFirst(path.count).first, !word.hasPrefix("-"), word != "help" else { return nil }
    let called = (["filon"] + path).joined(separator: " ")
    let meant = ParserWords.command(meant: word, among: names)
    return CRMError(.usage, .noCommand(word, of: called), remedy: meant.map { .meantCommand("\(called) \($0)") } ?? .commandsThere(names))
  }

  /// An option that takes one value and is given twice: ArgumentParser would take the last and drop the others without a word.
  static func repeatedOption(in words: [String]) -> CRMError? {
    let names = words.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }.map { $0.dropFirst(2).prefix { $0 != "=" } }
    var seen: Set<Substring> = []
    let repeated = names.filter { !seen.insert($0).inserted }
    guard !repeated.isEmpty else { return nil }

    let single = arguments(of: words).filter { $0.kind == .option && !$0.isRepeating }.flatMap { $0.names ?? [] }.map(\.name)
    return repeated.first { single.contains(String($0)) }.map { CRMError(.usage, .givenTwice("--\($0)"), remedy: .giveOnce) }
  }

  /// The arguments and options of the command that words name.
  private static func arguments(of words: [String]) -> [CommandOutline.Argument] {
    (try? CommandOutline(of: Filon.command(named: words).command))?.arguments ?? []
  }

  /// An option that the command does not have, and the one that is meant.
  private static func unknownOption(_ said: String, in words: [String], help: String) -> CRMError? {
    guard let option = said.prefixMatch(of: /Unknown option '(--?)([^']+)'/), option.1 == "--" else { return nil }
    let names = arguments(of: words).filter(\.shouldDisplay).flatMap { $0.names ?? [] }.map(\.name).filter { $0.count > 1 }
    let meant = ParserWords.option(meant: String(option.2), among: names)
    return CRMError(
      .usage, .noOption("--\(option.2)"), remedy: meant.map { .meantOption("--\($0)", help) } ?? .seeHelp(help, of: nil))
  }

  /// An error of ArgumentParser from the text that it would print: `Error: …`, then `Help:  …`, `Usage: …` and where to read more.
  init(_ kind: Kind, parserText text: String) {
    let said = text.prefixMatch(of: /Error: ([\s\S]*?)(?=\nHelp:|\nUsage:|$)/).map { String($0.1) } ?? text
    let help = text.firstMatch(of: /\nHelp:  \S.*?  (.*)/).map { String($0.1) }
    let more = text.firstMatch(of: /See '(.+?)' for more information/).map { String($0.1) } ?? "filon --help"
    let english = said.prefix(1).lowercased() + said.dropFirst()
    if let unknown = Self.unknownOption(said, in: Array(CommandLine.arguments.dropFirst()), help: more) {
      self = unknown
      return
    }
    if said.contains("nexpected argument") {
      self.init(kind, Message(fr: french(said) ?? english, en: english), remedy: .quoteWords(more))
      return
    }
    self.init(
      kind, Message(fr: french(said) ?? english, en: english),
      remedy: negativeValue(said).map(Message.joinedValue) ?? .seeHelp(more, of: help))
  }
}

/// `--amount=-5`, when `--amount -5` was typed: a number that begins with a dash is taken for an option.
private func negativeValue(_ text: String) -> String? {
  guard let option = text.wholeMatch(of: /Missing value for '.*?(--[a-z-]+).*'/)?.1 else { return nil }
  let words = CommandLine.arguments
  guard let index = words.firstIndex(of: String(option)), let value = words.dropFirst(index + 1).first,
    value.wholeMatch(of: /-[0-9].*/) != nil
  else { return nil }
  return "\(option)=\(value)"
}

/// The French of an error of ArgumentParser; nil for one that is not known.
private func french(_ text: String) -> String? {
  if let match = text.prefixMatch(of: /Unknown option '(.+?)'/) { return "option inconnue\u{A0}: \(match.1)" }
  if let match = text.wholeMatch(of: /Missing expected argument '(.+)'/) { return "il manque \(match.1)" }
  if let match = text.wholeMatch(of: /Missing value for '(.+)'/) { return "il manque la valeur de \(match.1)" }
  if let match = text.wholeMatch(of: /Unexpected argument '(.*)'/) { return "«\u{A0}\(match.1)\u{A0}» est de trop" }
  if let match = text.wholeMatch(of: /\d+ unexpected arguments: (.+)/) { return "ces mots sont de trop\u{A0}: \(match.1)" }
  if let match = text.wholeMatch(of: /The value '(.*)' is invalid for '(.+?)'(?:\. Please provide one of (.+))?/.dotMatchesNewlines()) {
    let choices = match.3.map {
      "\u{A0}: donnez "
        + $0.replacing("the following:", with: "l’une de ces valeurs\u{A0}:").replacing(" or ", with: " ou ").replacing(
          "' and '", with: "' ou '")
    }
    return "«\u{A0}\(match.1)\u{A0}» ne convient pas pour \(match.2)" + (choices ?? "")
  }
  if let match = text.wholeMatch(of: /The option '(.+)' does not take any value, but '(.*)' was specified\./) {
    return "l’option \(match.1) ne prend pas de valeur, mais «\u{A0}\(match.2)\u{A0}» est donné"
  }
  if let match = text.wholeMatch(of: /Value to be set with flag '(.+)' had already been set with flag '(.+)'/) {
    return "\(match.1) et \(match.2) s’excluent"
  }
  return nil
}

extension Message {
  static func noCommand(_ word: String, of path: String) -> Message {
    Message(fr: "\(word.quoted(in: .fr)) n’est pas une commande de \(path)", en: "\(word.quoted(in: .en)) is no command of \(path)")
  }

  static func meantCommand(_ command: String) -> Message {
    Message(fr: "vouliez-vous dire «\u{A0}\(command)\u{A0}»\u{A0}?", en: "did you mean “\(command)”?")
  }

  static func noOption(_ option: String) -> Message { Message(fr: "option inconnue\u{A0}: \(option)", en: "unknown option: \(option)") }

  static func meantOption(_ option: String, _ help: String) -> Message {
    Message(fr: "vouliez-vous dire \(option)\u{A0}? Voyez «\u{A0}\(help)\u{A0}»", en: "did you mean \(option)? See “\(help)”")
  }

  static func quoteWords(_ help: String) -> Message {
    Message(
      fr: "un nom de plusieurs mots s’écrit entre guillemets\u{A0}: \"Boulangerie Mérieux\". Voyez «\u{A0}\(help)\u{A0}»",
      en: "a name of several words stands in quotes: \"Acme Tools\". See “\(help)”")
  }

  static func commandsThere(_ names: [String]) -> Message {
    Message(fr: "commandes\u{A0}: \(names.joined(separator: ", "))", en: "commands: \(names.joined(separator: ", "))")
  }

  static func joinedValue(_ words: String) -> Message {
    Message(
      fr: "une valeur qui commence par un tiret s’écrit après un signe égal\u{A0}: \(words)",
      en: "a value that begins with a dash is written after an equals sign: \(words)")
  }

  /// Where the help of a command is, after what it says of the option or argument in question.
  static func seeHelp(_ command: String, of help: String?) -> Message {
    let before = help.map { $0 + " " } ?? ""
    return Message(fr: "\(before)Voyez «\u{A0}\(command)\u{A0}»", en: "\(before)See “\(command)”")
  }
}
