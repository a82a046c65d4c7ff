import Foundation
public import Postgres

/// A change of an opportunity in the stage where it stands: what is given replaces, an empty text empties, the rest stays.
public struct OpportunityChange: Sendable {
  /// The owner's name: from now on it is theirs, and what was before stays credited to whom it was. Only of an open opportunity.
  public var owner: String?
  /// In cents excluding VAT; of a closed one, that of its closing.
  public var amountCents: Int?
  /// Why a lost or abandoned one was, and to whom.
  public var lossReason: String?
  public var competitor: String?
  public var title: String?
  public var source: String?
  public var channel: Channel?
  /// The day on which it should close.
  public var expectedOn: Day?
  public var note: String?
  /// When the owner or the amount of an open one changed.
  public var at = Moment.now

  /// Changes nothing until something is set.
  public init() {}

  /// Whether it changes what figures of a day stand on: that is kept as a change of its own.
  fileprivate var restates: Bool { owner != nil || amountCents != nil || lossReason != nil || competitor != nil }
  /// Whether it says anything.
  fileprivate var isEmpty: Bool {
    !restates && title == nil && source == nil && channel == nil && expectedOn == nil && note == nil
  }
}

extension Opportunities {
  /// Changes what is said of an opportunity, open or closed, without moving it.
  ///
  /// - Throws: `.usage` for a change that says nothing; `.notFound`, `.ambiguous`; `.invalid` for the owner of a closed one, a loss of one
  ///   that was not lost, a close expected before the opening; `.denied` for a salesperson who gives it to somebody else.
  public func update(_ text: String, _ change: OpportunityChange) async throws -> Opportunity {
    if change.isEmpty { throw CRMError(.usage, .opportunityUnchanged, remedy: .opportunityChangeRemedy) }
    if let amount = change.amountCents, amount < 0 { throw CRMError(.invalid, .negativeAmount) }
    return try await scope.record(inDoubt: .askAgainSafely) { transaction in
      let found = try await transaction.opportunity(text, isOpen: nil)
      // Both are one thing, which is taken back at once.
      let edit = Edit(.opportunity, found.id)
      if change.restates { try await transaction.restate(found, change, edit.id) }
      try await transaction.describe(found, change, edit)
      return try await transaction.opportunity(id: found.id)
    }
  }
}

extension Transaction {
  fileprivate func restate(_ found: OpportunitySummary, _ change: OpportunityChange, _ id: Fact.ID) async throws {
    let located = try await locate(change.at)
    let owner = try await change.owner.asyncMap { try await salesperson($0, on: located.local.day) }
    if let owner, let actor = actor, owner.id != actor { throw CRMError(.denied, .giveOpportunityToOthers) }
    let restatement = Restatement(
      id: StageMove.ID(id), opportunityID: found.id, at: located.instant, salespersonID: owner?.id, amountCents: change.amountCents,
      lossReason: change.lossReason, competitor: change.competitor)
    try await fetch(.recording(restatement, provenance))
  }

  fileprivate func describe(_ found: OpportunitySummary, _ change: OpportunityChange, _ edit: Edit) async throws {
    if let expected = change.expectedOn, let opened = found.openedOn, expected < opened {
      throw CRMError(.invalid, .expectedBeforeOpening(expected, opened), place: "--expected")
    }
    let isChanged = try await self.edit(
      edit,
      set: """
        title = case when \(change.title)::text is null then t.title else nullif(btrim(\(change.title)), '') end,
        source = case when \(change.source)::text is null then t.source else nullif(btrim(\(change.source)), '') end,
        channel = coalesce(\(change.channel?.rawValue), t.channel),
        expected_on = coalesce(\(change.expectedOn), t.expected_on),
        note = case when \(change.note)::text is null then t.note else nullif(btrim(\(change.note)), '') end
        """,
      where: """
        t.voided_at is null and (\(actor)::uuid is null or t.salesperson_id is null or t.salesperson_id = \(actor))
        """)
    if !isChanged { throw CRMError(.denied, .factOfAColleague) }
  }
}
