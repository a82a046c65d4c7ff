package import CRM
package import Postgres

/// A plan as it stands beside what the company reached in its days: what a report is made of.
package struct PlanReview: Sendable {
  package let organization: Organization
  package let overview: PlanOverview
  /// Nil of a plan that has not begun.
  package let results: PlanResults?
  /// The organization's day on which it was asked for.
  package let madeOn: Day
  /// The outside series, by whose units targets are written.
  package let series: [String: SeriesUnit]
}

/// What the company reached in the days of a plan, whatever the plan wants: the figures of the reports and KPIs of these days.
package struct PlanResults: Sendable {
  /// The plan's days until the end of that of the status.
  package let period: Period
  package let conversion: ConversionReport
  /// Of the twelve months until the end of that day.
  package let classes: ABCReport
  /// Turnover, conversion, basket, cost of a customer, retention.
  package let kpis: [GeneralKPI]
}

/// A KPI that every company reads, as the catalogue computes it.
package struct GeneralKPI: Sendable {
  package let title: Message
  package let definition: Message
  package let unit: KPIUnit
  package let value: KPIValue
  /// Part by part of the period.
  package let parts: [KPIValue]

  /// In the order in which they are read.
  static let names = ["revenue", "conversion_rate", "average_basket", "customer_acquisition_cost", "retention_rate"]
}

extension Plans {
  /// How a plan stands at the end of a day, and what the company reached in its days, all from one state of the database.
  ///
  /// Of what happened a salesperson reads what they did themselves.
  package func review(
    _ plan: String? = nil, by grain: Grain = .quarter, version: Int? = nil, at day: Day? = nil
  ) async throws -> PlanReview {
    try await scope.report { transaction in
      let overview = try await transaction.overview(plan, by: grain, version: version, at: day)
      let period = try overview.document.span().elapsed(by: overview.status.at)
      return PlanReview(
        organization: transaction.organization, overview: overview,
        results: try await period.asyncMap { try await transaction.results(in: $0, by: grain) },
        madeOn: try await transaction.fetch(transaction.today), series: try await transaction.seriesUnits())
    }
  }
}

extension Transaction {
  fileprivate func results(in period: Period, by grain: Grain) async throws -> PlanResults {
    var year = Segments.Question()
    year.to = period.to
    return PlanResults(
      period: period, conversion: try await conversion(by: .salesperson, from: period.from, to: period.to),
      classes: try await classify(year), kpis: try await generalKPIs(in: period, by: grain))
  }

  private func generalKPIs(in period: Period, by grain: Grain) async throws -> [GeneralKPI] {
    let definitions = try GeneralKPI.names.map(KPICatalogue.named)
    let parts = period.parts(by: grain)
    let days = [period] + parts.map(\.period)
    let requests = definitions.map { KPIRequest($0.name, .catalogue($0.name, variant: nil)) }
    let answers = try await kpiValues(of: requests, in: requests.map { _ in days }, people: [], nil)
    return try zip(definitions, answers).map { definition, answer in
      GeneralKPI(
        title: definition.title, definition: try definition.variant(nil).definition, unit: answer.unit, value: answer.values[0],
        parts: zip(parts, answer.values.dropFirst()).map { part, value in
          var value = value
          value.name = part.name
          return value
        })
    }
  }
}
