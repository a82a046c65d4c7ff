import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM
@testable import Demo

@Suite struct DemoTests {
  /// The year of the plan alone.
  private let end = on("2023-12-31")
  /// One whose clocks show UTC.
  private let place = DemoPlace(stages: DemoStage.allCases.map { _ in .v7() }, offsets: [:])

  @Test func theSameSeedGivesTheSameYearAndAnotherGivesAnother() {
    let facts = DemoHistory.facts(seed: 1, until: end, in: place)
    #expect(facts == DemoHistory.facts(seed: 1, until: end, in: place) && facts.teamID == DemoHistory.teamID(seed: 1))
    let other = DemoHistory.facts(seed: 2, until: end, in: place)
    #expect(facts.conversations != other.conversations && facts.teamID != other.teamID)
  }

  /// The reference's own first numbers for the seed 1234567 (https://prng.di.unimi.it/splitmix64.c).
  @Test func theGeneratorIsSplitMix64() {
    var generator = SeededGenerator(seed: 1_234_567)
    let numbers = (0..<3).map { _ in generator.next() }
    #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func theYearKeepsToThePlan() throws {
    let facts = DemoHistory.facts(until: end, in: place)
    #expect(facts.people.map(\.name) == ["X", "Y", "Z", "B"])
    // Nobody prospects before being trained.
    let trained = Dictionary(uniqueKeysWithValues: facts.people.map { ($0.id, $0.trainedFrom) })
    for conversation in facts.conversations {
      let day = conversation.occurredAt.utc.day
      #expect(try #require(conversation.salespersonID.flatMap { trained[$0] }) <= day && day.year == 2023 && day.weekday <= 5)
    }
    #expect(facts.expenses.reduce(0) { $0 + $1.amountCents } == 6_000_000)
    #expect((450...550).contains(facts.prospects.count) && Set(facts.prospects.map(\.entry.name)).count == facts.prospects.count)
    #expect((2_000...3_000).contains(facts.conversations.count), "\(facts.conversations.count)")
    #expect((200...300).contains(facts.opportunities.count), "\(facts.opportunities.count)")
    #expect(facts.conversations.contains { $0.secondSalespersonID != nil })
    let made = facts.prospects.map(\.entry.id.uuid) + facts.opportunities.map(\.id.uuid) + facts.moves.map(\.id.uuid)
    let ids =
      [facts.teamID.uuid] + facts.people.map(\.id.uuid) + made + facts.conversations.map(\.id.uuid) + facts.sales.map(\.id.uuid)
      + facts.expenses.map(\.id.uuid)
    #expect(Set(ids).count == ids.count)
    // Version 8, the variant of RFC 9562.
    #expect(ids.allSatisfy { $0.uuid.6 >> 4 == 8 && $0.uuid.8 >> 6 == 0b10 })
    for prospect in facts.prospects {
      #expect(prospect.entry.details.email?.hasSuffix("@example.fr") ?? true)
      #expect(prospect.entry.details.phone?.hasPrefix("01 99 00 ") ?? true)
    }
  }

  /// The year of the plan is the same whatever comes after it, and what it left open is ended before the last months begin.
  @Test func theLastMonthsFollowTheYear() async throws {
    let last = on("2026-11-26")
    let year = DemoHistory.facts(until: end, in: place)
    let facts = DemoHistory.facts(until: last, in: place)
    #expect(facts == DemoHistory.facts(until: last, in: place) && facts != DemoHistory.facts(until: last - 7, in: place))
    #expect(
      Array(facts.conversations.prefix(year.conversations.count)) == year.conversations
        && Array(facts.sales.prefix(year.sales.count)) == year.sales)
    #expect(Array(facts.prospects.prefix(year.prospects.count)) == year.prospects && facts.expenses.starts(with: year.expenses))
    let days = facts.conversations.dropFirst(year.conversations.count).map(\.occurredAt.utc.day)
    #expect(days == days.sorted() && days.last == last)
    #expect(days.allSatisfy { ($0.year == 2024 && $0.month <= 2) || ("2025-12-01"..."2026-11-26").contains("\($0)") })
    #expect(Set(facts.prospects.map(\.entry.name)).count == facts.prospects.count)

