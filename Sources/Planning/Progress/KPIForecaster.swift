import CRM
import Postgres

/// What a KPI comes to by the end of a span, of all or of somebody.
///
/// What all come to is the sum of what each person comes to where the KPI is read by person, so that the pages of all and of each agree.
struct KPIForecaster {
  let document: PlanDocument
  let figures: PlanFigures
  let team: [Salesperson]
  let at: Day
  let kpi: PlanKPI
  let span: Period

  /// What is still to come, and its mean in whole numbers: of several people the sum of what the page of each shows.
  private struct Coming {
    let distribution: ToCome
    var expected: Int

    init(_ distribution: ToCome) {
      self.distribution = distribution
      expected = nearestWhole(distribution.mean)
    }
  }

  /// Nil where nothing is known of the pace.
  ///
  /// - Parameter actual: What came about so far, in the integers of plans.
  func forecast(_ actual: Int, of person: String?, target: Int?) -> Forecast? {
    let (direction, last) = (figures.direction(of: kpi), span.to - 1)
    if clock(of: person).time(from: at + 1, to: span.to) <= 0 {
      return .over(actual, on: last, isReached: target.map { direction == .higher ? actual >= $0 : actual <= $0 })
    }
    if kpi.course == .unknown { return Forecast(.observed, on: last, value: actual) }
    guard let coming = coming(of: person) else { return nil }
    if kpi.course == .share {
      guard let pace = pace(of: person) else { return nil }
      return .rate(pace, coming.distribution, target: target, direction, on: last) ?? Forecast(.observed, on: last, value: actual)
    }
    return .sum(actual, coming.distribution, expected: coming.expected, target: target, direction, on: last)
  }

  // MARK: What is still to come

  private func coming(of person: String?) -> Coming? {
    guard let person else { return comingOfPeople() ?? coming(at: pace(of: nil)) }
    return pace(of: person).map { coming(at: $0, like: paceOfAll) } ?? coming(at: paceOfNewcomer(person))
  }

  /// - Parameter like: Whose amounts are taken where there are too few.
  private func coming(at pace: Pace?, like others: Pace? = nil) -> Coming? {
    guard let pace else { return nil }
    let distribution: ToCome? =
      switch kpi.course {
      case .events, .share: pace.eventsToCome
      case .amounts: pace.amountToCome(like: pace.events < Pace.fewestAmounts ? others ?? pace : pace)
      case .change: pace.changeToCome
      case .unknown: nil
      }
    return distribution.map(Coming.init)
  }

  /// The sum of what each comes to; nil where the KPI is not read by person, or nothing is known of somebody.
  private func comingOfPeople() -> Coming? {
    let people = people
    guard let elapsed = span.elapsed(by: at), !people.isEmpty else { return nil }
    var parts = people.map { name in forecaster(over: days(of: name)).coming(of: name) }
    if let others = paceOfOthers(than: people) { parts.append(coming(at: others)) }
    let known = parts.compactMap(\.self)
    guard known.count == parts.count, let sum = ToCome.sum(known.map(\.distribution)) else { return nil }
    // Two may hold one conversation: each has it, all of them once.
    let (once, each) = (tally(of: nil, in: elapsed).events, people.reduce(0) { $0 + tally(of: $1, in: elapsed).events })
    if kpi.course != .amounts, once < each { return Coming(sum.thinned(Double(once) / Double(each))) }
    var all = Coming(sum)
    all.expected = known.reduce(0) { $0 + $1.expected }
    return all
  }

  /// Those who have figures of their own, and days in the span.
  private var people: [String] {
    guard let elapsed = span.elapsed(by: at) else { return [] }
    return document.people(readFor: kpi).filter { figures.value(kpi.key, of: $0, in: elapsed) != nil && days(of: $0) != nil }
  }

  // MARK: Paces

  /// Nil where there are no figures, or no time has passed.
  private func pace(of person: String?) -> Pace? {
    guard let elapsed = span.elapsed(by: at) else { return nil }
    let (clock, isStock) = (clock(of: person), kpi.accrual == .stock)
    var weeks: [Pace.Week] = []
    var (known, time, end) = (0.0, 0.0, elapsed.from)
    var before = isStock ? document.baseline(of: kpi) : nil
    for week in elapsed.parts(by: .week).map(\.period) {
      time = clock.time(in: week) + (isStock ? time : 0)
      // A series may not have figures for all weeks, or none yet.
      guard figures.value(kpi.key, of: person, in: week)?.numerator != nil else { continue }
      let found = tally(of: person, in: week)
      if !isStock || before != nil {
        weeks.append(Pace.Week(time: time, events: found.events, amount: found.amount - (before ?? 0)))
        known += time
      }
      if isStock { before = found.amount }
      (time, end) = (0, week.to)
    }
    guard known > 0 else { return nil }
    let whole = tally(of: person, in: elapsed)
    return Pace(
      elapsed: known, left: clock.time(from: end, to: span.to), events: whole.events, amount: whole.amount, weeks: weeks)
  }

