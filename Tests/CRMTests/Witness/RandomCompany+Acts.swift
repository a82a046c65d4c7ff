@testable import CRM
import Postgres

// What people do with Filon, one act a function: it adds the facts to the company and the step to its story.
extension RandomCompany {
  mutating func meet() {
    let prospect = PlainCompany.Prospect(
      name: "Prospect \(company.prospects.count + 101)", source: random.pick(["website", "Site web", "salon", "partenaire", nil]),
      owner: random.happens(70) ? person() : nil,
      potential: random.pick([nil, 400_000, 999_999, 1_000_000, 4_999_999, 5_000_000, 9_000_000]),
      city: random.pick(["Lyon", "Nantes", nil]))
    let known = noted(prospect)
    change {
      $0.prospects.append(known)
      $0.meetings.append(prospect)
    }
    add(.meets(prospect: company.prospects.count - 1))
  }

  mutating func learnOfProspect() {
    let (one, source, potential) = (prospect(), random.pick(["website", "salon"]), random.number(1...60) * 100_000)
    change {
      $0.prospects[one].source = source
      $0.prospects[one].potential = potential
    }
    add(.changes(prospect: one, source: source, potential: potential))
  }

  mutating func joinAnotherTeam() {
    let who = person()
    let team = random.pick(["Lyon", "Paris", nil]), profile = random.pick([Profile.farmer, .hunter, nil])
    change {
      $0.people[who].team = team
      $0.people[who].profile = profile
    }
    add(.joins(person: who, team: team, profile: profile))
  }

  mutating func merge() {
    let kept = prospect()
    let others = Set((0..<random.number(1...2)).map { _ in prospect() }).subtracting([kept])
    guard !others.isEmpty else { return }
    let merging = noted(PlainCompany.Merging(kept: kept, merged: others.sorted()))
    change { $0.merges.append(merging) }
    add(.merges(company.merges.count - 1))
  }

  /// Merges come apart in the reverse order.
  mutating func unmerge() {
    guard let last = company.merges.indices.last(where: { company.merges[$0].voided == nil }) else { return }
    let phase = phase
    change { $0.merges[last].voided = phase }
    add(.unmerges(last))
  }

  // MARK: Conversations

  mutating func conversation(
    with prospect: Int? = nil, _ outcome: Outcome? = nil, at clock: Clock? = nil, isImported: Bool = false
  ) -> Int {
    let prospect = prospect ?? self.prospect()
    let isUnnamed = isImported && random.happens(12)
    let who = isUnnamed ? company.prospects[prospect].owner : person()
    let other = who == nil || random.happens(70) ? nil : person()
    let conversation = noted(
      PlainCompany.Conversation(
        prospect: prospect, person: who, secondSalesperson: other == who ? nil : other, isUnnamed: isUnnamed, channel: channel(),
        outcome: outcome ?? random.pick(Outcome.allCases), at: clock ?? self.clock()))
    change { $0.conversations.append(conversation) }
    return company.conversations.count - 1
  }

  mutating func log() {
    let prospect = prospect()
    let open = ledger.openDeals(of: prospect)
    let fate = random.number(1...100)
    if open.isEmpty, fate <= 20 {
      let conversation = conversation(with: prospect, random.pick([.sold, .interested, .trial]))
      add(.logs(conversation: conversation, .sold(sale(in: conversation))))
    } else if open.isEmpty, fate <= 45 {
      let conversation = conversation(with: prospect, .interested)
      let (person, channel, at) = (
        company.conversations[conversation].person, company.conversations[conversation].channel, company.conversations[conversation].at
      )
      let first = noted(PlainCompany.Change(stage: random.number(0...6), at: at, isUndated: false, owner: person, cents: nil))
      let deal = noted(
        PlainCompany.Deal(
          prospect: prospect, title: "", source: nil, channel: channel, opened: at, changes: [first], owner: person, cents: nil,
          isImported: false))
      change { $0.deals.append(deal) }
      add(.logs(conversation: conversation, .opened(deal: company.deals.count - 1)))
    } else if open.count == 1, fate <= 40, let at = clock(after: open[0]), at.told != .nothing {
      let isWon = fate <= 15
      let conversation = conversation(with: prospect, isWon ? .sold : .quoteRequested, at: at)
      if isWon {
        let sale = sale(in: conversation, winning: open[0])
        add(.logs(conversation: conversation, .won(sale: sale, deal: open[0])))
      } else {
        let change = move(open[0], to: anotherOpenStage(than: open[0]), at: at)
        add(.logs(conversation: conversation, .moved(deal: open[0], change: change)))
      }
    } else {
      add(.logs(conversation: conversation(with: prospect, random.pick(Outcome.allCases.filter { $0 != .sold })), .nothing))
    }
  }

