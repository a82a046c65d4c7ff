import CRM

extension KPIRequest {
  /// A KPI of a plan: growth at distributors is that of the communes where the plan's actions take place.
  package init(_ kpi: PlanKPI, of plan: PlanDocument) {
    var options = KPIOptions()
    for action in plan.budget.actions {
      options.actionNames[action.key.folded] = [action.key, action.name]
      options.actionNames[action.name.folded] = [action.key, action.name]
    }
    if case .catalogue("distributor_purchases_growth", _) = kpi.formula {
      options.controls = kpi.controlPlaces
      for action in plan.budget.actions {
        for place in action.places where kpi.filter.place.map({ $0.lowercased() == place.lowercased() }) ?? true {
          if !options.places.contains(place) { options.places.append(place) }
          if let start = action.from { options.starts[place.lowercased()] = min(options.starts[place.lowercased()] ?? start, start) }
        }
      }
    }
    self.init(
      kpi.key, kpi.formula, filter: kpi.filter, options: options, perSalesperson: kpi.perSalesperson, higherIsBetter: kpi.higherIsBetter)
  }
}
