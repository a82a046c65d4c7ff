import Foundation
package import Postgres

/// The commercial people of an organization.
public struct Team: Sendable {
  public typealias ID = CRM.ID<Team>

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
    return try await scope.write { transaction in
      let id = Salesperson.ID.v7()
      let added = try await transaction.execute(
        """
        insert into salesperson (organization_id, id, name, name_key)
        values (\(scope.organization.id), \(id), \(name), \(PersonName(name).key))
        on conflict on constraint salesperson_name_once do nothing
        """)
      if added == 0 { throw CRMError(.conflict, .salespersonThere(name), remedy: .salespersonUpdateRemedy(name)) }
      return try await transaction.change(id, details, isNew: true)
    }
  }

  /// Changes what is known of a salesperson.
  public func update(_ name: String, _ change: SalespersonChange) async throws -> Salesperson {
    try scope.requireDirector(.onlyDirectorsChangeTheTeam)
    return try await scope.write(inDoubt: .askAgainSafely) { transaction in
      try await transaction.change(try await transaction.salesperson(name).id, change)
    }
  }

  /// All salespeople, by name; those of one team when it is named.
  public func list(team: String? = nil) async throws -> [Salesperson] {
    try await scope.read { try await $0.fetch($0.salespeople(ofTeam: team)) }
  }

  /// The salesperson a person means, by name or id.
  ///
  /// - Throws: `.notFound` or `.ambiguous`, with the names that come near.
  public func find(_ name: String) async throws -> Salesperson {
    try await scope.read { try await $0.salesperson(name) }
  }

}

extension Transaction {
  /// All salespeople, by name; those of one team when it is named.
  package func salespeople(ofTeam team: String? = nil) -> Query<[Salesperson]> {
    .rows(
      """
      \(Salesperson.selection)
      where s.organization_id = \(organization.id)
        and (\(team?.folded)::text is null or t.name_key = \(team?.folded))
      order by s.name_key
      """, Salesperson.init(row:))
  }

  /// The salesperson a person means: by id, by the whole name, or by words or beginnings of words of a name that only one has who is in the
  /// team on a day; today when nil.
  package func salesperson(_ text: String, on day: Day? = nil) async throws -> Salesperson {
    let (people, today) = try await fetch(salespeople(), today)
    return try people.find(text, on: day ?? today)
  }

  /// The salesperson of a name, as one of the team of a day, today when nil; without a name, the actor.
  func salespersonOrActor(_ name: String?, on day: Day? = nil) async throws -> Salesperson? {
    try await (name ?? actor?.description).asyncMap { try await salesperson($0, on: day) }
  }

  /// The salesperson of a name, whose own facts the actor may read.
  ///
  /// - Throws: `.denied` to salespeople for a colleague: nothing to show would look like nothing there.
  package func readableSalesperson(_ name: String) async throws -> Salesperson {
    let found = try await salesperson(name)
    guard actor == nil || actor == found.id else { throw CRMError(.denied, .onlyOwnFigures) }
    return found
  }
}

extension Salesperson {
  fileprivate static let selection: SQL = """
    select s.id, s.name, s.profile, t.name as team, s.active_from, s.active_until, s.trained_from, s.trained_until
    from salesperson s
    left join team t on t.organization_id = s.organization_id and t.id = s.team_id
    """
}

extension [Salesperson] {
  /// The one of a team whom a person means on a day, as `Team.find`.
  ///
  /// - Throws: `.notFound` or `.ambiguous`, with the names that come near.
  func find(_ text: String, on day: Day) throws -> Salesperson {
    if let id = Salesperson.ID(text), let found = first(where: { $0.id == id }) { return found }
    let meant = meant(by: text, on: day)
    guard let only = meant.first else {
      throw CRMError(.notFound, .noSalesperson(text), remedy: .salespersonRemedy(text, map(\.name)))
    }
    if meant.count > 1 { throw CRMError(.ambiguous, .severalSalespeople(text, meant.map(\.name)), remedy: .wholeNameRemedy) }
    return only
  }
}

extension Transaction {
  /// - Parameter isNew: It was added just now, so that nothing was before.
  fileprivate func change(_ id: Salesperson.ID, _ change: SalespersonChange, isNew: Bool = false) async throws -> Salesperson {
    var teamID: Team.ID?
    if let team = change.team {
      teamID = try await one(
        """
        insert into team (organization_id, id, name, name_key)
        values (\(organization.id), \(UUID.v7()), \(team), \(team.folded))
        on conflict on constraint team_name_once do update set name_key = excluded.name_key
        returning id
        """, { try $0.decode("id", as: Team.ID.self) })
    }
    let values: SQL = """
      name = coalesce(\(change.name), name),
      name_key = coalesce(\(change.name.map { PersonName($0).key }), name_key),
      profile = coalesce(\(change.profile?.rawValue), case when not \(change.cleared.contains(.profile)) then profile end),
      team_id = coalesce(\(teamID), case when not \(change.cleared.contains(.team)) then team_id end),
      active_from = coalesce(\(change.activeFrom), case when not \(change.cleared.contains(.activeFrom)) then active_from end),
      active_until = coalesce(\(change.activeUntil), case when not \(change.cleared.contains(.activeUntil)) then active_until end),
      trained_from = coalesce(\(change.trainedFrom), case when not \(change.cleared.contains(.trainedFrom)) then trained_from end),
      trained_until = coalesce(\(change.trainedUntil), case when not \(change.cleared.contains(.trainedUntil)) then trained_until end)
      """
    if isNew {
      try await fetch(.run("update salesperson set \(values) where organization_id = \(organization.id) and id = \(id)"))
    } else {
      _ = try await edit(Edit(.salesperson, id), set: values)
    }
    return try await one(
      "\(Salesperson.selection) where s.organization_id = \(organization.id) and s.id = \(id)", Salesperson.init(row:))
  }
}
