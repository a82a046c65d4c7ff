import Foundation
package import Postgres

/// An opportunity to open; its first stage change has its id.
package struct OpportunityDraft: Sendable, Hashable {
  package var id: Opportunity.ID
  package var prospectID: Prospect.ID
  /// The owner; that of the prospect when nil.
  package var salespersonID: Salesperson.ID?
  package var stageID: Stage.ID
  package var title: String?
  package var source: String?
  package var channel: Channel?
  package var amountCents: Int?
  /// Nil when the file does not say it.
  package var openedAt: Instant?
  /// When it came into its stage.
  package var changedAt: Instant
  /// The file does not say when that was, and `changedAt` stands for it.
  package var isUndated = false
  package var expectedOn: Day?
  package var lossReason: String?
  package var competitor: String?
  package var note: String?
  /// Its id in the system it comes from.
  package var reference: String?

  /// One that is opened in a stage, with a new id.
  package init(id: Opportunity.ID = .v7(), prospectID: Prospect.ID, salespersonID: Salesperson.ID?, stageID: Stage.ID, openedAt: Instant) {
    self.id = id
    self.prospectID = prospectID
    self.salespersonID = salespersonID
    self.stageID = stageID
    self.openedAt = openedAt
    changedAt = openedAt
  }
}

extension OpportunityDraft: FactDraft {
  package static func statement(_ drafts: [OpportunityDraft], _ provenance: Provenance) -> SQL {
    """
    select number, status, reason
    from record_opportunities(
      \(provenance.organizationID), \(provenance.actor), \(drafts.map(\.id)), \(drafts.map(\.id)), \(drafts.map(\.prospectID)),
      \(drafts.map(\.salespersonID)), \(drafts.map(\.stageID)), \(drafts.map(\.title)), \(drafts.map(\.source)),
      \(drafts.map(\.channel?.rawValue)), \(drafts.map(\.amountCents)), \(drafts.map(\.openedAt)), \(drafts.map(\.changedAt)),
      \(drafts.map(\.isUndated)), \(drafts.map(\.expectedOn)), \(drafts.map(\.lossReason)), \(drafts.map(\.competitor)),
      \(drafts.map(\.note)), \(provenance.system), \(drafts.map(\.reference)), \(provenance.importID))
    """
  }
}

extension OpportunityDraft: TypedDraft {
  static let table: SQL = "opportunity"

  var likeness: SQL {
    """
    f.prospect_id = \(prospectID)
    and f.salesperson_id is not distinct from coalesce(\(salespersonID), f.salesperson_id)
    and f.title is not distinct from \(title)
    and f.source is not distinct from \(source)
    and f.channel is not distinct from \(channel?.rawValue)
    and f.expected_on is not distinct from \(expectedOn)
    and f.note is not distinct from \(note)
    -- Opened now both times.
    and f.opened_at > \(openedAt)::timestamptz - interval '1 minute'
    and f.opened_at < \(openedAt)::timestamptz + interval '1 minute'
    and exists (
      select from stage_change x
      where x.organization_id = f.organization_id
        and x.opportunity_id = f.id
        and x.number = 1
        and x.stage_id = \(stageID)
        and x.amount_cents is not distinct from \(amountCents))
    """
  }
}

/// A move of an opportunity to another stage.
package struct StageMove: Sendable, Hashable {
  package typealias ID = CRM.ID<StageMove>

  package var id: ID
  package var opportunityID: Opportunity.ID
  package var stageID: Stage.ID
  package var at: Instant
  package var amountCents: Int?
  package var lossReason: String?
  package var competitor: String?
  /// It opens one again that was closed.
  package var reopens = false

  /// The change of an opportunity before another one, of those that stand, to be joined laterally to a `stage_change` of this name.
  static func changeBefore(_ change: SQL) -> SQL {
    """
    (
      select earlier.*
      from stage_change earlier
      where earlier.organization_id = \(change).organization_id
        and earlier.opportunity_id = \(change).opportunity_id
        and earlier.number < \(change).number
        and earlier.voided_at is null
      order by earlier.number desc
      limit 1
    )
    """
  }

  /// A move with a new id.
  package init(id: ID = .v7(), opportunityID: Opportunity.ID, stageID: Stage.ID, at: Instant) {
    self.id = id
    self.opportunityID = opportunityID
    self.stageID = stageID
    self.at = at
  }
}

extension StageMove: FactDraft {
  /// The function is called in the order of the moves and sees what the calls before it did.
  package static func statement(_ moves: [StageMove], _ provenance: Provenance) -> SQL {
    """
    select r.number::integer as number, x.status, x.reason
    from (
      select each.*
      from unnest(
        \(moves.map(\.id)), \(moves.map(\.opportunityID)), \(moves.map(\.stageID)), \(moves.map(\.at)), \(moves.map(\.amountCents)),
        \(moves.map(\.lossReason)), \(moves.map(\.competitor)), \(moves.map(\.reopens))
      ) with ordinality as each (id, opportunity_id, stage_id, changed_at, amount_cents, loss_reason, competitor, reopens, number)
      order by each.number
    ) r
    cross join lateral record_stage_change(
      \(provenance.organizationID), \(provenance.actor), r.id, r.opportunity_id, r.stage_id, r.changed_at, r.amount_cents, r.loss_reason,
      r.competitor, r.reopens
    ) x
    """
  }
}

/// What is said anew of an opportunity in its stage; nil leaves a value as it was.
struct Restatement: Sendable {
  var id = StageMove.ID.v7()
  var opportunityID: Opportunity.ID
  /// From when on it is so.
  var at: Instant
  var salespersonID: Salesperson.ID?
  var amountCents: Int?
  var lossReason: String?
  var competitor: String?
}

extension Restatement: FactDraft {
  /// Each of another opportunity.
  package static func statement(_ restatements: [Restatement], _ provenance: Provenance) -> SQL {
    """
    select number, status, reason
    from restate_opportunities(
      \(provenance.organizationID), \(provenance.actor), \(restatements.map(\.id)), \(restatements.map(\.opportunityID)),
      \(restatements.map(\.salespersonID)), \(restatements.map(\.at)), \(restatements.map(\.amountCents)), \(restatements.map(\.lossReason)),
      \(restatements.map(\.competitor)))
    """
  }
}

extension Transaction {
  /// Makes a prospect's conversion what its sales and wins say.
  func recomputeConversion(of prospectID: Prospect.ID, conversionID: Fact.ID = .v7()) -> Query<Void> {
    .run("select recompute_conversions(\(organization.id), \([prospectID]), \([conversionID]))")
  }
}
