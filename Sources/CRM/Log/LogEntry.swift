import Foundation
public import Postgres

/// What a salesperson says of a conversation, with all that came of it.
public struct LogEntry: Sendable {
  /// Made by the writer, the entry can be sent again without being recorded twice; nil makes a new one.
  public var id: Conversation.ID?
  /// The prospect, as `Prospects.find` finds it.
  public var prospect: String
  /// Makes the prospect when nobody fits.
  public var createsProspect = false
  /// Who talked; the actor when nil.
  public var salesperson: String?
  /// A second salesperson in the same conversation.
  public var secondSalesperson: String?
  public var channel: Channel
  public var outcome: Outcome
  /// Now when nil.
  public var at: Moment?
  public var minutes: Int?
  public var note: String?
  /// The follow-up; without a day it is for the next day from Monday to Friday after the conversation.
  public var nextStep: String?
  public var nextOn: Day?
  /// The follow-up that was pending stays so although somebody spoke.
  public var keepsNext = false
  /// Records it although the same conversation was logged within the minute.
  public var isAnother = false
  /// The stage the opportunity moves to; without an open opportunity, one is opened there.
  public var stage: String?
  /// Which open opportunity, by id or title, where the prospect has several.
  public var opportunity: String?
  /// What was sold, in cents excluding VAT: wins the opportunity, if there is one, and records the sale.
  public var soldCents: Int?

  /// A conversation of now.
  public init(prospect: String, channel: Channel, outcome: Outcome) {
    self.prospect = prospect
    self.channel = channel
    self.outcome = outcome
  }

  /// Throws what is wrong with it whatever the database holds.
  func validate() throws {
    if keepsNext, nextStep != nil || nextOn != nil { throw CRMError(.usage, .keptAndReplaced, place: "--keep-next") }
    if let minutes, !(0...1440).contains(minutes) { throw CRMError(.invalid, .minutesOutOfRange(minutes)) }
    if let soldCents {
      if soldCents <= 0 { throw CRMError(.invalid, .amountNotPositive) }
      if !outcome.isDiscussion { throw CRMError(.invalid, .soldToNobody) }
      if [.refused, .opposed, .wrongContact, .outOfTarget].contains(outcome) {
        throw CRMError(.usage, .soldDespite(outcome), place: "--outcome", remedy: .soldDespiteRemedy)
      }
    }
  }

  /// The day of the follow-up of a conversation on `day`; public holidays are not known here.
  func followUpDay(after day: Day) throws -> Day? {
    if let nextOn {
      if nextOn < day { throw CRMError(.invalid, .followUpBeforeConversation) }
      return nextOn
    }
    return nextStep == nil ? nil : day + (day.weekday >= 5 ? 8 - day.weekday : 1)
  }
}

/// What `log` recorded.
public struct LogAnswer: Sendable, Encodable {
  public let status: WriteOutcome
  public let conversationID: Conversation.ID
  public let prospectID: Prospect.ID
  public let prospect: String
  /// Whether the prospect was made by this entry.
  public let prospectCreated: Bool
  @Nullable public internal(set) var salesperson: String?
  @Nullable public internal(set) var secondSalesperson: String?
  public let channel: Channel
  public let outcome: Outcome
  public let occurredAt: Instant
  /// What the organization's clocks showed.
  public let localTime: CivilTime
  @Nullable public internal(set) var opportunityID: Opportunity.ID?
  /// Whether the opportunity was opened by this entry.
  public let opportunityOpened: Bool
  /// Where the opportunity stood before and stands after.
  @Nullable public internal(set) var fromStage: String?
  @Nullable public internal(set) var toStage: String?
  @Nullable public internal(set) var saleID: Sale.ID?
  @Nullable public internal(set) var soldCents: Int?
  /// Since when the prospect is a customer.
  @Nullable public internal(set) var customerSince: Day?
  /// The sale was not said: what adds it.
  @Nullable public internal(set) var missingSale: MissingSale?
  @Nullable public internal(set) var nextStep: String?
  @Nullable public internal(set) var nextOn: Day?
  /// The follow-up that this conversation put an end to, or replaced.
  @Nullable public internal(set) var endedFollowUp: PlannedStep?
  /// The follow-up that was pending before and is after.
  @Nullable public internal(set) var keptFollowUp: PlannedStep?
  /// Whether the follow-up that was planned waits; false where what is next was decided after this conversation took place. Nil without one.
  @Nullable public internal(set) var isNextPending: Bool?
  /// The day on which the prospect had objected to being approached, where this conversation is not the one.
  @Nullable public internal(set) var opposedOn: Day?
}
