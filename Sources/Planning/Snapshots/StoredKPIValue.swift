package import CRM
import Foundation
package import Postgres

/// A value of a plan as it was fed: of a closed period, the one that was closed.
package struct StoredKPIValue: Sendable, Encodable {
  package let kpi: String
  /// Nil for all.
  @Nullable package private(set) var salespersonID: Salesperson.ID?
  @Nullable package private(set) var salesperson: String?
  package let grain: KPIGrain
  package let period: Period
  @Nullable package private(set) var numerator: Int?
  @Nullable package private(set) var denominator: Int?
  /// Counts, cents, or ten-thousandths of rates and numbers.
  @Nullable package private(set) var value: Int?
  /// The same, not rounded: this is shown.
  @Nullable package private(set) var exact: KPINumber?
  package let unit: KPIUnit
  package let n: Int
  package let status: KPIStatus
  @Nullable package private(set) var reason: Message?
  /// How often it has changed, plus one.
  package let revision: Int
  package let isClosed: Bool
  package let knownAt: Instant
  /// What the newest feed says, or what is computed now, when that is something else and the period is closed.
  @Nullable package internal(set) var drift: Drift?

  /// What a closed value would be now.
  package struct Drift: Sendable, Encodable {
    @Nullable package internal(set) var numerator: Int?
    @Nullable package internal(set) var denominator: Int?
    @Nullable package internal(set) var value: Int?
    /// The same, not rounded: this is shown.
    @Nullable package internal(set) var exact: KPINumber?
    package let knownAt: Instant
  }

  init(row: Row) throws {
    kpi = try row.decode("kpi")
    salespersonID = try row.decode("salesperson_id")
    salesperson = try row.decode("salesperson")
    grain = try row.decode("grain")
    period = try Period(from: row.decode("from_day"), to: row.decode("to_day"))
    numerator = try row.decode("numerator")
    denominator = try row.decode("denominator")
    value = try row.decode("value")
    unit = try row.decode("unit")
    n = try row.decode("n")
    status = KPIStatus(rawValue: try row.decode("status")) ?? .provisional
    let fr = try row.decode("reason_fr", as: String?.self), en = try row.decode("reason_en", as: String?.self)
    if let fr, let en { reason = Message(fr: fr, en: en) }
    revision = Int(try row.decode("revision", as: Int32.self))
    knownAt = try row.decode("known_at")
    isClosed = try row.decode("is_closed")
    exact = KPINumber(kept: value, exact: try row.decode("exact"), numerator: numerator, denominator: denominator, unit)
    if try row.decode("drifts", as: Bool.self) {
      let (numerator, denominator, value) = try (
        row.decode("new_numerator", as: Int?.self), row.decode("new_denominator", as: Int?.self),
        row.decode("new_value", as: Int?.self)
      )
      drift = try Drift(
        numerator: numerator, denominator: denominator, value: value,
        exact: KPINumber(kept: value, exact: row.decode("new_exact"), numerator: numerator, denominator: denominator, unit),
        knownAt: row.decode("new_known_at"))
    }
  }

  fileprivate var key: KPISnapshot.Key { KPISnapshot.Key(kpi: kpi, salesperson: salespersonID, grain: grain, period: period) }

  /// What the value would be now; of a closed one that is the same again, nothing.
  fileprivate mutating func drift(to fed: KPISnapshot, at now: Instant) {
    let content = fed.content
    let isSame = (content.numerator, content.denominator, content.value) == (numerator, denominator, value) && content.n == n
    drift =
      isSame
      ? nil
      : Drift(
        numerator: content.numerator, denominator: content.denominator, value: content.value, exact: fed.exact, knownAt: now)
  }
}

/// What closed periods would be now.
package struct KPIDrift: Sendable, Encodable {
  /// The slug.
  package let plan: String
  /// When it was computed: now.
  package let knownAt: Instant
  /// The closed periods that were looked at.
  package let closed: [String]
  /// Their values that would be others.
  package let drift: [StoredKPIValue]
}

