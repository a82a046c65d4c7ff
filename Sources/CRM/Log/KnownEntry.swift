import Foundation
import Postgres

/// What an earlier entry of the same id recorded.
struct KnownEntry {
  let id: Conversation.ID
  let prospectID: Prospect.ID
  let opportunityID: Opportunity.ID?
  let occurredAt: Instant
  /// What the organization's clocks showed.
  let localTime: CivilTime
  let soldCents: Int?
  /// Whether the entry opened or moved the opportunity.
  let isMoved: Bool
  /// Where the opportunity stood after it.
  let stageID: Stage.ID?
  let stage: String?

}

extension Transaction {
  /// The entry that recorded the latest conversation `c` of a condition.
  func entry(where condition: SQL) -> Query<KnownEntry?> {
    .first(
      """
      select c.id, c.prospect_id, c.opportunity_id, c.occurred_at, c.occurred_at at time zone \(organization.timeZone) as local_time,
        sale.amount_cents, moved.id is not null as moved, after.stage_id, stage.name as stage
      from conversation c
      left join sale on sale.organization_id = c.organization_id and sale.id = c.id
      left join stage_change moved on moved.organization_id = c.organization_id and moved.id = c.id
      left join lateral (
        select x.stage_id
        from stage_change x
        where x.organization_id = c.organization_id
          and x.opportunity_id = c.opportunity_id
          and (x.number <= moved.number or moved.id is null and x.changed_at <= c.occurred_at)
          and (x.voided_at is null or x.id = moved.id)
        order by x.number desc
        limit 1
      ) after on true
      left join stage on stage.organization_id = c.organization_id and stage.id = after.stage_id
      where c.organization_id = \(organization.id)
        and \(condition)
      order by c.occurred_at desc, c.id desc
      limit 1
      """
    ) { row in
      KnownEntry(
        id: try row.decode("id"), prospectID: try row.decode("prospect_id"), opportunityID: try row.decode("opportunity_id"),
        occurredAt: try row.decode("occurred_at"), localTime: try row.decode("local_time"),
        soldCents: try row.decode("amount_cents"), isMoved: try row.decode("moved"), stageID: try row.decode("stage_id"),
        stage: try row.decode("stage"))
    }
  }
}
