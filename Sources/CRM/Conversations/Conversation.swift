public import Foundation
public import Postgres

/// Where a conversation, a sale or an opportunity came about.
public enum Channel: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case field, shop
  case tradeShow = "trade_show"
  case outboundCall = "outbound_call"
  case inboundCall = "inbound_call"
  case email, sms, website, social, referral, distributor, video

  /// It is we who go to the prospect: what somebody who objected no longer wants.
  public var isOutbound: Bool { [.field, .outboundCall, .email, .sms].contains(self) }
}

/// What came of a conversation.
public enum Outcome: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case absent
  case noAnswer = "no_answer"
  case refused
  /// Wants no more contact.
  case opposed
  case callBack = "call_back"
  case wrongContact = "wrong_contact"
  case outOfTarget = "out_of_target"
  case interested
  case documentationLeft = "documentation_left"
  case appointment
  case quoteRequested = "quote_requested"
  case trial, sold
  case alreadyCustomer = "already_customer"
  case complaint

  /// Somebody spoke; otherwise it was an attempt. The database keeps the same rule in `conversation.discussion`.
  public var isDiscussion: Bool { self != .absent && self != .noAnswer }
}

/// A conversation to record; its id makes it idempotent: the same id again with the same content changes nothing.
public struct ConversationDraft: Sendable, Hashable {
  public var id: UUID
  public var prospectID: UUID
  public var salespersonID: UUID?
  /// A second salesperson in the same talk.
  public var companionID: UUID?
  public var opportunityID: UUID?
  public var channel: Channel
  public var outcome: Outcome
  public var occurredAt: Instant
  public var minutes: Int?
  public var note: String?
  /// The follow-up, with its day.
  public var nextStep: String?
  public var nextOn: Day?
  /// The follow-up that was pending stays so: a discussion settles it else, an attempt never does.
  public var keepsNext = false

  /// A draft with a new id.
  public init(
    id: UUID = .v7(), prospectID: UUID, salespersonID: UUID?, channel: Channel, outcome: Outcome, occurredAt: Instant
  ) {
    self.id = id
    self.prospectID = prospectID
    self.salespersonID = salespersonID
    self.channel = channel
    self.outcome = outcome
    self.occurredAt = occurredAt
  }
}

/// What became of one fact of a set.
public enum Recording: Sendable, Equatable {
  case recorded
  /// It was there already, with the same content.
  case repeated
  /// Its id or reference is there with another content; of an open opportunity it may be nothing but the owner that differs.
  case conflict(Difference = .content)
  /// The one who asked has not the right.
  case denied
  /// What it names does not exist, or a rule forbids it; `reason` is the word of the function that recorded.
  case invalid(reason: String)

  /// In what a fact differs from the one that has its id or reference.
  public enum Difference: Sendable {
    case content, owner
  }

  init(status: String, reason: String?) {
    self =
      switch status {
      case "recorded": .recorded
      case "repeated": .repeated
      case "conflict": .conflict(reason == "owner" ? .owner : .content)
      case "denied": .denied
      default: .invalid(reason: reason ?? status)
      }
  }
}

extension [Recording] {
  /// The answers of a `record_…` function for a set of `count` facts: it names only those that were not recorded.
  init(count: Int, exceptions: QueryResult) throws {
    self.init(repeating: .recorded, count: count)
    for row in exceptions.rows {
      let number: Int = try row.decode(0, "number")
      self[number - 1] = Recording(status: try row.decode(1, "status"), reason: try row.decode(2, "reason"))
    }
  }
}
