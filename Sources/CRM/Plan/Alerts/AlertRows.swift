import Foundation
import Postgres

extension [PlanAlert] {
  /// The same with their facts as rows, the first so many of each: one statement for all expenses, one for all conversations.
  ///
  /// What the one who acts may not read is counted and not shown.
  func withRows(_ limit: Int, _ organization: Organization, _ session: Session) async throws -> [PlanAlert] {
    let (expenses, conversations) = (facts(of: .expense), facts(of: .conversation))
    var alerts = self
    if !expenses.isEmpty {
      let rows = try await session.rows(
        """
        select r.alert, r.id, r.day, r.detail, r.amount_cents
        from (
          select q.alert, e.id, e.spent_on as day, coalesce(e.note, e.action, e.category) as detail, e.amount_cents,
            row_number() over (partition by q.alert order by e.spent_on, e.id) as number
          from unnest(\(expenses.map(\.alert)), \(expenses.map(\.key)), \(expenses.map(\.day))) as q (alert, key, day)
          join expense e
            on e.organization_id = \(organization.id)
            and e.spent_on = q.day
            and e.action is not distinct from q.key
            and e.voided_at is null
        ) r
        where r.number <= \(limit)
        order by r.alert, r.number
        """, Self.row("expense"))
      for (alert, row) in rows { alerts[alert].rows.append(row) }
    }
    if !conversations.isEmpty {
      let rows = try await session.rows(
        """
        select r.alert, r.id, r.day, r.detail, null::bigint as amount_cents
        from (
          select q.alert, c.id, q.day, c.outcome as detail,
            row_number() over (partition by q.alert order by c.occurred_at, c.id) as number
          from unnest(\(conversations.map(\.alert)), \(conversations.map(\.key)), \(conversations.map(\.day))) as q (alert, key, day)
          join conversation c
            on c.organization_id = \(organization.id)
            and c.occurred_at >= start_of_day(q.day, \(organization.timeZone))
            and c.occurred_at < start_of_day(q.day + 1, \(organization.timeZone))
            and c.channel = q.key
            and c.voided_at is null
        ) r
        where r.number <= \(limit)
        order by r.alert, r.number
        """, Self.row("conversation"))
      for (alert, row) in rows { alerts[alert].rows.append(row) }
    }
    return alerts
  }

  private func facts(of kind: PlanAlert.Evidence.Kind) -> [(alert: Int, key: String?, day: Day)] {
    enumerated().flatMap { index, alert -> [(alert: Int, key: String?, day: Day)] in
      guard let evidence = alert.evidence, evidence.kind == kind else { return [] }
      return evidence.facts.map { (index, $0.key, $0.day) }
    }
  }

  private static func row(_ kind: String) -> (Row) throws -> (Int, PlanAlert.Row) {
    { row in
      (
        try row.decode(0, "alert"),
        PlanAlert.Row(
          kind, id: try row.decode(1, "id"), on: try row.decode(2, "day"), detail: try row.decode(3, "detail"),
          amountCents: try row.decode(4, "amount_cents"))
      )
    }
  }
}
