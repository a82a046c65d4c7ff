package import CRM
import Planning
import Foundation
package import Postgres

/// The demo company: Bob sells organic and eco-responsible products for the home around Lyon, and means to win 40 customers by field
/// prospecting in 2023, with four salespeople and 60,000 €. The last twelve months show what a day of work looks like. People, figures and
/// events are made up.
package struct Demo: Sendable {
  /// The short name of the company.
  package static let slug = "bob"

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
    package let salespeople: Int
    package let prospects: Int
    /// Prospects with a day to be met again.
    package let followUps: Int
    package let openOpportunities: Int
    /// The year of the plan, then the last months, where anything happened in them.
    package let periods: [Figures]
  }

  /// What happened in a period.
  package struct Figures: Sendable, Encodable {
    package let from: Day
    /// The first day after it.
    package let to: Day
    package let conversations: Int
    /// Opened in it.
    package let opportunities: Int
    package let won: Int
    /// Lost or abandoned.
    package let lost: Int
    /// Prospects who became customers.
    package let customers: Int
    package let sales: Int
    package let refunds: Int
    /// Sales less refunds, excluding VAT.
    package let revenueCents: Int
    package let expensesCents: Int
  }

  /// Makes the organization Bob and records what happened to it in one transaction; what is there already is left as it is.
  ///
  /// - Parameter last: The last day of which things are told, a past one; yesterday when nil.
  /// - Throws: `.conflict` when an organization Bob is there with people or prospects of its own, or with another currency or time zone;
  ///   `.invalid` when the last day is not past.
  package func record(until last: Day? = nil) async throws -> Summary {
    let (organization, _) = try await Organizations(pool).create(name: "Bob", currency: "EUR", timeZone: "Europe/Paris", language: .fr)
    let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
    let isThere = try await scope.record(inDoubt: .askAgainSafely) { transaction in
      // Of two who do this at once, the second finds what the first recorded.
      _ = try await transaction.query("select from organization where organization_id = \(organization.id) for no key update")
      let (isThere, isTaken) = try await transaction.demoState()
      if isThere { return true }
      if isTaken { throw CRMError(.conflict, .demoNameTaken(organization), remedy: .demoNameTakenRemedy) }
      let today = try await transaction.fetch(transaction.today)
      let last = last ?? today - 1
      if last >= today { throw CRMError(.invalid, .demoOfToday(last)) }
      let facts = DemoHistory.facts(until: last, in: try await DemoPlace(transaction, until: last))
      try await DemoRecording(facts: facts, transaction: transaction).run()
      _ = try await transaction.apply(
        BobPlan(language: organization.language).document, source: PlanTemplate.bob.source(in: organization.language), base: nil)
      return false
    }
    return try await scope.read { try await $0.demoSummary(alreadyThere: isThere) }
  }

  /// The organization of the demo.
  ///
  /// - Throws: `.notFound`, and for another company of its name `.conflict`.
  package func organization() async throws -> Organization {
    let organization: Organization
    do {
      organization = try await Organizations(pool).find(slug: Self.slug)
    } catch let error as CRMError where error.kind == .notFound {
      throw CRMError(.notFound, .noDemo, remedy: .makeDemo)
    }
    let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
    guard try await scope.read({ try await $0.demoState().isThere }) else {
      throw CRMError(.conflict, .demoNameTaken(organization), remedy: .demoNameTakenRemedy)
    }
    return organization
  }
}

extension Transaction {
  fileprivate func demoState() async throws -> (isThere: Bool, isTaken: Bool) {
    try await one(
      """
      select
        exists (select from team t where t.organization_id = \(organization.id) and t.id = \(DemoHistory.teamID())) as is_there,
        exists (select from salesperson s where s.organization_id = \(organization.id))
          or exists (select from prospect p where p.organization_id = \(organization.id)) as is_taken
      """
    ) { (try $0.decode("is_there"), try $0.decode("is_taken")) }
  }

  fileprivate func demoSummary(alreadyThere: Bool) async throws -> Demo.Summary {
    let figures = try await demoFigures()
    return try await one(
      """
      select
        (select count(*) from salesperson s where s.organization_id = \(organization.id)) as salespeople,
        count(*) as prospects, count(p.next_on) as follow_ups,
        (
          select count(*) from opportunity o
          where o.organization_id = \(organization.id) and o.voided_at is null and o.stage_kind = 'open'
        ) as open_opportunities
      from prospect p
      where p.organization_id = \(organization.id)
        and p.voided_at is null
      """
    ) {
      try Demo.Summary(
        alreadyThere: alreadyThere, organization: organization, salespeople: $0.decode("salespeople"), prospects: $0.decode("prospects"),
        followUps: $0.decode("follow_ups"), openOpportunities: $0.decode("open_opportunities"), periods: figures)
    }
  }

  private func demoFigures() async throws -> [Demo.Figures] {
    try await rows(
      """
      with held as (
        select (c.occurred_at at time zone \(organization.timeZone))::date as day
        from conversation c
        where c.organization_id = \(organization.id)
          and c.voided_at is null
      ),
      period as (
        select \(DemoPlan.firstDay)::date as from_day, \(DemoPlan.firstDay.adding(months: 12))::date as to_day
        union all
        select date_trunc('month', min(t.day))::date, max(t.day) + 1
        from held t
        where t.day >= \(DemoPlan.recentStart)
        having count(*) > 0
      )
      select p.from_day, p.to_day,
        (select count(*) from held t where t.day >= p.from_day and t.day < p.to_day) as conversations,
        o.opportunities, o.won, o.lost, s.sales, s.refunds, s.revenue_cents,
        (
          select count(*) from conversion v
          where v.organization_id = \(organization.id) and v.voided_at is null and v.converted_on >= p.from_day and v.converted_on < p.to_day
        ) as customers,
        (
          select coalesce(sum(e.amount_cents), 0)::bigint from expense e
          where e.organization_id = \(organization.id) and e.voided_at is null and e.spent_on >= p.from_day and e.spent_on < p.to_day
        ) as expenses_cents
      from period p
      cross join lateral (
        select count(*) filter (where opened.day >= p.from_day and opened.day < p.to_day) as opportunities,
          count(*) filter (where o.stage_kind = 'won' and closed.day >= p.from_day and closed.day < p.to_day) as won,
          count(*) filter (
            where o.stage_kind in ('lost', 'abandoned') and closed.day >= p.from_day and closed.day < p.to_day
          ) as lost
        from opportunity o
        cross join lateral (select (o.opened_at at time zone \(organization.timeZone))::date as day) opened
        cross join lateral (select (o.closed_at at time zone \(organization.timeZone))::date as day) closed
        where o.organization_id = \(organization.id)
          and o.voided_at is null
      ) o
      cross join lateral (
        select count(*) filter (where s.kind = 'sale') as sales, count(*) filter (where s.kind = 'refund') as refunds,
          coalesce(sum(s.amount_cents), 0)::bigint as revenue_cents
        from sale s
        where s.organization_id = \(organization.id)
          and s.voided_at is null
          and s.sold_on >= p.from_day
          and s.sold_on < p.to_day
      ) s
      order by p.from_day
      """
    ) {
      try Demo.Figures(
        from: $0.decode("from_day"), to: $0.decode("to_day"), conversations: $0.decode("conversations"),
        opportunities: $0.decode("opportunities"), won: $0.decode("won"), lost: $0.decode("lost"), customers: $0.decode("customers"),
        sales: $0.decode("sales"), refunds: $0.decode("refunds"), revenueCents: $0.decode("revenue_cents"),
        expensesCents: $0.decode("expenses_cents"))
    }
  }
}
