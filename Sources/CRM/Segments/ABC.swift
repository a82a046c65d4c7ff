import Foundation
public import Postgres

/// What customers are classified by.
public enum ABCCriterion: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case revenue, margin
  /// Orders that were not given back in full.
  case orders
}

/// How a class follows from shares; the two differ for the customer that crosses a threshold.
public enum ABCRule: String, Sendable, CaseIterable, Codable, PostgresCodable {
  /// A while the share of those strictly greater is below the threshold: who crosses it stays up, equals share a class, and the greatest is
  /// always A.
  case strict
  /// A while the share reached with the customer and its equals is at most the threshold (DAX Patterns, « ABC classification »): who crosses
  /// it goes down.
  case cumulative
}

/// The shares of the total at which classes A and B end.
public struct ABCThresholds: Sendable, Hashable, Encodable {
  /// Ten-thousandths: 8000 is 80 %.
  let a, b: Int

  /// 80 % and 95 %, common to all sources.
  public static let standard = ABCThresholds(a: 8000, b: 9500)

  private init(a: Int, b: Int) {
    self.a = a
    self.b = b
  }

  /// Reads `80,95`, per cent with at most two decimals after a point.
  ///
  /// - Throws: `.usage` unless 0 < A < B ≤ 100.
  public init(_ text: String) throws {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(Self.hundredths)
    guard parts.count == 2, let a = parts[0], let b = parts[1], 0 < a, a < b, b <= 10_000 else {
      throw CRMError(.usage, .badThresholds(text), remedy: .thresholdsRemedy)
    }
    self.init(a: a, b: b)
  }

  init(stored a: Int, _ b: Int) { self.init(a: a, b: b) }

  private static func hundredths(_ text: Substring) -> Int? {
    guard let match = text.trimming(" ").wholeMatch(of: /([0-9]{1,3})(?:\.([0-9]{1,2}))?/), let whole = Int(match.1) else { return nil }
    let decimals = String(match.2 ?? "")
    return whole * 100 + (Int((decimals + "00").prefix(2)) ?? 0)
  }

  /// Encodes both as shares: `[0.8, 0.95]`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(Double(a) / 10_000)
    try container.encode(Double(b) / 10_000)
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> Substring {
    var text = self
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return text
  }
}

/// A class of customers.
public enum ABCClass: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case A, B, C
  /// Former customers: nothing bought in the window.
  case F
}

/// A customer and its class.
public struct ABCCustomer: Sendable, Hashable, Encodable {
  /// Why a customer is in class C or F whatever the shares.
  public enum Reason: String, Sendable, Codable, PostgresCodable {
    /// F: bought nothing in the window.
    case noSale = "no_sale"
    /// C: bought, and gave back as much or more, or left no margin.
    case nothingOrLess = "nothing_or_less"
  }

  public let prospectID: Prospect.ID
  public let prospect: String
  /// Nil when nobody could be classified.
  @Nullable public private(set) var `class`: ABCClass?
  @Nullable public private(set) var reason: Reason?
  /// Cents, or a number of orders, after the criterion.
  public let value: Int
  public let revenueCents: Int
  /// Of the sales that say theirs; nil when none does.
  @Nullable public private(set) var marginCents: Int?
  public let orders: Int
  @Nullable public private(set) var potentialCents: Int?
  /// The value's share of the total; nil for those outside it.
  @Nullable public internal(set) var share: Double?
  /// The share that the customers of this value or a greater one have together.
  @Nullable public internal(set) var cumulatedShare: Double?

  init(row: Row) throws {
    prospectID = try row.decode("prospect_id")
    prospect = try row.decode("prospect")
    `class` = try row.decode("class")
    reason = try row.decode("reason")
    value = try row.decode("value")
    revenueCents = try row.decode("revenue_cents")
    marginCents = try row.decode("margin_cents")
    orders = try row.decode("orders")
    potentialCents = try row.decode("potential_cents")
  }
}

/// The customers of an organization by class.
public struct ABCReport: Sendable, Encodable {
  /// A class as a whole.
  public struct Summary: Sendable, Hashable, Encodable {
    public internal(set) var customers = 0
    /// Its share of the customers who bought; nil of former ones.
    @Nullable public internal(set) var customersShare: Double? = 0
    /// The criterion's: cents or orders, those of customers with nothing or less included.
    public internal(set) var value = 0
    public internal(set) var revenueCents = 0
    /// Its share of the total: A, B and C sum to 1.
    public internal(set) var share = 0.0
  }

