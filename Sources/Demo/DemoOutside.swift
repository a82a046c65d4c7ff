import CRM
import Planning
import Foundation
import Postgres

/// What the demo company learns from outside: its shop on the web, its e-mails, its followers, and what its distributors sell, town by
/// town. 2022 is there to compare with.
///
/// Two things go wrong, which the plan's alerts find: from October the campaigns bring visitors who do not buy, and nobody reads the
/// followers of Facebook any more.
struct DemoOutside {
  private var random: SeededGenerator
  private var ids: SeededGenerator
  private var figures: [MeasurementDraft] = []

  private init(seed: UInt64) {
    // Other numbers than those of the year, so that a figure more here leaves what happened there as it was.
    random = SeededGenerator(seed: seed &* 31 &+ 1)
    ids = SeededGenerator(seed: ~seed &* 31 &+ 1)
  }

  /// The figures of a seed.
  static func figures(seed: UInt64 = DemoPlan.seed) -> [MeasurementDraft] {
    var outside = DemoOutside(seed: seed)
    for day in DemoPlan.daysWithOutsideFigures { outside.readShop(on: day) }
    for monday in DemoPlan.weeksWithOutsideFigures {
      outside.readFollowers(on: monday)
      outside.readDistributors(from: monday)
    }
    for mailing in DemoPlan.mailings { outside.readMailing(on: mailing) }
    return outside.figures
  }

  private mutating func add(_ series: StandardSeries, label: String? = nil, place: String? = nil, _ from: Day, days: Int = 1, _ value: Int)
  {
    var figure = MeasurementDraft(
      row: figures.count + 1, id: ids.id(), series: series.rawValue, from: from, to: from + days, value: value)
    (figure.label, figure.place) = (label, place)
    figures.append(figure)
  }

  /// So many in a day, give or take a third.
  private mutating func about(_ mean: Int) -> Int {
    max(0, mean + random.number(-mean / 3...mean / 3))
  }

  /// Hundredths of an ordinary day: people buy for spring cleaning and for Christmas.
  private static func season(_ day: Day) -> Int { [90, 85, 105, 115, 105, 95, 75, 60, 105, 105, 125, 140][day.month - 1] }

  private mutating func readShop(on day: Day) {
    let isPlanned = day.year == DemoPlan.year
    let afterMailing = DemoPlan.mailings.contains { $0 <= day && day < $0 + 10 }
    // From October the campaigns bring many more people, and hardly any more orders.
    let isCrowded = isPlanned && day.month >= 10
    let visits = (isPlanned ? 168 : 150) * Self.season(day) / 100
    let sessions = about(isCrowded ? visits * 17 / 10 : visits)
    let orders = (visits * (isPlanned ? 31 : 27) + (afterMailing ? 1_800 : 0)) / 1_000
    let sold = about(orders)
    add(.siteSessions, day, sessions)
    add(.siteOrders, day, sold)
    add(.siteRevenue, day, (0..<sold).reduce(0) { total, _ in total + random.number(18...95) * 100 })
    if isPlanned { add(.contactsCaptured, day, about(visits / 60 + (afterMailing ? 2 : 0))) }
  }

  private mutating func readFollowers(on monday: Day) {
    guard monday.year == DemoPlan.year else { return }
    let week = Int(monday.daysSince2000 - DemoPlan.firstDay.daysSince2000) / 7
    add(.followers, label: "Instagram", monday, 1_240 + week * 19 + random.number(-6...6))
    if monday < DemoPlan.facebookForgotten { add(.followers, label: "Facebook", monday, 2_310 + week * 4 - random.number(0...5)) }
  }

  private mutating func readDistributors(from monday: Day) {
    for (town, ordinary) in DemoPlan.distributors {
      let visited = DemoPlan.townsVisited[town].map { $0 <= monday } ?? false
      let mean = ordinary * Self.season(monday) / 100 * (monday.year == DemoPlan.year ? 104 : 100) / 100
      add(.distributorSales, place: town, monday, days: 7, about(visited ? mean * 5 / 4 : mean))
    }
  }

  private mutating func readMailing(on day: Day) {
    let sent = random.number(1_450...1_900)
    let delivered = sent - random.number(12...40)
    let label = "E-mailing \(day)"
    add(.emailsDelivered, label: label, day, delivered)
    add(.emailUniqueOpens, label: label, day, delivered * random.number(24...31) / 100)
    add(.emailUniqueClicks, label: label, day, delivered * random.number(38...62) / 1_000)
  }
}
