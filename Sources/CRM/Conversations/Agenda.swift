import Foundation
public import Postgres

/// A follow-up that a prospect waits for.
public struct FollowUp: Sendable, Encodable {
  public let prospectID: Prospect.ID
  public let prospect: String
  @Nullable public private(set) var phone: String?
  @Nullable public private(set) var city: String?
  @Nullable public private(set) var nextStep: String?
  public let nextOn: Day
  /// Days since it was due, 0 when it is due today; nil when its day is to come.
  @Nullable public private(set) var daysOverdue: Int?
  /// Days until it is due; nil when it is due.
  @Nullable public private(set) var daysAhead: Int?
  /// Whose it is: the prospect's owner, or else whoever planned it.
  @Nullable public private(set) var salesperson: String?
  /// The business day since which the prospect wants no more contact; nil when it did not object.
  @Nullable public private(set) var opposedOn: Day?

  init(row: Row) throws {
    prospectID = try row.decode("prospect_id")
    prospect = try row.decode("prospect")
    phone = try row.decode("phone")
    city = try row.decode("city")
    nextStep = try row.decode("next_step")
    nextOn = try row.decode("next_on")
    let days: Int = try row.decode("days")
    daysOverdue = days >= 0 ? days : nil
    daysAhead = days < 0 ? -days : nil
    salesperson = try row.decode("salesperson")
    opposedOn = try row.decode("opposed_on")
  }
}

/// The follow-ups of a salesperson or a team.
public struct Agenda: Sendable, Encodable {
  /// Those overdue or due until the day asked for, the oldest first.
  public let followUps: [FollowUp]
  /// When none is: the next ones that will be.
  public let upcoming: [FollowUp]
}

extension Conversations {
  /// How many follow-ups to come are told where none is due.
  private static let upcomingShown = 5

  /// The follow-ups that are overdue or due until a day (today when nil), the oldest first; without any, those that come next.
  ///
  /// A follow-up is that of the prospect's owner; without an owner, of whoever planned it. A salesperson who acts gets their own.
  /// - Parameter salesperson: Only those of this salesperson.
  /// - Throws: `.denied` to salespeople for a colleague.
  public func agenda(by salesperson: String? = nil, until: Day? = nil) async throws -> Agenda {
    try await scope.read { transaction in
      let person =
        if let salesperson { try await transaction.readableSalesperson(salesperson) } else { try await transaction.salespersonOrActor(nil) }
      let due = try await transaction.followUps(of: person, "p.next_on <= coalesce(\(until), today.day)")
      let upcoming = due.isEmpty ? try await transaction.followUps(of: person, "true", limit: Self.upcomingShown) : []
      return Agenda(followUps: due, upcoming: upcoming)
    }
  }
}

extension Transaction {
  fileprivate func followUps(of person: Salesperson?, _ isShown: SQL, limit: Int? = nil) async throws -> [FollowUp] {
    return try await rows(
      """
      select p.id as prospect_id, p.name as prospect, p.phone, p.city, p.next_step, p.next_on, today.day - p.next_on as days,
        person.name as salesperson, \(ProspectStanding.opposedOn(organization)) as opposed_on
      from prospect p
      cross join (select (statement_timestamp() at time zone \(organization.timeZone))::date as day) today
      left join salesperson person
        on person.organization_id = p.organization_id
        and person.id = coalesce(p.owner_id, p.next_salesperson_id)
      where p.organization_id = \(organization.id)
        and p.voided_at is null
        and p.next_on is not null
        and \(isShown)
        and (\(person?.id)::uuid is null or person.id = \(person?.id))
      order by p.next_on, p.name_key, p.id
      limit \(limit)
      """, FollowUp.init(row:))
  }
}
