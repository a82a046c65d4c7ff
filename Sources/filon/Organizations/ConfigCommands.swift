import ArgumentParser
import CRM
import Foundation
import Tables

struct ConfigCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: say(.helpConfig), discussion: say(.helpConfigMore), subcommands: [List.self, Set.self, Unset.self],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpConfigList))

    @OptionGroup var output: OutputOptions

    func run() async throws { try ConfigCommands.show(output) }
  }

  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpConfigSet))

    @Argument(help: ArgumentHelp(say(.helpConfigKey)))
    var key: String

    @Argument(help: ArgumentHelp(say(.helpConfigValue)))
    var value: String

    @OptionGroup var output: OutputOptions
    @OptionGroup var access: AccessOptions

    func run() async throws {
      let setting = try setting(key)
      try SettingsFile().set(setting, to: try await checked(value.trimmingCharacters(in: .whitespaces), of: setting))
      try ConfigCommands.show(output)
    }

    /// The value as it is kept, once what it names is there.
    private func checked(_ value: String, of setting: Setting) async throws -> String {
      guard !value.isEmpty, !value.contains(where: \.isNewline) else { throw CRMError(.usage, .noSettingValue, place: "<value>") }
      switch setting {
      case .lang:
        guard let language = Language(rawValue: value.lowercased()) else {
          throw CRMError(.usage, .notAChoice(value, Language.allCases.map(\.rawValue)), place: "<value>")
        }
        return language.rawValue
      case .channel: return (try choice(value, "<value>") as Channel?)?.rawValue ?? value
      case .organization: return try await access.database.withConnection { try await AccessOptions.organization(value, on: $0).slug }
      case .actAs:
        if AccessOptions.isDirector(value) { return value }
        return try await access.database.withConnection { try await Team(access.director(on: $0)).find(value).name }
      case .database, .host: return value
      case .port: return "\(try Setting.Value(text: value, origin: "<value>").port())"
      case .trustProxy: return try Setting.Value(text: value, origin: "<value>").isYes() ? "yes" : "no"
      // From wherever it is started.
      case .tlsCertificate, .tlsKey: return URL(filePath: value).path(percentEncoded: false)
      }
    }
  }

  struct Unset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpConfigUnset))

    @Argument(help: ArgumentHelp(say(.helpConfigKey)))
    var key: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
      try SettingsFile().set(try setting(key), to: nil)
      try ConfigCommands.show(output)
    }
  }

  private static func setting(_ key: String) throws -> Setting {
    guard let setting = Setting.named(key) else {
      throw CRMError(.usage, .notAChoice(key, Setting.allCases.map(\.rawValue)), place: "<key>")
    }
    return setting
  }

  private struct Line: Encodable {
    let key: String
    @Nullable var value: String?
    @Nullable var origin: String?
    let about: Message
  }

  private static func show(_ output: OutputOptions) throws {
    let file = SettingsFile().path
    let lines = try Setting.allCases.map { setting in
      let value = try setting.value()
      return Line(key: setting.rawValue, value: value.map { $0.text.withoutPassword }, origin: value?.origin, about: setting.help)
    }
    let table = Table(lines, notes: [.settingsFile(file)]) {
      Column("key", .headerKey) { .text($0.key) }
      Column("value", .labelValue) { line in
        line.value.flatMap { Channel(rawValue: $0) }.map { .code($0) } ?? .text(line.value)
      }
      Column("origin", .headerOrigin) { line in
        line.origin == file ? .code(file, .headerFile) : .text(line.origin)
      }
      Column("about", .headerAbout) { .message($0.about) }
    }
    try present(["settings": lines], as: table, output)
  }
}

extension String {
  /// A connection string as it may be shown.
  fileprivate var withoutPassword: String {
    replacing(/password\s*=\s*('[^']*'|\S+)/, with: "password=…").replacing(/(:\/\/[^:\/@]+):[^@\/]+@/) { "\($0.1):…@" }
  }
}

extension Message {
  static let helpConfig = Message(
    fr: "Ce que vous réglez une fois\u{A0}: organisation, commercial, canal, langue.",
    en: "What you set once: organization, salesperson, channel, language.")
  static let helpConfigMore = Message(
    fr: """
      Une option l’emporte sur la variable d’environnement (FILON_ORGANIZATION, FILON_AS, FILON_CHANNEL, FILON_LANG), et celle-ci sur le \
      fichier. Exemple\u{A0}: filon config set as Hélène
      """,
    en: """
      An option comes before the environment’s variable (FILON_ORGANIZATION, FILON_AS, FILON_CHANNEL, FILON_LANG), and that before the \
      file. Example: filon config set as Helen
      """)
  static let helpConfigList = Message(fr: "Montre les réglages et d’où ils viennent.", en: "Shows the settings and where they come from.")
  static let helpConfigSet = Message(fr: "Règle une valeur.", en: "Sets a value.")
  static let helpConfigUnset = Message(fr: "Retire un réglage.", en: "Takes a setting away.")
  static let helpConfigKey = Message(
    fr:
      "organization, as, channel, lang ou database\u{A0}; pour «\u{A0}filon serve\u{A0}»\u{A0}: host, port, trust_proxy, tls_certificate, tls_key.",
    en: "organization, as, channel, lang or database; of “filon serve”: host, port, trust_proxy, tls_certificate, tls_key.")
  static let helpConfigValue = Message(fr: "La valeur.", en: "The value.")
  static let noSettingValue = Message(fr: "il manque la valeur", en: "the value is missing")
  static let headerKey = Message(fr: "Clé", en: "Key")
  static let headerOrigin = Message(fr: "Vient de", en: "Comes from")
  static let headerFile = Message(fr: "fichier", en: "file")
  static let headerAbout = Message(fr: "À quoi cela sert", en: "What it is for")

  static func settingsFile(_ path: String) -> Message { Message(fr: "Fichier\u{A0}: \(path)", en: "File: \(path)") }
}
