import CRM
import Postgres
import TestSupport
import Testing

/// What was open at the end of a past day, of a history that was imported when it was over.
@Suite struct OpenOpportunitiesTests {
  /// Opened on the 1st of March and won on the 1st of May; opened and lost in March; still open since February; without an opening day,
  /// won in May and still open; opened in February and lost on a day that nobody knows.
  private static let history = """
    reference,prospect,salesperson,stage,opened_on,closed_on,amount,channel,source
    1,A,Ana,won,2026-03-01,2026-05-01,100,field,salon
    2,B,Ana,lost,2026-03-02,2026-03-20,200,field,salon
    3,C,Ana,À visiter,2026-02-01,,40,field,salon
    4,D,Ana,won,,2026-05-02,50,field,salon
    5,E,Ana,À visiter,,,60,field,salon
    6,F,Ana,lost,2026-02-01,,70,field,salon

    """

  private func total(_ scope: Scope, _ to: String, by dimension: ReportDimension = .salesperson) async throws -> (open: Int?, undated: Int?)
  {
    let total = try await Reports(scope).conversion(by: dimension, from: Day("2026-01-01"), to: Day(to)).total
    return (total.opportunitiesOpen, total.opportunitiesUndated)
  }

  @Test func whatWasImportedClosedWasOpenFromItsOpeningToItsClosing() async throws {
    try await withScope { scope in
      let result = try await importFile(Self.history, .opportunities, scope)
      #expect(result.recorded == 6, "\(result.reasons)")
      let reports = Reports(scope)
      for (to, open) in [("2026-03-01", 1), ("2026-03-02", 2), ("2026-03-03", 3), ("2026-03-21", 2), ("2026-05-01", 2), ("2026-05-02", 1)] {
        let got = try await total(scope, to)
        #expect(got.open == open && got.undated == (to < "2026-05-03" ? 3 : 2), "\(to) \(got)")
        let pipeline = try await reports.pipeline(from: Day("2026-01-01"), to: Day(to))
        #expect(pipeline.total.opportunities == open && pipeline.opportunitiesUndated == got.undated, "\(to)")
      }
      // Once it was recorded, what is still open is.
      let today = try await reports.conversion(by: .salesperson).total
      #expect(today.opportunitiesOpen == 2 && today.opportunitiesUndated == 0)

      // In every grouping, with its rows.
      for dimension in ReportDimension.allCases {
        let got = try await total(scope, "2026-04-01", by: dimension)
        #expect(got.open == 2 && got.undated == 3, "\(dimension)")
        let rows = try await reports.rows(of: .opportunitiesOpen, by: dimension, from: Day("2026-01-01"), to: Day("2026-04-01"))
        #expect(rows.rows.map(\.prospect) == ["C", "A"], "\(dimension)")
        let undated = try await reports.rows(of: .opportunitiesUndated, by: dimension, from: Day("2026-01-01"), to: Day("2026-04-01"))
        #expect(Set(undated.rows.map(\.prospect)) == ["D", "E", "F"], "\(dimension)")
      }
      let ana = try await reports.conversion(by: .salesperson, from: Day("2026-01-01"), to: Day("2026-04-01")).rows.first
      #expect(ana?.key == "Ana" && ana?.figures.opportunitiesOpen == 2 && ana?.figures.opportunitiesUndated == 3)
      let report = try await reports.conversion(by: .salesperson, from: Day("2026-01-01"), to: Day("2026-04-01"))
      #expect(report.notes.contains { $0.en.hasPrefix("3 opportunities without an opening or closing day are not counted as open") })
    }
  }

  @Test func aStageThatNobodyKnowsIsARowWithoutAWeight() async throws {
    try await withScope { scope in
      _ = try await importFile(Self.history, .opportunities, scope)
      let report = try await Reports(scope).pipeline(from: Day("2026-01-01"), to: Day("2026-04-01"))
      let unknown = try #require(report.stages.last)
      #expect(unknown.stage == nil && unknown.probability == nil && unknown.weightedCents == nil)
      #expect(unknown.opportunities == 1 && unknown.amountCents == 10_000 && unknown.meanDaysInStage == nil && unknown.meanDaysOpen == 30)
      // 5 % of 40,00 in the first stage.
      #expect(report.total.opportunities == 2 && report.total.amountCents == 14_000 && report.total.weightedCents == 200)
      #expect(report.total.unknownStage == 1 && report.notes.contains { $0.en.contains("stage on that day is not known") })
      let today = try await Reports(scope).pipeline()
      #expect(today.stages.allSatisfy { $0.stage != nil } && today.total.unknownStage == 0)
    }
  }

  /// Typed move by move or imported when it was over: the same figures.
  @Test func typedAndImportedAgree() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let typed = try await books.opportunity(books.prospect("Luc"), by: nil, opened: "2026-03-01T10:00", amount: 10_000)
      try await books.move(typed, "won", at: "2026-05-01T10:00")
      let before = try await total(scope, "2026-04-01")
      _ = try await importFile(
        "reference,prospect,stage,opened_on,closed_on,amount\n1,A,won,2026-03-01,2026-05-01,100\n", .opportunities, scope)
      #expect(try await (before.open, total(scope, "2026-04-01").open) == (1, 2))
      #expect(try await total(scope, "2026-05-02").open == 0)
      let known = try await books.now()
      let id = try await Reports(scope).rows(of: .opportunitiesOpen, by: .month, from: Day("2026-01-01"), to: Day("2026-04-01")).rows.map(
        \.id)
      try await books.void("opportunity", id[1])
      #expect(try await total(scope, "2026-04-01").open == 1)
      let then = try await Reports(scope).conversion(
        by: .salesperson, from: Day("2026-01-01"), to: Day("2026-04-01"), asOf: .instant(known))
      #expect(then.total.opportunitiesOpen == 2)
    }
  }
}
