import CRM
import Postgres
import TestSupport
import Testing

@Suite struct PipelineTests {
  /// At the end of June by hand: Luc's of 100,01 and Mia's without amount stand in the first stage (5 %), for 30 and 10 days; the quarter won
  /// one of 200,00 and lost two, one for the price to Zed, one without a word.
  @Test func aQuarterByHand() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana")
      let luc = try await books.prospect("Luc"), mia = try await books.prospect("Mia")
      try await books.opportunity(luc, by: ana.id, opened: "2025-05-31T10:00", amount: 10_001)
      try await books.opportunity(mia, by: nil, opened: "2025-06-20T23:30", amount: nil)
      // Opened the day after, and closed the day after.
      try await books.opportunity(mia, by: ana.id, opened: "2025-07-01T00:00", amount: 70_000)
      let late = try await books.opportunity(luc, by: ana.id, opened: "2025-06-30T08:00", amount: 30_000)
      try await books.move(late, "won", at: "2025-07-01T00:00")
      let won = try await books.opportunity(luc, by: ana.id, opened: "2025-04-01T10:00", amount: 20_000)
      try await books.move(won, "won", at: "2025-06-30T23:59")
      for (reason, competitor) in [("prix", "Zed"), (nil, nil)] {
        let lost = try await books.opportunity(mia, by: ana.id, opened: "2025-04-01T10:00", amount: 5_000)
        try await books.move(lost, "lost", at: "2025-05-01T10:00", reason: reason, competitor: competitor)
      }
      let before = try await books.now()

      let report = try await Reports(scope).pipeline(from: Day("2025-04-01"), to: Day("2025-07-01"))
      #expect(report.day == Day("2025-06-30") && report.stages.count == 7)
      let first = try #require(report.stages.first)
      #expect(first.opportunities == 3 && first.amountCents == 40_001 && first.withoutAmount == 1)
      // 5 % of 400,01 is 20,0005.
      #expect(first.weightedCents == 2_000 && report.total.weightedCents == 2_000)
      #expect(first.greatestDaysOpen == 30 && first.meanDaysOpen == 40.0 / 3 && first.meanDaysInStage == 40.0 / 3)
      #expect(report.stages.dropFirst().allSatisfy { $0.opportunities == 0 && $0.meanDaysOpen == nil })
      #expect(report.won.opportunities == 1 && report.won.amountCents == 20_000 && report.won.lossReasons.isEmpty)
      #expect(report.lost.opportunities == 2 && report.lost.amountCents == 10_000 && report.abandoned.opportunities == 0)
      #expect(Set(report.lost.lossReasons.map(\.name)) == ["prix", nil] && Set(report.lost.competitors.map(\.name)) == ["Zed", nil])
      #expect(report.notes.contains { $0.en.contains("no amount") })

      // Hers alone; and as it was known before it all ended.
      let own = try await Reports(scope.acting(as: ana)).pipeline(from: Day("2025-04-01"), to: Day("2025-07-01"))
      #expect(own.total.opportunities == 2 && own.lost.opportunities == 2)
      try await books.void("opportunity", won)
      let after = try await Reports(scope).pipeline(from: Day("2025-04-01"), to: Day("2025-07-01"))
      #expect(after.won.opportunities == 0)
      let then = try await Reports(scope).pipeline(from: Day("2025-04-01"), to: Day("2025-07-01"), asOf: .instant(before))
      #expect(then.won == report.won && then.lost == report.lost && then.stages == report.stages)
    }
  }

  @Test func theTotalIsThatOfTheConversionReport() async throws {
    try await withScope { scope in
      try await RandomFacts(seed: 8).write(to: scope)
      for (from, to) in [("2025-01-01", "2025-04-01"), ("2025-04-01", "2025-10-01")] {
        let pipeline = try await Reports(scope).pipeline(from: Day(from), to: Day(to))
        let conversion = try await Reports(scope).conversion(by: .team, from: Day(from), to: Day(to))
        #expect(pipeline.total.opportunities == conversion.total.opportunitiesOpen && pipeline.total.opportunities > 0)
        #expect(pipeline.won.opportunities == conversion.total.opportunitiesWon)
        #expect(pipeline.lost.opportunities == conversion.total.opportunitiesLost)
        #expect(pipeline.abandoned.opportunities == conversion.total.opportunitiesAbandoned)
      }
    }
  }

  /// Half a cent in each of two stages: what is shown is what is added.
  @Test func weightedLinesSumToTheTotal() async throws {
    try await withScope(language: .en) { scope in
      let file = "reference,prospect,stage,opened_on,amount\n1,A,To visit,2026-03-01,0.10\n2,B,Visited,2026-03-01,0.05\n"
      #expect(try await importFile(file, .opportunities, scope).recorded == 2)
      let report = try await Reports(scope).pipeline(from: Day("2026-03-01"), to: Day("2026-04-01"))
      #expect(report.stages.filter { $0.opportunities > 0 }.map(\.weightedCents) == [1, 1])
      #expect(report.total.weightedCents == 2)
    }
  }
}
