import CRM
import Postgres

/// Makes the status of a plan of its progress and its alerts.
struct PlanStatusBuilder {
  let version: PlanVersion
  let facts: PlanFacts
  let progress: PlanProgress
  let alerts: [PlanAlert]
  let grain: Grain
  /// By their whole name; nil for everybody.
  let person: String?
  let currency: String

  private var document: PlanDocument { version.document }
  private var at: Day { facts.at }

  /// - Throws: `.usage` for a plan, objective or action that ends before it begins.
  func status() throws -> PlanStatus {
    let span = try document.span()
    let spend = spendByAction()
    let actions = try document.budget.actions.map { try action($0, spend[$0.key] ?? []) }
    let objectives = document.objectives.map { objective($0, actions) }
    let working = WorkingCalendar()
    return PlanStatus(
      plan: document.slug, name: document.name, version: version.number, from: document.from, to: document.to, at: at, by: grain,
      person: person, reader: facts.reader?.name, currency: currency,
      workingDays: .init(elapsed: span.elapsed(by: at).map(working.workingDays) ?? 0, total: working.workingDays(in: span)),
      steps: PlanSection.allCases.map { step($0, objectives) },
      objectives: objectives.filter { isTheirs($0.owner) },
      kpis: progress.kpis.filter { person == nil || $0.person == person },
      actions: actions.filter { isTheirs($0.owner) || takesPart($0.key) },
      budget: budget(actions, outside: spend[nil] ?? []), spendAndSales: spendAndSales(span),
      people: people(span).filter { isTheirs($0.name) && (facts.reader == nil || $0.name == facts.reader?.name) },
      notes: notes)
  }

  private func isTheirs(_ owner: String?) -> Bool { person == nil || owner == person }

  private func takesPart(_ action: String) -> Bool {
    document.budget.actions.contains { $0.key == action && person.map($0.peopleDaysTenths.keys.contains) ?? true }
  }

  // MARK: Objectives and money

  private func objective(_ objective: PlanObjective, _ actions: [ActionStatus]) -> ObjectiveStatus {
    let own = actions.filter { $0.objective == objective.key }
    return ObjectiveStatus(
      key: objective.key, name: objective.name, owner: objective.owner, dueOn: objective.dueOn,
      progress: progress.objectives[objective.key], money: .sum(own.map(\.money)), actions: own.map(\.key),
      conversations: own.reduce(0) { $0 + $1.conversations },
      risks: objective.risks,
      dependsOn: objective.dependsOn)
  }

  private func spendByAction() -> [String?: [PlanFacts.Spend]] {
    Dictionary(grouping: facts.spend) { document.action(spentOn: $0.action)?.key }
  }

  private func action(_ action: PlanAction, _ spend: [PlanFacts.Spend]) throws -> ActionStatus {
    let span = try document.span(of: action)
    let budget = try document.budget(of: action).phasing
    let spent = spend.reduce(0) { $0 + $1.cents }
    let committed = action.commitments.filter { $0.on <= at }.reduce(0) { $0 + $1.cents }
    let isLate = action.status != .done && action.status != .dropped && span.to <= at
    let parts = span.parts(by: grain)
    return ActionStatus(
      key: action.key, name: action.name, objective: action.objective, owner: action.owner, from: span.from, to: span.to,
      status: action.status,
      isLate: isLate,
      money: Money(
        allocated: budget.whole, committed: committed, spent: spent, due: budget.value(before: at + 1), isOwn: facts.reader != nil),
      parts: parts.enumerated().map { index, part in
        let isFirst = index == 0
        let isLast = index == parts.count - 1
        let own = spend.filter { (isFirst || $0.day >= part.period.from) && (isLast || $0.day < part.period.to) }
        return ActionStatus.Part(
          name: part.name, from: part.period.from, to: part.period.to, allocatedCents: budget.value(in: part.period),
          spentCents: own.reduce(0) { $0 + $1.cents })
      }, conversations: facts.activity(of: action).filter { span.contains($0.day) }.reduce(0) { $0 + $1.conversations },
      light: isLate || spent > budget.whole ? .red : committed > budget.whole ? .amber : span.from > at ? .none : .green)
  }

  private func budget(_ actions: [ActionStatus], outside: [PlanFacts.Spend]) -> BudgetStatus {
    BudgetStatus(
      budget: document.budget.totalCents, money: .sum(actions.map(\.money)), outsideActions: outside.reduce(0) { $0 + $1.cents },
      isOwn: facts.reader != nil)
  }

