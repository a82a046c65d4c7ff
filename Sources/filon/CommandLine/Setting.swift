import CRM
import Foundation

/// What a person sets once instead of typing it each time: an option's value where the option is not given.
///
/// A variable of the environment comes before the person's file, which is text: `key = value`, a line each.
enum Setting: String, CaseIterable {
  case organization, actAs = "as", channel, lang, database
  // Of `filon serve`.
  case host, port
  case trustProxy = "trust_proxy"
  case tlsCertificate = "tls_certificate"
  case tlsKey = "tls_key"

  /// How people call it: the option's name, or the French word for it.
  static func named(_ text: String) -> Setting? {
    let word = text.folded.replacing("-", with: "_")
    return allCases.first { $0.rawValue == word || $0.words.contains(word) }
  }

  private var words: [String] {
    switch self {
    case .organization: ["organisation"]
    case .actAs: ["comme"]
    case .channel: ["canal"]
    case .lang: ["langue", "language"]
    case .database: ["base"]
    case .host: ["hote"]
    case .port, .trustProxy: []
    case .tlsCertificate: ["certificat_tls"]
    case .tlsKey: ["cle_tls"]
    }
  }

  /// What it is for.
  var help: Message {
    switch self {
    case .organization: Message(fr: "l’organisation, s’il y en a plusieurs", en: "the organization, where there are several")
    case .actAs: Message(fr: "le commercial que vous êtes", en: "the salesperson that you are")
    case .channel: Message(fr: "le canal de vos conversations", en: "the channel of your conversations")
    case .lang: Message(fr: "la langue, fr ou en", en: "the language, fr or en")
    case .database:
      Message(fr: "la base PostgreSQL, au lieu du serveur privé", en: "the PostgreSQL database, instead of the private server")
    case .host: Message(fr: "l’adresse où «\u{A0}filon serve\u{A0}» écoute", en: "the address that “filon serve” listens at")
    case .port: Message(fr: "le port où «\u{A0}filon serve\u{A0}» écoute", en: "the port that “filon serve” listens at")
    case .trustProxy:
      Message(fr: "oui si «\u{A0}filon serve\u{A0}» est derrière un mandataire", en: "yes where “filon serve” is behind a proxy")
    case .tlsCertificate:
      Message(fr: "le fichier du certificat de «\u{A0}filon serve\u{A0}»", en: "the certificate's file of “filon serve”")
    case .tlsKey: Message(fr: "le fichier de sa clé privée", en: "the file of its private key")
    }
  }

  var variable: String {
    switch self {
    case .database: "FILON_DATABASE_URL"
    default: "FILON_" + rawValue.uppercased()
    }
  }

  /// A value and what set it: a variable, or the file.
  struct Value: Equatable {
    let text: String
    let origin: String
  }

  /// What is set; nil where nothing is.
  ///
  /// - Throws: `.usage` with the line of a file that cannot be read.
  func value(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> Value? {
    if let text = environment[variable], !text.isEmpty { return Value(text: text, origin: variable) }
    let file = SettingsFile(environment: environment)
    return try file.values()[self].map { Value(text: $0, origin: file.path) }
  }
}

extension Setting.Value {
  /// The port that it says.
  ///
  /// - Throws: `.usage` with what set it.
  func port() throws -> Int {
    guard let port = Int(text), (0...65_535).contains(port) else { throw CRMError(.usage, .noPort(text), place: origin) }
    return port
  }

  /// Whether it says yes.
  ///
  /// - Throws: `.usage` with what set it, where it says neither yes nor no.
  func isYes() throws -> Bool {
    switch text.folded {
    case "yes", "true", "1", "oui", "on": return true
    case "no", "false", "0", "non", "off": return false
    default: throw CRMError(.usage, .neitherYesNorNo(text), place: origin)
    }
  }
}

/// The file of what a person has set: `$XDG_CONFIG_HOME/filon/config`, else `~/.config/filon/config`.
struct SettingsFile {
  let path: String

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory() + "/.config"
    path = folder + "/filon/config"
  }

  /// What it sets; nothing where there is no file.
  ///
  /// - Throws: `.usage` with the line that sets nothing.
  func values() throws -> [Setting: String] {
    var values: [Setting: String] = [:]
    for (index, line) in try lines().enumerated() {
      switch Line(line) {
      case .comment: continue
      case .setting(let setting, let value): values[setting] = value
      case .unknown: throw CRMError(.usage, .unreadableSetting(line), place: "\(path):\(index + 1)", remedy: .settingRemedy)
      }
    }
    return values
  }

  /// Sets one, or takes it away; what else the file says, comments too, stays.
  func set(_ setting: Setting, to value: String?) throws {
    var lines = try lines()
    if lines.isEmpty { lines = [say(.settingsHeading)] }
    let written = value.map { "\(setting.rawValue) = \($0)" }
    let index = lines.firstIndex { if case .setting(setting, _) = Line($0) { true } else { false } }
    switch (index, written) {
    case (let index?, let written?): lines[index] = written
    case (let index?, nil): lines.remove(at: index)
    case (nil, let written?): lines.append(written)
    case (nil, nil): return
    }
    let folder = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw CRMError(.failed, .folderNotMade, place: folder.path(percentEncoded: false))
    }
    try writeFile(Array(lines.map { $0 + "\n" }.joined().utf8), path)
    // It may hold the password of a database.
    chmod(path, 0o600)
  }

  private func lines() throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    var lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private enum Line {
    case comment
    case setting(Setting, String)
    case unknown

    init(_ line: String) {
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty || text.hasPrefix("#") {
        self = .comment
        return
      }
      let parts = text.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2, let setting = Setting.named(parts[0]), !parts[1].isEmpty else {
        self = .unknown
        return
      }
      self = .setting(setting, parts[1])
    }
  }
}

extension Message {
  static let settingsHeading = Message(
    fr: "# Réglages de filon\u{A0}: «\u{A0}clé = valeur\u{A0}», une par ligne\u{A0}; «\u{A0}filon config\u{A0}» les montre.",
    en: "# Settings of filon: “key = value”, a line each; “filon config” shows them.")

  static func unreadableSetting(_ line: String) -> Message {
    Message(fr: "\(line.quoted(in: .fr)) ne règle rien", en: "\(line.quoted(in: .en)) sets nothing")
  }

  static let settingRemedy = Message(
    fr: "écrivez «\u{A0}clé = valeur\u{A0}», avec une des clés \(Setting.allCases.map(\.rawValue).joined(separator: ", "))",
    en: "write “key = value”, with one of the keys \(Setting.allCases.map(\.rawValue).joined(separator: ", "))")

  fileprivate static func noPort(_ port: String) -> Message {
    Message(fr: "\(port) n’est pas un port\u{A0}: de 0 à 65 535", en: "\(port) is no port: 0 to 65,535")
  }

  fileprivate static func neitherYesNorNo(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est ni oui ni non", en: "\(text.quoted(in: .en)) is neither yes nor no")
  }

  static let folderNotMade = Message(fr: "ce dossier n’a pas pu être créé", en: "this folder could not be made")
}
