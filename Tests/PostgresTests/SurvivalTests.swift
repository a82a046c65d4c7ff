import Foundation
import Postgres
import TestSupport
import Testing

/// How many sessions of this database are within `pg_sleep`. Those that are only about to run it would miss a cancel request that came now.
private func sleepers(_ pool: Pool) async throws -> Int {
  try await pool.withSession { session in
    try await session.one(
      "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
    ) {
      try $0.decode("count")
    }
  }
}

/// Gives up after what no busy machine takes.
private func waitUntil(_ condition: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(120)
  while try await !condition() {
    guard .now < deadline else { throw Missing() }
    try await Task.sleep(for: .milliseconds(10))
  }
}

@Suite struct CancellationTests {
  /// The server is asked to stop: by itself it would sleep for an hour, for it does not look whether its client is still there.
  @Test func aCancelledTaskStopsItsStatementOnTheServer() async throws {
    try await withPool { pool in
      let bodies: [@Sendable (Session) async throws -> Void] = [
        { try await $0.execute("select pg_sleep(3600)") },
        { try await $0.stream("select pg_sleep(3600)") { _ in } },
        { try await $0.script("select pg_sleep(3600)") },
        { try await $0.copyOut("copy (select pg_sleep(3600)) to stdout") { _ in } },
        { session in _ = try await session.transaction { try await $0.execute("select pg_sleep(3600)") } },
      ]
      for body in bodies {
        let task = Task { try await pool.withSession(body) }
        try await waitUntil { try await sleepers(pool) == 1 }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await waitUntil { try await sleepers(pool) == 0 }
      }
    }
  }

  @Test func aCancelledStreamEndsAndItsSessionIsReplaced() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      let task = Task {
        try await pool.withSession { session in
          try await session.stream("select n from generate_series(1, 2000000000) as n") { _ in }
        }
      }
      try await Task.sleep(for: .milliseconds(100))
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      let after = try await pool.batch(["select 1"])
      #expect(after.count == 1)
    }
  }

  @Test func aTransactionOfACancelledTaskIsRolledBack() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      try await pool.batch(["create table item (id int)"])
      let (started, start) = AsyncStream.makeStream(of: Void.self)
      let task = Task {
        try await pool.transaction { session in
          try await session.execute("insert into item values (1)")
          start.yield()
          while !Task.isCancelled { await Task.yield() }
        }
      }
      for await _ in started { break }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      let left = try await pool.batch(["select * from item"])
      #expect(left[0].rows.isEmpty)
    }
  }

  @Test func aTaskMayStopWaitingForASession() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      try await pool.withSession { _ in
        let task = Task { try await pool.batch(["select 1"]) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
      }
      let after = try await pool.batch(["select 1"])
      #expect(after.count == 1)
    }
  }

  @Test func aStatementTimeoutLeavesTheSessionUsable() async throws {
    try await withPool(configure: {
      // Long enough for the other statements on a machine that runs all tests at once.
      $0.statementTimeout = .seconds(3)
      $0.maximumSessions = 1
    }) { pool in
      try await pool.withSession { session in
        let process = try await session.one("select pg_backend_pid()") { try $0.decode("pg_backend_pid", as: Int.self) }
        let error = await #expect(throws: PostgresError.self) { try await session.execute("select pg_sleep(60)") }
        #expect(error?.sqlState == "57014")
        #expect(try await session.one("select pg_backend_pid()") { try $0.decode("pg_backend_pid", as: Int.self) } == process)
      }
    }
  }
}

@Suite struct PoolTests {
  @Test func anExhaustedPoolSaysSo() async throws {
    try await withPool(configure: {
      $0.maximumSessions = 1
      // The first session must be there in that time, on a machine that runs all the other tests too.
      $0.acquireTimeout = .seconds(15)
    }) { pool in
      try await pool.withSession { _ in
        let error = await #expect(throws: PostgresError.self) { try await pool.batch(["select 1"]) }
        guard case .acquireTimeout(seconds: 15, inUse: 1, lastConnectError: nil)? = error else { throw error ?? Missing() }
        #expect("\(try #require(error))".contains("15.0 s (1 in use)"))
      }
      let after = try await pool.batch(["select 1"])
      #expect(after.count == 1)
    }
  }

