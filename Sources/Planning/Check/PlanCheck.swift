import CRM
import Postgres

/// What a plan must hold to be one: SMART objectives, actions that answer to them, budgets that sum, people who are there.
///
/// What depends on the day on which one looks (late actions, spending without activity, …) is not decided here.
struct PlanCheck {
  let document: PlanDocument
  let context: PlanContext?
  let parser: PlanParser
  /// The actions that answer to each objective, by its key.
  let actions: [String: [PlanAction]]

  /// The whole file.
  let plan = PlanPlace<PlanDocument>()

  init(document: PlanDocument, context: PlanContext?, parser: PlanParser) {
    self.document = document
    self.context = context
    self.parser = parser
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

  func error<Part>(_ message: @autoclosure () -> Message, _ place: PlanPlace<Part>, remedy: @autoclosure () -> Message? = nil) {
    parser.report(.error, message(), at: place, remedy: remedy())
  }

  func warning<Part>(_ message: @autoclosure () -> Message, _ place: PlanPlace<Part>) {
    parser.report(.warning, message(), at: place)
  }

  /// Whether both days of the plan could be read: without them nothing can be outside it.
  var hasDays: Bool { document.from != .unread && document.to != .unread && document.from < document.to }

  /// A day that must lie in the plan.
  func checkInside<Part>(_ day: Day?, _ place: PlanPlace<Part>) {
    guard let day, hasDays, day < document.from || day >= document.to else { return }
    error(.planDayOutside(day, from: document.from, last: document.to - 1), place)
  }

  // MARK: The plan itself

  /// Longer plans would make calendars of thousands of weeks.
  private static let longest = 3_660

  private func checkPlan() {
    if document.slug.isEmpty, !document.name.isEmpty { error(.planNoSlug, plan.name, remedy: .planSlugRemedy) }
    let days = document.to - document.from
    if document.from != .unread, document.to != .unread {
      if days <= 0 { error(.planEndsBefore, plan.to) }
      if days > Self.longest { error(.planTooLong, plan.to) }
    }
    for section in PlanSection.allCases where document.fill(of: section) == .empty {
      parser.report(.warning, .planSectionEmpty(section), at: section.path)
    }
    checkParent()
  }

  private func checkParent() {
    guard let slug = document.parent else { return }
    if slug == document.slug { return error(.parentIsPart(slug, slug), plan.parent) }
    guard let context else { return }
    guard let parent = context.plans.first(where: { $0.slug == slug }) else {
      return error(.noParentPlan(slug), plan.parent, remedy: .namesThere(slug, context.plans.map(\.slug)))
    }
    if hasDays, document.from < parent.from || document.to > parent.to {
      warning(.planOutsideParent(parent), plan.parent)
    }
  }

  // MARK: Targets and team

  private func checkTargets() {
    let shares = document.targets.compactMap(\.revenueShare)
    for (index, target) in document.targets.enumerated() where target.revenueShare.map({ $0 < 0 || $0 > 10_000 }) ?? false {
      error(.planShareOutside, plan.targets[index].revenueShare)
    }
    if shares.reduce(0, +) > 10_000 { error(.planSharesExceed, plan.targets) }
  }

  private func checkTeam() {
    for (index, member) in document.team.enumerated() {
      let place = plan.team[index]
      if member.role == nil { warning(.planMemberWithoutRole(member.name), place) }
      if member.daysPerWeekTenths > 70 { error(.planMoreThanAWeek, place.daysPerWeekTenths) }
      for (number, absence) in member.absences.enumerated() where absence.from >= absence.to && absence.from != .unread {
        error(.planEndsBefore, place.absences[number])
      }
    }
    checkPeople()
  }

  /// Whoever of the organization is named should be in the plan's team.
  private func checkPeople() {
    var document = document
    let members = Set(document.team.map(\.name))
    document.forEachPerson { path, name in
      let isKnown = context.map { $0.people.contains { $0.name == name } } ?? true
      if isKnown, !members.contains(name) { parser.report(.warning, .planNotInTeam(name), at: path) }
    }
  }

  // MARK: Periods of weights

  /// The weights of a phasing must name periods of its span, and not be all zero.
  func checkPhasing(_ phasing: PlanPhasing, _ place: PlanPlace<PlanPhasing>, from: Day?, to: Day?) {
    guard case .weights(let weights) = phasing, hasDays else { return }
    guard let span = try? Period(from: max(from ?? document.from, document.from), to: min(to ?? document.to, document.to)) else { return }
    let periods = Set([Grain.quarter, .month, .week].flatMap { span.parts(by: $0).map(\.name) })
    for name in weights.keys.sorted() where !periods.contains(name) { error(.planNoPeriod(name), place, remedy: .planPeriodRemedy) }
    if weights.values.allSatisfy({ $0 == 0 }) { error(.planWeightsZero, place) }
  }
}
