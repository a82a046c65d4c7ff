public import Postgres

/// Which days are worked: Monday to Friday without French public holidays, and without somebody's absences.
public struct WorkingCalendar: Sendable, Hashable {
  /// Half-open; they may overlap.
  public var absences: [Absence]

  /// The calendar of everybody, or of somebody with their absences.
  public init(absences: [Absence] = []) { self.absences = absences }

  public func isWorkingDay(_ day: Day) -> Bool {
    day.weekday <= 5 && !isPublicHoliday(day) && !absences.contains { $0.from <= day && day < $0.to }
  }

  public func workingDays(in period: Period) -> Int { period.days.count(where: isWorkingDay) }

  /// From the first day to the one before `to`: none when `to` is not later.
  public func workingDays(from: Day, to: Day) -> Int { (try? Period(from: from, to: to)).map(workingDays) ?? 0 }

  private func isPublicHoliday(_ day: Day) -> Bool {
    let year = day.year
    return PublicHoliday.allCases.contains { $0.day(in: year) == day }
  }
}

/// Days on which somebody is not there.
public struct Absence: Sendable, Hashable, Codable {
  public var from: Day
  /// The first day they are back.
  public var to: Day

  /// Days from the first to the one before they are back.
  public init(from: Day, to: Day) {
    self.from = from
    self.to = to
  }
}

extension Period {
  /// Its days in order.
  package var days: some Collection<Day> { (0..<count).lazy.map { [from] in from + $0 } }

  /// How many days it has.
  package var count: Int { to - from }

  package func contains(_ day: Day) -> Bool { from <= day && day < to }

  /// What of it lies within another; nil when no day does.
  package func clipped(to other: Period) -> Period? {
    let (from, to) = (max(from, other.from), min(to, other.to))
    return from < to ? Period(from, to) : nil
  }
}
