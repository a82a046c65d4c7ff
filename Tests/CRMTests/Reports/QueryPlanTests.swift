import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// What a report reads of a long history.
@Suite struct QueryPlanTests {
  /// By salesperson nothing else of a conversation is asked for than the index holds; by month neither.
  @Test func aQuarterIsReadFromTheIndexAndNothingElseOfTheConversations() async throws {
    try await withBob { connection, owner, service, organization in
      try await fill(organization.id, owner)
      for dimension in [ReportDimension.salesperson, .month] {
        let plans = try queryPlans(
          of: "select * from report.conversion('\(organization.id)', '\(dimension.rawValue)', '2023-04-01', '2023-07-01')",
          after: ["set role filon_service", "begin", "select act_as('\(organization.id)', 'director')"], on: connection)
        let plan = try #require(plans.first { $0.contains("from conversation c") }, "\(plans)")
        let scan = try #require(plan.firstRange(of: "Index Only Scan using conversation_by_time on conversation"), "\(plan)")
        let fetches = plan[scan.upperBound...].firstMatch(of: /Heap Fetches: (\d+)/)
        #expect(fetches?.1 == "0" && !plan.contains("Seq Scan on conversation "), "\(plan)")
      }

      // 300,000 over ten years, one every 1,052 s; the quarter has 91 days.
      let scope = Scope(pool: service, organization: organization, identity: .director(of: organization.id))
      let report = try await Reports(scope).conversion(by: .salesperson, from: Day("2023-04-01"), to: Day("2023-07-01"))
      #expect(report.total.attempts == 91 * 86_400 / 1_052 || report.total.attempts == 91 * 86_400 / 1_052 + 1)
    }
  }

  /// Every count over every week of a year: each kind of fact is read once for what adds up and once for what does not, whatever the
  /// number of counts, weeks and customers.
  @Test func aYearOfWeeksReadsEachKindOfFactAndLooksUpNoneOfThem() async throws {
    try await withBob { _, owner, service, organization in
      let organization = organization.id
      try await owner.withSession { session in
        try await session.execute(
          """
          insert into prospect (organization_id, id, name, name_key)
          select \(organization), md5('p' || n)::uuid, 'P' || n, 'p' || n from generate_series(0, 1999) as n
          """)
        try await session.execute(
          """
          insert into conversation (organization_id, id, prospect_id, channel, outcome, occurred_at)
          select \(organization), md5('c' || n)::uuid, md5('p' || n % 2000)::uuid, 'field', 'interested',
            '2025-01-01 12:00Z'::timestamptz + n % 364 * interval '1 day'
          from generate_series(0, 9999) as n
          """)
        try await session.execute(
          """
          insert into sale (organization_id, id, prospect_id, kind, sold_on, amount_cents)
          select \(organization), md5('s' || n)::uuid, md5('p' || n % 2000)::uuid, 'sale', '2025-01-01'::date + n % 364, 100
          from generate_series(0, 9999) as n
          """)
        // A few customers came of a win.
        try await session.execute(
          """
          insert into conversion (organization_id, id, prospect_id, sale_id, converted_on)
          select distinct on (s.prospect_id) \(organization), s.id, s.prospect_id,
            case when s.id < 'ff000000-0000-0000-0000-000000000000' then s.id end, s.sold_on
          from sale s
          where s.organization_id = \(organization)
          order by s.prospect_id, s.sold_on, s.id
          """)
        for table in ["conversation", "sale", "conversion"] { try await session.execute("analyze \(identifier: table)") }
      }
      let counts = ["attempts", "discussions", "prospects_reached", "revenue", "orders", "customers", "new_customers", "repeat_customers"]
      let weeks = (0..<52).map { on("2025-01-01") + 7 * $0 }
      let asked = counts.flatMap { count in weeks.map { (count: count, from: $0, to: $0 + 7) } }
      let wins = try await owner.withSession {
        try await $0.one("select count(*) as n from conversion where sale_id is null", { try $0.decode("n", as: Int.self) })
      }
      #expect((1...20).contains(wins))
      let (values, scans) = try await service.transaction(["select act_as(\(organization), 'director')"]) { session in
        let values = try await session.rows(
          """
          select question, value from report.kpi_values(
            \(organization), \(asked.map(\.count)), \(asked.map(\.from)), \(asked.map(\.to)), \(asked.map { _ in false }))
          """
        ) { try ($0.decode("question", as: Int32.self), $0.decode("value", as: Int.self)) }
        let scans = try await session.rows(
          "select relname::text, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as scans from pg_stat_xact_user_tables",
          { try ($0.decode("relname", as: String.self), $0.decode("scans", as: Int.self)) })
        return (values, Dictionary(uniqueKeysWithValues: scans))
      }
      let total = Dictionary(grouping: values) { asked[Int($0.0) - 1].count }.mapValues { $0.reduce(0) { $0 + $1.1 } }
      #expect(total["attempts"] == 10_000 && total["orders"] == 10_000 && total["revenue"] == 1_000_000 && total["new_customers"] == 2_000)
      #expect(scans["conversation"] == 2, "\(scans)")
      // Beside the sales of the year: refunds, and the first orders of those whom a win made customers.
      #expect((scans["sale"] ?? 0) <= 8 + 2 * wins, "\(scans)")
      #expect((scans["conversion"] ?? 0) <= 8, "\(scans)")
    }
  }

