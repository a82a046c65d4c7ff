import Foundation
public import Postgres

/// A win, or a conversation that sold, of which no sale tells the amount: it makes a customer, and stays out of revenue, ABC and new customers until
/// the sale is added.
public struct MissingSale: Sendable, Hashable, Encodable {
  public let prospectID: Prospect.ID
  public let prospect: String
  /// The opportunity that the sale belongs to; an open one is won by it.
  @Nullable public private(set) var opportunityID: Opportunity.ID?
  /// What the opportunity says, in cents excluding VAT.
  @Nullable public private(set) var amountCents: Int?
  /// The business day of the win or the conversation.
  public let on: Day
}

/// An opportunity of which a sale may be missing.
struct SoldOpportunity {
  let id: Opportunity.ID
  let amountCents: Int?
  let openedOn: Day?
}

extension Transaction {
  /// What is missing of a prospect who bought on a day: nothing where a sale of that opportunity stands, or one of the prospect since its
  /// opening (since that day, without an opportunity) that belongs to no other.
  func missingSale(of prospect: NamedProspect, _ opportunity: SoldOpportunity?, on day: Day) -> Query<MissingSale?> {
    Query.one(
      """
      select exists (
        select from sale s
        where s.organization_id = \(organization.id)
          and s.prospect_id = any (\(prospect.members))
          and s.kind = 'sale'
          and s.voided_at is null
          and (s.opportunity_id = \(opportunity?.id)
            or s.opportunity_id is null and s.sold_on >= coalesce(\(opportunity == nil ? day : opportunity?.openedOn), s.sold_on))) as there
      """
    ) { try $0.decode("there", as: Bool.self) }
    .map { isThere in
      guard !isThere else { return nil }
      return MissingSale(
        prospectID: prospect.id, prospect: prospect.name, opportunityID: opportunity?.id, amountCents: opportunity?.amountCents, on: day)
    }
  }
}
