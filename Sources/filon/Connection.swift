import CRM
import EmbeddedPostgres
import Foundation
import Postgres
import Schema

/// The database that a command works on: the one that is configured, else the private server, started when it is not running.
struct Connection {
  /// As the owner of the schema: migrates and sees every organization.
  let owner: Pool
  /// As the service, under row-level security.
  let service: Pool
  /// Whether the schema is ours to bring up to date without being asked.
  let isPrivate: Bool

  /// Opens the database of `--database`, FILON_DATABASE_URL or PG*, else the private server.
  static func open(_ options: DatabaseOptions) async throws -> Connection {
    let environment = ProcessInfo.processInfo.environment
    if let url = options.database ?? environment["FILON_DATABASE_URL"] {
      return configured(url)
    }
    if environment.keys.contains(where: { ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"].contains($0) }) {
      return configured("")
    }
    let server = EmbeddedServer(home: EmbeddedServer.defaultHome())
    try await server.start()
    return Connection(
      owner: Pool(Configuration(server.ownerConnection)), service: Pool(Configuration(server.serviceConnection)), isPrivate: true)
  }

  private static func configured(_ connection: String) -> Connection {
    var service = Configuration(connection)
    service.role = "filon_service"
    return Connection(owner: Pool(Configuration(connection)), service: Pool(service), isPrivate: false)
  }

  /// Opens the database with its schema as this program needs it; a private one is migrated by itself.
  static func ready(_ options: DatabaseOptions) async throws -> Connection {
    let connection = try await open(options)
    let state = try await connection.owner.withSession { try await Schema.state($0) }
    switch state {
    case .current: break
    case .behind where connection.isPrivate: _ = try await Schema.migrate(connection.owner)
    case .behind: throw CRMError(.unavailable, .schemaBehind, remedy: .migrateRemedy)
    case .ahead: throw CRMError(.unavailable, .schemaAhead, remedy: .updateRemedy)
    }
    return connection
  }

  func close() async {
    await owner.close()
    await service.close()
  }
}

extension ScopeOptions {
  /// Runs a command's work as the one it acts as, in the organization it names or the only one there is.
  func withScope<R>(_ body: (Scope) async throws -> R) async throws -> R {
    let connection = try await Connection.ready(database)
    do {
      let result = try await body(try await scope(on: connection))
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }

  private func scope(on connection: Connection) async throws -> Scope {
    let organization = try await organization(on: connection)
    let director = Scope(pool: connection.service, organization: organization, identity: .director(of: organization.id))
    guard let name = actAs else { return director }
    let salesperson = try await Team(director).find(name)
    return Scope(
      pool: connection.service, organization: organization, identity: .salesperson(salesperson.id, of: organization.id))
  }

  private func organization(on connection: Connection) async throws -> Organization {
    if let slug = organization { return try await Organizations(connection.service).find(slug: slug) }
    let all = try await connection.owner.withSession { try await Organizations.all($0) }
    guard let only = all.first else { throw CRMError(.notFound, .noOrganizationYet, remedy: .initRemedy) }
    if all.count > 1 { throw CRMError(.usage, .severalOrganizations(all.map(\.slug)), remedy: .organizationRemedy) }
    return only
  }
}
