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
  /// When it was planned.
  public let nextSetAt: Instant
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
    nextSetAt = try row.decode("next_set_at")
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
      let person = try await transaction.person(ofAgenda: salesperson)
      let due = try await transaction.followUps(of: person, "p.next_on <= coalesce(\(until), today.day)")
      let upcoming = due.isEmpty ? try await transaction.followUps(of: person, "true", limit: Self.upcomingShown) : []
      return Agenda(followUps: due, upcoming: upcoming)
    }
  }

  /// All follow-ups, or those until a day, as iCalendar for calendar programs: an event of its whole day for each. That of a prospect has one
  /// UID, so that a later file moves the event.
  ///
  /// - Parameter salesperson: Only those of this salesperson.
  /// - Throws: `.denied` to salespeople for a colleague.
  package func iCalendar(by salesperson: String? = nil, until: Day? = nil, in language: Language) async throws -> String {
    let followUps = try await scope.read { transaction in
      let person = try await transaction.person(ofAgenda: salesperson)
      return try await transaction.followUps(of: person, "p.next_on <= coalesce(\(until), p.next_on)")
    }
    var calendar = ICalendar(Message.followUps(scope.organization.name).text(in: language), in: language)
    for each in followUps {
      let title = [each.nextStep ?? Message.followUp.text(in: language), each.prospect].joined(separator: " · ")
      var event = ICalendar.Event(
        uid: "follow-up.\(each.prospectID)@\(scope.organization.id)", stamp: each.nextSetAt, from: each.nextOn, to: each.nextOn + 1,
        title: title)
      event.categories = [Message.followUp.text(in: language)]
      // Nothing here proposes to call who objected.
      let phone = each.opposedOn == nil ? each.phone : nil
      event.details = [
        phone.map { .labelled(.fieldPhone, $0) }, each.salesperson.map { .labelled(.labelSalesperson, $0) },
        each.opposedOn.map(Message.opposed),
      ].compactMap { $0?.text(in: language) }
      event.location = each.city
      calendar.add(event)
    }
    return calendar.text
  }
}

extension Transaction {
  fileprivate func person(ofAgenda name: String?) async throws -> Salesperson? {
    if let name { try await readableSalesperson(name) } else { try await salespersonOrActor(nil) }
  }

  fileprivate func followUps(of person: Salesperson?, _ isShown: SQL, limit: Int? = nil) async throws -> [FollowUp] {
    return try await rows(
      """
      select p.id as prospect_id, p.name as prospect, p.phone, p.city, p.next_step, p.next_on, p.next_set_at, today.day - p.next_on as days,
        person.name as salesperson, \(ProspectState.opposedOn(organization)) as opposed_on
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
