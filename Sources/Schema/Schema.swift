public import Postgres

/// The database schema: numbered migrations, forward only, and the definitions of functions.
public enum Schema {
  /// What stands between a database and this program.
  public enum State: Sendable, Equatable {
    case current
    /// Made by an older program: `migrate` brings it here.
    case behind
    /// Holds migrations this program does not know.
    case ahead(migration: Int)
  }

  /// What `migrate` did.
  public struct Applied: Sendable, Equatable {
    public var migrations: [String] = []
    public var definitions: [String] = []
  }

  /// Compares a database with this program.
  public static func state(_ session: Session) async throws -> State {
    guard try await session.one("select to_regclass('filon.migration') is not null", { try $0.decode(0, "?column?", as: Bool.self) }) else {
      return .behind
    }
    let known = try await checksums(session)
    if let stranger = known.keys.filter({ $0.hasPrefix("migrations/") }).compactMap({ SQLFile(path: $0, checksum: "", text: "").number })
      .first(where: { number in !SQLFile.migrations.contains { $0.number == number } })
    {
      return .ahead(migration: stranger)
    }
    return sqlFiles.allSatisfy { known[$0.path] == $0.checksum } ? .current : .behind
  }

  /// Brings a database to this program's schema.
  ///
  /// Safe when two run at once: one waits for the other. Each migration is one transaction whose first statement adds the migration's
  /// row; definitions whose text changed are made again in a last one.
  ///
  /// - Throws: `SchemaError` when an applied migration was edited or is unknown here, else what the server said.
  public static func migrate(_ pool: Pool) async throws -> Applied {
    try await pool.withSession { session in
      // Two migrators take turns; the lock ends with the session should this process die.
      _ = try await session.query("select pg_advisory_lock(hashtext('filon.migrate'))")
      let result: Result<Applied, any Error>
      do {
        result = .success(try await apply(session))
      } catch {
        result = .failure(error)
      }
      _ = try await session.query("select pg_advisory_unlock(hashtext('filon.migrate'))")
      return try result.get()
    }
  }

  private static func apply(_ session: Session) async throws -> Applied {
    try await session.script(
      """
      set client_min_messages = warning;
      create schema if not exists filon;
      create table if not exists filon.migration (
        path text constraint migration_pk primary key,
        checksum text not null,
        applied_at timestamptz not null default clock_timestamp()
      );
      """)
    let known = try await checksums(session)
    try refuseStrangers(known)

    var applied = Applied()
    for migration in SQLFile.migrations where known[migration.path] == nil {
      try await session.transaction { session in
        _ = try await session.execute("insert into filon.migration (path, checksum) values (\(migration.path), \(migration.checksum))")
        try await session.script(migration.text)
      }
      applied.migrations.append(migration.path)
    }
    let changed = SQLFile.definitions.filter { known[$0.path] != $0.checksum }
    if !changed.isEmpty {
      try await session.transaction { session in
        for definition in changed {
          _ = try await session.execute(
            """
            insert into filon.migration (path, checksum) values (\(definition.path), \(definition.checksum))
            on conflict (path) do update set checksum = excluded.checksum, applied_at = excluded.applied_at
            """)
          try await session.script(definition.text)
        }
      }
      applied.definitions = changed.map(\.path)
    }
    return applied
  }

  private static func refuseStrangers(_ known: [String: String]) throws {
    for (path, checksum) in known.sorted(by: { $0.key < $1.key }) where path.hasPrefix("migrations/") {
      guard let migration = SQLFile.migrations.first(where: { $0.path == path }) else { throw SchemaError.unknownMigration(path) }
      guard migration.checksum == checksum else { throw SchemaError.editedMigration(path) }
    }
  }

  private static func checksums(_ session: Session) async throws -> [String: String] {
    let rows = try await session.rows("select path, checksum from filon.migration") {
      (try $0.decode(0, "path", as: String.self), try $0.decode(1, "checksum", as: String.self))
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}

/// Why a database cannot be migrated by this program.
public enum SchemaError: Error, Sendable, Equatable {
  /// The database holds a migration this program does not know: it was made by a newer one.
  case unknownMigration(String)
  /// A migration was changed after it had been applied; migrations are only ever added.
  case editedMigration(String)
}

extension SchemaError: CustomStringConvertible {
  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .unknownMigration(let path): "the database was migrated by a newer filon (\(path)): update filon"
    case .editedMigration(let path): "\(path) was applied with another text: restore it and add a new migration instead"
    }
  }
}
