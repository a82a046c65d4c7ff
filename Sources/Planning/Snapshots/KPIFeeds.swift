package import CRM
import Foundation
package import Postgres

/// Feeds the KPIs of plans: computes what the pipeline and the outside series say, and keeps it.
package struct KPIFeeds: Sendable {
  let scope: Scope

  /// The feeds of the scope's organization.
  package init(_ scope: Scope) {
    self.scope = scope
  }
}

/// Into which parts of a plan a value falls.
package enum KPIGrain: String, Sendable, CaseIterable, Codable, PostgresCodable {
  /// The whole of it.
  case plan
  case quarter, month, week

  /// The parts of a plan's days.
  func parts(of span: Period) -> [(name: String, period: Period)] {
    switch self {
    case .plan: [(rawValue, span)]
    case .quarter: span.parts(by: .quarter).map { ($0.name, $0.period) }
    case .month: span.parts(by: .month).map { ($0.name, $0.period) }
    case .week: span.parts(by: .week).map { ($0.name, $0.period) }
    }
  }

  /// What a part of a plan is called: `2023-Q1`, `2023-01`, `2023-W05`, `plan`.
  package func name(of part: Period) -> String { parts(of: part).first?.name ?? rawValue }
}

/// What a feed did.
package struct KPIFeedReport: Sendable, Encodable {
  /// A value that is another than before.
  package struct Change: Sendable, Encodable {
    package let kpi: String
    /// Nil for all.
    @Nullable package internal(set) var salesperson: String?
    package let grain: KPIGrain
    package let period: Period
    package let unit: KPIUnit
    /// In the integers of plans: counts, cents, ten-thousandths.
    @Nullable package internal(set) var before: Int?
    @Nullable package internal(set) var after: Int?
    /// The same, not rounded: this is shown.
    @Nullable package internal(set) var exactBefore: KPINumber?
    @Nullable package internal(set) var exactAfter: KPINumber?
    /// The period is closed: its value stays as it was.
    package let isDrift: Bool
  }

  /// The period that was closed after it.
  package struct Closing: Sendable, Encodable {
    /// `2023-Q1`, `2023-01`, `2023-W05`.
    package let name: String
    package let period: Period
    /// It had been closed before; nothing changed.
    package let wasClosed: Bool
  }

  package let plan: String
  package let version: Int
  package let through: Day
  package let knownAt: Instant
  /// Values that were computed.
  package let computed: Int
  package let new: Int
  package let changed: Int
  package let drifted: Int
  /// Everything else that the plan has.
  package let unchanged: Int
  package let changes: [Change]
  @Nullable package internal(set) var closing: Closing?
}

extension KPIFeeds {
  /// Computes every KPI of a plan, for all and per salesperson, over the plan and each of its weeks, months and quarters that has begun,
  /// and keeps what differs from what is kept. Feeding again changes nothing.
  ///
  /// - Parameters:
  ///   - name: Slug or name of the plan; the only one, or that of today, without.
  ///   - through: Periods that begin after this day are left; today without.
  /// - Throws: `.conflict` when another feed of the plan is under way.
  package func feed(_ name: String? = nil, through: Day? = nil) async throws -> KPIFeedReport {
    try scope.requireDirector(.onlyDirectorsFeed)
    return try await transaction { try await $0.feed(name, through) }
  }

  /// All of a feed in one transaction and one state of the database.
  private func transaction<R>(_ body: (Transaction) async throws -> R) async throws -> R {
    try requireClock(at: .now)
    return try await translating(inDoubt: .askAgainSafely) {
      do {
        return try await scope.transaction(scope.identity.recorder, isolation: .repeatableRead, body)
      } catch let error as PostgresError where ["23505", "40001"].contains(error.sqlState) {
        throw CRMError(.conflict, .planIsBeingFed, remedy: .tryAgain)
      }
    }
  }
}

