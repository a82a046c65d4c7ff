package import CRM
package import Postgres

/// What a plan file speaks of beside itself: the organization as it is when the file is read.
package struct PlanContext: Sendable {
  /// As an ISO 4217 code.
  package let currency: String
  package let today: Day
  package let people: [Salesperson]
  package let plans: [Plan]
  /// The names of its outside series, and of those that are sums of money.
  package let series: Set<String>
  package let moneySeries: Set<String>
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
      let series = try await transaction.seriesNames()
      return PlanContext(
        currency: scope.organization.currency, today: try await transaction.fetch(transaction.today), people: people,
        plans: try await transaction.plans(), series: series.all, moneySeries: series.money,
        createdOn: Dictionary(uniqueKeysWithValues: created))
    }
  }
}

extension Transaction {
  /// The outside series of an organization, and those that are sums of money.
  func seriesNames() async throws -> (all: Set<String>, money: Set<String>) {
    let series = try await rows(
      "select name, unit from series where organization_id = \(organization.id)",
      { (name: try $0.decode("name", as: String.self), unit: try $0.decode("unit", as: SeriesUnit.self)) })
    return (Set(series.map(\.name)), Set(series.filter(\.unit.isMoney).map(\.name)))
  }
}
