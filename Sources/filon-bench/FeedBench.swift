import CRM
import Planning
import Foundation
import Postgres

extension Bench {
  /// Feeding a plan of 20 KPIs over a year of facts, beside plain SQL for the same weekly values.
  func feed(conversations: Int, rounds: Int) async throws {
    try await withYear("filon_bench_feed", conversations: conversations) { owner, scope in
      _ = try await Plans(scope).apply(Self.plan, source: "bench", base: nil)
      let weeks = try await weeks(scope)
      var year: [Double] = []
      var plain: [Double] = []
      // The first round warms the caches.
      for round in 0...rounds {
        try await forget(owner)
        let fed = try await seconds {
          let report = try await KPIFeeds(scope).feed("bench")
          guard report.new == 20 * 70 else { throw BenchError("\(report.new) values") }
        }
        var figures: [String: [Int]] = [:]
        let read = try await seconds { figures = try await plainFigures(owner, scope, weeks) }
        if round == 0 {
          try await compare(figures, scope)
          continue
        }
        year.append(fed)
        plain.append(read)
      }
      print(
        "\(conversations) conversations, \(conversations / 10) opportunities, \(conversations / 2) sales of 2023; seconds (median of "
          + "\(rounds))")
      print("filon, 20 KPIs by week, month, quarter and year (1400 values): \(median(year).shown(2))")
      print("plain SQL, the same counts by week:                            \(median(plain).shown(2))")
      print("year: filon / plain SQL.")
      printRatios("feed", [("year", median(zip(year, plain).map { $0 / $1 }))])
    }
  }

  /// 20 KPIs that come from conversations, opportunities and sales, over 2023.
  private static let plan: PlanDocument = {
    var plan = PlanDocument(
      slug: "bench", name: "Bench", from: Day(daysSince2000: 8_401), to: Day(daysSince2000: 8_766))
    plan.kpis = [
      "revenue", "sales_count", "average_basket", "revenue_per_customer", "margin", "margin_rate", "new_customers", "customers",
      "repeat_customers", "retention_rate", "attempts", "discussions", "prospects_reached", "appointments", "opportunities_opened",
      "opportunities_won", "lost_opportunities", "lost_amount", "win_rate", "conversion_rate",
    ].map { PlanKPI(key: $0.replacingOccurrences(of: "_", with: "-"), name: $0, formula: .catalogue($0, variant: nil)) }
    return plan
  }()

  /// Takes the stored values away, so that the next feed finds none.
  private func forget(_ owner: Pool) async throws {
    try await owner.withSession { session in
      try await session.execute("delete from kpi_value")
      try await session.execute("delete from kpi_feed")
      try await session.execute("vacuum analyze kpi_value")
    }
  }

  private typealias Weeks = (days: [Day], instants: [Instant])

  /// Where the weeks of 2023 begin: a Sunday alone, then 52 whole ones; and where they end.
  private func weeks(_ scope: Scope) async throws -> Weeks {
    let days = [Self.plan.from] + (0...52).map { Self.plan.from + 1 + 7 * $0 }
    let instants = try await scope.pool.withSession { session in
      try await session.rows(
        "select start_of_day(d, 'Europe/Paris') as at from unnest(\(days)) d order by d", { try $0.decode("at", as: Instant.self) })
    }
    return (days, instants)
  }

