import Postgres
import TestSupport
import Testing

@Suite struct StatementTests {
  @Test func aStatementGivesRows() async throws {
    try await withPool { pool in
      let rows = try await pool.withSession { session in
        try await session.rows("select n, 'row ' || n as label from generate_series(1, \(3)) as n") { row in
          (try row.decode(0, "n", as: Int.self), try row.decode(1, "label", as: String.self))
        }
      }
      #expect(rows.map(\.0) == [1, 2, 3])
      #expect(rows.map(\.1) == ["row 1", "row 2", "row 3"])
    }
  }
}
