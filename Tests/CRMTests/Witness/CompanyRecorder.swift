@testable import CRM
import Foundation
import Postgres
import TestSupport

/// Records a company through the service, step by step as its story tells it.
struct CompanyRecorder {
  private let company: PlainCompany
  private let scope: Scope
  private let zone: Zone
  let stages: [Stage]
  private(set) var people: [Salesperson] = []
  private(set) var prospects: [Prospect.ID] = []
  private var conversations: [Int: Conversation.ID] = [:]
  private var deals: [Int: Opportunity.ID] = [:]
  private var sales: [Int: Sale.ID] = [:]
  private var expenses: [Int: Expense.ID] = [:]
  private var figures: [Int: CRM.Measurement.ID] = [:]
  private var merges: [Int: Merge.ID] = [:]

  init(_ company: PlainCompany, _ scope: Scope) async throws {
    (self.company, self.scope) = (company, scope)
    zone = Zone(company.zone)
    stages = try await scope.read { try await $0.fetch($0.stages) }
  }

  /// The instants after each phase of the story, by the database's clock.
  mutating func record() async throws -> [Instant] {
    var instants: [Instant] = []
    for (phase, steps) in company.story.enumerated() {
      for step in steps {
        do {
          try await take(step)
        } catch {
          throw RecordingFailure(description: "seed \(company.seed), phase \(phase), \(step): \(error)")
        }
      }
      instants.append(
        try await scope.pool.withSession { try await $0.one("select clock_timestamp() as now", { try $0.decode("now") }) })
    }
    return instants
  }

  mutating func take(_ step: PlainCompany.Step) async throws {
    switch step {
    case .arrives(let person): people.append(try await arrive(company.arrivals[person]))
    case .joins(let person, let team, let profile): try await join(person, team, profile)
    case .meets(let prospect): prospects.append(try await meet(company.meetings[prospect]))
    case .changes(let prospect, let source, let potential): try await change(prospect, source, potential)
    case .merges(let merging): try await merge(merging)
    case .unmerges(let merging): _ = try await Prospects(scope).unmerge(try known(merges[merging]))
    case .logs(let conversation, let result): try await log(conversation, result)
    case .opens(let deal): try await open(deal)
    case .moves(let deal, let change, let sale): try await move(deal, company.deals[deal].changes[change].value, sale)
    case .restates(let deal, let change): try await restate(deal, company.deals[deal].changes[change].value)
    case .handsOver(let deal, let change): try await handOver(deal, to: company.deals[deal].changes[change].owner)
    case .reopens(let deal, let change): try await reopen(deal, company.deals[deal].changes[change].value)
    case .sells(let sale, let deal): try await sell(sale, winning: deal)
    case .refunds(let refund): try await giveBack(refund)
    case .spends(let expense): try await spend(expense)
    case .measures(let figure): try await measure(figure)
    case .imports(let file): try await take(file)
    case .voids(let fact): try await void(fact)
    }
  }

  private func known<Kind>(_ id: ID<Kind>?) throws -> ID<Kind> {
    guard let id else { throw RecordingFailure(description: "never recorded") }
    return id
  }

  // MARK: People and prospects

  private func arrive(_ person: PlainCompany.Person) async throws -> Salesperson {
    var details = SalespersonChange()
    (details.team, details.profile) = (person.team, person.profile)
    (details.activeFrom, details.activeUntil) = (person.from, person.until)
    return try await Team(scope).add(person.name, details)
  }

  private func join(_ person: Int, _ team: String?, _ profile: Profile?) async throws {
    var change = SalespersonChange()
    (change.team, change.profile) = (team, profile)
    change.cleared = [.team, .profile]
    _ = try await Team(scope).update(people[person].name, change)
  }

  private func meet(_ prospect: PlainCompany.Prospect) async throws -> Prospect.ID {
    var draft = ProspectEntry(name: prospect.name)
    draft.details.source = prospect.source
    draft.details.owner = prospect.owner.map { people[$0].name }
    draft.details.potentialCents = prospect.potential
    draft.details.city = prospect.city
    _ = try await Prospects(scope).add(draft, allowDuplicates: true)
    return draft.id
  }

  private func change(_ prospect: Int, _ source: String, _ potential: Int) async throws {
    var change = ProspectChange()
    (change.details.source, change.details.potentialCents) = (source, potential)
    _ = try await Prospects(scope).update(prospects[prospect], change)
  }