  /// What somebody would write who knows this schema and wants the weekly values: one statement for each kind of fact, each row read
  /// once with what voids, merges, refunds and earlier sales make of it, as the tables' owner and on the planner settings that the feed
  /// gives itself. It leaves out what is beyond a week: months, quarters, the year, the customers of the week before (retention_rate) and
  /// first orders of those whom a win made customers before.
  private func plainFigures(_ owner: Pool, _ scope: Scope, _ weeks: Weeks) async throws -> [String: [Int]] {
    let organization = scope.organization.id
    return try await owner.withSession { session in
      _ = try await session.query("set work_mem to '256MB'")
      _ = try await session.query("set random_page_cost to 1.1")
      let merged: SQL = "prospect_merge m on m.organization_id = \(organization) and m.voided_at is null"
      let statements: [([String], SQL)] = [
        (
          ["attempts", "appointments", "discussions", "prospects-reached"],
          """
          select width_bucket(f.occurred_at, \(weeks.instants)), count(*), count(*) filter (where f.outcome = 'appointment'),
            count(*) filter (where f.discussion), count(distinct f.prospect_id) filter (where f.discussion)
          from (
            select c.occurred_at, c.outcome, coalesce(m.kept_id, c.prospect_id) as prospect_id,
              c.discussion
                and (v.converted_on is null or c.occurred_at < (v.converted_on + 1)::timestamp at time zone 'Europe/Paris') as discussion
            from conversation c
            left join \(merged) and m.prospect_id = c.prospect_id
            left join conversion v
              on v.organization_id = \(organization) and v.prospect_id = coalesce(m.kept_id, c.prospect_id) and v.voided_at is null
            where c.organization_id = \(organization) and c.voided_at is null
              and c.occurred_at >= \(weeks.instants[0]) and c.occurred_at < \(weeks.instants[53])
          ) f
          group by 1 order by 1
          """
        ),
        (
          ["revenue", "sales-count", "margin", "customers", "repeat-customers"],
          """
          select width_bucket(f.sold_on, \(weeks.days)), sum(f.amount_cents)::bigint, count(*) filter (where f.is_order),
            sum(f.margin_cents)::bigint, count(distinct f.prospect_id) filter (where f.is_order),
            count(distinct f.prospect_id) filter (where f.is_order and not f.is_first),
            sum(f.amount_cents) filter (where f.is_order), sum(f.amount_cents) filter (where f.margin_cents is not null),
            count(*) filter (where f.is_order and f.is_first)
          from (
            select s.sold_on, s.amount_cents, s.margin_cents, coalesce(m.kept_id, s.prospect_id) as prospect_id,
              s.kind = 'sale' and coalesce(refund.total, 0) < s.amount_cents as is_order,
              v.sale_id is not null and v.sale_id = s.id as is_first
            from sale s
            left join \(merged) and m.prospect_id = s.prospect_id
            left join (
              select refund_of, -sum(amount_cents) as total
              from sale
              where organization_id = \(organization) and refund_of is not null and voided_at is null
              group by refund_of
            ) refund on refund.refund_of = s.id
            left join conversion v
              on v.organization_id = \(organization) and v.prospect_id = coalesce(m.kept_id, s.prospect_id) and v.voided_at is null
            where s.organization_id = \(organization) and s.voided_at is null
              and s.sold_on >= \(weeks.days[0]) and s.sold_on < \(weeks.days[53])
          ) f
          group by 1 order by 1
          """
        ),
        (
          ["opportunities-opened"],
          """
          select width_bucket(o.opened_at, \(weeks.instants)), count(*)
          from opportunity o
          where o.organization_id = \(organization) and o.voided_at is null
            and o.opened_at >= \(weeks.instants[0]) and o.opened_at < \(weeks.instants[53])
          group by 1 order by 1
          """
        ),
        (
          ["opportunities-won", "lost-opportunities", "lost-amount"],
          """
          select width_bucket(x.changed_at, \(weeks.instants)), count(*) filter (where x.kind = 'won'),
            count(*) filter (where x.kind = 'lost'), sum(x.amount_cents) filter (where x.kind = 'lost')::bigint
          from stage_change x
          join opportunity o
            on o.organization_id = \(organization) and o.id = x.opportunity_id and o.changes = x.number and o.voided_at is null
          where x.organization_id = \(organization) and x.kind <> 'open' and x.voided_at is null
            and x.changed_at >= \(weeks.instants[0]) and x.changed_at < \(weeks.instants[53])
          group by 1 order by 1
          """
        ),
        (
          [],
          """
          select width_bucket(v.converted_on, \(weeks.days)), count(*)
          from conversion v
          where v.organization_id = \(organization) and v.voided_at is null
            and v.converted_on >= \(weeks.days[0]) and v.converted_on < \(weeks.days[53])
          group by 1 order by 1
          """
        ),
      ]
      let none = Array(repeating: 0, count: weeks.days.count - 1)
      var figures: [String: [Int]] = [:]
      for (names, statement) in statements {
        let columns = names.indices.map { "figure_\($0)" }
        let rows = try await session.query(
          """
          select week, array[\(unsafeRaw: columns.joined(separator: ", "))]::bigint[] as figures
          from (\(statement)) each_week (\(unsafeRaw: (["week"] + columns).joined(separator: ", ")))
          """
        ).rows
        for row in rows {
          // A week without facts has no row.
          let week = Int(try row.decode("week", as: Int32.self)) - 1
          for (name, figure) in zip(names, try row.decode("figures", as: [Int?].self)) { figures[name, default: none][week] = figure ?? 0 }
        }
      }
      return figures
    }
  }

  /// Both say the same, where both say something.
  private func compare(_ figures: [String: [Int]], _ scope: Scope) async throws {
    let stored = try await KPIFeeds(scope).values(of: "bench", grain: .week)
    for (name, figures) in figures where name != "repeat-customers" {
      let values = stored.filter { $0.kpi == name }.sorted { $0.period.from < $1.period.from }.map { $0.numerator ?? 0 }
      guard values == figures else { throw BenchError("\(name): \(values) are not \(figures)") }
    }
  }
}
