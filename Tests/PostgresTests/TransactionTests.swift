import Postgres
import TestSupport
import Testing

private struct Stop: Error {}

/// A database with `item (id primary key, name)`, empty.
private func withItems(_ body: (Pool) async throws -> Void) async throws {
  try await withPool { pool in
    try await pool.batch(["create table item (id int8 constraint item_key primary key, name text not null)"])
    try await body(pool)
  }
}

private func names(_ pool: Pool) async throws -> [String] {
  try await pool.withSession { try await $0.rows("select name from item order by id") { try $0.decode("name") } }
}

@Suite struct TransactionTests {
  @Test func commitsAtItsEnd() async throws {
    try await withItems { pool in
      let count = try await pool.transaction { session in
        try await session.execute("insert into item values (\(1), \("one"))")
        return try await session.execute("insert into item values (\(2), \("two"))")
      }
      #expect(count == 1)
      #expect(try await names(pool) == ["one", "two"])
    }
  }

  @Test func rollsBackWhenItsBodyThrows() async throws {
    try await withItems { pool in
      await #expect(throws: Stop.self) {
        try await pool.transaction { session in
          try await session.execute("insert into item values (1, 'one')")
          throw Stop()
        }
      }
      let left = try await names(pool)
      #expect(left.isEmpty)
    }
  }

  @Test func aStartedStatementIsWorkedOnMeanwhile() async throws {
    try await withItems { pool in
      let order = try await pool.transaction { session in
        let result = try await session.start("insert into item values (1, 'one') returning id")
        // The next statement waits for it, and its result is kept.
        let count = try await session.one("select count(*) from item") { try $0.decode("count", as: Int.self) }
        let id = try await result().rows[0].decode("id", as: Int.self)
        return [count, id]
      }
      #expect(order == [1, 1])
      // Nobody asks for this one.
      try await pool.transaction { session in _ = try await session.start("insert into item values (2, 'two')") }
      #expect(try await names(pool) == ["one", "two"])
    }
  }

  @Test func startedStatementsFollowOneAnother() async throws {
    try await withItems { pool in
      let numbers = try await pool.transaction { session in
        var pending: [() async throws -> QueryResult] = []
        for number in 1...5 {
          // One shape prepared once, and values larger than what a socket holds while the server is busy.
          let text = String(repeating: "x", count: 1_000_000)
          pending.append(
            try await session.start(
              "insert into item select \(number), \(text) where pg_sleep(0.02) is not null returning id, length(name)"))
        }
        var numbers: [[Int]] = []
        // Whoever asks for a later one leaves the earlier ones their results.
        for index in [1, 0, 2, 4, 3] {
          let row = try await pending[index]().rows[0]
          numbers.append([try row.decode("id", as: Int.self), try row.decode("length", as: Int.self)])
        }
        return numbers
      }
      #expect(numbers == [2, 1, 3, 5, 4].map { [$0, 1_000_000] })
      #expect(try await names(pool).count == 5)
    }
  }

  @Test func whatIsStartedBehindAFailureTellsThatFailure() async throws {
    try await withItems { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { session in
          try await session.execute("insert into item values (1, 'one')")
          _ = try await session.start("insert into item values (2, 'two')")
          _ = try await session.start("insert into item values (1, 'again')")
          let last = try await session.start("insert into item values (3, 'three')")
          _ = try await last()
        }
      }
      #expect(error?.constraint == "item_key")
      #expect(try await names(pool).isEmpty)
      // The connection serves on.
      try await pool.transaction { session in _ = try await session.start("insert into item values (4, 'four')") }
      #expect(try await names(pool) == ["four"])
    }
  }

  @Test func startedOutsideATransactionEachIsItsOwn() async throws {
    try await withItems { pool in
      try await pool.withSession { session in
        let first = try await session.start("insert into item values (1, 'one')")
        let again = try await session.start("insert into item values (1, 'again')")
        let other = try await session.start("insert into item values (2, 'two')")
        _ = try await first()
        await #expect(throws: PostgresError.self) { _ = try await again() }
        #expect(try await other().affected == 1)
      }
      #expect(try await names(pool) == ["one", "two"])
    }
  }

  @Test func aStartedStatementThatFailsUndoesItsTransaction() async throws {
    try await withItems { pool in
      let again: SQL = "insert into item values (1, 'again')"
      let bodies: [@Sendable (Session) async throws -> Void] = [
        { session in _ = try await session.start(again) },
        { session in _ = try await session.start(again)() },
        { session in
          _ = try await session.start(again)
          try await session.execute("insert into item values (2, 'two')")
        },
        { session in try await session.savepoint { session in _ = try await session.start(again) } },
      ]
      for body in bodies {
        let error = await #expect(throws: PostgresError.self) {
          try await pool.transaction { session in
            try await session.execute("insert into item values (1, 'one')")
            try await body(session)
          }
        }
        #expect(error?.constraint == "item_key")
      }
      await #expect(throws: Stop.self) {
        try await pool.transaction { session in
          _ = try await session.start("insert into item values (1, 'one')")
          throw Stop()
        }
      }
      let left = try await names(pool)
      #expect(left.isEmpty)
    }
  }

  @Test func outsideATransactionAStartedStatementIsOneByItself() async throws {
    try await withItems { pool in
      try await pool.withSession { session in
        _ = try await session.start("insert into item values (1, 'one')")
        try await session.transaction { try await $0.execute("insert into item values (2, 'two')") }
        _ = try await session.start("insert into item values (3, 'three'), (3, 'again')")
        let error = await #expect(throws: PostgresError.self) { try await session.execute("insert into item values (4, 'four')") }
        #expect(error?.constraint == "item_key")
        // Left under way: the lease's end gives the connection up.
        _ = try await session.start("insert into item values (5, 'five')")
      }
      #expect(try await Array(names(pool).prefix(2)) == ["one", "two"])
    }
  }

  @Test func aSavepointUndoesItsPartOnly() async throws {
    try await withItems { pool in
      try await pool.transaction { session in
        try await session.execute("insert into item values (1, 'one')")
        await #expect(throws: Stop.self) {
          try await session.transaction { session in
            try await session.execute("insert into item values (2, 'two')")
            try await session.savepoint { try await $0.execute("insert into item values (3, 'three')") }
            throw Stop()
          }
        }
        let error = await #expect(throws: PostgresError.self) {
          try await session.savepoint { try await $0.execute("insert into item values (1, 'again')") }
        }
        #expect(error?.constraint == "item_key")
        try await session.execute("insert into item values (4, 'four')")
      }
      #expect(try await names(pool) == ["one", "four"])
    }
  }

  @Test func anErrorThatTheBodyHidIsThrownAtTheEnd() async throws {
    try await withItems { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { session in
          try await session.execute("insert into item values (1, 'one')")
          _ = try? await session.execute("insert into item values (1, 'again')")
        }
      }
      #expect(error?.sqlState == "23505")
      let left = try await names(pool)
      #expect(left.isEmpty)
    }
  }

  @Test func aPreludeTravelsWithBegin() async throws {
    try await withItems { pool in
      let seen = try await pool.transaction(
        ["select set_config('filon.who', \("me"), true)"], isolation: .serializable, readOnly: true
      ) { session in
        try await session.one(
          """
          select current_setting('filon.who') as who, current_setting('transaction_isolation') as isolation,
            current_setting('transaction_read_only') as read_only
          """
        ) {
          try [$0.decode("who", as: String.self), $0.decode("isolation"), $0.decode("read_only")]
        }
      }
      #expect(seen == ["me", "serializable", "on"])
      let after = try await pool.withSession { session in
        try await session.one("select current_setting('filon.who')") { try $0.decode("current_setting", as: String.self) }
      }
      #expect(after == "")
    }
  }

  @Test func aPreludeThatFailsLeavesNothingOpen() async throws {
    try await withItems { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction(["select 1 / 0"]) { session -> Void in
          try await session.execute("insert into item values (1, 'one')")
          Issue.record("the statement after the prelude must not run")
        }
      }
      #expect(error?.sqlState == "22012")
      let left = try await names(pool)
      #expect(left.isEmpty)
    }
  }
}

