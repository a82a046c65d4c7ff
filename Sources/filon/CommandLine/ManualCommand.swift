import ArgumentParser
import CRM

/// For `scripts/install`: the manual page, made of what the commands say in their help.
struct ManualCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "manual", abstract: say(.helpManual), shouldDisplay: false)

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  func run() async throws { try write(try Manual(Filon.self).page) }
}

/// The manual page of a program.
struct Manual {
  private let program: any ParsableCommand.Type
  private let outline: CommandOutline
  /// What most commands take is explained once.
  private let common: [CommandOutline.Argument]

  init(_ program: any ParsableCommand.Type) throws {
    self.program = program
    outline = try CommandOutline(of: program)
    let leaves = Self.leaves(outline)
    let options = leaves.flatMap { $0.takes.filter { $0.kind != .positional } }
    let counts = Dictionary(grouping: options, by: \.words).mapValues(\.count)
    var seen: Set<[String]> = []
    common = options.filter { counts[$0.words, default: 0] * 2 > leaves.count && seen.insert($0.words).inserted }
  }

  /// As troff takes it.
  var page: String {
    let name = outline.commandName
    var roff = Roff(
      title: name.uppercased(), section: 1, version: "\(name) \(program.configuration.version)", manual: say(.manualOf(name)))
    roff.chapter(say(.manualName))
    roff.paragraph(.plain("\(name) - \(outline.abstract ?? "")"))
    roff.chapter(say(.manualSynopsis))
    roff.paragraph(.bold(name), .plain(" "), .italic(say(.manualCommand)), .plain(" [\(say(.manualOptions))]"))
    roff.chapter(say(.manualDescription))
    for text in [outline.discussion, say(.manualReading)].compactMap(\.self) { roff.paragraph(.plain(text)) }
    for group in program.configuration.groupedSubcommands {
      roff.chapter(group.name)
      for command in outline.below where group.subcommands.contains(where: { $0._commandName == command.commandName }) {
        describe(command, [name], in: &roff)
      }
    }
    roff.chapter(say(.manualCommonOptions))
    for option in common { describe(option, in: &roff) }
    roff.chapter(say(.manualEnvironment))
    for setting in Setting.allCases { roff.item([.bold(setting.variable)], say(setting.help)) }
    roff.item([.bold("FILON_HOME")], say(.manualHome))
    roff.chapter(say(.manualExitStatus))
    for (status, meaning) in Message.exitStatuses { roff.item([.bold(String(status))], say(meaning)) }
    return roff.text
  }

  private func describe(_ command: CommandOutline, _ path: [String], in roff: inout Roff) {
    let path = path + [command.commandName]
    roff.part(path.joined(separator: " "))
    for text in [command.abstract, command.discussion].compactMap(\.self) {
      for paragraph in text.split(separator: "\n\n") { roff.paragraph(.plain(String(paragraph))) }
    }
    guard command.below.isEmpty else {
      for command in command.below { describe(command, path, in: &roff) }
      return
    }
    let isCommon = { (argument: CommandOutline.Argument) in common.contains { $0.words == argument.words && !argument.words.isEmpty } }
    let own = command.takes.filter { !isCommon($0) }
    let shared = command.takes.filter(isCommon)
    var synopsis: [Roff.Span] = [.bold(path.joined(separator: " "))]
    if own.contains(where: { $0.kind != .positional }) { synopsis.append(.plain(" [\(say(.manualOptions))]")) }
    for value in own where value.kind == .positional {
      synopsis += [.plain(value.isOptional ? " [" : " ")] + term(of: value) + (value.isOptional ? [.plain("]")] : [])
    }
    roff.paragraph(synopsis)
    for argument in own { describe(argument, in: &roff) }
    if !shared.isEmpty {
      var also: [Roff.Span] = [.plain(say(.manualAlso))]
      for option in shared { also += [.plain(also.count > 1 ? ", " : " "), .bold(option.words.last ?? "")] }
      roff.paragraph(also)
    }
    let examples = Examples.lines(of: path.dropFirst().joined(separator: " "))
    if !examples.isEmpty { roff.example(examples) }
  }

