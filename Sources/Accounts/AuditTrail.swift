package import CRM
import Foundation
package import Postgres

/// Who saw personal data or changed something over HTTP, for as long as it is kept: a year.
package struct AuditTrail: Sendable {
  private let scope: Scope

  /// That of the scope's organization.
  package init(_ scope: Scope) {
    self.scope = scope
  }

  /// Events, newest first.
  ///
  /// - Throws: `.denied` for all but directors.
  package func events(_ filter: AuditFilter = AuditFilter()) async throws -> Page<RecordedAuditEvent> {
    try scope.requireDirector(.onlyDirectorsReadTheTrail)
    try requirePageLength(filter.limit)
    return try await scope.read { transaction in
      let organization = scope.organization
      var conditions: [SQL] = ["e.organization_id = \(organization.id)"]
      if let user = try await filter.user.asyncMap({ try await transaction.user(named: $0) }) {
        conditions.append("e.user_id = \(user.id)")
      }
      if let objectID = filter.objectID { conditions.append("e.object_id = \(objectID)") }
      if let from = filter.from { conditions.append("e.asked_at >= start_of_day(\(from), \(organization.timeZone))") }
      if let to = filter.to { conditions.append("e.asked_at < start_of_day(\(to), \(organization.timeZone))") }
      if let after = filter.after {
        conditions.append(
          "(e.asked_at, e.id) < (select a.asked_at, a.id from audit_event a where a.organization_id = \(organization.id) and a.id = \(after))"
        )
      }
      let rows = try await transaction.rows(
        """
        select e.id, e.asked_at, e.asked_at at time zone \(organization.timeZone) as local_time, e.user_id, u.name as user_name, e.action, e.object_id,
          e.request_id
        from audit_event e
        left join app_user u on u.organization_id = e.organization_id and u.id = e.user_id
        where \(conditions.joined(separator: " and "))
        order by e.asked_at desc, e.id desc
        limit \(filter.limit + 1)
        """, RecordedAuditEvent.init(row:))
      return Page("events", rows, limit: filter.limit, id: \.id)
    }
  }
}

/// An event as it is shown.
package struct RecordedAuditEvent: Sendable, Encodable {
  package typealias ID = CRM.ID<RecordedAuditEvent>

  package let id: RecordedAuditEvent.ID
  package let at: Instant
  /// What the organization's clocks showed.
  package let localTime: CivilTime
  @Nullable package private(set) var userID: User.ID?
  /// Nil for the owner of the machine.
  @Nullable package private(set) var user: String?
  /// The method and the address, as the API describes it.
  package let action: String
  @Nullable package private(set) var objectID: Fact.ID?
  package let requestID: String

  fileprivate init(row: Row) throws {
    id = try row.decode("id")
    at = try row.decode("asked_at")
    localTime = try row.decode("local_time")
    userID = try row.decode("user_id")
    user = try row.decode("user_name")
    action = try row.decode("action")
    objectID = try row.decode("object_id")
    requestID = try row.decode("request_id")
  }
}

extension RecordedAuditEvent: Identified {
  package static func named(_ organization: Organization) -> SQL {
    """
    select f.organization_id, f.id, (f.asked_at at time zone \(organization.timeZone))::date as day, f.action as name
    from audit_event f
    """
  }
}

/// Which events are asked for.
package struct AuditFilter: Sendable {
  /// By address, name or id.
  package var user: String?
  package var objectID: Fact.ID?
  /// Business days, the second not included.
  package var from: Day?
  package var to: Day?
  package var limit = 50
  package var after: RecordedAuditEvent.ID?

  /// All of them.
  package init() {}
}
