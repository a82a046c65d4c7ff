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
