import Foundation
import Postgres

extension Imports {
  /// What undoing an import took out.
  package struct Undone: Sendable, Encodable {
    package let importId: ImportRun.ID
    package let conversations: Int
    package let opportunities: Int
    package let sales: Int
    package let expenses: Int
    package let measurements: Int
    package let prospects: Int
    /// Opportunities that it had handed over and that went back to whose they were.
    package let owners: Int
    /// Prospects and opportunities that it had changed and that are again as they were.
    package let restored: Int
    package let kept: Kept
  }

  /// What an import made and undoing it leaves.
  package struct Kept: Sendable, Encodable {
    /// Those of whom other facts speak.
    package let prospects: Names
    /// All of them: what the import recorded names them still, voided as it is.
    package let salespeople: Names
    /// All of them, for the same reason.
    package let stages: Names
    /// The opportunities that it handed over and that stay with their new owner: closed or handed over again since, or nobody's before.
    package let owners: Names
    /// The prospects and opportunities of which something that it changed was changed again since, and stays.
    package let changed: Names
  }

  /// How many of a sort, and the first twenty names.
  package struct Names: Sendable, Encodable {
    package let count: Int
    package let names: [String]
  }

  /// Voids all that an import recorded and gives back what it handed over, in one transaction; reports as known before still show it, and
  /// the file can be imported again.
  ///
  /// - Throws: `.notFound`, or `.conflict` when it was undone before.
  package func undo(_ id: ImportRun.ID) async throws -> Undone {
    try scope.requireDirector(.onlyDirectorsImport)
    return try await scope.record { try await $0.undoImport(id) }
  }
}

extension Transaction {
  /// Undoes an import within a transaction of the `record_…` functions.
  func undoImport(_ id: ImportRun.ID) async throws -> Imports.Undone {
    let organizationID = organization.id
    let found = try await first(
      """
      select voided_at is not null as undone from import_run
      where organization_id = \(organizationID) and id = \(id)
      for no key update
      """, { try $0.decode("undone", as: Bool.self) })
    guard let isUndone = found else { throw CRMError(.notFound, .noImport(id.description), remedy: .importListRemedy) }
    if isUndone { throw CRMError(.conflict, .importUndoneBefore) }

    let conversations = try await voidAll("conversation", of: id) {
      "void_conversations(\(organizationID), null, \($0), 'import undone')"
    }
    // Refunds first: what was given back must not outlive what was sold.
    let sales = try await voidAll("sale", of: id, by: "kind = 'sale', id") {
      "void_sales(\(organizationID), null, \($0), \($0.map { _ in UUID.v7() }), 'import undone')"
    }
    let opportunities = try await voidAll("opportunity", of: id) {
      "void_opportunities(\(organizationID), null, \($0), \($0.map { _ in UUID.v7() }), 'import undone')"
    }
    let expenses = try await voidAll("expense", of: id) { "void_expenses(\(organizationID), null, \($0), 'import undone')" }
    // Nothing stands on a measurement: no function need look.
    let measurements = try await execute(
      """
      update measurement
      set voided_at = now(),
        void_reason = 'import undone'
      where organization_id = \(organizationID)
        and import_id = \(id)
        and voided_at is null
      """)
    // Given back in another import or by hand.
    if sales.refused > 0 { throw CRMError(.conflict, .importRefundedSince(sales.refused)) }
    let prospects = try await voidAll("prospect", of: id) { "void_prospects(\(organizationID), \($0), 'import undone')" }
    let handedOver = try await returnHandedOver(by: id)
    let restored = try await restoreChanges(of: id)
    let kept = try await keptFacts(of: id, owners: handedOver.kept, changed: restored.kept)
    _ = try await execute(
      """
      update import_run
      set voided_at = now(),
        void_reason = 'undone'
      where organization_id = \(organizationID)
        and id = \(id)
      """)
    return Imports.Undone(
      importId: id, conversations: conversations.voided, opportunities: opportunities.voided, sales: sales.voided,
      expenses: expenses.voided, measurements: measurements, prospects: prospects.voided, owners: handedOver.returned,
      restored: restored.count, kept: kept)
  }
}

