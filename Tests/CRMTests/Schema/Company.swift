import CRM
import Foundation
import Postgres
import TestSupport

/// An organization with a row in every table: Ana's, Bo's and what is nobody's.
struct Company {
  let id: Organization.ID
  let ana = Salesperson.ID.v7(), bo = Salesperson.ID.v7(), user = UUID.v7(), stage = Stage.ID.v7()
  /// Prospects of Ana, of Bo, of nobody, and one that was merged into nobody's.
  let anas = Prospect.ID.v7(), bos = Prospect.ID.v7(), free = Prospect.ID.v7(), merged = Prospect.ID.v7()
  let anasOpportunity = Opportunity.ID.v7(), bosOpportunity = Opportunity.ID.v7()
  let anasConversation = Conversation.ID.v7(), bosConversation = Conversation.ID.v7(), sharedConversation = Conversation.ID.v7()
  let anasSale = Sale.ID.v7(), bosSale = Sale.ID.v7(), anasExpense = Expense.ID.v7(), bosExpense = Expense.ID.v7(), figure = UUID.v7()

  init(_ name: String, on pool: Pool) async throws {
    id = try await Organizations(pool).create(name: name, currency: "EUR", timeZone: "Europe/Paris", language: .fr).0.id
    let statements = rows()
    try await pool.transaction(["select act_as(\(id), 'director')"]) { session in
      for statement in statements { try await session.execute(statement) }
    }
  }

