import CRM
import EmbeddedPostgres
import Foundation
import Postgres
import TestSupport
import Testing

@testable import filon

@Suite struct DatabaseCommandTests {
  @Test func anOutdatedDatabaseIsRefusedUntilItIsMigrated() async throws {
    try await withDatabase { connection in
      let refused = try await filon("organization", "list", on: connection)
      #expect(refused.status == 1 && refused.error.contains("older than this program") && refused.error.contains("filon db migrate"))
      #expect(try await schema(connection) == "behind")
      let migrated = try await filon("db", "migrate", "--database", connection, on: "host=/nowhere")
      #expect(migrated.status == 0 && migrated.output.contains("migrations/v0001_organization.sql"))
      #expect(try await schema(connection) == "current")
      let again = try await filon("db", "migrate", "--format", "json", on: connection)
      #expect(again.output.filter { !$0.isWhitespace } == #"{"definitions":[],"migrations":[]}"#)
      #expect(try await filon("db", "migrate", on: connection).output == "The schema is up to date already.\n")
    }
  }

  @Test func anEditedMigrationIsRefused() async throws {
    try await withSchema { connection in
      try await execute("update filon.migration set checksum = 'other' where path = 'migrations/v0001_organization.sql'", on: connection)
      let run = try await filon("db", "migrate", on: connection)
      #expect(run.status == 1 && run.error.contains("v0001_organization.sql was applied to this database with another text"))
      let french = try await filon("db", "migrate", "--lang", "fr", on: connection)
      #expect(french.error.contains("avec un autre texte"))
    }
  }

  @Test func aNewerDatabaseIsRefused() async throws {
    try await withSchema { connection in
      try await execute("insert into filon.migration (path, checksum) values ('migrations/v9999_future.sql', 'x')", on: connection)
      let run = try await filon("organization", "list", on: connection)
      #expect(run.status == 1 && run.error.contains("newer than this program") && run.error.contains("update filon"))
      #expect(try await schema(connection) == "ahead")
      #expect(try await filon("db", "migrate", on: connection).error.contains("v9999_future.sql"))
    }
  }

  @Test func aServerThatIsDownIsSaidSoAtOnce() async throws {
    let run = try await filon("organization", "list", on: "host=/nowhere")
    #expect(run.status == 1 && run.output == "" && run.error.contains("cannot be reached") && run.error.contains("FILON_DATABASE_URL"))
  }

  @Test func aConfiguredServerIsNeitherStartedNorStopped() async throws {
    for verb in ["start", "stop"] {
      let run = try await filon("db", verb, on: "host=/nowhere")
      #expect(run.status == 1 && run.error.contains("FILON_DATABASE_URL names another server"))
      let option = try await filon("db", verb, "--database", "host=/nowhere", on: "")
      #expect(option.status == 1 && option.error.contains("--database names another server"))
    }
  }

