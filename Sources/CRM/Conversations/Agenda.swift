public import Foundation
public import Postgres

/// A follow-up that a prospect waits for.
public struct FollowUp: Sendable, Encodable {
  public let prospectID: UUID
  public let prospect: String
  @Nullable public private(set) var phone: String?
  @Nullable public private(set) var city: String?
  @Nullable public private(set) var nextStep: String?
  public let nextOn: Day
  /// Days since it was due; 0 when it is due today, negative before.
  public let daysOverdue: Int
  /// Whose it is: the prospect's owner, or else whoever had the conversation that asked for it.
  @Nullable public private(set) var salesperson: String?

  init(row: Row) throws {
    prospectID = try row.decode(0, "prospect_id")
    prospect = try row.decode(1, "prospect")
    phone = try row.decode(2, "phone")
    city = try row.decode(3, "city")
    nextStep = try row.decode(4, "next_step")
    nextOn = try row.decode(5, "next_on")
    daysOverdue = try row.decode(6, "days_overdue")
    salesperson = try row.decode(7, "salesperson")
  }
}

extension Conversations {
  /// The follow-ups that are overdue or due until a day (today when nil), the oldest first.
  ///
  /// A follow-up is that of the prospect's owner; without an owner, of the salesperson whose conversation asked for it. A salesperson who
  /// acts gets their own.
  /// - Parameter salesperson: Only those of this salesperson.
  public func agenda(by salesperson: String? = nil, until: Day? = nil) async throws -> [FollowUp] {
    try await scope.read { session in
      let organization = scope.organization
      let person = try await scope.salesperson(salesperson, session)
      return try await session.rows(
        """
        select p.id as prospect_id, p.name as prospect, p.phone, p.city, p.next_step, p.next_on, today.day - p.next_on as days_overdue,
          person.name as salesperson
        from prospect p
        cross join (select (statement_timestamp() at time zone \(organization.timeZone))::date as day) today
        left join lateral (
          select c.salesperson_id
          from conversation c
          where c.organization_id = p.organization_id
            and c.prospect_id = p.id
            and c.occurred_at = p.next_set_at
            and c.voided_at is null
          order by c.id desc
          limit 1
        ) asked on p.owner_id is null
        left join salesperson person
          on person.organization_id = p.organization_id
          and person.id = coalesce(p.owner_id, asked.salesperson_id)
        where p.organization_id = \(organization.id)
          and p.voided_at is null
          and p.next_on <= coalesce(\(until), today.day)
          and (\(person?.id)::uuid is null or person.id = \(person?.id))
        order by p.next_on, p.name_key, p.id
        """, FollowUp.init(row:))
    }
  }
}
