public import Postgres

/// The eleven public holidays of France (article L3133-1 of the Code du travail); those of Alsace-Moselle and overseas are not among them.
public enum PublicHoliday: String, Sendable, CaseIterable, Codable {
  case newYear, easterMonday, labourDay, victoryDay, ascension, whitMonday, bastilleDay, assumption, allSaints, armistice, christmas

  /// Its day in a year.
  public func day(in year: Int) -> Day {
    switch self {
    case .newYear: .firstOf(year)
    case .easterMonday: .easter(year) + 1
    case .labourDay: .firstOf(year).adding(months: 4)
    case .victoryDay: .firstOf(year).adding(months: 4) + 7
    case .ascension: .easter(year) + 39
    case .whitMonday: .easter(year) + 50
    case .bastilleDay: .firstOf(year).adding(months: 6) + 13
    case .assumption: .firstOf(year).adding(months: 7) + 14
    case .allSaints: .firstOf(year).adding(months: 10)
    case .armistice: .firstOf(year).adding(months: 10) + 10
    case .christmas: .firstOf(year).adding(months: 11) + 24
    }
  }

  /// The holidays of a period in order of days; two may share one, as 1 May and Ascension did in 2008.
  public static func days(in period: Period) -> [(day: Day, holiday: PublicHoliday)] {
    (period.from.year...(period.to - 1).year)
      .flatMap { year in allCases.map { ($0.day(in: year), $0) } }
      .filter { period.from <= $0.0 && $0.0 < period.to }
      .sorted { $0.0 < $1.0 }
  }
}

extension Day {
  /// Easter Sunday of the Gregorian calendar, by the anonymous computus (Nature, 20 April 1876; Meeus, *Astronomical Algorithms*, ch. 8).
  static func easter(_ year: Int) -> Day {
    let (golden, century, yearOfCentury) = (year % 19, year / 100, year % 100)
    let moonCorrection = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - moonCorrection + 15) % 30
    let toSunday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
    let lateMoon = (golden + 11 * epact + 22 * toSunday) / 451
    // Days after 22 March, which is the earliest Easter.
    return firstOf(year).adding(months: 2) + 21 + epact + toSunday - 7 * lateMoon
  }

  /// 1 January.
  fileprivate static func firstOf(_ year: Int) -> Day {
    Day(year: year, month: 1, day: 1) ?? Day(daysSince2000: 0)
  }
}
