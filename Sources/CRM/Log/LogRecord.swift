import Foundation
import Postgres

/// What an entry comes to: the facts to record, all of its id, and what the answer tells of the opportunity.
struct LogRecord {
  var conversation: ConversationDraft
  var opening: OpportunityDraft?
  var move: StageMove?
  var sale: SaleDraft?
  /// The opportunity is won and no sale is said, which makes a customer all the same.
  private(set) var isWonWithoutSale = false
  /// When it took place, by the organization's clocks.
  let localTime: CivilTime
  /// Where the opportunity stood before and stands after.
  private(set) var fromStage: String?
  private(set) var toStage: String?
  /// Whether the opportunity is won by now.
  private var isWon = false

  private init(_ talk: NamedConversation, _ subject: LogSubject, id: Conversation.ID, at instant: Instant, _ localTime: CivilTime) throws {
    let entry = talk.entry
    self.localTime = localTime
    conversation = ConversationDraft(
      id: id, prospectID: subject.prospect.id, salespersonID: talk.salesperson.id, channel: entry.channel, outcome: entry.outcome,
      occurredAt: instant)
    conversation.companionID = talk.companion?.id
    conversation.minutes = entry.minutes
    conversation.note = entry.note
    conversation.nextStep = entry.nextStep
    conversation.nextOn = try entry.followUpDay(after: localTime.day)
    conversation.keepsNext = entry.keepsNext
  }

  /// All that a new entry says.
  init(_ talk: NamedConversation, _ subject: LogSubject, id: Conversation.ID, _ transaction: Transaction) async throws {
    try self.init(talk, subject, id: id, at: talk.when.instant, talk.when.local)
    let (entry, target) = (talk.entry, talk.target)
    if target != nil || entry.opportunity != nil {
      if let standing = try await subject.opportunity(meantBy: entry, transaction) {
        (conversation.opportunityID, toStage, isWon) = (standing.id, standing.stage, target?.kind == .won)
        if let target, target.id != standing.stageID {
          (fromStage, toStage) = (standing.stage, target.name)
          move = StageMove(id: StageMove.ID(id), opportunityID: standing.id, stageID: target.id, at: conversation.occurredAt)
          move?.amountCents = entry.soldCents
        }
      } else if let target, entry.stage != nil {
        // A sale without an open opportunity needs none.
        (conversation.opportunityID, toStage, isWon) = (Opportunity.ID(id), target.name, target.kind == .won)
        opening = OpportunityDraft(
          id: Opportunity.ID(id), prospectID: subject.prospect.id, salespersonID: talk.seller, stageID: target.id,
          openedAt: conversation.occurredAt)
        opening?.channel = entry.channel
        opening?.amountCents = entry.soldCents
      }
    }
    if let cents = entry.soldCents {
      sale = SaleDraft(
        id: Sale.ID(id), prospectID: subject.prospect.id, salespersonID: talk.seller, soldOn: localTime.day, amountCents: cents)
      sale?.opportunityID = conversation.opportunityID
      sale?.conversationID = id
      sale?.channel = entry.channel
    } else {
      isWonWithoutSale = target?.kind == .won
    }
  }

  /// The talk of an entry that was recorded before, which must say the same: nothing is written.
  ///
  /// - Parameter isTwin: It has no id of its own, and means the one of the same minute.
  init(repeating known: KnownEntry, _ talk: NamedConversation, _ subject: LogSubject, isTwin: Bool) throws {
    let isOpen = isTwin || talk.entry.at == nil
    try self.init(
      talk, subject, id: known.id, at: isOpen ? known.occurredAt : talk.when.instant, isOpen ? known.localTime : talk.when.local)
    if subject.prospect.members.contains(known.prospectID) { conversation.prospectID = known.prospectID }
    conversation.opportunityID = known.opportunityID
    toStage = known.stage
    isWon = subject.opportunities.first { $0.id == known.opportunityID }?.kind == .won
  }

  /// Whether the earlier entry moved the opportunity and sold as this one does.
  func isSaid(by known: KnownEntry, _ talk: NamedConversation) -> Bool {
    let movesAlike = talk.entry.stage == nil ? known.soldCents != nil || !known.isMoved : known.stageID == talk.target?.id
    return movesAlike && known.soldCents == talk.entry.soldCents
  }

  /// What adds the sale that the entry speaks of and does not say.
  func missingSale(_ talk: NamedConversation, _ subject: LogSubject, _ transaction: Transaction) -> Query<MissingSale?>? {
    guard talk.entry.soldCents == nil, talk.entry.outcome == .sold || isWon else { return nil }
    let day = localTime.day
    let open = subject.opportunities.filter { $0.kind == .open }
    let sold: SoldOpportunity?
    if let id = conversation.opportunityID {
      let standing = subject.opportunities.first { $0.id == id }
      sold = SoldOpportunity(id: id, amountCents: standing?.amountCents, openedOn: isWon ? standing.map(\.openedOn) ?? day : day)
    } else {
      sold = open.count == 1 ? SoldOpportunity(id: open[0].id, amountCents: open[0].amountCents, openedOn: day) : nil
    }
    return transaction.missingSale(of: subject.prospect, sold, on: day)
  }
}

extension LogSubject {
  /// The open opportunity that an entry moves.
  fileprivate func opportunity(meantBy entry: LogEntry, _ transaction: Transaction) async throws -> OpportunitySummary? {
    var open = opportunities.filter { $0.kind == .open }
    if let text = entry.opportunity {
      open = open.fitting(text)
      if open.isEmpty {
        if let id = Opportunity.ID(text) { try await transaction.refuseVoided(id, in: "opportunity") }
        throw CRMError(.notFound, .noOpportunity(text, isOpen: true), remedy: .opportunityListRemedy)
      }
    }
    if open.count > 1 {
      throw CRMError(.ambiguous, .severalOpportunities(prospect.name, open, transaction.organization.currency), remedy: .chooseOpportunity)
    }
    return open.first
  }
}
