import Foundation
public import Postgres

/// A conversation to record; its id makes it idempotent: the same id again with the same content changes nothing.
public struct ConversationDraft: Sendable, Hashable {
  public var id: Conversation.ID
  public var prospectID: Prospect.ID
  public var salespersonID: Salesperson.ID?
  /// A second salesperson in the same conversation.
  public var secondSalespersonID: Salesperson.ID?
  public var opportunityID: Opportunity.ID?
  public var channel: Channel
  public var outcome: Outcome
  public var occurredAt: Instant
  public var minutes: Int?
  public var note: String?
  /// The follow-up, with its day.
  public var nextStep: String?
  public var nextOn: Day?
  /// The follow-up that was pending stays so: a discussion ends it else, an attempt never does.
  public var keepsNext = false
  /// Its id in the system it comes from.
  public var reference: String?

  /// A draft with a new id.
  public init(
    id: Conversation.ID = .v7(), prospectID: Prospect.ID, salespersonID: Salesperson.ID?, channel: Channel, outcome: Outcome,
    occurredAt: Instant
  ) {
    self.id = id
    self.prospectID = prospectID
    self.salespersonID = salespersonID
    self.channel = channel
    self.outcome = outcome
    self.occurredAt = occurredAt
  }
}

extension ConversationDraft: FactDraft {
  package static func statement(_ drafts: [ConversationDraft], _ provenance: Provenance) -> SQL {
    statement(drafts, actors: drafts.map { _ in provenance.actor }, provenance)
  }

  /// The same for several who ask: `actors[i]` for conversation i.
  static func statement(_ drafts: [ConversationDraft], actors: [Salesperson.ID?], _ provenance: Provenance) -> SQL {
    """
    select number, status, reason
    from record_conversations(
      \(provenance.organizationID), \(actors), \(drafts.map(\.id)), \(drafts.map(\.prospectID)), \(drafts.map(\.salespersonID)),
      \(drafts.map(\.secondSalespersonID)), \(drafts.map(\.opportunityID)), \(drafts.map(\.channel.rawValue)),
      \(drafts.map(\.outcome.rawValue)), \(drafts.map(\.occurredAt)), \(drafts.map { $0.minutes.map(Int32.init) }),
      \(drafts.map(\.note)), \(drafts.map(\.nextStep)), \(drafts.map(\.nextOn)), \(drafts.map(\.keepsNext)),
      \(provenance.system), \(drafts.map(\.reference)), \(provenance.importID))
    """
  }
}
