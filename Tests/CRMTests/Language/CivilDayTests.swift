import Testing

@testable import CRM

@Suite struct CivilDayTests {
  @Test func countsFromTheYear2000AsPostgreSQL() throws {
    #expect(try #require(CivilDay(year: 2000, month: 1, day: 1)).daysSince2000 == 0)
    #expect(try #require(CivilDay(year: 2000, month: 3, day: 1)).daysSince2000 == 60)
    #expect(try #require(CivilDay(year: 1999, month: 12, day: 31)).daysSince2000 == -1)
    #expect(try #require(CivilDay(year: 1970, month: 1, day: 1)).daysSince2000 == -10_957)
  }

  @Test func eachDayFollowsTheOneBefore() throws {
    var expected = try #require(CivilDay(year: 1890, month: 1, day: 1)).daysSince2000
    for year in 1890...2110 {
      for month in 1...12 {
        for day in 1...CivilDay.length(ofMonth: month, year: year) {
          #expect(try #require(CivilDay(year: year, month: month, day: day)).daysSince2000 == expected)
          expected += 1
        }
      }
    }
  }

  @Test func thereIsNoSuchDay() {
    #expect(CivilDay(year: 2026, month: 2, day: 29) == nil)
    #expect(CivilDay(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDay(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilDay(year: 2026, month: 13, day: 1) == nil)
  }
}
