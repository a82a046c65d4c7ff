import CRM
import Postgres

/// How a KPI comes about from readings.
enum KPIRecipe: Sendable, Hashable {
  /// The reading itself.
  case plain(KPIReading)
  case ratio(KPIReading, over: KPIReading)
  /// (E − N) / S, of customers at the end, new ones and those at the beginning.
  case subscription(end: KPIReading, new: KPIReading, start: KPIReading)
  /// Of who came in, who converted within the horizon, and whose horizon is not over.
  case cohort(converted: KPIReading, entered: KPIReading, immature: KPIReading)
  /// (V1 − V0) / V0 of an outside series.
  case growth(String, since: KPIWindow)
  /// The growth of a series in towns with an action, less that of towns without one (difference in differences).
  case townGrowth(String, since: KPIWindow)

  /// What must be read for it; growth reads its series itself.
  var readings: [KPIReading] {
    switch self {
    case .plain(let reading): [reading]
    case .ratio(let numerator, let denominator): [numerator, denominator]
    case .subscription(let end, let new, let start): [end, new, start]
    case .cohort(let converted, let entered, let immature): [converted, entered, immature]
    case .growth, .townGrowth: []
    }
  }

  /// What it divides by; nil of what divides nothing, and of growth.
  var divisor: KPIReading? {
    switch self {
    case .plain, .growth, .townGrowth: nil
    case .ratio(_, let denominator): denominator
    case .subscription(_, _, let start): start
    case .cohort(_, let entered, _): entered
    }
  }

  /// The names of the outside series it reads.
  var series: [String] {
    switch self {
    case .growth(let name, _), .townGrowth(let name, _): [name]
    default: readings.compactMap(\.series)
    }
  }
}

/// One number that a KPI needs: of what, over which days.
struct KPIReading: Sendable, Hashable {
  enum Source: Sendable, Hashable {
    case count(KPICount)
    /// The sum of an outside series over the days, or its last value at their end when it is a stock.
    case series(String)
    /// How much a stock has grown over the days.
    case gain(String)
    case calendarDays
    case workingDays
  }

  /// Of what takes each customer once: everybody, who was there in the base window too, or who was not.
  enum Use: String, Sendable {
    case all, both, new
  }

  let source: Source
  var window = KPIWindow.period
  var base: KPIWindow?
  var use = Use.all
  /// Holds in addition to what the KPI's own filter says.
  var filter = KPIFilter()

  init(_ source: Source, _ window: KPIWindow = .period) {
    self.source = source
    self.window = window
  }

  init(_ count: KPICount, _ window: KPIWindow = .period, _ use: Use = .all, base: KPIWindow? = nil) {
    self.init(.count(count), window)
    self.use = use
    self.base = base
  }

  var count: KPICount? {
    if case .count(let count) = source { count } else { nil }
  }

  var series: String? {
    switch source {
    case .series(let name), .gain(let name): name
    default: nil
    }
  }
}

extension KPITerm {
  /// What is read for it: a count of the catalogue, else an outside series of that name.
  var reading: KPIReading {
    var reading = KPIReading(KPICount(rawValue: count).map { .count($0) } ?? .series(count))
    reading.filter = filter
    return reading
  }
}

/// Which days a reading takes, seen from the period of the value.
enum KPIWindow: Sendable, Hashable {
  case period
  /// As long, just before: so many months before when the period is whole months, else so many days.
  case before
  /// As many days, just before.
  case daysBefore
  /// A year before: of days that begin on a Monday the same weekdays, 364 days earlier; of others, of whole months, and of more than a
  /// week from the first of a month that is not of whole weeks, the same dates.
  case yearBefore
  /// From the first fact to the end of the period.
  case untilEnd
  /// From the first fact to the beginning of the period.
  case untilBeginning
  /// So many months until the end of the period.
  case months(Int)
  /// As many months before those.
  case monthsBefore(Int)

  /// Before every fact.
  static let beginning = Day(daysSince2000: -365_000)

  /// The days; nil when there is none.
  func days(of period: Period) -> Period? {
    switch self {
    case .period: return period
    case .before:
      let months = period.wholeMonths
      return months > 0
        ? try? Period(from: period.from.adding(months: -months), to: period.from)
        : Self.daysBefore.days(of: period)
    case .daysBefore: return try? Period(from: period.from - period.count, to: period.from)
    case .yearBefore:
      return period.isOfWeekdays ? try? Period(from: period.from - 364, to: period.to - 364) : period.sameDatesOfTheYearBefore
    case .untilEnd: return try? Period(from: Self.beginning, to: period.to)
    case .untilBeginning: return try? Period(from: Self.beginning, to: period.from)
    case .months(let months): return try? Period(from: period.to.adding(months: -months), to: period.to)
    case .monthsBefore(let months):
      return try? Period(from: period.to.adding(months: -2 * months), to: period.to.adding(months: -months))
    }
  }
}

extension KPIWindow {
  /// What the days of a period until `end` are compared with, like for like: as many first days of what the whole period is compared with,
  /// or the same dates.
  func days(of period: Period, until end: Day) -> Period? {
    guard end < period.to else { return days(of: period) }
    if self == .yearBefore, !period.isOfWeekdays { return (try? Period(from: period.from, to: end))?.sameDatesOfTheYearBefore }
    return days(of: period).flatMap { try? Period(from: $0.from, to: min($0.to, $0.from + (end - period.from))) }
  }
}

extension Day {
  var isLeapDay: Bool { month == 2 && day == 29 }
}

extension Period {
  /// How many whole months it is; 0 when it is not.
  fileprivate var wholeMonths: Int {
    guard from.day == 1, to.day == 1 else { return 0 }
    return (to.year - from.year) * 12 + to.month - from.month
  }

  /// Whether it is compared by weekdays: a week that has just begun as much as a whole one.
  fileprivate var isOfWeekdays: Bool {
    guard from.weekday == 1, wholeMonths == 0 else { return false }
    return from.day != 1 || count <= 7 || count.isMultiple(of: 7)
  }

  /// Nil of a 29 February alone.
  fileprivate var sameDatesOfTheYearBefore: Period? {
    let first = from.adding(months: -12)
    // By the last day, so that the 28 days of a February are 28 days in a leap year too.
    return try? Period(from: from.isLeapDay ? first + 1 : first, to: (to - 1).adding(months: -12) + 1)
  }
}
