import Postgres
import TestSupport
import Testing

@testable import Schema

@Suite struct MigratorTests {
  @Test func anEmptyDatabaseGetsEverythingOnce() async throws {
    try await withPool { pool in
      #expect(try await state(pool) == .behind)
      let applied = try await Schema.migrate(pool)
      #expect(applied.migrations == sqlFiles.migrations.map(\.path) && applied.definitions == sqlFiles.definitions.map(\.path))
      #expect(try await state(pool) == .current)
      #expect(try await Schema.migrate(pool) == Schema.Applied())
    }
  }

  @Test func twoAtOnceTakeTurns() async throws {
    try await withDatabase { connection in
      let applied = try await withThrowingTaskGroup(of: Schema.Applied.self) { group in
        for _ in 0..<2 {
          group.addTask { try await lending(Configuration(connection)) { try await Schema.migrate($0) } }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(applied.filter { $0 == Schema.Applied() }.count == 1)
      #expect(applied.map(\.migrations.count).reduce(0, +) == sqlFiles.migrations.count)
      let reached = try await lending(Configuration(connection)) { try await state($0) }
      #expect(reached == .current)
    }
  }

  @Test func anEditedMigrationIsRefusedBeforeAnythingHappens() async throws {
    try await withPool { pool in
      _ = try await Migrator(files: [table("one"), definition("f", "integer", "1")]).migrate(pool)
      let edited = SQLFile(path: table("one").path, checksum: "edited", text: table("one").text)
      await #expect(throws: SchemaError.editedMigration(edited.path)) {
        try await Migrator(files: [edited, table("two"), definition("f", "integer", "2")]).migrate(pool)
      }
      #expect(try await value("to_regclass('two') is null and f() = 1", pool))
    }
  }

  @Test func aDatabaseOfANewerProgramIsRefused() async throws {
    try await withPool { pool in
      _ = try await Schema.migrate(pool)
      _ = try await pool.withSession {
        try await $0.execute("insert into filon.migration (path, checksum) values ('migrations/v9999_later.sql', '0')")
      }
      #expect(try await state(pool) == .ahead(migration: 9999))
      await #expect(throws: SchemaError.unknownMigration("migrations/v9999_later.sql")) { try await Schema.migrate(pool) }
    }
  }

  @Test func aMigrationThatFailsLeavesNothingBehind() async throws {
    try await withPool { pool in
      let broken = SQLFile(path: "migrations/v0002_two.sql", checksum: "a", text: "create table half (); select 1 / 0;")
      let failed = await #expect(throws: PostgresError.self) {
        try await Migrator(files: [table("one"), broken, definition("f", "integer", "1")]).migrate(pool)
      }
      #expect(failed?.sqlState == "22012")
      // What came before it stands, and the lock is free.
      #expect(try await value("to_regclass('one') is not null and to_regclass('half') is null", pool))
      #expect(try await value("to_regprocedure('f()') is null and (select count(*) = 1 from filon.migration)", pool))
      let repaired = SQLFile(path: broken.path, checksum: "b", text: "create table half ()")
      let applied = try await Migrator(files: [table("one"), repaired, definition("f", "integer", "1")]).migrate(pool)
      #expect(applied.migrations == [broken.path] && applied.definitions == ["functions/f.sql"])
    }
  }

  @Test func aDefinitionThatFailsLeavesTheEarlierOnes() async throws {
    try await withPool { pool in
      _ = try await Migrator(files: [definition("f", "integer", "1"), definition("g", "integer", "1")]).migrate(pool)
      let broken = SQLFile(path: "functions/g.sql", checksum: "broken", text: "create function g() returns nothing_known")
      await #expect(throws: PostgresError.self) { try await Migrator(files: [definition("f", "integer", "2"), broken]).migrate(pool) }
      #expect(try await value("f() = 1 and g() = 1", pool))
    }
  }

  @Test func onlyTheDefinitionsThatChangedAreMadeAgain() async throws {
    try await withPool { pool in
      let g = definition("g", "integer", "1")
      _ = try await Migrator(files: [definition("f", "integer", "1"), g]).migrate(pool)
      let applied = try await Migrator(files: [definition("f", "integer", "2"), g]).migrate(pool)
      #expect(applied == Schema.Applied(definitions: ["functions/f.sql"]))
      #expect(try await value("f() = 2 and g() = 1", pool))
    }
  }

  /// `create or replace` would refuse the first and leave an overload behind after the second.
  @Test func aDefinitionMayChangeItsResultAndItsArguments() async throws {
    try await withPool { pool in
      _ = try await Migrator(files: [definition("f", "integer", "1")]).migrate(pool)
      _ = try await Migrator(files: [definition("f", "text", "'one'")]).migrate(pool)
      #expect(try await value("f() = 'one'", pool))
      _ = try await Migrator(files: [definition("f", arguments: "number integer, word text default ''", "integer", "number")]).migrate(pool)
      #expect(try await value("f(3) = 3", pool))
      #expect(try await value("(select count(*) = 1 from pg_proc where proname = 'f')", pool))
    }
  }

  @Test func aFunctionMayMoveToAnotherFileOrGo() async throws {
    try await withPool { pool in
      let both = SQLFile(
        path: "functions/z.sql", checksum: "both",
        text: definition("f", "integer", "1").text + ";" + definition("g", "integer", "1").text)
      _ = try await Migrator(files: [both, definition("h", "integer", "1")]).migrate(pool)
      // Into a file that is made before the one it leaves; h and its file are no more.
      let rest = SQLFile(path: both.path, checksum: "rest", text: definition("g", "integer", "2").text)
      let files = [definition("f", "integer", "2"), rest]
      _ = try await Migrator(files: files).migrate(pool)
      #expect(try await value("f() = 2 and g() = 2 and to_regprocedure('h()') is null", pool))
      #expect(try await Migrator(files: files).migrate(pool) == Schema.Applied())
    }
  }

  @Test func functionsOfMigrationsAndOfOthersStay() async throws {
    try await withPool { pool in
      let migration = SQLFile(path: "migrations/v0001_m.sql", checksum: "m", text: definition("m", "integer", "1").text)
      _ = try await Migrator(files: [migration, definition("f", "integer", "1")]).migrate(pool)
      try await pool.withSession { try await $0.script("create function somebodys() returns integer language sql as 'select 1'") }
      _ = try await Migrator(files: [migration, definition("f", "integer", "2")]).migrate(pool)
      #expect(try await value("m() = 1 and somebodys() = 1 and f() = 2", pool))
    }
  }

  // MARK: Files

  private func table(_ name: String) -> SQLFile {
    let number = name == "one" ? 1 : 2
    return SQLFile(path: "migrations/v000\(number)_\(name).sql", checksum: name, text: "create table \(name) ()")
  }

  private func definition(_ name: String, arguments: String = "", _ result: String, _ expression: String) -> SQLFile {
    let text = "create or replace function \(name)(\(arguments)) returns \(result) language sql as $$ select \(expression) $$"
    return SQLFile(path: "functions/\(name).sql", checksum: text, text: text)
  }

  private func state(_ pool: Pool) async throws -> Schema.State {
    try await pool.withSession { try await Schema.state($0) }
  }

  private func value(_ condition: SQL, _ pool: Pool) async throws -> Bool {
    try await pool.withSession { session in
      try await session.one("select \(condition) as holds", { try $0.decode("holds", as: Bool.self) })
    }
  }
}