  private func rows() -> [SQL] {
    let team = UUID.v7(), run = UUID.v7(), series = UUID.v7(), plan = UUID.v7(), feed = UUID.v7(), imported = UUID.v7()
    let anasConversion = UUID.v7(), bosConversion = UUID.v7()
    return [
      "insert into app_user (organization_id, id, email, name) values (\(id), \(user), 'd@example.org', 'D')",
      """
      insert into import_run (organization_id, id, kind, system, file_name, reading, read, recorded, repeated, rejected, assumed, created)
      values (\(id), \(imported), 'sales', 's', 'f.csv', '{}', 1, 0, 0, 1, '{}', '{}')
      """,
      // The same file twice.
      """
      insert into import_run (
        organization_id, id, kind, system, file_name, reading, read, recorded, repeated, rejected, assumed, created, recorded_at)
      values (\(id), \(UUID.v7()), 'sales', 's', 'twice.csv', '{}', 1, 1, 0, 0, '{}', '{}', '2026-01-05'),
        (\(id), \(UUID.v7()), 'sales', 's', 'twice.csv', '{}', 1, 1, 0, 0, '{}', '{}', '2026-01-06')
      """,
      "insert into import_rejection (organization_id, import_id, line, reason, record) values (\(id), \(imported), 2, 'r', 'x')",
      """
      insert into import_change (organization_id, import_id, object_id, object, before, after)
      values (\(id), \(imported), \(UUID.v7()), 'prospect', '{"city": null}', '{"city": "Lyon"}')
      """,
      "insert into team (organization_id, id, name, name_key) values (\(id), \(team), 'Lyon', 'lyon')",
      """
      insert into salesperson (organization_id, id, name, name_key, team_id)
      values (\(id), \(ana), 'Ana', 'ana', \(team)), (\(id), \(bo), 'Bo', 'bo', \(team))
      """,
      "insert into membership (organization_id, id, user_id, role) values (\(id), \(UUID.v7()), \(user), 'director')",
      """
      insert into credential (organization_id, id, user_id, kind, name, access, digest)
      values (\(id), \(UUID.v7()), \(user), 'token', 'script', 'read', '\\x01')
      """,
      """
      insert into idempotent_request (organization_id, user_id, key, digest, entry_id)
      values (\(id), \(user), 'k', '\\x01', \(UUID.v7()))
      """,
      """
      insert into audit_event (organization_id, id, asked_at, user_id, credential_id, action, request_id)
      values (\(id), \(UUID.v7()), now(), \(user), \(UUID.v7()), 'GET /v1/prospects', 'r')
      """,
      """
      insert into prospect (organization_id, id, name, name_key, owner_id, potential_cents)
      values (\(id), \(anas), 'A', 'a', \(ana), 100), (\(id), \(bos), 'B', 'b', \(bo), 100), (\(id), \(free), 'C', 'c', null, 100),
        (\(id), \(merged), 'D', 'd', null, 100)
      """,
      """
      insert into prospect_merge (organization_id, id, merge_id, prospect_id, kept_id)
      values (\(id), \(UUID.v7()), \(UUID.v7()), \(merged), \(free))
      """,
      // A new organization has stages of its own, closing ones among them.
      """
      insert into stage (organization_id, id, position, name, name_key, kind, probability)
      values (\(id), \(stage), 90, 'Visite', 'visite-test', 'open', 10)
      """,
      """
      insert into opportunity (
        organization_id, id, prospect_id, salesperson_id, opened_at, stage_id, stage_kind, stage_since, changes, closed_at)
      values (\(id), \(anasOpportunity), \(anas), \(ana), '2026-01-05', \(stage), 'open', '2026-01-05', 1, null),
        (\(id), \(bosOpportunity), \(bos), \(bo), '2026-01-05', \(stage), 'lost', '2026-01-06', 2, '2026-01-06')
      """,
      """
      insert into stage_change (organization_id, id, opportunity_id, number, stage_id, kind, changed_at, salesperson_id)
      values (\(id), \(UUID.v7()), \(anasOpportunity), 1, \(stage), 'open', '2026-01-05', \(ana)),
        (\(id), \(UUID.v7()), \(bosOpportunity), 1, \(stage), 'open', '2026-01-05', \(bo)),
        (\(id), \(UUID.v7()), \(bosOpportunity), 2, \(stage), 'lost', '2026-01-06', \(bo))
      """,
      """
      insert into conversation (organization_id, id, prospect_id, salesperson_id, second_salesperson_id, channel, outcome, occurred_at)
      values (\(id), \(anasConversation), \(anas), \(ana), null, 'field', 'sold', '2026-01-05'),
        (\(id), \(bosConversation), \(bos), \(bo), null, 'field', 'sold', '2026-01-05'),
        (\(id), \(sharedConversation), \(free), \(bo), \(ana), 'field', 'refused', '2026-01-05')
      """,
      """
      insert into follow_up (organization_id, id, prospect_id, salesperson_id, planned_at, next_on)
      values (\(id), \(UUID.v7()), \(anas), \(ana), '2026-01-05', '2026-01-06')
      """,
      """
      insert into edit (organization_id, id, object, object_id, salesperson_id, before, after)
      values (\(id), \(UUID.v7()), 'prospect', \(anas), \(ana), '{"city": null}', '{"city": "Lyon"}'),
        (\(id), \(UUID.v7()), 'prospect', \(bos), \(bo), '{"city": null}', '{"city": "Lyon"}')
      """,
      """
      insert into sale (organization_id, id, prospect_id, salesperson_id, kind, sold_on, amount_cents)
      values (\(id), \(anasSale), \(anas), \(ana), 'sale', '2026-01-05', 100),
        (\(id), \(bosSale), \(bos), \(bo), 'sale', '2026-01-05', 100)
      """,
      """
      insert into conversion (organization_id, id, prospect_id, sale_id, converted_on)
      values (\(id), \(anasConversion), \(anas), \(anasSale), '2026-01-05'), (\(id), \(bosConversion), \(bos), \(bosSale), '2026-01-05')
      """,
      """
      insert into conversion_credit (organization_id, conversion_id, salesperson_id, parts)
      values (\(id), \(anasConversion), \(ana), 10000), (\(id), \(bosConversion), \(bo), 10000)
      """,
      """
      insert into expense (organization_id, id, spent_on, amount_cents, acquisition, salesperson_id)
      values (\(id), \(anasExpense), '2026-01-05', 100, true, \(ana)), (\(id), \(bosExpense), '2026-01-05', 100, true, \(bo))
      """,
      """
      insert into abc_run (organization_id, id, criterion, from_day, to_day, threshold_a, threshold_b, rule)
      values (\(id), \(run), 'revenue', '2026-01-01', '2026-02-01', 8000, 9500, 'strict')
      """,
      """
      insert into abc_assignment (organization_id, run_id, prospect_id, class)
      values (\(id), \(run), \(anas), 'A')
      """,
      "insert into abc_value (organization_id, run_id, prospect_id, value, orders) values (\(id), \(run), \(anas), 100, 1)",
      "insert into series (organization_id, id, name, unit, kind) values (\(id), \(series), 'site_orders', 'count', 'flow')",
      """
      insert into measurement (organization_id, id, series_id, from_day, to_day, value)
      values (\(id), \(figure), \(series), '2026-01-05', '2026-01-06', 3)
      """,
      """
      insert into plan (organization_id, id, slug, name, from_day, to_day, version)
      values (\(id), \(plan), '2026', '2026', '2026-01-01', '2027-01-01', 1)
      """,
      "insert into plan_version (organization_id, plan_id, number, document, source) values (\(id), \(plan), 1, '{}', 'name: 2026')",
      """
      insert into kpi_feed (
        organization_id, id, plan_id, version, through_day, known_at, computed, created, changed, drifted)
      values (\(id), \(feed), \(plan), 1, '2026-02-01', '2026-02-01', 2, 2, 0, 0)
      """,
      """
      insert into kpi_value (
        organization_id, id, plan_id, kpi, salesperson_id, grain, from_day, to_day, revision, feed_id, numerator, value, unit, n, status, drift,
        known_at, provenance)
      values
        (\(id), \(UUID.v7()), \(plan), 'ca', null, 'month', '2026-01-01', '2026-02-01', 1, \(feed), 1, 1, 'count', 1, 'final', false, '2026-02-01', '{}'),
        (\(id), \(UUID.v7()), \(plan), 'ca', \(ana), 'month', '2026-01-01', '2026-02-01', 1, \(feed), 1, 1, 'count', 1, 'final', false, '2026-02-01', '{}'),
        (\(id), \(UUID.v7()), \(plan), 'ca', \(bo), 'month', '2026-01-01', '2026-02-01', 1, \(feed), 1, 1, 'count', 1, 'final', false, '2026-02-01', '{}')
      """,
      "insert into plan_closing (organization_id, plan_id, name, from_day, to_day) values (\(id), \(plan), '2026-01', '2026-01-01', '2026-02-01')",
    ]
  }
}

/// Who acts in a test, said to the database as the service does.
enum Actor {
  case director(Company)
  case viewer(Company)
  case ana(Company)

  var company: Company {
    switch self {
    case .director(let company), .viewer(let company), .ana(let company): company
    }
  }

  var statement: SQL {
    switch self {
    case .director(let company): "select act_as(\(company.id), 'director')"
    case .viewer(let company): "select act_as(\(company.id), 'viewer')"
    case .ana(let company): "select act_as(\(company.id), 'salesperson', \(company.ana))"
    }
  }
}
