import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// Properties of conversion reports over random facts.
@Suite struct RandomFactsTests {
  private static let period = (from: Day("2025-01-01"), to: Day("2025-10-01"))

  /// A figure and what its rows must come to.
  private static let figures: [(figure: ConversionFigure, value: @Sendable (ConversionFigures) -> Int?)] = [
    (.attempts, { $0.attempts }), (.discussions, { $0.discussions }), (.prospectsReached, { $0.prospectsReached }),
    (.opportunitiesOpened, { $0.opportunitiesOpened }), (.opportunitiesWon, { $0.opportunitiesWon }),
    (.opportunitiesLost, { $0.opportunitiesLost }),
    (.opportunitiesAbandoned, { $0.opportunitiesAbandoned }), (.opportunitiesOpen, { $0.opportunitiesOpen }),
    (.opportunitiesUndated, { $0.opportunitiesUndated }),
    (.opportunitiesClosed, { $0.winRate.denominator }), (.prospectsConverted, { $0.prospectsConverted }), (.orders, { $0.orders }),
    (.daysToWin, { $0.winsWithDays }), (.revenue, { $0.revenueCents }),
  ]

  @Test(arguments: [UInt64(1), 2]) func everyFigureIsItsRows(_ seed: UInt64) async throws {
    try await withScope { scope in
      try await RandomFacts(seed: seed).write(to: scope)
      for dimension in ReportDimension.allCases {
        let report = try await Reports(scope).conversion(by: dimension, from: Self.period.from, to: Self.period.to)
        #expect(report.rows.count > 1)
        for (key, figures) in report.rows.map({ ($0.key.map { .named($0) } ?? .nobody, $0.figures) }) + [(ReportKey.all, report.total)] {
          for (figure, value) in Self.figures {
            guard let expected = value(figures) else { continue }
            let rows = try await Reports(scope).rows(
              of: figure, by: dimension, key: key, from: Self.period.from, to: Self.period.to)
            let got = figure == .revenue ? rows.rows.reduce(0) { $0 + ($1.amountCents ?? 0) } : rows.count
            #expect(got == expected, "\(dimension) \(key) \(figure)")
            #expect(Set(rows.rows.map(\.id)).count == rows.count, "\(dimension) \(key) \(figure)")
            if figure == .daysToWin, let mean = figures.meanDaysToWin {
              let days = rows.rows.compactMap(\.days)
              #expect(abs(Double(days.reduce(0, +)) / Double(days.count) - mean) < 1e-9)
              #expect(median(days) == figures.medianDaysToWin)
            }
          }
        }
      }
    }
  }

