import CRM
import Planning
import Foundation
import Postgres

/// Records the demo company's facts, each kind as one set, through the functions that record everybody's.
struct DemoRecording {
  let facts: DemoFacts
  let transaction: Transaction

  /// Records all; prospects and people first, since everything else names them.
  func run() async throws {
    try await recordPeople()
    let prospects = try facts.prospects.map { try ProspectDraft($0.entry, ownerID: $0.ownerID) }
    _ = try await transaction.query(ProspectDraft.statement(prospects, transaction.provenance))
    try await record(facts.opportunities)
    // A plan made for an empty table would read it whole for every row that follows.
    try await refreshStatistics()
    try await record(facts.conversations)
    try await record(facts.moves)
    try await record(facts.sales)
    try await record(facts.expenses)
    try await record(DemoOutside.figures())
    try await refreshStatistics()
  }

  private func record(_ drafts: [some FactDraft]) async throws {
    for recording in try await transaction.record(all: drafts) { try recording.outcome() }
  }

  private func refreshStatistics() async throws {
    _ = try await transaction.query("select refresh_statistics()")
  }

  private func recordPeople() async throws {
    let people = facts.people
    _ = try await transaction.execute(
      """
      with squad as (
        insert into team (organization_id, id, name, name_key)
        values (\(transaction.organization.id), \(facts.teamID), \(DemoPlan.teamName), \(DemoPlan.teamName.folded))
        on conflict on constraint team_name_once do update set name_key = excluded.name_key
        returning id
      )
      insert into salesperson (organization_id, id, name, name_key, profile, team_id, active_from, trained_from)
      select \(transaction.organization.id), r.id, r.name, r.name_key, r.profile, squad.id, r.active_from, r.trained_from
      from squad
      cross join unnest(
        \(people.map(\.id)), \(people.map(\.name)), \(people.map(\.name.folded)), \(people.map(\.profile.rawValue)),
        \(people.map(\.activeFrom)), \(people.map(\.trainedFrom))
      ) as r (id, name, name_key, profile, active_from, trained_from)
      """)
  }
}

extension DemoPlace {
  /// Where the demo company is recorded.
  ///
  /// - Throws: `.invalid` when somebody has retired a stage of the default pipeline, `.notFound` when it never was there.
  init(_ transaction: Transaction, until: Day) async throws {
    let organization = transaction.organization
    let all = try await transaction.fetch(transaction.stages)
    stages = try DemoStage.allCases.map { try all.named($0.name.text(in: organization.language)).id }
    offsets = Dictionary(
      uniqueKeysWithValues: try await transaction.rows(
        """
        select r.day, extract(epoch from noon.time - noon.time at time zone \(organization.timeZone) at time zone 'UTC')::bigint as seconds
        from unnest(\(DemoPlan.days(until: until))) as r (day)
        cross join lateral (select r.day + time '12:00' as time) noon
        """
      ) { (try $0.decode("day", as: Day.self), try $0.decode("seconds", as: Int64.self)) })
  }
}
