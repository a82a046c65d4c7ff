import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// Wrong numbers that were found in other programs: here they are right.
@Suite struct KnownMistakesTests {
  private let year = (from: Day("2025-01-01"), to: Day("2026-01-01"))

  private func total(_ scope: Scope, _ from: String = "2025-01-01", _ to: String = "2026-01-01") async throws -> ConversionFigures {
    try await Reports(scope).conversion(by: .salesperson, from: Day(from), to: Day(to)).total
  }

  /// With 2 won, 1 lost, 1 abandoned and 1 open, some divide by all that ended or by all there are: 0.5 or 0.4.
  @Test func abandonedAndOpenOnesAreNotInTheWinRate() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let luc = try await books.prospect("Luc")
      for end in ["won", "won", "lost", "abandoned", nil] {
        let opportunity = try await books.opportunity(luc, by: nil, opened: "2025-02-01T10:00")
        if let end { try await books.move(opportunity, end, at: "2025-03-01T10:00") }
      }
      let rate = try await total(scope).winRate
      #expect(rate.numerator == 2 && rate.denominator == 3)
    }
  }

  /// Won is dated by the day it was won: what is edited or opened when moves nothing.
  @Test func editingAProspectOrADealMovesNoRevenueAndRevivesNothing() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana"), luc = try await books.prospect("Luc")
      let won = try await books.opportunity(luc, by: ana.id, opened: "2024-12-01T10:00", amount: 50_000)
      try await books.move(won, "won", at: "2025-03-31T23:30")
      let lost = try await books.opportunity(luc, by: ana.id, opened: "2025-01-10T10:00", amount: 70_000)
      try await books.move(lost, "lost", at: "2025-02-01T10:00")
      let before = try await total(scope, "2025-01-01", "2025-04-01")
      #expect(before.opportunitiesWon == 1 && before.opportunitiesLost == 1 && before.opportunitiesOpened == 1)
      var change = ProspectChange()
      change.name = "Luc et fils"
      change.details.note = "a tag"
      _ = try await Prospects(scope).update(luc, change)
      try await books.run("update opportunity set title = 'new', note = 'edited' where organization_id = \(scope.organization.id)")
      #expect(try await total(scope, "2025-01-01", "2025-04-01") == before)
      let later = try await total(scope, "2025-04-01", "2026-01-01")
      #expect(later.opportunitiesWon == 0 && later.opportunitiesOpen == 0)
    }
  }

  /// A forecast follows the stage an opportunity stands in, and what is lost is no longer in it.
  @Test func theForecastFollowsTheStageAndForgetsTheLost() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let luc = try await books.prospect("Luc")
      let moved = try await books.opportunity(luc, by: nil, opened: "2025-02-01T10:00", amount: 100_000)
      let lost = try await books.opportunity(luc, by: nil, opened: "2025-02-01T10:00", amount: 900_000)
      try await books.move(lost, "lost", at: "2025-02-02T10:00")
      let pipeline = { try await Reports(scope).pipeline(from: Day("2025-01-01"), to: Day("2026-01-01")) }
      #expect(try await pipeline().total.weightedCents == 5_000)
      _ = try await Opportunities(scope).move(moved.description, to: "Négociation", amountCents: nil, at: try Moment("2025-03-01"))
      #expect(try await pipeline().total.weightedCents == 80_000)
    }
  }

  /// A chart that reads the first hundred rows loses the newest months; a page of a list is no report.
  @Test func moreRowsThanAPageHoldsAreAllCounted() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let luc = try await books.prospect("Luc")
      for number in 0..<120 {
        try await books.conversation(luc, by: nil, at: "2025-\(number < 100 ? "01" : "12")-1\(number % 10)T10:\(10 + number % 50)")
      }
      let months = try await Reports(scope).conversion(by: .month, from: year.from, to: year.to)
      #expect(months.total.attempts == 120 && months.rows.first?.figures.attempts == 100 && months.rows.last?.figures.attempts == 20)
      #expect(try await Reports(scope).rows(of: .attempts, by: .month, from: year.from, to: year.to).rows.count == 120)
    }
  }
}
