import CRM
import Planning
import Foundation
import Postgres

/// What the sales plan of Bob for 2023 fixes beforehand: the year, the team, its days and its budget of 60,000 €.
enum DemoPlan {
  /// Of every number and id that is made up.
  static let seed: UInt64 = 2023
  static let year = 2023
  static let prospects = 520

  /// How a person of the plan works, beside what the database keeps of them.
  struct Member {
    let name: String
    let profile: Profile
    let activeFrom: Day
    let trainedFrom: Day
    /// New prospects in ten days.
    let newInTenDays: Int
    /// Prospects talked to in a day, at most.
    let conversations: Int
    /// Wins in a hundred decisions.
    let wins: Int
  }

  private static func day(_ month: Int, _ day: Int, year: Int = year) -> Day {
    // Only days that exist are written here.
    Day(year: year, month: month, day: day) ?? Day(daysSince2000: 0)
  }

  static var firstDay: Day { day(1, 1) }
  static var start: Day { day(1, 2) }
  static var end: Day { day(12, 22) }

  /// X leads the team and keeps the accounts, Y has prospected before, Z and B join once trained.
  static var team: [Member] {
    [
      Member(
        name: "X", profile: .farmer, activeFrom: day(1, 2), trainedFrom: day(9, 1, year: 2019), newInTenDays: 3, conversations: 3, wins: 31),
      Member(
        name: "Y", profile: .hunter, activeFrom: day(1, 2), trainedFrom: day(9, 6, year: 2021), newInTenDays: 10, conversations: 7, wins: 29
      ),
      Member(name: "Z", profile: .opener, activeFrom: day(3, 20), trainedFrom: day(3, 27), newInTenDays: 9, conversations: 7, wins: 25),
      Member(name: "B", profile: .hunter, activeFrom: day(5, 9), trainedFrom: day(5, 22), newInTenDays: 6, conversations: 5, wins: 17),
    ]
  }

  static let teamName = "Terrain"

  /// Days on which the team stands at a trade fair rather than at doors.
  static var fairDays: ClosedRange<Day> { day(10, 11)...day(10, 13) }

  /// The year's, without two weeks of August.
  static var workingDays: [Day] {
    let closed = day(8, 7)...day(8, 18)
    return workingDays(start...end).filter { !closed.contains($0) }
  }

  /// On which the team ends what the year left open.
  static var lastDays: [Day] { workingDays(day(1, 8, year: year + 1)...day(2, 9, year: year + 1)) }

  /// Monday to Friday without the public holidays of France.
  static func workingDays(_ days: ClosedRange<Day>) -> [Day] {
    let years = days.lowerBound.year...days.upperBound.year
    let holidays = Set(years.flatMap { year in PublicHoliday.allCases.map { $0.day(in: year) } })
    return sequence(first: days.lowerBound) { $0 + 1 }.prefix { $0 <= days.upperBound }
      .filter { $0.weekday <= 5 && !holidays.contains($0) }
  }

  /// The twelve months until a day, which things are told of beside the year; nil while that and what ended it are not past.
  static func recent(until: Day) -> ClosedRange<Day>? {
    let first = max(until.firstOfMonth.adding(months: -11), recentStart)
    return first <= until ? first...until : nil
  }

  static var recentStart: Day { day(3, 1, year: year + 1) }

  /// All days on which something happens.
  static func days(until: Day) -> [Day] {
    guard let recent = recent(until: until) else { return workingDays }
    return workingDays + lastDays + workingDays(recent)
  }

  /// New doors of these months.
  static let recentProspects = 700
  static let travelling = "Déplacements"

  /// The budget as it was spent: field training and prospecting material before all.
  static var expenses: [(day: Day, euros: Int, category: String, action: String, member: String?)] {
    let once: [(day: Day, euros: Int, category: String, action: String, member: String?)] = [
      (day(1, 12), 2_400, "Supports de prospection", "Catalogue et argumentaire", nil),
      (day(1, 26), 3_600, "Supports de prospection", "Mallettes d'échantillons", nil),
      (day(2, 9), 1_800, "Outils", "Tablettes de la force de vente", nil),
      (day(3, 20), 7_800, "Formation", "Formation à la vente terrain", "Z"),
      (day(4, 6), 1_500, "E-mailing", "E-mailing de printemps", nil),
      (day(4, 20), 2_200, "Réseaux sociaux", "Campagne « maison saine »", nil),
      (day(5, 9), 7_800, "Formation", "Formation à la vente terrain", "B"),
      (day(6, 8), 2_600, "Supports de prospection", "Réimpression des catalogues", nil),
      (day(9, 7), 1_500, "E-mailing", "E-mailing de rentrée", nil),
      (day(9, 21), 4_200, "Salon", "Stand au salon de l'habitat écologique", nil),
      (day(10, 13), 1_900, "Salon", "Animation et échantillons du salon", nil),
      (day(10, 26), 2_700, "Formation", "Perfectionnement à la négociation", "B"),
      (day(11, 9), 1_200, "Réseaux sociaux", "Campagne de fin d'année", nil),
      (day(11, 16), 1_500, "E-mailing", "E-mailing de Noël", nil),
    ]
    let monthly = (1...12).map { month in
      // Two more people travel from spring on.
      (
        day: day(month, 28), euros: month < 4 ? 1_000 : month < 6 ? 1_550 : 1_600, category: travelling,
        action: "Tournées de prospection", member: String?.none
      )
    }
    return once + monthly
  }

  /// The days of which the web shop's figures are known: the year and the one before.
  static var daysWithOutsideFigures: [Day] {
    sequence(first: day(1, 1, year: year - 1)) { $0 + 1 }.prefix { $0 < day(1, 1, year: year + 1) }
  }

  /// The Mondays of these two years, of which each whole week lies in them.
  static var weeksWithOutsideFigures: [Day] {
    sequence(first: day(1, 3, year: year - 1)) { $0 + 7 }.prefix { $0 + 7 <= day(1, 1, year: year + 1) }
  }

  static var mailings: [Day] { [day(4, 11), day(9, 12), day(11, 21)] }

  /// Since when nobody reads the followers of Facebook.
  static var facebookForgotten: Day { day(10, 2) }

  /// What distributors sell in an ordinary week, town by town.
  static let distributors: KeyValuePairs = [
    "Villeurbanne": 46, "Oullins": 24, "Bron": 31, "Écully": 18, "Meyzieu": 27, "Brignais": 21, "Craponne": 17,
  ]

  /// The towns in which the team knocks at doors, and since when; the others are there to compare with.
  static var townsVisited: [String: Day] {
    ["Villeurbanne": day(1, 9), "Oullins": day(3, 27), "Bron": day(4, 3), "Écully": day(5, 22)]
  }
}
