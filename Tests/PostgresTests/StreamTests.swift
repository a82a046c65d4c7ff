import Foundation
import Postgres
import TestSupport
import Testing

private struct Stop: Error {}

@Suite struct StreamTests {
  @Test func rowsComeInOrderAndTheSessionGoesOn() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      try await pool.withSession { session in
        for _ in 1...2 {
          var sum = 0
          var count = 0
          try await session.stream("select n from generate_series(1, \(10_000)) as n") { row in
            sum += try row.decode("n", as: Int.self)
            count += 1
          }
          #expect(sum == 50_005_000 && count == 10_000)
        }
        let error = await #expect(throws: PostgresError.self) {
          try await session.stream("select 100 / (50 - n) as q from generate_series(1, 100) as n") { _ in }
        }
        #expect(error?.sqlState == "22012")
        #expect(try await session.execute("select 1") == 1)
      }
    }
  }

  @Test func leavingEarlyGivesTheConnectionUp() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      try await pool.withSession { session in
        await #expect(throws: Stop.self) {
          try await session.stream("select n from generate_series(1, 10000000) as n") { _ in throw Stop() }
        }
        await #expect(throws: PostgresError.self) { try await session.execute("select 1") }
      }
      let after = try await pool.batch(["select 1"])
      #expect(after.count == 1)
    }
  }

  @Test func aBodyThatLeavesAStreamRollsItsTransactionBack() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      try await pool.batch(["create table item (id int)"])
      await #expect(throws: PostgresError.self) {
        try await pool.transaction { session in
          try await session.execute("insert into item values (1)")
          try? await session.stream("select n from generate_series(1, 10000000) as n") { _ in throw Stop() }
        }
      }
      let left = try await pool.batch(["select * from item"])
      #expect(left[0].rows.isEmpty)
    }
  }

  @Test func aServerThatIsNeverWaitedForIsCancelledToo() async throws {
    try await withPool { pool in
      let task = Task {
        var rows = 0
        await #expect(throws: CancellationError.self) {
          try await pool.withSession { session in
            try await session.stream("select generate_series(1, 100000000) as n") { _ in
              rows += 1
              if rows == 1000 { withUnsafeCurrentTask { $0?.cancel() } }
            }
          }
        }
        return rows
      }
      #expect(await task.value == 1000)
    }
  }

  /// A gigabyte passes while the process grows by less than a twentieth of it.
  @Test func aResultLargerThanMemoryIsRead() async throws {
    // The child makes no database, as in CopyTests.
    try await withDatabase { connection in
      await #expect(processExitsWith: .success) { [connection = connection as String] in
        let pool = Pool(Configuration(connection))
        try await pool.withSession { session in
          let before = residentMegabytes()
          var bytes = 0
          var peak = before
          try await session.stream("select repeat('x', 100000) as chunk from generate_series(1, 10000) as n") { row in
            bytes += try row.decode("chunk", as: String.self).utf8.count
            if bytes % 10_000_000 == 0 { peak = max(peak, residentMegabytes()) }
          }
          #expect(bytes == 1_000_000_000)
          #expect(peak - before < 50, "grew from \(before) to \(peak) MB")
        }
        await pool.close()
      }
    }
  }
}
