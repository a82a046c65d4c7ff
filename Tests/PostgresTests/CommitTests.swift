import Foundation
import Postgres
import TestSupport
import Testing

/// A commit whose answer does not tell what became of it is an error of its own: neither recorded nor undone may be said of it.
@Suite struct CommitTests {
  private func recorded(_ pool: Pool) async throws -> Int {
    try await pool.withSession { try await $0.one("select count(*) from item") { try $0.decode("count") } }
  }

  private func withItems(_ body: (_ connection: String, _ direct: Pool) async throws -> Void) async throws {
    try await withDatabase { connection in
      let direct = Pool(Configuration(connection))
      try await direct.withSession { _ = try await $0.execute("create table item (id int)") }
      try await body(connection, direct)
      await direct.close()
    }
  }

  @Test(arguments: [Relay.Cut.before, .after])
  func aConnectionThatBreaksOverACommitLeavesItInDoubt(_ cut: Relay.Cut) async throws {
    try await withItems { connection, direct in
      let relay = try Relay(to: try Relay.folder(of: connection), cuttingCommit: cut)
      defer { relay.close() }
      let pool = Pool(Configuration(connection + " host=\(relay.folder)"))
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { try await $0.execute("insert into item values (1)") }
      }
      guard case .inDoubt? = error else { throw error ?? Missing() }
      #expect(try await recorded(direct) == (cut == .after ? 1 : 0))

      // Nothing is in doubt where nothing was written.
      let lost = await #expect(throws: PostgresError.self) {
        try await pool.transaction(readOnly: true) { try await $0.execute("select 1") }
      }
      guard case .lost? = lost else { throw lost ?? Missing() }
      await pool.close()
    }
  }

  /// What is sent with its commit, in one round trip.
  @Test func aConnectionThatBreaksOverABatchLeavesItInDoubt() async throws {
    try await withItems { connection, direct in
      let relay = try Relay(to: try Relay.folder(of: connection), cuttingCommit: .after)
      defer { relay.close() }
      let pool = Pool(Configuration(connection + " host=\(relay.folder)"))
      let error = await #expect(throws: PostgresError.self) {
        try await pool.batch(["insert into item values (1)", "select 1 as commit"])
      }
      guard case .inDoubt? = error else { throw error ?? Missing() }
      #expect(try await recorded(direct) == 1)
      await pool.close()
    }
  }

  /// A session that is lost before is simply lost.
  @Test func aConnectionThatBreaksBeforeTheCommitLeavesNothing() async throws {
    try await withItems { connection, direct in
      let pool = Pool(Configuration(connection))
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { session in
          try await session.execute("insert into item values (1)")
          try await session.execute("select pg_terminate_backend(pg_backend_pid())")
        }
      }
      switch error {
      case .lost?: break
      case .server(let server)?: #expect(server.sqlState == "57P01")
      default: throw error ?? Missing()
      }
      #expect(try await recorded(direct) == 0)
      await pool.close()
    }
  }

  @Test func aCommitThatIsRefusedIsRefused() async throws {
    try await withItems { connection, direct in
      let pool = Pool(Configuration(connection))
      try await pool.withSession { try await $0.script("alter table item add constraint once unique (id) deferrable initially deferred") }
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { try await $0.execute("insert into item values (1), (1)") }
      }
      #expect(error?.constraint == "once")
      #expect(try await recorded(direct) == 0)
      await pool.close()
    }
  }
}

/// A server that waits for a standby which is not there: without end, unless somebody gives up.
@Suite(.serialized) struct StandbyTests {
  private func withoutStandby(_ body: (_ pool: Pool, _ other: Pool) async throws -> Void) async throws {
    let server = try await TestServer.start()
    let other = Pool(Configuration(server.connection))
    try await other.withSession { session in
      try await session.execute("create table item (id int)")
      try await session.execute("alter system set synchronous_standby_names = 'nobody'")
      _ = try await session.query("select pg_reload_conf()")
    }
    // The test server's own default spares it the wait.
    let pool = Pool(Configuration(server.connection + " options='-c synchronous_commit=on'"))
    try await body(pool, other)
    await pool.close()
    await other.close()
    await server.remove()
  }

  private func waiting(_ pool: Pool) async throws -> Int32? {
    try await pool.withSession { session in
      try await session.first("select pid from pg_stat_activity where wait_event = 'SyncRep'") { try $0.decode("pid", as: Int32.self) }
    }
  }

  private func waiting(on pool: Pool) async throws -> Int32 {
    let deadline = ContinuousClock.now + .seconds(120)
    while true {
      if let process = try await waiting(pool) { return process }
      guard .now < deadline else { throw Missing() }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  @Test func whoeverStopsWaitingDoesNotKnow() async throws {
    try await withoutStandby { pool, other in
      let endings: [@Sendable (Task<Void, any Error>, Int32) async throws -> Void] = [
        { task, _ in task.cancel() },
        { _, process in try await other.withSession { _ = try await $0.query("select pg_cancel_backend(\(process))") } },
        { _, process in try await other.withSession { _ = try await $0.query("select pg_terminate_backend(\(process))") } },
      ]
      for (number, end) in endings.enumerated() {
        let task = Task<Void, any Error> {
          try await pool.transaction { _ = try await $0.execute("insert into item values (\(number))") }
        }
        try await end(task, try await waiting(on: other))
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        guard case .inDoubt? = error else { throw error ?? Missing() }
        // It is there: "nothing was recorded" would have been a lie.
        let count = try await other.withSession { session in
          try await session.one("select count(*) from item where id = \(number)") { try $0.decode("count", as: Int.self) }
        }
        #expect(count == 1)
      }
    }
  }
}
