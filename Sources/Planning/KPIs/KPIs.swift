package import CRM
import Foundation
package import Postgres

/// KPIs of an organization, from its rows and from outside series; with or without a plan.
///
/// A salesperson gets their own figures only.
package struct KPIs: Sendable {
  let scope: Scope

  /// The KPIs of the scope's organization.
  package init(_ scope: Scope) {
    self.scope = scope
  }
}

/// A KPI over the parts of a period.
package struct KPIReport: Sendable, Encodable {
  package let kpi: String
  package let title: Message
  package let unit: KPIUnit
  package let direction: KPIDirection
  package let variant: String
  package let source: KPIOrigin
  package let definition: Message
  /// Whether the numerator and the denominator are cents; else they count something.
  package let numeratorIsMoney, denominatorIsMoney: Bool
  /// Whose figures, when somebody's alone.
  @Nullable package private(set) var salesperson: String?
  @Nullable package private(set) var asOf: Instant?
  @Nullable package private(set) var historyStart: Day?
  package let periods: [KPIValue]
  package let provenance: [KPIProvenance]
  package let notes: [Message]
}

/// Where the figures behind a KPI come from.
package struct KPIProvenance: Sendable, Hashable, Encodable, Decodable {
  /// `conversations` and the like, or the name of the outside series.
  package let source: String
  /// Files that figures of a series were imported from.
  package let files: [String]
  /// When the last figure of a series was recorded.
  package let recordedAt: Instant?
}

/// The values of one KPI of many, of somebody or of all.
package struct KPIValues: Sendable {
  package let request: KPIRequest
  package let unit: KPIUnit
  package let direction: KPIDirection
  /// The salesperson; nil for all.
  package let salespersonID: Salesperson.ID?
  /// In the order of the periods asked for.
  package let values: [KPIValue]
  package let provenance: [KPIProvenance]
}

extension KPIs {
  /// A KPI in a period, or in each of its parts.
  ///
  /// - Parameters:
  ///   - from: The first day; without any bound, the current quarter.
  ///   - to: The first day after the period; without, the running part is whole, as it is alone.
  ///   - asOf: Gives the values as they were then, before later facts and corrections.
  package func show(
    _ request: KPIRequest, from: Day? = nil, to: Day? = nil, by grain: Grain? = nil, asOf: AsOf? = nil
  ) async throws -> KPIReport {
    let definition = try KPICatalogue.named(request.name)
    return try await scope.report { transaction in
      let context = try await transaction.reportContext(asOf)
      var period = try Period.quarter(from: from, to: to, today: context.today)
      if to == nil, let last = grain.flatMap({ period.parts(by: $0).last }) { period = Period(period.from, last.whole.to) }
      let kpi = try await KPIResolver(transaction).resolve(request)
      let parts = grain.map { period.parts(by: $0).map { (name: Optional($0.name), days: $0.period) } } ?? [(nil, period)]
      let evaluation = try await transaction.evaluation([kpi], [parts.map(\.days)], people: [], context)
      let values = parts.map { evaluation.value(kpi, $0.days, name: $0.name) }
      let own = try await transaction.owner(of: kpi)
      return KPIReport(
        kpi: request.name, title: definition.title, unit: kpi.unit, direction: kpi.direction, variant: kpi.variant?.name ?? "",
        source: kpi.variant?.origin ?? .rows, definition: kpi.variant?.definition ?? definition.title,
        numeratorIsMoney: kpi.numeratorIsMoney, denominatorIsMoney: kpi.denominatorIsMoney, salesperson: own, asOf: context.asOf,
        historyStart: context.historyStart, periods: values, provenance: kpi.provenance(evaluation),
        notes: context.notes(period) + notes(kpi, values, request) + evaluation.placeNotes(kpi, period))
    }
  }

  private func notes(_ kpi: ResolvedKPI, _ values: [KPIValue], _ request: KPIRequest) -> [Message] {
    var notes: [Message] = []
    if kpi.unit == .rate, values.contains(where: { ($0.numerator ?? 0) > ($0.denominator ?? .max) }), !kpi.recipe.isGrowth {
      notes.append(.numeratorExceeds)
    }
    let immature = values.reduce(0) { $0 + ($1.immature ?? 0) }
    if immature > 0 { notes.append(.immatureCohort(immature, request.options.horizonDays)) }
    return notes
  }
}

extension Transaction {
  /// The values of many KPIs, each in its own periods, for all and, where asked for, for each salesperson: one reading of the facts.
  ///
  /// - Parameter people: The salespeople who have a value even without any fact.
  func kpiValues(
    of requests: [KPIRequest], in periods: [[Period]], people: [Salesperson.ID], _ asOf: AsOf?
  ) async throws -> [KPIValues] {
    let context = try await reportContext(asOf)
    let resolver = try await KPIResolver(self)
    var kpis: [ResolvedKPI] = []
    for request in requests { kpis.append(try await resolver.resolve(request)) }
    let each = Set(requests.indices.filter { requests[$0].perSalesperson })
    let evaluation = try await evaluation(kpis, periods, people: each, context)
    return zip(zip(requests, kpis), periods).flatMap { pair, periods in
      let (request, kpi) = pair
      let whose: [Salesperson.ID?] = request.perSalesperson && kpi.recipe.series.isEmpty ? [nil] + people : [nil]
      return whose.map { person in
        KPIValues(
          request: request, unit: kpi.unit, direction: kpi.direction, salespersonID: person,
          values: periods.map { evaluation.value(kpi, $0, of: person) }, provenance: kpi.provenance(evaluation))
      }
    }
  }

  /// Reads what all values need.
  ///
  /// - Parameter people: Which of the KPIs are also asked for each salesperson.
  func evaluation(
    _ kpis: [ResolvedKPI], _ periods: [[Period]], people: Set<Int>, _ context: ReportContext
  ) async throws -> KPIEvaluation {
    var questions: Set<KPIQuestion> = [], asked: Set<KPIQuestion> = []
    var spans: [String: Period] = [:]
    for (index, (kpi, periods)) in zip(kpis, periods).enumerated() {
      for period in periods {
        let own = kpi.questions(period)
        questions.formUnion(own)
        if people.contains(index) { asked.formUnion(own) }
        for (name, span) in kpi.spans(period) {
          spans[name] = try Period(from: min(spans[name]?.from ?? span.from, span.from), to: max(spans[name]?.to ?? span.to, span.to))
        }
      }
    }
    return KPIEvaluation(
      answers: try await KPIAnswers(questions, people: asked, asOf: context.asOf, self),
      series: try await KPISeries.read(spans, asOf: context.asOf, self),
      today: context.asOfLocally?.day ?? context.today)
  }

  fileprivate func owner(of kpi: ResolvedKPI) async throws -> String? {
    guard let id = kpi.recipe.readings.compactMap(\.selection.salesperson).first else { return nil }
    return try await salesperson(id.description).name
  }
}

extension ResolvedKPI {
  fileprivate func provenance(_ evaluation: KPIEvaluation) -> [KPIProvenance] {
    let counts = Set(recipe.readings.compactMap(\.count?.facts)).sorted()
    return counts.map { KPIProvenance(source: $0, files: [], recordedAt: nil) }
      + Set(recipe.series).sorted().map {
        KPIProvenance(source: $0, files: evaluation.series[$0]?.files ?? [], recordedAt: evaluation.series[$0]?.recordedAt)
      }
  }
}
