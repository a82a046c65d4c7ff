import Foundation
import Postgres

// The salesperson's daily command needs prospects, the pipeline, conversations and sales at once, so it stands after them.
extension Conversations {
  /// Records a conversation and all that came of it, in one transaction: the prospect when it is new, the move of its opportunity, the sale,
  /// and that the prospect became a customer.
  ///
  /// All facts of one entry have its id. The same id with the same content again changes nothing and answers `repeated`; what the entry
  /// leaves open (`at`) is not compared. An entry without an id that says the same talk as one of the same minute is that one.
  /// - Throws: `.notFound` for what is named and does not exist, `.ambiguous` for several prospects or open opportunities, `.conflict` for
  ///   the same id, or the same talk within the minute, with another content, `.denied` for a salesperson who took no part in it.
  public func log(_ entry: LogEntry) async throws -> LogAnswer {
    try entry.validate()
    let id = entry.id ?? .v7()
    return try await scope.record(inDoubt: .repeatWithID(id)) { session in
      guard let salesperson = try await scope.salesperson(entry.salesperson, on: entry.at?.day, session) else {
        throw CRMError(.usage, .whoLogs, remedy: .whoLogsRemedy)
      }
      let companion = try await entry.companion.asyncMap { try await Team.find($0, on: entry.at?.day, scope.organization, session) }
      // What comes of it is the business of the one who acts, be it as companion.
      let seller = scope.actor ?? salesperson.id
      guard scope.actor == nil || scope.actor == salesperson.id || scope.actor == companion?.id else {
        throw CRMError(.denied, .factOfAColleague)
      }

      let (prospect, isNew) = try await subject(of: entry, by: salesperson, session)
      let before = try await ProspectStanding.of(prospect.id, scope.organization, session)
      var when = try await session.locate(entry.at ?? .now, in: scope.organization, orPlan: .futureRemedy)
      let twin = try await twin(of: entry, at: when.instant, by: salesperson, prospect, session)
      let known = try await (entry.id ?? twin).asyncMap { try await KnownEntry.find($0, scope.organization, session) } ?? nil
      if let known, twin != nil || entry.at == nil { when = try await session.locate(.instant(known.occurredAt), in: scope.organization) }
      let stages = try await Stage.all(of: scope.organization.id, session)
      let target = try entry.target(stages)

      var draft = ConversationDraft(
        id: entry.id ?? twin ?? id, prospectID: prospect.id, salespersonID: salesperson.id, channel: entry.channel,
        outcome: entry.outcome,
        occurredAt: when.instant)
      draft.companionID = companion?.id
      draft.minutes = entry.minutes
      draft.note = entry.note
      draft.nextStep = entry.nextStep
      draft.nextOn = try entry.followUpDay(after: when.local.day)
      draft.keepsNext = entry.keepsNext

      var result: Result
      if let known {
        do {
          result = try await repetition(of: known, entry, draft, prospect, target, session)
        } catch let error as CRMError where error.kind == .conflict && twin != nil {
          throw CRMError(.conflict, .sameTalkOtherContent(prospect.name, when.local), remedy: .sameTalkRemedy(draft.id))
        }
      } else {
        result = try await record(entry, draft, prospect, target, seller: seller, soldOn: when.local.day, session)
      }
      result.isNewProspect = isNew
      return try await answer(result, entry, draft, prospect, before, salesperson, companion, when, session)
    }
  }

  /// What came of an entry besides the conversation.
  private struct Result {
    var status: LogAnswer.Status
    var isNewProspect = false
    var opportunityID: UUID?
    var isOpened = false
    var fromStage: String?
    var toStage: String?
    var saleID: UUID?
  }

  /// The prospect, held until the end so that two entries about it take turns. One that may be made is not taken for another whose name
  /// begins alike.
  private func subject(of entry: LogEntry, by salesperson: Salesperson, _ session: Session) async throws -> (NamedProspect, isNew: Bool) {
    do {
      let found = try await scope.prospect(entry.prospect, exactly: entry.createsProspect, session)
      _ = try await session.query("select lock_prospects(\(scope.organization.id), \([found.id]))")
      return (found, false)
    } catch let error as CRMError where error.kind == .notFound {
      guard entry.createsProspect else { throw CRMError(.notFound, error.message, remedy: error.remedy.or(.newProspectRemedy)) }
    }
    var draft = ProspectDraft(name: entry.prospect)
    if (try? EmailAddress(entry.prospect)) != nil { draft.details.email = entry.prospect }
    if PhoneNumber.searched(entry.prospect) != nil { draft.details.phone = entry.prospect }
    if scope.actor == nil { draft.details.owner = salesperson.id.uuidString }
    let added = try await Prospects.add(draft, allowDuplicates: false, scope, session).added()
    return (try await NamedProspect(added, scope.organization, session), true)
  }

