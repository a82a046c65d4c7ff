import Foundation
public import Postgres

/// Customers by what they buy and could buy.
///
/// A salesperson sees what they sold themselves.
public struct Segments: Sendable {
  let scope: Scope

  /// The segments of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// What a classification is asked with.
  public struct Question: Sendable, Hashable {
    public var criterion = ABCCriterion.revenue
    public var rule = ABCRule.strict
    public var thresholds = ABCThresholds.standard
    /// The window; without any bound the twelve months until today.
    public var from: Day?
    public var to: Day?
    /// Gives the classes as they were then, before later facts and corrections.
    public var asOf: AsOf?

    /// Revenue of the last twelve months, 80 % and 95 %, the strict rule.
    public init() {}
  }

  /// Classifies the customers.
  ///
  /// - Parameter save: Freezes the classes, so that movements can be told later.
  /// - Throws: With `save`: `.denied` for all but directors, `.invalid` when nobody could be classified, `.usage` with `asOf`.
  public func abc(_ question: Question = Question(), save: Bool = false) async throws -> ABCReport {
    var report = try await scope.report { try await $0.classify(question) }
    if save { report.runID = try await freeze(report, question) }
    return report
  }
}

extension Transaction {
  /// The report of a question, within a transaction of `scope.report`.
  package func classify(_ question: Segments.Question) async throws -> ABCReport {
    let context = try await reportContext(question.asOf)
    let window = try Period.year(from: question.from, to: question.to, today: context.today)
    let result = try await query(
      """
      select prospect_id, prospect, class, reason, value, revenue_cents, margin_cents, orders, without_margin, potential_cents,
        total::bigint as total
      from report.abc(
        \(organization.id), \(question.criterion), \(window.from), \(window.to), \(Int32(question.thresholds.a)),
        \(Int32(question.thresholds.b)), \(question.rule), \(context.asOf), \(actor))
      """)
    var customers: [ABCCustomer] = []
    var (total, unattributed, withoutMargin) = (0, 0, 0)
    for row in result.rows {
      withoutMargin += try row.decode("without_margin", as: Int.self)
      if try row.decode("prospect_id", as: Prospect.ID?.self) == nil {
        unattributed = try row.decode("revenue_cents")
      } else {
        customers.append(try ABCCustomer(row: row))
        total = try row.decode("total")
      }
    }
    let prospects = try await prospectsByBand([], window, context).reduce(0) { $0 + $1.prospects }
    return ABCReport(
      question, window, context, rows: customers, total: total, unattributed: unattributed, withoutMargin: withoutMargin,
      prospects: prospects, notes: context.notes(window))
  }

  /// Prospects without any purchase, by band of potential (1 the greatest, nil unknown) below descending lower bounds in cents.
  func prospectsByBand(
    _ bounds: [Int], _ window: Period, _ context: ReportContext
  ) async throws -> [(band: Int?, prospects: Int, potentialCents: Int)] {
    try await rows(
      """
      select band, prospects, potential_cents
      from report.prospects_without_purchase(
        \(organization.id), \(window.from), \(window.to), \(bounds), \(context.asOf), \(actor))
      """
    ) { (try $0.decode("band"), try $0.decode("prospects"), try $0.decode("potential_cents")) }
  }
}