  /// What a plan of a year is compared with: each table is read once a use of it, by the days of the plan where it is a history of days.
  /// Objections to calls are those of all time, and so are read of all time, once.
  @Test func aPlanReadsTheDaysOfItsYearAndLooksUpNothingByRow() async throws {
    try await withBob { _, owner, service, organization in
      let organization = organization.id
      try await fill(organization, owner, every: 5_260)
      // Ten expenses and figures a day, and a thousand files.
      try await owner.withSession { session in
        try await session.execute(
          """
          insert into expense (organization_id, id, spent_on, amount_cents, action, acquisition)
          select \(organization), md5('e' || n)::uuid, '2015-01-01'::date + n / 10, 100, 'a' || n % 7, false
          from generate_series(0, 36519) as n
          """)
        try await session.execute(
          """
          insert into series (organization_id, id, name, unit, kind)
          select \(organization), md5('z' || n)::uuid, 'series_' || n, 'count', 'flow' from generate_series(0, 9) as n
          """)
        try await session.execute(
          """
          insert into measurement (organization_id, id, series_id, from_day, to_day, value)
          select \(organization), md5('m' || n)::uuid, md5('z' || n % 10)::uuid, '2015-01-01'::date + n / 10, '2015-01-02'::date + n / 10, 5
          from generate_series(0, 36519) as n
          """)
        try await session.execute(
          """
          insert into import_run (
            organization_id, id, kind, system, file_name, reading, read, recorded, repeated, rejected, assumed, created, recorded_at)
          select \(organization), md5('i' || n)::uuid, 'sales', 'csv', 'f' || n % 900, '{}', 9, 9, 0, 0, '{}', '{}',
            '2023-01-01 12:00Z'::timestamptz + n * interval '8 hours'
          from generate_series(0, 999) as n
          """)
        for table in ["expense", "measurement", "import_run"] { try await session.execute("vacuum analyze \(identifier: table)") }
      }
      let year = (on("2023-01-01"), on("2024-01-01"))
      /// How many rows a report answers, how often it looked into a table, and how many rows it read there.
      func reading(_ table: String, _ report: SQL) async throws -> (answered: Int, scans: Int, rows: Int) {
        try await service.transaction(["select act_as(\(organization), 'director')"]) { session in
          let answered = try await session.one("select count(*) as n from report.\(report)", { try $0.decode("n", as: Int.self) })
          return try await session.one(
            """
            select coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as scans, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as rows
            from pg_stat_xact_user_tables
            where relname = \(table)
            """
          ) { (answered, try $0.decode("scans", as: Int.self), try $0.decode("rows", as: Int.self)) }
        }
      }
      let days = (conversations: 365 * 86_400 / 5_260 + 1, expenses: 365 * 10)
      // The planner itself may look at the ends of an index.
      let once = 2
      let spend = try await reading("expense", "plan_spend(\(organization), \(year.0), \(year.1), null)")
      #expect(spend.answered == 365 * 7 && spend.scans <= once && spend.rows == days.expenses, "\(spend)")
      let activity = try await reading("conversation", "plan_activity(\(organization), \(year.0), \(year.1), null)")
      #expect(activity.answered > 365 && activity.scans <= once && activity.rows <= days.conversations, "\(activity)")
      let calls = try await reading(
        "conversation", "plan_calls(\(organization), \(year.0), \(year.1), \(["field"]), \(on("2023-06-01")), null)")
      #expect(calls.answered == 1_000 && calls.scans <= 2 * once && calls.rows <= 60_000 + 2 * days.conversations, "\(calls)")
      let imports = try await reading("import_run", "plan_imports(\(organization), \(year.0), \(year.1))")
      #expect(imports.answered == 100 && imports.scans <= 2 * once, "\(imports)")
      let weeks = try await reading("measurement", "plan_measured_weeks(\(organization), \(year.0), \(year.1))")
      #expect(weeks.answered == 53 && weeks.scans <= once && weeks.rows <= days.expenses, "\(weeks)")
      let series = try await reading("measurement", "plan_series(\(organization), \(year.1))")
      #expect(series.answered == 10 && series.scans <= once, "\(series)")
    }
  }

  /// Lends pools of the owner and of the service on a database with one organization, and its connection string.
  private func withBob(
    _ body: (_ connection: String, _ owner: Pool, _ service: Pool, _ organization: Organization) async throws -> Void
  ) async throws {
    try await withSchema { connection in
      let owner = Pool(Configuration(connection))
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      let service = Pool(configuration)
      try await body(connection, owner, service, try await Organizations(service).create(name: "Bob").0)
      await owner.close()
      await service.close()
    }
  }

  /// Ten years of conversations, as a server that has been running for long has them: in order of time, and vacuumed.
  private func fill(_ organization: Organization.ID, _ owner: Pool, every seconds: Int = 1_052) async throws {
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
          case when n % 3 = 0 then 'absent' else 'interested' end, '2015-01-01Z'::timestamptz + n * \(seconds) * interval '1 second'
        from generate_series(0, \(315_600_000 / seconds - 1)) as n
        """)
      _ = try await session.execute("set session_replication_role = origin")
      _ = try await session.execute("vacuum analyze conversation")
      _ = try await session.execute("vacuum analyze prospect")
    }
  }
}