  private mutating func sale(in conversation: Int, winning deal: Int? = nil) -> Int {
    let said = company.conversations[conversation]
    let cents = cents()
    let sale = noted(
      PlainCompany.Trade(
        prospect: said.prospect, person: said.person, day: said.at.day, cents: cents, margin: nil, channel: said.channel,
        conversation: conversation,
        deal: deal))
    change { $0.sales.append(sale) }
    if let deal { _ = move(deal, to: PlainCompany.stage(.won), at: said.at, cents: cents) }
    return company.sales.count - 1
  }

  // MARK: Opportunities

  mutating func open() {
    let prospect = prospect()
    let at = clock()
    let stage = random.happens(5) ? PlainCompany.stage(.won) : random.happens(30) ? 2 : random.number(0...6)
    let cents = random.happens(15) ? nil : cents()
    let (who, isUnnamed) = named(for: prospect)
    let first = noted(PlainCompany.Change(stage: stage, at: at, isUndated: false, owner: who, cents: cents))
    let deal = noted(
      PlainCompany.Deal(
        prospect: prospect, title: "Affaire \(company.deals.count)", source: random.pick([nil, nil, "salon", "website"]),
        channel: random.happens(40) ? nil : channel(), opened: at, changes: [first], owner: who, cents: cents, isImported: false,
        isUnnamed: isUnnamed))
    change { $0.deals.append(deal) }
    add(.opens(deal: company.deals.count - 1))
  }

  /// Somebody, or the owner of the prospect where nobody is named.
  private mutating func named(for prospect: Int?) -> (person: Int?, isUnnamed: Bool) {
    let isUnnamed = random.happens(20)
    return (isUnnamed ? prospect.flatMap { company.prospects[$0].owner } : person(), isUnnamed)
  }

  mutating func move() {
    let ledger = ledger
    let open = company.deals.indices.filter { ledger.isOpen($0) == true }
    guard !open.isEmpty else { return }
    let deal = random.pick(open)
    guard let at = clock(after: deal) else { return }
    let stage =
      random.happens(45) ? anotherOpenStage(than: deal) : PlainCompany.stage(random.pick([.won, .won, .won, .lost, .lost, .abandoned]))
    let cents = PlainCompany.stages[stage].kind != .open && PlainCompany.stages[stage].kind != .won || random.happens(60) ? nil : cents()
    let isLost = PlainCompany.stages[stage].kind == .lost
    let change = move(
      deal, to: stage, at: at, cents: cents, reason: isLost ? random.pick([nil, "prix", "délai"]) : nil,
      competitor: isLost ? random.pick([nil, "Zinc"]) : nil)
    let isSold = stage == PlainCompany.stage(.won) && company.deals[deal].cents ?? 0 > 0 && random.happens(50)
    add(.moves(deal: deal, change: change, sale: isSold ? saleOfWin(deal, at: at) : nil))
  }

  /// The sale that a win records with it, credited to its owner, or to that of the prospect.
  private mutating func saleOfWin(_ index: Int, at: Clock) -> Int {
    let deal = company.deals[index]
    let kept = ledger.kept[deal.prospect]
    let sale = noted(
      PlainCompany.Trade(
        prospect: kept, person: deal.owner ?? company.prospects[kept].owner, day: at.day, cents: deal.cents ?? 0, margin: nil,
        channel: deal.channel, deal: index))
    change { $0.sales.append(sale) }
    return company.sales.count - 1
  }

  /// An open opportunity gets another owner or amount from a moment on, a closed one another amount or reason on its day.
  mutating func restate() {
    let ledger = ledger
    let standing = company.deals.indices.filter { ledger.isOpen($0) != nil }
    guard !standing.isEmpty else { return }
    let deal = random.pick(standing)
    let now = company.deals[deal]
    guard let last = now.changes.last, last.kind != .open || now.cents != nil || random.happens(90) else { return }
    if last.kind == .open {
      guard let at = clock(after: deal) else { return }
      let owner = random.pick(company.people.indices.filter { $0 != now.owner })
      let isFromFile = now.isImported && now.changes.count == 1 && now.changes[0].owner != nil && random.happens(50)
      let cents = isFromFile || random.happens(50) ? now.cents : cents()
      let change = restate(deal, last.value, at: isFromFile ? self.now : at, owner: owner, cents: cents)
      add(isFromFile ? .handsOver(deal: deal, change: change) : .restates(deal: deal, change: change))
    } else {
      let reason = last.kind == .won ? nil : "délai \(now.changes.count)"
      add(
        .restates(
          deal: deal, change: restate(deal, last.value, at: last.at, owner: last.owner, cents: (now.cents ?? 0) + 100, reason: reason)))
    }
  }

