package import CRM
import Planning
import Foundation
package import Postgres

/// The demo company: Bob sells organic and eco-responsible products for the home around Lyon, and means to win 40 customers by field
/// prospecting in 2023, with four salespeople and 60,000 €. People, figures and events are made up.
package struct Demo: Sendable {
  let pool: Pool

  /// The demo company of a database, through the service's own connections.
  package init(_ pool: Pool) {
    self.pool = pool
  }

  /// What the demo company's books hold.
  package struct Summary: Sendable, Encodable {
    /// Nothing was recorded this time.
    package let alreadyThere: Bool
    package let organization: Organization
    /// The year of the facts: its first day and the first of the next.
    package let from: Day
    package let to: Day
    package let salespeople: Int
    package let prospects: Int
    package let conversations: Int
    package let opportunities: Int
    package let won: Int
    /// Lost or abandoned.
    package let lost: Int
    package let open: Int
    package let customers: Int
    package let sales: Int
    package let refunds: Int
    /// Sales less refunds, excluding VAT.
    package let revenueCents: Int
    package let expensesCents: Int
    /// Prospects with a day to be met again.
    package let followUps: Int
  }

  /// Makes the organization Bob and records its year in one transaction; what is there already is left as it is.
  ///
  /// - Throws: `.conflict` when an organization Bob is there with people or prospects of its own, or with another currency or time zone.
  package func record() async throws -> Summary {
    let (organization, _) = try await Organizations(pool).create(name: "Bob", currency: "EUR", timeZone: "Europe/Paris", language: .fr)
    let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
    let isThere = try await scope.record(inDoubt: .askAgainSafely) { transaction in
      // Of two who do this at once, the second finds what the first recorded.
      _ = try await transaction.query("select from organization where organization_id = \(organization.id) for no key update")
      let (isThere, isTaken) = try await transaction.demoState()
      if isThere { return true }
      if isTaken { throw CRMError(.conflict, .demoNameTaken(organization), remedy: .demoNameTakenRemedy) }
      let facts = DemoYear.facts(in: try await DemoPlace(transaction))
      try await DemoRecording(facts: facts, transaction: transaction).run()
      _ = try await transaction.apply(
        BobPlan(language: organization.language).document, source: PlanTemplate.bob.source(in: organization.language), base: nil)
      return false
    }
    return try await summary(scope, alreadyThere: isThere)
  }

  private func summary(_ scope: Scope, alreadyThere: Bool) async throws -> Summary {
    let id = scope.organization.id
    return try await scope.read { transaction in
      try await transaction.one(
        """
        select
          (select count(*) from salesperson s where s.organization_id = \(id)) as salespeople,
          (select count(*) from prospect p where p.organization_id = \(id) and p.voided_at is null) as prospects,
          (select count(*) from conversation c where c.organization_id = \(id) and c.voided_at is null) as conversations,
          o.opportunities, o.won, o.lost, o.open,
          (select count(*) from conversion v where v.organization_id = \(id) and v.voided_at is null) as customers,
          s.sales, s.refunds, s.revenue_cents,
          (
            select coalesce(sum(e.amount_cents), 0)::bigint from expense e where e.organization_id = \(id) and e.voided_at is null
          ) as expenses_cents,
          (
            select count(*) from prospect p where p.organization_id = \(id) and p.voided_at is null and p.next_on is not null
          ) as follow_ups
        from (
          select count(*) as opportunities, count(*) filter (where o.stage_kind = 'won') as won,
            count(*) filter (where o.stage_kind in ('lost', 'abandoned')) as lost,
            count(*) filter (where o.stage_kind = 'open') as open
          from opportunity o
          where o.organization_id = \(id)
            and o.voided_at is null
        ) o
        cross join (
          select count(*) filter (where s.kind = 'sale') as sales, count(*) filter (where s.kind = 'refund') as refunds,
            coalesce(sum(s.amount_cents), 0)::bigint as revenue_cents
          from sale s
          where s.organization_id = \(id)
            and s.voided_at is null
        ) s
        """
      ) {
        try Summary(
          alreadyThere: alreadyThere, organization: scope.organization, from: DemoPlan.firstDay, to: DemoPlan.firstDay.adding(months: 12),
          salespeople: $0.decode("salespeople"), prospects: $0.decode("prospects"), conversations: $0.decode("conversations"),
          opportunities: $0.decode("opportunities"), won: $0.decode("won"), lost: $0.decode("lost"),
          open: $0.decode("open"), customers: $0.decode("customers"), sales: $0.decode("sales"),
          refunds: $0.decode("refunds"), revenueCents: $0.decode("revenue_cents"),
          expensesCents: $0.decode("expenses_cents"), followUps: $0.decode("follow_ups"))
      }
    }
  }
}

extension Transaction {
  fileprivate func demoState() async throws -> (isThere: Bool, isTaken: Bool) {
    try await one(
      """
      select
        exists (select from team t where t.organization_id = \(organization.id) and t.id = \(DemoYear.teamID())) as is_there,
        exists (select from salesperson s where s.organization_id = \(organization.id))
          or exists (select from prospect p where p.organization_id = \(organization.id)) as is_taken
      """
    ) { (try $0.decode("is_there"), try $0.decode("is_taken")) }
  }
}