@Suite struct BatchTests {
  @Test func queriesAskedTogetherEachHaveTheirValue() async throws {
    try await withItems { pool in
      try await pool.transaction { session in
        let (before, added, ids, last, missing) = try await session.fetch(
          Query.one("select count(*) from item") { try $0.decode("count", as: Int.self) },
          Query.all([2, 1].map { id in Query("insert into item values (\(id), \("item"))") { [id, $0.affected] } }),
          Query.rows("select id from item order by id") { try $0.decode("id", as: Int.self) }.map { $0.map { -$0 } },
          Query.first("select id from item order by id desc") { try $0.decode("id", as: Int.self) },
          Query.first("select id from item where false") { try $0.decode("id", as: Int.self) })
        #expect(before == 0 && added == [[2, 1], [1, 1]] && ids == [-1, -2] && last == 2 && missing == nil)
        let several = await #expect(throws: PostgresError.self) {
          try await session.fetch(.one("select id from item") { try $0.decode("id", as: Int.self) })
        }
        guard case .unexpectedRowCount(wanted: 1, got: 2, _, _)? = several else { throw several ?? Missing() }
        // The rows were there: the transaction goes on.
        try await session.execute("insert into item values (3, 'three')")
      }
      #expect(try await names(pool).count == 3)
    }
  }

  @Test func resultsBelongToTheirStatements() async throws {
    try await withItems { pool in
      let results = try await pool.batch([
        "insert into item select n, 'item ' || n from generate_series(1, \(5)) as n",
        "select count(*) from item",
        "delete from item where id > \(3)",
      ])
      #expect(results.map(\.affected) == [5, 1, 2])
      #expect(try results[1].rows[0].decode("count", as: Int.self) == 5)
    }
  }

  @Test func isAllOrNothing() async throws {
    try await withItems { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.batch([
          "insert into item values (1, 'one')", "insert into item values (1, 'again')", "insert into nowhere values (1)",
        ])
      }
      #expect(error?.sqlState == "23505")
      guard case .server(let server)? = error else { return }
      #expect(server.query == "insert into item values (1, 'again')")
      let left = try await names(pool)
      #expect(left.isEmpty)
      // The same session takes the next one.
      try await pool.batch(["insert into item values (1, 'one')", "insert into item values (2, 'two')"])
      #expect(try await names(pool) == ["one", "two"])
    }
  }

  @Test func oneStatementTwiceInABatchIsPreparedOnce() async throws {
    try await withItems { pool in
      let insert = { (id: Int) -> SQL in "insert into item values (\(id), \("item"))" }
      try await pool.batch((1...300).map(insert))
      let prepared = try await pool.batch(["select count(*) from pg_prepared_statements where statement like 'insert into item%'"])
      #expect(try prepared[0].rows[0].decode("count", as: Int.self) <= 1)
      #expect(try await names(pool).count == 300)
    }
  }
}
