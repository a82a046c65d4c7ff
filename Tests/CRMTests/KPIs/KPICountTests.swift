import CRM
import Planning
import Postgres
import TestSupport
import Testing

/// The counts are named twice, in Swift with what filters may say of them, and in SQL with the facts they take.
@Suite struct KPICountTests {
  @Test func swiftAndSQLNameTheSameCounts() async throws {
    try await withScope { scope in
      let counts = try await scope.read { session in
        try await session.rows(
          "select count, amount is not null as is_money from report.kpi_counts()",
          { try ($0.decode("count", as: String.self), $0.decode("is_money", as: Bool.self)) })
      }
      #expect(counts.count == KPICount.allCases.count)
      #expect(
        Dictionary(uniqueKeysWithValues: counts)
          == Dictionary(uniqueKeysWithValues: KPICount.allCases.map { ($0.rawValue, $0.isMoney) }))
    }
  }
}