  /// The days of work of all who have begun, and what came about in them.
  private var paceOfAll: Pace? {
    guard let whole = try? document.span(), let elapsed = whole.elapsed(by: at) else { return nil }
    let all = forecaster(over: whole)
    let people = all.people.map { (name: $0, clock: all.clock(of: $0)) }
    func week(_ period: Period) -> Pace.Week {
      let found = people.map { tally(of: $0.name, in: period) }
      return Pace.Week(
        time: people.reduce(0) { $0 + $1.clock.time(in: period) }, events: found.reduce(0) { $0 + $1.events },
        amount: found.reduce(0) { $0 + $1.amount })
    }
    let sum = week(elapsed)
    guard sum.time > 0 else { return nil }
    return Pace(
      elapsed: sum.time, left: 0, events: sum.events, amount: sum.amount, weeks: elapsed.parts(by: .week).map { week($0.period) })
  }

  /// Of somebody who has not begun: as much for a day of work as all who have.
  private func paceOfNewcomer(_ person: String) -> Pace? {
    guard let all = paceOfAll, let whole = try? document.span(), forecaster(over: whole).people.contains(person) else { return nil }
    return Pace(
      elapsed: all.elapsed, left: clock(of: person).time(from: at + 1, to: span.to), events: all.events, amount: all.amount,
      weeks: all.weeks)
  }

  /// What was done by nobody, or by somebody else; nil without any.
  private func paceOfOthers(than people: [String]) -> Pace? {
    guard let elapsed = span.elapsed(by: at) else { return nil }
    func rest(in period: Period) -> (events: Int, amount: Int) {
      people.reduce(tally(of: nil, in: period)) { rest, name in
        let own = tally(of: name, in: period)
        return (rest.events - own.events, rest.amount - own.amount)
      }
    }
    let (whole, clock) = (rest(in: elapsed), Clock(span, by: document.phasing(of: kpi)))
    guard whole.events > 0, clock.time(in: elapsed) > 0 else { return nil }
    let weeks = elapsed.parts(by: .week).map { week in
      let rest = rest(in: week.period)
      return Pace.Week(time: clock.time(in: week.period), events: max(rest.events, 0), amount: rest.amount)
    }
    return Pace(
      elapsed: clock.time(in: elapsed), left: clock.time(from: elapsed.to, to: span.to), events: whole.events, amount: whole.amount,
      weeks: weeks)
  }

  /// The events of a period, and what they sum to.
  private func tally(of person: String?, in period: Period) -> (events: Int, amount: Int) {
    guard let value = figures.value(kpi.key, of: person, in: period) else { return (0, 0) }
    let amount = value.scaled(figures.unit(of: kpi.key)) ?? 0
    return switch kpi.course {
    case .events: (amount, amount)
    case .amounts: (value.n, amount)
    case .share: (value.denominator ?? 0, value.numerator ?? 0)
    case .change, .unknown: (0, amount)
    }
  }

  // MARK: Time

  private func forecaster(over span: Period?) -> KPIForecaster {
    KPIForecaster(document: document, figures: figures, team: team, at: at, kpi: kpi, span: span ?? self.span)
  }

  /// The days of the span on which somebody is trained; nil when there are none.
  private func days(of person: String) -> Period? { (try? document.span(of: person))?.clipped(to: span) }

  /// Of what people do the time of a person is their own, and that of all the sum of the team's, unless the plan spreads its target in another
  /// way than by working days.
  private func clock(of person: String?) -> Clock {
    let phasing = document.phasing(of: kpi)
    let names = person.map { [$0] } ?? (kpi.isWorkOfPeople && phasing == .workingDays ? document.team.map(\.name) : [])
    let own = names.compactMap { name in
      days(of: name).map { Clock($0, by: phasing, document.presence(of: name, team), document.daysPerWeek(of: name)) }
    }
    return own.isEmpty ? Clock(span, by: phasing) : Clock(own)
  }
}

/// How much time passes on the days of a span: working days, or what the plan's weights make of them.
private struct Clock {
  private let lines: [Phasing]

  /// Of everybody, or of somebody who gives so many tenths of days a week.
  init(_ days: Period, by phasing: PlanPhasing, _ calendar: WorkingCalendar = WorkingCalendar(), _ tenths: Int = 50) {
    // Whole numbers, so fine that rounding them to days does not matter.
    lines = [Phasing(calendar.workingDays(in: days) * tenths * 10_000, over: days, by: phasing, calendar)]
  }

  init(_ clocks: [Clock]) { lines = clocks.flatMap(\.lines) }

  func time(in period: Period) -> Double { time(from: period.from, to: period.to) }

  func time(from: Day, to: Day) -> Double { lines.reduce(0) { $0 + Double($1.value(before: to) - $1.value(before: from)) } }
}

extension PlanDocument {
  fileprivate func phasing(of kpi: PlanKPI) -> PlanPhasing {
    objectives.first { $0.kpi == kpi.key && $0.target != nil }?.phasing ?? kpi.phasing
  }

  fileprivate func daysPerWeek(of person: String) -> Int { team.first { $0.name == person }?.daysPerWeekTenths ?? 50 }

  /// The working days of somebody of the plan while they are in the team.
  fileprivate func presence(of person: String, _ team: [Salesperson]) -> WorkingCalendar {
    var calendar = calendar(of: person)
    let member = team.first { $0.name == person }
    if let first = member?.activeFrom, first > from { calendar.absences.append(Absence(from: from, to: first)) }
    if let end = member?.activeUntil, end < to { calendar.absences.append(Absence(from: max(end, from), to: to)) }
    return calendar
  }
}
