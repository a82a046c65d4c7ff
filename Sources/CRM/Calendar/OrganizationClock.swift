import Postgres

/// What the clocks of an organization show at instants of a span of days, known beforehand: a file has a million instants, and the server
/// is asked once.
struct OrganizationClock: Sendable {
  /// From when on clocks are how many seconds ahead of UTC, in order; the first holds from the beginning of the span.
  fileprivate struct Offset: Sendable, Hashable {
    let from: Instant
    let seconds: Int
  }

  fileprivate let offsets: [Offset]

  /// The business day of an instant.
  func day(of instant: Instant) -> Day { (instant + .seconds(offsets[index(at: instant)].seconds)).utc.day }

  /// The instant at which clocks show a time: the first of two, nil where they skip it.
  func instant(of time: CivilTime) -> Instant? {
    // No clock is more than a day away from UTC: of the changes around that day one is the last before the instant.
    let first = index(at: Instant(utc: time) - .seconds(86_400))
    return offsets[first...].lazy.prefix { $0.from <= Instant(utc: time) + .seconds(86_400) }.indices.lazy
      .compactMap { index -> Instant? in
        let instant = Instant(utc: time) - .seconds(offsets[index].seconds)
        let isAfterStart = index == 0 || instant >= offsets[index].from
        let isBeforeEnd = index + 1 == offsets.count || instant < offsets[index + 1].from
        return isAfterStart && isBeforeEnd ? instant : nil
      }.first
  }

  /// The index of the offset in force.
  private func index(at instant: Instant) -> Int {
    var (low, high) = (0, offsets.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if offsets[middle].from <= instant { low = middle } else { high = middle }
    }
    return low
  }
}

extension Transaction {
  /// The organization's clock over some days; the offsets at both ends hold beyond them.
  func clock(over days: ClosedRange<Day>) -> Query<OrganizationClock> {
    let zone = organization.timeZone
    let (start, end) = (Instant(utc: CivilTime(days.lowerBound - 2)), Instant(utc: CivilTime(days.upperBound + 3)))
    let offsets = Query<[OrganizationClock.Offset]>.rows(
      """
      with hour as (
        select h.instant, extract(epoch from (h.instant at time zone \(zone)) - (h.instant at time zone 'UTC'))::bigint as seconds
        from generate_series(\(start), \(end), interval '6 hours') h (instant)
      ),
      changed as (
        select each.instant, each.seconds
        from (select instant, seconds, lead(seconds) over (order by instant) as next from hour) each
        where each.next <> each.seconds
      ),
      -- The minute of each change.
      change as (
        select distinct on (c.instant) m.instant, m.seconds
        from changed c
        cross join lateral (
          select n.instant, extract(epoch from (n.instant at time zone \(zone)) - (n.instant at time zone 'UTC'))::bigint as seconds
          from generate_series(c.instant, c.instant + interval '6 hours', interval '1 minute') n (instant)
        ) m
        where m.seconds <> c.seconds
        order by c.instant, m.instant
      )
      select instant, seconds from (select instant, seconds from hour order by instant limit 1) first
      union all
      select instant, seconds from change
      order by instant
      """
    ) { OrganizationClock.Offset(from: try $0.decode("instant"), seconds: try $0.decode("seconds")) }
    return offsets.map { OrganizationClock(offsets: $0) }
  }
}
