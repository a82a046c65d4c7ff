import CRM
import Postgres

/// Of which facts a figure is: those for which all holds that is said here.
struct PlainFilter: Hashable {
  var person: Int?
  var team: String?
  var channel: Channel?
  var source: String?
  var town: String?
}

/// What was counted, and how many facts stand behind it.
struct PlainTally {
  var value = 0
  var n = 0

  init(_ count: Int) { (value, n) = (count, count) }
  init(_ amounts: [Int]) { (value, n) = (amounts.reduce(0, +), amounts.count) }
}

/// What KPIs divide: facts of some days of somebody.
struct PlainCounts {
  let ledger: PlainLedger
  let beginnings: [Int: PlainLedger.Beginning]
  /// The orders of each customer, the first one first.
  private let orders: [Int: [Int]]
  private let isOrder: Set<Int>
  /// Conversations in which somebody spoke who was not a customer before that day.
  private let discussions: Set<Int>
  /// The first discussion with each prospect.
  private let firsts: [Int: Noted<PlainCompany.Conversation>]

  init(_ ledger: PlainLedger) {
    self.ledger = ledger
    let (company, beginnings) = (ledger.company, ledger.beginnings())
    self.beginnings = beginnings
    orders = Dictionary(
      uniqueKeysWithValues: company.prospects.indices.filter { ledger.kept[$0] == $0 }.map { ($0, ledger.orders(of: $0)) })
    isOrder = Set(company.sales.indices.filter(ledger.isOrder))
    let discussions = Set(
      company.conversations.indices.filter { index in
        let conversation = company.conversations[index].value
        guard conversation.outcome != .absent, conversation.outcome != .noAnswer else { return false }
        return company.conversations[index].stands(after: ledger.known)
          && beginnings[ledger.kept[conversation.prospect]].map { conversation.at.day <= $0.day } ?? true
      })
    self.discussions = discussions
    firsts = Dictionary(
      discussions.map { (ledger.kept[company.conversations[$0].prospect], company.conversations[$0]) },
      uniquingKeysWith: { ($0.at, $0.number) < ($1.at, $1.number) ? $0 : $1 })
  }

  private var company: PlainCompany { ledger.company }

  private func isTaken(_ filter: PlainFilter, people: [Int?], channel: Channel?, source: String?, prospect: Int?) -> Bool {
    let kept = ledger.kept(prospect)
    return (filter.person == nil || people.contains(filter.person))
      && (filter.team == nil || people.contains { $0.flatMap { company.people[$0].team } == filter.team })
      && (filter.channel == nil || channel == filter.channel)
      && (filter.source == nil || (source ?? kept.flatMap { company.prospects[$0].source }) == filter.source)
      && (filter.town == nil || kept.flatMap { company.prospects[$0].city } == filter.town)
  }

  // MARK: Conversations

  private func conversations(_ days: Range<Day>, _ filter: PlainFilter) -> [Int] {
    company.conversations.indices.filter { index in
      let conversation = company.conversations[index]
      return days.contains(conversation.value.at.day) && conversation.stands(after: ledger.known) && isTaken(filter, conversation.value)
    }
  }

  private func isTaken(_ filter: PlainFilter, _ conversation: PlainCompany.Conversation) -> Bool {
    isTaken(
      filter, people: conversation.secondSalesperson.map { [conversation.person, $0] } ?? [conversation.person],
      channel: conversation.channel, source: nil,
      prospect: conversation.prospect)
  }

