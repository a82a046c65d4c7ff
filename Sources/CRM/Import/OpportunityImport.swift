import Foundation
import Postgres

/// An opportunity in a file, as it stood when the file was written.
struct OpportunityImport: ImportFact {
  var reference: String?
  let prospect: String?
  let salesperson: String?
  let stage: String
  let openedOn: Day?
  let closedOn: Day?
  let cents: Int?
  let title: String?
  let source: String?
  let channel: Channel?
  let expectedOn: Day?
  let lossReason: String?
  let competitor: String?
  let note: String?

  init(_ row: ImportRow) throws(RowRejection) {
    reference = try row.text("reference", limit: 300)
    prospect = try row.text("prospect", limit: 200)
    salesperson = try row.text("salesperson", limit: 200)
    guard let stage = try row.text("stage", limit: 100) else { throw row.rejection("stage", .fieldEmpty("stage")) }
    self.stage = stage
    openedOn = try row.pastDay("opened_on")
    closedOn = try row.pastDay("closed_on")
    cents = try row.cents("amount")
    title = try row.text("title", limit: 200)
    source = try row.text("source", limit: 100)
    channel = try row.channel("channel")
    expectedOn = try row.day("expected_on")
    lossReason = try row.text("loss_reason", limit: 200)
    competitor = try row.text("competitor", limit: 200)
    note = try row.text("note", limit: 10_000)
    if let cents, cents < 0 { throw row.rejection("amount", .negativeAmount) }
    if let openedOn, let closedOn, closedOn < openedOn { throw row.rejection("closed_on", .closedBeforeOpened) }
  }

  private struct Resolved {
    let fact: OpportunityImport
    let stage: Stage
    let draft: OpportunityDraft
  }

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    let names = importing.names
    try await names.resolve(salespeople: facts.compactMap(\.salesperson))
    try await names.resolve(stages: facts.map(\.stage))
    let prospects = try await importing.prospects(of: facts, named: \.prospect, reference: \.reference)
    let openings = try await importing.starts(of: facts.map(\.openedOn))
    let closings = try await importing.starts(of: facts.map(\.closedOn))

    let resolved: [Result<Resolved, RowRejection>] = facts.indices.map { index in
      Result { () throws(RowRejection) in
        let fact = facts[index]
        let stage = try importing.stage(fact.stage)
        if stage.kind == .open, fact.closedOn != nil {
          throw RowRejection(field: "closed_on", column: nil, reason: .closedInAnOpenStage(stage.name))
        }
        if stage.kind != .lost, stage.kind != .abandoned, fact.lossReason != nil || fact.competitor != nil {
          throw RowRejection(field: "loss_reason", column: nil, reason: .lossReasonWithoutLoss(stage.name))
        }
        guard let prospectID = try prospects[index].get() else {
          throw RowRejection(field: "prospect", column: nil, reason: .fieldEmpty("prospect"))
        }
        let salespersonID = try importing.salesperson(fact.salesperson, on: fact.openedOn ?? fact.closedOn)
        let changedAt = stage.kind == .open ? openings[index] : closings[index]
        var draft = OpportunityDraft(
          prospectID: prospectID, salespersonID: salespersonID, stageID: stage.id, openedAt: changedAt ?? importing.now)
        draft.openedAt = openings[index]
        draft.isUndated = changedAt == nil
        draft.title = fact.title
        draft.source = fact.source
        draft.channel = fact.channel
        draft.amountCents = fact.cents
        draft.expectedOn = fact.expectedOn
        draft.lossReason = fact.lossReason
        draft.competitor = fact.competitor
        draft.note = fact.note
        draft.reference = fact.reference
        return Resolved(fact: fact, stage: stage, draft: draft)
      }
    }
    // Not while the next set is resolved: sales stand on what is recorded here.
    let drafts = resolved.map { $0.map(\.draft) }
    let answers = try await handOver(drafts, try await importing.recordings(of: drafts), importing)

    let recorded = zip(resolved, answers).compactMap { result, answer in answer.isRecorded ? try? result.get() : nil }
    importing.count(madeUp: "prospect", recorded.count { $0.fact.prospect == nil })
    importing.count(madeUp: "opened_on", recorded.count { $0.stage.kind == .open && $0.draft.isUndated })
    importing.count(madeUp: "closed_on", recorded.count { $0.stage.kind != .open && $0.draft.isUndated })
    try await importing.count(ownersAssumedFor: recorded.map(\.draft).filter { $0.salespersonID == nil }.map(\.id), in: "opportunity")
    try await recordSales(of: recorded.filter { $0.stage.kind == .won }, importing)
    return { answers }
  }

  /// Gives those that were there already, and differ in their owner alone, to the owner that the file names, as of now.
  private static func handOver(
    _ drafts: [Result<OpportunityDraft, RowRejection>], _ recordings: [Result<Recording, RowRejection>], _ importing: ImportContext
  ) async throws -> [ImportAnswer] {
    var answers = recordings.map(ImportAnswer.init)
    let given = zip(drafts, recordings).enumerated().compactMap { index, pair -> (index: Int, draft: OpportunityDraft)? in
      guard case .success(.conflict(.owner)) = pair.1, let draft = try? pair.0.get() else { return nil }
      return (index, draft)
    }
    guard !given.isEmpty else { return answers }
    let known = try await importing.transaction.rows(
      """
      select r.number, o.id
      from unnest(\(given.map(\.draft.reference))) with ordinality as r (reference, number)
      join opportunity o
        on o.organization_id = \(importing.organization.id)
        and o.system = \(importing.system)
        and o.reference = r.reference
        and o.voided_at is null
      order by r.number
      """
    ) { (number: try $0.decode("number", as: Int.self), id: try $0.decode("id", as: Opportunity.ID.self)) }
    let restatements = known.map { Restatement(opportunityID: $0.id, salespersonID: given[$0.number - 1].draft.salespersonID) }
    let results = try [Recording](
      count: restatements.count,
      exceptions: await importing.transaction.query(
        Restatement.statement(restatements, at: importing.now, importing.provenance)))
    for (each, result) in zip(known, results) { answers[given[each.number - 1].index] = ImportAnswer(result) }
    importing.count(created: "owners", results.count { $0 == .recorded })
    return answers
  }

  static func complete(_ importing: ImportContext) async throws { try await importing.countWinsWithoutSale() }

  /// Makes customers of the won ones' prospects and, when the mapping says so, records a sale of each one's amount.
  private static func recordSales(of won: [Resolved], _ importing: ImportContext) async throws {
    guard !won.isEmpty else { return }
    guard importing.names.mapping.recordsSalesOfWins else {
      _ = try await importing.transaction.query(
        """
        select settle_conversions(
          \(importing.organization.id), \(won.map(\.draft.prospectID)), \(won.map { _ in UUID.v7() }))
        """)
      return
    }
    let sales = won.map { each in
      var sale = SaleDraft(
        prospectID: each.draft.prospectID, salespersonID: each.draft.salespersonID, soldOn: each.fact.closedOn ?? importing.today,
        amountCents: each.fact.cents ?? 0)
      sale.opportunityID = each.draft.id
      sale.channel = each.draft.channel
      return sale
    }
    let recordings = try await importing.transaction.record(all: sales, from: importing.provenance)
    importing.count(created: "sales", recordings.count { $0 == .recorded })
    importing.count(madeUp: "amount", won.count { $0.fact.cents == nil })
  }
}
