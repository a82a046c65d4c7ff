package import CRM
import Foundation
package import Postgres

/// Somebody who signs in.
package struct User: Sendable, Encodable {
  package typealias ID = CRM.ID<User>

  package let id: User.ID
  package let email: String
  package let name: String
  package let role: Role
  /// The salesperson they are, with that role.
  @Nullable package private(set) var salesperson: String?
  /// Whether they have set a password.
  package let hasPassword: Bool
  @Nullable package private(set) var disabledAt: Instant?

  init(row: Row) throws {
    id = try row.decode("id")
    email = try row.decode("email")
    name = try row.decode("name")
    role = try row.decode("role")
    salesperson = try row.decode("salesperson")
    hasPassword = try row.decode("has_password")
    disabledAt = try row.decode("disabled_at")
  }

  /// Users as `u` with their role `m`; `where` follows.
  static let selection: SQL = """
    select u.id, u.email, u.name, m.role, s.name as salesperson, u.disabled_at, exists (
        select from credential c
        where c.organization_id = u.organization_id
          and c.user_id = u.id
          and c.kind = 'password'
          and c.ended_at is null) as has_password
    from app_user u
    join membership m on m.organization_id = u.organization_id and m.user_id = u.id and m.voided_at is null
    left join salesperson s on s.organization_id = m.organization_id and s.id = m.salesperson_id
    """
}
