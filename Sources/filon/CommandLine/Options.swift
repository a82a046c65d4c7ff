public import ArgumentParser
public import CRM
import Foundation

/// How an answer is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}

extension Language: ExpressibleByArgument {}

/// What every command understands.
struct OutputOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp(say(.helpFormat)))
  var format: OutputFormat = .table

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?
}

/// Which database.
struct DatabaseOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp(say(.helpDatabase)))
  var database: String?
}

/// Which database, which organization, and as whom.
struct AccessOptions: ParsableArguments {
  @OptionGroup var database: DatabaseOptions

  @Option(name: .long, help: ArgumentHelp(say(.helpOrganization)))
  var organization: String?

  @Option(name: .customLong("as"), help: ArgumentHelp(say(.helpAs)))
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
  static let helpFormat = Message(fr: "Présentation : table, json ou csv.", en: "How the answer is written: table, json or csv.")
  static let helpDatabase = Message(
    fr: "Base PostgreSQL (URI ou paramètres libpq) ; sinon FILON_DATABASE_URL, PG*, puis le serveur privé.",
    en: "PostgreSQL database (URI or libpq parameters); else FILON_DATABASE_URL, PG*, then the private server.")
  static let helpOrganization = Message(
    fr: "Nom court de l'organisation, s'il y en a plusieurs.", en: "Slug of the organization, where there are several.")
  static let helpAs = Message(
    fr: "Agir comme ce commercial, avec ses droits ; sinon comme directeur.",
    en: "Act as this salesperson, with their rights; else as a director.")
}
