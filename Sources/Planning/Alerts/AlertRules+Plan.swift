import CRM
import Postgres

/// Rules that the plan breaks by itself.
extension AlertRules {
  /// C01: an action without objective, owner, dates or allocation.
  func unspecificActions() -> [PlanAlert] {
    live.compactMap { action in
      var missing: [Message] = []
      if action.objective == nil { missing.append(.partObjective) }
      if action.owner == nil { missing.append(.partOwner) }
      let isGrave = !missing.isEmpty
      if action.from == nil || action.to == nil { missing.append(.partDates) }
      if action.allocationCents == nil { missing.append(.partAllocation) }
      guard !missing.isEmpty else { return nil }
      return PlanAlert(
        .c01, isGrave ? .problem : .warning, on: action.from ?? document.from, .action(action), person: action.owner,
        .actionUnspecific(action.name, missing), remedy: .completeAction, commands: ["filon plan apply"], rows: [row(action)])
    }
  }

  /// C02: an objective without indicator, or with one that was fixed after its first action began.
  func lateIndicators() -> [PlanAlert] {
    document.objectives.compactMap { objective in
      let subject = PlanAlert.Subject.objective(objective)
      guard let kpi = document.kpi(of: objective) else {
        return PlanAlert(
          .c02, .problem, on: objective.from ?? document.from, subject, person: objective.owner, .objectiveUnmeasured(objective.name),
          remedy: .giveIndicator, rows: [row(objective)])
      }
      let begun = live.filter { $0.objective == objective.key && $0.from != nil }
      let defined = objective.definedOn ?? kpi.definedOn ?? facts.createdOn
      guard let start = begun.compactMap(\.from).min(), defined >= start else { return nil }
      return PlanAlert(
        .c02, .warning, on: defined, subject, person: objective.owner, .indicatorLate(objective.name, defined, start),
        remedy: .dateIndicator,
        rows: [row(objective)] + begun.filter { $0.from.map { $0 <= defined } ?? false }.map(row))
    }
  }

  /// C03: allocations that exceed the total budget, or do not use it up.
  func totalBudget() -> [PlanAlert] {
    let allocated = live.reduce(0) { $0 + ($1.allocationCents ?? 0) }
    let rows = live.filter { $0.allocationCents != nil }.map(row)
    guard let total = document.budget.totalCents else {
      if allocated == 0 { return [] }
      return [
        PlanAlert(.c03, .warning, on: document.from, .budget, .noTotalBudget(allocated, currency), remedy: .giveTotalBudget, rows: rows)
      ]
    }
    if allocated == total { return [] }
    let exceeds = allocated > total
    return [
      PlanAlert(
        .c03, exceeds ? .problem : .warning, on: document.from, .budget,
        exceeds ? .allocatedBeyond(allocated, total, currency) : .allocatedBelow(allocated, total, currency),
        remedy: exceeds ? .lowerAllocations : .allocateRest, rows: rows)
    ]
  }

  /// C07: an action that should be done and does not say so.
  func overdue() -> [PlanAlert] {
    live.compactMap { action in
      guard action.status != .done, let to = action.to, to <= at else { return nil }
      return PlanAlert(
        .c07, .problem, on: to, .action(action), person: action.owner, .actionOverdue(action.name, to - 1, days: at - to + 1),
        remedy: .finishAction, rows: [row(action)])
    }
  }

  /// C09: somebody who is not there, no longer, away or not trained when their action takes place.
  func unreadyPeople() throws -> [PlanAlert] {
    try live.flatMap { action -> [PlanAlert] in
      guard let from = action.from else { return [] }
      let span = try document.span(of: action)
      let names = Set([action.owner].compactMap(\.self) + action.peopleDaysTenths.keys).sorted()
      return names.compactMap { name in
        guard let (message, severity) = unreadiness(of: name, from: from, span) else { return nil }
        return PlanAlert(
          .c09, severity, on: from, .action(action), person: name, message(action.name), remedy: .replaceOrMove,
          rows: [row(action), .init("person", key: name, on: from)])
      }
    }
  }

  private func unreadiness(of name: String, from: Day, _ span: Period) -> ((String) -> Message, PlanAlert.Severity)? {
    let member = document.team.first { $0.name == name }
    guard let person = facts.member(name) else { return ({ .personUnknown(name, $0) }, .problem) }
    if let first = person.activeFrom, first > from { return ({ .personNotYet(name, first, $0, from) }, .problem) }
    if let gone = person.activeUntil, gone < span.to { return ({ .personLeft(name, gone - 1, $0, span.to - 1) }, .problem) }
    if let trained = member?.trainedOn ?? person.trainedFrom, trained > from {
      return ({ .personUntrained(name, trained, $0, from) }, .problem)
    }
    if let lapsed = person.trainedUntil, lapsed <= from { return ({ .trainingLapsed(name, lapsed, $0, from) }, .problem) }
    let absences = member?.absences ?? []
    let calendar = WorkingCalendar(absences: absences)
    if WorkingCalendar().workingDays(in: span) > 0, calendar.workingDays(in: span) == 0 { return ({ .personAway(name, $0) }, .problem) }
    if absences.contains(where: { $0.from <= from && from < $0.to }) { return ({ .personAwayAtStart(name, $0, from) }, .warning) }
    return nil
  }