    try await withService { pool in
      let summary = try await Demo(pool).record(until: last)
      let recent = try #require(summary.periods.last)
      #expect(summary.periods.count == 2 && recent.from == on("2025-12-01") && recent.to == last + 1)
      #expect(recent.conversations > 1_500 && recent.customers > 20 && recent.won > 20 && recent.lost > 20 && recent.expensesCents > 0)
      let scope = Scope(pool: pool, organization: summary.organization, identity: .director(of: summary.organization.id))
      // Every screen of a day has something to show: follow-ups late and of this week, and deals that are open.
      let due = try await Conversations(scope).agenda(until: last + 9).followUps.map(\.nextOn)
      #expect(due.contains { $0 < last } && due.contains { last < $0 } && due.allSatisfy { last - 90 < $0 }, "\(due)")
      #expect(summary.openOpportunities > 10 && summary.openOpportunities < 100, "\(summary.openOpportunities)")
      let before = try await Reports(scope).conversion(by: .salesperson, from: on("2023-01-01"), to: on("2024-01-01"))
      #expect(before.total.revenueCents == summary.periods.first?.revenueCents)
    }
  }

  @Test func theDemoTellsOfPastDays() async throws {
    try await withService { pool in
      let refused = await #expect(throws: CRMError.self) { try await Demo(pool).record(until: on("2999-01-01")) }
      #expect(refused?.kind == .invalid)
    }
  }

  @Test func outsideFiguresTellOfGrowthAndOfWhatGoesWrong() {
    let figures = DemoOutside.figures()
    #expect(figures == DemoOutside.figures() && Set(figures.map(\.id)).count == figures.count)
    func total(_ series: StandardSeries, _ year: Int, _ months: ClosedRange<Int> = 1...12, places: [String]? = nil) -> Int {
      figures.filter {
        $0.series == series.rawValue && $0.from.year == year && months.contains($0.from.month) && places?.contains($0.place ?? "") != false
      }.reduce(0) { $0 + $1.value }
    }
    // Every day of both years, once.
    for series in [StandardSeries.siteSessions, .siteOrders] {
      #expect(figures.filter { $0.series == series.rawValue }.map(\.from) == DemoPlan.daysWithOutsideFigures)
    }
    #expect(total(.siteOrders, 2023) > total(.siteOrders, 2022))
    // More visitors and a lower conversion at the end of the year.
    let early = Double(total(.siteOrders, 2023, 1...9)) / Double(total(.siteSessions, 2023, 1...9))
    let late = Double(total(.siteOrders, 2023, 10...12)) / Double(total(.siteSessions, 2023, 10...12))
    #expect(late < early * 0.8, "\(early) \(late)")
    let visited = Array(DemoPlan.townsVisited.keys)
    let others = DemoPlan.distributors.map(\.key).filter { !visited.contains($0) }
    func growth(_ towns: [String]) -> Double {
      Double(total(.distributorSales, 2023, 6...12, places: towns)) / Double(total(.distributorSales, 2022, 6...12, places: towns))
    }
    #expect(growth(visited) > growth(others) + 0.1, "\(growth(visited)) \(growth(others))")
    #expect(figures.last { $0.label == "Facebook" }?.from == DemoPlan.facebookForgotten - 7)
  }

  @Test func theBooksHoldWhatHappened() async throws {
    try await withService { pool in
      let facts = DemoHistory.facts(until: end, in: place)
      let summary = try await Demo(pool).record(until: end)
      #expect(!summary.alreadyThere && summary.organization.slug == Demo.slug && summary.organization.currency == "EUR")
      #expect(summary.salespeople == 4 && summary.prospects == facts.prospects.count && summary.followUps > 0)
      let year = try #require(summary.periods.first)
      #expect(summary.periods.count == 1 && year.from == on("2023-01-01") && year.to == on("2024-01-01"))
      #expect(year.conversations == facts.conversations.count)
      #expect(year.opportunities == facts.opportunities.count && year.won + year.lost + summary.openOpportunities == year.opportunities)
      #expect(year.won == facts.moves.count { $0.stageID == place.stage(.won) } && year.won > 0 && year.lost > 0)
      #expect(summary.openOpportunities > 0)
      #expect((36...44).contains(year.customers), "\(year.customers)")
      #expect(year.sales > year.customers && year.refunds > 0)
      #expect(year.revenueCents == facts.sales.reduce(0) { $0 + $1.amountCents } && year.revenueCents > 6_000_000)
      #expect(year.expensesCents == 6_000_000)

      let again = try await Demo(pool).record(until: end)
      #expect(again.alreadyThere)
      #expect(try figures(again) == figures(summary))
    }
  }

  /// All but whether it was there.
  private func figures(_ summary: Demo.Summary) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(summary), as: UTF8.self).replacing(/"alreadyThere":(true|false)/, with: "")
  }

  @Test func twoAtOnceRecordItOnce() async throws {
    try await withService { pool in
      async let one = Demo(pool).record(until: end)
      async let other = Demo(pool).record(until: end)
      let both = try await [one, other]
      #expect(both.map(\.alreadyThere).sorted { !$0 && $1 } == [false, true])
      #expect(try figures(both[0]) == figures(both[1]))
    }
  }

  @Test func everySalespersonHasARowAndTheDifferencesCouldBeChance() async throws {
    try await withService { pool in
      let summary = try await Demo(pool).record(until: end)
      let director = Scope(pool: pool, organization: summary.organization, identity: .director(of: summary.organization.id))
      let year = try #require(summary.periods.first)
      let report = try await Reports(director).conversion(by: .salesperson, from: year.from, to: year.to)
      #expect(report.rows.compactMap(\.key) == ["B", "X", "Y", "Z"])
      #expect(report.rows.allSatisfy { $0.figures.opportunitiesWon > 0 && $0.figures.revenueCents > 0 })
      #expect(report.total.revenueCents == year.revenueCents)
      let p = try #require(report.homogeneity.pValue)
      #expect(p > 0.05, "\(p)")

      // A salesperson reads their own conversations and no colleague's.
      let b = try await Team(director).find("B")
      let own = try await Reports(director.acting(as: b)).conversion(by: .salesperson, from: year.from, to: year.to)
      #expect(own.rows.compactMap(\.key) == ["B"])
    }
  }

  @Test func anotherCompanyNamedBobIsLeftAlone() async throws {
    try await withScope("Bob") { scope in
      _ = try await Team(scope).add("Ana")
      let refused = await #expect(throws: CRMError.self) { try await Demo(scope.pool).record(until: end) }
      #expect(refused?.kind == .conflict)
      #expect(try await Team(scope).list().map(\.name) == ["Ana"])
      let summary = try await Organizations(scope.pool).find(slug: "bob")
      #expect(summary == scope.organization)
    }
  }
}