  private mutating func merge(_ index: Int) async throws {
    let merging = company.merges[index]
    merges[index] = try await Prospects(scope).merge(
      prospects[merging.kept].description, merging.merged.map { prospects[$0].description }
    ).mergeID
  }

  // MARK: Facts

  private mutating func log(_ index: Int, _ result: PlainCompany.Result) async throws {
    let conversation = company.conversations[index]
    var entry = LogEntry(
      prospect: prospects[conversation.prospect].description, channel: conversation.channel, outcome: conversation.outcome)
    entry.salesperson = conversation.person.map { people[$0].name }
    entry.secondSalesperson = conversation.secondSalesperson.map { people[$0].name }
    entry.at = moment(conversation.at)
    // Alike conversations within a minute are several here.
    entry.isAnother = true
    var actor = scope
    switch result {
    case .nothing, .sold:
      // Some people log their conversations themselves.
      if let person = conversation.person, index.isMultiple(of: 3) { actor = scope.acting(as: people[person]) }
      if case .sold(let sale) = result { entry.soldCents = company.sales[sale].cents }
    case .won(let sale, _): entry.soldCents = company.sales[sale].cents
    case .opened(let deal): entry.stage = stages[company.deals[deal].changes[0].stage].name
    case .moved(let deal, let change): entry.stage = stages[company.deals[deal].changes[change].stage].name
    }
    let answer = try await DailyLog(actor).record(entry)
    conversations[index] = answer.conversationID
    switch result {
    case .sold(let sale), .won(let sale, _): sales[sale] = answer.saleID
    case .opened(let deal): deals[deal] = answer.opportunityID
    case .nothing, .moved: break
    }
  }

  private func moment(_ clock: Clock) -> Moment {
    switch clock.told {
    case .instant: .instant(Instant(unixSeconds: Int64(clock.seconds)))
    case .local: .local(CivilTime(clock.day, microsecondOfDay: Int64(zone.local(clock.seconds) % 86_400) * 1_000_000))
    case .nothing: .now
    }
  }

  private mutating func open(_ index: Int) async throws {
    let deal = company.deals[index]
    var entry = OpportunityEntry(prospect: prospects[deal.prospect].description)
    entry.salesperson = deal.isUnnamed ? nil : name(deal.changes[0].owner)
    entry.title = deal.title
    entry.stage = stages[deal.changes[0].stage].name
    entry.amountCents = deal.changes[0].cents
    (entry.source, entry.channel) = (deal.source, deal.channel)
    if let opened = deal.opened { entry.openedAt = moment(opened) }
    entry.isAnother = true
    deals[index] = try await Opportunities(scope).add(entry).id
  }

  private mutating func move(_ deal: Int, _ change: PlainCompany.Change, _ sale: Int?) async throws {
    let (id, at) = (try known(deals[deal]).description, moment(change.at))
    switch change.kind {
    case .open: _ = try await Opportunities(scope).move(id, to: stages[change.stage].name, amountCents: change.cents, at: at)
    case .won:
      let answer = try await Opportunities(scope).win(id, amountCents: change.cents, recordsSale: sale != nil, at: at)
      if let sale { sales[sale] = answer.sale?.id }
    case .lost: _ = try await Opportunities(scope).lose(id, reason: change.lossReason, competitor: change.competitor, at: at)
    case .abandoned: _ = try await Opportunities(scope).abandon(id, at: at)
    }
  }

  private func restate(_ deal: Int, _ restated: PlainCompany.Change) async throws {
    var change = OpportunityChange()
    change.owner = restated.kind == .open ? name(restated.owner) : nil
    change.amountCents = restated.cents
    if restated.kind != .open, restated.kind != .won { change.lossReason = restated.lossReason }
    change.at = moment(restated.at)
    _ = try await Opportunities(scope).update(try known(deals[deal]).description, change)
  }

  private func handOver(_ deal: Int, to owner: Int?) async throws {
    try await run(.opportunities, Self.dealHeader, [dealRow(deal, owner: owner)])
  }

  private func reopen(_ deal: Int, _ change: PlainCompany.Change) async throws {
    // Without a stage it comes back to where it was open last.
    let stage = deal.isMultiple(of: 2) ? stages[change.stage].name : nil
    _ = try await Opportunities(scope).reopen(try known(deals[deal]).description, stage: stage, at: moment(change.at))
  }

