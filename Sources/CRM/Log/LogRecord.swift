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

  private init(_ named: NamedConversation, _ subject: LogSubject, id: Conversation.ID, at instant: Instant, _ localTime: CivilTime) throws {
    let entry = named.entry
    self.localTime = localTime
    conversation = ConversationDraft(
      id: id, prospectID: subject.prospect.id, salespersonID: named.salesperson.id, channel: entry.channel, outcome: entry.outcome,
      occurredAt: instant)
    conversation.secondSalespersonID = named.secondSalesperson?.id
    conversation.minutes = entry.minutes
    conversation.note = entry.note
    conversation.nextStep = entry.nextStep
    conversation.nextOn = try entry.followUpDay(after: localTime.day)
    conversation.keepsNext = entry.keepsNext
  }

  /// All that a new entry says.
  init(_ named: NamedConversation, _ subject: LogSubject, id: Conversation.ID, _ transaction: Transaction) async throws {
    try self.init(named, subject, id: id, at: named.when.instant, named.when.local)
    let (entry, target) = (named.entry, named.target)
    if target != nil || entry.opportunity != nil {
      if let opportunity = try await subject.opportunity(meantBy: entry, transaction) {
        (conversation.opportunityID, toStage, isWon) = (opportunity.id, opportunity.stage, target?.kind == .won)
        if let target, target.id != opportunity.stageID {
          (fromStage, toStage) = (opportunity.stage, target.name)
          move = StageMove(id: StageMove.ID(id), opportunityID: opportunity.id, stageID: target.id, at: conversation.occurredAt)
          move?.amountCents = entry.soldCents
        }
      } else if let target, entry.stage != nil {
        // A sale without an open opportunity needs none.
        (conversation.opportunityID, toStage, isWon) = (Opportunity.ID(id), target.name, target.kind == .won)
        opening = OpportunityDraft(
          id: Opportunity.ID(id), prospectID: subject.prospect.id, salespersonID: named.seller, stageID: target.id,
          openedAt: conversation.occurredAt)
        opening?.channel = entry.channel
        opening?.amountCents = entry.soldCents
      }
    }
    if let cents = entry.soldCents {
      sale = SaleDraft(
        id: Sale.ID(id), prospectID: subject.prospect.id, salespersonID: named.seller, soldOn: localTime.day, amountCents: cents)
      sale?.opportunityID = conversation.opportunityID
      sale?.conversationID = id
      sale?.channel = entry.channel
    } else {
      isWonWithoutSale = target?.kind == .won
    }
  }

  /// The conversation of an entry that was recorded before, which must say the same: nothing is written.
  ///
  /// - Parameter isTwin: It has no id of its own, and means the one of the same minute.
  init(repeating known: KnownEntry, _ named: NamedConversation, _ subject: LogSubject, isTwin: Bool) throws {
    let isOpen = isTwin || named.entry.at == nil
    try self.init(
      named, subject, id: known.id, at: isOpen ? known.occurredAt : named.when.instant, isOpen ? known.localTime : named.when.local)
    if subject.prospect.members.contains(known.prospectID) { conversation.prospectID = known.prospectID }
    conversation.opportunityID = known.opportunityID
    toStage = known.stage
    isWon = subject.opportunities.first { $0.id == known.opportunityID }?.kind == .won
  }

  /// Whether the earlier entry moved the opportunity and sold as this one does.
  func isSaid(by known: KnownEntry, _ named: NamedConversation) -> Bool {
    let movesAlike = named.entry.stage == nil ? known.soldCents != nil || !known.isMoved : known.stageID == named.target?.id
    return movesAlike && known.soldCents == named.entry.soldCents
  }

  /// What adds the sale that the entry speaks of and does not say.
  func missingSale(_ named: NamedConversation, _ subject: LogSubject, _ transaction: Transaction) -> Query<MissingSale?>? {
    guard named.entry.soldCents == nil, named.entry.outcome == .sold || isWon else { return nil }
    let day = localTime.day
    let open = subject.opportunities.filter { $0.kind == .open }
    let sold: SoldOpportunity?
    if let id = conversation.opportunityID {
      let opportunity = subject.opportunities.first { $0.id == id }
      sold = SoldOpportunity(id: id, amountCents: opportunity?.amountCents, openedOn: isWon ? opportunity.map(\.openedOn) ?? day : day)
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
