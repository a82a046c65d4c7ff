import Postgres
import TestSupport
import Testing

@Suite struct StatementTests {
  @Test func aStatementGivesRows() async throws {
    try await withPool { pool in
      let rows = try await pool.withSession { session in
        try await session.rows("select n, 'row ' || n as label from generate_series(1, \(3)) as n") { row in
          (try row.decode("n", as: Int.self), try row.decode("label", as: String.self))
        }
      }
      #expect(rows.map(\.0) == [1, 2, 3])
      #expect(rows.map(\.1) == ["row 1", "row 2", "row 3"])
    }
  }

  @Test func oneWantsExactlyOneRow() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        for count in [0, 2] {
          let error = await #expect(throws: PostgresError.self) {
            try await session.one("select n from generate_series(1, \(count)) as n") { try $0.decode("n", as: Int.self) }
          }
          guard case .unexpectedRowCount(wanted: 1, got: count, _, let place)? = error else {
            throw error ?? Missing()
          }
          #expect(place.file.hasSuffix("StatementTests.swift"))
        }
        #expect(try await session.first("select 1 as n where false") { try $0.decode("n", as: Int.self) } == nil)
        #expect(try await session.first("values (1), (2)") { try $0.decode("column1", as: Int.self) } == 1)
      }
    }
  }

  /// One session, so that the statement prepared before its table changed is the one that runs after.
  @Test func aStatementWhoseTableChangedIsPreparedAgain() async throws {
    try await withPool(configure: { $0.maximumSessions = 1 }) { pool in
      try await pool.withSession { session in
        try await session.script("create table item (id int); insert into item values (1)")
        #expect(try await session.query("select * from item").rows[0].columns.count == 1)
        try await session.execute("alter table item add column name text default 'new'")
        #expect(try await session.query("select * from item").rows[0].columns.count == 2)
        try await session.execute("deallocate all")
        #expect(try await session.query("select * from item").rows[0].columns.count == 2)
        try await session.execute("deallocate all")
      }
      let results = try await pool.batch(["select 1", "select * from item"])
      #expect(results[1].rows[0].columns.count == 2)
    }
  }

  /// Its first statement begins it, and is prepared anew with it; what comes later would lose what was done before.
  @Test func insideATransactionTheErrorIsThrownAndTheNextTryWorks() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        try await session.script("create table item (id int)")
        try await session.execute("select * from item")
        try await session.execute("alter table item add column name text")
        let error = await #expect(throws: PostgresError.self) {
          try await session.transaction { session in
            try await session.execute("select 1")
            try await session.execute("select * from item")
          }
        }
        #expect(error?.sqlState == "0A000")
        try await session.transaction { try await $0.execute("select * from item") }
        try await session.execute("alter table item drop column name")
        let columns = try await session.transaction { try await $0.query("select * from item").rows.isEmpty }
        #expect(columns)
      }
    }
  }

  @Test func preparedStatementsMakeRoomForOthers() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        for n in 0..<600 { try await session.execute("select \(unsafeRaw: "\(n)")") }
        let prepared = try await session.one("select count(*) from pg_prepared_statements") { try $0.decode("count", as: Int.self) }
        #expect(prepared <= 256)
        // The oldest is gone and comes back.
        #expect(try await session.one("select 0") { try $0.decode("?column?", as: Int.self) } == 0)
      }
    }
  }

  /// What it may have changed is prepared anew, and what was prepared before does not stay on the server.
  @Test func aScriptLeavesNothingPrepared() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        let count: SQL = "select count(*) from pg_prepared_statements"
        var prepared: [Int] = []
        for _ in 0..<3 {
          try await session.execute("select 1")
          try await session.script("create temporary table scripted (n integer); drop table scripted")
          prepared.append(try await session.one(count) { try $0.decode("count", as: Int.self) })
        }
        #expect(prepared == [1, 1, 1])
      }
    }
  }

  @Test func nothingIsPreparedWhenSwitchedOff() async throws {
    try await withPool(configure: { $0.preparesStatements = false }) { pool in
      try await pool.transaction(["select \(1)"]) { session in
        #expect(try await session.one("select \("é") || \("à") as text") { try $0.decode("text", as: String.self) } == "éà")
        var streamed: [Int] = []
        try await session.stream("select \(2) as n") { streamed.append(try $0.decode("n")) }
        #expect(streamed == [2])
        let prepared = try await session.one("select count(*) from pg_prepared_statements") { try $0.decode("count", as: Int.self) }
        #expect(prepared == 0)
      }
    }
  }

  @Test func aSessionBelongsToItsClosure() async throws {
    try await withPool { pool in
      var kept: Session?
      try await pool.withSession { kept = $0 }
      let session = try #require(kept)
      let error = await #expect(throws: PostgresError.self) { try await session.execute("select 1") }
      guard case .closed? = error else {
        throw error ?? Missing()
      }
    }
  }

  @Test func aSessionIsOccupiedByItsStream() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        try await session.stream("select 1") { _ in
          let error = await #expect(throws: PostgresError.self) { try await session.execute("select 2") }
          guard case .busy? = error else { throw error ?? Missing() }
        }
        try await session.execute("select 3")
      }
    }
  }

  @Test func theConfigurationReachesTheServer() async throws {
    try await withPool(configure: { $0.role = "pg_monitor" }) { pool in
      let seen = try await pool.withSession { session in
        try await session.one("select current_user::text, current_setting('application_name')") {
          try [$0.decode("current_user", as: String.self), $0.decode("current_setting")]
        }
      }
      #expect(seen == ["pg_monitor", "filon"])
    }
  }

  @Test func aScriptRunsAllOrNothing() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        try await session.script("create table a (id int); insert into a values (1); select * from a;")
        let error = await #expect(throws: PostgresError.self) {
          try await session.script("insert into a values (2); insert into nowhere values (1)")
        }
        #expect(error?.sqlState == "42P01")
        #expect(try await session.one("select count(*) from a") { try $0.decode("count", as: Int.self) } == 1)
        try await session.transaction { session in
          try await session.script("insert into a values (3); insert into a values (4)")
        }
        #expect(try await session.one("select count(*) from a") { try $0.decode("count", as: Int.self) } == 3)
      }
    }
  }
}
