import CRM
import EmbeddedPostgres
import Postgres

/// The database of the demo on the private server, beside the one of everything else.
struct DemoDatabase {
  static let name = "demo"

  private let server: EmbeddedServer

  init(_ server: EmbeddedServer) { self.server = server }

  var isThere: Bool {
    get async throws { try await asAdmin { try await Self.isThere($0) } }
  }

  /// Makes it where it is missing.
  func make() async throws {
    let creation = server.using(database: Self.name).databaseCreation
    try await asAdmin { session in
      // Of two who make it at once, the second finds it made.
      _ = try await session.query("select pg_advisory_lock(hashtext(\(Self.name)))")
      if try await Self.isThere(session) { return }
      for statement in creation { try await session.script(statement) }
    }
  }

  /// Takes it away whole, from those who work in it too.
  func remove() async throws {
    try await asAdmin { try await $0.script("drop database if exists \(Self.name) with (force)") }
  }

  private static func isThere(_ session: Session) async throws -> Bool {
    try await session.one("select exists (select from pg_database where datname = \(name))") { try $0.decode("exists") }
  }

  private func asAdmin<R>(_ body: (Session) async throws -> R) async throws -> R {
    let admin = Pool(Configuration(server.adminConnection))
    return try await translating { try await doing({ try await admin.withSession(body) }, then: admin.close) }
  }
}