  /// What a figure counts is said in `report.figures` and, of the count of the same name, in `report.kpi_counts`.
  @Test func aFigureIsTheCountOfItsName() async throws {
    try await withScope { scope in
      try await RandomFacts(seed: 6).write(to: scope)
      let counts = ConversionFigure.allCases.filter { ![.opportunitiesOpen, .opportunitiesUndated, .daysToWin].contains($0) }
      let (from, to) = (try #require(Self.period.from), try #require(Self.period.to))
      let report = try await Reports(scope).conversion(by: .channel, from: from, to: to)
      let values = try await scope.read { session in
        try await session.rows(
          """
          select value from report.kpi_values(
            \(scope.organization.id), \(counts.map(\.rawValue)), \(counts.map { _ in from }), \(counts.map { _ in to }),
            \(counts.map { _ in false }))
          order by question
          """, { try $0.decode("value", as: Int.self) })
      }
      for (figure, value) in zip(counts, values) {
        let shown = Self.figures.first { $0.figure == figure }?.value(report.total)
        #expect(shown == value && value != 0, "\(figure)")
      }
      #expect(values.count == counts.count)
    }
  }

  @Test func partsSumToTheTotal() async throws {
    try await withScope { scope in
      try await RandomFacts(seed: 3).write(to: scope)
      for dimension in ReportDimension.allCases {
        let report = try await Reports(scope).conversion(by: dimension, from: Self.period.from, to: Self.period.to)
        func sum(_ value: (ConversionFigures) -> Int) -> Int { report.rows.reduce(0) { $0 + value($1.figures) } }
        for value: (ConversionFigures) -> Int in [
          \.opportunitiesOpened, \.opportunitiesWon, \.opportunitiesLost, \.opportunitiesAbandoned, \.revenueCents, \.orders,
          \.winsWithDays,
        ] {
          #expect(sum(value) == value(report.total), "\(dimension)")
        }
        #expect(abs(report.rows.reduce(0) { $0 + $1.figures.conversionCredits } - report.total.conversionCredits) < 1e-9)
        #expect(report.total.conversionCredits == Double(report.total.prospectsConverted))
        if dimension.rawValue != "month", dimension.rawValue != "quarter" {
          #expect(report.rows.reduce(0) { $0 + ($1.figures.opportunitiesOpen ?? 0) } == report.total.opportunitiesOpen)
        }
        // A second salesperson has the conversation too; distinct prospects may be on several rows.
        let isShared = [.salesperson, .team, .profile].contains(dimension)
        #expect(isShared ? sum(\.attempts) > report.total.attempts : sum(\.attempts) == report.total.attempts, "\(dimension)")
        #expect(sum(\.prospectsReached) >= report.total.prospectsReached)
        #expect(sum(\.prospectsConverted) >= report.total.prospectsConverted)
      }
    }
  }

  @Test func theOrderOfRecordingDoesNotMatter() async throws {
    try await withScope { scope in
      let (other, _) = try await Organizations(scope.pool).create(name: "Other")
      let second = Scope(pool: scope.pool, organization: other, identity: .director(of: other.id))
      try await RandomFacts(seed: 4).write(to: scope)
      try await RandomFacts(seed: 4).write(to: second, shuffledWith: 99)
      for dimension in ReportDimension.allCases {
        let one = try await Reports(scope).conversion(by: dimension, from: Self.period.from, to: Self.period.to)
        let two = try await Reports(second).conversion(by: dimension, from: Self.period.from, to: Self.period.to)
        #expect(one.total == two.total && one.rows.map(\.key) == two.rows.map(\.key))
        #expect(one.rows.map(\.figures) == two.rows.map(\.figures), "\(dimension)")
      }
    }
  }

  @Test func anOldReportIsGivenAgainAndVoidingUndoes() async throws {
    try await withScope { scope in
      let facts = RandomFacts(seed: 5)
      var books = try await facts.write(to: scope)
      func reports(_ known: AsOf? = nil) async throws -> [[ConversionFigures]] {
        var reports: [[ConversionFigures]] = []
        for dimension in ReportDimension.allCases {
          let report = try await Reports(scope).conversion(
            by: dimension, from: Self.period.from, to: Self.period.to, asOf: known)
          reports.append(report.rows.map(\.figures) + [report.total])
        }
        return reports
      }
      let before = try await reports()
      let then = AsOf.instant(try await books.now())
      #expect(try await reports(then) == before)

      // Late facts, on the row of somebody who is there.
      let person = try #require(try await Team(scope).list().first).id
      let conversation = try await books.conversation(facts.prospects[0], by: person, at: "2025-03-03T10:00")
      let sale = try await books.sale(facts.prospects[1], by: person, on: "2025-01-01", 5_000)
      let opportunity = try await books.opportunity(facts.prospects[2], by: person, opened: "2025-02-01T10:00")
      try await books.move(opportunity, "won", at: "2025-03-01T10:00")
      #expect(try await reports() != before)
      #expect(try await reports(then) == before)

      // Voiding undoes.
      try await books.void("conversation", conversation)
      try await books.void("sale", sale)
      try await books.void("opportunity", opportunity)
      #expect(try await reports() == before)
      #expect(try await reports(then) == before)

      // Corrections of what was known: voided, reopened, merged.
      for id in facts.conversations.prefix(20) { try await books.void("conversation", id) }
      for id in facts.sales.prefix(10) { try await books.void("sale", id) }
      for id in facts.opportunities.prefix(5) { try await books.void("opportunity", id) }
      for id in facts.closed.suffix(5) { try await books.move(id, "open", at: "2027-02-01T10:00", reopening: true) }
      try await books.merge(facts.prospects[10], into: facts.prospects[11])
      try await books.merge(facts.prospects[12], into: facts.prospects[11])
      #expect(try await reports() != before)
      #expect(try await reports(then) == before)
    }
  }

  private func median(_ values: [Int]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? Double(sorted[middle - 1] + sorted[middle]) / 2 : Double(sorted[middle])
  }
}

/// A year of random facts, the same for a seed: conversations (some held by two, some by nobody), opportunities that move, sales, refunds,
/// merges.
struct RandomFacts {
  private enum Fact {
    case conversation(id: Conversation.ID, prospect: Int, person: Int?, secondSalesperson: Int?, at: String, Outcome, Channel)
    case opportunity(
      id: Opportunity.ID, prospect: Int, person: Int?, opened: String?, amount: Int?, Channel?, moves: [(id: StageMove.ID, String, String)])
    case sale(id: Sale.ID, prospect: Int?, person: Int?, on: Day, amount: Int, Channel?, refund: (id: Sale.ID, on: Day, amount: Int)?)
  }

  let prospects: [Prospect.ID]
  private(set) var conversations: [Conversation.ID] = []
  private(set) var opportunities: [Opportunity.ID] = []
  /// Opportunities that ended closed.
  private(set) var closed: [Opportunity.ID] = []
  private(set) var sales: [Sale.ID] = []
  private var facts: [Fact] = []

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    prospects = (0..<40).map { _ in .random(using: &random) }
    func day(_ random: inout SeededGenerator) -> Day { Day(daysSince2000: 9_040 + Int32.random(in: 0..<500, using: &random)) }
    func person(_ random: inout SeededGenerator) -> Int? {
      Int.random(in: 0..<10, using: &random) == 0 ? nil : .random(in: 0..<5, using: &random)
    }
    func channel(_ random: inout SeededGenerator) -> Channel { Channel.allCases.randomElement(using: &random) ?? .field }