  /// The talk of the same minute that the entry says again: same person, prospect, channel and outcome. Whoever typed it twice means one.
  /// Of a day without a time, it is the one of the same words that was logged within the minute.
  private func twin(
    of entry: LogEntry, at: Instant, by salesperson: Salesperson, _ prospect: NamedProspect, _ session: Session
  ) async throws -> UUID? {
    guard entry.id == nil, !entry.isAnother else { return nil }
    let likeness: SQL = """
      c.recorded_at > statement_timestamp() - interval '1 minute'
      and c.minutes is not distinct from \(entry.minutes)
      and c.note is not distinct from \(entry.note)
      and c.next_step is not distinct from \(entry.nextStep)
      """
    return try await session.first(
      """
      select c.id
      from conversation c
      where c.organization_id = \(scope.organization.id)
        and c.prospect_id = any (\(prospect.members))
        and c.salesperson_id = \(salesperson.id)
        and c.channel = \(entry.channel.rawValue)
        and c.outcome = \(entry.outcome.rawValue)
        and c.occurred_at > \(at)::timestamptz - interval '1 minute'
        and c.occurred_at < \(at)::timestamptz + interval '1 minute'
        and c.voided_at is null
        and \(entry.isOfSomeTime ? likeness : "true")
      order by c.occurred_at desc, c.id desc
      limit 1
      """, { try $0.decode(0, "id") })
  }

  private func record(
    _ entry: LogEntry, _ given: ConversationDraft, _ prospect: NamedProspect, _ target: Stage?, seller: UUID, soldOn: Day,
    _ session: Session
  ) async throws -> Result {
    var draft = given
    var result = Result(status: .recorded)
    var move: StageMove?
    if target != nil || entry.opportunity != nil {
      if let standing = try await opportunity(of: entry, prospect, session) {
        result.opportunityID = standing.id
        result.toStage = standing.stage
        if let target, target.id != standing.stageID {
          (result.fromStage, result.toStage) = (standing.stage, target.name)
          move = StageMove(
            id: draft.id, opportunityID: standing.id, stageID: target.id, at: draft.occurredAt, amountCents: entry.soldCents)
        }
      } else if let target, entry.stage != nil {
        // A sale without an open opportunity needs none.
        try await open(target, draft, prospect, seller, entry.soldCents, session)
        result.opportunityID = draft.id
        result.isOpened = true
        result.toStage = target.name
      }
    }

    draft.opportunityID = result.opportunityID
    let statement = ConversationWriter.statement([draft], actors: [scope.actor], organizationID: scope.organization.id)
    if try await session.record(statement).isRepeated() { result.status = .repeated }
    if let move { _ = try await session.record(move.statement(scope)).isRepeated() }
    if let cents = entry.soldCents {
      var sale = SaleDraft(id: draft.id, prospectID: prospect.id, salespersonID: seller, soldOn: soldOn, amountCents: cents)
      sale.opportunityID = result.opportunityID
      sale.conversationID = draft.id
      sale.channel = draft.channel
      _ = try await session.record(sale.statement(scope)).isRepeated()
      result.saleID = draft.id
    } else if target?.kind == .won {
      _ = try await session.query(settlement(of: prospect.id, scope.organization.id, conversionID: draft.id))
    }
    return result
  }

  /// The entry was recorded before: it must say the same, and nothing is written.
  private func repetition(
    of known: KnownEntry, _ entry: LogEntry, _ given: ConversationDraft, _ prospect: NamedProspect, _ target: Stage?, _ session: Session
  ) async throws -> Result {
    var draft = given
    if prospect.members.contains(known.prospectID) { draft.prospectID = known.prospectID }
    draft.opportunityID = known.opportunityID
    let statement = ConversationWriter.statement([draft], actors: [scope.actor], organizationID: scope.organization.id)
    let isRepeated = try await session.record(statement).isRepeated()
    let movesAlike = entry.stage == nil ? known.soldCents != nil || !known.isMoved : known.stageID == target?.id
    guard isRepeated, movesAlike, known.soldCents == entry.soldCents else {
      throw CRMError(.conflict, .sameIDOtherContent, remedy: .sameIDRemedy)
    }
    return Result(
      status: .repeated, opportunityID: known.opportunityID, toStage: known.stage, saleID: known.soldCents == nil ? nil : draft.id)
  }

