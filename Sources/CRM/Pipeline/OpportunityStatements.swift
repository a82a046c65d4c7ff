import Foundation
import Postgres

/// An opportunity that somebody means, with what its next change needs.
struct StandingOpportunity: Sendable {
  let id: UUID
  let title: String?
  let prospectID: UUID
  let stageID: UUID
  let stage: String
  let kind: StageKind

  init(row: Row) throws {
    id = try row.decode(0, "id")
    title = try row.decode(1, "title")
    prospectID = try row.decode(2, "prospect_id")
    stageID = try row.decode(3, "stage_id")
    stage = try row.decode(4, "stage")
    kind = try row.decode(5, "stage_kind")
  }

  /// Its title or stage, with the id by which it is named.
  var label: String { "\(title ?? stage) (\(id.uuidString.lowercased()))" }
}

extension Scope {
  /// The standing opportunities of a prospect that the one who acts may change, the oldest first.
  func opportunities(of prospect: NamedProspect, isOpen: Bool?, _ session: Session) async throws -> [StandingOpportunity] {
    try await standingOpportunities(
      """
      o.prospect_id = any (\(prospect.members))
        and (\(isOpen)::boolean is null or (o.closed_at is null) = \(isOpen))
        and (\(actor)::uuid is null or o.salesperson_id is null or o.salesperson_id = \(actor))
      """, session)
  }

  /// The opportunity of an id, or the only one of a prospect that is open (or closed).
  ///
  /// - Throws: `.notFound`, or `.ambiguous` with the ids to choose from.
  func opportunity(_ text: String, isOpen: Bool?, _ session: Session) async throws -> StandingOpportunity {
    if let id = UUID(uuidString: text), let found = try await standingOpportunities("o.id = \(id)", session).first { return found }
    let prospect = try await prospect(text, session)
    let found = try await opportunities(of: prospect, isOpen: isOpen, session)
    guard let only = found.first else {
      throw CRMError(.notFound, isOpen == false ? .noClosedOpportunity(prospect.name) : .noOpenOpportunity(prospect.name))
    }
    if found.count > 1 {
      throw CRMError(.ambiguous, .severalOpportunities(prospect.name, found.map(\.label)), remedy: .nameTheOpportunity)
    }
    return only
  }

  private func standingOpportunities(_ condition: SQL, _ session: Session) async throws -> [StandingOpportunity] {
    try await session.rows(
      """
      select o.id, o.title, o.prospect_id, o.stage_id, s.name as stage, o.stage_kind
      from opportunity o
      join stage s on s.organization_id = o.organization_id and s.id = o.stage_id
      where o.organization_id = \(organization.id)
        and o.voided_at is null
        and \(condition)
      order by o.stage_since, o.id
      """, StandingOpportunity.init(row:))
  }
}

/// A move of one opportunity; its id makes it idempotent.
struct StageMove: Sendable {
  var id: UUID
  var opportunityID: UUID
  var stageID: UUID
  var at: Instant
  var amountCents: Int?
  var lossReason: String?
  var competitor: String?
  var reopens = false

  /// The statement that records it for the one who acts.
  func statement(_ scope: Scope) -> SQL {
    """
    select 1 as number, status, reason
    from record_stage_change(
      \(scope.organization.id), \(scope.actor), \(id), \(opportunityID), \(stageID), \(at), \(amountCents), \(lossReason), \(competitor),
      \(reopens))
    """
  }
}

extension OpportunityEntry {
  /// The statement that opens it in a stage, with a first change of the same id.
  func statement(_ scope: Scope, prospectID: UUID, salespersonID: UUID?, stageID: UUID, at: Instant) -> SQL {
    """
    select number, status, reason
    from record_opportunities(
      \(scope.organization.id), \(scope.actor), \([id]), \([id]), \([prospectID]), \([salespersonID]), \([stageID]), \([title]),
      \([source]), \([channel?.rawValue]), \([amountCents]), \([at]), \([at]), \([false]), \([expectedOn]),
      \([nil] as [String?]), \([nil] as [String?]), \([note]), null, \([nil] as [String?]), null)
    """
  }
}

/// The statement that makes a prospect's conversion what its sales and wins say.
func settlement(of prospectID: UUID, _ organizationID: UUID, conversionID: UUID = .v7()) -> SQL {
  "select settle_conversions(\(organizationID), \([prospectID]), \([conversionID]))"
}
