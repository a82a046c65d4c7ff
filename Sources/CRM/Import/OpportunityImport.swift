import Foundation
import Postgres

/// An opportunity in a file, as it stood when the file was written.
struct OpportunityImport: ImportFact {
  let id: Opportunity.ID
  var reference: String?
  /// Whether the file gives the reference.
  let hasOwnReference: Bool
  let prospect: String?
  let salesperson: String?
  let stageWords: StageWords
  let openedOn: Day?
  let closedOn: Day?
  let wonOn: Day?
  let lostOn: Day?
  /// The one column of a closing day holds the expected day of those that are open.
  let isClosedOnExpected: Bool
  let cents: Int?
  let title: String?
  let source: String?
  let channel: Channel?
  let expectedOn: Day?
  let lossReason: String?
  let competitor: String?
  let note: String?

  init?(_ row: ImportRow) {
    id = row.id()
    reference = row.text("reference", limit: 300)
    hasOwnReference = reference != nil
    prospect = row.text("prospect", limit: 200)
    salesperson = row.text("salesperson", limit: 200)
    stageWords = StageWords(row)
    openedOn = row.pastDay("opened_on")
    closedOn = row.day("closed_on")
    wonOn = row.pastDay("won_on")
    lostOn = row.pastDay("lost_on")
    let expectedOrigin = row.bindings.origins["expected_on"]
    isClosedOnExpected = expectedOrigin == nil || expectedOrigin == row.bindings.origins["closed_on"] || stageWords.status == .open
    cents = row.cents("amount")
    title = row.text("title", limit: 200)
    source = row.text("source", limit: 100)
    channel = row.channel("channel")
    expectedOn = row.day("expected_on")
    lossReason = row.text("loss_reason", limit: 200)
    competitor = row.text("competitor", limit: 200)
    note = row.text("note", limit: 10_000)
    if let cents, cents < 0 { row.refuse("amount", .negativeAmount) }
  }

  /// An opportunity whose stage, people and prospect are found.
  struct Resolved {
    let fact: OpportunityImport
    let stage: Stage
    /// The day on which it was closed; nil of an open one and where the file does not say it.
    let closedOn: Day?
    var draft: OpportunityDraft
  }

  static let dayFields = ["opened_on", "won_on", "lost_on", "closed_on"]

  static func refuseUnknownNames(in rows: [ImportRow], _ importing: ImportContext) async throws {
    try await importing.refuseUnknownPeople(in: rows, on: dayFields)
    for row in rows where !row.isRefused("stage") && !row.isRefused("status") {
      let stageWords = StageWords(row)
      if let stage = stageWords.stage, importing.names.makes(stage: stage, isOpen: stageWords.status == .open) { continue }
      row.check { () throws(RowRejection) in _ = try stageWords.find(in: importing.names) }
    }
  }

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    let names = importing.names
    try await names.resolve(salespeople: facts.compactMap(\.salesperson))
    try await names.resolve(stages: facts.map(\.stageWords).filter { $0.status == nil }.compactMap(\.stage))
    try await names.resolve(stages: facts.map(\.stageWords).filter { $0.status == .open }.compactMap(\.stage), areOpen: true)
    let prospects = try await importing.prospects(of: facts, named: \.prospect, reference: \.reference)
    let endings = facts.map { fact in
      Result { () throws(RowRejection) in
        let stage = try fact.stageWords.find(in: names)
        return (stage: stage, closedOn: try fact.closing(in: stage, importing.today))
      }
    }
    let openings = try await importing.starts(of: facts.map(\.openedOn))
    let closings = try await importing.starts(of: endings.map { try? $0.get().closedOn })

