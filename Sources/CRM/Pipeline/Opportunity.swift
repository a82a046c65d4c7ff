import Foundation
public import Postgres

/// A chance to sell to a prospect, where it stands in the pipeline.
public struct Opportunity: Sendable, Encodable {
  public typealias ID = CRM.ID<Opportunity>

  public let id: Opportunity.ID
  public let prospectID: Prospect.ID
  public let prospect: String
  @Nullable public private(set) var title: String?
  /// Who owns it now; each stage change keeps the owner of its day.
  @Nullable public private(set) var salesperson: String?
  public let stage: String
  public let kind: StageKind
  /// Since when it stands there, and the business day of that.
  public let stageSince: Instant
  public let stageSinceDay: Day
  @Nullable public private(set) var amountCents: Int?
  @Nullable public private(set) var source: String?
  @Nullable public private(set) var channel: Channel?
  /// Null when the file it came from did not say.
  @Nullable public private(set) var openedOn: Day?
  @Nullable public private(set) var closedOn: Day?
  @Nullable public private(set) var expectedOn: Day?
  @Nullable public private(set) var note: String?
  @Nullable public private(set) var lossReason: String?
  @Nullable public private(set) var competitor: String?
  /// When it was voided, as the organization's clocks showed it, and why.
  @Nullable public private(set) var voidedAt: CivilTime?
  @Nullable public private(set) var voidReason: String?

  init(row: Row) throws {
    id = try row.decode("id")
    prospectID = try row.decode("prospect_id")
    prospect = try row.decode("prospect")
    title = try row.decode("title")
    salesperson = try row.decode("salesperson")
    stage = try row.decode("stage")
    kind = try row.decode("stage_kind")
    stageSince = try row.decode("stage_since")
    stageSinceDay = try row.decode("stage_since_day")
    amountCents = try row.decode("amount_cents")
    source = try row.decode("source")
    channel = try row.decode("channel")
    openedOn = try row.decode("opened_on")
    closedOn = try row.decode("closed_on")
    expectedOn = try row.decode("expected_on")
    note = try row.decode("note")
    lossReason = try row.decode("loss_reason")
    competitor = try row.decode("competitor")
    voidedAt = try row.decode("voided_at")
    voidReason = try row.decode("void_reason")
  }

  /// Opportunities as `o`, with their stage `s`, prospect `p`, owner and last change; `where` follows.
  static func selection(_ organization: Organization) -> SQL {
    let zone = organization.timeZone
    return """
      select o.id, p.id as prospect_id, p.name as prospect, o.title, person.name as salesperson, s.name as stage, o.stage_kind,
        o.stage_since, (o.stage_since at time zone \(zone))::date as stage_since_day, o.amount_cents, o.source, o.channel,
        (o.opened_at at time zone \(zone))::date as opened_on, (o.closed_at at time zone \(zone))::date as closed_on,
        o.expected_on, o.note, x.loss_reason, x.competitor, o.voided_at at time zone \(zone) as voided_at, o.void_reason
      from opportunity o
      \(NamedProspect.join(of: "o"))
      join stage s on s.organization_id = o.organization_id and s.id = o.stage_id
      left join salesperson person on person.organization_id = o.organization_id and person.id = o.salesperson_id
      left join stage_change x on x.organization_id = o.organization_id and x.opportunity_id = o.id and x.number = o.changes
      """
  }
}

/// A stay of an opportunity in a stage.
public struct StageStay: Sendable, Encodable {
  public let stage: String
  public let kind: StageKind
  /// When it came there, and what the organization's clocks showed then.
  public let since: Instant
  public let sinceLocally: CivilTime
  /// Days of 24 hours until it moved on, or until now in the stage where it is open; null where it is closed, and where nobody knows when
  /// it came.
  @Nullable public private(set) var days: Double?
  /// The owner at that time.
  @Nullable public private(set) var salesperson: String?
  @Nullable public private(set) var amountCents: Int?
  @Nullable public private(set) var lossReason: String?
  @Nullable public private(set) var competitor: String?

  init(row: Row) throws {
    stage = try row.decode("stage")
    kind = try row.decode("kind")
    since = try row.decode("since")
    sinceLocally = try row.decode("since_locally")
    days = try row.decode("days")
    salesperson = try row.decode("salesperson")
    amountCents = try row.decode("amount_cents")
    lossReason = try row.decode("loss_reason")
    competitor = try row.decode("competitor")
  }
}

/// An opportunity with its way through the pipeline.
public struct OpportunityHistory: Sendable, Encodable {
  public let opportunity: Opportunity
  /// In the order of the changes.
  public let stages: [StageStay]
}

/// An opportunity to open.
public struct OpportunityEntry: Sendable {
  /// Made by the writer, so that a request sent twice opens one; nil makes a new one.
  public var id: Opportunity.ID?
  /// Opens it although the same opportunity was opened within the minute.
  public var isAnother = false
  /// The prospect, as `Prospects.find` finds it.
  public var prospect: String
  /// The owner's name; the actor when nil.
  public var salesperson: String?
  public var title: String?
  /// The name of a stage; the first one when nil.
  public var stage: String?
  public var amountCents: Int?
  public var source: String?
  public var channel: Channel?
  public var openedAt = Moment.now
  public var expectedOn: Day?
  public var note: String?

  /// An opportunity with a prospect, opened now in the first stage.
  public init(prospect: String) {
    self.prospect = prospect
  }
}

/// Which opportunities a list shows.
public struct OpportunityFilter: Sendable {
  /// Only the open, won, lost or abandoned ones.
  public var kind: StageKind?
  /// Only the closed ones, however they ended.
  public var isClosed: Bool?
  public var stage: String?
  public var salesperson: String?
  public var prospect: String?
  public var limit = 50
  /// The id after which the page begins.
  public var after: Opportunity.ID?

  public init() {}
}

extension Opportunity: Identified {
  package static func named(_ organization: Organization) -> SQL {
    """
    select f.organization_id, f.id, (coalesce(f.opened_at, f.recorded_at) at time zone \(organization.timeZone))::date as day, \(prospectName) as name
    from opportunity f
    """
  }
}
