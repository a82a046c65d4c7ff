@testable import CRM
import Postgres

/// ABC classes, as docs/figures.md says them.
struct PlainABC {
  struct Customer {
    let prospect: Int
    var revenue = 0
    var margin: Int?
    var orders = 0
    var value = 0
    /// `A`, `B` or `C`; nil when nobody could be classified.
    var letter: String?
    var share: Double?
    var cumulatedShare: Double?
  }

  /// Who bought in the window, by prospect.
  private(set) var buyers: [Int: Customer] = [:]
  /// Customers from before who bought nothing in the window: class F.
  private(set) var former: Set<Int> = []
  /// Prospects without any purchase.
  private(set) var prospects: [Int] = []
  /// What shares are of.
  let total: Int
  private(set) var unattributed = 0

  init(
    _ ledger: PlainLedger, _ beginnings: [Int: PlainLedger.Beginning], _ question: Segments.Question, _ window: Range<Day>, own: Int? = nil
  ) {
    let company = ledger.company
    var sold: [Int: Customer] = [:]
    for (index, sale) in company.sales.enumerated() where sale.stands(after: ledger.known) && window.contains(sale.day) {
      guard own == nil || sale.person == own else { continue }
      guard let prospect = ledger.kept(sale.prospect) else {
        unattributed += sale.cents
        continue
      }
      var customer = sold[prospect] ?? Customer(prospect: prospect)
      customer.revenue += sale.cents
      if let margin = sale.margin { customer.margin = (customer.margin ?? 0) + margin }
      if ledger.isOrder(index) { customer.orders += 1 }
      sold[prospect] = customer
    }
    for prospect in sold.keys {
      guard var customer = sold[prospect] else { continue }
      customer.value =
        switch question.criterion {
        case .revenue: customer.revenue
        case .margin: customer.margin ?? 0
        case .orders: customer.orders
        }
      sold[prospect] = customer
    }
    let total = sold.values.reduce(0) { $0 + max($1.value, 0) }
    self.total = total
    buyers = sold.mapValues { Self.graded($0, among: Array(sold.values), total, question) }

    let before = beginnings.filter { $0.value.day < window.upperBound }
    let isCustomer = Set(before.keys).union(
      company.sales.filter { $0.stands(after: ledger.known) && window.contains($0.day) }.compactMap { ledger.kept($0.prospect) })
    former = Set(before.filter { own == nil || $0.value.credits[own ?? 0] != nil }.keys).subtracting(buyers.keys)
    prospects = company.prospects.indices.filter { one in
      ledger.kept[one] == one && company.prospects[one].stands(after: ledger.known) && !isCustomer.contains(one)
        && (own == nil || company.prospects[one].owner == own)
    }
  }

  private static func graded(_ customer: Customer, among all: [Customer], _ total: Int, _ question: Segments.Question) -> Customer {
    var customer = customer
    guard total > 0 else { return customer }
    guard customer.value > 0 else {
      customer.letter = "C"
      return customer
    }
    let greater = all.filter { $0.value > customer.value }.reduce(0) { $0 + $1.value }
    let reached = all.filter { $0.value >= customer.value }.reduce(0) { $0 + $1.value }
    func isWithin(_ threshold: Int) -> Bool {
      question.rule == .strict ? greater * 10_000 < total * threshold : reached * 10_000 <= total * threshold
    }
    customer.letter = isWithin(question.thresholds.a) ? "A" : isWithin(question.thresholds.b) ? "B" : "C"
    customer.share = PlainRatio(customer.value, total).double
    customer.cumulatedShare = PlainRatio(reached, total).double
    return customer
  }

  func customers(_ letter: String) -> [Customer] {
    letter == "F" && total > 0 ? former.map { Customer(prospect: $0) } : buyers.values.filter { $0.letter == letter }
  }
}
