import Foundation
import Postgres
import TestSupport
import Testing

/// A database with two organizations, reached as the service's role and, to look at all, as its owner.
struct Place {
  let configuration: Configuration
  let service: Pool
  let owner: Pool
  let a: Company
  let b: Company
  let tables: [String]
  /// Functions of the schema `report` that read an organization, with the names of their further arguments.
  let reports: [(name: String, arguments: [String])]

  /// Runs `body` as somebody, or without saying who.
  func session<R>(as actor: Actor? = nil, _ body: (Session) async throws -> R) async throws -> R {
    try await service.transaction(actor.map { [$0.statement] } ?? [], body)
  }

  /// The error code of a statement that is refused; nil when it is not.
  func refusal(of statement: SQL, as actor: Actor?) async throws -> String? {
    do {
      _ = try await session(as: actor) { try await $0.execute(statement) }
      return nil
    } catch let error as PostgresError {
      return error.sqlState
    }
  }

  /// How many rows of a table somebody sees.
  func total(_ table: String, as actor: Actor?) async throws -> Int {
    try await session(as: actor) { try await count(table, $0) }
  }

  /// How many rows an update of every column that may change does change.
  func changes(_ table: String, as actor: Actor?, where condition: SQL = "true") async throws -> Int {
    let columns = try await owner.withSession { session in
      try await session.rows(
        """
        select a.attname::text as name
        from pg_attribute a
        where a.attrelid = \(table)::text::regclass
          and a.attnum > 0
          and has_column_privilege('filon_service', a.attrelid, a.attnum, 'update')
        """, { try $0.decode("name", as: String.self) })
    }
    guard !columns.isEmpty else {
      #expect(try await refusal(of: "update \(identifier: table) set organization_id = null", as: actor) == "42501")
      return 0
    }
    let same = columns.map { "\(identifier: $0) = \(identifier: $0)" as SQL }.joined()
    return try await session(as: actor) { try await $0.execute("update \(identifier: table) set \(same) where \(condition)") }
  }

  /// The error code of adding a copy of a row that a company has: what is not allowed is refused before its key is found taken.
  func insertion(of company: Company, into table: String, where condition: SQL = "true", as actor: Actor?) async throws -> String? {
    let (row, columns) = try await owner.withSession { session in
      let row = try await session.first(
        "select to_jsonb(t)::text as row from \(identifier: table) t where organization_id = \(company.id) and \(condition)",
        { try $0.decode("row", as: String.self) })
      let columns = try await session.rows(
        """
        select a.attname::text as name
        from pg_attribute a
        where a.attrelid = \(table)::text::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        """, { try $0.decode("name", as: String.self) })
      return (try #require(row, "Company has no row in \(table)"), columns.map { "\(identifier: $0)" as SQL }.joined())
    }
    return try await refusal(
      of: """
        insert into \(identifier: table) (\(columns))
        select \(columns) from jsonb_populate_record(null::\(identifier: table), \(row)::text::jsonb)
        """, as: actor)
  }

  /// What a record_… or void_… function says of each row that it did not record.
  func answers(_ query: SQL, as actor: Actor) async throws -> [String] {
    try await session(as: actor) { session in
      try await session.rows("select concat_ws(' ', status, reason) as answer from (\(query)) as r order by number") {
        try $0.decode("answer", as: String.self)
      }
    }
  }
}

/// Lends `body` a database in which two companies have a row in every table.
func withTwoCompanies(_ body: (Place) async throws -> Void) async throws {
  try await withSchema { connection in
    var configuration = Configuration(connection)
    configuration.maximumSessions = 2
    try await lending(configuration) { owner in
      configuration.role = "filon_service"
      try await lending(configuration) { service in
        let tables = try await owner.withSession { session in
          try await session.rows(
            "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
            { try $0.decode("name", as: String.self) })
        }
        let reports = try await owner.withSession { session in
          try await session.rows(
            """
            select format('report.%I', p.proname) as name, p.proargnames[2:p.pronargs] as arguments
            from pg_proc p
            where p.pronamespace = 'report'::regnamespace and p.proargnames[1] = 'organization_id'
            """,
            { (name: try $0.decode("name", as: String.self), arguments: try $0.decode("arguments", as: [String].self)) })
        }
        try await body(
          Place(
            configuration: configuration, service: service, owner: owner, a: try await Company("A", on: service),
            b: try await Company("B", on: service), tables: tables, reports: reports))
      }
    }
  }
}

/// How many rows of a table the session sees.
func count(_ table: String, _ session: Session, where condition: SQL = "true") async throws -> Int {
  try await session.one("select count(*) from \(identifier: table) where \(condition)") { try $0.decode("count", as: Int.self) }
}
