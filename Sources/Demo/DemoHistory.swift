import CRM
import Planning
import Foundation
import Postgres

/// Lives through the demo company's days one by one: each salesperson sees to the follow-ups that are due, then knocks at new doors.
///
/// First the year of the plan. Then everything under way is ended and nothing happens until the last twelve months, which make the screens of
/// a day today as full as those of that year. A function of its seed, of its last day and of the place where it happens alone.
struct DemoHistory {
  let place: DemoPlace
  var random: SeededGenerator
  /// Apart from what happens, so that another draw there leaves the ids alone.
  var ids: SeededGenerator
  var facts: DemoFacts
  /// Where each prospect stands.
  var cases: [Case]
  let team = DemoPlan.team
  private var nextNew = 0
  /// In the last months some follow-ups are a few days late, and none as late as those that nobody took off in the year of the plan.
  private var isRecent = false

  /// How far one has come with a prospect.
  struct Case {
    var owner: Int?
    /// The open one.
    var opportunity: Int?
    var stage = DemoStage.interested
    /// Attempts without an answer since the last one.
    var misses = 0
    var nextOn: Day?
    /// A follow-up is on record, of a day that may be long past.
    var isAwaited = false
    /// The last order, once it is a customer.
    var lastSale: Int?
  }

  /// A salesperson in front of a prospect.
  struct Meeting {
    let prospect: Int
    let person: Int
    let secondSalesperson: Int?
    let day: Day
    let at: Instant
    let channel: Channel
    let isLast: Bool
  }

  private init(seed: UInt64, _ place: DemoPlace) {
    self.place = place
    random = SeededGenerator(seed: seed)
    ids = SeededGenerator(seed: ~seed)
    facts = DemoFacts(teamID: ids.id())
    cases = Array(repeating: Case(), count: DemoPlan.prospects)
  }

  /// By which one sees whether what happened with a seed is recorded.
  static func teamID(seed: UInt64 = DemoPlan.seed) -> Team.ID {
    var ids = SeededGenerator(seed: ~seed)
    return ids.id()
  }

  /// What happened with a seed until a day, and on it.
  static func facts(seed: UInt64 = DemoPlan.seed, until: Day, in place: DemoPlace) -> DemoFacts {
    var history = DemoHistory(seed: seed, place)
    history.prepare()
    for day in DemoPlan.workingDays { history.forEach { $0.work($1, on: day) } }
    if let recent = DemoPlan.recent(until: until) {
      for day in DemoPlan.lastDays { history.forEach { $0.conclude($1, on: day) } }
      history.prepare(recent)
      for day in DemoPlan.workingDays(recent) { history.forEach { $0.work($1, on: day) } }
    }
    return history.facts
  }

  /// What is said of somebody given up after attempts in vain, where it ends the follow-up.
  var gaveUp: Outcome? { isRecent ? .outOfTarget : nil }

  /// Each salesperson in turn.
  private mutating func forEach(_ body: (inout DemoHistory, _ person: Int) -> Void) {
    for person in team.indices { body(&self, person) }
  }

  private mutating func prepare() {
    facts.people = team.map { member in
      DemoFacts.Person(
        id: ids.id(), name: member.name, profile: member.profile, activeFrom: member.activeFrom,
        trainedFrom: member.trainedFrom)
    }
    facts.prospects = DemoProspect.more(DemoPlan.prospects, besides: [], &random, ids: &ids)
    facts.expenses = DemoPlan.expenses.map { expense in
      var draft = ExpenseDraft(
        id: ids.id(), salespersonID: facts.people.first { $0.name == expense.member }?.id, spentOn: expense.day,
        amountCents: expense.euros * 100)
      (draft.category, draft.action, draft.acquisition) = (expense.category, expense.action, true)
      return draft
    }
  }