  private mutating func restate(
    _ deal: Int, _ last: PlainCompany.Change, at: Clock, owner: Int?, cents: Int?, reason: String? = nil
  ) -> Int {
    let restated = noted(
      PlainCompany.Change(
        stage: last.stage, at: at, isUndated: last.kind != .open && last.isUndated, isRestated: true, owner: owner, cents: cents,
        lossReason: reason ?? last.lossReason, competitor: last.competitor))
    change {
      $0.deals[deal].changes.append(restated)
      $0.deals[deal].cents = cents
      if restated.kind == .open { $0.deals[deal].owner = owner }
    }
    return company.deals[deal].changes.count - 1
  }

  mutating func reopen() {
    let ledger = ledger
    let closed = company.deals.indices.filter { ledger.isOpen($0) == false }
    guard !closed.isEmpty else { return }
    let deal = random.pick(closed)
    guard let at = clock(after: deal) else { return }
    // Where it was open last.
    let last = company.deals[deal].changes.last { $0.kind == .open }?.stage ?? 0
    add(.reopens(deal: deal, change: move(deal, to: last, at: at)))
  }

  private mutating func move(
    _ deal: Int, to stage: Int, at: Clock, cents: Int? = nil, reason: String? = nil, competitor: String? = nil
  ) -> Int {
    let now = company.deals[deal]
    let moved = noted(
      PlainCompany.Change(
        stage: stage, at: at, isUndated: false, owner: now.owner, cents: cents ?? now.cents, lossReason: reason, competitor: competitor))
    change {
      $0.deals[deal].changes.append(moved)
      $0.deals[deal].cents = moved.cents
    }
    return company.deals[deal].changes.count - 1
  }

  /// A moment after the last change; now, when that was now.
  private mutating func clock(after deal: Int) -> Clock? {
    guard let last = company.deals[deal].changes.last else { return nil }
    if last.at.told == .nothing { return last.at }
    let at = clock(from: last.at.day)
    return at < last.at ? nil : at
  }

  private mutating func anotherOpenStage(than deal: Int) -> Int {
    let now = company.deals[deal].changes.last?.stage
    return random.pick((0...6).filter { $0 != now })
  }

  mutating func importedDeal() -> Int {
    let prospect = prospect()
    let stage = random.happens(40) ? random.number(0...6) : PlainCompany.stage(random.pick([.won, .won, .lost, .abandoned]))
    let kind = PlainCompany.stages[stage].kind
    let opened = random.happens(15) ? nil : day()
    let closed = kind == .open || random.happens(10) ? nil : day(from: opened)
    let entered = kind == .open ? opened : closed
    let cents = random.happens(15) ? nil : cents()
    let (who, isUnnamed) = named(for: prospect)
    let first = noted(
      PlainCompany.Change(
        stage: stage, at: entered.map(zone.start) ?? now, isUndated: entered == nil, owner: who, cents: cents,
        lossReason: kind == .lost ? random.pick([nil, "prix"]) : nil))
    let deal = noted(
      PlainCompany.Deal(
        prospect: prospect, title: "Affaire \(company.deals.count)", source: random.pick([nil, "partenaire"]),
        channel: random.happens(50) ? nil : channel(), opened: opened.map(zone.start), changes: [first], owner: who, cents: cents,
        isImported: true, isUnnamed: isUnnamed))
    change { $0.deals.append(deal) }
    return company.deals.count - 1
  }

  // MARK: Money

  /// What `sales: won` records beside imported opportunities.
  mutating func salesOfWins(_ deals: [Int]) -> [Int] {
    deals.compactMap { index in
      let deal = company.deals[index]
      guard let win = deal.changes.first, win.kind == .won else { return nil }
      let sale = noted(
        PlainCompany.Trade(
          prospect: deal.prospect, person: win.owner, day: win.at.day, cents: deal.cents ?? 0, margin: nil, channel: deal.channel,
          deal: index))
      change { $0.sales.append(sale) }
      return company.sales.count - 1
    }
  }

  mutating func sell() {
    let prospect = random.happens(15) ? nil : prospect()
    let deal = prospect.flatMap { ledger.openDeals(of: $0).first }
    guard let prospect, let deal, let last = company.deals[deal].changes.last, random.happens(60) else {
      add(.sells(sale: newSale(prospect), winning: nil))
      return
    }
    let sale = newSale(prospect, winning: deal, from: last.at.day)
    // On its day, after whatever else happened to it.
    let noon = zone.clocks(company.sales[sale].day, minute: 720)[0]
    _ = move(deal, to: PlainCompany.stage(.won), at: max(noon, last.at), cents: company.sales[sale].cents)
    add(.sells(sale: sale, winning: deal))
  }

