@testable import CRM
@testable import Planning
import Foundation
import Postgres
import TestSupport

// KPIs: all variants of the catalogue, of all, of each salesperson and of what filters take.
extension ReportComparison {
  /// Every KPI and variant of the catalogue.
  static let allKPIs = KPICatalogue.all.flatMap { kpi in kpi.variants.map { PlainKPI(kpi.name, $0.name) } }

  /// Those that are counted from rows, of whom each salesperson has their own.
  static let rowKPIs = KPICatalogue.all.flatMap { kpi in
    kpi.variants.filter { $0.origin == .rows }.map { PlainKPI(kpi.name, $0.name) }
  }

  /// Those of which every fact has a channel and a prospect.
  static let channelKPIs = rowKPIs.filter {
    !["spend", "spend_to_sales", "customer_acquisition_cost", "contacts_captured", "sales_per_day"].contains($0.name)
  }

  mutating func compareKPIs(
    _ kpis: [PlainKPI], _ periods: [Range<Day>], _ options: PlainOptions, phase: Int, filter: PlainFilter = PlainFilter(),
    perSalesperson: Bool = false, own: Int? = nil
  ) async throws {
    let plain = PlainKPIs(PlainLedger(company, after: phase), options)
    let service = KPIs(own.map { scope.acting(as: recorder.people[$0]) } ?? scope)
    let all = try await service.values(
      of: kpis.map { request($0, options, filter, perSalesperson) },
      in: periods.map { try Period(from: $0.lowerBound, to: $0.upperBound) }, people: perSalesperson ? recorder.people.map(\.id) : [],
      asOf: instants[phase].map(AsOf.instant))
    for values in all {
      guard case .catalogue(let name, let variant?) = values.request.formula else { continue }
      let kpi = PlainKPI(name, variant)
      var of = filter
      of.person = own ?? values.salespersonID.flatMap { id in recorder.people.firstIndex { $0.id == id } } ?? filter.person
      let whose = of.person.map { " of \(company.people[$0].name)" } ?? ""
      for (days, got) in zip(periods, values.values) {
        let right = plain.value(kpi, days, of)
        let place =
          "\(instants[phase] == nil ? "now" : "as known after phase \(phase)")\(own == nil ? "" : ", asked by them"), "
          + "\(name) \(variant)\(whose)\(described(filter)) \(days.lowerBound) to \(days.upperBound)"
        compare(got, right, isOver: plain.isOver(days), place)
      }
    }
  }

  private func request(_ kpi: PlainKPI, _ options: PlainOptions, _ filter: PlainFilter, _ perSalesperson: Bool) -> KPIRequest {
    var request = KPIRequest(kpi.name, .catalogue(kpi.name, variant: kpi.variant), perSalesperson: perSalesperson)
    request.filter.salesperson = filter.person.map { company.people[$0].name }
    (request.filter.team, request.filter.channel, request.filter.source) = (filter.team, filter.channel, filter.source)
    request.filter.place = filter.town
    request.options.horizonDays = options.horizon
    if kpi.variant == "stages" {
      request.options.fromStage = recorder.stages[options.from].name
      request.options.toStage = recorder.stages[options.to].name
    }
    if kpi.name == "distributor_purchases_growth" {
      request.options.places = options.towns.keys.sorted()
      request.options.controls = options.controls
      for (town, start) in options.towns { request.options.starts[town.lowercased()] = start }
    }
    return request
  }

  private func described(_ filter: PlainFilter) -> String {
    [filter.team.map { "team \($0)" }, filter.channel?.rawValue, filter.source, filter.town].compactMap(\.self).map { ", \($0)" }.joined()
  }

  private mutating func compare(_ got: KPIValue, _ right: PlainValue, isOver: Bool, _ place: String) {
    switch right.number {
    case nil: comparison.expect(place, "value", got.value == nil, true)
    case .whole(let number)?: comparison.expect(place, "value", got.value, .whole(number))
    case .fraction(let number)?: comparison.expect(place, "value", near: got.value?.double, number)
    }
    comparison.expect(place, "reason", got.reason, right.number == nil ? right.reason : nil)
    comparison.expect(place, "status", got.status, isOver && (right.immature ?? 0) == 0 ? .final : .provisional)
    // Of a period that has not begun there is nothing to say but that.
    guard right.reason != .periodNotBegun else { return }
    comparison.expect(place, "numerator", got.numerator, right.numerator)
    comparison.expect(place, "denominator", got.denominator, right.denominator)
    comparison.expect(place, "n", got.n, right.n)
    comparison.expect(place, "immature", got.immature, right.immature)
    let interval = right.isShare ? PlainRatio(right.numerator ?? 0, right.denominator ?? 0).interval : nil
    comparison.expect(place, "low", near: got.low, interval?.low)
    comparison.expect(place, "high", near: got.high, interval?.high)
  }
}
