public import Postgres

/// A stage with what stands in it now.
public struct StageSummary: Sendable, Hashable, Encodable {
  public let id: Stage.ID
  /// From 1, in the order of the pipeline.
  public let position: Int
  public let name: String
  public let kind: StageKind
  /// The chance of winning from here, in per cent.
  public let probability: Int
  /// The open opportunities in it, and what they are worth: those of the salesperson who asks, of all for others.
  public let opportunities: Int
  public let amountCents: Int
  /// How many of them have no amount yet.
  public let withoutAmount: Int
  /// Since which day it takes no more opportunities.
  @Nullable public private(set) var retiredOn: Day?

  init(row: Row) throws {
    id = try row.decode("id")
    position = try row.decode("position")
    name = try row.decode("name")
    kind = try row.decode("kind")
    probability = try row.decode("probability")
    opportunities = try row.decode("opportunities")
    amountCents = try row.decode("amount_cents")
    withoutAmount = try row.decode("without_amount")
    retiredOn = try row.decode("retired_on")
  }
}

/// What became of the pipeline.
public struct StageAnswer: Sendable, Encodable {
  public enum Status: String, Sendable, Encodable {
    case added
    /// It was retired, and takes opportunities again.
    case resumed
    case renamed, moved
    /// It has another chance of winning.
    case weighted
    case retired
    /// It was so already.
    case unchanged
  }

  public let status: Status
  public let stage: StageSummary
  /// The name it had.
  @Nullable public internal(set) var formerName: String?
  /// Where the opportunities went that were open in it, and how many.
  @Nullable public internal(set) var into: String?
  public internal(set) var movedOpportunities = 0
  /// All stages as they are now.
  public let stages: [StageSummary]
}

/// Where a stage stands among the open ones.
public enum StagePlace: Sendable, Hashable {
  case after(String), before(String)

  var neighbour: String {
    switch self {
    case .after(let name), .before(let name): name
    }
  }
}

extension Transaction {
  /// All stages in their order, with what stands in each for the actor.
  var stageSummaries: Query<[StageSummary]> {
    .rows(
      """
      select s.id, s.position, s.name, s.kind, s.probability, (s.retired_at at time zone \(organization.timeZone))::date as retired_on,
        count(o.id) as opportunities, coalesce(sum(o.amount_cents), 0)::bigint as amount_cents,
        count(o.id) filter (where o.amount_cents is null) as without_amount
      from stage s
      left join opportunity o
        on o.organization_id = s.organization_id
        and o.stage_id = s.id
        and o.closed_at is null
        and o.voided_at is null
        and (\(actor)::uuid is null or o.salesperson_id = \(actor))
      where s.organization_id = \(organization.id)
      group by s.organization_id, s.id
      order by s.position, s.name_key
      """, StageSummary.init(row:))
  }
}
