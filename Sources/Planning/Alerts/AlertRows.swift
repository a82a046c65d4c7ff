import CRM
import Foundation
import Postgres

extension [PlanAlert] {
  /// The same with their facts as rows, the first so many of each: one statement for all expenses, one for all conversations, each of which
  /// looks into the days of those rows only.
  func withRows(_ limit: Int, _ transaction: Transaction) async throws -> [PlanAlert] {
    guard limit > 0 else { return self }
    let (expenses, conversations) = (facts(of: .expense, limit), facts(of: .conversation, limit))
    var alerts = self
    if !expenses.isEmpty {
      let rows = try await transaction.rows(
        """
        select q.alert, e.id, q.day, e.detail, e.amount_cents
        from unnest(\(expenses.map(\.alert)), \(expenses.map(\.fact.key)), \(expenses.map(\.fact.day))) as q (alert, key, day)
        cross join lateral (
          select e.id, coalesce(e.note, e.action, e.category) as detail, e.amount_cents
          from expense e
          where e.organization_id = \(transaction.organization.id)
            and e.spent_on = q.day
            and e.action is not distinct from q.key
            and e.voided_at is null
          order by e.id
          limit \(limit)
        ) e
        order by q.alert, q.day, e.id
        """, Self.row("expense"))
      alerts.add(rows, limit)
    }
    if !conversations.isEmpty {
      let rows = try await transaction.rows(
        """
        select q.alert, c.id, q.day, c.outcome as detail, null::bigint as amount_cents
        from unnest(
          \(conversations.map(\.alert)), \(conversations.map(\.fact.key)), \(conversations.map(\.fact.day)),
          \(conversations.map(\.fact.salesperson)), \(conversations.map(\.fact.secondSalesperson))
        ) as q (alert, key, day, salesperson_id, second_salesperson_id)
        cross join lateral (
          select c.id, c.outcome, c.occurred_at
          from conversation c
          where c.organization_id = \(transaction.organization.id)
            and c.occurred_at >= start_of_day(q.day, \(transaction.organization.timeZone))
            and c.occurred_at < start_of_day(q.day + 1, \(transaction.organization.timeZone))
            and c.channel = q.key
            and c.salesperson_id is not distinct from q.salesperson_id
            and c.second_salesperson_id is not distinct from q.second_salesperson_id
            and c.voided_at is null
          order by c.occurred_at, c.id
          limit \(limit)
        ) c
        order by q.alert, c.occurred_at, c.id
        """, Self.row("conversation"))
      alerts.add(rows, limit)
    }
    return alerts
  }

  private mutating func add(_ rows: [(alert: Int, row: PlanAlert.Row)], _ limit: Int) {
    for (alert, row) in rows where self[alert].rows.count < limit { self[alert].rows.append(row) }
  }

  private func facts(of kind: PlanAlert.Evidence.Kind, _ limit: Int) -> [(alert: Int, fact: PlanAlert.Evidence.Fact)] {
    enumerated().flatMap { index, alert -> [(alert: Int, fact: PlanAlert.Evidence.Fact)] in
      guard let evidence = alert.evidence, evidence.kind == kind else { return [] }
      return evidence.first(limit).map { (index, $0) }
    }
  }

  private static func row(_ kind: String) -> (Row) throws -> (alert: Int, row: PlanAlert.Row) {
    { row in
      (
        try row.decode("alert"),
        PlanAlert.Row(
          kind, id: try row.decode("id"), on: try row.decode("day"),
          detail: try row.decode("detail", as: String?.self).map(Message.verbatim),
          amountCents: try row.decode("amount_cents"))
      )
    }
  }
}
