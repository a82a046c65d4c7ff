package import Postgres
import Synchronization

/// Lends `body` the connection string of a new database, a copy of `template`, which is dropped afterwards.
///
/// A copy costs some 10 ms, so that each test has its own and all run in parallel. Nobody may be connected to the template meanwhile.
@discardableResult
package func withDatabase<R>(
  template: String = "template0", on server: TestServer? = nil, _ body: (_ connection: String) async throws -> R
) async throws -> R {
  let server = if let server { server } else { try await TestServer.shared() }
  let name = try await createDatabase(template: template, on: server)
  let result: Result<R, any Error>
  do { result = .success(try await body(server.connection(database: name))) } catch { result = .failure(error) }
  try await dropDatabase(name, on: server)
  return try result.get()
}

/// Lends `body` a pool on a new database.
@discardableResult
package func withPool<R>(
  template: String = "template0", configure: (inout Configuration) -> Void = { _ in }, _ body: (Pool) async throws -> R
) async throws -> R {
  try await withDatabase(template: template) { connection in
    var configuration = Configuration(connection)
    configure(&configuration)
    let pool = Pool(configuration)
    let result: Result<R, any Error>
    do { result = .success(try await body(pool)) } catch { result = .failure(error) }
    await pool.close()
    return try result.get()
  }
}

/// A new database with a name that no other process uses; for templates, which outlive a test.
package func createDatabase(_ prefix: String = "test", template: String = "template0", on server: TestServer) async throws -> String {
  let name = "\(prefix)_\(String(UInt64.random(in: .min ... .max), radix: 36))"
  try await administer(server) {
    try await $0.execute("create database \(identifier: name) template \(identifier: template) strategy file_copy")
  }
  return name
}

/// Ends the sessions of a database and removes it.
package func dropDatabase(_ name: String, on server: TestServer) async throws {
  // Not cancelled with a test that is: the database would stay.
  try await Task {
    try await administer(server) { _ = try await $0.execute("drop database if exists \(identifier: name) with (force)") }
  }.value
}

/// One pool of superuser sessions for each server.
private func administer(_ server: TestServer, _ body: (Session) async throws -> Void) async throws {
  let pool = administrators.withLock { pools in
    if let pool = pools[server.connection] { return pool }
    var configuration = Configuration(server.connection)
    configuration.maximumSessions = 2
    // Hundreds of tests take turns, however busy the machine is.
    configuration.acquireTimeout = .seconds(600)
    // Each statement names another database.
    configuration.preparesStatements = false
    let pool = Pool(configuration)
    pools[server.connection] = pool
    return pool
  }
  try await pool.withSession(body)
}

private let administrators = Mutex<[String: Pool]>([:])
