import CRM
import Postgres

/// SMART: specific by owner, measurable by an indicator fixed beforehand, with means, with a date. Whether it can be achieved is computed
/// from what the organization has observed (`Achievability`).
extension PlanCheck {
  func checkObjectives() {
    for (index, objective) in document.objectives.enumerated() {
      let place = plan.objectives[index]
      let name = objective.name
      if objective.owner == nil { error(.objectiveWithoutOwner(name), place, remedy: .giveOwner) }
      if objective.kpi == nil { error(.objectiveWithoutKPI(name), place, remedy: .giveKPI) }
      if objective.baseline == nil { error(.objectiveWithoutBaseline(name), place, remedy: .giveBaseline) }
      if objective.target == nil { error(.objectiveWithoutTarget(name), place, remedy: .giveTarget) }
      if objective.dueOn == nil { error(.objectiveWithoutDueDate(name), place, remedy: .giveDueDate) }
      if let target = objective.target, target == objective.baseline { warning(.objectiveThereAlready(name), place.target) }
      checkInside(objective.dueOn, place.dueOn)
      checkInside(objective.from, place.from)
      if let from = objective.from, let due = objective.dueOn, due < from { error(.planEndsBefore, place.dueOn) }
      checkDefinition(of: objective, place)
      checkMeans(of: objective, place)
      checkThere(objective.owner, until: objective.dueOn, place.owner)
      checkPhasing(objective.phasing, place.phasing, from: objective.from, to: objective.dueOn.map { $0 + 1 })
    }
    checkOrder(document.objectives.map { ($0.key, $0.dependsOn) }) { plan.objectives[$0].dependsOn }
  }

  /// « Par un indicateur prédéfini, avant même la mise en place » (C02).
  private func checkDefinition(of objective: PlanObjective, _ place: PlanPlace<PlanObjective>) {
    let kpi = document.kpis.first { $0.key == objective.kpi }
    let defined = objective.definedOn ?? kpi?.definedOn ?? context.map { $0.createdOn[document.slug] ?? $0.today }
    guard objective.target != nil, let defined, let start = actions[objective.key]?.compactMap(\.from).min(), defined >= start else {
      return
    }
    error(.objectiveDefinedLate(objective.name, defined, start), place.definedOn, remedy: .objectiveDefinedLateRemedy)
  }

  private func checkMeans(of objective: PlanObjective, _ place: PlanPlace<PlanObjective>) {
    let actions = actions[objective.key] ?? []
    if actions.isEmpty { warning(.objectiveWithoutAction(objective.name), place) }
    let cents = actions.compactMap(\.allocationCents).reduce(0, +)
    let days = actions.flatMap(\.peopleDaysTenths.values).reduce(0, +) + (objective.peopleDaysTenths ?? 0)
    if cents + days <= 0 { error(.objectiveWithoutMeans(objective.name), place, remedy: .giveMeans) }
  }

  /// Somebody who answers for something must be there to the end of it.
  func checkThere(_ name: String?, until last: Day?, _ place: PlanPlace<String?>) {
    guard let person = context?.people.first(where: { $0.name == name }), let last else { return }
    // `activeUntil` is the first day on which they are gone.
    if let until = person.activeUntil, until <= last { error(.ownerLeft(person.name, until - 1, last), place, remedy: .giveOtherOwner) }
  }

  /// What comes first may not come after itself.
  func checkOrder(_ parts: [(key: String, dependsOn: [String])], _ place: (_ index: Int) -> PlanPlace<[String]>) {
    let before = Dictionary(parts.map { ($0.key, $0.dependsOn) }, uniquingKeysWith: { first, _ in first })
    for (index, part) in parts.enumerated() {
      var seen: Set<String> = []
      var open = part.dependsOn
      while let key = open.popLast() {
        if seen.insert(key).inserted { open += before[key] ?? [] }
      }
      if seen.contains(part.key) { error(.planCircle(part.key), place(index)) }
    }
  }
}
