package import CRM
package import Postgres

/// What a plan file speaks of beside itself: the organization as it is when the file is read.
package struct PlanContext: Sendable {
  /// As an ISO 4217 code.
  package let currency: String
  package let today: Day
  package let people: [Salesperson]
  package let plans: [Plan]
  /// Its outside series, by name.
  package let series: [String: SeriesUnit]
  /// The day of the first version of each plan, by slug.
  package let createdOn: [String: Day]
}

extension Plans {
  /// What a plan file of the organization is checked against.
  package func context() async throws -> PlanContext {
    let people = try await Team(scope).list()
    return try await scope.read { transaction in
      let created = try await transaction.rows(
        """
        select slug, (created_at at time zone \(scope.organization.timeZone))::date as created_on
        from plan
        where organization_id = \(scope.organization.id)
        """, { (try $0.decode("slug", as: String.self), try $0.decode("created_on", as: Day.self)) })
      return PlanContext(
        currency: scope.organization.currency, today: try await transaction.fetch(transaction.today), people: people,
        plans: try await transaction.plans(), series: try await transaction.seriesUnits(),
        createdOn: Dictionary(uniqueKeysWithValues: created))
    }
  }
}

extension Transaction {
  /// The outside series of an organization, by name, and what they count.
  func seriesUnits() async throws -> [String: SeriesUnit] {
    Dictionary(
      uniqueKeysWithValues: try await rows(
        "select name, unit from series where organization_id = \(organization.id)",
        { (try $0.decode("name", as: String.self), try $0.decode("unit", as: SeriesUnit.self)) }))
  }
}
