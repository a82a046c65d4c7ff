@testable import CRM
import Postgres

/// Conversion, computed as docs/figures.md says it: one fact after another, each put into the rows that it belongs to.
struct PlainConversion {
  /// What one row counts.
  struct Row {
    var attempts = 0
    var discussions = 0
    var reached: Set<Int> = []
    var opened = 0
    var won = 0
    var lost = 0
    var abandoned = 0
    var open = 0
    /// Of which nothing says that they were open.
    var undated = 0
    var converted: Set<Int> = []
    var creditParts = 0
    var revenue = 0
    var orders = 0
    var orderCents = 0
    /// Days from opening to win, of each win whose opening is known.
    var days: [Int] = []

    var basket: Int? { orders == 0 ? nil : PlainRatio(orderCents, orders).rounded }
    var meanDays: Double? { days.isEmpty ? nil : PlainRatio(days.reduce(0, +), days.count).double }
    var medianDays: Double? {
      guard !days.isEmpty else { return nil }
      let sorted = days.sorted()
      return PlainRatio(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2], 2).double
    }
  }

  private(set) var rows: [String?: Row] = [:]
  private(set) var total = Row()

  private let ledger: PlainLedger
  private let dimension: ReportDimension
  private let period: Range<Day>
  /// Whose figures alone.
  private let own: Int?

  init(
    _ ledger: PlainLedger, _ beginnings: [Int: PlainLedger.Beginning], by dimension: ReportDimension, _ period: Range<Day>, own: Int? = nil
  ) {
    (self.ledger, self.dimension, self.period, self.own) = (ledger, dimension, period, own)
    countConversations(beginnings)
    countOpportunities()
    countCustomers(beginnings)
    countSales()
  }

  private var company: PlainCompany { ledger.company }

  /// Counts in the rows of these keys, each once, and once in the total.
  private mutating func count(_ keys: Set<String?>, _ body: (inout Row) -> Void) {
    for key in keys { body(&rows[key, default: Row()]) }
    body(&total)
  }

  // MARK: Keys

  /// The rows of a fact of some people, of whom nobody is nil.
  private func keys(of people: [Int?], channel: Channel?, source: String?, day: Day) -> Set<String?> {
    let people = own.map { [$0] } ?? people
    return switch dimension {
    case .salesperson: Set(people.map { $0.map { company.people[$0].name } })
    case .team: Set(people.map { $0.flatMap { company.people[$0].team } })
    case .profile: Set(people.map { $0.flatMap { company.people[$0].profile?.rawValue } })
    case .channel: [channel?.rawValue]
    case .source: [source]
    case .month: [String(day.description.prefix(7))]
    case .quarter: ["\(day.year)-Q\((day.month - 1) / 3 + 1)"]
    }
  }

  private func source(of prospect: Int?) -> String? { ledger.kept(prospect).flatMap { company.prospects[$0].source } }

  private func isAsked(_ people: [Int?]) -> Bool { own.map { people.contains($0) } ?? true }

  // MARK: Facts

  private mutating func countConversations(_ beginnings: [Int: PlainLedger.Beginning]) {
    for conversation in company.conversations where conversation.stands(after: ledger.known) && period.contains(conversation.at.day) {
      let people = conversation.secondSalesperson.map { [conversation.person, $0] } ?? [conversation.person]
      guard isAsked(people) else { continue }
      let prospect = ledger.kept[conversation.prospect]
      let wasCustomer = beginnings[prospect].map { $0.day < conversation.at.day } ?? false
      count(keys(of: people, channel: conversation.channel, source: source(of: prospect), day: conversation.at.day)) { row in
        row.attempts += 1
        guard conversation.outcome != .absent, conversation.outcome != .noAnswer, !wasCustomer else { return }
        row.discussions += 1
        row.reached.insert(prospect)
      }
    }
  }

  private mutating func countOpportunities() {
    for (index, deal) in company.deals.enumerated() where deal.stands(after: ledger.known) {
      let changes = ledger.changes(of: index)
      guard let first = changes.first, let last = changes.last else { continue }
      let source = deal.source ?? source(of: deal.prospect)

      if let opened = deal.opened, period.contains(opened.day), isAsked([first.owner]) {
        count(keys(of: [first.owner], channel: deal.channel, source: source, day: opened.day)) { $0.opened += 1 }
      }
      if last.kind != .open, period.contains(last.at.day), isAsked([last.owner]) {
        count(keys(of: [last.owner], channel: deal.channel, source: source, day: last.at.day)) { row in
          switch last.kind {
          case .won:
            row.won += 1
            if let opened = deal.opened { row.days.append(last.at.day - opened.day) }
          case .lost: row.lost += 1
          default: row.abandoned += 1
          }
        }
      }
      if let standing = ledger.standing(index, at: period.upperBound), isAsked([standing.owner]) {
        count(keys(of: [standing.owner], channel: deal.channel, source: source, day: period.upperBound - 1)) {
          if standing.isUndated { $0.undated += 1 } else { $0.open += 1 }
        }
      }
    }
  }

  private mutating func countCustomers(_ beginnings: [Int: PlainLedger.Beginning]) {
    for (prospect, beginning) in beginnings where period.contains(beginning.day) {
      let people: [Int?] = beginning.credits.isEmpty ? [nil] : Array(beginning.credits.keys)
      guard isAsked(people) else { continue }
      let keys = keys(of: people, channel: beginning.channel, source: source(of: prospect), day: beginning.day)
      for key in keys {
        rows[key, default: Row()].converted.insert(prospect)
        let parts = parts(of: beginning, for: key)
        rows[key, default: Row()].creditParts += parts
      }
      total.converted.insert(prospect)
      total.creditParts += own.map { beginning.credits[$0, default: 0] } ?? 10_000
    }
  }

  /// What a row has of the credit for a customer: that of its people, where rows are of people.
  private func parts(of beginning: PlainLedger.Beginning, for key: String?) -> Int {
    if let own { return beginning.credits[own, default: 0] }
    guard [.salesperson, .team, .profile].contains(dimension), !beginning.credits.isEmpty else { return 10_000 }
    return beginning.credits.reduce(0) { sum, credit in
      keys(of: [credit.key], channel: nil, source: nil, day: beginning.day).contains(key) ? sum + credit.value : sum
    }
  }

  private mutating func countSales() {
    for (index, sale) in company.sales.enumerated() {
      guard sale.stands(after: ledger.known), period.contains(sale.day), isAsked([sale.person]) else { continue }
      let isOrder = ledger.isOrder(index)
      count(keys(of: [sale.person], channel: sale.channel, source: source(of: sale.prospect), day: sale.day)) { row in
        row.revenue += sale.cents
        guard isOrder else { return }
        row.orders += 1
        row.orderCents += sale.cents
      }
    }
  }
}
