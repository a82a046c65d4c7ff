import Foundation
public import Postgres

/// Whether money came in or went back.
public enum SaleKind: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case sale, refund
}

/// A sale or a refund as it was recorded.
public struct Sale: Sendable, Encodable {
  public typealias ID = CRM.ID<Sale>

  public let id: Sale.ID
  public let kind: SaleKind
  @Nullable public private(set) var prospectID: Prospect.ID?
  @Nullable public private(set) var prospect: String?
  @Nullable public private(set) var salesperson: String?
  @Nullable public private(set) var opportunityID: Opportunity.ID?
  @Nullable public private(set) var conversationID: Conversation.ID?
  /// The sale that a refund gives back.
  @Nullable public private(set) var refundOf: Sale.ID?
  public let soldOn: Day
  /// Excluding VAT; negative for a refund.
  public let amountCents: Int
  @Nullable public private(set) var marginCents: Int?
  @Nullable public private(set) var channel: Channel?
  @Nullable public private(set) var note: String?

  init(row: Row) throws {
    id = try row.decode("id")
    kind = try row.decode("kind")
    prospectID = try row.decode("prospect_id")
    prospect = try row.decode("prospect")
    salesperson = try row.decode("salesperson")
    opportunityID = try row.decode("opportunity_id")
    conversationID = try row.decode("conversation_id")
    refundOf = try row.decode("refund_of")
    soldOn = try row.decode("sold_on")
    amountCents = try row.decode("amount_cents")
    marginCents = try row.decode("margin_cents")
    channel = try row.decode("channel")
    note = try row.decode("note")
  }

  /// Sales as `s`, with their prospect `p` and salesperson; `where` follows.
  static let selection: SQL = """
    select s.id, s.kind, p.id as prospect_id, p.name as prospect, person.name as salesperson, s.opportunity_id, s.conversation_id,
      s.refund_of, s.sold_on, s.amount_cents, s.margin_cents, s.channel, s.note
    from sale s
    \(NamedProspect.join(of: "s"))
    left join salesperson person on person.organization_id = s.organization_id and person.id = s.salesperson_id
    """
}

/// A sale to record.
public struct SaleEntry: Sendable {
  /// Made by the writer, so that a request sent twice records one; nil makes a new one.
  public var id: Sale.ID?
  /// Records it although the same sale was recorded within the minute.
  public var isAnother = false
  /// The customer, where it is known.
  public var prospect: String?
  /// Who sold; when nil the actor, for a director the prospect's owner.
  public var salesperson: String?
  /// Excluding VAT.
  public var amountCents: Int
  public var marginCents: Int?
  /// Today when nil.
  public var soldOn: Day?
  public var channel: Channel?
  /// The opportunity that was sold, by id or title; an open one is won by it.
  public var opportunity: String?
  public var note: String?

  /// A sale of today.
  public init(amountCents: Int) {
    self.amountCents = amountCents
  }
}

/// A sale that was recorded, with what belongs to it. It reads as the sale.
@dynamicMemberLookup
public struct SaleAnswer: Sendable, Encodable {
  public let status: WriteOutcome
  public let sale: Sale
  /// Nobody was named: it is credited to the prospect's owner.
  public let isCreditedToProspectsOwner: Bool
  /// The opportunity that the sale won.
  @Nullable public private(set) var wonOpportunity: OpenOpportunity?
  /// Those of the prospect that stay open, where the sale names none.
  public let openOpportunities: [OpenOpportunity]

  /// A property of the sale.
  public subscript<Value>(dynamicMember path: KeyPath<Sale, Value>) -> Value { sale[keyPath: path] }

  private enum CodingKeys: String, CodingKey {
    case status, isCreditedToProspectsOwner, wonOpportunity, openOpportunities
  }

  /// The keys of the sale and those of the answer side by side.
  public func encode(to encoder: any Encoder) throws {
    try sale.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(status, forKey: .status)
    try container.encode(isCreditedToProspectsOwner, forKey: .isCreditedToProspectsOwner)
    try container.encode(_wonOpportunity, forKey: .wonOpportunity)
    try container.encode(openOpportunities, forKey: .openOpportunities)
  }
}

/// An opportunity that a sale may belong to, as it stood before the sale.
public struct OpenOpportunity: Sendable, Hashable, Encodable {
  public let id: Opportunity.ID
  @Nullable public private(set) var title: String?
  public let stage: String
  @Nullable public private(set) var amountCents: Int?

  init(_ opportunity: OpportunitySummary) {
    id = opportunity.id
    _title = Nullable(wrappedValue: opportunity.title)
    stage = opportunity.stage
    _amountCents = Nullable(wrappedValue: opportunity.amountCents)
  }
}

/// Which sales and refunds a list shows.
public struct SaleFilter: Sendable {
  public var salesperson: String?
  public var prospect: String?
  /// The first day and the first no longer in it.
  public var from: Day?
  public var to: Day?
  public var limit = 50
  /// The id after which the page begins.
  public var after: Sale.ID?

  public init() {}
}

extension Sale: Identified {
  package static func named(_ organization: Organization) -> SQL {
    """
    select f.organization_id, f.id, f.sold_on as day, \(prospectName) as name
    from sale f
    """
  }
}
