import CRM
import Foundation
import Postgres

extension Bench {
  /// Conversion by salesperson over one quarter of a long history, beside the best plain SQL for the same figures and beside a history
  /// ten times shorter with the same quarter.
  func report(conversations: Int) async throws {
    var large: [Double] = []
    var small: [Double] = []
    var plain: [Double] = []
    try await withHistory("filon_bench_short", conversations: conversations / 10, years: 1) { _, scope in
      for _ in 0..<7 { small.append(try await reportSeconds(scope)) }
    }
    try await withHistory("filon_bench_report", conversations: conversations, years: 10) { owner, scope in
      for _ in 0..<7 {
        large.append(try await reportSeconds(scope))
        plain.append(try await plainSeconds(owner, scope))
      }
    }
    // The first of each warms the caches.
    let pairs = zip(large, plain).dropFirst()
    print("conversion by salesperson over one quarter, milliseconds (median of 6)")
    print("filon, \(conversations) conversations over 10 years: \((median(Array(large.dropFirst())) * 1000).shown(0))")
    print("plain SQL on the same:  \((median(Array(plain.dropFirst())) * 1000).shown(0))")
    print("filon, a tenth of the history: \((median(Array(small.dropFirst())) * 1000).shown(0))")
    printRatios(
      "report",
      [
        ("quarter", median(pairs.map { $0 / $1 })),
        ("growth", median(Array(large.dropFirst())) / median(Array(small.dropFirst()))),
      ])
  }

  private func reportSeconds(_ scope: Scope) async throws -> Double {
    try await seconds {
      let report = try await Reports(scope).conversion(
        by: .salesperson, from: Day(year: 2023, month: 1, day: 1), to: Day(year: 2023, month: 4, day: 1))
      guard report.rows.count == 200 else { throw BenchError("\(report.rows.count) rows") }
    }
  }

  /// What an analyst would write who knows this schema: the same figures, credited to the owners of the day, without row-level security
  /// and with no merges, second salespeople, refunds or reopened opportunities to heed; on the planner settings that the report gives itself.
  private func plainSeconds(_ owner: Pool, _ scope: Scope) async throws -> Double {
    let organization = scope.organization.id
    return try await owner.withSession { session in
      _ = try await session.query("set work_mem to '128MB'")
      _ = try await session.query("set random_page_cost to 1.1")
      return try await seconds {
        let result = try await session.query(
          """
          with held as materialized (
            select c.salesperson_id, c.prospect_id,
              c.discussion
                and (v.converted_on is null or c.occurred_at < (v.converted_on + 1)::timestamp at time zone 'Europe/Paris') as discussion
            from conversation c
            left join conversion v on v.organization_id = \(organization) and v.prospect_id = c.prospect_id and v.voided_at is null
            where c.organization_id = \(organization) and c.occurred_at >= '2022-12-31 23:00Z' and c.occurred_at < '2023-03-31 22:00Z'
              and c.voided_at is null
          ),
          met as (
            select salesperson_id, prospect_id from held where discussion group by salesperson_id, prospect_id
          ),
          talked as (
            select salesperson_id, count(*) as attempts, count(*) filter (where discussion) as discussions
            from held
            group by salesperson_id
          ),
          reached as (select salesperson_id, count(*) as reached from met group by salesperson_id),
          everyone as (select count(*) as reached from (select from met group by prospect_id) each),
          opened as (
            select x.salesperson_id, count(*) as opened
            from opportunity o
            left join stage_change x on x.organization_id = \(organization) and x.opportunity_id = o.id and x.number = 1
            where o.organization_id = \(organization) and o.opened_at >= '2022-12-31 23:00Z' and o.opened_at < '2023-03-31 22:00Z'
              and o.voided_at is null
            group by x.salesperson_id
          ),
          closed as (
            select x.salesperson_id, count(*) filter (where x.kind = 'won') as won, count(*) filter (where x.kind = 'lost') as lost,
              count(*) filter (where x.kind = 'abandoned') as abandoned,
              count(o.opened_at) filter (where x.kind = 'won') as days_count,
              sum(y.days) filter (where x.kind = 'won') as days,
              percentile_cont(0.5) within group (order by y.days) filter (where x.kind = 'won') as median
            from stage_change x
            join opportunity o on o.organization_id = \(organization) and o.id = x.opportunity_id
            cross join lateral (
              select (x.changed_at at time zone 'Europe/Paris')::date - (o.opened_at at time zone 'Europe/Paris')::date as days) y
            where x.organization_id = \(organization) and x.kind <> 'open' and x.voided_at is null
              and x.changed_at >= '2022-12-31 23:00Z' and x.changed_at < '2023-03-31 22:00Z' and x.number = o.changes
            group by x.salesperson_id
          ),
          open_now as (
            select salesperson_id, count(*) as open
            from opportunity
            where organization_id = \(organization) and opened_at < '2023-03-31 22:00Z'
              and (closed_at is null or closed_at >= '2023-03-31 22:00Z') and voided_at is null
            group by salesperson_id
          ),
          converted as (
            select k.salesperson_id, count(*) as converted, sum(k.parts) as parts
            from conversion v
            join conversion_credit k on k.organization_id = \(organization) and k.conversion_id = v.id
            where v.organization_id = \(organization) and v.converted_on >= '2023-01-01' and v.converted_on < '2023-04-01'
              and v.voided_at is null
            group by k.salesperson_id
          ),
          sold as (
            select s.salesperson_id, sum(s.amount_cents) as revenue, count(*) filter (where s.kind = 'sale') as orders,
              sum(s.amount_cents) filter (where s.kind = 'sale') as order_cents
            from sale s
            where organization_id = \(organization) and sold_on >= '2023-01-01' and sold_on < '2023-04-01' and voided_at is null
            group by salesperson_id
          )
          select p.name, talked.*, reached.*, everyone.*, opened.*, closed.*, open_now.*, converted.*, sold.*
          from salesperson p
          left join talked on talked.salesperson_id = p.id
          left join reached on reached.salesperson_id = p.id
          left join opened on opened.salesperson_id = p.id
          left join closed on closed.salesperson_id = p.id
          left join open_now on open_now.salesperson_id = p.id
          left join converted on converted.salesperson_id = p.id
          left join sold on sold.salesperson_id = p.id
          cross join everyone
          where p.organization_id = \(organization)
          order by p.name
          """)
        guard result.rows.count == 200 else { throw BenchError("\(result.rows.count) rows") }
      }
    }
  }