  private mutating func sell(_ index: Int, winning deal: Int?) async throws {
    let sale = company.sales[index]
    var entry = SaleEntry(amountCents: sale.cents)
    entry.prospect = sale.prospect.map { prospects[$0].description }
    entry.salesperson = sale.isUnnamed ? nil : name(sale.person)
    (entry.marginCents, entry.soldOn, entry.channel) = (sale.margin, sale.day, sale.channel)
    entry.opportunity = try deal.map { try known(deals[$0]).description }
    entry.isAnother = true
    sales[index] = try await Sales(scope).add(entry).id
  }

  private mutating func giveBack(_ index: Int) async throws {
    let refund = company.sales[index]
    let sale = try known(refund.refundOf.flatMap { sales[$0] })
    sales[index] = try await Sales(scope).refund(sale, amountCents: -refund.cents, on: refund.day, isAnother: true).id
  }

  private mutating func spend(_ index: Int) async throws {
    let outlay = company.expenses[index]
    var entry = ExpenseEntry(amountCents: outlay.cents)
    (entry.spentOn, entry.category, entry.acquisition) = (outlay.day, outlay.category, outlay.acquisition)
    entry.salesperson = outlay.person.map { people[$0].name }
    entry.isAnother = true
    expenses[index] = try await Expenses(scope).add(entry).id
  }

  private mutating func measure(_ index: Int) async throws {
    let figure = company.figures[index]
    var entry = MeasurementEntry(series: figure.series, value: figure.value.value)
    (entry.from, entry.to, entry.label, entry.place) = (figure.days.lowerBound, figure.days.upperBound, figure.label, figure.place)
    figures[index] = try await Measurements(scope).record(entry).id
  }

  private mutating func void(_ fact: PlainCompany.Fact) async throws {
    let reason = "wrong"
    switch fact {
    case .conversation(let index): try await Conversations(scope).void(try known(conversations[index]), reason: reason)
    case .deal(let index): try await Opportunities(scope).void(try known(deals[index]), reason: reason)
    case .sale(let index): try await Sales(scope).void(try known(sales[index]), reason: reason)
    case .expense(let index): try await Expenses(scope).void(try known(expenses[index]), reason: reason)
    case .figure(let index):
      if figures[index] == nil { figures[index] = try await findFigure(company.figures[index].value) }
      try await Measurements(scope).void(try known(figures[index]), reason: reason)
    }
  }

  private func findFigure(_ figure: PlainCompany.Figure) async throws -> CRM.Measurement.ID? {
    var filter = MeasurementFilter()
    (filter.series, filter.label, filter.place) = (figure.series, figure.label, figure.place)
    (filter.from, filter.to) = (figure.days.lowerBound, figure.days.upperBound)
    return try await Measurements(scope).list(filter).items.first { $0.from == figure.days.lowerBound && $0.label == figure.label }?.id
  }

  // MARK: Files

  private mutating func take(_ file: PlainCompany.File) async throws {
    switch file {
    case .conversations(let rows): try await importConversations(rows)
    case .deals(let rows, let selling): try await importDeals(rows, selling)
    case .sales(let rows): try await importSales(rows)
    case .expenses(let rows): try await importExpenses(rows)
    case .figures(let rows): try await importFigures(rows)
    }
  }

  private func run(_ kind: ImportKind, _ header: String, _ rows: [[String?]], selling: Bool = false) async throws {
    let text = ([header] + rows.map { $0.map { $0 ?? "" }.joined(separator: ",") }).joined(separator: "\n") + "\n"
    let result = try await importFile(text, kind, scope) { $0.mapping.recordsSalesOfWins = selling }
    guard result.recorded == rows.count else { throw RecordingFailure(description: "\(kind): \(result.counts) \(result.reasons)") }
  }

  private func name(_ person: Int?) -> String? { person.map { people[$0].name } }
  private func prospectName(_ prospect: Int?) -> String? { prospect.map { company.prospects[$0].name } }