extension KPIFeeds {
  /// Closes a period of a plan: feeds it, and keeps its values whatever comes later. Closing again changes nothing.
  ///
  /// - Parameter text: `2023-Q1`, `2023-01` or `2023-W05`: a part of the plan that is over.
  /// - Returns: What the feed before it did.
  package func close(_ text: String, of name: String? = nil) async throws -> KPIFeedReport {
    try scope.requireDirector(.onlyDirectorsFeed)
    return try await transaction { transaction in
      let version = try await transaction.currentVersion(of: name)
      let span = try Period(from: version.document.from, to: version.document.to)
      let parts = [KPIGrain.quarter, .month, .week].flatMap { $0.parts(of: span) }
      guard let part = parts.first(where: { $0.name == PlanNumber.period(text) }) else {
        throw CRMError(.usage, .noPlanPeriod(text, version.plan.slug), place: text, remedy: .closedPeriodRemedy)
      }
      let today = try await transaction.fetch(transaction.today)
      guard part.period.to <= today else { throw CRMError(.invalid, .periodNotOver(text), place: text) }
      var report = try await transaction.feed(name, nil)
      let closed = try await transaction.execute(
        """
        insert into plan_closing (organization_id, plan_id, name, from_day, to_day)
        values (\(scope.organization.id), \(version.plan.id), \(part.name), \(part.period.from), \(part.period.to))
        on conflict do nothing
        """)
      report.closing = KPIFeedReport.Closing(name: part.name, period: part.period, wasClosed: closed == 0)
      return report
    }
  }
}

extension Transaction {
  fileprivate func feed(_ name: String?, _ through: Day?) async throws -> KPIFeedReport {
    let version = try await currentVersion(of: name)
    try await lockFeed(version.plan)
    let fed = try await computeFeed(version, through)
    let (state, fresh) = (fed.state, fed.fresh)
    let report = KPIFeedReport(
      plan: version.plan.slug, version: version.number, through: fed.through, knownAt: state.now, computed: fed.computed.count,
      new: fresh.count { state.latest[$0.key] == nil }, changed: fresh.count { state.latest[$0.key] != nil && !state.isClosed($0.key) },
      drifted: fresh.count { state.latest[$0.key] != nil && state.isClosed($0.key) },
      unchanged: state.count(with: fed.computed) - fresh.count,
      changes: fresh.compactMap { value in
        state.latest[value.key].map {
          KPIFeedReport.Change(
            kpi: value.key.kpi, salesperson: value.key.salesperson.flatMap { fed.names[$0] }, grain: value.key.grain,
            period: value.key.period, unit: value.unit, before: $0.content.value, after: value.content.value, exactBefore: $0.exact,
            exactAfter: value.exact, isDrift: state.isClosed(value.key))
        }
      })
    try await keepFed(fresh, report, state, version)
    return report
  }

