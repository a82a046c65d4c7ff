import CRM
import Foundation
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
        let before = try await session.one(counted) { try $0.decode("count", as: Int.self) }
        try await session.script("begin; \(companies) from generate_series(1, 1000) n; select refresh_statistics(); commit")
        return [before, try await session.one(counted) { try $0.decode("count", as: Int.self) }]
      }
    }
    #expect(counts == [0, 1000])
  }

  /// Three organizations that the planner knows all rows of, and a fourth that comes with a file: what it imports is read once by the
  /// reports, not once for each of its rows, without waiting for autovacuum.
  @Test func aReportAfterAnImportReadsTheRowsOfANewOrganizationOnce() async throws {
    try await withSchema { connection in
      let owner = Pool(Configuration(connection))
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      let service = Pool(configuration)
      // Nothing is analyzed but by the import.
      for table in ["prospect", "opportunity", "stage_change", "conversion", "conversion_credit", "sale"] {
        try await owner.withSession { _ = try await $0.execute("alter table \(identifier: table) set (autovacuum_enabled = false)") }
      }
      let count = 3_000
      let rows = (0..<count).map { number in
        let day = Day("2025-01-01")! + number % 360
        return "\(number),Client \(number),\(number % 3 == 0 ? "won" : "lost"),\(day),\(day + 5),10\n"
      }
      let file = "reference,prospect,stage,opened_on,closed_on,amount\n" + rows.joined()
      for name in ["One", "Two", "Three", "Four"] {
        let organization = try await Organizations(service).create(name: name).0
        let scope = Scope(pool: service, organization: organization, identity: .director(of: organization.id))
        #expect(try await importFile(file, .opportunities, scope) { $0.mapping.recordsSalesOfWins = true }.recorded == count)
        let (won, read) = try await service.transaction(["select act_as(\(organization.id), 'director')"]) { session in
          let won = try await session.one(
            "select opportunities_won from report.conversion(\(organization.id), 'source', '2025-01-01', '2026-01-01') where is_total",
            { try $0.decode("opportunities_won", as: Int.self) })
          let read = try await session.one(
            "select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint as rows from pg_stat_xact_user_tables",
            { try $0.decode("rows", as: Int.self) })
          return (won, read)
        }
        #expect(won == count / 3)
        // Opportunities, moves, conversions, sales and prospects, some of them twice, and what a table holds of the others.
        #expect(read < 4 * 10 * count, "\(name): \(read) rows read")
      }
      await owner.close()
      await service.close()
    }
  }
}
