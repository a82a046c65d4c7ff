import Postgres
import Testing

@testable import CRM

/// Today is Wednesday, the 25th of November 2026.
@Suite struct SpokenDateTests {
  private let today = Day("2026-11-25") ?? Day(daysSince2000: 0)

  private func day(_ text: String, _ tense: SpokenDate.Tense) throws -> String {
    try SpokenDate.day(text, today: today, tense).description
  }

  @Test(arguments: [
    ("aujourd'hui", "2026-11-25"), ("Aujourd’hui", "2026-11-25"), ("today", "2026-11-25"), ("hier", "2026-11-24"),
    ("avant-hier", "2026-11-23"), ("demain", "2026-11-26"), ("Après-demain", "2026-11-27"), ("day after tomorrow", "2026-11-27"),
    ("il y a 3 jours", "2026-11-22"), ("dans une semaine", "2026-12-02"), ("dans 2 semaines", "2026-12-09"), ("in 1 month", "2026-12-25"),
    ("3 days ago", "2026-11-22"), ("2026-02-01", "2026-02-01"), ("1er décembre 2027", "2027-12-01"), ("01/12/26", "2026-12-01"),
  ])
  func aWordMeansOneDayWhateverIsSaid(text: String, expected: String) throws {
    for tense in [SpokenDate.Tense.past, .future, .nearest] { #expect(try day(text, tense) == expected) }
  }

  @Test(arguments: [
    ("lundi", "2026-11-23", "2026-11-30", "2026-11-23"), ("vendredi", "2026-11-20", "2026-11-27", "2026-11-27"),
    ("ven.", "2026-11-20", "2026-11-27", "2026-11-27"), ("Wednesday", "2026-11-18", "2026-12-02", "2026-11-25"),
    ("lundi prochain", "2026-11-30", "2026-11-30", "2026-11-30"), ("last friday", "2026-11-20", "2026-11-20", "2026-11-20"),
    ("01/12", "2025-12-01", "2026-12-01", "2026-12-01"), ("1.11", "2026-11-01", "2027-11-01", "2026-11-01"),
    ("25/11", "2026-11-25", "2026-11-25", "2026-11-25"), ("1er décembre", "2025-12-01", "2026-12-01", "2026-12-01"),
    ("Jan 5", "2026-01-05", "2027-01-05", "2027-01-05"), ("29/02", "2024-02-29", "2028-02-29", "2028-02-29"),
  ])
  func aWeekdayAndADayWithoutYearDependOnWhatIsSaid(text: String, past: String, future: String, nearest: String) throws {
    #expect(try day(text, .past) == past)
    #expect(try day(text, .future) == future)
    #expect(try day(text, .nearest) == nearest)
  }

  @Test(arguments: ["", "bientôt", "lundi soir", "31/02", "32/01", "dans trois jours", "demain demain", "2026-02-30", "1", "a day"])
  func whatNamesNoDayIsRefused(text: String) {
    #expect(throws: InvalidValue.self) { try SpokenDate.day(text, today: today, .nearest) }
  }

  @Test func aTimeAloneIsOfToday() throws {
    func moment(_ text: String) throws -> Moment { try SpokenDate.moment(text, today: today, .past) }
    #expect(try moment("14h30") == .local(#require(CivilTime("2026-11-25T14:30"))))
    #expect(try moment("à 9h") == .local(#require(CivilTime("2026-11-25T09:00"))))
    #expect(try moment("hier 14h30") == .local(#require(CivilTime("2026-11-24T14:30"))))
    #expect(try moment("lundi à 9h05") == .local(#require(CivilTime("2026-11-23T09:05"))))
    #expect(try moment("01/11 2:05 PM") == .local(#require(CivilTime("2026-11-01T14:05"))))
    #expect(try moment("hier") == .day(#require(Day("2026-11-24"))))
    #expect(try moment("22/11/2026 14h30") == .local(#require(CivilTime("2026-11-22T14:30"))))
    for text in ["25h", "hier 25h", "14", "hier midi", ""] { #expect(throws: InvalidValue.self) { try moment(text) } }
  }

  @Test(arguments: [
    ("2026", "2026-01-01", "2027-01-01"), ("2026-T4", "2026-10-01", "2027-01-01"), ("2026-q1", "2026-01-01", "2026-04-01"),
    ("T1 2026", "2026-01-01", "2026-04-01"), ("2026-11", "2026-11-01", "2026-12-01"), ("11/2026", "2026-11-01", "2026-12-01"),
    ("novembre 2026", "2026-11-01", "2026-12-01"), ("2026-S53", "2026-12-28", "2027-01-04"), ("2026-W1", "2025-12-29", "2026-01-05"),
    ("ce-mois", "2026-11-01", "2026-12-01"), ("ce mois", "2026-11-01", "2026-12-01"), ("mois dernier", "2026-10-01", "2026-11-01"),
    ("le trimestre prochain", "2027-01-01", "2027-04-01"), ("this-week", "2026-11-23", "2026-11-30"),
    ("semaine-dernière", "2026-11-16", "2026-11-23"), ("last year", "2025-01-01", "2026-01-01"), ("T4", "2026-10-01", "2027-01-01"),
    ("janvier", "2027-01-01", "2027-02-01"), ("s48", "2026-11-23", "2026-11-30"), ("hier", "2026-11-24", "2026-11-25"),
    ("24/11/2026", "2026-11-24", "2026-11-25"),
  ])
  func aPeriodHasAName(text: String, from: String, to: String) throws {
    let period = try Period.named(text, today: today)
    #expect([period.from, period.to].map(\.description) == [from, to])
  }

  @Test(arguments: ["", "2026-T5", "2026-13", "2025-S53", "T0", "s", "mois semaine", "zut", "20266"])
  func whatNamesNoPeriodIsRefused(text: String) {
    #expect(throws: InvalidValue.self) { try Period.named(text, today: today) }
  }
}
