import Postgres

// What belongs to the facts of an import and is not recorded: told in its answer, for a figure that counts the one misses the other.
extension ImportContext {
  /// Opportunities won of which no sale stands, as ``MissingSale`` has it for one.
  func countWinsWithoutSale() async throws {
    try await count(
      missing: "sales_of_wins",
      """
      select count(*)
      from opportunity o
      where o.organization_id = \(organization.id)
        and o.import_id = \(importID)
        and o.stage_kind = 'won'
        and not exists (
          select from sale s
          where s.organization_id = o.organization_id
            and s.prospect_id = o.prospect_id
            and s.kind = 'sale'
            and s.voided_at is null
            and (s.opportunity_id = o.id
              or s.opportunity_id is null
                and s.sold_on >= coalesce((o.opened_at at time zone \(organization.timeZone))::date, s.sold_on)))
      """)
  }

  /// Conversations that sold something to a prospect who bought nothing on that day or after.
  func countConversationsWithoutSale() async throws {
    guard conversationsThatSold > 0 else { return }
    try await count(
      missing: "sales_of_conversations",
      """
      select count(*)
      from conversation c
      where c.organization_id = \(organization.id)
        and c.import_id = \(importID)
        and c.outcome = 'sold'
        and not exists (
          select from sale s
          where s.organization_id = c.organization_id
            and s.prospect_id = c.prospect_id
            and s.kind = 'sale'
            and s.voided_at is null
            and s.sold_on >= (c.occurred_at at time zone \(organization.timeZone))::date)
      """)
  }

  /// Sales to prospects of whom an opportunity is open still.
  func countOpenOpportunitiesOfSales() async throws {
    try await count(
      missing: "wins_of_sales",
      """
      select count(*)
      from sale s
      where s.organization_id = \(organization.id)
        and s.import_id = \(importID)
        and s.kind = 'sale'
        and s.prospect_id in (
          select o.prospect_id
          from opportunity o
          where o.organization_id = \(organization.id)
            and o.closed_at is null
            and o.voided_at is null)
      """)
  }

  private func count(missing sort: String, _ select: SQL) async throws {
    let found = try await transaction.one(select) { try $0.decode("count", as: Int.self) }
    if found > 0 { missing[sort] = found }
  }
}
