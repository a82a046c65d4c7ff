import CRM
import Planning
import Foundation
import Postgres

/// Records the demo company's facts, each kind as one set, through the functions that record everybody's.
struct DemoRecording {
  let facts: DemoFacts
  let organization: Organization
  let session: Session

  /// Records all; prospects and people first, since everything else names them.
  func run() async throws {
    try await recordPeople()
    try await recordProspects()
    let stages = try await stageIDs()
    try check(try await session.query(opportunities(stages)))
    // A plan made for an empty table would read it whole for every row that follows.
    try await refreshStatistics()
    try check(try await session.query(talks))
    try check(try await session.query(moves(stages)))
    try check(try await session.query(sales))
    try check(try await session.query(expenses))
    try check(try await session.query(outside))
    try await refreshStatistics()
  }

  private func refreshStatistics() async throws {
    _ = try await session.query("select refresh_statistics()")
  }

  /// Throws what a function refused; it names only that.
  private func check(_ refusals: QueryResult) throws {
    for row in refusals.rows {
      _ = try Recording(status: row.decode(1, "status"), reason: row.decode(2, "reason")).isRepeated()
    }
  }

  private func person(_ index: Int?) -> UUID? { index.map { facts.people[$0].id } }

  /// Local times as instants of the organization's time zone.
  private func instants(_ times: [CivilTime]) -> SQL {
    """
    array(
      select r.time at time zone \(organization.timeZone)
      from unnest(\(times)) with ordinality as r (time, number)
      order by r.number)
    """
  }

  private func recordPeople() async throws {
    let people = facts.people
    _ = try await session.execute(
      """
      with squad as (
        insert into team (organization_id, id, name, name_key)
        values (\(organization.id), \(facts.teamID), \(DemoPlan.teamName), \(DemoPlan.teamName.folded))
        on conflict on constraint team_name_once do update set name_key = excluded.name_key
        returning id
      )
      insert into salesperson (organization_id, id, name, name_key, profile, team_id, active_from, trained_from)
      select \(organization.id), r.id, r.name, r.name_key, r.profile, squad.id, r.active_from, r.trained_from
      from squad
      cross join unnest(
        \(people.map(\.id)), \(people.map(\.name)), \(people.map(\.name.folded)), \(people.map(\.profile.rawValue)),
        \(people.map(\.activeFrom)), \(people.map(\.trainedFrom))
      ) as r (id, name, name_key, profile, active_from, trained_from)
      """)
  }

  private func recordProspects() async throws {
    let all = facts.prospects
    let values = try all.map { try ProspectValues.checked($0.details) }
    _ = try await session.execute(
      """
      insert into prospect (
        organization_id, id, name, name_key, contact_name, email, email_key, phone, phone_key, address, postal_code, city, source,
        potential_cents, owner_id)
      select \(organization.id), r.*
      from unnest(
        \(all.map(\.id)), \(all.map(\.name)), \(all.map { NameKey.text(of: $0.name) }), \(values.map(\.contactName)),
        \(values.map(\.email)), \(values.map(\.emailKey)), \(values.map(\.phone)), \(values.map(\.phoneKey)),
        \(values.map(\.address)), \(values.map(\.postalCode)), \(values.map(\.city)), \(values.map(\.source)),
        \(values.map(\.potentialCents)), \(all.map { person($0.owner) })
      ) as r
      """)
  }

  /// The ids of the stages by the names that the organization's language gives them.
  ///
  /// - Throws: `.notFound` when somebody has renamed one.
  private func stageIDs() async throws -> [DemoStage: UUID] {
    let stages = try await Stage.all(of: organization.id, session)
    return try Dictionary(
      uniqueKeysWithValues: DemoStage.allCases.map { ($0, try stages.named($0.name.text(in: organization.language)).id) })
  }

