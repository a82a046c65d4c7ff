import Foundation
public import Postgres

/// A conversation as it was recorded.
public struct Conversation: Sendable, Encodable {
  public typealias ID = CRM.ID<Conversation>

  public let id: Conversation.ID
  public let prospectID: Prospect.ID
  public let prospect: String
  @Nullable public private(set) var salesperson: String?
  /// The second salesperson in the same conversation.
  @Nullable public private(set) var secondSalesperson: String?
  @Nullable public private(set) var opportunityID: Opportunity.ID?
  public let channel: Channel
  public let outcome: Outcome
  /// Somebody spoke; otherwise it was an attempt.
  public let discussion: Bool
  public let occurredAt: Instant
  /// What the organization's clocks showed.
  public let localTime: CivilTime
  @Nullable public private(set) var minutes: Int?
  @Nullable public private(set) var note: String?
  @Nullable public private(set) var nextStep: String?
  @Nullable public private(set) var nextOn: Day?
  public let recordedAt: Instant
  @Nullable public private(set) var voidedAt: Instant?
  @Nullable public private(set) var voidReason: String?

  init(row: Row) throws {
    id = try row.decode("id")
    prospectID = try row.decode("prospect_id")
    prospect = try row.decode("prospect")
    salesperson = try row.decode("salesperson")
    secondSalesperson = try row.decode("second_salesperson")
    opportunityID = try row.decode("opportunity_id")
    channel = try row.decode("channel")
    outcome = try row.decode("outcome")
    discussion = try row.decode("discussion")
    occurredAt = try row.decode("occurred_at")
    localTime = try row.decode("local_time")
    minutes = try row.decode("minutes")
    note = try row.decode("note")
    nextStep = try row.decode("next_step")
    nextOn = try row.decode("next_on")
    recordedAt = try row.decode("recorded_at")
    voidedAt = try row.decode("voided_at")
    voidReason = try row.decode("void_reason")
  }

  /// Conversations as `c`, with their prospect `p` and people; `where` follows.
  static func selection(_ organization: Organization) -> SQL {
    """
    select c.id, p.id as prospect_id, p.name as prospect, person.name as salesperson, second.name as second_salesperson, c.opportunity_id,
      c.channel, c.outcome, c.discussion, c.occurred_at, c.occurred_at at time zone \(organization.timeZone) as local_time,
      c.minutes, c.note, c.next_step, c.next_on, c.recorded_at, c.voided_at, c.void_reason
    from conversation c
    \(NamedProspect.join(of: "c"))
    left join salesperson person on person.organization_id = c.organization_id and person.id = c.salesperson_id
    left join salesperson second on second.organization_id = c.organization_id and second.id = c.second_salesperson_id
    """
  }
}

/// Which conversations a list shows.
public struct ConversationFilter: Sendable {
  /// Those this salesperson took part in.
  public var salesperson: String?
  public var prospect: String?
  public var channel: Channel?
  public var outcome: Outcome?
  /// Business days, the first and the first no longer in it.
  public var from: Day?
  public var to: Day?
  public var limit = 50
  /// The id after which the page begins.
  public var after: Conversation.ID?

  public init() {}
}

extension Conversation: Identified {
  package static func named(_ organization: Organization) -> SQL {
    """
    select f.organization_id, f.id, (f.occurred_at at time zone \(organization.timeZone))::date as day, \(prospectName) as name
    from conversation f
    """
  }
}
