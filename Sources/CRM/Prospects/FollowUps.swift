import Foundation
public import Postgres

/// What is to be done next with a prospect, and on which day.
public struct PlannedStep: Sendable, Hashable, Encodable {
  @Nullable public private(set) var nextStep: String?
  public let nextOn: Day
}

/// What the facts about a prospect say of it: what its conversations do, as `recompute_follow_ups` keeps it, and whether it is a customer.
struct ProspectState: Sendable {
  /// What is pending.
  var followUp: PlannedStep?
  /// The business day on which they first wanted no more contact.
  var opposedOn: Day?
  var customerSince: Day?

  /// The day on which a prospect `p` objected.
  static func opposedOn(_ organization: Organization) -> SQL { "(p.opposed_at at time zone \(organization.timeZone))::date" }
}

extension Transaction {
  /// What the facts about a prospect say of it.
  func state(of prospectID: Prospect.ID) -> Query<ProspectState> {
    .one(
      """
      select p.next_step, p.next_on, \(ProspectState.opposedOn(organization)) as opposed_on, v.converted_on
      from prospect p
      left join conversion v on v.organization_id = p.organization_id and v.prospect_id = p.id and v.voided_at is null
      where p.organization_id = \(organization.id)
        and p.id = \(prospectID)
      """
    ) { row in
      let nextStep: String? = try row.decode("next_step")
      return ProspectState(
        followUp: try row.decode("next_on", as: Day?.self).map { PlannedStep(nextStep: nextStep, nextOn: $0) },
        opposedOn: try row.decode("opposed_on"), customerSince: try row.decode("converted_on"))
    }
  }

  /// Keeps the follow-ups that the actor planned, or gave up (`nextOn` nil), outside a conversation; the columns of the prospects are the
  /// caller's.
  func record(followUps planned: [(id: Fact.ID, prospectID: Prospect.ID, nextStep: String?, nextOn: Day?)]) async throws {
    guard !planned.isEmpty else { return }
    _ = try await execute(
      """
      insert into follow_up (organization_id, id, prospect_id, salesperson_id, planned_at, next_step, next_on)
      select \(organization.id), r.id, r.prospect_id, \(actor), now(), r.next_step, r.next_on
      from unnest(
        \(planned.map(\.id)), \(planned.map(\.prospectID)), \(planned.map(\.nextStep)), \(planned.map(\.nextOn))
      ) as r (id, prospect_id, next_step, next_on)
      on conflict do nothing
      """)
  }
}
