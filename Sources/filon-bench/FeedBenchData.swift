import CRM
import Foundation
import Postgres

extension Bench {
  /// A database with the facts of 2023, as if each had been recorded on its day: conversations spread evenly, a prospect and an
  /// opportunity for ten of them, a sale for two; some voided, some given back, some prospects merged, and the conversions they make.
  func withYear(_ name: String, conversations: Int, _ body: (Pool, Scope) async throws -> Void) async throws {
    let prospects = conversations / 10
    let sales = conversations / 2
    try await withDatabase(name, salespeople: 200, prospects: prospects) { owner, scope, _ in
      let organization = scope.organization.id
      let (open, won, lost) = try await stages(scope)
      FileHandle.standardError.write(Data("filling \(name): \(conversations) conversations\n".utf8))
      try await owner.withSession { session in
        _ = try await session.query("set work_mem to '512MB'")
        try await fill(
          ["prospect_merge", "conversation", "opportunity", "stage_change", "sale", "conversion"], session
        ) {
          try await session.execute(
            """
            insert into prospect_merge (organization_id, id, merge_id, prospect_id, kept_id, recorded_at)
            select \(organization), md5('merge ' || i)::uuid, md5('merge ' || i)::uuid, \(Self.prospectID("i")),
              \(Self.prospectID("i + 5000")), '2023-06-01'
            from generate_series(1, 1000) as i
            """)
          try await session.execute(
            """
            insert into conversation (
              organization_id, id, prospect_id, salesperson_id, channel, outcome, occurred_at, recorded_at, voided_at, void_reason)
            select \(organization), ('01800000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
              \(Self.prospectID("1 + (i::bigint * 7919) % \(prospects)")), md5('salesperson ' || 1 + i % 200)::uuid, 'field',
              case when i % 3 = 0 then 'absent' when i % 20 = 1 then 'appointment' else 'interested' end, at, at + interval '1 hour',
              case when i % 200 = 0 then at + interval '1 day' end, case when i % 200 = 0 then 'mistake' end
            from generate_series(1, \(conversations)) as i
            cross join lateral (select \(Self.start) + (i - 1) * (interval '365 days' / \(conversations)) as at) t
            """)
          try await session.execute(
            """
            insert into opportunity (
              organization_id, id, prospect_id, salesperson_id, amount_cents, opened_at, stage_id, stage_kind, stage_since, changes,
              closed_at, recorded_at)
            select \(organization), md5('opportunity ' || i)::uuid, \(Self.prospectID("1 + (i::bigint * 104729) % \(prospects)")),
              md5('salesperson ' || 1 + i % 200)::uuid, 10000 + i % 90000, opened_at,
              case when is_open then \(open.id) when i % 3 = 0 then \(won.id) else \(lost.id) end,
              case when is_open then 'open' when i % 3 = 0 then 'won' else 'lost' end,
              case when is_open then opened_at else closed_at end, case when is_open then 1 else 2 end,
              case when not is_open then closed_at end, opened_at + interval '1 hour'
            from generate_series(1, \(prospects)) as i
            cross join lateral (select \(Self.start) + (i - 1) * (interval '365 days' / \(prospects)) as opened_at) o
            cross join lateral (select opened_at + (i % 60) * interval '1 day' as closed_at) c
            cross join lateral (select closed_at > '2023-12-31' as is_open) p
            """)
          try await session.execute(
            """
            insert into stage_change (
              organization_id, id, opportunity_id, number, stage_id, kind, changed_at, salesperson_id, amount_cents, recorded_at)
            select organization_id, id, id, 1, \(open.id), 'open', opened_at, salesperson_id, amount_cents, recorded_at from opportunity
            union all
            select organization_id, md5('closing ' || id)::uuid, id, 2, stage_id, stage_kind, stage_since, salesperson_id, amount_cents,
              stage_since
            from opportunity
            where changes = 2
            """)
          // Every hundredth gives back in full the one fifty before it.
          try await session.execute(
            """
            insert into sale (
              organization_id, id, prospect_id, salesperson_id, kind, refund_of, sold_on, amount_cents, margin_cents, recorded_at, voided_at,
              void_reason)
            select \(organization), \(Self.saleID("i")), \(Self.prospectID("1 + (sold::bigint * 7919) % \(prospects / 2)")),
              md5('salesperson ' || 1 + i % 200)::uuid, case when i = sold then 'sale' else 'refund' end,
              case when i <> sold then \(Self.saleID("sold")) end, day,
              case when i = sold then 10000 + i % 9000 else -(10000 + sold % 9000) end,
              case when i % 2 = 0 and i = sold then 3000 + i % 1000 end, day + interval '18 hours',
              case when i % 200 = 7 then day + interval '1 day' end, case when i % 200 = 7 then 'mistake' end
            from generate_series(1, \(sales)) as i
            cross join lateral (select case when i % 100 = 99 then i - 50 else i end as sold) t
            cross join lateral (select '2023-01-01'::date + ((i - 1)::bigint * 365 / \(sales))::integer as day) d
            """)
          try await session.execute("analyze")
          try await session.execute(
            """
            insert into conversion (organization_id, id, prospect_id, opportunity_id, sale_id, converted_on, recorded_at)
            select distinct on (e.prospect_id) \(organization), coalesce(e.sale_id, e.opportunity_id), e.prospect_id, e.opportunity_id,
              e.sale_id, e.day, e.day + interval '1 day'
            from (
              select coalesce(m.kept_id, s.prospect_id) as prospect_id, s.sold_on as day, s.id as sale_id, s.opportunity_id
              from sale s
              left join prospect_merge m on m.prospect_id = s.prospect_id
              left join sale back on back.refund_of = s.id and back.voided_at is null
              where s.kind = 'sale' and s.voided_at is null and back.id is null
              union all
              select coalesce(m.kept_id, o.prospect_id), (o.closed_at at time zone 'Europe/Paris')::date, null, o.id
              from opportunity o
              left join prospect_merge m on m.prospect_id = o.prospect_id
              where o.stage_kind = 'won'
            ) e
            order by e.prospect_id, e.day, e.sale_id nulls last, e.opportunity_id
            """)
        }
      }
      try await body(owner, scope)
    }
  }

  /// The first instant of 2023 in Paris.
  private static let start: SQL = "timestamptz '2022-12-31 23:00Z'"

  /// In order of their numbers, as ids of one day are.
  private static func saleID(_ number: String) -> SQL {
    SQL(unsafeRaw: "('01900000-0000-7000-8000-' || lpad(to_hex(\(number)), 12, '0'))::uuid")
  }
}