  /// A database with conversations spread evenly over the years that end with 2023, a prospect for ten of them, an opportunity for ten,
  /// and the sales and conversions of those won. Keys are not checked while it is filled, and the indexes are made afterwards.
  private func withHistory(_ name: String, conversations: Int, years: Int, _ body: (Pool, Scope) async throws -> Void) async throws {
    let prospects = conversations / 10
    try await withDatabase(name, salespeople: 200, prospects: prospects) { owner, scope, _ in
      let organization = scope.organization.id
      let start: SQL = "(timestamptz '2024-01-01 00:00Z' - \(years * 365) * interval '1 day')"
      let step: SQL = "(\(years * 365) * interval '1 day' / \(conversations))"
      let (open, won, lost) = try await stages(scope)
      FileHandle.standardError.write(Data("filling \(name): \(conversations) conversations\n".utf8))
      try await owner.withSession { session in
        try await fill(["conversation", "opportunity", "stage_change", "sale", "conversion"], session) {
          try await session.execute(
            """
            insert into conversation (organization_id, id, prospect_id, salesperson_id, channel, outcome, occurred_at)
            select \(organization), ('01800000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
              \(Self.prospectID("1 + (i::bigint * 7919) % \(prospects)")), md5('salesperson ' || 1 + i % 200)::uuid,
              'field', case when i % 3 = 0 then 'absent' else 'interested' end, \(start) + i * \(step)
            from generate_series(1, \(conversations)) as i
            """)
          try await session.execute(
            """
            insert into opportunity (
              organization_id, id, prospect_id, salesperson_id, amount_cents, opened_at, stage_id, stage_kind, stage_since, changes,
              closed_at)
            select \(organization), md5('opportunity ' || i)::uuid, \(Self.prospectID("i")), md5('salesperson ' || 1 + i % 200)::uuid,
              10000 + i % 90000, opened_at,
              case when is_open then \(open.id) when i % 3 = 0 then \(won.id) else \(lost.id) end,
              case when is_open then 'open' when i % 3 = 0 then 'won' else 'lost' end,
              case when is_open then opened_at else opened_at + (i % 60) * interval '1 day' end,
              case when is_open then 1 else 2 end,
              case when not is_open then opened_at + (i % 60) * interval '1 day' end
            from generate_series(1, \(prospects)) as i
            cross join lateral (
              select \(start) + i * 10 * \(step) as opened_at, i % 20 = 0 and i > \(prospects - prospects / 10) as is_open) o
            """)
          try await session.execute(
            """
            insert into stage_change (organization_id, id, opportunity_id, number, stage_id, kind, changed_at, salesperson_id, amount_cents)
            select organization_id, id, id, 1, \(open.id), 'open', opened_at, salesperson_id, amount_cents from opportunity
            union all
            select organization_id, md5('closing ' || id)::uuid, id, 2, stage_id, stage_kind, stage_since, salesperson_id, amount_cents
            from opportunity
            where changes = 2
            """)
          try await session.execute(
            """
            insert into sale (organization_id, id, prospect_id, salesperson_id, opportunity_id, kind, sold_on, amount_cents)
            select organization_id, id, prospect_id, salesperson_id, id, 'sale', closed_at::date, amount_cents
            from opportunity
            where stage_kind = 'won'
            """)
          try await session.execute(
            """
            insert into conversion (organization_id, id, prospect_id, opportunity_id, sale_id, converted_on)
            select organization_id, id, prospect_id, opportunity_id, id, sold_on from sale
            """)
          try await session.execute(
            """
            insert into conversion_credit (organization_id, conversion_id, salesperson_id, parts)
            select organization_id, id, salesperson_id, 10000 from sale
            """)
        }
      }
      try await body(owner, scope)
    }
  }
}
