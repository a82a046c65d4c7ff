import CRM
import Postgres

extension PlanCheck {
  func checkBudget() {
    let allocated = document.budget.actions.compactMap(\.allocationCents).reduce(0, +)
    guard let total = document.budget.totalCents else {
      if allocated > 0 { warning(.planNoTotalBudget, plan.budget) }
      return
    }
    if allocated > total {
      error(.planBudgetExceeds(allocated, total, currency), plan.budget.totalCents, remedy: .planBudgetRemedy)
    }
    if allocated < total { warning(.planBudgetLeft(allocated, total, currency), plan.budget.totalCents) }
  }

  private var currency: String { context?.currency ?? "EUR" }

  /// « Chaque action doit répondre à un objectif et avoir un responsable. »
  func checkActions() {
    for (index, action) in document.budget.actions.enumerated() {
      let place = plan.budget.actions[index]
      if action.objective == nil { error(.actionWithoutObjective(action.name), place, remedy: .giveObjective) }
      if action.owner == nil { error(.actionWithoutOwner(action.name), place, remedy: .giveOwner) }
      checkDays(of: action, place)
      checkMoney(of: action, place)
      checkThere(action.owner, until: action.to.map { $0 - 1 }, place.owner)
      checkReadiness(of: action, place)
      checkPhasing(action.phasing, place.phasing, from: action.from, to: action.to)
    }
    checkOrder(document.budget.actions.map { ($0.key, $0.dependsOn) }) { plan.budget.actions[$0].dependsOn }
  }

  private func checkDays(of action: PlanAction, _ place: PlanPlace<PlanAction>) {
    if action.from == nil || action.to == nil { warning(.actionWithoutDates(action.name), place) }
    checkInside(action.from, place.from)
    checkInside(action.to.map { $0 - 1 }, place.to)
    if let from = action.from, let to = action.to, to <= from { error(.planEndsBefore, place.to) }
    for first in action.dependsOn.compactMap({ key in document.budget.actions.first { $0.key == key } }) {
      guard let start = action.from, let end = first.to, start < end, first.key != action.key else { continue }
      warning(.actionStartsBefore(action.name, start, first.name, end - 1), place.dependsOn)
    }
  }

  private func checkMoney(of action: PlanAction, _ place: PlanPlace<PlanAction>) {
    if action.allocationCents == nil, action.peopleDaysTenths.isEmpty { warning(.actionWithoutMeans(action.name), place) }
    let committed = action.commitments.map(\.cents).reduce(0, +)
    if committed > action.allocationCents ?? 0 {
      warning(.actionCommittedBeyond(action.name, committed, action.allocationCents ?? 0, currency), place.commitments)
    }
    for (number, commitment) in action.commitments.enumerated() where commitment.on != .unread {
      checkInside(commitment.on, place.commitments[number].on)
    }
  }

  /// Those who work on an action should be trained when it starts, there, and able to (R22).
  private func checkReadiness(of action: PlanAction, _ place: PlanPlace<PlanAction>) {
    let names = Set(action.peopleDaysTenths.keys).union([action.owner].compactMap(\.self)).sorted()
    let members = names.compactMap { name in document.team.first { $0.name == name } }
    for skill in action.skills where !members.contains(where: { $0.skills.contains { $0.folded == skill.folded } }) {
      warning(.actionSkillMissing(action.name, skill), place.skills)
    }
    guard let start = action.from else { return }
    for name in names {
      let person = context?.people.first { $0.name == name }
      if let trained = members.first(where: { $0.name == name })?.trainedOn ?? person?.trainedFrom, trained > start {
        warning(.notTrainedYet(name, trained, start), place.from)
      }
      if let active = person?.activeFrom, active > start { warning(.notThereYet(name, active, start), place.from) }
    }
  }
}
