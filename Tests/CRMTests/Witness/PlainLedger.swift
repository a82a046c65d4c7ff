import CRM
import Postgres

/// What a company knew after a phase of its story, merged prospects taken together: where all plain computations begin.
///
/// Everything is found by looking through all facts: what takes thousands of times longer than a query is easily seen to be right.
struct PlainLedger: Sendable {
  let company: PlainCompany
  /// The phase after which it is known.
  let known: Int
  /// Who stands for each prospect.
  let kept: [Int]
  /// What was given back of each sale, by its refunds: cents and margin.
  private let back: [Int: (cents: Int, margin: Int)]

  init(_ company: PlainCompany, after known: Int) {
    self.company = company
    self.known = known
    var standsFor = Array(company.prospects.indices)
    for merging in company.merges where merging.stands(after: known) {
      for one in merging.merged { standsFor[one] = merging.kept }
    }
    kept = standsFor.indices.map { one in
      var one = one
      while standsFor[one] != one { one = standsFor[one] }
      return one
    }
    var back: [Int: (cents: Int, margin: Int)] = [:]
    for refund in company.sales where refund.stands(after: known) {
      guard let sale = refund.value.refundOf else { continue }
      back[sale, default: (0, 0)].cents -= refund.value.cents
      back[sale, default: (0, 0)].margin -= refund.value.margin ?? 0
    }
    self.back = back
  }

  func kept(_ prospect: Int?) -> Int? { prospect.map { kept[$0] } }

  // MARK: Opportunities

  /// The changes that are known, in their order.
  func changes(of deal: Int) -> [Noted<PlainCompany.Change>] { company.deals[deal].changes.filter { $0.stands(after: known) } }

  /// Whether it is open; nil when it is not known.
  func isOpen(_ deal: Int) -> Bool? {
    company.deals[deal].stands(after: known) ? changes(of: deal).last.map { $0.kind == .open } : nil
  }

  func openDeals(of prospect: Int) -> [Int] {
    company.deals.indices.filter { kept[company.deals[$0].prospect] == kept[prospect] && isOpen($0) == true }
  }

  // MARK: Sales

  /// What was not given back of a sale; nothing of a refund.
  func left(of index: Int) -> (cents: Int, margin: Int?) {
    let sale = company.sales[index]
    guard !sale.isRefund, sale.stands(after: known) else { return (0, nil) }
    let back = back[index] ?? (0, 0)
    return (sale.cents - back.cents, sale.margin.map { $0 - back.margin })
  }

  /// A sale that was not given back in full. One of nothing, which an import records for a win without an amount, is an order.
  func isOrder(_ index: Int) -> Bool {
    let sale = company.sales[index]
    return !sale.isRefund && sale.stands(after: known) && (sale.cents == 0 || left(of: index).cents > 0)
  }

  // MARK: Customers

  /// How somebody became a customer.
  struct Beginning: Sendable {
    let day: Day
    let channel: Channel?
    /// Who is credited, with their ten-thousandths, which sum to 10,000.
    let credits: [Int: Int]
  }

  /// How each prospect who is a customer became one: by the first sale or win that stands; of one day, by a sale before a win.
  func beginnings() -> [Int: Beginning] {
    var found: [Int: Beginning] = [:]
    for prospect in company.prospects.indices where kept[prospect] == prospect {
      found[prospect] = firstSaleOrWin(of: prospect)
    }
    return found
  }

  private func firstSaleOrWin(of prospect: Int) -> Beginning? {
    let sale = orders(of: prospect).first.map { company.sales[$0] }
    let win = wins(of: prospect).first
    if let sale, win.map({ sale.day <= $0.change.at.day }) ?? true {
      let conversation = sale.conversation.map { company.conversations[$0] }
      return Beginning(
        day: sale.day, channel: sale.channel,
        credits: Self.shares([sale.person, conversation?.person, conversation?.secondSalesperson].compactMap { $0 }))
    }
    return win.map {
      Beginning(day: $0.change.at.day, channel: company.deals[$0.deal].channel, credits: Self.shares([$0.change.owner].compactMap { $0 }))
    }
  }

  /// The orders of a customer, the first one first.
  func orders(of prospect: Int) -> [Int] {
    company.sales.indices.filter { kept(company.sales[$0].prospect) == prospect && isOrder($0) }
      .sorted { (company.sales[$0].day, company.sales[$0].number) < (company.sales[$1].day, company.sales[$1].number) }
  }

  private func wins(of prospect: Int) -> [(deal: Int, change: Noted<PlainCompany.Change>)] {
    company.deals.indices.filter { kept[company.deals[$0].prospect] == prospect && isOpen($0) == false }
      .compactMap { deal in changes(of: deal).last.map { (deal, $0) } }
      .filter { $0.change.kind == .won }
      .sorted { ($0.change.at, company.deals[$0.deal].number) < ($1.change.at, company.deals[$1.deal].number) }
  }

  /// Equal shares; what does not divide goes to the first.
  private static func shares(_ people: [Int]) -> [Int: Int] {
    let each = Set(people).sorted()
    return Dictionary(
      uniqueKeysWithValues: each.enumerated().map { place, person in
        (person, 10_000 / each.count + (place < 10_000 % each.count ? 1 : 0))
      })
  }
}