    let resolved: [Result<Resolved, RowRejection>] = facts.indices.map { index in
      Result { () throws(RowRejection) in
        let fact = facts[index]
        let (ending, prospectID, salespersonID) = try allOrFaults(
          endings[index], prospects[index],
          Result { () throws(RowRejection) in
            try importing.salesperson(fact.salesperson, on: fact.openedOn ?? fact.wonOn ?? fact.lostOn ?? fact.closedOn)
          })
        guard let prospectID else { throw RowRejection(field: "prospect", reason: .fieldEmpty("prospect")) }
        let (stage, closedOn) = ending
        let changedAt = stage.kind == .open ? openings[index] : closings[index]
        var draft = OpportunityDraft(
          id: fact.id, prospectID: prospectID, salespersonID: salespersonID, stageID: stage.id, openedAt: changedAt ?? importing.now)
        draft.openedAt = openings[index]
        draft.isUndated = changedAt == nil
        draft.title = fact.title
        draft.source = fact.source
        draft.channel = fact.channel
        draft.amountCents = fact.cents
        draft.expectedOn = fact.expectedOn ?? (stage.kind == .open && fact.isClosedOnExpected ? fact.closedOn : nil)
        // Programs keep the reason of an earlier loss when they open a deal again.
        let isLost = stage.kind == .lost || stage.kind == .abandoned
        draft.lossReason = isLost ? fact.lossReason : nil
        draft.competitor = isLost ? fact.competitor : nil
        draft.note = fact.note
        draft.reference = fact.reference
        return Resolved(fact: fact, stage: stage, closedOn: closedOn, draft: draft)
      }
    }
    // Not while the next set is resolved: sales stand on what is recorded here.
    let answers = try await record(resolved, importing)
    let recorded = zip(resolved, answers).compactMap { result, answer in answer.isRecorded ? try? result.get() : nil }
    importing.count(assumed: "prospect", recorded.count { $0.fact.prospect == nil })
    importing.count(assumed: "opened_on", recorded.count { $0.stage.kind == .open && $0.draft.isUndated })
    importing.count(assumed: "closed_on", recorded.count { $0.stage.kind != .open && $0.draft.isUndated })
    importing.count(ignored: "loss_reason", recorded.count { $0.draft.lossReason == nil && $0.fact.lossReason != nil })
    importing.count(ignored: "competitor", recorded.count { $0.draft.competitor == nil && $0.fact.competitor != nil })
    try await importing.count(ownersAssumedFor: recorded.map(\.draft).filter { $0.salespersonID == nil }.map(\.id), in: "opportunity")
    try await recordSales(of: recorded.filter { $0.stage.kind == .won }, importing)
    return { answers }
  }

  /// The day on which it was closed in a stage.
  private func closing(in stage: Stage, _ today: Day) throws(RowRejection) -> Day? {
    guard stage.kind != .open else {
      if closedOn != nil, !isClosedOnExpected { throw RowRejection(field: "closed_on", reason: .closedInAnOpenStage(stage.name)) }
      return nil
    }
    guard let day = (stage.kind == .won ? wonOn : lostOn) ?? closedOn else { return nil }
    try day.requireNotAfter(today: today, field: "closed_on")
    if let openedOn, day < openedOn { throw RowRejection(field: "closed_on", reason: .closedBeforeOpened) }
    return day
  }

  static func complete(_ importing: ImportContext) async throws { try await importing.countWinsWithoutSale() }

  /// Makes customers of the won ones' prospects and, when the mapping says so, records a sale of each one's amount.
  private static func recordSales(of won: [Resolved], _ importing: ImportContext) async throws {
    guard !won.isEmpty else { return }
    guard importing.names.mapping.recordsSalesOfWins else {
      _ = try await importing.transaction.query(
        """
        select recompute_conversions(
          \(importing.organization.id), \(won.map(\.draft.prospectID)), \(won.map { _ in UUID.v7() }))
        """)
      return
    }
    let sales = won.map { each in
      var sale = SaleDraft(
        prospectID: each.draft.prospectID, salespersonID: each.draft.salespersonID, soldOn: each.closedOn ?? importing.today,
        amountCents: each.fact.cents ?? 0)
      sale.opportunityID = each.draft.id
      sale.channel = each.draft.channel
      return sale
    }
    let recordings = try await importing.transaction.record(all: sales, from: importing.provenance)
    importing.count(created: "sales", recordings.count { $0 == .recorded })
    importing.count(assumed: "amount", won.count { $0.fact.cents == nil })
  }
}

/// What a row says of where an opportunity stands: a stage, a status, or both.
struct StageWords: Sendable {
  /// Nil where the file gives a status alone.
  let stage: String?
  /// What the column of the status says, where the file has one beside the stage.
  let status: StageKind?

  init(_ row: ImportRow) {
    let named = row.text("stage", limit: 100)
    let said = row.text("status", limit: 100)
    status = said.flatMap(StageKind.init(word:))
    // A status of words that nobody knows is a stage.
    stage = named ?? (status == nil ? said : nil)
    if named != nil, let said, status == nil { row.refuse("status", .unknownDealStatus(said)) }
    if named == nil, said == nil { row.refuse(row.bindings.origins["stage"] == nil ? "status" : "stage", .fieldEmpty("stage")) }
  }

  /// The stage that stage and status mean together.
  func find(in names: NameResolver) throws(RowRejection) -> Stage {
    guard let status, status != .open else {
      guard let stage else { throw RowRejection(field: "stage", reason: .fieldEmpty("stage")) }
      let found = try names.stage(stage)
      if status == .open, found.kind != .open { throw RowRejection(field: "status", reason: .statusContradicts(found.name)) }
      return found
    }
    return try names.stage(status)
  }
}
