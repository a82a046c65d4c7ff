import Foundation
import Postgres

/// A fact that stands and rests on one of an entry, or speaks of the prospect that the entry made.
struct UndoObstacle: Sendable {
  enum Kind: String, PostgresCodable {
    case conversation, opportunity, change, sale, refund, merge
    /// The stage before is retired since.
    case stage
    /// A follow-up that was planned outside a conversation.
    case followUp = "follow_up"
    /// The prospect was changed.
    case update
  }

  let kind: Kind
  let id: Fact.ID
  let day: Day
  /// It speaks of the prospect, and rests on nothing else of the entry.
  let isOfProspect: Bool
}

extension Transaction {
  /// What stands in the way of taking an entry back.
  func obstacles(to entry: RecordedEntry) -> Query<[UndoObstacle]> {
    let here: SQL = "organization_id = \(organization.id)"
    let zone: SQL = "\(organization.timeZone)"
    let id = entry.id
    let added = entry.facts.first { $0.kind == .prospect }?.prospectID
    return .rows(
      """
      with mine as (
        select x.*, o.prospect_id
        from stage_change x
        join opportunity o on o.\(here) and o.id = x.opportunity_id
        where x.\(here) and x.id = \(id) and x.voided_at is null
      ),
      added as (
        select p.* from prospect p where p.\(here) and p.id = \(added)
      )
      select 'refund' as kind, s.id, s.sold_on as day, false as is_of_prospect
      from sale s
      where s.\(here) and s.refund_of = \(id) and s.voided_at is null
      union all
      select 'change', x.opportunity_id, (x.changed_at at time zone \(zone))::date, false
      from mine
      join stage_change x on x.\(here) and x.opportunity_id = mine.opportunity_id and x.number > mine.number and x.voided_at is null
      union all
      select 'stage', s.id, (s.retired_at at time zone \(zone))::date, false
      from mine
      cross join lateral \(StageMove.changeBefore("mine")) before
      join stage s on s.\(here) and s.id = before.stage_id
      where s.retired_at is not null and not mine.restated
      union all
      -- A sale of an opportunity that was opened or won rests on that.
      select 'sale', s.id, s.sold_on, false
      from mine
      join sale s on s.\(here) and s.opportunity_id = mine.opportunity_id
      where s.kind = 'sale'
        and s.id <> \(id)
        and s.voided_at is null
        and (mine.number = 1 or mine.kind = 'won' and not mine.restated and s.recorded_at > mine.recorded_at)
      union all
      select 'conversation', c.id, (c.occurred_at at time zone \(zone))::date, false
      from mine
      join conversation c on c.\(here) and c.prospect_id in (mine.prospect_id, kept_prospect(\(organization.id), mine.prospect_id))
      where mine.number = 1
        and c.opportunity_id = mine.opportunity_id
        and c.id <> \(id)
        and c.voided_at is null
      union all
      select 'conversation', c.id, (c.occurred_at at time zone \(zone))::date, true
      from added
      join conversation c on c.\(here) and c.prospect_id = added.id
      where c.id <> \(id) and c.voided_at is null
      union all
      select 'opportunity', o.id, (o.recorded_at at time zone \(zone))::date, true
      from added
      join opportunity o on o.\(here) and o.prospect_id = added.id
      where o.id <> \(id) and o.voided_at is null
      union all
      select s.kind, s.id, s.sold_on, true
      from added
      join sale s on s.\(here) and s.prospect_id = added.id
      where s.id <> \(id) and s.voided_at is null
      union all
      select 'merge', m.merge_id, (m.recorded_at at time zone \(zone))::date, true
      from added
      join prospect_merge m on m.\(here) and added.id in (m.prospect_id, m.kept_id)
      where m.voided_at is null
      union all
      select 'follow_up', f.id, (f.planned_at at time zone \(zone))::date, true
      from added
      join follow_up f on f.\(here) and f.prospect_id = added.id
      where f.recorded_at <> added.recorded_at and f.voided_at is null
      union all
      select 'update', added.id, (added.updated_at at time zone \(zone))::date, true
      from added
      where added.updated_at <> added.recorded_at
      limit 5
      """
    ) {
      UndoObstacle(
        kind: try $0.decode("kind"), id: try $0.decode("id"), day: try $0.decode("day"), isOfProspect: try $0.decode("is_of_prospect"))
    }
  }
}

/// What stands anew since an entry is gone.
package struct UndoAftermath: Sendable, Encodable {
  /// The follow-up that the conversation had ended or replaced, and that is pending again.
  @Nullable package private(set) var restoredFollowUp: PlannedStep?
  /// Where the opportunity stands again that was moved.
  @Nullable package private(set) var stage: String?
  /// Whether the prospect was a customer by it alone.
  package let isCustomerNoMore: Bool
  /// The prospect that was added with it and that stays, since other facts speak of it.
  @Nullable package private(set) var keptProspect: String?

  fileprivate init(restoredFollowUp: PlannedStep?, stage: String?, isCustomerNoMore: Bool, keptProspect: String?) {
    self.isCustomerNoMore = isCustomerNoMore
    self.restoredFollowUp = restoredFollowUp
    self.stage = stage
    self.keptProspect = keptProspect
  }
}

extension Transaction {
  /// What the facts say of the prospect of an entry; nil where it has none.
  func state(of entry: RecordedEntry) async throws -> ProspectState? {
    guard let id = entry.facts.lazy.compactMap(\.prospectID).first else { return nil }
    let kept = try await one("select kept_prospect(\(organization.id), \(id)) as id", { try $0.decode("id", as: Prospect.ID.self) })
    return try await fetch(state(of: kept))
  }

  /// What is otherwise than before an entry was taken back.
  func aftermath(of entry: RecordedEntry, _ before: ProspectState?, keepsProspect: Bool) async throws -> UndoAftermath {
    let after = try await state(of: entry)
    let moved = entry.facts.first { $0.kind == .move }?.opportunityID
    return UndoAftermath(
      restoredFollowUp: after?.followUp == before?.followUp ? nil : after?.followUp,
      stage: try await moved.asyncMap { try await opportunity(id: $0).stage },
      isCustomerNoMore: before?.customerSince != nil && after?.customerSince == nil,
      keptProspect: keepsProspect ? entry.facts.first { $0.kind == .prospect }?.prospect : nil)
  }
}
