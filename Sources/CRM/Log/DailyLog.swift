import Foundation
import Postgres

/// The salesperson's daily log: a conversation and all that came of it, at once.
public struct DailyLog: Sendable {
  let scope: Scope

  /// The log of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// Records a conversation and all that came of it, in one transaction: the prospect when it is new, the move of its opportunity, the sale,
  /// and that the prospect became a customer.
  ///
  /// All facts of one entry have its id. The same id with the same content again changes nothing and answers `repeated`; what the entry
  /// leaves open (`at`) is not compared. An entry without an id that says the same conversation as one of the same minute is that one.
  ///
  /// Four round trips: what the entry names is found, its prospect is locked and read, all is recorded, and the transaction commits.
  /// - Throws: `.notFound` for what is named and does not exist, `.ambiguous` for several prospects or open opportunities, `.conflict` for
  ///   the same id, or the same conversation within the minute, with another content, `.denied` for a salesperson who took no part in it.
  public func record(_ entry: LogEntry) async throws -> LogAnswer {
    try entry.validate()
    let id = entry.id ?? .v7()
    return try await scope.record(inDoubt: .repeatWithID(id)) { transaction in
      let named = try await NamedConversation(entry, transaction)
      let subject = try await LogSubject(named, transaction)
      guard let known = subject.known else {
        return try await transaction.record(try await LogRecord(named, subject, id: id, transaction), of: named, subject)
      }
      let isTwin = entry.id == nil
      let record = try LogRecord(repeating: known, named, subject, isTwin: isTwin)
      do {
        let answer = try await transaction.record(record, of: named, subject)
        guard answer.status == .repeated, record.isSaid(by: known, named) else {
          throw CRMError(.conflict, .sameIDOtherContent, remedy: .sameIDRemedy)
        }
        return answer
      } catch let error as CRMError where error.kind == .conflict && isTwin {
        throw CRMError(
          .conflict, .sameConversationOtherContent(subject.prospect.name, known.localTime), remedy: .sameConversationRemedy(known.id))
      }
    }
  }

}

extension Transaction {
  /// Writes what the entry comes to; of one that was recorded before, the server only compares the conversation.
  fileprivate func record(_ record: LogRecord, of named: NamedConversation, _ subject: LogSubject) async throws -> LogAnswer {
    let before = subject.state
    let (_, _, outcome, _, _, _, after, missingSale) = try await fetch(
      .optional(subject.draft.map { .run(ProspectDraft.statement([$0], provenance)) }),
      .optional(record.opening.map { .recording($0, provenance) }),
      .recording(record.conversation, provenance),
      .optional(record.move.map { .recording($0, provenance) }),
      .optional(record.sale.map { .recording($0, provenance) }),
      .optional(
        record.isWonWithoutSale ? recomputeConversion(of: subject.prospect.id, conversionID: Fact.ID(record.conversation.id)) : nil),
      state(of: subject.prospect.id),
      .optional(record.missingSale(named, subject, self)))
    let conversation = record.conversation
    return LogAnswer(
      status: outcome, conversationID: conversation.id, prospectID: subject.prospect.id, prospect: subject.prospect.name,
      prospectCreated: subject.draft != nil, salesperson: named.salesperson.name, secondSalesperson: named.secondSalesperson?.name,
      channel: conversation.channel, outcome: conversation.outcome, occurredAt: conversation.occurredAt, localTime: record.localTime,
      opportunityID: conversation.opportunityID, opportunityOpened: record.opening != nil, fromStage: record.fromStage,
      toStage: record.toStage, saleID: named.entry.soldCents == nil ? nil : Sale.ID(conversation.id), soldCents: named.entry.soldCents,
      customerSince: after.customerSince, missingSale: missingSale ?? nil, nextStep: conversation.nextStep, nextOn: conversation.nextOn,
      endedFollowUp: after.followUp == before.followUp ? nil : before.followUp,
      keptFollowUp: after.followUp == before.followUp && outcome == .recorded ? before.followUp : nil,
      isNextPending: conversation.nextOn.map { $0 == after.followUp?.nextOn },
      opposedOn: conversation.outcome == .opposed ? nil : before.opposedOn)
  }
}

/// An entry with the people, the prospect, the moment and the stage that it names.
struct NamedConversation {
  let entry: LogEntry
  let salesperson: Salesperson
  let secondSalesperson: Salesperson?
  /// Whose business it is what comes of it: that of the actor, be it as second salesperson.
  let seller: Salesperson.ID
  /// Nil when nobody fits, who may then be made.
  let prospect: NamedProspect?
  let when: LocatedInstant
  /// The stage that the opportunity moves to.
  let target: Stage?

