import Foundation
public import Postgres

/// A frozen classification.
public struct ABCRun: Sendable, Hashable, Encodable {
  public typealias ID = CRM.ID<ABCRun>

  public let id: ABCRun.ID
  public let recordedAt: Instant
  /// `recordedAt` on the organization's clocks.
  public let recordedLocally: CivilTime
  public let criterion: ABCCriterion
  public let rule: ABCRule
  public let thresholds: ABCThresholds
  public let window: Period
  /// What shares are of; cents or orders. Nil for a salesperson, who does not see what the team sold.
  @Nullable public private(set) var total: Int?
  /// How many customers each class has, by its letter.
  public let customers: [String: Int]

  /// Whether the classes of both mean the same, so that movements say something of the customers.
  func isComparable(to other: ABCRun) -> Bool {
    criterion == other.criterion && rule == other.rule && thresholds == other.thresholds
  }

  init(row: Row) throws {
    id = try row.decode("id")
    recordedAt = try row.decode("recorded_at")
    recordedLocally = try row.decode("recorded_locally")
    criterion = try row.decode("criterion")
    rule = try row.decode("rule")
    thresholds = ABCThresholds(stored: try row.decode("threshold_a"), try row.decode("threshold_b"))
    window = try Period(from: try row.decode("from_day"), to: try row.decode("to_day"))
    total = try row.decode("total")
    customers = [
      "A": try row.decode("a"), "B": try row.decode("b"), "C": try row.decode("c"), "F": try row.decode("f"),
    ]
  }
}

/// The frozen runs, and who moved between two of them.
public struct ABCHistory: Sendable, Encodable {
  /// A customer whose class is another, or who came or went.
  public struct Movement: Sendable, Hashable, Encodable {
    public let prospectID: Prospect.ID
    public let prospect: String
    /// Nil for one who was not a customer then.
    @Nullable public private(set) var before: ABCClass?
    /// Nil for one who is gone: the conversion was undone.
    @Nullable public private(set) var after: ABCClass?
    @Nullable public private(set) var valueBefore: Int?
    @Nullable public private(set) var valueAfter: Int?

    init(row: Row) throws {
      prospectID = try row.decode("prospect_id")
      prospect = try row.decode("prospect")
      before = try row.decode("before")
      after = try row.decode("after")
      valueBefore = try row.decode("value_before")
      valueAfter = try row.decode("value_after")
    }
  }

  /// Newest first.
  public let runs: [ABCRun]
  /// The two that are compared; nil while there are not two.
  @Nullable public private(set) var earlier: ABCRun.ID?
  @Nullable public private(set) var later: ABCRun.ID?
  public let movements: [Movement]
  /// How many customers of both kept their class.
  public let unchanged: Int
  public let notes: [Message]
}

extension Segments {
  /// The frozen runs and the movements between two of them: the newest and the newest before it of the same criterion, thresholds and rule,
  /// unless they are named.
  ///
  /// A customer merged since is followed under the one that was kept, with the better of two classes. A salesperson sees the classes of the
  /// team's customers without their values.
  ///
  /// - Throws: `.notFound` when a run that is named does not exist.
  public func history(from earlier: ABCRun.ID? = nil, to later: ABCRun.ID? = nil) async throws -> ABCHistory {
    try await scope.read { transaction in
      let runs = try await transaction.abcRuns()
      func find(_ id: ABCRun.ID) throws -> ABCRun {
        guard let run = runs.first(where: { $0.id == id }) else { throw CRMError(.notFound, .noRun(id), remedy: .runsRemedy) }
        return run
      }
      let last = try later.map(find) ?? runs.first
      let before = last.flatMap { last in runs.first { $0.recordedAt < last.recordedAt && $0.isComparable(to: last) } }
      guard let last, let first = try earlier.map(find) ?? before else {
        return ABCHistory(runs: runs, earlier: nil, later: nil, movements: [], unchanged: 0, notes: [.notTwoRuns])
      }
      let pairs = try await transaction.abcMovements(first, last)
      return ABCHistory(
        runs: runs, earlier: first.id, later: last.id, movements: pairs.filter { !$0.isSame }.map(\.movement),
        unchanged: pairs.count(where: \.isSame),
        notes: (first.isComparable(to: last) ? [] : [.runsDiffer]) + (scope.actor == nil ? [] : [.classesWithoutValues]))
    }
  }