  private func amount(_ cents: Int?) -> String? {
    guard let cents else { return nil }
    let (units, rest) = abs(cents).quotientAndRemainder(dividingBy: 100)
    return "\(cents < 0 ? "-" : "")\(units).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The facts of a file are found by their notes, which are their places.
  private mutating func importConversations(_ rows: [Int]) async throws {
    try await run(
      .conversations, "reference,prospect,salesperson,second_salesperson,channel,outcome,occurred_at,note",
      rows.map { index in
        let conversation = company.conversations[index]
        let at: String =
          switch moment(conversation.at) {
          case .local(let local): "\(local)"
          case .instant(let instant): "\(instant)"
          default: "\(conversation.at.day)"
          }
        return [
          "t\(index)", prospectName(conversation.prospect), conversation.isUnnamed ? nil : name(conversation.person),
          name(conversation.secondSalesperson), conversation.channel.rawValue,
          conversation.outcome.rawValue,
          at, "\(index)",
        ]
      })
    var filter = ConversationFilter()
    filter.limit = 1000
    for conversation in try await Conversations(scope).list(filter).items {
      if let index = conversation.note.flatMap(Int.init) { conversations[index] = conversation.id }
    }
  }

  private static let dealHeader = "reference,prospect,salesperson,stage,opened_on,closed_on,amount,title,source,channel,loss_reason"

  private func dealRow(_ index: Int, owner: Int?) -> [String?] {
    let deal = company.deals[index]
    let first = deal.changes[0]
    let closed = first.kind == .open || first.isUndated ? nil : first.at.day
    return [
      "d\(index)", prospectName(deal.prospect), name(owner), stages[first.stage].name, deal.opened.map { "\($0.day)" },
      closed.map { "\($0)" }, amount(first.cents), deal.title, deal.source, deal.channel?.rawValue, first.lossReason,
    ]
  }

  private mutating func importDeals(_ rows: [Int], _ selling: [Int]?) async throws {
    try await run(
      .opportunities, Self.dealHeader,
      rows.map { dealRow($0, owner: company.deals[$0].isUnnamed ? nil : company.deals[$0].changes[0].owner) }, selling: selling != nil)
    var filter = OpportunityFilter()
    filter.limit = 1000
    let byTitle = Dictionary(
      try await Opportunities(scope).list(filter).items.compactMap { deal in deal.title.map { ($0, deal.id) } },
      uniquingKeysWith: { first, _ in first })
    for index in rows { deals[index] = byTitle[company.deals[index].title] }
    guard let selling else { return }
    for sale in try await listedSales() {
      if let index = selling.first(where: { company.sales[$0].deal.flatMap { deals[$0] } == sale.opportunityID }) { sales[index] = sale.id }
    }
  }

  private mutating func importSales(_ rows: [Int]) async throws {
    try await run(
      .sales, "reference,prospect,salesperson,sold_on,amount,margin,channel,refund_of,note",
      rows.map { index in
        let sale = company.sales[index]
        return [
          sale.reference, prospectName(sale.prospect), sale.isUnnamed ? nil : name(sale.person), "\(sale.day)", amount(sale.cents),
          sale.isRefund && !sale.statesMargin ? nil : amount(sale.margin),
          // What a refund does not state it has from its sale.
          sale.refundOf.map { company.sales[$0].channel } == sale.channel ? nil : sale.channel?.rawValue,
          sale.refundOf.flatMap { company.sales[$0].reference }, "\(index)",
        ]
      })
    for sale in try await listedSales() {
      if let index = sale.note.flatMap(Int.init) { sales[index] = sale.id }
    }
  }

  private func listedSales() async throws -> [Sale] {
    var filter = SaleFilter()
    filter.limit = 1000
    return try await Sales(scope).list(filter).items
  }

  private mutating func importExpenses(_ rows: [Int]) async throws {
    try await run(
      .expenses, "reference,spent_on,amount,category,acquisition,salesperson,note",
      rows.map { index in
        let outlay = company.expenses[index]
        return [
          "e\(index)", "\(outlay.day)", amount(outlay.cents), outlay.category, outlay.acquisition ? "yes" : "no", name(outlay.person),
          "\(index)",
        ]
      })
    var filter = ExpenseFilter()
    filter.limit = 1000
    for expense in try await Expenses(scope).list(filter).items {
      if let index = expense.note.flatMap(Int.init) { expenses[index] = expense.id }
    }
  }

  private func importFigures(_ rows: [Int]) async throws {
    try await run(
      .measurements, "series,from,to,label,place,value",
      rows.map { index in
        let figure = company.figures[index]
        let isMoney = StandardSeries(rawValue: figure.series)?.unit.isMoney ?? false
        let value = figure.value.value
        return [
          figure.series, "\(figure.days.lowerBound)", "\(figure.days.upperBound)", figure.label, figure.place,
          isMoney ? amount(value) : "\(value)",
        ]
      })
  }
}

struct RecordingFailure: Error, CustomStringConvertible {
  let description: String
}