extension KPIFeeds {
  /// The values of a plan, as the last feed left them: of one of its KPIs, by key or name, or of all.
  ///
  /// - Throws: `.notFound` for a KPI that the plan has not.
  package func values(of name: String? = nil, grain: KPIGrain? = nil, kpi: String? = nil) async throws -> [StoredKPIValue] {
    try await scope.read { transaction in
      let version = try await transaction.currentVersion(of: name)
      let key = try kpi.map { text in
        let kpis = version.document.kpis
        guard let found = kpis.first(where: { $0.key == text }) ?? kpis.first(where: { $0.name.folded == text.folded }) else {
          throw CRMError(.notFound, .noPlanKPI(text), place: text, remedy: .choosePlanKPI(kpis.map(\.key)))
        }
        return found.key
      }
      return try await transaction.storedValues(of: version.plan.id, grain: grain, kpi: key)
    }
  }

  /// The values of closed periods that would be others now: computed as a feed would, and not kept.
  package func drift(of name: String? = nil) async throws -> KPIDrift {
    // What a feed computes, it computes for the organization; who reads sees the values that are theirs to see.
    let director = KPIFeeds(Scope(pool: scope.pool, organization: scope.organization, identity: scope.identity.recorder))
    let (version, now, fresh) = try await director.scope.report { transaction in
      let version = try await transaction.currentVersion(of: name)
      let computed = try await transaction.computeFeed(version, nil)
      return (version, computed.state.now, computed.fresh.filter { computed.state.isClosed($0.key) })
    }
    let current = Dictionary(fresh.map { ($0.key, $0) }) { first, _ in first }
    return try await scope.read { transaction in
      var stored = try await transaction.storedValues(of: version.plan.id).filter(\.isClosed)
      for index in stored.indices { if let fed = current[stored[index].key] { stored[index].drift(to: fed, at: now) } }
      let closed = try await transaction.rows(
        "select name from plan_closing where organization_id = \(scope.organization.id) and plan_id = \(version.plan.id) order by from_day, to_day",
        { try $0.decode("name", as: String.self) })
      return KPIDrift(plan: version.plan.slug, knownAt: now, closed: closed, drift: stored.filter { $0.drift != nil })
    }
  }
}

extension Transaction {
  /// The values of a plan as the last feed left them.
  fileprivate func storedValues(
    of planID: Plan.ID, grain: KPIGrain? = nil, kpi: String? = nil
  ) async throws -> [StoredKPIValue] {
    try await rows(
      """
      with value as (
        select distinct on (v.kpi, v.grain, v.from_day, v.to_day, v.salesperson_id) v.*
        from kpi_value v
        where v.organization_id = \(organization.id) and v.plan_id = \(planID) and not v.drift
          and (\(grain)::text is null or v.grain = \(grain))
          and (\(kpi)::text is null or v.kpi = \(kpi))
        order by v.kpi, v.grain, v.from_day, v.to_day, v.salesperson_id, v.revision desc
      ),
      drifted as (
        select distinct on (v.kpi, v.grain, v.from_day, v.to_day, v.salesperson_id) v.*
        from kpi_value v
        where v.organization_id = \(organization.id) and v.plan_id = \(planID) and v.drift
        order by v.kpi, v.grain, v.from_day, v.to_day, v.salesperson_id, v.revision desc
      )
      select v.kpi, v.salesperson_id, person.name as salesperson, v.grain, v.from_day, v.to_day, v.numerator, v.denominator, v.value, v.n,
        v.status, v.reason_fr, v.reason_en, v.revision, v.known_at,
        exists (
          select from plan_closing c
          where c.organization_id = \(organization.id) and c.plan_id = \(planID) and c.from_day <= v.from_day and v.to_day <= c.to_day)
          as is_closed,
        d.kpi is not null and (d.numerator, d.denominator, d.value, d.n) is distinct from (v.numerator, v.denominator, v.value, v.n)
          as drifts,
        d.numerator as new_numerator, d.denominator as new_denominator, d.value as new_value, d.known_at as new_known_at, v.unit,
        v.exact, d.exact as new_exact
      from value v
      left join drifted d
        on d.kpi = v.kpi and d.grain = v.grain and d.from_day = v.from_day and d.to_day = v.to_day
          and d.salesperson_id is not distinct from v.salesperson_id
      left join salesperson person on person.organization_id = \(organization.id) and person.id = v.salesperson_id
      order by v.kpi, person.name_key nulls first, array_position(array['plan', 'quarter', 'month', 'week'], v.grain), v.from_day
      """, StoredKPIValue.init(row:))
  }
}
