import Postgres
import Testing

@testable import CRM
@testable import Planning

@Suite struct PhasingTests {
  private func period(_ from: String, _ to: String) throws -> Period {
    try Period(from: #require(Day(from)), to: #require(Day(to)))
  }

  private func year() throws -> Period { try period("2023-01-01", "2024-01-01") }

  @Test func largestRemainderEarliestFirst() {
    #expect(40.apportioned(by: [1, 1, 1, 1]) == [10, 10, 10, 10])
    #expect(10.apportioned(by: [1, 1, 1]) == [4, 3, 3])
    #expect((-10).apportioned(by: [1, 1, 1]) == [-4, -3, -3])
    // 10 x 1/6, 2/6, 3/6: 1.67, 3.33, 5.
    #expect(10.apportioned(by: [1, 2, 3]) == [2, 3, 5])
    #expect(3.apportioned(by: [0, 5, 0]) == [0, 3, 0])
    #expect(3.apportioned(by: [0, 0]) == [2, 1])
    #expect(3.apportioned(by: [-1, 1]) == [0, 3])
    #expect(7.apportioned(by: []).isEmpty)
  }

  @Test func spreadIsEven() {
    #expect(2.spread(by: [1, 1, 1, 1]) == [1, 0, 1, 0])
    #expect(10.spread(by: [1, 1, 1]) == [3, 4, 3])
    #expect((-2).spread(by: [1, 0, 1, 1, 1]) == [-1, 0, 0, -1, 0])
  }

  @Test(arguments: [Int.max, Int.min, Int.max - 1, 0, 1, -1])
  func hugeValuesAndWeightsDoNotOverflow(_ whole: Int) throws {
    for weights in [[1, 1, 1], [Int.max, Int.max, Int.max], [Int.max, 1, Int.min]] {
      #expect(whole.apportioned(by: weights).reduce(0, +) == whole)
      #expect(whole.spread(by: weights).reduce(0, +) == whole)
    }
    let phasing = Phasing(whole, over: try year(), by: .weights(["2023-Q1": .max, "2023-Q2": .max, "2023-Q3": .max]))
    #expect(phasing.whole == whole)
  }

  /// The example of the definition of figures.
  @Test func fortyCustomers() throws {
    let months = Dictionary(uniqueKeysWithValues: try year().months.map { ($0, 1) })
    let phasing = Phasing(40, over: try year(), by: .weights(months))
    #expect(phasing.parts(by: .quarter).map(\.value) == [10, 10, 10, 10])
    #expect(phasing.parts(by: .month).map(\.value) == [4, 3, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3])
  }

  /// Working days of the quarters of 2023: 65, 60, 63, 63, of 251. 40 x 65/251 = 10.36, 9.56, 10.04, 10.04.
  @Test func fortyCustomersByWorkingDays() throws {
    let phasing = Phasing(40, over: try year())
    #expect(phasing.parts(by: .quarter).map(\.value) == [10, 10, 10, 10])
    // January to March have 22, 20 and 23: 3.38, 3.08, 3.54.
    #expect(phasing.parts(by: .month).prefix(3).map(\.value) == [3, 3, 4])
    #expect(phasing.value(before: try #require(Day("2023-04-01"))) == 10)
  }

  /// 1,000 a week; the week of 30 January has two working days in January and three in February.
  @Test func weeksThatStraddleMonthsAreSplitByDay() throws {
    let span = try period("2023-01-30", "2023-02-13")
    let phasing = Phasing(2_000, over: span, by: .weights(["2023-W05": 1, "2023-W06": 1]))
    #expect(phasing.parts(by: .week).map(\.value) == [1_000, 1_000])
    #expect(phasing.parts(by: .month).map(\.value) == [400, 1_600])
  }

  @Test func weightsOfQuartersThenWorkingDays() throws {
    let phasing = Phasing(100, over: try year(), by: .weights(["2023-Q1": 3, "2023-Q4": 1, "2024-Q1": 9]))
    #expect(phasing.parts(by: .quarter).map(\.value) == [75, 0, 0, 25])
    // 75 x 22/65 = 25.38, 23.08, 26.54.
    #expect(phasing.parts(by: .month).prefix(3).map(\.value) == [25, 23, 27])
  }

  @Test func daysOffGetNothing() throws {
    let phasing = Phasing(251, over: try year())
    #expect(
      try year().days.allSatisfy { phasing.value(in: try Period(from: $0, to: $0 + 1)) == (WorkingCalendar().isWorkingDay($0) ? 1 : 0) })
  }

