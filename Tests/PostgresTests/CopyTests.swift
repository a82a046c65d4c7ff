import Postgres
import TestSupport
import Testing

private struct Stop: Error {}

private func count(_ session: Session) async throws -> Int {
  try await session.one("select count(*) from item") { try $0.decode("count") }
}

private func withItems(_ body: (Session) async throws -> Void) async throws {
  try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
    try await pool.withSession { session in
      try await session.script("create table item (id int8, name text)")
      try await body(session)
    }
  }
}

@Suite struct CopyTests {
  /// Chunks need not end where rows do, and memory does not grow with their number.
  @Test func rowsGoInAndComeOut() async throws {
    try await withItems { session in
      let text = (1...100_000).map { "\($0)\titem é \($0)\n" }.joined()
      let bytes = Array(text.utf8)
      var offset = 0
      let copied = try await session.copyIn("copy item from stdin") {
        guard offset < bytes.count else { return nil }
        let end = min(bytes.count, offset + 7919)
        defer { offset = end }
        return Array(bytes[offset..<end])
      }
      #expect(copied == 100_000)
      var back: [UInt8] = []
      var chunks = 0
      try await session.copyOut("copy item to stdout") {
        back += $0
        chunks += 1
      }
      #expect(back == bytes)
      #expect(chunks < 1000)
      #expect(try await count(session) == 100_000)
    }
  }

  @Test func memoryStaysBoundedBothWays() async throws {
    // The child makes no database: that waits for all sessions of the server, and those of this process may wait for the child, which
    // keeps one of its few threads.
    try await withDatabase { connection in
      await #expect(processExitsWith: .success) { [connection = connection as String] in
        let pool = Pool(Configuration(connection))
        try await pool.withSession { session in
          try await session.script("create table item (id int8, name text)")
          let line = Array("1\t\(String(repeating: "x", count: 1000))\n".utf8)
          let chunk = Array(repeatElement(line, count: 1000).joined())
          let before = residentMegabytes()
          var sent = 0
          try await session.copyIn("copy item from stdin") {
            sent += 1
            return sent <= 200 ? chunk : nil
          }
          #expect(residentMegabytes() - before < 40)
          var received = 0
          try await session.copyOut("copy item to stdout") { received += $0.count }
          #expect(received == 200 * chunk.count)
          #expect(residentMegabytes() - before < 40)
        }
        await pool.close()
      }
    }
  }

  @Test func aSourceThatThrowsCopiesNothing() async throws {
    try await withItems { session in
      var sent = 0
      await #expect(throws: Stop.self) {
        try await session.copyIn("copy item from stdin") {
          sent += 1
          if sent > 100 { throw Stop() }
          return Array("1\tone\n".utf8)
        }
      }
      let left = try await count(session)
      #expect(left == 0)
    }
  }

  @Test func aBadRowIsTheServersError() async throws {
    try await withItems { session in
      var rows: [[UInt8]] = ["1\tone\n", "x\ttwo\n", "3\tthree\n"].map { Array($0.utf8) }
      let error = await #expect(throws: PostgresError.self) {
        try await session.copyIn("copy item from stdin") { rows.isEmpty ? nil : rows.removeFirst() }
      }
      #expect(error?.sqlState == "22P02")
      guard case .server(let server)? = error else { throw error ?? Missing() }
      #expect(server.context?.contains("line 2") == true)
      let left = try await count(session)
      #expect(left == 0)
    }
  }

  @Test func whatIsNotACopyIsRefused() async throws {
    try await withItems { session in
      let error = await #expect(throws: PostgresError.self) { try await session.copyIn("copy nowhere from stdin") { nil } }
      #expect(error?.sqlState == "42P01")
      await #expect(throws: PostgresError.self) { try await session.copyIn("copy item from stdin where id > \(1)") { nil } }
      let left = try await count(session)
      #expect(left == 0)
      await #expect(throws: PostgresError.self) { try await session.copyIn("copy item to stdout") { nil } }
    }
  }

  @Test func aReaderThatThrowsGivesTheConnectionUp() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      await #expect(throws: Stop.self) {
        try await pool.withSession { session in
          try await session.copyOut("copy (select generate_series(1, 10000000)) to stdout") { _ in throw Stop() }
        }
      }
      let after = try await pool.batch(["select 1"])
      #expect(after.count == 1)
    }
  }
}
