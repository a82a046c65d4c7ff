import ArgumentParser
import CRM
import EmbeddedPostgres
import Foundation
import Postgres
import Schema
import Tables

struct DatabaseCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: say(.helpServer),
    subcommands: [Start.self, Stop.self, Status.self, Shell.self, Migrate.self])

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpServerStart))

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let server = try privateServer(database)
      try await server.start()
      try await ServerStatus(of: server).show(output)
    }
  }

  struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpServerStop))

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let server = try privateServer(database)
      try await server.stop()
      try await ServerStatus(of: server).show(output)
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpServerStatus))

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      switch try DatabaseChoice(database) {
      case .embedded(let server): try await ServerStatus(of: server).show(output)
      case .configured(let connection, let name): try await ServerStatus(of: connection, namedBy: name).show(output)
      }
    }
  }

  struct Shell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpServerShell))

    @OptionGroup var database: DatabaseOptions

    @Argument(parsing: .postTerminator, help: ArgumentHelp(say(.helpShellArguments)))
    var arguments: [String] = []

    func run() async throws {
      switch try DatabaseChoice(database) {
      case .configured(let connection, _):
        try become("psql", (connection.isEmpty ? [] : ["--dbname=" + connection]) + arguments)
      case .embedded(let server):
        try await server.start()
        let shell = try await server.shell(server.ownerConnection)
        try become(shell.path, shell.arguments + arguments)
      }
    }
  }

  struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpServerMigrate))

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await database.withConnection(ofAnySchema: true) { connection in
        let applied = try await connection.migrate()
        let answer = Answer(migrations: applied.migrations, definitions: applied.definitions)
        let table = Table(applied.migrations + applied.definitions, empty: .nothingToMigrate) {
          Column("path", .migrationPath) { .text($0) }
        }
        try present(answer, as: table, output)
      }
    }

    private struct Answer: Encodable {
      let migrations: [String]
      let definitions: [String]
    }
  }

  /// The private server, when no other one is named.
  private static func privateServer(_ options: DatabaseOptions) throws -> EmbeddedServer {
    switch try DatabaseChoice(options) {
    case .embedded(let server): return server
    case .configured(_, let name): throw CRMError(.failed, .serverNotOurs(name), remedy: .serverNotOursRemedy(name))
    }
  }

  /// Puts another program, a path or a name on PATH, in the place of this one.
  private static func become(_ program: String, _ arguments: [String]) throws -> Never {
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    Interruption.restoreSignals()
    execvp(program, words)
    let reason = errno
    if reason == ENOENT { throw EmbeddedServerError.noPsql }
    throw CRMError(.failed, .programNotRun(program, String(cString: strerror(reason))))
  }
}