  init(_ entry: LogEntry, _ transaction: Transaction) async throws {
    guard let name = entry.salesperson ?? transaction.actor?.description else { throw CRMError(.usage, .whoLogs, remedy: .whoLogsRemedy) }
    let (people, match, stages, when) = try await transaction.fetch(
      transaction.salespeople(),
      // A prospect that may be made is not taken for another whose name begins alike.
      transaction.matches(entry.prospect, exactly: entry.createsProspect),
      transaction.stages,
      transaction.location(of: entry.at ?? .now, orPlan: .futureRemedy))
    let day = entry.at?.day ?? when.today
    let salesperson = try people.find(name, on: day)
    let secondSalesperson = try entry.secondSalesperson.map { try people.find($0, on: day) }
    guard transaction.actor == nil || transaction.actor == salesperson.id || transaction.actor == secondSalesperson?.id else {
      throw CRMError(.denied, .factOfAColleague)
    }
    if match == nil, !entry.createsProspect {
      let error = try await transaction.nobody(entry.prospect)
      throw CRMError(.notFound, error.message, remedy: error.remedy.or(.newProspectRemedy))
    }
    self.entry = entry
    (self.salesperson, self.secondSalesperson, self.when) = (salesperson, secondSalesperson, when)
    seller = transaction.actor ?? salesperson.id
    prospect = match.map(NamedProspect.init)
    target = try entry.target(stages)
  }

  /// The conversation of the same minute that the entry says again, as a condition on `c`: same person, prospect, channel and outcome. Whoever typed
  /// it twice means one. Of a day without a time, it is the one of the same words that was logged within the minute.
  fileprivate func twin(with prospect: NamedProspect) -> SQL {
    let likeness: SQL = """
      c.recorded_at > statement_timestamp() - interval '1 minute'
      and c.minutes is not distinct from \(entry.minutes)
      and c.note is not distinct from \(entry.note)
      and c.next_step is not distinct from \(entry.nextStep)
      """
    return """
      c.prospect_id = any (\(prospect.members))
      and c.salesperson_id = \(salesperson.id)
      and c.channel = \(entry.channel.rawValue)
      and c.outcome = \(entry.outcome.rawValue)
      and c.occurred_at > \(when.instant)::timestamptz - interval '1 minute'
      and c.occurred_at < \(when.instant)::timestamptz + interval '1 minute'
      and c.voided_at is null
      and \(entry.isOfSomeTime ? likeness : "true")
      """
  }
}

/// The prospect of an entry, as it stands before it.
struct LogSubject {
  let prospect: NamedProspect
  /// What makes it, when it is new.
  let draft: ProspectDraft?
  let state: ProspectState
  /// Its opportunities that the actor may change.
  let opportunities: [OpportunitySummary]
  /// The entry, when it was recorded before.
  let known: KnownEntry?

  /// Reads the prospect, and holds it until the end so that two entries about it take turns.
  init(_ named: NamedConversation, _ transaction: Transaction) async throws {
    let byID = named.entry.id.map { transaction.entry(where: "c.id = \($0)") }
    if let prospect = named.prospect {
      let twin = named.entry.isAnother ? nil : transaction.entry(where: named.twin(with: prospect))
      let (_, state, opportunities, known) = try await transaction.fetch(
        transaction.lock(prospect),
        transaction.state(of: prospect.id),
        transaction.opportunities(of: prospect),
        .optional(byID ?? twin))
      (self.prospect, draft, self.state, self.opportunities) = (prospect, nil, state, opportunities)
      self.known = known ?? nil
    } else {
      let draft = try ProspectDraft(ProspectEntry(naming: named.entry.prospect), ownerID: transaction.actor ?? named.salesperson.id)
      let (_, duplicates, known) = try await transaction.fetch(
        transaction.lock(draft.keys), transaction.duplicates(of: draft.keys), .optional(byID))
      if !duplicates.isEmpty { _ = try Addition.duplicates(duplicates).added() }
      prospect = NamedProspect(id: draft.id, name: draft.name, members: [draft.id])
      (self.draft, state, opportunities) = (draft, ProspectState(), [])
      self.known = known ?? nil
    }
  }
}

extension ProspectEntry {
  /// A prospect of which nothing is known but how somebody called it: an address or a number is one.
  fileprivate init(naming text: String) {
    self.init(name: text)
    if (try? EmailAddress(text)) != nil { details.email = text }
    if PhoneNumber.searched(text) != nil { details.phone = text }
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