  /// C10: somebody to whom the actions of a week give more days than they have for the plan. The days for an action are spread evenly over the
  /// working days on which they are there.
  func overloaded() throws -> [PlanAlert] {
    let span = try document.span()
    return document.team.compactMap { member in
      let calendar = WorkingCalendar(absences: member.absences)
      let loads = live.compactMap { action -> (action: PlanAction, span: Period, perDay: Double)? in
        guard let tenths = action.peopleDaysTenths[member.name], let span = try? document.span(of: action) else { return nil }
        let days = calendar.workingDays(in: span)
        return days > 0 ? (action, span, Double(tenths) / Double(days)) : nil
      }
      var worst = 0.0
      let weeks = span.parts(by: .week).filter { week in
        let available = Double(calendar.workingDays(in: week.period) * member.daysPerWeekTenths) / 5
        let asked = loads.reduce(0.0) { sum, load in
          sum + load.perDay * Double(week.period.clipped(to: load.span).map(calendar.workingDays) ?? 0)
        }
        guard asked > available + 1e-9 else { return false }
        worst = max(worst, available > 0 ? asked / available : .infinity)
        return true
      }
      guard let first = weeks.first else { return nil }
      let asking = loads.filter { load in weeks.contains { $0.period.clipped(to: load.span) != nil } }
      return PlanAlert(
        .c10, worst > 1.2 ? .problem : .warning, on: first.period.from, .person(member.name), person: member.name,
        .personOverloaded(member.name, weeks.map(\.name), worst), remedy: .easeLoad, rows: asking.map { row($0.action) })
    }
  }

  /// C12: parts of a target that do not sum to it: by person, by sub-plan; an objective and its KPI that say two targets.
  func unequalSums() -> [PlanAlert] {
    let people = document.kpis.compactMap { kpi -> PlanAlert? in
      guard kpi.accrual == .sum, !kpi.targetBySalesperson.isEmpty, let target = document.target(of: kpi) else { return nil }
      let sum = kpi.targetBySalesperson.values.reduce(0, +)
      guard sum != target else { return nil }
      return PlanAlert(
        .c12, .problem, on: document.from, .kpi(kpi.key), .personTargetsDiffer(kpi.name, sum, target, unit(of: kpi), currency),
        remedy: .equalSums,
        rows: kpi.targetBySalesperson.sorted { $0.key < $1.key }.map { .init("person", key: $0.key, detail: planned($0.value, kpi)) })
    }
    let twice = document.objectives.compactMap { objective -> PlanAlert? in
      guard let kpi = document.kpi(of: objective), let wanted = kpi.target, let target = objective.target, wanted != target else {
        return nil
      }
      return PlanAlert(
        .c12, .warning, on: document.from, .objective(objective), person: objective.owner,
        .twoTargets(objective.name, target, wanted, unit(of: kpi), currency),
        remedy: .equalSums, rows: [row(objective), row(kpi)])
    }
    return people + twice + subPlans()
  }

  private func subPlans() -> [PlanAlert] {
    let targets = document.kpis.compactMap { kpi -> PlanAlert? in
      let parts = facts.parts.compactMap { part in
        part.kpis.first { $0.formula == kpi.formula && $0.filter == kpi.filter }.flatMap { own in part.target(of: own).map { (part, $0) } }
      }
      guard kpi.accrual == .sum, !parts.isEmpty, let target = document.target(of: kpi) else { return nil }
      let sum = parts.reduce(0) { $0 + $1.1 }
      guard sum != target else { return nil }
      return PlanAlert(
        .c12, .warning, on: document.from, .kpi(kpi.key), .subPlanTargetsDiffer(kpi.name, sum, target, unit(of: kpi), currency),
        remedy: .equalSums,
        rows: parts.map { .init("plan", key: $0.0.slug, on: $0.0.from, detail: planned($0.1, kpi)) })
    }
    let budgets = facts.parts.filter { $0.budget.totalCents != nil }
    let sum = budgets.reduce(0) { $0 + ($1.budget.totalCents ?? 0) }
    guard let total = document.budget.totalCents, sum > total else { return targets }
    return targets + [
      PlanAlert(
        .c12, .problem, on: document.from, .budget, .subPlanBudgets(sum, total, currency), remedy: .equalSums,
        rows: budgets.map { .init("plan", key: $0.slug, on: $0.from, detail: .verbatim($0.name), amountCents: $0.budget.totalCents) })
    ]
  }
}

extension PlanDocument {
  /// The target of a KPI over the plan: that of its objective, when it has one.
  func target(of kpi: PlanKPI) -> Int? { objectives.first { $0.kpi == kpi.key && $0.target != nil }?.target ?? kpi.target }
}