  /// Freezes a report as it was shown.
  func freeze(_ report: ABCReport, _ question: Question) async throws -> ABCRun.ID {
    try scope.requireDirector(.onlyDirectorsFreeze)
    guard question.asOf == nil else { throw CRMError(.usage, .frozenAsOfNow) }
    guard report.total > 0 else { throw CRMError(.invalid, .nothingToClassify) }
    let organization = scope.organization.id
    let id = ABCRun.ID.v7()
    let customers = report.customers
    try await scope.write { transaction in
      _ = try await transaction.execute(
        """
        insert into abc_run (organization_id, id, criterion, from_day, to_day, threshold_a, threshold_b, rule, recorded_at)
        values (
          \(organization), \(id), \(report.criterion), \(report.window.from), \(report.window.to), \(Int32(report.thresholds.a)),
          \(Int32(report.thresholds.b)), \(report.rule), clock_timestamp())
        """)
      _ = try await transaction.execute(
        """
        insert into abc_assignment (organization_id, run_id, prospect_id, class)
        select \(organization), \(id), r.prospect_id, r.class
        from unnest(\(customers.map(\.prospectID)), \(customers.map { $0.class?.rawValue })) as r (prospect_id, class)
        on conflict do nothing
        """)
      _ = try await transaction.execute(
        """
        insert into abc_value (organization_id, run_id, prospect_id, value, orders)
        select \(organization), \(id), r.prospect_id, r.value, r.orders
        from unnest(\(customers.map(\.prospectID)), \(customers.map(\.value)), \(customers.map(\.orders))) as r (prospect_id, value, orders)
        on conflict do nothing
        """)
    }
    return id
  }
}

extension Transaction {
  fileprivate func abcRuns() async throws -> [ABCRun] {
    try await rows(
      """
      select r.id, r.recorded_at, r.recorded_at at time zone \(organization.timeZone) as recorded_locally, r.criterion, r.rule,
        r.threshold_a, r.threshold_b, r.from_day, r.to_day, sum(v.value) filter (where v.value > 0)::bigint as total,
        count(*) filter (where a.class = 'A') as a, count(*) filter (where a.class = 'B') as b,
        count(*) filter (where a.class = 'C') as c, count(*) filter (where a.class = 'F') as f
      from abc_run r
      left join abc_assignment a on a.organization_id = \(organization.id) and a.run_id = r.id
      left join abc_value v on v.organization_id = \(organization.id) and v.run_id = r.id and v.prospect_id = a.prospect_id
      where r.organization_id = \(organization.id)
      group by r.organization_id, r.id
      order by r.recorded_at desc, r.id desc
      """, ABCRun.init(row:))
  }

  fileprivate func abcMovements(_ first: ABCRun, _ last: ABCRun) async throws -> [(
    movement: ABCHistory.Movement, isSame: Bool
  )] {
    let organization = organization.id
    func assignments(_ run: ABCRun) -> SQL {
      """
      select coalesce(m.kept_id, a.prospect_id) as prospect_id, min(a.class) as class, sum(v.value)::bigint as value,
        sum(v.orders) = 0 and sum(v.value) = 0 as is_idle
      from abc_assignment a
      left join abc_value v on v.organization_id = \(organization) and v.run_id = a.run_id and v.prospect_id = a.prospect_id
      left join merged m on m.prospect_id = a.prospect_id
      where a.organization_id = \(organization)
        and a.run_id = \(run.id)
      group by 1
      """
    }
    return try await rows(
      """
      with merged as (
        select distinct on (m.prospect_id) m.prospect_id, m.kept_id
        from prospect_merge m
        where m.organization_id = \(organization)
          and m.voided_at is null
        order by m.prospect_id, m.recorded_at desc
      )
      select p.id as prospect_id, p.name as prospect, b.class as before, a.class as after, b.value as value_before, a.value as value_after,
        -- Saved before former customers were a class of their own, they are in C.
        b.class is not distinct from a.class or b.class = 'C' and coalesce(b.is_idle, false) and a.class = 'F' as is_same
      from (\(assignments(first))) b
      full join (\(assignments(last))) a on a.prospect_id = b.prospect_id
      join prospect p on p.organization_id = \(organization) and p.id = coalesce(a.prospect_id, b.prospect_id)
      order by b.class nulls last, a.class nulls last, p.name_key, p.id
      """
    ) { (try ABCHistory.Movement(row: $0), try $0.decode("is_same")) }
  }
}

extension ABCRun: Identified {
  package static func named(_ organization: Organization) -> SQL {
    """
    select f.organization_id, f.id, (f.recorded_at at time zone \(organization.timeZone))::date as day, f.criterion as name
    from abc_run f
    """
  }
}
