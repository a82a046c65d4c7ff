import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ABCTests {
  private static func question(_ change: (inout Segments.Question) throws -> Void = { _ in }) rethrows -> Segments.Question {
    var question = Segments.Question()
    question.from = Day("2025-01-01")
    question.to = Day("2026-01-01")
    try change(&question)
    return question
  }

  /// By hand, out of 1 000,00: Ada 500, Bo and Cy 150 each, Di 120, Ed 50, Flo 30; Gus gave all back, Hal bought last year.
  /// Shares of those strictly greater: 0, 50, 50, 80, 92, 97 %, so strict is AAA BB C, and Hal is F.
  /// Shares reached: 50, 80, 80, 92, 97, 100 %, so cumulative is AAA B CC.
  @Test func classesByHand() async throws {
    try await withScope { scope in
      var books = Books(scope)
      for (name, amount) in [("Ada", 50_000), ("Bo", 15_000), ("Cy", 15_000), ("Di", 12_000), ("Ed", 5_000), ("Flo", 3_000)] {
        let prospect = try await books.prospect(name)
        try await books.sale(prospect, by: nil, on: "2025-03-01", amount)
      }
      let gus = try await books.prospect("Gus"), hal = try await books.prospect("Hal")
      _ = try await books.prospect("Ivy")
      let sale = try await books.sale(gus, by: nil, on: "2025-03-01", 900)
      try await books.sale(gus, by: nil, on: "2025-03-02", -900, refundOf: sale)
      try await books.sale(hal, by: nil, on: "2024-12-31", 700)
      try await books.sale(nil, by: nil, on: "2025-12-31", 250)

      let report = try await Segments(scope).abc(Self.question())
      #expect(report.customers.map(\.prospect) == ["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"])
      #expect(report.customers.map { $0.class?.rawValue } == ["A", "A", "A", "B", "B", "C", "C", "F"])
      #expect(report.customers.map(\.reason) == [nil, nil, nil, nil, nil, nil, .nothingOrLess, .noSale])
      #expect(report.classes["A"]?.customers == 3 && report.classes["A"]?.revenueCents == 80_000 && report.classes["A"]?.share == 0.8)
      #expect(report.classes["B"]?.revenueCents == 17_000 && report.classes["C"]?.customers == 2)
      #expect(report.classes["F"]?.customers == 1 && report.classes["A"]?.customersShare == 3.0 / 7)
      #expect(report.total == 100_000 && report.totalCents == 100_000 && report.unattributedCents == 250)
      #expect(report.customers.map(\.cumulatedShare) == [0.5, 0.8, 0.8, 0.92, 0.97, 1, nil, nil])
      #expect(report.prospects == 1)
      #expect(report.notes.contains { $0.en.contains("below 20") } && report.notes.contains { $0.en.contains("no class") })

      let cumulative = try await Segments(scope).abc(Self.question { $0.rule = .cumulative })
      #expect(cumulative.customers.map { $0.class?.rawValue } == ["A", "A", "A", "B", "C", "C", "C", "F"])
      let orders = try await Segments(scope).abc(Self.question { $0.criterion = .orders })
      #expect(orders.total == 6 && orders.customers.first { $0.prospect == "Gus" }?.orders == 0)
      let margin = try await Segments(scope).abc(Self.question { $0.criterion = .margin })
      #expect(margin.reason != nil && margin.customers.allSatisfy { $0.class == nil } && margin.classes["A"]?.customers == 0)
      #expect(margin.notes.contains { $0.en.contains("no known margin") })
      let refused = await #expect(throws: CRMError.self) {
        try await Segments(scope).abc(Self.question { $0.criterion = .margin }, save: true)
      }
      #expect(refused?.kind == .invalid)
    }
  }

  @Test func whereNobodyBoughtNobodyIsDependedOn() async throws {
    try await withScope { scope in
      var books = Books(scope)
      for number in 1...20 {
        try await books.sale(try await books.prospect("Customer \(number)"), by: nil, on: "2024-03-01", 100)
      }
      let report = try await Segments(scope).abc(Self.question())
      #expect(report.customers.count == 20 && report.reason != nil)
      #expect(!report.notes.contains { $0.en.contains("dependence") }, "\(report.notes.map(\.en))")
    }
  }

  @Test func aLoneCustomerIsAByTheStrictRuleAndCByTheOther() async throws {
    try await withScope { scope in
      var books = Books(scope)
      try await books.sale(try await books.prospect("Ada"), by: nil, on: "2025-03-01", 1)
      #expect(try await Segments(scope).abc(Self.question()).customers.first?.class == .A)
      #expect(try await Segments(scope).abc(Self.question { $0.rule = .cumulative }).customers.first?.class == .C)
    }
  }

  @Test func thresholdsAreReadAndChecked() throws {
    #expect(try ABCThresholds("80,95") == .standard)
    #expect(try ABCThresholds("79.5,95") != .standard)
    for text in ["", "80", "95,80", "80,101", "0,95", "80,95,99", "a,b", "80,,95", "80.123,95", "-1,50"] {
      #expect(throws: CRMError.self) { try ABCThresholds(text) }
    }
  }

  /// Against a plain implementation, on values with ties, nothing and less than nothing.
  @Test(arguments: 1...6) func classesAgainstBruteForce(_ seed: Int) async throws {
    try await withScope { scope in
      var random = SeededGenerator(seed: UInt64(seed))
      var books = Books(scope, seed: UInt64(seed))
      var values: [String: Int] = [:]
      for index in 0..<(seed == 1 ? 1 : 60) {
        let name = "P\(index)"
        let prospect = try await books.prospect(name)
        let amount = Int.random(in: 0..<10, using: &random) * (index.isMultiple(of: 7) ? 1_000 : 1)
        try await books.sale(prospect, by: nil, on: "2025-02-01", amount)
        values[name] = amount
        if index.isMultiple(of: 5) {
          // Given back without naming the sale: it may exceed it.
          let back = Int.random(in: 1...5, using: &random)
          try await books.sale(prospect, by: nil, on: "2025-02-02", -back)
          values[name]? -= back
        }
      }
      let total = values.values.filter { $0 > 0 }.reduce(0, +)
      for (text, a, b) in [("80,95", 8_000, 9_500), ("70,90", 7_000, 9_000), ("33.33,66.67", 3_333, 6_667)] {
        for rule in ABCRule.allCases {
          let report = try await Segments(scope).abc(
            try Self.question {
              $0.thresholds = try ABCThresholds(text)
              $0.rule = rule
            })
          #expect(report.total == total)
          for customer in report.customers {
            let value = try #require(values[customer.prospect])
            let greater = values.values.filter { $0 > max(value, 0) }.reduce(0, +)
            let reached = values.values.filter { $0 >= value && $0 > 0 }.reduce(0, +)
            let expected: ABCClass? =
              if total == 0 { nil } else if value <= 0 { .C } else if rule == .strict {
                greater * 10_000 < a * total ? .A : greater * 10_000 < b * total ? .B : .C
              } else { reached * 10_000 <= a * total ? .A : reached * 10_000 <= b * total ? .B : .C }
            #expect(customer.value == value && customer.class == expected, "\(customer.prospect) \(rule) \(text)")
          }
          #expect(report.customers.count == values.count)
          #expect(report.classes.values.reduce(0) { $0 + $1.revenueCents } == report.totalCents)
          if total > 0 { #expect(abs(report.classes.values.reduce(0) { $0 + $1.share } - 1) < 1e-12) }
        }
      }
      let revenue = try await Reports(scope).conversion(by: .month, from: Day("2025-01-01"), to: Day("2026-01-01")).total.revenueCents
      #expect(try await Segments(scope).abc(Self.question()).totalCents == revenue)
    }
  }

  @Test func savedRunsTellWhoMoved() async throws {
    try await withScope { scope in
      var books = Books(scope)
      let ada = try await books.prospect("Ada"), bo = try await books.prospect("Bo"), cy = try await books.prospect("Cy")
      let adas = try await books.sale(ada, by: nil, on: "2025-03-01", 9_000)
      try await books.sale(bo, by: nil, on: "2025-03-01", 1_000)
      let double = try await books.prospect("Cy bis")
      try await books.sale(double, by: nil, on: "2025-03-01", 10)
      let none = try await Segments(scope).history()
      #expect(none.runs.isEmpty && none.later == nil && !none.notes.isEmpty)
      let first = try await Segments(scope).abc(Self.question(), save: true)
      try await books.void("sale", adas)
      try await books.sale(bo, by: nil, on: "2025-04-01", 1_000)
      try await books.sale(cy, by: nil, on: "2025-04-01", 300)
      try await books.merge(double, into: cy)
      let second = try await Segments(scope).abc(Self.question(), save: true)
      // Of another criterion: not what the second is compared with.
      _ = try await Segments(scope).abc(Self.question { $0.criterion = .orders }, save: true)

      let history = try await Segments(scope).history(from: first.runID, to: second.runID)
      #expect(history.runs.count == 3 && history.runs.last?.id == first.runID)
      #expect(history.runs.last?.customers == ["A": 1, "B": 1, "C": 1, "F": 0])
      let moved = Dictionary(
        uniqueKeysWithValues: history.movements.map { ($0.prospect, "\($0.before?.rawValue ?? "-")\($0.after?.rawValue ?? "-")") })
      #expect(moved == ["Ada": "A-", "Bo": "BA", "Cy": "CB"])
      #expect(history.unchanged == 0)
      let last = try await Segments(scope).history()
      #expect(last.later == nil && last.runs.count == 3)
      let ana = try await Team(scope).add("Ana")
      let denied = await #expect(throws: CRMError.self) { try await Segments(scope.acting(as: ana)).abc(Self.question(), save: true) }
      #expect(denied?.kind == .denied)
      #expect(try await Segments(scope.acting(as: ana)).history().runs.count == 3)
    }
  }

  /// Twenty who bought in 2025, one of them for nearly all of it, and a hundred who bought the year before.
  @Test func formerCustomersAreAClassOfTheirOwn() async throws {
    try await withScope { scope in
      let buyers = (0..<20).map { "b\($0),Buyer \($0),2025-03-01,\($0 == 0 ? 90 : 1)\n" }
      let former = (0..<100).map { "f\($0),Former \($0),2024-03-01,50\n" }
      let file = "reference,prospect,sold_on,amount\n" + (buyers + former).joined()
      #expect(try await importFile(file, .sales, scope).recorded == 120)
      let report = try await Segments(scope).abc(Self.question(), save: true)
      #expect(report.classes.mapValues(\.customers) == ["A": 1, "B": 19, "C": 0, "F": 100])
      #expect(report.classes["A"]?.customersShare == 0.05 && report.classes["F"]?.customersShare == nil && report.classes["F"]?.value == 0)
      #expect(report.customers.suffix(100).allSatisfy { $0.class == .F && $0.reason == .noSale && $0.share == nil })
      #expect(report.notes.contains { $0.en.hasPrefix("Dangerous dependence: 1 of 20 customers who bought") })
      #expect(report.notes.contains { $0.en == "F: 100 former customers without a purchase in the window, in no share." })
      var filter = ProspectFilter()
      filter.segment = "f"
      #expect(try await Prospects(scope).list(filter, limit: 200).prospects.count == 100)
      let matrix = try await Segments(scope).matrix(Self.question())
      #expect(matrix.cells.filter { $0.customers > 0 }.map(\.cell) == ["A?", "B?", "F?"])

      // One saved before there was such a class.
      var books = Books(scope)
      let old: ABCRun.ID = books.id()
      try await books.run(
        """
        insert into abc_run (organization_id, id, criterion, from_day, to_day, threshold_a, threshold_b, rule)
        select organization_id, \(old), criterion, from_day, to_day, threshold_a, threshold_b, rule
        from abc_run where id = \(report.runID)
        """)
      try await books.run(
        """
        insert into abc_assignment (organization_id, run_id, prospect_id, class)
        select organization_id, \(old), prospect_id, case class when 'F' then 'C' else class end
        from abc_assignment where run_id = \(report.runID)
        """)
      try await books.run(
        """
        insert into abc_value (organization_id, run_id, prospect_id, value, orders)
        select organization_id, \(old), prospect_id, value, orders
        from abc_value where run_id = \(report.runID)
        """)
      let history = try await Segments(scope).history(from: old, to: report.runID)
      #expect(history.movements.isEmpty && history.unchanged == 120)
    }
  }

  /// Classes A (Ada 9 000 €), B (Bo 1 500 €), C (Cy 400 €); potentials 60 000, 20 000 and unknown, a prospect of 55 000 and one of 9 999.
  @Test func matrixByHand() async throws {
    try await withScope { scope in
      var books = Books(scope)
      for (name, amount, potential) in [("Ada", 900_000, 6_000_000), ("Bo", 150_000, 2_000_000), ("Cy", 40_000, nil as Int?)] {
        try await books.sale(try await books.prospect(name, potential: potential), by: nil, on: "2025-03-01", amount)
      }
      _ = try await books.prospect("Di", potential: 5_500_000)
      _ = try await books.prospect("Ed", potential: 999_900)
      let matrix = try await Segments(scope).matrix(Self.question())
      let cells = Dictionary(uniqueKeysWithValues: matrix.cells.filter { $0.customers > 0 }.map { ($0.cell, $0) })
      #expect(Set(cells.keys) == ["A1", "B2", "C?", "P1", "P3"])
      #expect(cells["A1"]?.gapCents == 5_100_000 && cells["A1"]?.zones == ["core", "growth"] && cells["B2"]?.zones == [])
      #expect(cells["P1"]?.gapCents == 5_500_000 && cells["P1"]?.zones == ["growth"])
      #expect(matrix.zones.map(\.customers) == [1, 2, 0] && matrix.zones.map(\.gapCents) == [5_100_000, 10_600_000, 0])
      #expect(matrix.customers.map(\.prospect) == ["Ada", "Bo", "Cy"] && matrix.customers.map(\.gapCents) == [5_100_000, 1_850_000, nil])
      #expect(matrix.bands.map(\.fromCents) == [5_000_000, 1_000_000, 0] && matrix.bands.map(\.toCents) == [nil, 5_000_000, 1_000_000])
      #expect(matrix.notes.contains { $0.en.contains("no known potential") })

      var zones = ABCZones()
      try zones.set("core=B2,a1", bands: 2)
      let other = try await Segments(scope).matrix(Self.question(), bounds: [1_000_000], zones: zones)
      #expect(other.cells.filter { $0.customers > 0 }.map(\.cell) == ["A1", "B1", "C?", "P1", "P2"])
      #expect(throws: CRMError.self) { try zones.set("core=A3", bands: 2) }
      #expect(throws: CRMError.self) { try zones.set("core", bands: 3) }
    }
  }
}
