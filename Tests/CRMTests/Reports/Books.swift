import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

/// Writes facts into an organization as its services do: by drafts, one call a fact.
struct Books {
  let scope: Scope
  /// Gives ids: the same generator gives the same ids, whatever the order in which facts are written.
  private(set) var source: SeededGenerator

  init(_ scope: Scope, seed: UInt64 = 1) {
    self.scope = scope
    source = SeededGenerator(seed: seed)
  }

  var organization: Organization.ID { scope.organization.id }

  mutating func id<Kind>() -> ID<Kind> { .random(using: &source) }

  /// Runs one statement as a director.
  @discardableResult
  func run(_ sql: SQL) async throws -> QueryResult {
    try await scope.pool.transaction(["select act_as(\(organization), 'director')"]) { try await $0.query(sql) }
  }

  /// The database's clock, between two facts.
  func now() async throws -> Instant {
    try await scope.pool.withSession { try await $0.one("select clock_timestamp() as now", { try $0.decode("now") }) }
  }

  mutating func salesperson(_ name: String, team: String? = nil, profile: Profile? = nil) async throws -> Salesperson {
    var details = SalespersonChange()
    details.team = team
    details.profile = profile
    return try await Team(scope).add(name, details)
  }

  mutating func prospect(_ name: String, source: String? = nil, potential: Int? = nil, id: Prospect.ID? = nil) async throws -> Prospect.ID {
    let id = id ?? self.id()
    try await run(
      """
      insert into prospect (organization_id, id, name, name_key, source, potential_cents)
      values (\(organization), \(id), \(name), \(name.lowercased()), \(source), \(potential))
      """)
    return id
  }

  private func record(_ draft: (Transaction) async throws -> some FactDraft) async throws {
    _ = try await scope.record { try await $0.record(try await draft($0)) }
  }

  /// An instant from the organization's clocks.
  private func instant(_ local: String, _ transaction: Transaction) async throws -> Instant {
    try await transaction.one(
      local.hasSuffix("Z")
        ? "select \(local)::timestamptz as at" : "select \(local)::timestamp at time zone \(scope.organization.timeZone) as at"
    ) { try $0.decode("at") }
  }

  /// The (first) stage of a kind.
  private func stage(_ kind: StageKind, _ transaction: Transaction) async throws -> Stage.ID {
    let stages = try await transaction.fetch(transaction.stages)
    return try #require(stages.first { $0.kind == kind }).id
  }

  @discardableResult
  mutating func conversation(
    _ prospect: Prospect.ID, by person: Salesperson.ID?, with secondSalesperson: Salesperson.ID? = nil, at local: String,
    _ outcome: Outcome = .interested,
    channel: Channel = .field, id: Conversation.ID? = nil
  ) async throws -> Conversation.ID {
    let id = id ?? self.id()
    try await record { transaction in
      var draft = ConversationDraft(
        id: id, prospectID: prospect, salespersonID: person, channel: channel, outcome: outcome,
        occurredAt: try await instant(local, transaction))
      draft.secondSalespersonID = secondSalesperson
      return draft
    }
    return id
  }

  /// Opens an opportunity in the first stage.
  @discardableResult
  mutating func opportunity(
    _ prospect: Prospect.ID, by person: Salesperson.ID?, opened: String?, amount: Int? = 10_000, source: String? = nil,
    channel: Channel? = nil,
    id: Opportunity.ID? = nil
  ) async throws -> Opportunity.ID {
    let id = id ?? self.id()
    try await record { transaction in
      let at = try await opened.asyncMap { try await instant($0, transaction) }
      var draft = OpportunityDraft(
        id: id, prospectID: prospect, salespersonID: person, stageID: try await stage(.open, transaction), openedAt: at ?? .now)
      (draft.openedAt, draft.isUndated) = (at, at == nil)
      (draft.amountCents, draft.source, draft.channel) = (amount, source, channel)
      return draft
    }
    return id
  }

  /// Moves an opportunity to the (first) stage of a kind.
  mutating func move(
    _ opportunity: Opportunity.ID, _ kind: String, at local: String, reason: String? = nil, competitor: String? = nil,
    reopening: Bool = false,
    id: StageMove.ID? = nil
  ) async throws {
    let id = id ?? self.id()
    try await record { transaction in
      var move = StageMove(
        id: id, opportunityID: opportunity, stageID: try await stage(try #require(StageKind(rawValue: kind)), transaction),
        at: try await instant(local, transaction))
      (move.lossReason, move.competitor, move.reopens) = (reason, competitor, reopening)
      return move
    }
    try await recompute(of: opportunity)
  }

  @discardableResult
  mutating func sale(
    _ prospect: Prospect.ID?, by person: Salesperson.ID?, on day: String, _ amount: Int, margin: Int? = nil, refundOf: Sale.ID? = nil,
    conversation: Conversation.ID? = nil, channel: Channel? = nil, id: Sale.ID? = nil
  ) async throws -> Sale.ID {
    var draft = SaleDraft(
      id: id ?? self.id(), prospectID: prospect, salespersonID: person, soldOn: try #require(Day(day)), amountCents: amount)
    (draft.marginCents, draft.refundOf, draft.conversationID, draft.channel) = (margin, refundOf, conversation, channel)
    let sale = draft
    try await record { _ in sale }
    return sale.id
  }

  /// Voids a fact, and what follows from it.
  mutating func void<Kind>(_ table: String, _ id: ID<Kind>) async throws {
    try await run(
      """
      update \(identifier: table) set voided_at = clock_timestamp(), void_reason = 'test'
      where organization_id = \(organization) and id = \(id)
      """)
    switch table {
    case "opportunity":
      try await recompute(of: Opportunity.ID(id))
    case "sale":
      try await run(
        """
        select recompute_conversions(\(organization), array_agg(s.prospect_id), array_agg(\(UUID.v7())::uuid))
        from sale s where s.organization_id = \(organization) and s.id = \(id) and s.prospect_id is not null
        """)
    default: break
    }
  }

  mutating func merge(_ prospect: Prospect.ID, into kept: Prospect.ID) async throws {
    try await run(
      """
      insert into prospect_merge (organization_id, id, merge_id, prospect_id, kept_id)
      values (\(organization), \(UUID.v7()), \(UUID.v7()), \(prospect), \(kept))
      """)
    try await run("select recompute_conversions(\(organization), \([prospect, kept]), \([UUID.v7(), UUID.v7()]))")
  }

  private mutating func recompute(of opportunity: Opportunity.ID) async throws {
    try await run(
      """
      select recompute_conversions(\(organization), array_agg(o.prospect_id), array_agg(\(UUID.v7())::uuid))
      from opportunity o where o.organization_id = \(organization) and o.id = \(opportunity)
      """)
  }
}

extension ID {
  /// An id out of a generator.
  static func random(using source: inout SeededGenerator) -> ID {
    let (a, b) = (source.next(), source.next())
    func byte(_ word: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> (index * 8)) }
    let uuid = UUID(
      uuid: (
        byte(a, 0), byte(a, 1), byte(a, 2), byte(a, 3), byte(a, 4), byte(a, 5), byte(a, 6), byte(a, 7), byte(b, 0), byte(b, 1), byte(b, 2),
        byte(b, 3), byte(b, 4), byte(b, 5), byte(b, 6), byte(b, 7)
      ))
    return ID(uuid)
  }
}
