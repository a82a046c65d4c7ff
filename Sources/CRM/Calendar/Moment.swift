public import Postgres

/// When something happened, as people say it; the clocks are those of the organization.
public enum Moment: Sendable, Hashable {
  case now
  case instant(Instant)
  /// What the clocks showed; the first time, when they showed it twice.
  case local(CivilTime)
  /// Some time that day: now when it is today, else noon.
  case day(Day)

  /// Reads `2026-11-22T14:30`, `22/11/2026 14h30`, a day alone, or a moment with its offset from UTC.
  ///
  /// - Throws: `InvalidValue` for what is none of these or is not in the calendar.
  public init(_ text: String) throws(InvalidValue) {
    let moment = try CivilDate.moment(text)
    let day = Day(daysSince2000: Int32(moment.day.daysSince2000))
    guard moment.hasTime else {
      self = .day(day)
      return
    }
    let seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    let local = CivilTime(day, microsecondOfDay: Int64(seconds * 1_000_000 + moment.microsecond))
    guard let offset = moment.utcOffset else {
      self = .local(local)
      return
    }
    self = .instant(Instant(utc: local) - .seconds(offset))
  }

  /// The day that the clocks showed; nil for those whose day the organization's time zone decides.
  var day: Day? {
    switch self {
    case .local(let time): time.day
    case .day(let day): day
    case .now, .instant: nil
    }
  }
}

/// An instant and what the clocks of the organization show then.
struct LocatedInstant: Sendable, Hashable {
  let instant: Instant
  let local: CivilTime
  /// The business day that it is now.
  let today: Day

  init(row: Row) throws {
    instant = try row.decode("instant")
    local = try row.decode("local_time")
    today = try row.decode("today")
  }
}

extension Transaction {
  /// The instant of a moment; throws `.invalid` for a local time that the clocks skipped, and for a day after today.
  ///
  /// - Parameter plan: What to do with what has not taken place yet.
  func location(of moment: Moment, orPlan plan: Message? = nil) -> Query<LocatedInstant> {
    let zone = organization.timeZone
    let instant: SQL =
      switch moment {
      case .now: "statement_timestamp()"
      case .instant(let instant): "\(instant)"
      case .local(let time): "local_instant(\(time), \(zone))"
      case .day(let day):
        """
        case
          when \(day) = (statement_timestamp() at time zone \(zone))::date then statement_timestamp()
          else local_instant(\(day) + time '12:00', \(zone))
        end
        """
      }
    return Query.first(
      """
      select m.instant, m.instant at time zone \(zone) as local_time, (statement_timestamp() at time zone \(zone))::date as today
      from (select \(instant) as instant) m
      where m.instant is not null
      """, LocatedInstant.init(row:)
    ).map { located in
      guard let located else { throw CRMError(.invalid, .skippedTime(moment, zone)) }
      try located.local.day.requireTookPlace(today: located.today, orPlan: plan)
      return located
    }
  }

  /// The same at once.
  func locate(_ moment: Moment) async throws -> LocatedInstant { try await fetch(location(of: moment)) }
}