  @Test func thePrivateServerStartsByItselfMigratesItselfAndStops() async throws {
    // In /tmp: PostgreSQL's user must be able to enter it, and the path of a socket is short.
    let home = "/tmp/filon-cli-\(UInt32.random(in: .min ... .max))"
    defer { try? FileManager.default.removeItem(atPath: home) }
    func run(_ words: String...) async throws -> FilonRun {
      try await filon(words, on: "", environment: ["FILON_HOME": home])
    }
    #expect(try await run("db", "status").output.contains(#/State +not created yet/#))
    #expect(try await run("db", "stop").status == 0)
    let made = try await run("init", "Bob")
    #expect(made.status == 0, "\(made.error)")
    let status = try await run("db", "status", "--format", "csv").output
    #expect(
      status.hasPrefix("server,state,version,pid,data_folder,bytes,socket_folder,schema\r\nprivate,running,")
        && status.hasSuffix(",current\r\n"))
    #expect(try await run("db", "shell", "--", "-Atc", "select current_user, count(*) from organization").output == "filon_owner|1\n")
    // The demo has a database of its own there.
    let none = try await run("salesperson", "list", "--demo")
    #expect(none.status == 1 && none.error.hasPrefix("filon: the demo is not there\n  → make it with “filon demo”"), "\(none.error)")
    #expect(try await run("demo", "--until", "2023-12-31").status == 0)
    #expect(try await run("salesperson", "list", "--demo").output.contains("\nZ "))
    #expect(try await run("salesperson", "list").output.hasPrefix("No salesperson"))
    #expect(try await run("demo", "remove").output == "The demo is removed.\n")
    #expect(try await run("demo", "remove").status == 1)
    #expect(try await run("organization", "list", "--format", "csv").output.hasSuffix("\r\nBob,bob,EUR,Europe/Paris,en\r\n"))
    // Data that was made before reports had a role of their own: the owner of the schema may make none.
    let socket = try #require(status.split(separator: ",").dropLast().last)
    try await execute(
      """
      drop owned by filon_reports;
      drop role filon_reports;
      drop function overseen_organization(), protect_reports(regclass);
      alter role filon_service inherit;
      delete from filon.migration where path = 'migrations/v0012_reports_role.sql';
      """, on: "host=\(socket) user=filon_admin dbname=filon")
    let upgraded = try await run("report", "conversion", "--by", "salesperson", "--from", "2023-01-01", "--to", "2024-01-01")
    #expect(upgraded.status == 0, "\(upgraded.error)")
    let stopped = try await run("db", "stop")
    #expect(stopped.status == 0 && stopped.output.contains(#/State +stopped/#))
    let french = try await filon(
      "organization", "list", "--lang", "fr", on: "", environment: ["FILON_HOME": home, "FILON_POSTGRES_BIN": "/nowhere"])
    #expect(french.status == 1 && french.error.contains("Aucun serveur PostgreSQL n’est installé"))
  }

  @Test func aFolderThatCannotBeMadeIsToldWithARemedy() async throws {
    guard FileManager.default.fileExists(atPath: "/proc/self") else { return }
    // Nobody may make a folder there, not even root.
    for (language, says) in [
      ("fr", "filon: Le dossier /proc/filon ne peut pas être créé ("), ("en", "filon: The folder /proc/filon cannot be created ("),
    ] {
      let run = try await filon("organization", "list", "--lang", language, on: "", environment: ["FILON_HOME": "/proc/filon"])
      #expect(run.status == 1 && run.error.hasPrefix(says) && run.error.contains("FILON_HOME"), "\(run.error)")
    }
    let denied = Message(EmbeddedServerError.folderNotCreated("/srv/filon", reason: EACCES))
    #expect(denied.fr == "Le dossier /srv/filon ne peut pas être créé (permission refusée). Choisissez-en un autre par FILON_HOME.")
    #expect(denied.en == "The folder /srv/filon cannot be created (Permission denied). Choose another one with FILON_HOME.")
  }

  @Test func aFullDiskOfAServerIsSaidWithItsRemedy() async throws {
    try await withOrganization { connection in
      try await execute(
        """
        create function full_disk() returns trigger language plpgsql
        as $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
        create trigger full_disk before insert on salesperson execute function full_disk();
        """, on: connection)
      let run = try await filon("salesperson", "add", "Ana", on: connection)
      #expect(
        run.status == 1
          && run.error == "filon: the server's disk is full; nothing was recorded\n  → free some space, then try again\n", "\(run.error)")
    }
  }

  @Test func aPrivateServerThatWentAwayForAFullDiskSaysSo() async throws {
    let home = "/tmp/filon-cli-\(UInt32.random(in: .min ... .max))"
    defer {
      // At once: after a crash a server first reads all its files, which `filon db stop` waits for.
      let file = try? String(contentsOfFile: home + "/postgres/data/postmaster.pid", encoding: .utf8)
      if let pid = file?.split(separator: "\n").first.flatMap({ pid_t($0) }) { kill(pid, SIGQUIT) }
      try? FileManager.default.removeItem(atPath: home)
    }
    #expect(try await filon("init", "Bob", on: "", environment: ["FILON_HOME": home]).status == 0)
    let time = Date.ISO8601FormatStyle(dateTimeSeparator: .space, includingFractionalSeconds: true, timeZone: .gmt)
    /// What a command says whose session ends as those of a crashing server do, after the server wrote `line` into its log.
    func lost(after line: String?) async throws -> String {
      let error = Pipe()
      var said: Data?
      let pool = Pool(Configuration("host=\(home)/postgres/run user=filon_admin dbname=filon"))
      // Our own session ends in the crash too.
      try? await pool.transaction { session in
        _ = try await session.execute("lock table salesperson in access exclusive mode")
        let process = try command(["salesperson", "add", "Ana"], on: "", home: home, error: error)
        try await until { try await waiting(session) == 1 }
        if let line { try append("\(Date.now.formatted(time).dropLast()) UTC \(line)\n", toLogIn: home) }
        let backend = try await session.one("select pid from pg_locks where not granted", { try $0.decode("pid", as: Int32.self) })
        kill(backend, SIGKILL)
        #expect(await process.end() == 1)
        said = try error.fileHandleForReading.readToEnd()
      }
      await pool.close()
      return String(decoding: try #require(said), as: UTF8.self)
    }
    let full = try await lost(after: #"[7] PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device"#)
    #expect(full.hasPrefix("filon: The disk that holds \(home)/postgres is full"), "\(full)")
    #expect(full.contains("Free some space, then try again; what was recorded before is whole."))
    // The same without it; what the log said before the command began is of no concern.
    try await until(within: .seconds(180)) {
      try await filon("organization", "list", on: "", environment: ["FILON_HOME": home]).status == 0
    }
    let other = try await lost(after: nil)
    #expect(other.hasPrefix("filon: the database ") && !other.contains("full"), "\(other)")
  }

  /// Adds to the log that the server of `home` writes today.
  private func append(_ line: String, toLogIn home: String) throws {
    let folder = home + "/postgres/log"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("postgresql-") }
    let log = try FileHandle(forWritingTo: URL(filePath: "\(folder)/\(try #require(names.first))"))
    try log.seekToEnd()
    try log.write(contentsOf: Data(line.utf8))
    try log.close()
  }

  /// libpq would write it to standard error by itself, before the connection is ours.
  @Test func whatAServerSaysThatHangsUpAtOnceIsInTheError() async throws {
    let server = try await TestServer.start()
    let owner = Pool(Configuration(server.connection))
    try await owner.withSession { session in
      try await session.script("create role hasty superuser login; alter role hasty set idle_session_timeout = '1ms'")
    }
    for _ in 1...5 {
      let run = try await filon("organization", "list", on: server.connection + " user=hasty")
      // Whether the server hangs up before the first question or is quick enough to answer it: an empty database has no schema.
      let isCut = run.error.hasPrefix("filon: the database cannot be reached: ") && run.error.contains("idle-session timeout")
      #expect(run.status == 1 && (isCut || run.error.hasPrefix("filon: the database schema is older")), "\(run.error)")
      #expect(!run.error.contains("FATAL"), "\(run.error)")
    }
    await owner.close()
    await server.remove()
  }

  /// Its own settings are the role's to change, and last: none may stop the commands of everybody.
  @Test func theRolesOwnSettingsStopNobody() async throws {
    let server = try await TestServer.start()
    let owner = Pool(Configuration(server.connection))
    try await owner.withSession { try await $0.script("create role hostile superuser login") }
    for setting in [
      "search_path = 'pg_temp'", "statement_timeout = '30ms'", "lock_timeout = '1ms'", "default_transaction_read_only = on",
      "default_transaction_isolation = 'serializable'", "row_security = off", "idle_in_transaction_session_timeout = '1ms'",
      "idle_session_timeout = '2s'", "timezone = 'Pacific/Kiritimati'", "datestyle = 'SQL, DMY'", "intervalstyle = 'sql_standard'",
      "array_nulls = off", "transform_null_equals = on", "standard_conforming_strings = off",
    ] {
      try await owner.withSession { try await $0.script("alter role hostile set \(setting)") }
    }
    let connection = server.connection + " user=hostile"
    for words in [
      ["db", "migrate"], ["init", "Bob"], ["salesperson", "add", "Ana"], ["prospect", "add", "Zinc"],
      ["log", "Zinc", "--by", "Ana", "--channel", "field", "--sold", "10", "--at", "2026-01-05"], ["report", "conversion"], ["agenda"],
    ] {
      let run = try await filon(words, on: connection)
      #expect(run.status == 0, "\(words) \(run.error)")
    }
    let list = try await filon("conversation", "list", "--format", "json", on: connection)
    #expect(list.output.contains("2026-01-05T12:00") && list.output.contains("Zinc"), "\(list.output)\(list.error)")
    await owner.close()
    await server.remove()
  }

  @Test func psqlIsGivenItsArgumentsAndItsInput() async throws {
    try await withSchema { connection in
      let run = try await filon("db", "shell", "--", "-Atc", "select 'a b', current_user", on: connection)
      #expect(run.status == 0 && run.output == "a b|postgres\n")
      let piped = try await filon("db", "shell", "--", "-At", on: connection, input: Array("select 1 + 1;\n".utf8))
      #expect(piped.output == "2\n")
    }
  }

  @Test func aFullDiskUnderTheAnswerIsAFailure() async throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try await withSchema { connection in
      let process = try command(["organization", "list"], on: connection, output: FileHandle(forWritingTo: URL(filePath: "/dev/full")))
      #expect(await process.end() == 1)
    }
  }

  /// What is opened next would take its number: the answer went into it.
  @Test func aClosedStandardOutputIsAFailure() async throws {
    try await withSchema { connection in
      let error = Pipe()
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "exec \"$0\" organization list --database \"$1\" --lang en >&-", filonPath, connection]
      process.standardError = error
      try process.run()
      let said = try error.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(process.terminationStatus == 1)
      #expect(String(decoding: said, as: UTF8.self).contains("Bad file descriptor"), "\(String(decoding: said, as: UTF8.self))")
    }
  }

  @Test func aReaderThatLeftIsNoFailure() async throws {
    try await withSchema { connection in
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      let process = try command(["organization", "list"], on: connection, output: pipe.fileHandleForWriting)
      #expect(await process.end() == 0)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func anInterruptedCommandCancelsItsQueryAndLeavesNothing(signal: Int32) async throws {
    try await withOrganization { connection in
      let pool = Pool(Configuration(connection))
      let error = Pipe()
      let process = try await pool.transaction { session in
        _ = try await session.execute("lock table salesperson in access exclusive mode")
        let process = try command(["salesperson", "add", "Ana"], on: connection, error: error)
        try await until { try await waiting(session) == 1 }
        kill(process.process.processIdentifier, signal)
        #expect(await process.end() == 128 + signal)
        // The query ended with the command, while the lock it waited for is still held.
        #expect(try await waiting(session) == 0)
        return process
      }
      await pool.close()
      #expect(!process.process.isRunning)
      let said = String(decoding: try #require(try error.fileHandleForReading.readToEnd()), as: UTF8.self)
      #expect(said == "filon: interrupted; nothing was recorded\n")
      #expect(try await filon("salesperson", "list", on: connection).output.hasPrefix("No salesperson"))
    }
  }

  /// By pg_locks: a transaction sees pg_stat_activity as it was at its first look.
  private func waiting(_ session: Session) async throws -> Int {
    try await session.one(
      """
      select count(*)
      from pg_locks l
      join pg_database d on d.oid = l.database
      where d.datname = current_database()
        and not l.granted
      """,
      { try $0.decode("count", as: Int.self) })
  }

  private func until(within patience: Duration = .seconds(20), _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + patience
    while try await !condition() {
      try #require(ContinuousClock.now < deadline)
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private func schema(_ connection: String) async throws -> String? {
    struct Status: Decodable { let schema: String? }
    let run = try await filon("db", "status", "--format", "json", on: connection)
    return try JSONDecoder().decode(Status.self, from: Data(run.output.utf8)).schema
  }

  private func execute(_ statement: String, on connection: String) async throws {
    let pool = Pool(Configuration(connection))
    try await pool.withSession { try await $0.script(statement) }
    await pool.close()
  }

  /// A database with the organization Bob.
  private func withOrganization(_ body: (_ connection: String) async throws -> Void) async throws {
    try await withSchema { connection in
      let made = try await filon("init", "Bob", on: connection)
      try #require(made.status == 0, "\(made.error)")
      try await body(connection)
    }
  }
}