  private func spendAndSales(_ span: Period) -> [SpendAndSales] {
    let budgets = document.budget.actions.compactMap { try? document.budget(of: $0).phasing }
    return span.parts(by: grain).map { part in
      let elapsed = part.period.elapsed(by: at)
      return SpendAndSales(
        part, planned: budgets.reduce(0) { $0 + $1.value(in: part.period) },
        spent: facts.spend.filter { part.period.contains($0.day) }.reduce(0) { $0 + $1.cents },
        sales: elapsed.flatMap { facts.figures.scaled(PlanFigures.revenue, in: $0) } ?? 0,
        orders: elapsed.flatMap { facts.figures.scaled(PlanFigures.orders, in: $0) } ?? 0)
    }
  }

  // MARK: People and steps

  private func people(_ span: Period) -> [PersonStatus] {
    document.people.map { name in
      let member = document.team.first { $0.name == name }
      return PersonStatus(
        name: name, role: member?.role, trainedOn: member?.trainedOn ?? facts.member(name)?.trainedFrom,
        objectives: document.objectives.filter { $0.owner == name }.map(\.key),
        actions: document.budget.actions.filter { $0.owner == name }.map(\.key),
        supports: document.budget.actions.filter { $0.owner != name && $0.peopleDaysTenths[name] != nil }.map(\.key),
        availableTenths: document.availableTenths(of: name, in: span),
        allocatedTenths: document.budget.actions.reduce(0) { $0 + ($1.peopleDaysTenths[name] ?? 0) },
        conversations: facts.activity.filter { $0.people.contains(name) }.reduce(0) { $0 + $1.conversations })
    }
  }

  private func step(_ section: PlanSection, _ objectives: [ObjectiveStatus]) -> StepStatus {
    let fill = document.fill(of: section)
    let own = alerts.filter { $0.rule.section == section }
    let written: TrafficLight = fill == .filled ? .green : fill == .incomplete ? .amber : .red
    let raised = own.map { $0.severity == .problem ? TrafficLight.red : .amber }
    let reached = section == .objectives ? objectives.compactMap { $0.progress?.light } : []
    return StepStatus(
      section: section, fill: fill, light: .worst(of: [written] + raised + reached),
      reasons: (fill == .filled ? [] : [fill == .empty ? .sectionEmpty : .sectionLacks(document.gaps(in: section))])
        + own.map(\.message))
  }

  private var notes: [Message] {
    let methods = Set(progress.kpis.compactMap { $0.forecast?.method })
    var notes: [Message] = facts.reader == nil ? [] : [.ownFiguresOfPlan]
    notes += Forecast.Method.allCases.filter(methods.contains).map(\.explanation)
    let forecasts = progress.kpis.filter { $0.forecast.map { $0.method != .observed } ?? false }
    if !forecasts.isEmpty { notes.append(.intervalsNote) }
    if forecasts.contains(where: { $0.person != nil }) { notes.append(.sumOfPeopleNote) }
    return notes + [.lightsNote]
  }
}

extension Money {
  static func sum(_ moneys: [Money]) -> Money {
    Money(
      allocated: moneys.reduce(0) { $0 + $1.allocatedCents }, committed: moneys.reduce(0) { $0 + $1.committedCents },
      spent: moneys.reduce(0) { $0 + $1.spentCents }, due: moneys.reduce(0) { $0 + $1.dueCents },
      isOwn: moneys.contains { $0.remainingCents == nil })
  }
}

extension PlanFacts {
  /// What was logged through the action's channels; of an action that names who gives days to it, by one of them or its owner.
  func activity(of action: PlanAction) -> [Activity] {
    let people = action.peopleDaysTenths.isEmpty ? [] : Set(action.peopleDaysTenths.keys).union([action.owner].compactMap(\.self))
    return activity.filter { action.channels.contains($0.channel) && (people.isEmpty || !people.isDisjoint(with: $0.people)) }
  }
}

extension PlanDocument {
  /// Tenths of days that somebody of the team gives to the plan in a period: so much of each working day without their absences.
  func availableTenths(of name: String, in period: Period) -> Int {
    guard let member = team.first(where: { $0.name == name }) else { return 0 }
    return WorkingCalendar(absences: member.absences).workingDays(in: period) * member.daysPerWeekTenths / 5
  }
}
