import Postgres
import Testing

@testable import CRM

@Suite struct GrainTests {
  private func period(_ from: String, _ to: String) throws -> Period {
    try Period(from: #require(Day(from)), to: #require(Day(to)))
  }

  private func names(_ from: String, _ to: String, _ grain: Grain) throws -> [String] {
    try period(from, to).parts(by: grain).map(\.name)
  }

  /// 2023-01-01 is a Sunday, of the last week of 2022.
  @Test func aWeekAcrossNewYearIsOfTheYearOfItsThursday() throws {
    #expect(try names("2023-01-01", "2023-01-03", .week) == ["2022-W52", "2023-W01"])
    #expect(try names("2024-12-30", "2025-01-06", .week) == ["2025-W01"])
    #expect(try names("2022-12-31", "2023-01-02", .year) == ["2022", "2023"])
  }

  @Test(arguments: [(2020, 53), (2026, 53), (2023, 52), (2015, 53), (2021, 52)])
  func yearsHave52Or53Weeks(_ year: Int, _ weeks: Int) throws {
    let parts = try names("\(year)-01-01", "\(year + 1)-01-01", .week).filter { $0.hasPrefix("\(year)-W") }
    #expect(parts.last == "\(year)-W\(weeks)")
  }

  @Test func aWeekThatStraddlesMonthsIsWholeAndClippedToThePeriod() throws {
    let part = try #require(try period("2023-02-01", "2023-02-04").parts(by: .week).first)
    #expect(part.name == "2023-W05")
    #expect(part.period == (try period("2023-02-01", "2023-02-04")))
    #expect(part.whole == (try period("2023-01-30", "2023-02-06")))
  }

  @Test func quartersAndMonthsAreClipped() throws {
    let parts = try period("2023-03-15", "2023-07-02").parts(by: .quarter)
    #expect(parts.map(\.name) == ["2023-Q1", "2023-Q2", "2023-Q3"])
    #expect(parts.map { $0.period.from.description } == ["2023-03-15", "2023-04-01", "2023-07-01"])
    #expect(parts.map { $0.period.to.description } == ["2023-04-01", "2023-07-01", "2023-07-02"])
    #expect(try names("2023-11-30", "2024-01-01", .month) == ["2023-11", "2023-12"])
  }

  @Test(arguments: Grain.allCases) func partsPartitionThePeriod(_ grain: Grain) throws {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<300 {
      let from = Day(daysSince2000: Int32.random(in: -40_000...40_000, using: &generator))
      let period = try Period(from: from, to: from + Int.random(in: 1...900, using: &generator))
      let parts = period.parts(by: grain)
      #expect(parts.first?.period.from == period.from && parts.last?.period.to == period.to)
      #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.period.to == $1.period.from })
      #expect(Set(parts.map(\.name)).count == parts.count)
      for part in parts {
        #expect(part.whole.from <= part.period.from && part.period.to <= part.whole.to)
        #expect(part.period.from.first(of: grain) == part.whole.from && (part.period.to - 1).first(of: grain) == part.whole.from)
      }
    }
  }
}