  private func opportunities(_ stages: [DemoStage: UUID]) -> SQL {
    let all = facts.opportunities
    let nothing = [String?](repeating: nil, count: all.count)
    let times = instants(all.map(\.openedAt))
    return """
      select number, status, reason
      from record_opportunities(
        \(organization.id), null, \(all.map(\.id)), \(all.map(\.changeID)), \(all.map { facts.prospects[$0.prospect].id }),
        \(all.map { person($0.person) }), \(all.map { stages[$0.stage] }), \(all.map(\.title)),
        \(all.map { facts.prospects[$0.prospect].details.source }), \(all.map(\.channel.rawValue)), \(all.map(\.amountCents)),
        \(times), \(times), \(all.map { _ in false }), \(all.map(\.expectedOn)), \(nothing), \(nothing), \(nothing), null,
        \(nothing), null)
      """
  }

  private var talks: SQL {
    let all = facts.talks
    let nothing = [String?](repeating: nil, count: all.count)
    return """
      select number, status, reason
      from record_conversations(
        \(organization.id), \([UUID?](repeating: nil, count: all.count)), \(all.map(\.id)),
        \(all.map { facts.prospects[$0.prospect].id }), \(all.map { person($0.person) }), \(all.map { person($0.companion) }),
        \(all.map { $0.opportunity.map { facts.opportunities[$0].id } }), \(all.map(\.channel.rawValue)),
        \(all.map(\.outcome.rawValue)), \(instants(all.map(\.at))), \(all.map { $0.minutes.map(Int32.init) }), \(nothing),
        \(all.map(\.nextStep)), \(all.map(\.nextOn)), \(all.map { _ in false }), null, \(nothing), null)
      """
  }

  /// One statement; the function is called in the order of the moves and sees what the calls before it did.
  private func moves(_ stages: [DemoStage: UUID]) -> SQL {
    let all = facts.moves
    return """
      select r.number, x.status, x.reason
      from (
        select each.*
        from unnest(
          \(all.map(\.id)), \(all.map { facts.opportunities[$0.opportunity].id }), \(all.map { stages[$0.stage] }),
          \(instants(all.map(\.at))), \(all.map(\.amountCents)), \(all.map(\.lossReason)), \(all.map(\.competitor))
        ) with ordinality as each (id, opportunity_id, stage_id, changed_at, amount_cents, loss_reason, competitor, number)
        order by each.number
      ) r
      cross join lateral record_stage_change(
        \(organization.id), null, r.id, r.opportunity_id, r.stage_id, r.changed_at, r.amount_cents, r.loss_reason, r.competitor,
        false
      ) x
      where x.status <> 'recorded'
      """
  }

  private var sales: SQL {
    let all = facts.sales
    let nothing = [String?](repeating: nil, count: all.count)
    return """
      select number, status, reason
      from record_sales(
        \(organization.id), null, \(all.map(\.id)), \(all.map(\.conversionID)), \(all.map { facts.prospects[$0.prospect].id }),
        \(all.map { person($0.person) }), \(all.map { $0.opportunity.map { facts.opportunities[$0].id } }),
        \(all.map { $0.talk.map { facts.talks[$0].id } }), \(all.map { $0.refundOf.map { facts.sales[$0].id } }), \(nothing),
        \(all.map(\.day)), \(all.map(\.amountCents)), \(all.map(\.marginCents)), \(all.map(\.channel.rawValue)), \(nothing), null,
        \(nothing), null)
      """
  }

  private var expenses: SQL {
    let all = facts.expenses
    let nothing = [String?](repeating: nil, count: all.count)
    return """
      select number, status, reason
      from record_expenses(
        \(organization.id), null, \(all.map(\.id)), \(all.map { person($0.person) }), \(all.map(\.day)), \(all.map(\.amountCents)),
        \(all.map(\.category)), \(all.map { _ in true }), \(all.map(\.action)), \(nothing), null, \(nothing), null)
      """
  }

  private var outside: SQL {
    let figures = DemoOutside.figures().enumerated().map { number, outside in
      var figure = MeasurementStatement.Figure(
        row: number + 1, id: outside.id, series: outside.series.rawValue, from: outside.from, to: outside.to, value: outside.value)
      (figure.label, figure.place) = (outside.label, outside.place)
      return figure
    }
    return MeasurementStatement(organizationID: organization.id, system: nil, importID: nil).sql(figures)
  }
}
