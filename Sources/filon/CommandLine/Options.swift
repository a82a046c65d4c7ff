public import ArgumentParser
public import CRM
import Foundation

/// How an answer is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}

extension Language: ExpressibleByArgument {}

/// For whom CSV is written.
struct CSVOptions: ParsableArguments {
  enum Reader: String, ExpressibleByArgument, CaseIterable {
    case plain, excel
  }

  @Option(name: .customLong("csv"), help: ArgumentHelp(say(.helpCSV)))
  var reader: Reader?

  /// How it is written in a language.
  func style(in language: Language = .current) -> CSVStyle { reader == .excel ? .excel(language) : .plain }

  /// - Throws: `ValidationError` where CSV and another format are asked for.
  func validate(beside format: String) throws {
    guard let reader, !["table", "csv"].contains(format) else { return }
    throw ValidationError(say(.csvAndAnother(reader.rawValue, format)))
  }
}

/// What every command understands.
struct OutputOptions: ParsableArguments {
  @Option(name: .customLong("format"), help: ArgumentHelp(say(.helpFormat)))
  var writtenFormat: OutputFormat = .table

  @OptionGroup var csv: CSVOptions

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  @Flag(help: ArgumentHelp(say(.helpNoPager)))
  var noPager = false

  func validate() throws { try csv.validate(beside: writtenFormat.rawValue) }

  /// How the answer is written.
  var format: OutputFormat { csv.reader == nil ? writtenFormat : .csv }
}

/// How an answer that is a calendar too is written: for people and programs, or for calendar programs.
struct CalendarOutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, ics
  }

  @Option(name: .customLong("format"), help: ArgumentHelp(say(.helpCalendarFormat)))
  var writtenFormat: Format = .table

  @OptionGroup var csv: CSVOptions

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  @Flag(help: ArgumentHelp(say(.helpNoPager)))
  var noPager = false

  func validate() throws { try csv.validate(beside: writtenFormat.rawValue) }

  /// How the answer is written; nil for a calendar.
  var format: OutputFormat? { csv.reader == nil ? OutputFormat(rawValue: writtenFormat.rawValue) : .csv }
}

/// Which database.
struct DatabaseOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp(say(.helpDatabase)))
  var database: String?

  @Flag(name: .customLong("demo"), help: ArgumentHelp(say(.helpInDemo)))
  var asksForDemo = false

  /// Whether the demo is meant: its database on the private server, its organization on another.
  var isDemo: Bool { asksForDemo || !["", "0"].contains(ProcessInfo.processInfo.environment["FILON_DEMO"] ?? "") }

  /// The same, in the demo.
  var inDemo: DatabaseOptions {
    var options = self
    options.asksForDemo = true
    return options
  }
}

/// Which database, which organization, and as whom.
struct AccessOptions: ParsableArguments {
  @OptionGroup var database: DatabaseOptions

  @Option(name: .long, help: ArgumentHelp(say(.helpOrganization)), completion: .organizations)
  var organization: String?

  @Option(name: .customLong("as"), help: ArgumentHelp(say(.helpAs)), completion: .people)
  var actAs: String?
}

/// What a command that reads or writes an organization understands; those with formats of their own take its parts.
struct ScopeOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions
  @OptionGroup var access: AccessOptions

  /// Runs a command's work as the one it acts as.
  func withScope<R>(_ body: (Scope) async throws -> R) async throws -> R { try await access.withScope(body) }
}

extension Message {
  static let helpCSV = Message(
    fr: "Du CSV\u{A0}: plain pour les programmes, excel pour un double clic (points-virgules, virgule décimale, intitulés).",
    en: "CSV: plain for programs, excel for a double click (semicolons, decimal comma, headings).")

  static func csvAndAnother(_ reader: String, _ format: String) -> Message {
    Message(
      fr: "--csv \(reader) donne du CSV, --format \(format) autre chose\u{A0}: choisissez l’un des deux",
      en: "--csv \(reader) gives CSV, --format \(format) something else: choose one of them")
  }

  static let helpFormat = Message(fr: "Présentation\u{A0}: table, json ou csv.", en: "How the answer is written: table, json or csv.")
  static let helpCalendarFormat = Message(
    fr: "table, json, csv, ou ics pour un agenda.", en: "table, json, csv, or ics for a calendar program.")
  static let helpNoPager = Message(
    fr: "Écrire une longue réponse d’un trait, sans PAGER.", en: "Write a long answer in one go, without PAGER.")
  static let helpDatabase = Message(
    fr: "Base PostgreSQL (URI ou paramètres libpq)\u{A0}; sinon FILON_DATABASE_URL, le réglage, PG*, puis le serveur privé.",
    en: "PostgreSQL database (URI or libpq parameters); else FILON_DATABASE_URL, the setting, PG*, then the private server.")
  static let helpInDemo = Message(
    fr: "Dans la démonstration («\u{A0}filon demo\u{A0}») au lieu de vos données\u{A0}; aussi\u{A0}: FILON_DEMO=1.",
    en: "In the demo (“filon demo”) instead of your data; also: FILON_DEMO=1.")
  static let helpOrganization = Message(
    fr: "L’organisation, s’il y en a plusieurs\u{A0}: son nom court ou le début.",
    en: "The organization, where there are several: its short name or the beginning.")
  static let helpAs = Message(
    fr: "Agir comme ce commercial, avec ses droits\u{A0}; sinon comme directeur (aussi\u{A0}: --as directeur).",
    en: "Act as this salesperson, with their rights; else as a director (also: --as director).")
}