  @Test func theLastConnectErrorIsToldWithTheTimeout() async throws {
    try await withDatabase { connection in
      let role = "limited_\(UInt32.random(in: .min ... .max))"
      let owner = Pool(Configuration(connection))
      try await owner.batch(["create role \(identifier: role) login connection limit 1"])
      var configuration = Configuration(connection + " user=\(role)")
      configuration.acquireTimeout = .seconds(15)
      let pool = Pool(configuration)
      try await pool.withSession { _ in
        let error = await #expect(throws: PostgresError.self) { try await pool.batch(["select 1"]) }
        guard case .acquireTimeout(_, inUse: 1, let last?)? = error else { throw error ?? Missing() }
        #expect(last.contains("too many connections"))
      }
      await pool.close()
      try await owner.batch(["drop role \(identifier: role)"])
      await owner.close()
    }
  }

  @Test func manyTasksShareFewSessions() async throws {
    try await withPool(configure: {
      $0.maximumSessions = 3
      // Five hundred turns, on a machine that runs all the other tests too.
      $0.acquireTimeout = .seconds(300)
    }) { pool in
      try await pool.batch(["create table item (id int8 primary key)"])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for id in 1...500 { group.addTask { try await pool.batch(["insert into item values (\(id))"]) } }
        try await group.waitForAll()
      }
      let counts = try await pool.batch([
        "select count(*) from item", "select count(*) from pg_stat_activity where datname = current_database()",
      ])
      #expect(try counts[0].rows[0].decode("count", as: Int.self) == 500)
      #expect(try counts[1].rows[0].decode("count", as: Int.self) <= 3)
    }
  }

  @Test func aClosedPoolWaitsForItsLeases() async throws {
    try await withDatabase { connection in
      let pool = Pool(Configuration(connection))
      let (started, start) = AsyncStream.makeStream(of: Void.self)
      let task = Task {
        try await pool.withSession { session in
          start.yield()
          try await session.execute("select pg_sleep(0.2)")
        }
      }
      for await _ in started { break }
      await pool.close()
      // The lease was over when `close` returned.
      try await task.value
      let error = await #expect(throws: PostgresError.self) { try await pool.batch(["select 1"]) }
      guard case .closed? = error else { throw error ?? Missing() }
    }
  }

  /// Of the connection, not of a lease that was waited for in vain.
  @Test func noServerIsAnErrorAtOnce() async throws {
    let pool = Pool(Configuration("host=/nowhere user=nobody dbname=nothing"))
    let error = await #expect(throws: PostgresError.self) { try await pool.batch(["select 1"]) }
    guard case .connection(let message)? = error else { throw error ?? Missing() }
    #expect(message.contains("/nowhere"))
  }

  /// The address swallows what is sent to it (RFC 5737), or has no route; neither may hang.
  @Test func aHostThatDoesNotAnswerEndsInATimeout() async throws {
    var configuration = Configuration("host=192.0.2.1 user=nobody dbname=nothing sslmode=disable")
    configuration.connectTimeout = .seconds(2)
    configuration.acquireTimeout = .seconds(5)
    let pool = Pool(configuration)
    await #expect(throws: PostgresError.self) { try await pool.batch(["select 1"]) }
  }

  @Test func aConnectThatTakesTooLongIsGivenUpByItsWaiter() async throws {
    // Accepts, and never answers.
    let relay = try Relay(to: "/nowhere")
    defer { relay.close() }
    var configuration = Configuration("host=\(relay.folder) user=nobody dbname=nothing")
    configuration.acquireTimeout = .milliseconds(300)
    let pool = Pool(configuration)
    let error = await #expect(throws: PostgresError.self) { try await pool.batch(["select 1"]) }
    guard case .acquireTimeout(_, inUse: 0, _)? = error else { throw error ?? Missing() }
  }

  @Test func aRoleThatDoesNotExistFailsTheConnection() async throws {
    try await withPool(configure: { $0.role = "no one" }) { pool in
      let error = await #expect(throws: PostgresError.self) { try await pool.batch(["select 1"]) }
      guard case .connection(let message)? = error else { throw error ?? Missing() }
      #expect(message.contains("no one"))
    }
  }
}

