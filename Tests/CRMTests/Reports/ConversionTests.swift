import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ConversionTests {
  /// The second quarter of 2025, by hand.
  ///
  /// Ana: 3 attempts, 2 discussions with 1 prospect (one absent), opens 2, wins 1 (20 days), loses 1. Sells 100,00 to Luc, gives 30,00
  /// back: 70,00 of revenue, 1 order of 100,00.
  /// Bo: 1 attempt with Ana beside, 1 discussion, opens 1 that stays open. Cy did nothing. Nobody's: a shop sale of 5,00.
  @Test func aQuarterByHand() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana", team: "Lyon"), bo = try await books.salesperson("Bo", team: "Paris")
      _ = try await books.salesperson("Cy", team: "Paris")
      let luc = try await books.prospect("Luc"), mia = try await books.prospect("Mia"), noe = try await books.prospect("Noé")
      try await books.conversation(luc, by: ana.id, at: "2025-04-02T10:00")
      try await books.conversation(luc, by: ana.id, at: "2025-04-10T10:00", .appointment)
      try await books.conversation(mia, by: ana.id, at: "2025-04-10T11:00", .absent)
      try await books.conversation(noe, by: bo.id, with: ana.id, at: "2025-05-02T10:00")
      let won = try await books.opportunity(luc, by: ana.id, opened: "2025-04-02T10:00")
      try await books.move(won, "won", at: "2025-04-22T10:00")
      try await books.opportunity(noe, by: bo.id, opened: "2025-05-02T12:00")
      let lost = try await books.opportunity(mia, by: ana.id, opened: "2025-04-10T11:00")
      try await books.move(lost, "lost", at: "2025-06-30T23:30", reason: "prix")
      let sale = try await books.sale(luc, by: ana.id, on: "2025-04-22", 10_000)
      try await books.sale(luc, by: ana.id, on: "2025-05-22", -3_000, refundOf: sale)
      try await books.sale(nil, by: nil, on: "2025-06-01", 500)

      let report = try await Reports(scope).conversion(by: .salesperson, from: Day("2025-04-01"), to: Day("2025-07-01"))
      #expect(report.rows.map(\.key) == ["Ana", "Bo", "Cy", nil])
      let figures = report.rows.map(\.figures)
      // Ana has the conversation with Noé in full beside her own.
      #expect(figures.map(\.attempts) == [4, 1, 0, 0] && report.total.attempts == 4)
      #expect(figures.map(\.discussions) == [3, 1, 0, 0] && report.total.discussions == 3)
      #expect(figures.map(\.prospectsReached) == [2, 1, 0, 0] && report.total.prospectsReached == 2)
      #expect(figures.map(\.opportunitiesOpened) == [2, 1, 0, 0])
      #expect(figures.map(\.opportunitiesWon) == [1, 0, 0, 0] && figures.map(\.opportunitiesLost) == [1, 0, 0, 0])
      #expect(figures.map(\.opportunitiesOpen) == [0, 1, 0, 0] && report.total.opportunitiesOpen == 1)
      #expect(figures.map(\.prospectsConverted) == [1, 0, 0, 0])
      #expect(figures.map(\.revenueCents) == [7_000, 0, 0, 500] && report.total.revenueCents == 7_500)
      #expect(figures.map(\.orders) == [1, 0, 0, 1])
      #expect(figures.map(\.averageBasketCents) == [10_000, nil, nil, 500] && report.total.averageBasketCents == 5_250)
      #expect(figures.map(\.meanDaysToWin) == [20, nil, nil, nil] && report.total.medianDaysToWin == 20)
      #expect(figures[0].winRate.value == 0.5 && report.total.winRate.denominator == 2)
      #expect(figures[0].conversionRate.rate.value == 0.5 && !figures[0].conversionRate.exceeds)
      #expect(report.notes.contains { $0.en.contains("once in the total") })
      #expect(report.historyStart == Day("2025-04-02"))
      #expect(report.homogeneity.verdict == .notTestable && report.homogeneity.groups == 1)

      let months = try await Reports(scope).conversion(by: .month, from: Day("2025-04-01"), to: Day("2025-07-01"))
      #expect(months.rows.map(\.key) == ["2025-04", "2025-05", "2025-06"])
      #expect(months.rows.map(\.figures.revenueCents) == [10_000, -3_000, 500])
      #expect(months.rows.allSatisfy { $0.figures.opportunitiesOpen == nil && $0.figures.reasons["opportunities_open"] != nil })
      #expect(months.total.opportunitiesOpen == 1)
      let teams = try await Reports(scope).conversion(by: .team, from: Day("2025-04-01"), to: Day("2025-07-01"))
      #expect(teams.rows.map(\.key) == ["Lyon", "Paris", nil] && teams.rows.map(\.figures.attempts) == [4, 1, 0])
    }
  }

  /// Ana of Lyon, a hunter; Bo and Cy of no team and without profile.
  @Test func aSecondSalespersonWithoutTeamOrProfileCounts() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana", team: "Lyon", profile: .hunter)
      let bo = try await books.salesperson("Bo"), cy = try await books.salesperson("Cy")
      for (name, by, with) in [("Luc", ana, bo), ("Mia", bo, ana), ("Noé", bo, cy)] {
        try await books.conversation(books.prospect(name), by: by.id, with: with.id, at: "2025-04-02T10:00")
      }
      let reports = Reports(scope)
      for dimension in [ReportDimension.team, .profile] {
        let report = try await reports.conversion(by: dimension, from: Day("2025-04-01"), to: Day("2025-07-01"))
        // Two of one row count once in it.
        #expect(report.rows.map(\.figures.discussions) == [2, 3] && report.rows.map(\.figures.prospectsReached) == [2, 3], "\(dimension)")
        #expect(report.rows.map { $0.key == nil } == [false, true] && report.total.discussions == 3)
        for (key, names) in [(ReportKey.nobody, ["Luc", "Mia", "Noé"]), (.named(report.rows[0].key ?? ""), ["Luc", "Mia"])] {
          let rows = try await reports.rows(of: .discussions, by: dimension, key: key, from: Day("2025-04-01"), to: Day("2025-07-01"))
          #expect(Set(rows.rows.map(\.prospect)) == Set(names), "\(dimension) \(key)")
        }
      }
    }
  }

  @Test func nothingToDivideByIsNullWithItsReason() async throws {
    try await withScope { scope in
      var books = Books(scope)
      _ = try await books.salesperson("Ana")
      let report = try await Reports(scope).conversion(by: .salesperson)
      let figures = try #require(report.rows.first?.figures)
      #expect(figures.winRate.value == nil && figures.winRate.reason != nil && figures.winRate.low == nil)
      #expect(figures.conversionRate.rate.value == nil && figures.conversionRate.rate.reason != nil)
      #expect(figures.averageBasketCents == nil && figures.reasons["average_basket_cents"] != nil)
      #expect(figures.meanDaysToWin == nil && figures.reasons["days_to_win"] != nil)
      #expect(report.notes.contains { $0.en.contains("No fact") })
    }
  }

  @Test func moreConvertedThanReachedIsFlagged() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana")
      let luc = try await books.prospect("Luc"), mia = try await books.prospect("Mia")
      try await books.conversation(luc, by: ana.id, at: "2025-03-30T10:00")
      try await books.conversation(mia, by: ana.id, at: "2025-04-02T10:00")
      try await books.sale(luc, by: ana.id, on: "2025-04-03", 100)
      try await books.sale(mia, by: ana.id, on: "2025-04-03", 100)
      // A customer since the third: talking to one later is no prospecting, the day itself was.
      try await books.conversation(mia, by: ana.id, at: "2025-04-03T18:00")
      try await books.conversation(mia, by: ana.id, at: "2025-04-04T18:00")
      let report = try await Reports(scope).conversion(by: .salesperson, from: Day("2025-04-01"), to: Day("2025-07-01"))
      let rate = try #require(report.rows.first?.figures.conversionRate)
      #expect(rate.exceeds && rate.rate.numerator == 2 && rate.rate.denominator == 1 && rate.rate.low == nil)
      #expect(report.notes.contains { $0.en.contains("More prospects converted") })
      #expect(report.total.attempts == 3 && report.total.discussions == 2)
    }
  }

  @Test func daysAreThoseOfTheOrganization() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana")
      let luc = try await books.prospect("Luc")
      func attempts(_ from: String, _ to: String) async throws -> Int {
        try await Reports(scope).conversion(by: .salesperson, from: Day(from), to: Day(to)).total.attempts
      }
      // 23:30 in Paris on 31 December, 22:30 in London.
      try await books.conversation(luc, by: ana.id, at: "2025-12-31T22:30:00Z")
      try await books.conversation(luc, by: ana.id, at: "2025-12-31T23:30:00Z")
      #expect(try await attempts("2025-01-01", "2026-01-01") == 1)
      #expect(try await attempts("2026-01-01", "2027-01-01") == 1)
      let quarters = try await Reports(scope).conversion(by: .quarter, from: Day("2025-10-01"), to: Day("2026-04-01"))
      #expect(quarters.rows.map(\.key) == ["2025-Q4", "2026-Q1"] && quarters.rows.map(\.figures.attempts) == [1, 1])
      // The day of 23 hours and that of 25: their last minutes are theirs.
      for (day, next, last) in [("2026-03-29", "2026-03-30", "2026-03-29T21:59:59Z"), ("2026-10-25", "2026-10-26", "2026-10-25T22:59:59Z")]
      {
        try await books.conversation(luc, by: ana.id, at: last)
        try await books.conversation(luc, by: ana.id, at: "\(day)T00:00")
        try await books.conversation(luc, by: ana.id, at: "\(next)T00:00")
        #expect(try await attempts(day, next) == 2)
      }
    }
  }

  @Test func aReopenedOpportunityCountsOnceAndWhereItWasWonLast() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana")
      let luc = try await books.prospect("Luc")
      let opportunity = try await books.opportunity(luc, by: ana.id, opened: "2025-01-10T09:00")
      try await books.move(opportunity, "won", at: "2025-02-10T09:00")
      let before = try await books.now()
      try await books.move(opportunity, "open", at: "2025-04-10T09:00", reopening: true)
      try await books.move(opportunity, "won", at: "2025-05-10T09:00")
      let quarters = try await Reports(scope).conversion(by: .quarter, from: Day("2025-01-01"), to: Day("2025-07-01"))
      #expect(quarters.rows.map(\.figures.opportunitiesWon) == [0, 1] && quarters.total.opportunitiesWon == 1)
      #expect(quarters.rows.map(\.figures.prospectsConverted) == [0, 1])
      let then = try await Reports(scope).conversion(
        by: .quarter, from: Day("2025-01-01"), to: Day("2025-07-01"), asOf: .instant(before))
      #expect(then.rows.map(\.figures.opportunitiesWon) == [1, 0] && then.rows.map(\.figures.prospectsConverted) == [1, 0])
      // It was open at the end of neither quarter, and in between it was won.
      #expect(quarters.total.opportunitiesOpen == 0)
      #expect(try await Reports(scope).conversion(by: .month, from: Day("2025-04-01"), to: Day("2025-05-01")).total.opportunitiesOpen == 1)
    }
  }

  @Test func mergedProspectsAreOne() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana")
      let luc = try await books.prospect("Luc", source: "salon"), double = try await books.prospect("Luc D.", source: "site")
      try await books.conversation(luc, by: ana.id, at: "2025-04-02T10:00")
      try await books.conversation(double, by: ana.id, at: "2025-04-03T10:00")
      try await books.sale(luc, by: ana.id, on: "2025-04-04", 100)
      try await books.sale(double, by: ana.id, on: "2025-04-05", 100)
      let before = try await books.now()
      try await books.merge(double, into: luc)
      func figures(_ known: AsOf? = nil) async throws -> ConversionFigures {
        try await Reports(scope).conversion(by: .salesperson, from: Day("2025-04-01"), to: Day("2025-07-01"), asOf: known).total
      }
      let (now, then) = (try await figures(), try await figures(.instant(before)))
      #expect(now.prospectsReached == 1 && now.prospectsConverted == 1 && now.revenueCents == 200)
      #expect(then.prospectsReached == 2 && then.prospectsConverted == 2)
      let sources = try await Reports(scope).conversion(by: .source, from: Day("2025-04-01"), to: Day("2025-07-01"))
      #expect(sources.rows.map(\.key) == ["salon"] && sources.rows.map(\.figures.prospectsReached) == [1])
    }
  }

  @Test func aSalespersonReadsTheirOwnRowAndNothingElse() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ana = try await books.salesperson("Ana"), bo = try await books.salesperson("Bo")
      let luc = try await books.prospect("Luc"), mia = try await books.prospect("Mia")
      let conversation = try await books.conversation(luc, by: bo.id, with: ana.id, at: "2025-04-02T10:00")
      try await books.conversation(mia, by: bo.id, at: "2025-04-02T11:00")
      try await books.sale(luc, by: bo.id, on: "2025-04-03", 900, conversation: conversation)
      try await books.sale(mia, by: bo.id, on: "2025-04-03", 100)
      let opportunity = try await books.opportunity(mia, by: ana.id, opened: "2025-04-02T09:00")
      try await books.move(opportunity, "won", at: "2025-04-04T09:00")
      // Nobody's own and a colleague's: hers is neither.
      try await books.opportunity(mia, by: nil, opened: "2025-04-02T09:00")
      // Given to a colleague since: the win is still hers.
      try await books.run(
        "update opportunity set salesperson_id = \(bo.id) where organization_id = \(scope.organization.id) and id = \(opportunity)")
      let (from, to) = (Day("2025-04-01"), Day("2025-07-01"))
      let all = try await Reports(scope).conversion(by: .salesperson, from: from, to: to)
      let own = try await Reports(scope.acting(as: ana)).conversion(by: .salesperson, from: from, to: to)
      #expect(own.rows.map(\.key) == ["Ana"])
      #expect(own.rows.first?.figures == all.rows.first { $0.key == "Ana" }?.figures)
      #expect(own.total == own.rows.first?.figures)
      #expect(own.total.opportunitiesWon == 1 && own.total.prospectsConverted == 1 && own.total.conversionCredits == 0.5)
      #expect(own.notes.contains { $0.en.contains("own figures") })
      for dimension in ReportDimension.allCases {
        let report = try await Reports(scope.acting(as: ana)).conversion(by: dimension, from: from, to: to)
        #expect(report.total.attempts == 1 && report.total.revenueCents == 0 && report.total.opportunitiesOpened == 1)
      }
      let rows = try await Reports(scope.acting(as: ana)).rows(of: .revenue, by: .salesperson, key: .named("Bo"), from: from, to: to)
      #expect(rows.count == 0)
      let viewer = Scope(pool: scope.pool, organization: scope.organization, identity: .viewer(of: scope.organization.id))
      #expect(try await Reports(viewer).conversion(by: .salesperson, from: from, to: to).total == all.total)
    }
  }

  @Test func periodsAndMoments() async throws {
    try await withScope { scope in
      let reports = Reports(scope)
      let refused = await #expect(throws: CRMError.self) {
        try await reports.conversion(by: .month, from: Day("2025-04-01"), to: Day("2025-04-01"))
      }
      #expect(refused?.kind == .usage)
      // The clocks of Paris never showed half past two on that day; they showed it twice on the other.
      let skipped = await #expect(throws: CRMError.self) {
        try await reports.conversion(by: .month, asOf: AsOf("2023-03-26T02:30"))
      }
      #expect(skipped?.kind == .invalid)
      #expect(try await reports.conversion(by: .month, asOf: AsOf("2023-10-29T02:30")).asOf == Instant("2023-10-29T00:30:00Z"))
      #expect(try await reports.conversion(by: .month, asOf: AsOf("2023-07-14")).asOf == Instant("2023-07-14T22:00:00Z"))
      #expect(AsOf("yesterday") == nil)
      // What will be known is not known; today is, so far.
      let today = try await Books(scope).now()
      let ahead = await #expect(throws: CRMError.self) {
        try await reports.conversion(by: .month, asOf: .instant(today + .seconds(60)))
      }
      #expect(ahead?.kind == .usage && ahead?.place == "--as-of")
      let day = try await reports.conversion(by: .month, from: Day("2023-01-01")).period.to - 1
      #expect(try await reports.conversion(by: .month, asOf: .endOf(day)).asOf != nil)
      let open = await #expect(throws: CRMError.self) {
        try await reports.rows(of: .opportunitiesOpen, by: .month, key: .named("2026-01"))
      }
      #expect(open?.kind == .usage)
      let quarter = try await reports.conversion(by: .quarter)
      #expect(quarter.rows.count == 1 && quarter.period.from.day == 1 && quarter.period.from.adding(months: 3) == quarter.period.to)
    }
  }
}
