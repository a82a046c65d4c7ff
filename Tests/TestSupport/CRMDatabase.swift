package import CRM
import Foundation
package import Postgres
import Schema

/// Lends `body` a scope: a director of a new organization, in a database of its own that holds the whole schema, through the
/// service's role.
package func withScope<R>(
  _ name: String = "Bob", currency: String = "EUR", timeZone: String = "Europe/Paris", language: Language = .fr,
  _ body: (Scope) async throws -> R
) async throws -> R {
  try await withService { pool in
    let (organization, _) = try await Organizations(pool).create(
      name: name, currency: currency, timeZone: timeZone, language: language)
    return try await body(Scope(pool: pool, organization: organization, identity: .director(of: organization.id)))
  }
}

/// Lends `body` a pool in the service's role, on a database of its own that holds the whole schema and no organization.
package func withService<R>(_ body: (Pool) async throws -> R) async throws -> R {
  try await withPool(template: try await schemaTemplate.value, configure: { $0.role = "filon_service" }, body)
}

/// Lends `body` the connection string of a database that holds the whole schema and no organization; it is its owner's.
package func withSchema<R>(_ body: (_ connection: String) async throws -> R) async throws -> R {
  try await withDatabase(template: try await schemaTemplate.value, body)
}

extension Scope {
  /// The same organization seen by one of its salespeople.
  package func acting(as salesperson: Salesperson) -> Scope {
    Scope(pool: pool, organization: organization, identity: .salesperson(salesperson.id, of: organization.id))
  }
}

/// The database that each test's is a copy of, migrated once a process.
private let schemaTemplate = Task {
  let server = try await TestServer.shared()
  let name = try await createDatabase("schema", template: "template0", on: server)
  let pool = Pool(Configuration(server.connection(database: name)))
  _ = try await Schema.migrate(pool)
  await pool.close()
  return name
}
