package import Postgres

/// The database schema: numbered migrations, forward only, and the definitions of functions.
package enum Schema {
  /// What stands between a database and this program.
  package enum State: Sendable, Equatable {
    case current
    /// Made by an older program: `migrate` brings it here.
    case behind
    /// Holds migrations this program does not know.
    case ahead(migration: Int)
  }

  /// What `migrate` did.
  package struct Applied: Sendable, Equatable {
    package var migrations: [String] = []
    package var definitions: [String] = []
  }

  /// Makes the roles of the server where they are missing: for who may, where the owner of the database may not.
  package static var roles: String { sqlFiles.roles }

  /// Compares a database with this program.
  package static func state(_ session: Session) async throws -> State {
    guard try await session.one("select to_regclass('filon.migration') is not null", { try $0.decode("?column?", as: Bool.self) }) else {
      return .behind
    }
    let known = try await Migrator.checksums(session)
    let numbers = Set(sqlFiles.migrations.compactMap(\.number))
    let strangers = known.keys.map { SQLFile(path: $0, checksum: "", text: "") }.filter(\.isMigration).compactMap(\.number)
    if let stranger = strangers.sorted().first(where: { !numbers.contains($0) }) { return .ahead(migration: stranger) }
    return known == sqlFiles.checksums ? .current : .behind
  }

  /// Brings a database to this program's schema.
  ///
  /// Safe when two run at once: one waits for the other. Each migration is one transaction whose first statement adds the migration's
  /// row; definitions whose text changed are made again in a last one.
  ///
  /// - Throws: `SchemaError` when an applied migration was edited or is unknown here, else what the server said.
  package static func migrate(_ pool: Pool) async throws -> Applied {
    try await Migrator(files: sqlFiles).migrate(pool)
  }
}

/// Why a database cannot be migrated by this program.
package enum SchemaError: Error, Sendable, Equatable {
  /// The database holds a migration this program does not know: it was made by a newer one.
  case unknownMigration(String)
  /// A migration was changed after it had been applied; migrations are only ever added.
  case editedMigration(String)
}

extension SchemaError: CustomStringConvertible {
  /// What was wrong and what to do.
  package var description: String {
    switch self {
    case .unknownMigration(let path): "the database was migrated by a newer filon (\(path)): update filon"
    case .editedMigration(let path): "\(path) was applied with another text: restore it and add a new migration instead"
    }
  }
}