  /// The open opportunity that the entry moves.
  private func opportunity(of entry: LogEntry, _ prospect: NamedProspect, _ session: Session) async throws -> StandingOpportunity? {
    var open = try await scope.opportunities(of: prospect, isOpen: true, session)
    if let text = entry.opportunity {
      open = open.fitting(text)
      if open.isEmpty {
        if let id = UUID(uuidString: text) { try await scope.refuseVoided(id, in: "opportunity", session) }
        throw CRMError(.notFound, .noOpportunity(text, isOpen: true), remedy: .opportunityListRemedy)
      }
    }
    if open.count > 1 {
      throw CRMError(.ambiguous, .severalOpportunities(prospect.name, open, scope.organization.currency), remedy: .chooseOpportunity)
    }
    return open.first
  }

  private func open(
    _ stage: Stage, _ draft: ConversationDraft, _ prospect: NamedProspect, _ owner: UUID, _ cents: Int?, _ session: Session
  ) async throws {
    var opportunity = OpportunityEntry(prospect: prospect.name)
    opportunity.id = draft.id
    opportunity.channel = draft.channel
    opportunity.amountCents = cents
    let statement = opportunity.statement(
      scope, prospectID: prospect.id, salespersonID: owner, stageID: stage.id, at: draft.occurredAt)
    _ = try await session.record(statement).isRepeated()
  }

  private func answer(
    _ result: Result, _ entry: LogEntry, _ draft: ConversationDraft, _ prospect: NamedProspect, _ before: ProspectStanding,
    _ salesperson: Salesperson, _ companion: Salesperson?, _ when: LocatedInstant, _ session: Session
  ) async throws -> LogAnswer {
    let after = try await ProspectStanding.of(prospect.id, scope.organization, session)
    let customerSince = try await session.first(
      """
      select converted_on
      from conversion
      where organization_id = \(scope.organization.id)
        and prospect_id = \(prospect.id)
        and voided_at is null
      """, { try $0.decode(0, "converted_on", as: Day.self) })
    return LogAnswer(
      status: result.status, conversationID: draft.id, prospectID: prospect.id, prospect: prospect.name,
      prospectCreated: result.isNewProspect, salesperson: salesperson.name, companion: companion?.name, channel: draft.channel,
      outcome: draft.outcome, occurredAt: when.instant, localTime: when.local, opportunityID: result.opportunityID,
      opportunityOpened: result.isOpened, fromStage: result.fromStage, toStage: result.toStage, saleID: result.saleID,
      soldCents: entry.soldCents, customerSince: customerSince,
      missingSale: try await missingSale(of: entry, result, prospect, on: when.local.day, session),
      nextStep: draft.nextStep, nextOn: draft.nextOn,
      settledFollowUp: after.followUp == before.followUp ? nil : before.followUp,
      keptFollowUp: after.followUp == before.followUp && result.status == .recorded ? before.followUp : nil,
      opposedOn: draft.outcome == .opposed ? nil : before.opposedOn)
  }

  /// What adds the sale that the entry speaks of and does not say.
  private func missingSale(
    of entry: LogEntry, _ result: Result, _ prospect: NamedProspect, on day: Day, _ session: Session
  ) async throws -> MissingSale? {
    guard entry.soldCents == nil else { return nil }
    let standing = try await scope.opportunities(of: prospect, isOpen: nil, session)
    let moved = standing.first { $0.id == result.opportunityID }
    guard entry.outcome == .sold || moved?.kind == .won else { return nil }
    let open = standing.filter { $0.kind == .open }
    let sold = moved ?? (open.count == 1 ? open[0] : nil)
    return try await MissingSale.of(
      prospect, sold.map { SoldOpportunity(id: $0.id, amountCents: $0.amountCents, openedOn: $0.kind == .won ? $0.openedOn : day) },
      on: day,
      scope.organization, session)
  }
}

extension LogEntry {
  /// Only the day is said, and noon stands for the time.
  fileprivate var isOfSomeTime: Bool { if case .day = at { true } else { false } }

  /// The stage that the opportunity moves to: the one named, or the winning one when something was sold.
  fileprivate func target(_ stages: [Stage]) throws -> Stage? {
    let named = try stage.map(stages.named)
    guard soldCents != nil else { return named }
    if let named, named.kind != .won { throw CRMError(.usage, .soldElsewhere) }
    return try stages.closing(.won)
  }
}

extension Message? {
  /// This and another thing to do.
  fileprivate func or(_ other: Message) -> Message {
    map { Message(fr: "\($0.fr), ou \(other.fr)", en: "\($0.en), or \(other.en)") } ?? other
  }
}
