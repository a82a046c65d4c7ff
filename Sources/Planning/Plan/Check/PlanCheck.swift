import CRM
import Postgres

/// What a plan must hold to be one: SMART objectives, actions that answer to them, budgets that sum, people who are there.
///
/// What depends on the day on which one looks (late actions, spending without activity, …) is not decided here.
struct PlanCheck {
  let document: PlanDocument
  let surroundings: PlanSurroundings?
  let reading: PlanReading
  /// The actions that answer to each objective, by its key.
  let actions: [String: [PlanAction]]

  init(document: PlanDocument, surroundings: PlanSurroundings?, reading: PlanReading) {
    self.document = document
    self.surroundings = surroundings
    self.reading = reading
    actions = Dictionary(grouping: document.budget.actions) { $0.objective ?? "" }
  }

  func run() {
    checkPlan()
    checkObjectives()
    checkTargets()
    checkTeam()
    checkBudget()
    checkActions()
    checkKPIs()
  }

  func error(_ message: @autoclosure () -> Message, _ path: PlanPath, remedy: @autoclosure () -> Message? = nil) {
    reading.report(.error, message(), at: path, remedy: remedy())
  }

  func warning(_ message: @autoclosure () -> Message, _ path: PlanPath, remedy: @autoclosure () -> Message? = nil) {
    reading.report(.warning, message(), at: path, remedy: remedy())
  }

  /// Whether both days of the plan could be read: without them nothing can be outside it.
  var hasDays: Bool { document.from != PlanFields.unread && document.to != PlanFields.unread && document.from < document.to }

  /// A day that must lie in the plan.
  func checkInside(_ day: Day?, _ path: PlanPath) {
    guard let day, hasDays, day < document.from || day >= document.to else { return }
    error(.planDayOutside(day, from: document.from, last: document.to - 1), path)
  }

  // MARK: The plan itself

  /// Longer plans would make calendars of thousands of weeks.
  private static let longest = 3_660

  private func checkPlan() {
    if document.slug.isEmpty, !document.name.isEmpty { error(.planNoSlug, "name", remedy: .planSlugRemedy) }
    let days = document.to - document.from
    if document.from != PlanFields.unread, document.to != PlanFields.unread {
      if days <= 0 { error(.planEndsBefore, "end") }
      if days > Self.longest { error(.planTooLong, "end") }
    }
    for section in PlanSection.allCases where document.fill(of: section) == .empty {
      warning(.planSectionEmpty(section), section.path)
    }
    checkParent()
  }

  private func checkParent() {
    guard let slug = document.parent else { return }
    if slug == document.slug { return error(.parentIsPart(slug, slug), "part of") }
    guard let surroundings else { return }
    guard let parent = surroundings.plans.first(where: { $0.slug == slug }) else {
      return error(.noParentPlan(slug), "part of", remedy: .planPartRemedy(slug, surroundings.plans.map(\.slug)))
    }
    if hasDays, document.from < parent.from || document.to > parent.to {
      warning(.planOutsideParent(parent), "part of")
    }
  }

  // MARK: Targets and team

  private func checkTargets() {
    let shares = document.targets.compactMap(\.revenueShare)
    for (index, target) in document.targets.enumerated() where target.revenueShare.map({ $0 < 0 || $0 > 10_000 }) ?? false {
      error(.planShareOutside, "target groups.\(index).revenue share")
    }
    if shares.reduce(0, +) > 10_000 { error(.planSharesExceed, "target groups") }
  }

  private func checkTeam() {
    for (index, member) in document.team.enumerated() {
      let path: PlanPath = "team.\(index)"
      if member.role == nil { warning(.planMemberWithoutRole(member.name), path) }
      if member.daysPerWeekTenths > 70 { error(.planMoreThanAWeek, "\(path).days per week") }
      for (number, absence) in member.absences.enumerated() where absence.from >= absence.to && absence.from != PlanFields.unread {
        error(.planEndsBefore, "\(path).absences.\(number)")
      }
    }
    checkPeople()
  }

  /// Whoever is named must be in the organization, and should be in the plan's team.
  private func checkPeople() {
    var document = document
    let members = Set(document.team.map(\.name))
    let people = surroundings?.people.map(\.name)
    document.forEachPerson { path, name in
      if let people, !people.contains(name) {
        error(.noSalesperson(name), path, remedy: .planSalespersonRemedy(name, people))
      } else if !members.contains(name) {
        warning(.planNotInTeam(name), path)
      }
    }
  }

  // MARK: Periods of weights

  /// The weights of a phasing must name periods of its span, and not be all zero.
  func checkPhasing(_ phasing: PlanPhasing, _ path: PlanPath, from: Day?, to: Day?) {
    guard case .weights(let weights) = phasing, hasDays else { return }
    guard let span = try? Period(from: max(from ?? document.from, document.from), to: min(to ?? document.to, document.to)) else { return }
    let periods = Set([Grain.quarter, .month, .week].flatMap { span.parts(by: $0).map(\.name) })
    for name in weights.keys.sorted() where !periods.contains(name) { error(.planNoPeriod(name), path, remedy: .planPeriodRemedy) }
    if weights.values.allSatisfy({ $0 == 0 }) { error(.planWeightsZero, path) }
  }
}
