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
}

extension Plans {
  /// How many rows of an alert are read where nobody asked for them.
  package static let fewRows = 5

  /// How a plan stands at the end of a day.
  ///
  /// Targets are everybody's to read; of what happened salespeople read what they did themselves.
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

  private func overview(
    _ plan: String?, by grain: Grain, owner: String? = nil, rules: [PlanAlert.Rule] = PlanAlert.Rule.allCases,
    version: Int?, at day: Day?, rows: Int
  ) async throws -> PlanOverview {
    try await scope.report {
      try await $0.overview(plan, by: grain, owner: owner, rules: rules, version: version, at: day, rows: rows)
    }
  }
}

extension Transaction {
  /// Status, alerts and calendar of a plan, in a transaction for reports: facts, then what of the targets they make, then what does not fit,
  /// then the status.
  ///
  /// What the plan wants is everybody's to read, what happened a salesperson's as far as they did it.
  func overview(
    _ plan: String? = nil, by grain: Grain, owner: String? = nil, rules: [PlanAlert.Rule] = PlanAlert.Rule.allCases,
    version number: Int? = nil, at day: Day? = nil, rows: Int = Plans.fewRows
  ) async throws -> PlanOverview {
    let plan = try await self.plan(named: plan)
    let version = try await self.version(number ?? plan.version, of: plan)
    let document = version.document
    let today = try await fetch(self.today)
    if let day, day > today { throw CRMError(.usage, .dayToCome(day), place: "--at") }
    let facts = try await PlanFacts.read(version, at: day ?? min(today, document.to - 1), by: grain, self)
    let person = try owner.map(document.person)
    if let reader = facts.reader, let person, person != reader.name { throw CRMError(.denied, .onlyOwnFigures) }
    let progress = try PlanProgress(document, facts, by: grain)
    let alerts = try AlertRules(document: document, facts: facts, progress: progress, currency: organization.currency).alerts()
    let status = try PlanStatusBuilder(
      version: version, facts: facts, progress: progress, alerts: alerts, grain: grain, person: person, currency: organization.currency
    ).status()
    let told = try await alerts.filter { rules.contains($0.rule) && (person == nil || $0.person == person) }
      .withRows(rows, self)
    let calendar = try PlanCalendar(
      version, team: facts.team, by: grain, of: person, in: document.span(),
      series: try await seriesUnits())
    let notLookedAt = facts.reader == nil ? [] : AlertRules.rulesOfTeam.filter(rules.contains)
    return PlanOverview(
      version: version, status: status,
      alerts: PlanAlerts(
        plan: document.slug, name: document.name, version: version.number, at: facts.at, alerts: told,
        notes: document.kpis.compactMap { facts.figures.problems[$0.key] }
          + (notLookedAt.isEmpty ? [] : [.rulesOfTeam(notLookedAt)])),
      calendar: calendar)
  }
}
