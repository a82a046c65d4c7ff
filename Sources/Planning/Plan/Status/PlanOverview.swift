package import CRM
import Foundation
package import Postgres

/// A plan with everything that is said about it on a day: what a document about it is made of.
package struct PlanOverview: Sendable {
  package let version: PlanVersion
  package let status: PlanStatus
  /// Of all rules, with the first rows of each.
  package let alerts: PlanAlerts
  package let calendar: PlanCalendar

  /// The plan as it was written.
  package var document: PlanDocument { version.document }

  fileprivate func withRows(_ limit: Int, _ organization: Organization, _ session: Session) async throws -> PlanOverview {
    PlanOverview(
      version: version, status: status,
      alerts: PlanAlerts(
        plan: alerts.plan, name: alerts.name, version: alerts.version, at: alerts.at,
        alerts: try await alerts.alerts.withRows(limit, organization, session), notes: alerts.notes), calendar: calendar)
  }
}

extension Plans {
  /// How many rows of an alert are read where nobody asked for them.
  package static let fewRows = 5

  /// How a plan stands at the end of a day.
  ///
  /// Targets and totals are everybody's to read; of single people salespeople read what concerns themselves.
  ///
  /// - Parameters:
  ///   - plan: By slug or name; the one of today when nil.
  ///   - grain: Into which parts figures are cut.
  ///   - owner: Of one person only.
  ///   - version: The number of a version; the one in force when nil.
  ///   - day: Today when nil, or the last day of a plan that is over.
  /// - Throws: `.notFound` for a plan, version or person that is not there; `.usage` for a day to come; `.denied` to salespeople for a
  ///   colleague.
  package func status(
    _ plan: String? = nil, by grain: Grain = .quarter, owner: String? = nil, version: Int? = nil, at day: Day? = nil
  ) async throws -> PlanStatus {
    try await overview(plan, by: grain, owner: owner, version: version, at: day, rows: 0).status
  }

  /// What does not fit in a plan, or between the plan and what happened until the end of a day.
  ///
  /// - Parameter rows: How many rows of each alert are read.
  package func alerts(
    _ plan: String? = nil, rules: [PlanAlert.Rule] = PlanAlert.Rule.allCases, version: Int? = nil, at day: Day? = nil,
    rows: Int = fewRows
  ) async throws -> PlanAlerts {
    try await overview(plan, by: .quarter, rules: rules, version: version, at: day, rows: rows).alerts
  }

  /// Status, alerts and calendar of a plan, all from one state of the database.
  package func overview(
    _ plan: String? = nil, by grain: Grain = .quarter, owner: String? = nil, rules: [PlanAlert.Rule] = PlanAlert.Rule.allCases,
    version number: Int? = nil, at day: Day? = nil, rows: Int = fewRows
  ) async throws -> PlanOverview {
    let organization = scope.organization
    // What the whole team did is read for everybody; what is of single people is taken away below.
    let whole = Scope(pool: scope.pool, organization: organization, identity: .director(of: organization.id))
    let reader = try await readerName()
    let (found, version, at) = try await whole.read { session in
      let found = try await Self.find(plan, organization, session)
      let version = try await Self.version(number ?? found.version, of: found, organization, session)
      let today = try await session.today(in: organization)
      if let day, day > today { throw CRMError(.usage, .dayToCome(day), place: "--at") }
      return (found, version, day ?? (today < version.document.to ? today : version.document.to - 1))
    }
    let observed = try await ObservedFunnel(Reports(whole), (at + 1).adding(months: -12), to: at + 1)
    let overview = try await whole.report { session in
      let document = version.document
      let team = try await Team.list(organization, session)
      let figures = try await PlanFigures.read(document, at: at, by: grain, team: team, KPIs(whole), session)
      let facts = try await PlanFacts.read(document, found, at: at, figures, observed, organization, session)
      let person = try owner.map(document.person)
      if let reader, let person, person != reader { throw CRMError(.denied, .onlyOwnFigures) }
      let everybody = PlanStatusReader(version: version, facts: facts, grain: grain, person: nil, currency: organization.currency)
      let all = try everybody.alerts().filter { reader == nil || $0.person == nil || $0.person == reader }
      let status = try PlanStatusReader(version: version, facts: facts, grain: grain, person: person, currency: organization.currency)
        .status(all).readable(by: reader)
      let alerts = all.filter { rules.contains($0.rule) && (person == nil || $0.person == person) }
      let calendar = try PlanCalendar(
        version, team: team, by: grain, of: person, in: document.span(), moneySeries: try await Self.series(organization, session).money)
      return PlanOverview(
        version: version, status: status,
        alerts: PlanAlerts(
          plan: document.slug, name: document.name, version: version.number, at: at, alerts: alerts, notes: Array(figures.problems.values)),
        calendar: calendar)
    }
    return try await scope.read { try await overview.withRows(rows, organization, $0) }
  }

  /// The name of the salesperson who reads; nil for those who read everything.
  private func readerName() async throws -> String? {
    guard let id = scope.actor else { return nil }
    return try await Team(scope).find(id.uuidString).name
  }
}

extension PlanStatusReader {
  /// Of all rules, as of everybody.
  func alerts() throws -> [PlanAlert] {
    let status = try status([])
    return try AlertRules(
      document: version.document, facts: facts, progress: status.kpis, objectives: status.objectives, currency: currency
    ).alerts()
  }
}

extension PlanStatus {
  /// Without what is of single people other than the reader.
  fileprivate func readable(by reader: String?) -> PlanStatus {
    guard let reader else { return self }
    return PlanStatus(
      plan: plan, name: name, version: version, from: from, to: to, at: at, by: by, person: person, currency: currency,
      workingDays: workingDays,
      steps: steps, objectives: objectives, kpis: kpis.filter { $0.person == nil || $0.person == reader }, actions: actions, budget: budget,
      spendAndSales: spendAndSales, people: people.filter { $0.name == reader }, notes: notes)
  }
}
