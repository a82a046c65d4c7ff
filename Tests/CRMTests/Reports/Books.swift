import CRM
import Foundation
import Postgres
import TestSupport

/// Writes facts into an organization as its services do: through the functions that record, one call a fact.
struct Books {
  let scope: Scope
  /// Gives ids: the same generator gives the same ids, whatever the order in which facts are written.
  private(set) var source: SeededGenerator

  init(_ scope: Scope, seed: UInt64 = 1) {
    self.scope = scope
    source = SeededGenerator(seed: seed)
  }

  var organization: UUID { scope.organization.id }

  mutating func id() -> UUID { .random(using: &source) }

  /// Runs one statement as a director.
  @discardableResult
  func run(_ sql: SQL) async throws -> QueryResult {
    try await scope.pool.transaction(["select act_as(\(organization), 'director')"]) { try await $0.query(sql) }
  }

  /// The database's clock, between two facts.
  func now() async throws -> Instant {
    try await scope.pool.withSession { try await $0.one("select clock_timestamp() as now", { try $0.decode(0, "now") }) }
  }

  mutating func salesperson(_ name: String, team: String? = nil, profile: Profile? = nil) async throws -> Salesperson {
    var details = SalespersonChange()
    details.team = team
    details.profile = profile
    return try await Team(scope).add(name, details)
  }

  mutating func prospect(_ name: String, source: String? = nil, potential: Int? = nil, id: UUID? = nil) async throws -> UUID {
    let id = id ?? self.id()
    try await run(
      """
      insert into prospect (organization_id, id, name, name_key, source, potential_cents)
      values (\(organization), \(id), \(name), \(name.lowercased()), \(source), \(potential))
      """)
    return id
  }

  /// An instant from the organization's clocks.
  private func instant(_ local: String?) -> SQL {
    guard let local else { return "null::timestamptz" }
    return local.hasSuffix("Z")
      ? "\(local)::timestamptz" : "(\(local)::timestamp at time zone \(scope.organization.timeZone))"
  }

  @discardableResult
  mutating func talk(
    _ prospect: UUID, by person: UUID?, with companion: UUID? = nil, at local: String, _ outcome: Outcome = .interested,
    channel: Channel = .field, id: UUID? = nil
  ) async throws -> UUID {
    let id = id ?? self.id()
    let result = try await run(
      """
      select status, reason from record_conversations(
        \(organization), array[null::uuid], \([id]), \([prospect]), \([person]), \([companion]), array[null::uuid],
        \([channel.rawValue]), \([outcome.rawValue]), array[\(instant(local))], array[null::integer], array[null::text],
        array[null::text], array[null::date], array[false], null, array[null::text], null)
      """)
    try expectRecorded(result)
    return id
  }

  /// Opens an opportunity, moved to a stage at once when `stage` is a closing one.
  @discardableResult
  mutating func opportunity(
    _ prospect: UUID, by person: UUID?, opened: String?, amount: Int? = 10_000, source: String? = nil, channel: Channel? = nil,
    id: UUID? = nil
  ) async throws -> UUID {
    let id = id ?? self.id()
    let result = try await run(
      """
      select status, reason from record_opportunities(
        \(organization), null, \([id]), \([self.id()]), \([prospect]), \([person]), array[\(stage("open"))], array[null::text], \([source]),
        \([channel?.rawValue]), \([amount]), array[\(instant(opened))], array[coalesce(\(instant(opened)), clock_timestamp())],
        \([opened == nil]), array[null::date], array[null::text], array[null::text], array[null::text], null, array[null::text], null)
      """)
    try expectRecorded(result)
    return id
  }

  /// Moves an opportunity to the (first) stage of a kind.
  mutating func move(
    _ opportunity: UUID, _ kind: String, at local: String, reason: String? = nil, competitor: String? = nil, reopening: Bool = false,
    id: UUID? = nil
  ) async throws {
    let status = try await run(
      """
      select status, reason from record_stage_change(
        \(organization), null, \(id ?? self.id()), \(opportunity), \(stage(kind)), \(instant(local)), null, \(reason), \(competitor), \(reopening))
      """)
    guard let row = status.rows.first, try row.decode(0, "status", as: String.self) == "recorded" else {
      throw BooksError(description: "not moved: \(try status.rows.first?.decode(1, "reason", as: String?.self) ?? "?")")
    }
    try await settle(of: opportunity)
  }

  @discardableResult
  mutating func sale(
    _ prospect: UUID?, by person: UUID?, on day: String, _ amount: Int, margin: Int? = nil, refundOf: UUID? = nil,
    conversation: UUID? = nil, channel: Channel? = nil, id: UUID? = nil
  ) async throws -> UUID {
    let id = id ?? self.id()
    let result = try await run(
      """
      select status, reason from record_sales(
        \(organization), null, \([id]), \([self.id()]), \([prospect]), \([person]), array[null::uuid], \([conversation]),
        \([refundOf]), array[null::text], array[\(day)::date], \([amount]), \([margin]), \([channel?.rawValue]), array[null::text], null,
        array[null::text], null)
      """)
    try expectRecorded(result)
    return id
  }

  /// Voids a fact, and what follows from it.
  mutating func void(_ table: String, _ id: UUID) async throws {
    try await run(
      """
      update \(identifier: table) set voided_at = clock_timestamp(), void_reason = 'test'
      where organization_id = \(organization) and id = \(id)
      """)
    switch table {
    case "opportunity":
      try await settle(of: id)
    case "sale":
      try await run(
        """
        select settle_conversions(\(organization), array_agg(s.prospect_id), array_agg(\(self.id())::uuid))
        from sale s where s.organization_id = \(organization) and s.id = \(id) and s.prospect_id is not null
        """)
    default: break
    }
  }

  mutating func merge(_ prospect: UUID, into kept: UUID) async throws {
    try await run(
      """
      insert into prospect_merge (organization_id, id, merge_id, prospect_id, kept_id)
      values (\(organization), \(id()), \(id()), \(prospect), \(kept))
      """)
    try await run("select settle_conversions(\(organization), \([prospect, kept]), \([id(), id()]))")
  }

  private mutating func settle(of opportunity: UUID) async throws {
    try await run(
      """
      select settle_conversions(\(organization), array_agg(o.prospect_id), array_agg(\(id())::uuid))
      from opportunity o where o.organization_id = \(organization) and o.id = \(opportunity)
      """)
  }

  private func stage(_ kind: String) -> SQL {
    """
    (select s.id from stage s where s.organization_id = \(organization) and s.kind = \(kind) order by s.position limit 1)
    """
  }

  private func expectRecorded(_ result: QueryResult) throws {
    guard let row = result.rows.first else { return }
    throw BooksError(
      description: "not recorded: \(try row.decode(0, "status", as: String.self)) \(try row.decode(1, "reason", as: String?.self) ?? "")")
  }
}

struct BooksError: Error, CustomStringConvertible {
  let description: String
}

extension UUID {
  /// An id out of a generator.
  static func random(using source: inout SeededGenerator) -> UUID {
    let (a, b) = (source.next(), source.next())
    func byte(_ word: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> (index * 8)) }
    return UUID(
      uuid: (
        byte(a, 0), byte(a, 1), byte(a, 2), byte(a, 3), byte(a, 4), byte(a, 5), byte(a, 6), byte(a, 7), byte(b, 0), byte(b, 1), byte(b, 2),
        byte(b, 3), byte(b, 4), byte(b, 5), byte(b, 6), byte(b, 7)
      ))
  }
}
