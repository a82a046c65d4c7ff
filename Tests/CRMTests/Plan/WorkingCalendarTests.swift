import Postgres
import Testing

@testable import CRM
@testable import Planning

@Suite struct WorkingCalendarTests {
  /// The earliest, the latest and the exceptions of the Gregorian computus (1954, 1981, 2049), and today's.
  @Test(arguments: [
    "1818-03-22", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23", "2019-04-21", "2023-04-09",
    "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25", "2049-04-18", "2285-03-22",
  ])
  func easter(_ text: String) throws {
    let day = try #require(Day(text))
    #expect(Day.easter(day.year) == day)
  }

  @Test func easterIsASundayBetween22MarchAnd25April() throws {
    for year in 1583...4000 {
      let easter = Day.easter(year)
      #expect(easter.weekday == 7 && (322...425).contains(easter.month * 100 + easter.day))
    }
  }

  @Test func elevenHolidaysOf2023() throws {
    let year = try Period(from: #require(Day("2023-01-01")), to: #require(Day("2024-01-01")))
    #expect(
      PublicHoliday.days(in: year).map(\.day.description) == [
        "2023-01-01", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-18", "2023-05-29", "2023-07-14", "2023-08-15", "2023-11-01",
        "2023-11-11", "2023-12-25",
      ])
  }

  /// 2023 has 260 weekdays and nine holidays on them (1 January is a Sunday, 11 November a Saturday); 2024 has 262 and ten.
  @Test(arguments: [("2023", 251), ("2024", 252), ("2025", 251), ("2026", 252)])
  func workingDaysOfAYear(_ year: String, _ days: Int) throws {
    let from = try #require(Day("\(year)-01-01"))
    #expect(WorkingCalendar().workingDays(from: from, to: from.adding(months: 12)) == days)
  }

  /// In 2008 Ascension fell on 1 May: one day off for two holidays.
  @Test func twoHolidaysOfOneDay() throws {
    let may = try Period(from: #require(Day("2008-05-01")), to: #require(Day("2008-06-01")))
    #expect(PublicHoliday.days(in: may).map(\.holiday) == [.labourDay, .ascension, .victoryDay, .whitMonday])
    #expect(WorkingCalendar().workingDays(in: may) == 19)
  }

  @Test func absencesThatOverlapCountOnce() throws {
    let monday = try #require(Day("2023-03-06"))
    let calendar = WorkingCalendar(absences: [
      Absence(from: monday, to: monday + 2), Absence(from: monday + 1, to: monday + 3),
    ])
    #expect(calendar.workingDays(from: monday, to: monday + 7) == 2)
    #expect(calendar.workingDays(from: monday, to: monday) == 0 && calendar.workingDays(from: monday + 7, to: monday) == 0)
    #expect(!calendar.isWorkingDay(monday + 2) && calendar.isWorkingDay(monday + 3))
  }
}
