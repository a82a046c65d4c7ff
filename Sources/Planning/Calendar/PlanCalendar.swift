package import CRM
package import Postgres

/// The days of a plan: its actions, due dates, commitments, trainings, absences and holidays, and what each part of it has of the targets and
/// the budget.
package struct PlanCalendar: Sendable, Encodable {
  /// A quarter, month or week and what happens in it.
  package struct Part: Sendable, Hashable, Encodable {
    package let name: String
    package let from: Day
    package let to: Day
    /// The uids of the events with a day in it.
    package let events: [String]
  }

  /// The slug.
  package let plan: String
  package let name: String
  package let version: Int
  /// When the version was applied.
  package let appliedAt: Instant
  /// Whose days alone are shown.
  @Nullable package private(set) var person: String?
  package let period: Period
  package let by: Grain
  /// In order of days.
  package let events: [PlanEvent]
  package let parts: [Part]
  /// Over the whole plan, whatever days are shown.
  package let lines: [PhasedLine]

  /// - Parameters:
  ///   - team: The people of the organization: who is trained when.
  ///   - person: By their whole name.
  ///   - period: Which days of the plan.
  ///   - series: The outside series of the organization, by name.
  /// - Throws: `.usage` for a plan, objective or action that ends before it begins.
  init(_ version: PlanVersion, team: [Salesperson], by grain: Grain, of person: String?, in period: Period, series: [String: SeriesUnit])
    throws
  {
    let document = version.document
    let events = try document.events(team: team, of: person, in: period).filter { $0.period.clipped(to: period) != nil }
      .sorted { ($0.from, $0.kind.order, $0.to, $0.uid) < ($1.from, $1.kind.order, $1.to, $1.uid) }
    plan = document.slug
    name = document.name
    self.version = version.number
    appliedAt = version.appliedAt
    self.period = period
    by = grain
    self.events = events
    parts = period.parts(by: grain).map { part in
      Part(
        name: part.name, from: part.period.from, to: part.period.to,
        events: events.filter { $0.period.clipped(to: part.period) != nil }.map(\.uid))
    }
    lines = try document.phased(by: grain, of: person, series: series)
    self.person = person
  }
}

/// Something on a day or on several of a plan.
package struct PlanEvent: Sendable, Hashable, Encodable {
  package enum Kind: String, Sendable, CaseIterable, Codable {
    case action, due, commitment, training, absence, holiday

    var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The same in every version of the plan for the same thing: `action.salon-lyon`.
  package let uid: String
  package let kind: Kind
  package let from: Day
  /// The first day after it.
  package let to: Day
  package let title: Message
  /// Whose it is.
  @Nullable package internal(set) var person: String?
  /// Who else takes part.
  package internal(set) var others: [String] = []
  package internal(set) var places: [String] = []
  package internal(set) var channels: [Channel] = []
  /// The name of the objective that an action answers to.
  @Nullable package internal(set) var objective: String?
  @Nullable package internal(set) var status: PlanAction.Status?
  /// What is allocated to an action, or committed.
  @Nullable package internal(set) var amountCents: Int?

  var period: Period { Period(from, to) }

  init(_ kind: Kind, _ key: String, _ period: Period, _ title: Message) {
    uid = "\(kind.rawValue).\(key)"
    self.kind = kind
    from = period.from
    to = period.to
    self.title = title
  }
}

extension PlanDocument {
  /// Everything that happens in the plan, or what somebody has to do with; the holidays of a period.
  fileprivate func events(team people: [Salesperson], of person: String?, in period: Period) throws -> [PlanEvent] {
    let isTheirs = { (names: [String]) in person.map(names.contains) ?? true }
    let actions = try budget.actions.filter { isTheirs([$0.owner].compactMap(\.self) + $0.peopleDaysTenths.keys) }
      .flatMap { action in [try event(of: action)] + action.commitments.enumerated().map { commitment($1, number: $0 + 1, of: action) } }
    let due = objectives.filter { isTheirs([$0.owner].compactMap(\.self)) }.compactMap(due)
    let absences = team.filter { isTheirs([$0.name]) }.flatMap { member in
      member.absences.compactMap { absence -> PlanEvent? in
        guard let period = try? Period(from: absence.from, to: absence.to) else { return nil }
        var event = PlanEvent(.absence, "\(member.name.folded).\(absence.from)", period, .absenceOf(member.name))
        event.person = member.name
        return event
      }
    }
    let trainings = team.filter { isTheirs([$0.name]) }.compactMap { member -> PlanEvent? in
      guard let day = member.trainedOn ?? people.first(where: { $0.name == member.name })?.trainedFrom else { return nil }
      var event = PlanEvent(.training, member.name.folded, Period(day, day + 1), .trainedFrom(member.name))
      event.person = member.name
      return event
    }
    let holidays = PublicHoliday.days(in: period).map { PlanEvent(.holiday, "\($1.rawValue).\($0.year)", Period($0, $0 + 1), $1.name) }
    return actions + due + absences + trainings + holidays
  }

  private func event(of action: PlanAction) throws -> PlanEvent {
    var event = PlanEvent(.action, action.key, try span(of: action), .verbatim(action.name))
    event.person = action.owner
    event.others = action.peopleDaysTenths.keys.filter { $0 != action.owner }.sorted()
    event.places = action.places
    event.channels = action.channels
    event.objective = objectives.first { $0.key == action.objective }?.name
    event.status = action.status
    event.amountCents = action.allocationCents
    return event
  }

  private func commitment(_ commitment: PlanCommitment, number: Int, of action: PlanAction) -> PlanEvent {
    var event = PlanEvent(.commitment, "\(action.key).\(number)", Period(commitment.on, commitment.on + 1), .commitmentOf(action.name))
    event.person = action.owner
    event.amountCents = commitment.cents
    return event
  }

  private func due(_ objective: PlanObjective) -> PlanEvent? {
    guard let day = objective.dueOn else { return nil }
    var event = PlanEvent(.due, objective.key, Period(day, day + 1), .dueOf(objective.name))
    event.person = objective.owner
    return event
  }
}

extension Plans {
  /// The calendar of a plan.
  ///
  /// - Parameters:
  ///   - plan: By slug or name; the one of today when nil.
  ///   - owner: Shows the days of one person only.
  ///   - from: The first day; that of the plan when nil.
  ///   - to: The first day after it.
  package func calendar(_ plan: String? = nil, by grain: Grain = .month, owner: String? = nil, from: Day? = nil, to: Day? = nil)
    async throws -> PlanCalendar
  {
    let team = try await Team(scope).list()
    let version = try await current(plan)
    let period = try Period(from: from ?? version.document.from, to: to ?? version.document.to)
    let series = try await scope.read { try await $0.seriesUnits() }
    return try PlanCalendar(
      version, team: team, by: grain, of: try owner.map(version.document.person), in: period, series: series)
  }
}
