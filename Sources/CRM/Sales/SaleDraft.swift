import Foundation
package import Postgres

/// A sale or refund to record; recording it recomputes whether its prospect became a customer, and the conversion then has its id.
package struct SaleDraft: Sendable, Hashable {
  package var id: Sale.ID
  package var prospectID: Prospect.ID?
  /// Who is credited; the prospect's owner when nil.
  package var salespersonID: Salesperson.ID?
  package var opportunityID: Opportunity.ID?
  /// The conversation that sold it.
  package var conversationID: Conversation.ID?
  /// The sale that a refund gives back, by its id or its reference.
  package var refundOf: Sale.ID?
  package var refundOfReference: String?
  package var soldOn: Day
  /// Excluding VAT; negative for a refund.
  package var amountCents: Int
  package var marginCents: Int?
  package var channel: Channel?
  package var note: String?
  /// Its id in the system it comes from.
  package var reference: String?

  /// A draft with a new id.
  package init(id: Sale.ID = .v7(), prospectID: Prospect.ID? = nil, salespersonID: Salesperson.ID? = nil, soldOn: Day, amountCents: Int) {
    self.id = id
    self.prospectID = prospectID
    self.salespersonID = salespersonID
    self.soldOn = soldOn
    self.amountCents = amountCents
  }
}

extension SaleDraft: FactDraft {
  package static func statement(_ drafts: [SaleDraft], _ provenance: Provenance) -> SQL {
    """
    select number, status, reason
    from record_sales(
      \(provenance.organizationID), \(provenance.actor), \(drafts.map(\.id)), \(drafts.map(\.id)), \(drafts.map(\.prospectID)),
      \(drafts.map(\.salespersonID)), \(drafts.map(\.opportunityID)), \(drafts.map(\.conversationID)), \(drafts.map(\.refundOf)),
      \(drafts.map(\.refundOfReference)), \(drafts.map(\.soldOn)), \(drafts.map(\.amountCents)), \(drafts.map(\.marginCents)),
      \(drafts.map(\.channel?.rawValue)), \(drafts.map(\.note)), \(provenance.system), \(drafts.map(\.reference)), \(provenance.importID))
    """
  }
}

extension SaleDraft: TypedDraft {
  static let table: SQL = "sale"

  var likeness: SQL {
    let same: SQL = """
      f.sold_on = \(soldOn)
      and f.amount_cents = \(amountCents)
      and f.note is not distinct from \(note)
      and f.refund_of is not distinct from \(refundOf)
      """
    // A refund has the rest from its sale.
    guard refundOf == nil else { return same }
    return """
      \(same)
      and f.prospect_id is not distinct from \(prospectID)
      and f.salesperson_id is not distinct from coalesce(\(salespersonID), f.salesperson_id)
      and f.opportunity_id is not distinct from \(opportunityID)
      and f.conversation_id is not distinct from \(conversationID)
      and f.margin_cents is not distinct from \(marginCents)
      and f.channel is not distinct from \(channel?.rawValue)
      """
  }
}
