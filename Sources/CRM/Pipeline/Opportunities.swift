import Foundation
import Postgres

/// The pipeline of an organization: opening opportunities, moving them through its stages, closing and reopening them. What may win one
/// (`add`, `move`, `win`) stands with the sales.
///
/// Opportunities are named by their id, or by their title or prospect when only one fits. Salespeople see and move their own and
/// those that nobody owns.
public struct Opportunities: Sendable {
  let scope: Scope

  /// The opportunities of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// Loses an open opportunity, to a competitor when one is named.
  public func lose(_ text: String, reason: String? = nil, competitor: String? = nil, at: Moment = .now) async throws -> Opportunity {
    try await scope.record { transaction in
      try await transaction.change(text, reason: reason, competitor: competitor, at: at) { try $0.closing(.lost) }
    }
  }

  /// Gives an open opportunity up.
  public func abandon(_ text: String, reason: String? = nil, at: Moment = .now) async throws -> Opportunity {
    try await scope.record { transaction in try await transaction.change(text, reason: reason, at: at) { try $0.closing(.abandoned) } }
  }

  /// Opens a closed opportunity again, in the stage named or the open one it was in last; a win no longer counts then.
  public func reopen(_ text: String, stage: String? = nil, at: Moment = .now) async throws -> Opportunity {
    try await scope.record { transaction in
      let found = try await transaction.opportunity(text, isOpen: false)
      let stages = try await transaction.fetch(transaction.stages)
      let target = if let stage { try stages.named(stage) } else { try await transaction.stageToReopen(found.id, stages) }
      let located = try await transaction.locate(at)
      var move = StageMove(opportunityID: found.id, stageID: target.id, at: located.instant)
      move.reopens = true
      try await transaction.record(move)
      _ = try await transaction.fetch(transaction.recomputeConversion(of: found.prospectID))
      return try await transaction.opportunity(id: found.id)
    }
  }

  /// Voids an opportunity that never was; it leaves every figure. Its sales stand: the answer names them.
  @discardableResult
  public func void(_ id: Opportunity.ID, reason: String) async throws -> Voiding {
    try await scope.void(
      id, in: "opportunity", by: "void_opportunities(\(scope.organization.id), \(scope.actor), \([id]), \([UUID.v7()]), \(reason))",
      reason: reason,
      leaving: """
        select 'sale' as kind, s.id
        from sale s
        where s.organization_id = \(scope.organization.id)
          and s.opportunity_id = \(id)
          and s.voided_at is null
        order by s.sold_on, s.id
        """)
  }

}

extension Transaction {
  /// The opportunity of an id that is there.
  func opportunity(id: Opportunity.ID) async throws -> Opportunity {
    try await one(
      "\(Opportunity.selection(organization)) where o.organization_id = \(organization.id) and o.id = \(id)", Opportunity.init(row:))
  }
}

extension Transaction {
  /// Opens an opportunity within a transaction that does more.
  func open(_ entry: OpportunityEntry, id: Opportunity.ID) async throws -> (Opportunity, WriteOutcome) {
    if let amount = entry.amountCents, amount < 0 { throw CRMError(.invalid, .negativeAmount) }
    if let title = entry.title, title.trimmed.isEmpty { throw CRMError(.invalid, .titleEmpty, place: "--title", remedy: .titleRemedy) }
    let prospect = try await prospect(entry.prospect)
    let owner = try await salespersonOrActor(entry.salesperson, on: entry.openedAt.day)
    let stages = try await fetch(stages)
    let stage = try entry.stage.map(stages.named) ?? stages.opening()
    let opened = try await locate(entry.openedAt)
    if let expected = entry.expectedOn, expected < opened.local.day {
      throw CRMError(.invalid, .expectedBeforeOpening(expected, opened.local.day), place: "--expected")
    }
    var draft = OpportunityDraft(
      id: id, prospectID: prospect.id, salespersonID: owner?.id, stageID: stage.id, openedAt: opened.instant)
    draft.title = entry.title
    draft.source = entry.source
    draft.channel = entry.channel
    draft.amountCents = entry.amountCents
    draft.expectedOn = entry.expectedOn
    draft.note = entry.note
    try await fetch(lock(prospect))
    let (openedID, outcome) = try await record(
      typed: draft, isAnother: entry.isAnother || entry.id != nil)
    if stage.kind == .won, outcome == .recorded { _ = try await fetch(recomputeConversion(of: prospect.id)) }
    return (try await opportunity(id: openedID), outcome)
  }

  /// Moves an open opportunity within a transaction that does more.
  func change(
    _ text: String, id: StageMove.ID = .v7(), amountCents: Int? = nil, reason: String? = nil, competitor: String? = nil, at: Moment,
    to target: ([Stage]) throws -> Stage
  ) async throws -> Opportunity {
    if let amountCents, amountCents < 0 { throw CRMError(.invalid, .negativeAmount) }
    let found = try await opportunity(text, isOpen: true)
    let stage = try target(try await fetch(stages))
    let located = try await locate(at)
    var move = StageMove(id: id, opportunityID: found.id, stageID: stage.id, at: located.instant)
    (move.amountCents, move.lossReason, move.competitor) = (amountCents, reason, competitor)
    try await record(move)
    if stage.kind == .won { _ = try await fetch(recomputeConversion(of: found.prospectID)) }
    return try await opportunity(id: found.id)
  }

  /// The open stage that a closed opportunity was in last.
  ///
  /// - Throws: `.invalid` when it is retired: no other one is guessed.
  fileprivate func stageToReopen(_ id: Opportunity.ID, _ stages: [Stage]) async throws -> Stage {
    let last: Stage.ID? = try await first(
      """
      select x.stage_id
      from stage_change x
      where x.organization_id = \(organization.id)
        and x.opportunity_id = \(id)
        and x.voided_at is null
        and x.kind = 'open'
      order by x.number desc
      limit 1
      """, { try $0.decode("stage_id") })
    guard let stage = stages.first(where: { $0.id == last }) else { return try stages.opening() }
    guard stage.isInUse else {
      let others = stages.filter { $0.kind == .open }.namesInUse
      throw CRMError(.invalid, .stageOfReopeningRetired(stage.name), remedy: .sayTheStage(others))
    }
    return stage
  }
}