  @Test func withoutWorkingDaysCalendarDaysCount() throws {
    let weekend = try period("2023-07-01", "2023-07-03")
    #expect(Phasing(5, over: weekend).parts(by: .week).map(\.value) == [5])
    #expect(Phasing(4, over: weekend).value(before: weekend.from + 1) == 2)
    let weights = Phasing(6, over: try period("2023-07-01", "2023-07-10"), by: .weights(["2023-W26": 1, "2023-W27": 0]))
    #expect(weights.value(before: weekend.from + 1) == 3 && weights.value(before: weekend.to) == 6)
    #expect(Phasing(251, over: try year(), by: .weights(["2023-Q1": 0])) == Phasing(251, over: try year()))
  }

  @Test func outsideTheSpanThereIsNothing() throws {
    let phasing = Phasing(10, over: try period("2023-03-01", "2023-04-01"), by: .calendarDays)
    #expect(phasing.value(in: try period("2022-01-01", "2023-03-01")) == 0)
    #expect(phasing.value(in: try period("2023-04-01", "2024-03-01")) == 0)
    #expect(phasing.value(in: try period("2022-01-01", "2024-03-01")) == 10)
  }

  /// Spans across New Year and of several years, with every phasing: parts sum to the whole at every grain, quarters are the sum of their
  /// months and years of their quarters, no part has the other sign, and each is within one of its share.
  @Test func partsSumAndNest() throws {
    var generator = SeededGenerator(seed: 7)
    for round in 0..<60 {
      let from = Day(daysSince2000: Int32.random(in: 7_000...11_000, using: &generator))
      let span = try Period(from: from, to: from + Int.random(in: 1...1_000, using: &generator))
      let whole = Int.random(in: -100_000...100_000, using: &generator) / (round % 2 == 0 ? 1 : 1_000)
      let grain = [Grain.quarter, .month, .week].randomElement(using: &generator) ?? .month
      let weights = span.parts(by: grain).map { ($0.name, Int.random(in: 0...5, using: &generator)) }
      for by in [PlanPhasing.workingDays, .calendarDays, .weights(Dictionary(uniqueKeysWithValues: weights))] {
        let phasing = Phasing(whole, over: span, by: by)
        for grain in Grain.allCases {
          let parts = phasing.parts(by: grain)
          #expect(parts.reduce(0) { $0 + $1.value } == whole)
          #expect(parts.allSatisfy { $0.value == 0 || $0.value.signum() == whole.signum() })
        }
        for (outer, inner) in [(Grain.year, Grain.quarter), (.quarter, .month)] {
          for part in phasing.parts(by: outer) {
            let within = phasing.parts(by: inner).filter { part.part.period.contains($0.part.period.from) }
            #expect(within.reduce(0) { $0 + $1.value } == part.value)
          }
        }
        if case .weights = by { continue }
        let load = { (period: Period) in by == .calendarDays ? period.count : WorkingCalendar().workingDays(in: period) }
        guard load(span) > 0 else { continue }
        for part in phasing.parts(by: .year) {
          #expect(abs(Double(part.value) - Double(whole) * Double(load(part.part.period)) / Double(load(span))) < 1)
        }
      }
    }
  }
}

extension Phasing {
  /// The parts of the span with what each has.
  fileprivate func parts(by grain: Grain) -> [(part: PeriodPart, value: Int)] { span.parts(by: grain).map { ($0, value(in: $0.period)) } }
}
