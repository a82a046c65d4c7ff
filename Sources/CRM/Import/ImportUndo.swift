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
    let organizationID = scope.organization.id
    return try await scope.record { transaction in
      let found = try await transaction.first(
        """
        select voided_at is not null as undone from import_run
        where organization_id = \(organizationID) and id = \(id)
        for no key update
        """, { try $0.decode("undone", as: Bool.self) })
      guard let isUndone = found else { throw CRMError(.notFound, .noImport(id.description), remedy: .importListRemedy) }
      if isUndone { throw CRMError(.conflict, .importUndoneBefore) }

      let conversations = try await transaction.voidAll("conversation", of: id) {
        "void_conversations(\(organizationID), null, \($0), 'import undone')"
      }
      // Refunds first: what was given back must not outlive what was sold.
      let sales = try await transaction.voidAll("sale", of: id, by: "kind = 'sale', id") {
        "void_sales(\(organizationID), null, \($0), \($0.map { _ in UUID.v7() }), 'import undone')"
      }
      let opportunities = try await transaction.voidAll("opportunity", of: id) {
        "void_opportunities(\(organizationID), null, \($0), \($0.map { _ in UUID.v7() }), 'import undone')"
      }
      let expenses = try await transaction.voidAll("expense", of: id) { "void_expenses(\(organizationID), null, \($0), 'import undone')" }
      // Nothing stands on a measurement: there is no function for voiding it.
      let measurements = try await transaction.execute(
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
      let prospects = try await transaction.execute(
        """
        update prospect p
        set voided_at = now(),
          void_reason = 'import undone'
        where p.organization_id = \(organizationID)
          and p.import_id = \(id)
          and p.voided_at is null
          and not exists (
            select from conversation c
            where c.organization_id = \(organizationID) and c.prospect_id = p.id and c.voided_at is null)
          and not exists (
            select from opportunity o
            where o.organization_id = \(organizationID) and o.prospect_id = p.id and o.voided_at is null)
          and not exists (
            select from sale s
            where s.organization_id = \(organizationID) and s.prospect_id = p.id and s.voided_at is null)
          and not exists (
            select from prospect_merge m
            where m.organization_id = \(organizationID) and (m.prospect_id = p.id or m.kept_id = p.id) and m.voided_at is null)
        """)
      let handedOver = try await transaction.returnHandedOver(by: id)
      let restored = try await transaction.restoreChanges(of: id)
      let kept = try await transaction.keptFacts(of: id, owners: handedOver.kept, changed: restored.kept)
      _ = try await transaction.execute(
        """
        update import_run
        set voided_at = now(),
          void_reason = 'undone'
        where organization_id = \(organizationID)
          and id = \(id)
        """)
      return Undone(
        importId: id, conversations: conversations.voided, opportunities: opportunities.voided, sales: sales.voided,
        expenses: expenses.voided, measurements: measurements, prospects: prospects, owners: handedOver.returned, restored: restored.count,
        kept: kept)
    }
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
      join stage_change before
        on before.organization_id = \(organizationID) and before.opportunity_id = x.opportunity_id and before.number = x.number - 1
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
