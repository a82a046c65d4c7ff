import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct VoidedFactsTests {
  @Test func whatIsVoidedLeavesTheReportAndStaysInThatOfBefore() async throws {
    try await withTeam { director, _, _ in
      var sold = entry("Zinc", .sold)
      sold.stage = "won"
      sold.soldCents = 500
      sold.at = try Moment("2026-03-31T23:30")
      let answer = try await DailyLog(director).record(sold)
      let march = (try #require(Day("2026-03-01")), try #require(Day("2026-04-01")))
      let april = (march.1, try #require(Day("2026-05-01")))
      let before = [1, 1, 1, 1, 500]
      #expect(try await figures(director, march) == before)
      #expect(try await figures(director, april) == [0, 0, 0, 0, 0])
      let known = try await now(director)

      try await Conversations(director).void(answer.conversationID, reason: "another shop")
      #expect(try await figures(director, march) == [0, 1, 1, 1, 500])
      try await Sales(director).void(try #require(answer.saleID), reason: "another shop")
      // The win still makes a customer.
      #expect(try await figures(director, march) == [0, 1, 1, 1, 0])
      try await Opportunities(director).void(try #require(answer.opportunityID), reason: "another shop")
      #expect(try await figures(director, march) == [0, 0, 0, 0, 0])
      #expect(try await figures(director, march, asOf: known) == before)
    }
  }

  /// Discussions, opportunities opened and won, prospects converted and revenue in cents.
  private func figures(_ scope: Scope, _ period: (Day, Day), asOf: Instant? = nil) async throws -> [Int] {
    try await scope.read { session in
      try await session.first(
        """
        select discussions, opportunities_opened, opportunities_won, prospects_converted, revenue_cents
        from report.conversion(\(scope.organization.id), 'salesperson', \(period.0), \(period.1), \(asOf))
        where is_total
        """
      ) { row in
        [
          try row.decode("discussions"), try row.decode("opportunities_opened"), try row.decode("opportunities_won"),
          try row.decode("prospects_converted"), try row.decode("revenue_cents"),
        ]
      } ?? [0, 0, 0, 0, 0]
    }
  }

  private func now(_ scope: Scope) async throws -> Instant {
    try await scope.read { session in try await session.one("select clock_timestamp() as now", { try $0.decode("now") }) }
  }
}