  /// Computes all, and keeps nothing.
  func computeFeed(_ version: PlanVersion, _ through: Day?) async throws -> KPIFeeds.Computation {
    let today = try await fetch(today)
    let last = min(through ?? today, today)
    let state = try await KPIFeedState(version, self)
    let requests = version.document.kpis.map { KPIRequest($0, of: version.document) }
    let people = try await fedPeople(version.document)
    let span = try Period(from: version.document.from, to: version.document.to)
    let parts = KPIGrain.allCases.flatMap { grain in
      grain.parts(of: span).filter { $0.period.from <= last }.map { (grain: grain, period: $0.period) }
    }
    let values = try await kpiValues(
      of: requests, in: Array(repeating: parts.map(\.period), count: requests.count), people: people.map(\.id), nil)
    let computed = values.flatMap { values in zip(parts, values.values).map { KPISnapshot(values, $0.grain, $1) } }
    return KPIFeeds.Computation(
      state: state, through: last, computed: computed, fresh: computed.filter { state.latest[$0.key]?.content != $0.content },
      names: Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.name) }))
  }

  fileprivate func lockFeed(_ plan: Plan) async throws {
    let isFree = try await one(
      "select pg_try_advisory_xact_lock(hashtextextended(\("kpi_feed \(plan.id.description)"), 0)) as is_free",
      { try $0.decode("is_free", as: Bool.self) })
    if !isFree { throw CRMError(.conflict, .planIsBeingFed, remedy: .tryAgain) }
  }

  /// The salespeople of the plan's team, and those for whom it has a target.
  fileprivate func fedPeople(_ plan: PlanDocument) async throws -> [(id: Salesperson.ID, name: String)] {
    let names = Set(plan.team.map(\.name) + plan.kpis.flatMap(\.targetBySalesperson.keys)).sorted()
    return try await rows(
      """
      select s.id, s.name
      from salesperson s
      where s.organization_id = \(organization.id) and s.name_key = any (\(names.map(\.folded)))
      order by s.name_key
      """, { (try $0.decode("id"), try $0.decode("name")) })
  }

  fileprivate func keepFed(
    _ fresh: [KPISnapshot], _ report: KPIFeedReport, _ state: KPIFeedState, _ version: PlanVersion
  ) async throws {
    let feed = UUID.v7()
    try await execute(
      """
      insert into kpi_feed (
        organization_id, id, plan_id, version, through_day, known_at, computed, created, changed, drifted)
      values (
        \(organization.id), \(feed), \(version.plan.id), \(report.version), \(report.through), \(report.knownAt), \(report.computed),
        \(report.new), \(report.changed), \(report.drifted))
      """)
    guard !fresh.isEmpty else { return }
    try await execute(
      """
      insert into kpi_value (
        organization_id, id, plan_id, kpi, salesperson_id, grain, from_day, to_day, revision, feed_id, numerator, denominator, value, exact,
        unit, n, status, reason_fr, reason_en, drift, known_at, provenance)
      select \(organization.id), r.id, \(version.plan.id), r.kpi, r.salesperson_id, r.grain, r.from_day, r.to_day, r.revision, \(feed),
        r.numerator, r.denominator, r.value, r.exact, r.unit, r.n, r.status, r.reason_fr, r.reason_en, r.drift, \(report.knownAt), r.provenance::jsonb
      from unnest(
        \(fresh.map { _ in UUID.v7() }), \(fresh.map(\.key.kpi)), \(fresh.map(\.key.salesperson)), \(fresh.map(\.key.grain.rawValue)), \(fresh.map(\.key.period.from)),
        \(fresh.map(\.key.period.to)), \(fresh.map { Int32((state.latest[$0.key]?.revision ?? 0) + 1) }),
        \(fresh.map(\.content.numerator)), \(fresh.map(\.content.denominator)), \(fresh.map(\.content.value)), \(fresh.map { $0.exact?.fraction }),
        \(fresh.map(\.unit.rawValue)),
        \(fresh.map(\.content.n)),
        \(fresh.map(\.content.status.rawValue)), \(fresh.map(\.content.reasonFR)), \(fresh.map(\.content.reasonEN)),
        \(fresh.map { state.isClosed($0.key) && state.latest[$0.key] != nil }), \(fresh.map(\.provenance))
      ) as r (
        id, kpi, salesperson_id, grain, from_day, to_day, revision, numerator, denominator, value, exact, unit, n, status, reason_fr,
        reason_en, drift, provenance)
      """)
  }
}

extension KPIFeeds {
  /// What a feed would keep now.
  struct Computation {
    let state: KPIFeedState
    let through: Day
    let computed: [KPISnapshot]
    /// Those that are other than what was kept before, or were not kept.
    let fresh: [KPISnapshot]
    /// Of the salespeople who have values.
    let names: [Salesperson.ID: String]
  }
}

extension KPIGrain: NamedChoice {
  package var name: Message {
    switch self {
    case .plan: Message(fr: "plan", en: "plan")
    case .quarter: Grain.quarter.name
    case .month: Grain.month.name
    case .week: Grain.week.name
    }
  }
}
