import CRM
import Postgres

extension Plans {
  /// Whether each objective of a plan that the sales funnel feeds can be reached, with the rates of the year before the plan, or, when nothing
  /// was recorded then, of the last year in which something was.
  ///
  /// Empty for a salesperson, who sees nobody's figures but their own.
  package func achievability(of document: PlanDocument, _ context: PlanContext) async throws -> [Achievability] {
    guard scope.actor == nil else { return [] }
    let observed = try await observed(before: document.from)
    return document.objectives.compactMap { Achievability($0, of: document, context.people, observed) }
  }

  private func observed(before start: Day) async throws -> ObservedFunnel? {
    try await scope.report { transaction in
      let lastDay = try await transaction.one(
        """
        select (max(occurred_at) at time zone \(scope.organization.timeZone))::date as last_day
        from conversation
        where organization_id = \(scope.organization.id)
          and voided_at is null
        """, { try $0.decode("last_day", as: Day?.self) })
      guard let lastDay else { return nil }
      for end in [start, lastDay + 1] {
        if let observed = try await ObservedFunnel(end.adding(months: -12), to: end, transaction) { return observed }
      }
      return nil
    }
  }
}

extension ObservedFunnel {
  /// What was observed in a period; nil when nobody was reached.
  init?(_ from: Day, to end: Day, _ transaction: Transaction) async throws {
    let report = try await transaction.conversion(by: .salesperson, from: from, to: end)
    guard report.total.prospectsReached > 0 else { return nil }
    // Where the history begins within the period, the days before it say nothing.
    let start = max(report.period.from, report.historyStart ?? report.period.from)
    self.init(
      period: try Period(from: min(start, end - 1), to: end), total: report.total,
      discussions: Dictionary(
        report.rows.compactMap { row in row.key.map { ($0, row.figures.discussions) } }, uniquingKeysWith: +))
  }
}
