import Postgres

extension PlanCheck {
  func checkKPIs() {
    let start = firstStart()
    for (index, kpi) in document.kpis.enumerated() {
      let path: PlanPath = "kpis.\(index)"
      if case .catalogue("", _) = kpi.formula { error(.kpiWithoutFormula(kpi.name), path, remedy: .giveFormula) }
      if let defined = kpi.definedOn, let start, defined >= start {
        warning(.kpiDefinedLate(kpi.name, defined, start), "\(path).defined on")
      }
      if kpi.amberFrom > kpi.greenFrom { error(.kpiThresholds, "\(path).amber from") }
      checkTargets(of: kpi, path)
      checkPhasing(kpi.phasing, "\(path).phasing", from: nil, to: nil)
    }
  }

  /// The target stands once or twice the same, and the parts of the people sum to it (C12). Parts of a rate do not sum.
  private func checkTargets(of kpi: PlanKPI, _ path: PlanPath) {
    let objective = document.objectives.first { $0.kpi == kpi.key }
    if let target = kpi.target, let wanted = objective?.target, let objective, target != wanted {
      warning(.kpiTargetDiffers(kpi.name, objective.name), "\(path).target")
    }
    guard let target = kpi.target ?? objective?.target, !kpi.targetBySalesperson.isEmpty, kpi.unit != .rate else { return }
    let sum = kpi.targetBySalesperson.values.reduce(0, +)
    if sum != target { error(.kpiPartsDiffer(kpi.name), "\(path).target by salesperson") }
  }
}
