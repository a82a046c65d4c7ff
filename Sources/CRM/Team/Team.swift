import Foundation
package import Postgres

/// The commercial people of an organization.
public struct Team: Sendable {
  let scope: Scope

  /// The team of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// Adds a salesperson.
  ///
  /// - Throws: `.conflict` when one of that name is there, `.denied` for all but directors.
  public func add(_ name: String, _ details: SalespersonChange = SalespersonChange()) async throws -> Salesperson {
    try scope.requireDirector(.onlyDirectorsChangeTheTeam)
    return try await scope.write { session in
      let id = UUID.v7()
      let added = try await session.execute(
        """
        insert into salesperson (organization_id, id, name, name_key)
        values (\(scope.organization.id), \(id), \(name), \(PersonName(name).key))
        on conflict on constraint salesperson_name_once do nothing
        """)
      if added == 0 { throw CRMError(.conflict, .salespersonThere(name), remedy: .salespersonUpdateRemedy(name)) }
      return try await change(id, details, session)
    }
  }

  /// Changes what is known of a salesperson.
  public func update(_ name: String, _ change: SalespersonChange) async throws -> Salesperson {
    try scope.requireDirector(.onlyDirectorsChangeTheTeam)
    return try await scope.write(inDoubt: .askAgainSafely) { session in
      try await self.change(try await Self.find(name, scope.organization, session).id, change, session)
    }
  }

  /// All salespeople, by name; those of one team when it is named.
  public func list(team: String? = nil) async throws -> [Salesperson] {
    try await scope.read { try await Self.list(team: team, scope.organization, $0) }
  }

  package static func list(team: String? = nil, _ organization: Organization, _ session: Session) async throws -> [Salesperson] {
    try await session.fetch(all(of: organization, team: team))
  }

  /// All salespeople, by name; those of one team when it is named.
  static func all(of organization: Organization, team: String? = nil) -> Query<[Salesperson]> {
    .rows(
      """
      \(selection(organization.id))
      where s.organization_id = \(organization.id)
        and (\(team?.folded)::text is null or t.name_key = \(team?.folded))
      order by s.name_key
      """, Salesperson.init(row:))
  }

  /// The salesperson a person means, by name or id.
  ///
  /// - Throws: `.notFound` or `.ambiguous`, with the names that come near.
  public func find(_ name: String) async throws -> Salesperson {
    try await scope.read { try await Self.find(name, scope.organization, $0) }
  }

  /// The salesperson a person means: by id, by the whole name, or by words or beginnings of words of a name that only one has who is in the
  /// team on a day; today when nil.
  package static func find(_ text: String, on day: Day? = nil, _ organization: Organization, _ session: Session) async throws -> Salesperson
  {
    let (people, today) = try await session.fetch(all(of: organization), .today(in: organization))
    return try people.find(text, on: day ?? today)
  }

  private func change(_ id: UUID, _ change: SalespersonChange, _ session: Session) async throws -> Salesperson {
    var teamID: UUID?
    if let team = change.team {
      teamID = try await session.one(
        """
        insert into team (organization_id, id, name, name_key)
        values (\(scope.organization.id), \(UUID.v7()), \(team), \(team.folded))
        on conflict on constraint team_name_once do update set name_key = excluded.name_key
        returning id
        """, { try $0.decode("id", as: UUID.self) })
    }
    _ = try await session.execute(
      """
      update salesperson
      set name = coalesce(\(change.name), name),
        name_key = coalesce(\(change.name.map { PersonName($0).key }), name_key),
        profile = coalesce(\(change.profile?.rawValue), case when not \(change.cleared.contains(.profile)) then profile end),
        team_id = coalesce(\(teamID), case when not \(change.cleared.contains(.team)) then team_id end),
        active_from = coalesce(\(change.activeFrom), case when not \(change.cleared.contains(.activeFrom)) then active_from end),
        active_until = coalesce(\(change.activeUntil), case when not \(change.cleared.contains(.activeUntil)) then active_until end),
        trained_from = coalesce(\(change.trainedFrom), case when not \(change.cleared.contains(.trainedFrom)) then trained_from end),
        trained_until = coalesce(\(change.trainedUntil), case when not \(change.cleared.contains(.trainedUntil)) then trained_until end)
      where organization_id = \(scope.organization.id)
        and id = \(id)
      """)
    return try await session.one(
      "\(Self.selection(scope.organization.id)) where s.organization_id = \(scope.organization.id) and s.id = \(id)", Salesperson.init(row:)
    )
  }

  private static func selection(_ organizationID: UUID) -> SQL {
    """
    select s.id, s.name, s.profile, t.name as team, s.active_from, s.active_until, s.trained_from, s.trained_until
    from salesperson s
    left join team t on t.organization_id = \(organizationID) and t.id = s.team_id
    """
  }
}

extension [Salesperson] {
  /// The one of a team whom a person means on a day, as `Team.find`.
  ///
  /// - Throws: `.notFound` or `.ambiguous`, with the names that come near.
  func find(_ text: String, on day: Day) throws -> Salesperson {
    if let id = UUID(uuidString: text), let found = first(where: { $0.id == id }) { return found }
    let meant = meant(by: text, on: day)
    guard let only = meant.first else {
      throw CRMError(.notFound, .noSalesperson(text), remedy: .salespersonRemedy(text, map(\.name)))
    }
    if meant.count > 1 { throw CRMError(.ambiguous, .severalSalespeople(text, meant.map(\.name)), remedy: .wholeNameRemedy) }
    return only
  }
}