  private func describe(_ argument: CommandOutline.Argument, in roff: inout Roff) {
    let choices = (argument.allValues ?? []).joined(separator: ", ")
    let notes = [
      choices.isEmpty ? nil : say(.manualValues(choices)), argument.defaultValue.map { say(.manualDefault($0)) },
    ].compactMap(\.self).joined(separator: say(.manualBetween))
    roff.item(term(of: argument), ([argument.abstract.map(helpText) ?? ""] + (notes.isEmpty ? [] : ["(\(notes))"])).joined(separator: " "))
  }

  private func term(of argument: CommandOutline.Argument) -> [Roff.Span] {
    let value = argument.valueName ?? ""
    let repetition: [Roff.Span] = argument.isRepeating && argument.kind == .positional ? [.plain("…")] : []
    if argument.kind == .positional { return [.italic(value)] + repetition }
    var term: [Roff.Span] = []
    for word in argument.words { term += (term.isEmpty ? [] : [.plain(", ")]) + [.bold(word)] }
    return term + (argument.kind == .option ? [.plain(" "), .italic(value)] : [])
  }

  /// The commands that do something, of all that are below one.
  private static func leaves(_ command: CommandOutline) -> [CommandOutline] {
    command.below.isEmpty ? [command] : command.below.flatMap(leaves)
  }
}

extension Message {
  static let helpManual = Message(fr: "Écrit la page de manuel.", en: "Writes the manual page.")

  fileprivate static func manualOf(_ name: String) -> Message { Message(fr: "Manuel de \(name)", en: "\(name) manual") }
  fileprivate static let manualName = Message(fr: "NOM", en: "NAME")
  fileprivate static let manualSynopsis = Message(fr: "SYNOPSIS", en: "SYNOPSIS")
  fileprivate static let manualDescription = Message(fr: "DESCRIPTION", en: "DESCRIPTION")
  fileprivate static let manualCommonOptions = Message(fr: "OPTIONS COMMUNES", en: "COMMON OPTIONS")
  fileprivate static let manualEnvironment = Message(fr: "ENVIRONNEMENT", en: "ENVIRONMENT")
  fileprivate static let manualExitStatus = Message(fr: "CODE DE RETOUR", en: "EXIT STATUS")
  fileprivate static let manualCommand = Message(fr: "commande", en: "command")
  fileprivate static let manualOptions = Message(fr: "options", en: "options")
  fileprivate static let manualAlso = Message(fr: "Aussi\u{A0}:", en: "Also:")
  fileprivate static let manualBetween = Message(fr: "\u{A0}; ", en: "; ")
  fileprivate static let manualReading = Message(
    fr: "Chaque commande dit le sien par --help. Les options que presque toutes prennent sont expliquées une fois, à la fin.",
    en: "Each command says its own with --help. The options that nearly all take are explained once, at the end.")
  fileprivate static let manualHome = Message(
    fr: "le dossier du serveur privé et de ses données", en: "the folder of the private server and its data")

  fileprivate static func manualValues(_ values: String) -> Message { Message(fr: "valeurs\u{A0}: \(values)", en: "values: \(values)") }
  fileprivate static func manualDefault(_ value: String) -> Message { Message(fr: "sinon\u{A0}: \(value)", en: "default: \(value)") }

  fileprivate static let exitStatuses: [(Int32, Message)] = [
    (0, Message(fr: "c’est fait", en: "done")),
    (Failure.failed, Message(fr: "échec", en: "failed")),
    (Failure.wrongUsage, Message(fr: "mauvais usage", en: "wrong usage")),
    (Failure.doneWithRejections, Message(fr: "fait, avec des lignes refusées", en: "done, with refused rows")),
  ]
}
