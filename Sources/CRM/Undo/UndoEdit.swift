import Foundation
import Postgres

extension Transaction {
  /// Gives back what an edit changed, and the follow-up that was planned with it.
  ///
  /// - Throws: `.conflict` when a value is another again since, or the edit is taken back already; `.denied` when the prospect has become a
  ///   colleague's.
  func takeBack(edit id: Fact.ID, reason: String) async throws {
    let found = try await first(
      """
      select e.object, e.object_id
      from edit e
      where e.organization_id = \(organization.id)
        and e.id = \(id)
        and e.voided_at is null
      for update
      """, { (try $0.decode("object", as: Edit.Object.self), try $0.decode("object_id", as: Fact.ID.self)) })
    guard let (object, objectID) = found else { throw CRMError(.conflict, .anotherIsLast, remedy: .lookAtUndo) }
    let table: SQL = "\(identifier: object.rawValue)"
    let columns = try await rows(
      """
      select b.key, b.key <> 'updated_at' and to_jsonb(t) -> b.key is distinct from b.value as is_other
      from edit e
      join \(table) t on t.organization_id = e.organization_id and t.id = e.object_id
      cross join lateral jsonb_each(e.after) b
      where e.organization_id = \(organization.id)
        and e.id = \(id)
      order by b.key
      """, { (name: try $0.decode("key", as: String.self), isOther: try $0.decode("is_other", as: Bool.self)) })
    let others = columns.filter(\.isOther).map(\.name)
    if !others.isEmpty { throw CRMError(.conflict, .editedSince(others), remedy: .editedSinceRemedy) }
    if !columns.isEmpty {
      let isAllowed: SQL =
        if object == .prospect, let actor { "(t.owner_id is null or t.owner_id = \(actor))" } else { "true" }
      let restored = columns.map { column -> SQL in
        let name: SQL = "\(identifier: column.name)"
        // As if it had never been changed, unless something else of it was since.
        return column.name == "updated_at"
          ? "updated_at = case when t.updated_at = e.recorded_at then r.updated_at else now() end" : "\(name) = r.\(name)"
      }
      let count = try await execute(
        """
        update \(table) t
        set \(restored.joined(separator: ", "))
        from edit e
        cross join lateral jsonb_populate_record(null::\(table), e.before) r
        where e.organization_id = \(organization.id)
          and e.id = \(id)
          and t.organization_id = e.organization_id
          and t.id = e.object_id
          and \(isAllowed)
        """)
      if count == 0 { throw CRMError(.denied, .notYourProspect, remedy: .notYourProspectRemedy) }
    }
    let void: SQL = "voided_at = clock_timestamp(), void_reason = \(reason)"
    try await fetch(
      .run("update edit set \(void) where organization_id = \(organization.id) and id = \(id)"))
    let plans = try await execute("update follow_up set \(void) where organization_id = \(organization.id) and id = \(id)")
    if plans > 0 { try await fetch(.run("select recompute_follow_ups(\(organization.id), \([objectID]))")) }
  }
}
