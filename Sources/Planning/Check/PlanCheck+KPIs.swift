import CRM
import Postgres

extension PlanCheck {
  func checkKPIs() {
    let start = document.budget.actions.compactMap(\.from).min()
    for (index, kpi) in document.kpis.enumerated() {
      let place = plan.kpis[index]
      checkFormula(of: kpi, place)
      if let defined = kpi.definedOn, let start, defined >= start {
        warning(.kpiDefinedLate(kpi.name, defined, start), place.definedOn)
      }
      if kpi.amberFrom > kpi.greenFrom { error(.kpiThresholds, place.amberFrom) }
      checkTargets(of: kpi, place)
      checkPhasing(kpi.phasing, place.phasing, from: nil, to: nil)
    }
  }

  private func checkFormula(of kpi: PlanKPI, _ place: PlanPlace<PlanKPI>) {
    switch kpi.formula {
    case .catalogue("", _): error(.kpiWithoutFormula(kpi.name), place, remedy: .giveFormula)
    case .catalogue(let name, let variant?):
      let names = PlanKPINames.definition(of: name)?.variants.map(\.name) ?? []
      if !names.contains(variant) { error(.noKPIVariant(name, variant), place.variant, remedy: .namesThere(variant, names)) }
    case .catalogue: break
    case .ratio(let numerator, let denominator):
      checkTerm(numerator, kpi, place.numerator)
      if let denominator { checkTerm(denominator, kpi, place.denominator) }
    }
  }

  /// A count must be there, and have what its filters speak of.
  private func checkTerm(_ term: KPITerm, _ kpi: PlanKPI, _ place: PlanPlace<KPITerm?>) {
    if let count = KPICount.inPlans.first(where: { $0.rawValue == term.count }) {
      for key in term.filter.merging(kpi.filter).said.keys.sorted(by: { $0.rawValue < $1.rawValue }) where !count.filters.contains(key) {
        error(.filterSaysNothing(key, count.name), place)
      }
    } else if !term.count.isEmpty, let context {
      if StandardSeries(rawValue: term.count) == nil, context.series[term.count] == nil {
        error(.noCount(term.count), place, remedy: .namesThere(term.count, PlanKPINames.counts(context.series)))
      }
    }
  }

  /// The target stands once or twice the same, and the parts of the people sum to it (C12). Parts of a rate do not sum.
  private func checkTargets(of kpi: PlanKPI, _ place: PlanPlace<PlanKPI>) {
    let objective = document.objectives.first { $0.kpi == kpi.key }
    if let target = kpi.target, let wanted = objective?.target, let objective, target != wanted {
      warning(.kpiTargetDiffers(kpi.name, objective.name), place.target)
    }
    guard let target = kpi.target ?? objective?.target, !kpi.targetBySalesperson.isEmpty,
      [.count, .money].contains(kpi.unit(parser.series))
    else { return }
    let sum = kpi.targetBySalesperson.values.reduce(0, +)
    if sum != target { error(.kpiPartsDiffer(kpi.name), place.targetBySalesperson) }
  }
}