  public let criterion: ABCCriterion
  public let rule: ABCRule
  public let thresholds: ABCThresholds
  public let window: Period
  @Nullable public private(set) var asOf: Instant?
  @Nullable public private(set) var historyStart: Day?
  /// `A`, `B`, `C`, and `F` of former customers.
  public let classes: [String: Summary]
  /// What shares are of: the sum of values above nothing; cents or orders.
  public let total: Int
  /// The revenue of all customers; with `unattributed_cents`, that of the window.
  public let totalCents: Int
  /// Sales less refunds that name no prospect: in no class.
  public let unattributedCents: Int
  /// Prospects without any purchase: line P.
  public let prospects: Int
  /// Why nobody has a class; nil when the customers have.
  @Nullable public private(set) var reason: Message?
  /// Greatest first.
  public let customers: [ABCCustomer]
  /// The frozen run, when it was saved.
  @Nullable public internal(set) var runID: ABCRun.ID?
  public let notes: [Message]
}

extension ABCReport {
  init(
    _ question: Segments.Question, _ window: Period, _ context: ReportContext, rows: [ABCCustomer], total: Int, unattributed: Int,
    withoutMargin: Int, prospects: Int, notes: [Message]
  ) {
    criterion = question.criterion
    rule = question.rule
    thresholds = question.thresholds
    self.window = window
    asOf = context.asOf
    historyStart = context.historyStart
    self.total = total
    totalCents = rows.reduce(0) { $0 + $1.revenueCents }
    unattributedCents = unattributed
    self.prospects = prospects
    reason = total > 0 ? nil : .nothingToClassify
    customers = Self.withShares(rows, of: total)
    classes = Self.summaries(customers, of: total)
    self.notes = notes + Self.notes(customers, total, unattributed, question.criterion == .margin ? withoutMargin : 0)
  }

  /// Equal customers have the same cumulated share.
  private static func withShares(_ rows: [ABCCustomer], of total: Int) -> [ABCCustomer] {
    var customers = rows
    var reached = 0
    var index = 0
    while index < customers.count, customers[index].value > 0 {
      let end = customers[index...].firstIndex { $0.value != customers[index].value } ?? customers.count
      reached += customers[index].value * (end - index)
      for each in index..<end {
        customers[each].share = Double(customers[each].value) / Double(total)
        customers[each].cumulatedShare = Double(reached) / Double(total)
      }
      index = end
    }
    return customers
  }

  private static func summaries(_ customers: [ABCCustomer], of total: Int) -> [String: Summary] {
    var classes = Dictionary(uniqueKeysWithValues: ABCClass.allCases.map { ($0.rawValue, Summary()) })
    var positive: [String: Int] = [:]
    for customer in customers {
      guard let name = customer.class?.rawValue else { continue }
      classes[name]?.customers += 1
      classes[name]?.value += customer.value
      classes[name]?.revenueCents += customer.revenueCents
      positive[name, default: 0] += max(customer.value, 0)
    }
    classes[ABCClass.F.rawValue]?.customersShare = nil
    guard total > 0 else { return classes }
    let buyers = customers.count { $0.class != .F }
    for (name, summary) in classes {
      classes[name]?.share = Double(positive[name, default: 0]) / Double(total)
      if name != ABCClass.F.rawValue { classes[name]?.customersShare = Double(summary.customers) / Double(buyers) }
    }
    return classes
  }

  /// Below this number of customers the usual shares mean nothing.
  private static let smallNumber = 20

  private static func notes(_ customers: [ABCCustomer], _ total: Int, _ unattributed: Int, _ withoutMargin: Int) -> [Message] {
    var notes: [Message] = []
    let buyers = customers.count { $0.reason != .noSale }
    if total > 0, buyers < smallNumber { notes.append(.fewCustomers(buyers)) }
    // « Si 5 % des clients apportent 80 % du CA », actionco.fr: who reaches 80 % from the top, equals together.
    let bearing = customers.prefix { $0.share != nil && ($0.cumulatedShare ?? 1) - ($0.share ?? 0) < 0.8 }.count
    if total > 0, buyers >= smallNumber, bearing * 20 <= buyers { notes.append(.concentration(bearing, of: buyers)) }
    let outside = customers.count { $0.reason == .nothingOrLess }
    if total > 0, outside > 0 { notes.append(.customersOutside(outside)) }
    if total > 0, buyers < customers.count { notes.append(.formerCustomers(customers.count - buyers)) }
    if unattributed != 0 { notes.append(.unattributedSales) }
    if withoutMargin > 0 { notes.append(.salesWithoutMargin(withoutMargin)) }
    return notes
  }
}
