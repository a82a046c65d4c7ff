public import Postgres

/// What an organization holds, taken back and voided facts too: what is gone once it is removed.
public struct OrganizationContents: Sendable, Encodable {
  public let organization: Organization
  public let salespeople: Int
  public let prospects: Int
  public let conversations: Int
  public let opportunities: Int
  public let sales: Int
  public let expenses: Int
  public let measurements: Int
  public let imports: Int
  public let plans: Int
}

extension Organizations {
  /// What would be removed.
  ///
  /// - Throws: `.denied` to others than a director.
  public static func contents(_ scope: Scope) async throws -> OrganizationContents {
    try scope.requireDirector(.onlyDirectorsRemove)
    let organization = scope.organization
    return try await scope.read { transaction in
      try await transaction.one(
        """
        select
          (select count(*) from salesperson each where each.organization_id = \(organization.id)) as salespeople,
          (select count(*) from prospect each where each.organization_id = \(organization.id)) as prospects,
          (select count(*) from conversation each where each.organization_id = \(organization.id)) as conversations,
          (select count(*) from opportunity each where each.organization_id = \(organization.id)) as opportunities,
          (select count(*) from sale each where each.organization_id = \(organization.id)) as sales,
          (select count(*) from expense each where each.organization_id = \(organization.id)) as expenses,
          (select count(*) from measurement each where each.organization_id = \(organization.id)) as measurements,
          (select count(*) from import_run each where each.organization_id = \(organization.id)) as imports,
          (select count(*) from plan each where each.organization_id = \(organization.id)) as plans
        """
      ) {
        try OrganizationContents(
          organization: organization, salespeople: $0.decode("salespeople"), prospects: $0.decode("prospects"),
          conversations: $0.decode("conversations"), opportunities: $0.decode("opportunities"), sales: $0.decode("sales"),
          expenses: $0.decode("expenses"), measurements: $0.decode("measurements"), imports: $0.decode("imports"),
          plans: $0.decode("plans"))
      }
    }
  }

  /// Removes an organization with everything that it holds, for good: no undo, and nothing of it stays.
  ///
  /// - Parameter session: Of the owner of the schema, who alone may delete.
  /// - Throws: `.denied` to others than a director.
  public static func remove(_ scope: Scope, _ session: Session) async throws {
    try scope.requireDirector(.onlyDirectorsRemove)
    try await translating { _ = try await session.query("select remove_organization(\(scope.organization.id))") }
  }
}