  func attempts(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally { PlainTally(conversations(days, filter).count) }
  func discussions(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    PlainTally(conversations(days, filter).count(where: discussions.contains))
  }
  func appointments(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    PlainTally(conversations(days, filter).count { company.conversations[$0].outcome == .appointment })
  }
  func reached(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    PlainTally(Set(conversations(days, filter).filter(discussions.contains).map { ledger.kept[company.conversations[$0].prospect] }).count)
  }

  struct Cohort {
    var entered = 0
    var converted = 0
    /// Who may still convert.
    var immature = 0
  }

  /// Prospects by their first discussion.
  func cohort(_ days: Range<Day>, _ filter: PlainFilter, horizon: Int, today: Day) -> Cohort {
    var cohort = Cohort()
    for prospect in company.prospects.indices where ledger.kept[prospect] == prospect {
      guard let first = firsts[prospect], days.contains(first.at.day), isTaken(filter, first.value) else { continue }
      cohort.entered += 1
      if let beginning = beginnings[prospect] {
        if beginning.day <= first.at.day + horizon { cohort.converted += 1 }
      } else if first.at.day + horizon >= today {
        cohort.immature += 1
      }
    }
    return cohort
  }

  // MARK: Opportunities

  private func isTaken(_ filter: PlainFilter, _ deal: Noted<PlainCompany.Deal>, of owner: Int?) -> Bool {
    isTaken(filter, people: [owner], channel: deal.channel, source: deal.source, prospect: deal.prospect)
  }

  func opened(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    PlainTally(
      company.deals.indices.count { index in
        let deal = company.deals[index]
        guard deal.stands(after: ledger.known), let opened = deal.opened, days.contains(opened.day) else { return false }
        return isTaken(filter, deal, of: ledger.changes(of: index).first?.owner)
      })
  }

  /// The last closings of those that ended in some way.
  func closings(_ kinds: Set<StageKind>, _ days: Range<Day>, _ filter: PlainFilter) -> [PlainCompany.Change] {
    company.deals.indices.compactMap { index in
      guard ledger.isOpen(index) == false, let last = ledger.changes(of: index).last else { return nil }
      return kinds.contains(last.kind) && days.contains(last.at.day) && isTaken(filter, company.deals[index], of: last.owner)
        ? last.value : nil
    }
  }

  /// Opportunities that entered a stage, and those of them that entered another afterwards.
  func entries(_ stage: Int, then: Int, _ days: Range<Day>, _ filter: PlainFilter) -> (entered: PlainTally, advanced: PlainTally) {
    var (entered, advanced) = (0, 0)
    for index in company.deals.indices where company.deals[index].stands(after: ledger.known) {
      let changes = ledger.changes(of: index)
      let entries = changes.indices.filter {
        changes[$0].stage == stage && !changes[$0].isUndated && !changes[$0].isRestated && days.contains(changes[$0].at.day)
          && isTaken(filter, company.deals[index], of: changes[$0].owner)
      }
      guard let first = entries.first else { continue }
      entered += 1
      if changes[(first + 1)...].contains(where: { $0.stage == then }) { advanced += 1 }
    }
    return (PlainTally(entered), PlainTally(advanced))
  }

  // MARK: Customers and sales

  func converted(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    PlainTally(
      beginnings.count { prospect, beginning in
        days.contains(beginning.day)
          && isTaken(filter, people: Array(beginning.credits.keys), channel: beginning.channel, source: nil, prospect: prospect)
      })
  }

  /// Sales and refunds, by their place.
  private func trades(_ days: Range<Day>, _ filter: PlainFilter) -> [Int] {
    company.sales.indices.filter { index in
      let sale = company.sales[index]
      return days.contains(sale.value.day) && sale.stands(after: ledger.known)
        && isTaken(filter, people: [sale.person], channel: sale.channel, source: nil, prospect: sale.prospect)
    }
  }

  func revenue(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally { PlainTally(trades(days, filter).map { company.sales[$0].cents }) }
  func orders(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally { PlainTally(trades(days, filter).count(where: isOrder.contains)) }
  func orderCents(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    PlainTally(trades(days, filter).filter(isOrder.contains).map { company.sales[$0].cents })
  }
  func margin(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    PlainTally(trades(days, filter).compactMap { company.sales[$0].margin })
  }
  func marginRevenue(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    PlainTally(trades(days, filter).filter { company.sales[$0].margin != nil }.map { company.sales[$0].cents })
  }

  /// Whom orders are of: those that a rule takes, by what came before them.
  private func customers(_ days: Range<Day>, _ filter: PlainFilter, _ isCounted: (Int, [Int]) -> Bool) -> Set<Int> {
    Set(
      trades(days, filter).filter(isOrder.contains).compactMap { index in
        guard let prospect = ledger.kept(company.sales[index].prospect), let all = orders[prospect] else { return nil }
        return isCounted(index, all) ? prospect : nil
      })
  }

  func customers(_ days: Range<Day>, _ filter: PlainFilter) -> Set<Int> { customers(days, filter) { _, _ in true } }
  func newCustomers(_ days: Range<Day>, _ filter: PlainFilter) -> Set<Int> { customers(days, filter) { $0 == $1[0] } }

  /// Customers with a second or later order: on a later day than the first, where days must be distinct.
  func repeatCustomers(_ days: Range<Day>, _ filter: PlainFilter, onDistinctDays: Bool) -> Set<Int> {
    customers(days, filter) { index, all in
      onDistinctDays ? company.sales[index].day > company.sales[all[0]].day : index != all[0]
    }
  }

  // MARK: Expenses and contacts

  func spend(_ days: Range<Day>, _ filter: PlainFilter, acquisition: Bool) -> PlainTally {
    PlainTally(
      company.expenses.filter {
        $0.stands(after: ledger.known) && days.contains($0.day) && (!acquisition || $0.acquisition)
          && isTaken(filter, people: [$0.person], channel: nil, source: nil, prospect: nil)
      }.map(\.cents))
  }

  /// Prospects who came in through the site, on the day they were recorded.
  func contacts(_ days: Range<Day>, _ filter: PlainFilter) -> PlainTally {
    guard days.contains(company.today) else { return PlainTally(0) }
    return PlainTally(
      company.prospects.indices.count { one in
        let prospect = company.prospects[one]
        return prospect.stands(after: ledger.known) && ledger.kept[one] == one && ["website", "Site web"].contains(prospect.source)
          && isTaken(filter, people: [prospect.owner], channel: nil, source: nil, prospect: one)
      })
  }
}
