import Postgres

extension Day {
  init(_ day: CivilDay) { self.init(daysSince2000: Int32(day.daysSince2000)) }
}

extension CivilMoment {
  /// The time on the clocks of whoever wrote it.
  var localTime: CivilTime {
    CivilTime(Day(day), microsecondOfDay: Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + Int64(microsecond))
  }

  /// The instant, when the text said how far from UTC it is.
  var instant: Instant? {
    utcOffset.map { Instant(utc: localTime) - .seconds($0) }
  }
}
