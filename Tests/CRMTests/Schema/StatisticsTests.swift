import Postgres
import TestSupport
import Testing

@Suite struct StatisticsTests {
  /// What a preview or an interrupted import leaves behind: pages of dead rows, in which those of the next import take their place.
  @Test func rowsThatFillThePlaceOfDeadOnesAreSeen() async throws {
    let counts = try await withOwner { owner in
      try await owner.withSession { session in
        let companies = """
          insert into organization (organization_id, slug, name, currency, time_zone, language)
          select organization_id_of('c' || n), 'c' || n, 'C', 'EUR', 'Europe/Paris', 'fr'
          """
        try await session.script("begin; \(companies) from generate_series(1, 20000) n; rollback")
        try await session.script("analyze organization")
        let counted: SQL = "select reltuples::bigint as count from pg_class where oid = 'organization'::regclass"
        let before = try await session.one(counted) { try $0.decode(0, "count", as: Int.self) }
        try await session.script("begin; \(companies) from generate_series(1, 1000) n; select refresh_statistics(); commit")
        return [before, try await session.one(counted) { try $0.decode(0, "count", as: Int.self) }]
      }
    }
    #expect(counts == [0, 1000])
  }
}
