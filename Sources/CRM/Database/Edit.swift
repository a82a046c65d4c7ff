import Foundation
import Postgres

/// A change by hand of what is kept up to date and not recorded anew: the values before and after are kept, so that it can be taken back.
struct Edit: Sendable {
  /// What can be changed so, by its table.
  enum Object: String, Sendable, PostgresCodable {
    case prospect, opportunity, salesperson, stage
  }

  var id = Fact.ID.v7()
  let object: Object
  /// The row that is changed.
  let objectID: Fact.ID

  init<Kind>(_ object: Object, _ id: ID<Kind>) {
    self.object = object
    objectID = Fact.ID(id.uuid)
  }

  /// What follows from other facts, or from what is told beside it.
  static let derived = ["next_step", "next_on", "next_set_at", "next_salesperson_id", "opposed_at"]
}

extension Transaction {
  /// Changes a row and keeps what it was before; a change that says nothing new is none.
  ///
  /// - Parameters:
  ///   - changes: What is set.
  ///   - condition: What must hold of the row `t` as well.
  ///   - isKept: Kept though no value is another: something else that has its id belongs to it.
  /// - Returns: Whether the row is there, and may be changed.
  func edit(_ edit: Edit, set changes: SQL, where condition: SQL = "true", isKept: Bool = false) async throws -> Bool {
    let table: SQL = "\(identifier: edit.object.rawValue)"
    let row: SQL = "t.organization_id = \(organization.id) and t.id = \(edit.objectID) and \(condition)"
    let found = try await one(
      """
      with former as materialized (
        select to_jsonb(t) as former_values from \(table) t where \(row) for update
      ),
      changed as (
        update \(table) t
        set \(changes)
        -- Read first: what this statement has changed can be locked no more.
        from former
        where \(row)
        returning to_jsonb(t) as new_values
      ),
      kept as (
        insert into edit (organization_id, id, object, object_id, salesperson_id, before, after)
        select \(organization.id), \(edit.id), \(edit.object.rawValue), \(edit.objectID), \(actor), coalesce(v.before, '{}'),
          coalesce(v.after, '{}')
        from former
        cross join changed
        cross join lateral (
          select jsonb_object_agg(f.key, f.value) as before, jsonb_object_agg(f.key, changed.new_values -> f.key) as after
          from jsonb_each(former.former_values) f
          where changed.new_values -> f.key is distinct from f.value
            and f.key <> all (\(Edit.derived))
        ) v
        where \(isKept) or v.before - 'updated_at' <> '{}'
        returning id
      )
      select exists (select from changed) as is_there, exists (select from kept) as is_kept,
        (select (former_values ->> 'updated_at')::timestamptz from former) as updated_at
      """
    ) {
      (
        isThere: try $0.decode("is_there", as: Bool.self), isKept: try $0.decode("is_kept", as: Bool.self),
        updatedAt: try $0.decode("updated_at", as: Instant?.self)
      )
    }
    // Nothing was changed, not even when.
    if !found.isKept, let updatedAt = found.updatedAt {
      try await fetch(.run("update \(table) t set updated_at = \(updatedAt) where \(row)"))
    }
    return found.isThere
  }
}
