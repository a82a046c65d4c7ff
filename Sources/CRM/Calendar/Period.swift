public import Postgres

/// Business days from the first to the one before the last: half-open, so that periods that follow one another neither miss nor share a
/// day.
public struct Period: Sendable, Hashable, Encodable {
  /// The first day.
  public let from: Day
  /// The first day after it.
  public let to: Day

  /// A period from its bounds.
  ///
  /// - Throws: `.usage` when it has no day.
  public init(from: Day, to: Day) throws {
    guard from < to else { throw CRMError(.usage, .emptyPeriod(from, to), remedy: .periodRemedy) }
    self.from = from
    self.to = to
  }

  /// The quarter of a day.
  static func quarter(of day: Day) throws -> Period {
    try Period(from: day.firstOfQuarter, to: day.firstOfQuarter.adding(months: 3))
  }

  /// What somebody meant who gave both bounds, one or none: without any the current quarter; with the first alone until today; with the
  /// last alone from the beginning of its quarter.
  package static func quarter(from: Day?, to: Day?, today: Day) throws -> Period {
    switch (from, to) {
    case (nil, nil): try quarter(of: today)
    case (let from?, nil): try Period(from: from, to: max(today + 1, from + 1))
    case (nil, let to?): try Period(from: (to - 1).firstOfQuarter, to: to)
    case (let from?, let to?): try Period(from: from, to: to)
    }
  }

  /// The same for a report over a year: without any bound the twelve months until today.
  static func year(from: Day?, to: Day?, today: Day) throws -> Period {
    let end = to ?? max(today + 1, from.map { $0 + 1 } ?? today + 1)
    return try Period(from: from ?? end.adding(months: -12), to: end)
  }

  /// The months that have a day in it, as `2017-01`.
  var months: [String] {
    sequence(first: from.firstOfMonth) { $0.adding(months: 1) }.prefix { $0 < to }.map { String($0.description.prefix(7)) }
  }

  /// The quarters that have a day in it, as `2017-Q1`.
  var quarters: [String] {
    sequence(first: from.firstOfQuarter) { $0.adding(months: 3) }.prefix { $0 < to }
      .map { "\($0.description.prefix(4))-Q\($0.quarter)" }
  }
}

/// The moment whose knowledge a report is made with, as people write it.
public enum AsOf: Sendable, Hashable {
  case instant(Instant)
  /// What the clocks of the organization showed.
  case local(CivilTime)
  /// All of a business day.
  case endOf(Day)

  /// Reads `2026-11-22T14:30Z` (or another offset), `2026-11-22T14:30` on the organization's clocks, or a day, which is known to its end.
  public init?(_ text: String) {
    if let instant = Instant(text) {
      self = .instant(instant)
    } else if let local = CivilTime(text) {
      self = .local(local)
    } else if let day = Day(text) {
      self = .endOf(day)
    } else {
      return nil
    }
  }
}

extension Transaction {
  /// The instant in the organization's time zone. A time that its clocks showed twice is the first of the two.
  ///
  /// - Throws: `.invalid` for a time that its clocks never showed.
  func instant(of moment: AsOf) async throws -> Instant {
    let zone = organization.timeZone
    switch moment {
    case .instant(let instant): return instant
    case .endOf(let day):
      return try await one("select start_of_day(\(day + 1), \(zone)) as instant", { try $0.decode("instant") })
    case .local(let time):
      // PostgreSQL takes the second of two; clocks go back by an hour, in one place by half of one.
      let instant = try await one(
        """
        select min(i) as instant
        from unnest(array['1 hour', '30 minutes', '0']::interval[]) as back,
          lateral (select \(time) at time zone \(zone) - back as i) each
        where i at time zone \(zone) = \(time)
        """, { try $0.decode("instant", as: Instant?.self) })
      guard let instant else { throw CRMError(.invalid, .skippedTime(time.description, zone)) }
      return instant
    }
  }
}
