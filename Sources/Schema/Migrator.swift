import Postgres

/// Brings a database to the schema that these files describe.
struct Migrator {
  let files: [SQLFile]

  func migrate(_ pool: Pool) async throws -> Schema.Applied {
    try await pool.withSession { session in
      // Two migrators take turns; the lock ends with the session should this process die.
      _ = try await session.query("select pg_advisory_lock(hashtext('filon.migrate'))")
      let result: Result<Schema.Applied, any Error>
      do {
        result = .success(try await apply(session))
      } catch {
        result = .failure(error)
      }
      _ = try await session.query("select pg_advisory_unlock(hashtext('filon.migrate'))")
      return try result.get()
    }
  }

  private func apply(_ session: Session) async throws -> Schema.Applied {
    try await session.script(
      """
      set client_min_messages = warning;
      create schema if not exists filon;
      create table if not exists filon.migration (
        path text constraint migration_pk primary key,
        checksum text not null,
        -- What a definition made, to be dropped before its next text makes it anew.
        functions text[] not null default '{}',
        applied_at timestamptz not null default clock_timestamp()
      );
      """)
    let known = try await Self.checksums(session)
    try refuseStrangers(known)
    return Schema.Applied(
      migrations: try await applyMigrations(session, known), definitions: try await applyDefinitions(session, known))
  }

  private func applyMigrations(_ session: Session, _ known: [String: String]) async throws -> [String] {
    let new = files.migrations.filter { known[$0.path] == nil }
    if !new.isEmpty { try await session.script(files.roles) }
    for migration in new {
      try await session.transaction { session in
        _ = try await session.execute("insert into filon.migration (path, checksum) values (\(migration.path), \(migration.checksum))")
        try await session.script(migration.text)
      }
    }
    return new.map(\.path)
  }

  /// `create or replace` changes no return type and leaves a function of other arguments beside the new one: so all that the previous
  /// texts made goes first, and that of files that are gone for good.
  private func applyDefinitions(_ session: Session, _ known: [String: String]) async throws -> [String] {
    let current = files.checksums
    let changed = files.definitions.filter { known[$0.path] != $0.checksum }
    let outdated = known.keys.filter { current[$0] != known[$0] }
    guard !changed.isEmpty || !outdated.isEmpty else { return [] }
    try await session.transaction { session in
      // Names of functions and their arguments' types are written and read alike.
      _ = try await session.execute("set local search_path to public")
      let made = try await session.rows(
        "delete from filon.migration where path = any (\(outdated)) returning functions",
        { try $0.decode("functions", as: [String].self) })
      for function in made.joined() {
        try await session.script("drop function if exists \(function)")
      }
      for definition in changed {
        try await session.script(definition.text)
        _ = try await session.execute(
          """
          insert into filon.migration (path, checksum, functions)
          select \(definition.path), \(definition.checksum), array(
            select p.oid::regprocedure::text
            from pg_proc p
            where p.xmin = pg_current_xact_id()::xid
              and not exists (select from filon.migration m where p.oid::regprocedure::text = any (m.functions)))
          """)
      }
    }
    return changed.map(\.path)
  }

  private func refuseStrangers(_ known: [String: String]) throws {
    let current = files.migrations.checksums
    for path in known.keys.sorted() where SQLFile(path: path, checksum: "", text: "").isMigration {
      guard let checksum = current[path] else { throw SchemaError.unknownMigration(path) }
      guard known[path] == checksum else { throw SchemaError.editedMigration(path) }
    }
  }

  /// What was applied, by path.
  static func checksums(_ session: Session) async throws -> [String: String] {
    let rows = try await session.rows("select path, checksum from filon.migration") {
      (try $0.decode("path", as: String.self), try $0.decode("checksum", as: String.self))
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}
