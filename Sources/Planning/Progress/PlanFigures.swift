import CRM
import Foundation
import Postgres

/// Values of KPIs of a plan, of all and of salespeople, over periods.
struct PlanFigures: Sendable {
  /// A KPI of all, or of somebody by name.
  struct Subject: Hashable, Sendable {
    let kpi: String
    let person: String?
  }

  private(set) var values: [Subject: [Period: KPIValue]] = [:]
  private(set) var units: [String: (unit: KPIUnit, direction: KPIDirection)] = [:]
  /// Why a KPI cannot be computed at all.
  private(set) var problems: [String: Message] = [:]
  /// KPIs of which a salesperson reads what they did themselves: their value of all is not there.
  private(set) var withheld: Set<String> = []

  func value(_ kpi: String, of person: String? = nil, in period: Period) -> KPIValue? {
    values[Subject(kpi: kpi, person: person)]?[period]
  }

  func unit(of kpi: String) -> KPIUnit { units[kpi]?.unit ?? .count }

  func direction(of kpi: PlanKPI) -> KPIDirection {
    kpi.higherIsBetter.map { $0 ? .higher : .lower } ?? units[kpi.key]?.direction ?? .higher
  }

  /// What the value is in the integers of a plan.
  func scaled(_ kpi: String, of person: String? = nil, in period: Period) -> Int? {
    value(kpi, of: person, in: period)?.scaled(unit(of: kpi))
  }

  /// Sales and orders of the organization, which every plan is compared with: under names that no KPI of a plan has.
  static let revenue = "/revenue"
  static let orders = "/orders"

  /// Computes what the status of a plan needs: each KPI over its days so far, each part of them, and each week of what is forecast
  /// from its weeks. For a salesperson what they did: sales and orders are their own.
  static func read(
    _ document: PlanDocument, at day: Day, by grain: Grain, team: [Salesperson], reader: Salesperson?, _ transaction: Transaction
  ) async throws -> PlanFigures {
    var figures = PlanFigures()
    var requests: [(request: KPIRequest, periods: [Period])] = []
    let resolver = try await KPIResolver(transaction)
    for kpi in document.kpis {
      var request = KPIRequest(kpi, of: document)
      request.perSalesperson = request.perSalesperson || !kpi.targetBySalesperson.isEmpty
      do {
        let resolved = try await resolver.resolve(request)
        figures.units[kpi.key] = (resolved.unit, resolved.direction)
        if let reader, kpi.filter.salesperson != reader.name, resolved.recipe.readings.contains(where: { $0.count != nil }) {
          figures.withheld.insert(kpi.key)
        }
        requests.append((request, try document.periods(of: kpi, at: day, by: grain)))
      } catch let error as CRMError {
        figures.problems[kpi.key] = error.message
      }
    }
    if let elapsed = try document.span().elapsed(by: day) {
      let parts = elapsed.parts(by: grain).map(\.period)
      for (key, name) in [(revenue, "revenue"), (orders, "sales_count")] {
        requests.append((KPIRequest(key, .catalogue(name, variant: nil)), parts))
      }
    }
    let people = reader.map { [$0] } ?? team
    let names = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.name) })
    let asked = requests.filter { !$0.periods.isEmpty }
    let answers = try await transaction.kpiValues(
      of: asked.map(\.request), in: asked.map(\.periods), people: people.map(\.id), nil)
    for answer in answers where answer.salespersonID != nil || !figures.withheld.contains(answer.request.name) {
      let subject = Subject(kpi: answer.request.name, person: answer.salespersonID.flatMap { names[$0] })
      for value in answer.values { figures.values[subject, default: [:]][value.period] = value }
    }
    return figures
  }
}

extension PlanDocument {
  /// The spans over which a KPI has a target: those of its objectives, of its people, and of the plan; and of its people what of their days
  /// lies in each.
  private func spans(of kpi: PlanKPI) throws -> Set<Period> {
    let whole = try [span()] + objectives.filter { $0.kpi == kpi.key }.map(span)
    let own = try people(readFor: kpi).map(span)
    return Set(whole + own + whole.flatMap { span in own.compactMap { $0.clipped(to: span) } })
  }

  fileprivate func periods(of kpi: PlanKPI, at day: Day, by grain: Grain) throws -> [Period] {
    var periods: Set<Period> = []
    for span in try spans(of: kpi) {
      guard let elapsed = span.elapsed(by: day) else { continue }
      periods.insert(elapsed)
      periods.formUnion(elapsed.parts(by: grain).map(\.period))
      if kpi.course != .unknown { periods.formUnion(elapsed.parts(by: .week).map(\.period)) }
    }
    return periods.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }
}

extension Period {
  /// What of it lies at or before a day; nil when it has not begun.
  func elapsed(by day: Day) -> Period? { try? Period(from: from, to: min(to, day + 1)) }
}