  private mutating func newSale(_ prospect: Int?, winning deal: Int? = nil, from first: Day? = nil, reference: String? = nil) -> Int {
    let (who, isUnnamed) = named(for: prospect)
    let cents = cents()
    let sale = noted(
      PlainCompany.Trade(
        prospect: prospect, person: who, day: day(from: first), cents: cents,
        margin: random.happens(60) ? random.number(-cents / 10...cents) : nil, channel: random.happens(75) ? channel() : nil, deal: deal,
        isUnnamed: isUnnamed, reference: reference))
    change { $0.sales.append(sale) }
    return company.sales.count - 1
  }

  mutating func refund() {
    let ledger = ledger
    let given = company.sales.indices.filter { ledger.left(of: $0).cents > 0 }
    guard !given.isEmpty else { return }
    add(.refunds(sale: newRefund(of: random.pick(given))))
  }

  private mutating func newRefund(of index: Int, reference: String? = nil, margin: Int? = nil) -> Int {
    let sale = company.sales[index]
    let left = ledger.left(of: index)
    let cents = random.happens(40) ? left.cents : random.number(1...left.cents)
    // Of the margin left it takes the share that it takes of the amount left.
    let share = left.margin.map { -PlainRatio($0 * cents, left.cents).rounded }
    let refund = noted(
      PlainCompany.Trade(
        prospect: sale.prospect, person: sale.person, day: day(from: sale.day), cents: -cents, margin: margin ?? share,
        channel: reference != nil && random.happens(15) ? channel() : sale.channel, refundOf: index, reference: reference,
        statesMargin: margin != nil))
    change { $0.sales.append(refund) }
    return company.sales.count - 1
  }

  /// Sales of a file, and refunds of some of them in the same file.
  mutating func importedSales(_ count: Int) -> [Int] {
    var rows: [Int] = []
    for place in 0..<count {
      let ledger = ledger
      let sold = rows.filter { ledger.left(of: $0).cents > 0 }
      let reference = "\(phase)-\(place)"
      if !sold.isEmpty, random.happens(20) {
        rows.append(newRefund(of: random.pick(sold), reference: reference, margin: random.happens(15) ? -random.number(1...900) : nil))
      } else {
        rows.append(newSale(random.happens(12) ? nil : prospect(), reference: reference))
      }
    }
    return rows
  }

  mutating func expense() -> Int {
    let outlay = noted(
      PlainCompany.Outlay(
        day: day(), cents: cents(), category: random.pick([nil, "publicité", "salon"]), acquisition: random.happens(60), action: nil,
        person: random.happens(40) ? nil : person()))
    change { $0.expenses.append(outlay) }
    return company.expenses.count - 1
  }

  // MARK: Corrections

  mutating func void() {
    switch random.number(1...10) {
    case ...4: void(\.conversations, standing(company.conversations)) { .conversation($0) }
    case 5: void(\.deals, standing(company.deals)) { .deal($0) }
    case 6...9:
      // A sale stays while a refund of it does.
      let refunded = Set(standing(company.sales).compactMap { company.sales[$0].refundOf })
      let candidates = standing(company.sales).filter { !refunded.contains($0) }
      let refunds = candidates.filter { company.sales[$0].isRefund }
      void(\.sales, refunds.isEmpty || random.happens(30) ? candidates : refunds) { .sale($0) }
    default: void(\.expenses, standing(company.expenses)) { .expense($0) }
    }
  }

  private func standing<Value>(_ facts: [Noted<Value>]) -> [Int] { facts.indices.filter { facts[$0].voided == nil } }

  private mutating func void<Value>(
    _ facts: WritableKeyPath<PlainCompany, [Noted<Value>]>, _ candidates: [Int], _ fact: (Int) -> PlainCompany.Fact
  ) {
    guard !candidates.isEmpty else { return }
    let (one, phase) = (random.pick(candidates), phase)
    change { $0[keyPath: facts][one].voided = phase }
    add(.voids(fact(one)))
  }

  /// A figure that was wrong is voided and recorded anew.
  mutating func correctFigure() {
    let one = random.pick(company.figures.indices.filter { company.figures[$0].voided == nil })
    let wrong = company.figures[one]
    let phase = phase
    let right = noted(
      PlainCompany.Figure(
        series: wrong.series, days: wrong.days, value: wrong.value.value + random.number(1...40), label: wrong.label, place: wrong.place))
    change {
      $0.figures[one].voided = phase
      $0.figures.append(right)
    }
    add(.voids(.figure(one)))
    add(.measures(company.figures.count - 1))
  }
}
