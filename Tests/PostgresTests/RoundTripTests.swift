import Postgres
import TestSupport
import Testing

/// A pool of one session behind a relay that counts round trips.
private func withRelay(refusing refusals: Int = 0, _ body: (Pool, Relay) async throws -> Void) async throws {
  let server = try await TestServer.shared()
  let socketFolder = try await withPool { pool in
    try await pool.withSession {
      try await $0.one("show unix_socket_directories") { try $0.decode(0, "unix_socket_directories", as: String.self) }
    }
  }
  try await withDatabase { connection in
    let relay = try Relay(to: socketFolder, refusing: refusals)
    defer { relay.close() }
    var configuration = Configuration(connection + " host=\(relay.folder)")
    configuration.maximumSessions = 1
    let pool = Pool(configuration)
    try await pool.withSession { try await $0.script("create table item (id int8 primary key)") }
    _ = relay.takeTurns()
    try await body(pool, relay)
    await pool.close()
  }
  _ = server
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
      let count = try await pool.batch(["select count(*) from item"])[0].rows[0].decode(0, "count", as: Int.self)
      #expect(count == 16)
      #expect(relay.takeTurns() == 1)
    }
  }

  @Test func aTransactionCostsBeginItsStatementsAndCommit() async throws {
    try await withRelay { pool, relay in
      try await pool.transaction(["select set_config('filon.who', \("me"), true)"]) { session in
        #expect(relay.takeTurns() == 1)
        try await session.execute("insert into item values (\(1))")
        #expect(relay.takeTurns() == 1)
      }
      #expect(relay.takeTurns() == 1)
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
