import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// What a report reads of a long history.
@Suite struct PlanTests {
  @Test func aQuarterIsReadFromTheIndexAndNothingElseOfTheConversations() async throws {
    try await withSchema { connection in
      let owner = Pool(Configuration(connection))
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      let service = Pool(configuration)
      let (organization, _) = try await Organizations(service).create(name: "Bob")
      let scope = Scope(pool: service, organization: organization, identity: .director(of: organization.id))
      try await fill(organization.id, owner)

      let text = try await service.withSession {
        try await $0.one(
          "select report.conversion_rows_of('conversation', 'salesperson', false, false) as text",
          { try $0.decode(0, "text", as: String.self) })
      }
      let values = [
        "'\(organization.id)'::uuid", "start_of_day('2023-04-01', 'Europe/Paris')", "start_of_day('2023-07-01', 'Europe/Paris')",
        "'2023-04-01'::date", "'2023-07-01'::date", "'Europe/Paris'::text", "null::timestamptz", "null::uuid",
      ]
      let statement = values.enumerated().reduce(text) { $0.replacing("$\($1.offset + 1)", with: $1.element) }
      let plan = try await service.transaction(["select act_as(\(organization.id), 'director')"]) { session in
        try await session.rows(
          """
          explain (analyze, timing off)
          select r.key, r.companion_key, r.prospect_id, count(*), count(*) filter (where r.discussion)
          from (\(unsafeRaw: statement)) r
          group by 1, 2, 3
          """, { try $0.decode(0, "QUERY PLAN", as: String.self) })
      }.joined(separator: "\n")
      #expect(plan.contains("Index Only Scan using conversation_by_time on conversation c"), "\(plan)")
      #expect(!plan.contains("Seq Scan on conversation"), "\(plan)")
      #expect(plan.contains("Heap Fetches: 0"), "\(plan)")

      // 300,000 over ten years, one every 1,052 s; the quarter has 91 days.
      let report = try await Reports(scope).conversion(by: .salesperson, from: Day("2023-04-01"), to: Day("2023-07-01"))
      #expect(report.total.attempts == 91 * 86_400 / 1_052 || report.total.attempts == 91 * 86_400 / 1_052 + 1)
      await owner.close()
      await service.close()
    }
  }

  /// Ten years of conversations, as a server that has been running for long has them: in order of time, and vacuumed.
  private func fill(_ organization: UUID, _ owner: Pool) async throws {
    try await owner.withSession { session in
      _ = try await session.execute(
        """
        insert into salesperson (organization_id, id, name, name_key)
        select \(organization), md5('s' || n)::uuid, 'S' || n, 's' || n from generate_series(0, 19) as n
        """)
      _ = try await session.execute(
        """
        insert into prospect (organization_id, id, name, name_key)
        select \(organization), md5('p' || n)::uuid, 'P' || n, 'p' || n from generate_series(0, 29999) as n
        """)
      // What is planned does not depend on the keys to other tables, and checking them is most of the time.
      _ = try await session.execute("set session_replication_role = replica")
      // Vacuum cannot call a page all visible before the commit that filled it is written.
      _ = try await session.execute("set synchronous_commit = on")
      _ = try await session.execute(
        """
        insert into conversation (organization_id, id, prospect_id, salesperson_id, channel, outcome, occurred_at)
        select \(organization), md5('c' || n)::uuid, md5('p' || n * 7919 % 30000)::uuid, md5('s' || n % 20)::uuid, 'field',
          case when n % 3 = 0 then 'absent' else 'interested' end, '2015-01-01Z'::timestamptz + n * interval '1052 seconds'
        from generate_series(0, 299999::bigint) as n
        """)
      _ = try await session.execute("set session_replication_role = origin")
      _ = try await session.execute("vacuum analyze conversation")
      _ = try await session.execute("vacuum analyze prospect")
    }
  }
}
