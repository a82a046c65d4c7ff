import CRM
import Demo
import EmbeddedPostgres
import Foundation
import Postgres
import Schema

/// Which database a command works on.
enum DatabaseChoice {
  /// A server of the user's own, as libpq's connection string, and what names it: an option or a variable of the environment.
  case configured(String, by: String)
  /// The private one.
  case embedded(EmbeddedServer)

  /// `--database`, else the setting, else PG*, else the private server.
  init(_ options: DatabaseOptions, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    if let connection = options.database {
      self = .configured(connection, by: "--database")
    } else if let set = try Setting.database.value(environment: environment) {
      self = .configured(set.text, by: set.origin)
    } else if let name = ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"].first(where: { environment[$0]?.isEmpty == false }) {
      self = .configured("", by: name)
    } else {
      let server = EmbeddedServer(home: EmbeddedServer.defaultHome())
      self = .embedded(options.isDemo ? server.using(database: DemoDatabase.name) : server)
    }
  }
}

/// The database that a command works on, open.
struct Connection {
  /// As the owner of the schema: migrates and sees every organization.
  let owner: Pool
  /// As the service, under row-level security.
  let service: Pool
  /// The private server, whose schema is ours to bring up to date without being asked.
  let server: EmbeddedServer?
  private let opened = Date()

  /// Opens the database that is configured, else the private server, started when it is not running.
  static func open(_ options: DatabaseOptions) async throws -> Connection {
    switch try DatabaseChoice(options) {
    case .configured(let connection, _):
      var service = Configuration(connection)
      service.role = "filon_service"
      return Connection(owner: Pool(Configuration(connection)), service: Pool(service), server: nil)
    case .embedded(let server):
      try await server.start()
      if options.isDemo, try await !DemoDatabase(server).isThere { throw CRMError(.notFound, .noDemo, remedy: .makeDemo) }
      return Connection(
        owner: Pool(Configuration(server.ownerConnection)), service: Pool(Configuration(server.serviceConnection)),
        server: server)
    }
  }

  /// Makes sure that the schema is as this program needs it; a private one is migrated by itself.
  func ensureCurrentSchema() async throws {
    switch try await schemaState() {
    case .current: break
    case .behind where server != nil: _ = try await migrate()
    case .behind: throw CRMError(.unavailable, .schemaBehind, remedy: .migrateRemedy)
    case .ahead: throw CRMError(.unavailable, .schemaAhead, remedy: .updateRemedy)
    }
  }

  /// Brings the schema up to date. On the private server its owner may make no roles: the superuser does.
  func migrate() async throws -> Schema.Applied {
    if let server {
      let admin = Pool(Configuration(server.adminConnection))
      let roles = Schema.roles + "grant filon_reports to filon_owner"
      try await doing({ try await admin.withSession { try await $0.script(roles) } }, then: admin.close)
    }
    return try await Schema.migrate(owner)
  }

  /// How the database's schema stands to this program.
  func schemaState() async throws -> Schema.State {
    try await owner.withSession { try await Schema.state($0) }
  }

  func close() async {
    await owner.close()
    await service.close()
  }

  /// What is behind an error: a server whose disk is full goes away without a word to its clients.
  func cause(of error: any Error) -> any Error {
    guard let server, CRMError(any: error)?.kind == .unavailable, server.ranOutOfDisk(since: opened) else { return error }
    return server.diskFull
  }
}

/// Does one thing and then, whatever came of it, another.
func doing<R>(_ body: () async throws -> R, then end: () async -> Void) async throws -> R {
  do {
    let result = try await body()
    await end()
    return result
  } catch {
    await end()
    throw error
  }
}

extension DatabaseOptions {
  /// Runs a command's work on the database, its schema as this program needs it unless the command is about the schema itself.
  func withConnection<R>(ofAnySchema: Bool = false, _ body: (Connection) async throws -> R) async throws -> R {
    let connection = try await Connection.open(self)
    do {
      return try await doing(
        {
          if !ofAnySchema { try await connection.ensureCurrentSchema() }
          return try await body(connection)
        }, then: connection.close)
    } catch {
      throw connection.cause(of: error)
    }
  }
}

extension AccessOptions {
  /// Runs a command's work as the one it acts as, in the organization it names or the only one there is.
  func withScope<R>(_ body: (Scope) async throws -> R) async throws -> R {
    try await database.withConnection { try await body(try await scope(on: $0)) }
  }

  func scope(on connection: Connection) async throws -> Scope {
    let director = try await director(on: connection)
    let organization = director.organization
    guard let name = try await actor(in: organization, on: connection), !Self.isDirector(name) else { return director }
    let salesperson = try await Team(director).find(name)
    return Scope(
      pool: connection.service, organization: organization, identity: .salesperson(salesperson.id, of: organization.id))
  }

  /// The director of the organization that is meant.
  func director(on connection: Connection) async throws -> Scope {
    let organization = try await organization(on: connection)
    return Scope(pool: connection.service, organization: organization, identity: .director(of: organization.id))
  }

  /// Whether it is the word by which somebody who is set as a salesperson acts as a director.
  static func isDirector(_ name: String) -> Bool { (try? Role.named(name)) == .director }

  /// The one who is named; who is set is of the organization that is set.
  private func actor(in organization: Organization, on connection: Connection) async throws -> String? {
    if let actAs { return actAs }
    // What is set is of one's own company.
    if database.isDemo { return nil }
    guard let set = try Setting.actAs.value() else { return nil }
    if self.organization == nil { return set.text }
    guard let own = try Setting.organization.value() else { return set.text }
    return try await Self.organization(own.text, on: connection).id == organization.id ? set.text : nil
  }

  private func organization(on connection: Connection) async throws -> Organization {
    if let organization { return try await Self.organization(organization, on: connection) }
    if database.isDemo { return try await Demo(connection.service).organization() }
    if let set = try Setting.organization.value() {
      do {
        return try await Self.organization(set.text, on: connection)
      } catch let error as CRMError where error.kind == .notFound || error.kind == .ambiguous {
        throw CRMError(error.kind, error.message, place: set.origin, remedy: error.remedy)
      }
    }
    let all = try await connection.owner.withSession { try await Organizations.all($0) }
    guard let only = all.first else { throw CRMError(.notFound, .noOrganizationYet, remedy: .initRemedy) }
    if all.count > 1 { throw CRMError(.usage, .severalOrganizations(all.map(\.slug)), remedy: .organizationRemedy) }
    return only
  }

  /// The organization that a person means: by its short name, or the beginning of it or of its name where only one begins so.
  static func organization(_ text: String, on connection: Connection) async throws -> Organization {
    do {
      return try await Organizations(connection.service).find(slug: text)
    } catch let error as CRMError where error.kind == .notFound {
      let all = try await connection.owner.withSession { try await Organizations.all($0) }
      let begun = all.filter { $0.slug.hasPrefix(text.folded) || $0.name.folded.hasPrefix(text.folded) }
      if begun.count > 1 { throw CRMError(.ambiguous, .severalOrganizations(begun.map(\.slug)), remedy: .organizationRemedy) }
      guard let organization = begun.first else {
        throw all.isEmpty ? error : CRMError(.notFound, error.message, remedy: .organizationsThere(all.map(\.slug)))
      }
      return organization
    }
  }
}