extension Transaction {
  /// Gives the opportunities that an import handed over back to whose they were, from now on: the days between keep their owner.
  fileprivate func returnHandedOver(by id: ImportRun.ID) async throws -> (returned: Int, kept: Imports.Names) {
    let organizationID = organization.id
    let found = try await rows(
      """
      -- What an import changes of others' opportunities is recorded in its transaction, and so at its own instant.
      select distinct on (o.id) o.id, coalesce(o.title, p.name) as name,
        case when o.stage_kind = 'open' and o.salesperson_id = x.salesperson_id then before.salesperson_id end as owner_id
      from import_run i
      join stage_change x on x.organization_id = \(organizationID) and x.recorded_at = i.recorded_at and x.restated and x.voided_at is null
      cross join lateral \(StageMove.changeBefore("x")) before
      join opportunity o on o.organization_id = \(organizationID) and o.id = x.opportunity_id and o.voided_at is null
      join prospect p on p.organization_id = \(organizationID) and p.id = o.prospect_id
      where i.organization_id = \(organizationID)
        and i.id = \(id)
        and i.created ? 'owners'
      order by o.id, x.number
      """
    ) {
      (
        id: try $0.decode("id", as: Opportunity.ID.self), name: try $0.decode("name", as: String.self),
        owner: try $0.decode("owner_id", as: Salesperson.ID?.self)
      )
    }
    let returned = found.filter { $0.owner != nil }
    let restatements = returned.map { Restatement(opportunityID: $0.id, at: .now, salespersonID: $0.owner) }
    for each in try await record(all: restatements, from: Provenance(organizationID: organization.id)) { try each.outcome() }
    let kept = found.filter { $0.owner == nil }.map(\.name).sorted()
    return (returned.count, Imports.Names(count: kept.count, names: Array(kept.prefix(20))))
  }

  /// What the import made and what stands.
  fileprivate func keptFacts(of id: ImportRun.ID, owners: Imports.Names, changed: Imports.Names) async throws -> Imports.Kept {
    let found = try await rows(
      """
      select made.sort, count(*), (array_agg(made.name order by made.name))[1:20] as names
      from (
        select 'prospects' as sort, name from prospect
        where organization_id = \(organization.id) and import_id = \(id) and voided_at is null
        union all
        select 'salespeople', name from salesperson
        where organization_id = \(organization.id) and import_id = \(id)
        union all
        select 'stages', name from stage
        where organization_id = \(organization.id) and import_id = \(id)
      ) made
      group by made.sort
      """
    ) {
      (
        try $0.decode("sort", as: String.self),
        Imports.Names(count: try $0.decode("count"), names: try $0.decode("names", as: [String].self))
      )
    }
    let names = Dictionary(uniqueKeysWithValues: found)
    let none = Imports.Names(count: 0, names: [])
    return Imports.Kept(
      prospects: names["prospects"] ?? none, salespeople: names["salespeople"] ?? none, stages: names["stages"] ?? none,
      owners: owners, changed: changed)
  }

  /// Voids what the import recorded in one table, set by set; `function` is the call for a set of ids.
  fileprivate func voidAll(
    _ table: String, of id: ImportRun.ID, by order: SQL = "id", _ function: ([Fact.ID]) -> SQL
  ) async throws -> (voided: Int, refused: Int) {
    let ids = try await rows(
      """
      select id from \(identifier: table)
      where organization_id = \(organization.id) and import_id = \(id) and voided_at is null
      order by \(order)
      """, { try $0.decode("id", as: Fact.ID.self) })
    // The functions look through a set for each of its rows.
    let voidedSet = 1000
    var refused = 0
    for start in stride(from: 0, to: ids.count, by: voidedSet) {
      let set = Array(ids[start..<min(start + voidedSet, ids.count)])
      refused += try await query("select number from \(function(set))").rows.count
    }
    return (ids.count - refused, refused)
  }
}
