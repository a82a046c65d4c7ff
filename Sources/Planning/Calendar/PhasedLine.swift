package import CRM
package import Postgres

/// A target or a budget line with what each part of the plan has of it.
package struct PhasedLine: Sendable, Hashable, Encodable {
  package enum Kind: String, Sendable, CaseIterable, Codable {
    case objective, kpi, budget
  }

  /// A part of the line's span that lies in a quarter, month or week.
  package struct Part: Sendable, Hashable, Encodable {
    /// `2023-Q1`, `2023-01`, `2023-W01`
    package let name: String
    package let from: Day
    package let to: Day
    package let value: Int
    /// This part and those before it; of a rate or stock the same as `value`.
    package let cumulative: Int
  }

  package let kind: Kind
  /// Of the objective, KPI or action.
  package let key: String
  package let name: String
  /// Whose target it is: the objective's or action's owner, or the salesperson whose part of a KPI this is.
  @Nullable package private(set) var person: String?
  package let accrual: Accrual
  /// In what `whole` and the parts are.
  package let unit: KPIUnit
  /// Over the whole span: cents for money, ten-thousandths for rates.
  package let whole: Int
  package let parts: [Part]

  init(_ kind: Kind, key: String, name: String, person: String?, _ unit: KPIUnit, _ trajectory: TargetTrajectory, by grain: Grain) {
    self.kind = kind
    self.key = key
    self.name = name
    accrual = trajectory.accrual
    self.unit = unit
    let span = trajectory.phasing.span
    whole = trajectory.target(in: span)
    var sum = 0
    parts = span.parts(by: grain).map { part in
      let value = trajectory.target(in: part.period)
      sum = trajectory.accrual == .sum ? sum + value : value
      return Part(name: part.name, from: part.period.from, to: part.period.to, value: value, cumulative: sum)
    }
    self.person = person
  }
}

extension PlanDocument {
  /// The days of the plan.
  ///
  /// - Throws: `.usage` when it has none.
  func span() throws -> Period { try Period(from: from, to: to) }

  /// The days of an objective: those of the plan where it says nothing else.
  func span(of objective: PlanObjective) throws -> Period {
    try Period(from: objective.from ?? from, to: objective.dueOn.map { $0 + 1 } ?? to)
  }

  /// The days of the plan on which somebody is trained; all of them when that is not known, or comes after the plan.
  func span(of person: String) throws -> Period {
    let trained = team.first { $0.name == person }?.trainedOn ?? from
    return try Period(from: trained < to ? max(from, trained) : from, to: to)
  }

  /// The working days of somebody: without their absences.
  func calendar(of person: String) -> WorkingCalendar {
    WorkingCalendar(absences: team.first { $0.name == person }?.absences ?? [])
  }

  func span(of action: PlanAction) throws -> Period { try Period(from: action.from ?? from, to: action.to ?? to) }

  func kpi(of objective: PlanObjective) -> PlanKPI? { kpis.first { $0.key == objective.kpi } }

  /// What is due of an objective when; nil without a target.
  func trajectory(of objective: PlanObjective) throws -> TargetTrajectory? {
    let kpi = kpi(of: objective)
    guard let target = objective.target ?? kpi?.target else { return nil }
    return TargetTrajectory(
      target, from: objective.baseline ?? kpi?.baseline, over: try span(of: objective), by: objective.phasing, accrual: kpi?.accrual ?? .sum
    )
  }

  /// What is due of a KPI when, of all or of a salesperson; nil without a target.
  func trajectory(of kpi: PlanKPI, salesperson: String? = nil) throws -> TargetTrajectory? {
    if let salesperson {
      guard let target = kpi.targetBySalesperson[salesperson] else { return nil }
      return TargetTrajectory(
        target, from: nil, over: try span(of: salesperson), by: kpi.phasing, accrual: kpi.accrual, calendar(of: salesperson))
    }
    // An objective fixes the target of its indicator, with its own days and phasing.
    if let objective = objectives.first(where: { $0.kpi == kpi.key && $0.target != nil }) { return try trajectory(of: objective) }
    guard let target = kpi.target else { return nil }
    return TargetTrajectory(target, from: kpi.baseline, over: try span(), by: kpi.phasing, accrual: kpi.accrual)
  }

  /// The allocation of an action spread over its days.
  func budget(of action: PlanAction) throws -> TargetTrajectory {
    TargetTrajectory(action.allocationCents ?? 0, from: nil, over: try span(of: action), by: action.phasing, accrual: .sum)
  }

  /// Every target and budget line of the plan, or of somebody, at a grain.
  ///
  /// - Parameter series: The outside series of the organization, by name.
  func phased(by grain: Grain, of person: String? = nil, series: [String: SeriesUnit]) throws -> [PhasedLine] {
    let unit = { (kpi: PlanKPI?) in kpi?.unit(series) ?? .count }
    let isTheirs = { (owner: String?) in person == nil || owner == person }
    let objectives = try objectives.filter { isTheirs($0.owner) }.compactMap { objective in
      try trajectory(of: objective).map {
        PhasedLine(.objective, key: objective.key, name: objective.name, person: objective.owner, unit(kpi(of: objective)), $0, by: grain)
      }
    }
    let kpis = try kpis.flatMap { kpi in
      let whole = person == nil ? try trajectory(of: kpi).map { (nil as String?, $0) } : nil
      let parts = try kpi.targetBySalesperson.keys.sorted().filter(isTheirs).compactMap { name in
        try trajectory(of: kpi, salesperson: name).map { (name as String?, $0) }
      }
      return ([whole].compactMap(\.self) + parts).map {
        PhasedLine(.kpi, key: kpi.key, name: kpi.name, person: $0, unit(kpi), $1, by: grain)
      }
    }
    let actions = try budget.actions.filter { isTheirs($0.owner) && $0.allocationCents != nil }.map { action in
      PhasedLine(.budget, key: action.key, name: action.name, person: action.owner, .money, try budget(of: action), by: grain)
    }
    return objectives + kpis + actions
  }

  /// Everybody whom the plan names.
  var people: [String] {
    let named =
      team.map(\.name) + objectives.compactMap(\.owner) + budget.actions.compactMap(\.owner)
      + budget.actions.flatMap { $0.peopleDaysTenths.keys.sorted() }
    var seen: Set<String> = []
    return named.filter { seen.insert($0).inserted }
  }

  /// Those of whom a KPI is also read: the team and whoever has a target of it, where it is read by salesperson.
  func people(readFor kpi: PlanKPI) -> [String] {
    guard kpi.perSalesperson || !kpi.targetBySalesperson.isEmpty else { return [] }
    return people.filter { name in team.contains { $0.name == name } || kpi.targetBySalesperson[name] != nil }
  }

  /// The person somebody means: by the whole name, or by words or beginnings of words of a name that only one has.
  ///
  /// - Throws: `.notFound` or `.ambiguous`, with the people of the plan.
  func person(_ text: String) throws -> String {
    let hits = people.named(text, by: \.self)
    guard let only = hits.first else { throw CRMError(.notFound, .nobodyInPlan(text, slug), remedy: .peopleOfPlan(people)) }
    if hits.count > 1 { throw CRMError(.ambiguous, .severalSalespeople(text, hits), remedy: .peopleOfPlan(hits)) }
    return only
  }
}