@Suite(.serialized) struct RestartTests {
  @Test func aRestartedServerIsFoundAgain() async throws {
    let server = try await TestServer.start()
    let pool = Pool(Configuration(server.connection))
    // Several idle sessions, all to be found dead.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...4 { group.addTask { try await pool.batch(["select pg_sleep(0.05)"]) } }
      try await group.waitForAll()
    }
    await server.stop()
    let down = await #expect(throws: PostgresError.self) { try await pool.batch(["select 1"]) }
    guard case .connection? = down else { throw down ?? Missing() }
    try await server.start()
    let after = try await pool.batch(["select 1"])
    #expect(after.count == 1)
    await pool.close()
    await server.remove()
  }

  @Test func aServerThatStopsUnderAStatementIsAnError() async throws {
    let server = try await TestServer.start()
    let pool = Pool(Configuration(server.connection))
    let task = Task { try await pool.batch(["select pg_sleep(60)"]) }
    try await waitUntil { try await sleepers(pool) == 1 }
    await server.stop()
    let error = await #expect(throws: PostgresError.self) { try await task.value }
    // A batch is sent with its commit.
    guard case .inDoubt? = error else { throw error ?? Missing() }
    await pool.close()
    await server.remove()
  }

  @Test func aKilledBackendIsReplaced() async throws {
    let server = try await TestServer.start()
    var configuration = Configuration(server.connection)
    // It is how long the recovery may take, on a machine that runs all the other tests too.
    configuration.connectTimeout = .seconds(120)
    configuration.acquireTimeout = .seconds(120)
    let pool = Pool(configuration)
    try await pool.withSession { session in
      let process = try await session.one("select pg_backend_pid()") { try $0.decode("pg_backend_pid", as: Int32.self) }
      kill(process, SIGKILL)
      let error = await #expect(throws: PostgresError.self) {
        try await session.transaction { try await $0.execute("select 1") }
      }
      guard case .lost? = error else { throw error ?? Missing() }
    }
    // The server takes a moment to recover from the crash, and turns everybody away meanwhile: that is waited for.
    try await waitUntil {
      do {
        return try await pool.batch(["select 1"]).count == 1
      } catch let error as PostgresError {
        #expect(!error.description.contains("recovery mode") && !error.description.contains("not yet accepting"))
        return false
      }
    }
    await pool.close()
    await server.remove()
  }

  @Test func aTerminatedSessionIsReplacedUnseen() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      let process = try await pool.batch(["select pg_backend_pid()"])[0].rows[0].decode("pg_backend_pid", as: Int.self)
      try await withDatabase { other in
        let administrator = Pool(Configuration(other))
        try await administrator.batch(["select pg_terminate_backend(\(process)::int, 5000)"])
        await administrator.close()
      }
      let after = try await pool.batch(["select pg_backend_pid()"])[0].rows[0].decode("pg_backend_pid", as: Int.self)
      #expect(after != process)
    }
  }
}

@Suite struct ListenTests {
  @Test func notificationsArrive() async throws {
    try await withPool { pool in
      let notifications = try await pool.listen(to: ["a", "B c"])
      try await pool.batch(["select pg_notify('a', \("one é"))", "select pg_notify('unheard', '')", "select pg_notify('B c', '')"])
      var seen: [String] = []
      for try await notification in notifications {
        seen.append("\(notification.channel):\(notification.payload)")
        if seen.count == 2 { break }
      }
      #expect(seen == ["a:one é", "B c:"])
    }
  }

  @Test func aReaderThatStopsClosesItsConnection() async throws {
    try await withPool { pool in
      do {
        let notifications = try await pool.listen(to: ["a"])
        let reader = Task { for try await _ in notifications {} }
        reader.cancel()
        try await reader.value
      }
      try await waitUntil {
        try await pool.withSession { session in
          try await session.one("select count(*) from pg_stat_activity where datname = current_database() and query like 'listen%'") {
            try $0.decode("count", as: Int.self)
          }
        } == 0
      }
    }
  }

  @Test func aLostConnectionEndsTheStreamWithAnError() async throws {
    try await withPool { pool in
      let notifications = try await pool.listen(to: ["a"])
      try await pool.batch([
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'"
      ])
      await #expect(throws: PostgresError.self) { for try await _ in notifications {} }
    }
  }
}
