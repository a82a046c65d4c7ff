public import Postgres

/// What a plan file speaks of beside itself: the organization as it is when the file is read.
public struct PlanSurroundings: Sendable {
  /// As an ISO 4217 code.
  public let currency: String
  public let today: Day
  public let people: [Salesperson]
  public let plans: [Plan]
  /// The day of the first version of each plan, by slug.
  public let createdOn: [String: Day]
}

extension Plans {
  /// What a plan file of the organization is checked against.
  public func surroundings() async throws -> PlanSurroundings {
    let people = try await Team(scope).list()
    return try await scope.read { session in
      let created = try await session.rows(
        """
        select slug, (created_at at time zone \(scope.organization.timeZone))::date as created_on
        from plan
        where organization_id = \(scope.organization.id)
        """, { (try $0.decode(0, "slug", as: String.self), try $0.decode(1, "created_on", as: Day.self)) })
      return PlanSurroundings(
        currency: scope.organization.currency, today: try await Self.today(scope.organization, session), people: people,
        plans: try await Self.list(scope.organization, session), createdOn: Dictionary(uniqueKeysWithValues: created))
    }
  }
}