  /// New doors, customers to be seen again one after the other, and what travelling costs.
  private mutating func prepare(_ recent: ClosedRange<Day>) {
    isRecent = true
    for prospect in cases.indices where cases[prospect].lastSale != nil {
      cases[prospect].nextOn = recent.lowerBound + random.number(0...90)
    }
    nextNew = facts.prospects.count
    facts.prospects += DemoProspect.more(DemoPlan.recentProspects, besides: facts.prospects, &random, ids: &ids)
    cases += Array(repeating: Case(), count: DemoPlan.recentProspects)
    for day in sequence(first: recent.lowerBound + 27, next: { $0.adding(months: 1) }).prefix(while: { $0 <= recent.upperBound }) {
      var draft = ExpenseDraft(id: ids.id(), salespersonID: nil, spentOn: day, amountCents: 160_000)
      (draft.category, draft.acquisition) = (DemoPlan.travelling, true)
      facts.expenses.append(draft)
    }
  }

  private mutating func work(_ person: Int, on day: Day) {
    // In their training days they look on: nobody prospects before, nor before they come.
    guard max(team[person].trainedFrom, team[person].activeFrom) <= day else { return }
    let due = cases.indices.filter { cases[$0].owner == person && cases[$0].nextOn.map { $0 <= day } == true }
      .sorted { (cases[$0].nextOn ?? day, $0) < (cases[$1].nextOn ?? day, $1) }
    let isFair = DemoPlan.fairDays.contains(day)
    let seen = isRecent ? due.filter { _ in !random.happens(40) } : due
    let known = seen.prefix(team[person].conversations).map { (prospect: $0, isNew: false) }
    let agenda = known + takeNew(person, isFair: isFair).map { (prospect: $0, isNew: true) }
    hold(agenda, person, on: day, isFair: isFair)
  }

  /// Sees to what is under way for the last time.
  private mutating func conclude(_ person: Int, on day: Day) {
    let open = cases.indices.filter { cases[$0].owner == person && (cases[$0].isAwaited || cases[$0].opportunity != nil) }
    hold(open.prefix(team[person].conversations).map { (prospect: $0, isNew: false) }, person, on: day, isLast: true)
  }

  /// Holds the meetings of a day one after the other.
  private mutating func hold(
    _ agenda: [(prospect: Int, isNew: Bool)], _ person: Int, on day: Day, isFair: Bool = false, isLast: Bool = false
  ) {
    // Y goes along at new doors in the first month after training.
    let isLearning = team[person].trainedFrom >= DemoPlan.start && day < team[person].trainedFrom + 30
    var minute = 9 * 60 + random.number(0...40)
    for (prospect, isNew) in agenda {
      let isAccompanied = isNew && isLearning && random.happens(60)
      cases[prospect].nextOn = nil
      meet(
        Meeting(
          prospect: prospect, person: person, secondSalesperson: isAccompanied ? team.firstIndex { $0.name == "Y" } : nil,
          day: day, at: place.instant(CivilTime(day, microsecondOfDay: Int64(minute) * 60_000_000)),
          channel: isFair ? .tradeShow : isNew ? doorChannel() : followUpChannel(), isLast: isLast))
      minute += random.number(18...50)
      if minute > 12 * 60, minute < 14 * 60 { minute += 75 }
    }
  }

  /// The prospects that a salesperson meets for the first time on a day; a trade fair brings twice as many.
  private mutating func takeNew(_ person: Int, isFair: Bool) -> Range<Int> {
    let rate = team[person].newInTenDays * (isFair ? 2 : 1)
    let first = nextNew
    nextNew = min(cases.count, first + rate / 10 + (random.happens(rate % 10 * 10) ? 1 : 0))
    for prospect in first..<nextNew {
      cases[prospect].owner = person
      facts.prospects[prospect].ownerID = facts.people[person].id
    }
    return first..<nextNew
  }

  private mutating func doorChannel() -> Channel {
    random.pick(weighted: [.field: 88, .referral: 6, .inboundCall: 6])
  }

  private mutating func followUpChannel() -> Channel {
    random.pick(weighted: [.outboundCall: 46, .field: 36, .email: 12, .video: 6])
  }

  private mutating func meet(_ meeting: Meeting) {
    if meeting.isLast {
      conclude(meeting)
    } else if cases[meeting.prospect].opportunity != nil {
      pursue(meeting)
    } else if cases[meeting.prospect].lastSale != nil {
      visitCustomer(meeting)
    } else {
      approach(meeting)
    }
  }
}
