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
    public var knownAt: KnownAt?

    /// Revenue of the last twelve months, 80 % and 95 %, the strict rule.
    public init() {}
  }

  /// Classifies the customers.
  ///
  /// - Parameter save: Freezes the classes, so that movements can be told later.
  /// - Throws: With `save`: `.denied` for all but directors, `.invalid` when nobody could be classified, `.usage` with `knownAt`.
  public func abc(_ question: Question = Question(), save: Bool = false) async throws -> ABCReport {
    var report = try await scope.report { try await classify(question, $0) }
    if save { report.runID = try await freeze(report, question) }
    return report
  }

  /// The report of a question, within a transaction of `scope.report`.
  func classify(_ question: Question, _ session: Session) async throws -> ABCReport {
    let reports = Reports(scope)
    let frame = try await reports.frame(question.knownAt, session)
    let window = try Period.year(from: question.from, to: question.to, today: frame.today)
    let result = try await session.query(
      """
      select prospect_id, prospect, class, reason, value, revenue_cents, margin_cents, orders, without_margin, potential_cents,
        total::bigint as total
      from report.abc(
        \(scope.organization.id), \(question.criterion), \(window.from), \(window.to), \(Int32(question.thresholds.a)),
        \(Int32(question.thresholds.b)), \(question.rule), \(frame.knownAt), \(scope.actor))
      """)
    var customers: [ABCCustomer] = []
    var (total, unattributed, withoutMargin) = (0, 0, 0)
    for row in result.rows {
      withoutMargin += try row.decode("without_margin", as: Int.self)
      if try row.decode("prospect_id", as: UUID?.self) == nil {
        unattributed = try row.decode("revenue_cents")
      } else {
        customers.append(try ABCCustomer(row: row))
        total = try row.decode("total")
      }
    }
    let prospects = try await prospectsByBand([], window, frame, session).reduce(0) { $0 + $1.prospects }
    return ABCReport(
      question, window, frame, rows: customers, total: total, unattributed: unattributed, withoutMargin: withoutMargin,
      prospects: prospects, notes: reports.notes(frame, window))
  }

  /// Prospects without any purchase, by band of potential (1 the greatest, nil unknown) below descending lower bounds in cents.
  func prospectsByBand(
    _ bounds: [Int], _ window: Period, _ frame: Reports.Frame, _ session: Session
  ) async throws -> [(band: Int?, prospects: Int, potentialCents: Int)] {
    try await session.rows(
      """
      select band, prospects, potential_cents
      from report.prospects_without_purchase(
        \(scope.organization.id), \(window.from), \(window.to), \(bounds), \(frame.knownAt), \(scope.actor))
      """
    ) { (try $0.decode("band"), try $0.decode("prospects"), try $0.decode("potential_cents")) }
  }
}
