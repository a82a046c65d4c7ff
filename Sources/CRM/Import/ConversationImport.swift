import Foundation
import Postgres

/// A conversation in a file.
struct ConversationImport: ImportFact {
  let id: Conversation.ID
  var reference: String?
  let prospect: String?
  let salesperson: String?
  let secondSalesperson: String?
  let channel: Channel
  let outcome: Outcome
  let occurredAt: CivilMoment
  let minutes: Int?
  let note: String?
  let nextStep: String?
  let nextOn: Day?
  /// The file gave no channel.
  let isChannelAssumed: Bool

  init?(_ row: ImportRow) {
    id = row.id()
    reference = row.text("reference", limit: 300)
    prospect = row.text("prospect", limit: 200)
    salesperson = row.text("salesperson", limit: 200)
    secondSalesperson = row.text("second_salesperson", limit: 200)
    let channel = row.channel("channel")
    self.channel = channel ?? .field
    isChannelAssumed = channel == nil
    minutes = row.value("minutes") { text throws(InvalidValue) in try WholeNumber.minutes(text) }
    if let minutes, minutes > 1440 { row.refuse("minutes", .longerThanADay) }
    note = row.text("note", limit: 10_000)
    nextStep = row.text("next_step", limit: 500)
    nextOn = row.day("next_on")
    if nextStep != nil, nextOn == nil { _ = row.required("next_on", nextOn, orSay: .nextStepWithoutDay) }
    let (outcome, occurredAt) = (row.required("outcome", row.outcome("outcome")), row.required("occurred_at", row.moment("occurred_at")))
    guard let outcome, let occurredAt else { return nil }
    self.outcome = outcome
    self.occurredAt = occurredAt
  }

  static let dayFields = ["occurred_at"]

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    let names = importing.names
    try await names.resolve(salespeople: facts.compactMap(\.salesperson) + facts.compactMap(\.secondSalesperson))
    let prospects = try await importing.prospects(of: facts, named: \.prospect, reference: \.reference)

    let resolved: [Result<ConversationDraft, RowRejection>] = facts.enumerated().map { index, fact in
      Result { () throws(RowRejection) in
        let day = fact.occurredAt.instant.map(importing.clock.day) ?? fact.occurredAt.day
        let (occurredAt, salespersonID, secondSalespersonID, prospectID) = try allOrFaults(
          Result { () throws(RowRejection) in try importing.pastInstant(of: fact.occurredAt, field: "occurred_at") },
          Result { () throws(RowRejection) in try importing.salesperson(fact.salesperson, on: day) },
          Result { () throws(RowRejection) in try importing.salesperson(fact.secondSalesperson, on: day, field: "second_salesperson") },
          prospects[index])
        if let secondSalespersonID, secondSalespersonID == salespersonID {
          throw RowRejection(field: "second_salesperson", reason: .sameSalespersonTwice)
        }
        guard let prospectID else { throw RowRejection(field: "prospect", reason: .fieldEmpty("prospect")) }
        var draft = ConversationDraft(
          id: fact.id, prospectID: prospectID, salespersonID: salespersonID, channel: fact.channel, outcome: fact.outcome,
          occurredAt: occurredAt)
        draft.secondSalespersonID = secondSalespersonID
        draft.minutes = fact.minutes
        draft.note = fact.note
        draft.nextStep = fact.nextStep
        draft.nextOn = fact.nextOn
        draft.reference = fact.reference
        return draft
      }
    }
    let pending = try await importing.record(resolved)
    return {
      let answers = try await pending()
      let recorded = zip(facts, answers).filter(\.1.isRecorded).map(\.0)
      importing.count(assumed: "prospect", recorded.count { $0.prospect == nil })
      importing.count(assumed: "channel", recorded.count(where: \.isChannelAssumed))
      importing.conversationsThatSold += recorded.count { $0.outcome == .sold }
      let unsaid = zip(resolved, answers).compactMap { fact, answer -> Conversation.ID? in
        guard answer.isRecorded, let draft = try? fact.get(), draft.salespersonID == nil else { return nil }
        return draft.id
      }
      try await importing.count(ownersAssumedFor: unsaid, in: "conversation")
      return answers
    }
  }

  static func complete(_ importing: ImportContext) async throws { try await importing.countConversationsWithoutSale() }
}
