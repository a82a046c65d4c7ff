import Postgres
import TestSupport
import Testing

private struct Stop: Error {}

/// A pool of one session behind a relay that counts round trips.
private func withRelay(refusing refusals: Int = 0, _ body: (Pool, Relay) async throws -> Void) async throws {
  try await withDatabase { connection in
    let relay = try Relay(to: try Relay.folder(of: connection), refusing: refusals)
    defer { relay.close() }
    var configuration = Configuration(connection + " host=\(relay.folder)")
    configuration.maximumSessions = 1
    let pool = Pool(configuration)
    try await pool.withSession { try await $0.script("create table item (id int8 primary key)") }
    _ = relay.takeTurns()
    try await body(pool, relay)
    await pool.close()
  }
}

@Suite struct RoundTripTests {
  @Test func aBatchIsOneRoundTripFromTheFirstTime() async throws {
    try await withRelay { pool, relay in
      for first in [0, 10, 20] {
        try await pool.batch((1...5).map { "insert into item values (\(first + $0))" })
        #expect(relay.takeTurns() == 1)
      }
      try await pool.batch(["insert into item values (\(100))"])
      #expect(relay.takeTurns() == 1)
      let count = try await pool.batch(["select count(*) from item"])[0].rows[0].decode("count", as: Int.self)
      #expect(count == 16)
      #expect(relay.takeTurns() == 1)
    }
  }

  @Test func aTransactionCostsItsStatementsAndCommit() async throws {
    try await withRelay { pool, relay in
      let prelude: [SQL] = ["select set_config('filon.who', \("me"), true)"]
      try await pool.transaction(prelude) { session in
        #expect(relay.takeTurns() == 0)
        try await session.execute("insert into item values (\(1))")
        #expect(relay.takeTurns() == 1)
        let (_, ids) = try await session.fetch(
          Query.run("insert into item values (\(2))"), Query.rows("select id from item") { try $0.decode("id", as: Int64.self) })
        #expect(ids.count == 2)
        #expect(relay.takeTurns() == 1)
      }
      #expect(relay.takeTurns() == 1)
      // Who asks nothing begins nothing.
      try await pool.transaction(prelude) { _ in }
      #expect(relay.takeTurns() == 0)
    }
  }

  /// Whatever comes first, the transaction begins before it.
  @Test func everythingGoesInTheTransactionThatWasBegunWithIt() async throws {
    try await withRelay { pool, relay in
      let insert: SQL = "insert into item values (1)"
      let bodies: [@Sendable (Session) async throws -> Void] = [
        { try await $0.execute(insert) },
        { _ = try await $0.start(insert)() },
        { try await $0.batch([insert, "select 1"]) },
        { try await $0.script("insert into item values (1); select 1") },
        { session in try await session.stream("insert into item values (1) returning id") { _ in } },
        {
          var chunks: [[UInt8]] = [Array("1\n".utf8)]
          try await $0.copyIn("copy item from stdin") { chunks.popLast() }
        },
        { session in _ = try await session.savepoint { try await $0.execute(insert) } },
        { session in _ = try await session.transaction { try await $0.execute(insert) } },
        { session in
          // Not even sent: a value that cannot be.
          _ = try? await session.execute("select \("\0")")
          try await session.execute(insert)
        },
      ]
      for body in bodies {
        await #expect(throws: Stop.self) {
          try await pool.transaction { session in
            try await body(session)
            #expect(relay.takeTurns() > 0)
            throw Stop()
          }
        }
        let count = try await pool.batch(["select count(*) from item"])[0].rows[0].decode("count", as: Int.self)
        #expect(count == 0)
        _ = relay.takeTurns()
      }
    }
  }

  /// The server turned somebody away, but is ready when it is asked whether it does: it is connected to once more.
  @Test func aServerThatBecomesReadyMeanwhileIsConnectedTo() async throws {
    try await withRelay(refusing: 1) { pool, _ in
      let result = try await pool.batch(["select 1"])
      #expect(result.count == 1)
    }
  }
}
