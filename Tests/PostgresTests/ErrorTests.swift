import Postgres
import TestSupport
import Testing

@Suite struct ErrorTests {
  @Test func aServerErrorTellsConstraintQueryAndPlaceButNoValue() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        try await session.script("create table contact (email text constraint contact_email_key unique)")
        try await session.execute("insert into contact values (\("secret@example.com"))")
        let error = await #expect(throws: PostgresError.self) {
          try await session.execute("insert into contact values (\("secret@example.com"))")
        }
        guard case .server(let server)? = error else { throw error ?? Missing() }
        #expect(server.sqlState == "23505")
        #expect(server.severity == "ERROR")
        #expect(server.constraint == "contact_email_key")
        #expect(server.table == "contact")
        #expect(server.query == "insert into contact values ($1)")
        #expect(server.detail?.contains("secret@example.com") == true)
        #expect(server.place.file == "PostgresTests/ErrorTests.swift")
        #expect(error?.sqlState == "23505")
        #expect(error?.constraint == "contact_email_key")
        let text = "\(try #require(error))"
        #expect(!text.contains("secret"))
        #expect(text.contains("contact_email_key") && text.contains("ErrorTests.swift") && text.contains("23505"))
      }
    }
  }

  @Test(arguments: ["int4", "date", "uuid", "numeric"])
  func aValueThatTheServerQuotesIsLeftOut(type: String) async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        let error = await #expect(throws: PostgresError.self) {
          try await session.execute("select \("secret")::\(unsafeRaw: type)")
        }
        let text = "\(try #require(error))"
        #expect(!text.contains("secret"))
        #expect(text.contains("22"))
      }
    }
  }

  @Test func aColumnThatCannotBeReadNamesBothTypes() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        let row = try #require(try await session.query("select 'secret'::text as name, null::int8 as n").rows.first)
        let wrong = #expect(throws: PostgresError.self) { try row.decode("name", as: Int.self) }
        let text = "\(try #require(wrong))"
        #expect(text.contains("column name") && text.contains("Int") && text.contains("text") && !text.contains("secret'::text\n"))
        let null = #expect(throws: PostgresError.self) { try row.decode("n", as: Int.self) }
        #expect("\(try #require(null))".contains("null"))
        #expect(throws: PostgresError.self) { try row.decode("beyond", as: Int.self) }
        #expect(try row.decode("n", as: Int?.self) == nil)
      }
    }
  }

  @Test func aColumnThatIsNotThereIsRefusedWithThoseThatAre() async throws {
    try await withPool { pool in
      let result = try await pool.batch(["select 1 as n, 2 as other"])[0]
      #expect(try result.rows[0].decode("other", as: Int.self) == 2)
      for column: StaticString in ["m", "oth", "others", ""] {
        let error = #expect(throws: PostgresError.self) { try result.rows[0].decode(column, as: Int.self) }
        #expect("\(try #require(error))".contains("a row of n, other"), "\(column)")
      }
    }
  }

  #if DEBUG
    @Test func aNameOfTwoColumnsIsRefusedInDebugBuilds() async throws {
      try await withPool { pool in
        let result = try await pool.batch(["select 1 as n, 2 as n"])[0]
        let error = #expect(throws: PostgresError.self) { try result.rows[0].decode("n", as: Int.self) }
        #expect("\(try #require(error))".contains("two columns of that name"))
      }
    }
  #endif

  @Test func aNULByteIsRefusedBeforeAnythingIsSent() async throws {
    try await withPool { pool in
      try await pool.withSession { session in
        try await session.script("create table note (text text)")
        let refused: [SQL] = [
          "insert into note values (\("a\0b"))", "select \(["a", "b\0"])", "select \(JSONB("\"\0\""))", "select \(identifier: "a\0")",
        ]
        for sql in refused {
          let error = await #expect(throws: PostgresError.self) { try await session.batch(["insert into note values ('x')", sql]) }
          guard case .encoding(let problem, _, _)? = error else {
            throw error ?? Missing()
          }
          #expect(problem.contains("NUL byte"))
        }
        #expect(try await session.query("select * from note").rows.isEmpty)
      }
    }
  }

  @Test func whatTheCommitRefusesIsAnErrorOfTheBatch() async throws {
    try await withPool { pool in
      try await pool.withSession {
        try await $0.script("create table item (id int constraint item_id unique deferrable initially deferred)")
      }
      for statements in [["insert into item values (1)", "insert into item values (1)"], ["insert into item values (2), (2)"]] as [[SQL]] {
        let error = await #expect(throws: PostgresError.self) { try await pool.batch(statements) }
        #expect(error?.sqlState == "23505")
      }
      try await pool.withSession { session in
        let error = await #expect(throws: PostgresError.self) {
          try await session.stream("insert into item values (3), (3) returning id") { _ in }
        }
        #expect(error?.sqlState == "23505")
      }
      let after = try await pool.batch(["select * from item"])
      #expect(after[0].rows.isEmpty)
    }
  }

  @Test func copyByAStatementIsRefused() async throws {
    try await withPool { pool in
      for sql in ["copy (select 1) to stdout", "copy pg_class from stdin"] as [SQL] {
        await #expect(throws: PostgresError.self) { try await pool.withSession { try await $0.execute(sql) } }
      }
      let after = try await pool.batch(["select 1"])
      #expect(after.count == 1)
    }
  }
}
