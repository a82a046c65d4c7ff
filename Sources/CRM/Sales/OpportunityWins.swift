import Foundation
import Postgres

/// An opportunity that was opened, moved or won, with the sale that goes with it, or what adds the one that is missing. It reads as the
/// opportunity.
@dynamicMemberLookup
public struct OpportunityAnswer: Sendable, Encodable {
  public let status: WriteOutcome
  public let opportunity: Opportunity
  /// The sale that was recorded with the win.
  @Nullable public private(set) var sale: Sale?
  /// What adds the sale of the win, where there is none.
  @Nullable public private(set) var missingSale: MissingSale?
  /// Nobody was named: the owner is the prospect's.
  public let isOwnedByProspectsOwner: Bool

  /// A property of the opportunity.
  public subscript<Value>(dynamicMember path: KeyPath<Opportunity, Value>) -> Value { opportunity[keyPath: path] }

  private enum CodingKeys: String, CodingKey {
    case status, sale, missingSale, isOwnedByProspectsOwner
  }

  /// The keys of the opportunity and those of the answer side by side.
  public func encode(to encoder: any Encoder) throws {
    try opportunity.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(status, forKey: .status)
    try container.encode(_sale, forKey: .sale)
    try container.encode(_missingSale, forKey: .missingSale)
    try container.encode(isOwnedByProspectsOwner, forKey: .isOwnedByProspectsOwner)
  }
}

// What may win an opportunity needs its sale, so it stands after the sales.
extension Opportunities {
  /// Opens an opportunity; without an owner it is that of the prospect's. One without an id that says the same as one of the last minute is
  /// that one, and answers `repeated`.
  ///
  /// - Throws: `.notFound` for an unknown prospect, stage or salesperson, `.conflict` for an id that is taken, `.denied` for a
  ///   salesperson who opens one for another, `.invalid` for an empty title or a close expected before the opening.
  public func add(_ entry: OpportunityEntry) async throws -> OpportunityAnswer {
    let id = entry.id ?? .v7()
    return try await scope.record(inDoubt: .lookForID(id, "filon opportunity list")) { transaction in
      let (opened, status) = try await transaction.open(entry, id: id)
      let isAssumed = entry.salesperson == nil && scope.actor == nil && opened.salesperson != nil
      return try await transaction.answer(opened, status: status, isOwnedByProspectsOwner: isAssumed)
    }
  }

  /// Moves an open opportunity to another stage; one where opportunities are won, lost or abandoned closes it, as `win`, `lose` and
  /// `abandon` do.
  ///
  /// - Throws: `.invalid` when it is closed, is there already, or `at` precedes its last change.
  public func move(_ text: String, to stage: String, amountCents: Int? = nil, at: Moment = .now) async throws -> OpportunityAnswer {
    try await scope.record { transaction in
      try await transaction.answer(try await transaction.change(text, amountCents: amountCents, at: at) { try $0.named(stage) })
    }
  }

  /// Wins an open opportunity; its prospect becomes a customer that day, unless it was one.
  ///
  /// - Parameter recordsSale: Records the sale of its amount with it, credited to its owner.
  /// - Throws: `.usage` for a sale without an amount.
  public func win(
    _ text: String, amountCents: Int? = nil, recordsSale: Bool = false, at: Moment = .now
  ) async throws -> OpportunityAnswer {
    try await scope.record { transaction in
      // The win and its sale are one entry, and have one id.
      let id = StageMove.ID.v7()
      let won = try await transaction.change(text, id: id, amountCents: amountCents, at: at) { try $0.closing(.won) }
      guard recordsSale else { return try await transaction.answer(won) }
      guard let cents = won.amountCents, cents > 0 else {
        throw CRMError(.usage, .saleWithoutAmount, place: "--sold", remedy: .saleAmountRemedy)
      }
      let day = won.closedOn ?? won.stageSinceDay
      let seller = try await transaction.one(
        "select o.salesperson_id from opportunity o where o.organization_id = \(scope.organization.id) and o.id = \(won.id)"
      ) { try $0.decode("salesperson_id", as: Salesperson.ID?.self) }
      var draft = SaleDraft(
        id: Sale.ID(id), prospectID: won.prospectID, salespersonID: seller ?? scope.actor, soldOn: day, amountCents: cents)
      draft.opportunityID = won.id
      draft.channel = won.channel
      try await transaction.record(draft)
      return OpportunityAnswer(
        status: .recorded, opportunity: won, sale: try await transaction.sale(id: draft.id), missingSale: nil,
        isOwnedByProspectsOwner: false)
    }
  }
}

extension Transaction {
  fileprivate func answer(
    _ opportunity: Opportunity, status: WriteOutcome = .recorded, isOwnedByProspectsOwner: Bool = false
  ) async throws -> OpportunityAnswer {
    var missing: MissingSale?
    if opportunity.kind == .won {
      let prospect = try await prospect(opportunity.prospectID.description)
      let sold = SoldOpportunity(id: opportunity.id, amountCents: opportunity.amountCents, openedOn: opportunity.openedOn)
      missing = try await fetch(
        missingSale(of: prospect, sold, on: opportunity.closedOn ?? opportunity.stageSinceDay))
    }
    return OpportunityAnswer(
      status: status, opportunity: opportunity, sale: nil, missingSale: missing, isOwnedByProspectsOwner: isOwnedByProspectsOwner)
  }
}
