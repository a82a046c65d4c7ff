import CRM
import Planning
import Foundation
import Postgres

/// Lives through the demo company's year day by day: each salesperson sees to the follow-ups that are due, then knocks at new doors.
///
/// A function of its seed and of the place where it happens alone.
struct DemoYear {
  let place: DemoPlace
  var random: SeededGenerator
  /// Apart from what happens, so that another draw there leaves the ids alone.
  var ids: SeededGenerator
  var facts: DemoFacts
  /// Where each prospect stands.
  var cases: [Case]
  let team = DemoPlan.team
  private var nextNew = 0

  /// How far one has come with a prospect.
  struct Case {
    var owner: Int?
    /// The open one.
    var opportunity: Int?
    var stage = DemoStage.interested
    /// Attempts without an answer since the last one.
    var misses = 0
    var nextOn: Day?
    /// The last order, once it is a customer.
    var lastSale: Int?
  }

  /// A salesperson in front of a prospect.
  struct Meeting {
    let prospect: Int
    let person: Int
    let companion: Int?
    let day: Day
    let at: Instant
    let channel: Channel
  }

  private init(seed: UInt64, _ place: DemoPlace) {
    self.place = place
    random = SeededGenerator(seed: seed)
    ids = SeededGenerator(seed: ~seed)
    facts = DemoFacts(teamID: ids.id())
    cases = Array(repeating: Case(), count: DemoPlan.prospects)
  }

  /// By which one sees whether the year of a seed is recorded.
  static func teamID(seed: UInt64 = DemoPlan.seed) -> Team.ID {
    var ids = SeededGenerator(seed: ~seed)
    return ids.id()
  }

  /// The year of a seed.
  static func facts(seed: UInt64 = DemoPlan.seed, in place: DemoPlace) -> DemoFacts {
    var year = DemoYear(seed: seed, place)
    year.prepare()
    for day in DemoPlan.workingDays {
      for person in year.team.indices where year.team[person].activeFrom <= day { year.work(person, on: day) }
    }
    return year.facts
  }

  private mutating func prepare() {
    facts.people = team.map { member in
      DemoFacts.Person(
        id: ids.id(), name: member.name, profile: member.profile, activeFrom: member.activeFrom,
        trainedFrom: member.trainedFrom)
    }
    facts.prospects = DemoProspect.all(DemoPlan.prospects, &random, ids: &ids)
    facts.expenses = DemoPlan.expenses.map { expense in
      var draft = ExpenseDraft(
        id: ids.id(), salespersonID: facts.people.first { $0.name == expense.member }?.id, spentOn: expense.day,
        amountCents: expense.euros * 100)
      (draft.category, draft.action, draft.acquisition) = (expense.category, expense.action, true)
      return draft
    }
  }

  private mutating func work(_ person: Int, on day: Day) {
    // In their training days they look on: nobody prospects before.
    guard team[person].trainedFrom <= day else { return }
    let due = cases.indices.filter { cases[$0].owner == person && cases[$0].nextOn.map { $0 <= day } == true }
      .sorted { (cases[$0].nextOn ?? day, $0) < (cases[$1].nextOn ?? day, $1) }
    let isFair = DemoPlan.fairDays.contains(day)
    let known = due.prefix(team[person].talks).map { (prospect: $0, isNew: false) }
    let agenda = known + takeNew(person, isFair: isFair).map { (prospect: $0, isNew: true) }
    // Y goes along at new doors in the first month after training.
    let isLearning = team[person].trainedFrom >= DemoPlan.start && day < team[person].trainedFrom + 30
    var minute = 9 * 60 + random.number(0...40)
    for (prospect, isNew) in agenda {
      let isAccompanied = isNew && isLearning && random.happens(60)
      cases[prospect].nextOn = nil
      meet(
        Meeting(
          prospect: prospect, person: person, companion: isAccompanied ? team.firstIndex { $0.name == "Y" } : nil,
          day: day, at: place.instant(CivilTime(day, microsecondOfDay: Int64(minute) * 60_000_000)),
          channel: isFair ? .tradeShow : isNew ? doorChannel() : followUpChannel()))
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
    if cases[meeting.prospect].opportunity != nil {
      pursue(meeting)
    } else if cases[meeting.prospect].lastSale != nil {
      visitCustomer(meeting)
    } else {
      approach(meeting)
    }
  }
}
