import Foundation
import Postgres

/// The conversations of an organization. Salespeople see those they took part in; ``DailyLog`` records them.
public struct Conversations: Sendable {
  let scope: Scope

  /// The conversations of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// Conversations that stand, newest first. Of a colleague, a salesperson gets those that both took part in.
  ///
  /// - Throws: `.denied` to salespeople when there is none of those: nothing to show would look like nothing there.
  public func list(_ filter: ConversationFilter = ConversationFilter()) async throws -> Page<Conversation> {
    try requirePageLength(filter.limit)
    return try await scope.read { transaction in
      let organization = scope.organization
      var conditions: [SQL] = ["c.organization_id = \(organization.id)", "c.voided_at is null"]
      let salesperson = try await filter.salesperson.asyncMap { try await transaction.salesperson($0) }
      if let salesperson {
        conditions.append("(c.salesperson_id = \(salesperson.id) or c.second_salesperson_id = \(salesperson.id))")
      }
      if let prospect = try await filter.prospect.asyncMap({ try await transaction.prospect($0) }) {
        conditions.append("c.prospect_id = any (\(prospect.members))")
      }
      if let channel = filter.channel { conditions.append("c.channel = \(channel.rawValue)") }
      if let outcome = filter.outcome { conditions.append("c.outcome = \(outcome.rawValue)") }
      if let from = filter.from { conditions.append("c.occurred_at >= start_of_day(\(from), \(organization.timeZone))") }
      if let to = filter.to { conditions.append("c.occurred_at < start_of_day(\(to), \(organization.timeZone))") }
      if let after = filter.after {
        let at = try await transaction.first(
          "select occurred_at from conversation where organization_id = \(organization.id) and id = \(after)",
          { try $0.decode("occurred_at", as: Instant.self) })
        guard let at else { throw CRMError(.notFound, .noFact(after.description)) }
        conditions.append("(c.occurred_at, c.id) < (\(at), \(after))")
      }
      let rows = try await transaction.rows(
        """
        \(Conversation.selection(organization))
        where \(conditions.joined(separator: " and "))
        order by c.occurred_at desc, c.id desc
        limit \(filter.limit + 1)
        """, Conversation.init(row:))
      if rows.isEmpty, let salesperson, let actor = scope.actor, actor != salesperson.id {
        throw CRMError(.denied, .noSharedConversation(salesperson.name))
      }
      return Page("conversations", rows, limit: filter.limit, id: \.id)
    }
  }

  /// One conversation, also when it was voided.
  ///
  /// - Throws: `.notFound`, also for those of colleagues.
  public func show(_ id: Conversation.ID) async throws -> Conversation {
    try await scope.read { transaction in
      let found = try await transaction.first(
        "\(Conversation.selection(scope.organization)) where c.organization_id = \(scope.organization.id) and c.id = \(id)",
        Conversation.init(row:))
      guard let found else { throw CRMError(.notFound, .noFact(id.description)) }
      return found
    }
  }

  /// Voids a conversation: it leaves the figures and stays on record. The prospect's follow-up becomes that of its latest
  /// conversation that remains. The sale made in it, and the opportunity that it opened or closed, stand: the answer names them.
  ///
  /// Voiding it again changes nothing: the answer tells when and why it was.
  /// - Throws: `.denied` for a salesperson who took no part in it.
  @discardableResult
  public func void(_ id: Conversation.ID, reason: String) async throws -> Voiding {
    try await scope.void(
      id, in: "conversation", by: "void_conversations(\(scope.organization.id), \(scope.actor), \([id]), \(reason))",
      reason: reason,
      // All facts of one entry have its id.
      leaving: """
        select 'sale' as kind, s.id
        from sale s
        where s.organization_id = \(scope.organization.id)
          and s.id = \(id)
          and s.voided_at is null
        union all
        select case when o.id = x.id then 'opportunity' else 'closing' end, o.id
        from stage_change x
        join opportunity o on o.organization_id = x.organization_id and o.id = x.opportunity_id
        where x.organization_id = \(scope.organization.id)
          and x.id = \(id)
          and o.voided_at is null
          and (o.id = x.id or x.kind <> 'open' and x.number = o.changes)
        """)
  }
}
