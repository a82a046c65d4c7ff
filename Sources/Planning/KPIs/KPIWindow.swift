import CRM
import Postgres

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
  /// The days of which a growth says how much more there is in them than in those of another window.
  indirect case grown(since: KPIWindow)
  /// The days of that other window.
  indirect case base(KPIWindow)

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
    case .grown: return period
    case .base(let window): return window.days(of: period)
    }
  }
}

extension KPIWindow {
  var isBase: Bool {
    if case .base = self { true } else { false }
  }

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
