import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct MomentTests {
  @Test func aMomentIsReadAsPeopleWriteIt() throws {
    let half = try #require(CivilTime("2026-11-22T14:30"))
    #expect(try Moment("2026-11-22T14:30") == .local(half))
    #expect(try Moment("22/11/2026 14h30") == .local(half))
    #expect(try Moment("2026-11-22") == .day(half.day))
    #expect(try Moment("2026-11-22T14:30:00+01:00") == .instant(try #require(Instant("2026-11-22T13:30:00Z"))))
    for text in ["31/02/2026", "2026-13-01", "2026-11-22T25:00", "demain", ""] {
      #expect(throws: InvalidValue.self) { try Moment(text) }
    }
  }

  @Test func clocksThatGoForwardSkipAnHourAndThoseThatGoBackShowOneTwice() async throws {
    try await withTeam { director, _, _ in
      func logged(_ local: String) async throws -> Instant {
        var said = entry("Zinc")
        said.at = try Moment(local)
        return try await DailyLog(director).record(said).occurredAt
      }
      #expect(try await logged("2026-03-29T01:59") == Instant("2026-03-29T00:59:00Z"))
      let skipped = await #expect(throws: CRMError.self) { try await logged("2026-03-29T02:30") }
      #expect(skipped?.kind == .invalid && skipped?.message.en.contains("clocks") == true)
      #expect(try await logged("2026-03-29T03:00") == Instant("2026-03-29T01:00:00Z"))
      // Twice on the clock: the first is meant, which is summer time.
      #expect(try await logged("2026-10-25T02:30") == Instant("2026-10-25T00:30:00Z"))
      #expect(try await logged("2026-10-25T03:00") == Instant("2026-10-25T02:00:00Z"))
      let days = try await Conversations(director).list(days("2026-03-29", "2026-03-30")).items
      #expect(days.count == 2)
    }
  }

  @Test func aDayOf23Or25HoursLosesAndDoublesNothing() async throws {
    try await withTeam { director, _, _ in
      // Every hour from the eve's 22:00 UTC on.
      for (start, day, next) in [
        ("2026-03-28T22:00:00Z", "2026-03-29", "2026-03-30"), ("2026-10-24T21:00:00Z", "2026-10-25", "2026-10-26"),
      ] {
        let first = try #require(Instant(start))
        for hour in 0..<28 {
          var said = entry("Zinc \(day)")
          said.at = .instant(first + .seconds(hour * 3600))
          _ = try await DailyLog(director).record(said)
        }
        var filter = days(day, next)
        filter.prospect = "Zinc \(day)"
        #expect(try await Conversations(director).list(filter).items.count == (day == "2026-03-29" ? 23 : 25))
      }
    }
  }

  @Test func halfPastElevenOnThe31stCountsOnThe31st() async throws {
    try await withTeam { director, _, _ in
      var sold = entry("Zinc", .sold)
      sold.soldCents = 100
      sold.at = try Moment("2026-07-31T23:30")
      let answer = try await DailyLog(director).record(sold)
      #expect(answer.occurredAt == Instant("2026-07-31T21:30:00Z") && answer.customerSince == Day("2026-07-31"))
      #expect(try await Sales(director).list().items.map(\.soldOn) == [Day("2026-07-31")])
      #expect(try await Conversations(director).list(days("2026-07-01", "2026-08-01")).items.count == 1)
      #expect(try await Conversations(director).list(days("2026-08-01", "2026-09-01")).items.isEmpty)
    }
  }

  private func days(_ from: String, _ to: String) -> ConversationFilter {
    var filter = ConversationFilter()
    filter.from = Day(from)
    filter.to = Day(to)
    return filter
  }
}