    for _ in 0..<220 {
      let by = person(&random)
      let other = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 0..<5, using: &random) : nil
      let id = Conversation.ID.random(using: &random)
      conversations.append(id)
      facts.append(
        .conversation(
          id: id, prospect: .random(in: 0..<40, using: &random), person: by, secondSalesperson: other == by ? nil : other,
          at: "\(day(&random))T\(Int.random(in: 10...23, using: &random)):30", Outcome.allCases.randomElement(using: &random) ?? .sold,
          channel(&random)))
    }
    // No two events of one prospect on a day: which of them made the customer would depend on who came first.
    var taken: Set<String> = []
    func free(_ prospect: Int, _ random: inout SeededGenerator) -> Day {
      while true {
        let day = day(&random)
        if taken.insert("\(prospect) \(day)").inserted { return day }
      }
    }
    for _ in 0..<70 {
      let id = Opportunity.ID.random(using: &random)
      let prospect = Int.random(in: 0..<40, using: &random)
      let opened = free(prospect, &random)
      var moves: [(id: StageMove.ID, String, String)] = []
      var last = opened
      let rounds = Int.random(in: 0...2, using: &random)
      for round in 0..<rounds {
        if round > 0 {
          last = last + Int.random(in: 1...40, using: &random)
          moves.append((.random(using: &random), "open", "\(last)T09:00"))
        }
        repeat { last = last + Int.random(in: 1...60, using: &random) } while !taken.insert("\(prospect) \(last)").inserted
        let kind = ["won", "won", "lost", "abandoned"].randomElement(using: &random) ?? "won"
        moves.append((.random(using: &random), kind, "\(last)T23:30"))
      }
      opportunities.append(id)
      if rounds > 0 { closed.append(id) }
      facts.append(
        .opportunity(
          id: id, prospect: prospect, person: person(&random),
          opened: rounds == 0 && Int.random(in: 0..<4, using: &random) == 0 ? nil : "\(opened)T08:00",
          amount: Bool.random(using: &random) ? .random(in: 0...1_000_000, using: &random) : nil,
          Bool.random(using: &random) ? channel(&random) : nil, moves: moves))
    }
    for _ in 0..<80 {
      let id = Sale.ID.random(using: &random)
      let prospect = Int.random(in: 0..<8, using: &random) == 0 ? nil : Int.random(in: 0..<40, using: &random)
      let on = free(prospect ?? -1, &random)
      let amount = Int.random(in: 0...50_000, using: &random)
      var refund: (id: Sale.ID, on: Day, amount: Int)?
      if amount > 0, Int.random(in: 0..<4, using: &random) == 0 {
        refund = (
          .random(using: &random), on + Int.random(in: 0...60, using: &random),
          Bool.random(using: &random) ? amount : Int.random(in: 1...amount, using: &random)
        )
      }
      sales.append(id)
      facts.append(
        .sale(
          id: id, prospect: prospect, person: person(&random), on: on, amount: amount,
          Bool.random(using: &random) ? channel(&random) : nil, refund: refund))
    }
  }

  /// Records all, in order or shuffled.
  @discardableResult
  func write(to scope: Scope, shuffledWith seed: UInt64? = nil) async throws -> Books {
    var books = Books(scope, seed: 1_000)
    var people: [Salesperson] = []
    for (index, name) in ["Ana", "Bo", "Cy", "Di", "Ed"].enumerated() {
      people.append(
        try await books.salesperson(
          name, team: index == 4 ? nil : index.isMultiple(of: 2) ? "Lyon" : "Paris",
          profile: [.hunter, .farmer, .opener, nil, .hunter][index]))
    }
    for (index, id) in prospects.enumerated() {
      _ = try await books.prospect("P\(index)", source: [nil, "salon", "site"][index % 3], id: id)
    }
    var order = facts
    if let seed {
      var random = SeededGenerator(seed: seed)
      order.shuffle(using: &random)
    }
    func id(_ index: Int?) -> Salesperson.ID? { index.map { people[$0].id } }
    for fact in order {
      switch fact {
      case .conversation(let conversation, let prospect, let person, let secondSalesperson, let at, let outcome, let channel):
        try await books.conversation(
          prospects[prospect], by: id(person), with: id(secondSalesperson), at: at, outcome, channel: channel, id: conversation)
      case .opportunity(let opportunity, let prospect, let person, let opened, let amount, let channel, let moves):
        try await books.opportunity(prospects[prospect], by: id(person), opened: opened, amount: amount, channel: channel, id: opportunity)
        for (move, kind, at) in moves {
          try await books.move(opportunity, kind, at: at, reopening: kind == "open", id: move)
        }
      case .sale(let sale, let prospect, let person, let on, let amount, let channel, let refund):
        try await books.sale(prospect.map { prospects[$0] }, by: id(person), on: "\(on)", amount, channel: channel, id: sale)
        if let refund {
          try await books.sale(
            prospect.map { prospects[$0] }, by: id(person), on: "\(refund.on)", -refund.amount, refundOf: sale, id: refund.id)
        }
      }
    }
    try await books.merge(prospects[0], into: prospects[1])
    try await books.merge(prospects[2], into: prospects[3])
    return books
  }
}
