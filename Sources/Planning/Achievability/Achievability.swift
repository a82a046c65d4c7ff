package import CRM
import Postgres

/// Whether an objective can be reached (the A of SMART): the sales funnel read backwards from the target, with the rates that the
/// organization has observed, against what its team can hold of discussions until the due date.
///
/// discussions = customers needed / conversion rate × discussions per prospect; the low and the high need take the bounds of the rate's 95 %
/// interval of Wilson. Rates are those of the conversion report.
package struct Achievability: Sendable, Hashable, Encodable {
  /// How the capacity stands to the need.
  package enum Verdict: String, Sendable, Encodable {
    /// At least the high need.
    case reachable
    /// At least the expected need.
    case tight
    /// Less than the expected need, at least the low one.
    case doubtful
    /// Less than the low need.
    case outOfReach = "out_of_reach"
  }

  /// A number of discussions with the bounds that chance leaves it.
  package struct Need: Sendable, Hashable, Encodable {
    package let low, expected, high: Int
  }

  /// What one of the team can do of it.
  package struct Capacity: Sendable, Hashable, Encodable {
    package let name: String
    /// From the day they are there and trained to the due date, without holidays and absences.
    package let workingDays: Int
    /// Discussions in a working day, hundredths: as the plan states it, spread over its days of the week, or as observed.
    @Nullable package private(set) var paceHundredths: Int?
    /// Whether the plan states the pace; else it is what they did.
    package let isStated: Bool

    /// How many discussions that makes; 0 without a pace.
    package var discussions: Int { workingDays * (paceHundredths ?? 0) / 100 }

    init(name: String, workingDays: Int, paceHundredths: Int?, isStated: Bool) {
      self.name = name
      self.workingDays = workingDays
      self.paceHundredths = paceHundredths
      self.isStated = isStated
    }
  }

  /// The key and the name of the objective.
  package let objective: String
  package let name: String
  /// The days on which the rates were observed; nil without any history.
  @Nullable package internal(set) var observed: Period?
  /// New customers, worked back from the target.
  @Nullable package internal(set) var customers: Int?
  /// Prospects converted over prospects reached, as observed.
  @Nullable package internal(set) var conversion: Rate?
  /// The discussions needed; nil when they cannot be computed.
  @Nullable package internal(set) var need: Need?
  package internal(set) var team: [Capacity] = []
  /// Discussions that the team can hold.
  package var capacity: Int { team.map(\.discussions).reduce(0, +) }
  /// What is missing to compute it.
  package internal(set) var missing: [Message] = []

  /// Nil when the need or the capacity cannot be computed.
  package var verdict: Verdict? {
    guard let need, missing.isEmpty else { return nil }
    return capacity >= need.high ? .reachable : capacity >= need.expected ? .tight : capacity >= need.low ? .doubtful : .outOfReach
  }

  private enum CodingKeys: String, CodingKey {
    case objective, name, observed, customers, conversion, need, capacity, team, verdict, missing
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(objective, forKey: .objective)
    try container.encode(name, forKey: .name)
    try container.encode(observed, forKey: .observed)
    try container.encode(customers, forKey: .customers)
    try container.encode(conversion, forKey: .conversion)
    try container.encode(need, forKey: .need)
    try container.encode(capacity, forKey: .capacity)
    try container.encode(team, forKey: .team)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(missing, forKey: .missing)
  }
}

/// What the organization has observed, which objectives are measured against.
struct ObservedFunnel {
  let period: Period
  let total: ConversionFigures
  /// Discussions by salesperson.
  let discussions: [String: Int]
}

extension Achievability {
  /// Works an objective back; nil for one that new customers, sales or revenue do not measure.
  init?(_ objective: PlanObjective, of plan: PlanDocument, _ people: [Salesperson], _ observed: ObservedFunnel?) {
    guard let target = objective.target, let dueOn = objective.dueOn,
      case .catalogue(let kpi, _)? = plan.kpis.first(where: { $0.key == objective.kpi })?.formula,
      ["new_customers", "sales_count", "revenue"].contains(kpi)
    else { return nil }
    self.objective = objective.key
    name = objective.name
    self.observed = observed?.period
    workBack(from: target, kpi, observed?.total ?? ConversionFigures())
    if let span = try? Period(from: objective.from ?? plan.from, to: dueOn + 1) {
      team = plan.team.map { member in
        Capacity(member, people.first { $0.name == member.name }, in: span, observed)
      }
    }
    let unknown = team.filter { $0.paceHundredths == nil && $0.workingDays > 0 }.map(\.name)
    if team.isEmpty { missing.append(.noTeamInPlan) }
    if !unknown.isEmpty { missing.append(.noPace(of: unknown)) }
  }

  private mutating func workBack(from target: Int, _ kpi: String, _ total: ConversionFigures) {
    let rate = total.conversionRate.rate
    conversion = rate
    guard rate.numerator > 0, let low = rate.low, let high = rate.high, low > 0 else {
      missing.append(rate.denominator == 0 ? .nothingObserved : .noConversionObserved(rate))
      return
    }
    var customers = Double(target)
    if kpi == "revenue" {
      guard let basket = total.averageBasketCents, basket > 0 else { return missing.append(.noBasketObserved) }
      customers /= Double(basket)
    }
    // A customer may buy more than once.
    if kpi != "new_customers" {
      guard total.orders > 0 else { return missing.append(.noBasketObserved) }
      customers *= Double(rate.numerator) / Double(max(total.orders, rate.numerator))
    }
    self.customers = Self.count(customers)
    let discussionsPerProspect = Double(total.discussions) / Double(rate.denominator)
    func discussions(at rate: Double) -> Int { Self.count(customers / rate * discussionsPerProspect) }
    need = Need(
      low: discussions(at: high), expected: discussions(at: Double(rate.numerator) / Double(rate.denominator)), high: discussions(at: low))
  }

  /// As many as it takes: the next whole number, a hair of rounding set aside.
  private static func count(_ number: Double) -> Int { Int((number - 1e-9).rounded(.up)) }
}

extension Achievability.Capacity {
  fileprivate init(_ member: PlanMember, _ person: Salesperson?, in span: Period, _ observed: ObservedFunnel?) {
    let calendar = WorkingCalendar(absences: member.absences)
    let ready = [member.trainedOn ?? person?.trainedFrom, person?.activeFrom].compactMap(\.self).max()
    let gone = [person?.activeUntil, person?.trainedUntil].compactMap(\.self).min()
    let workingDays = calendar.workingDays(from: max(span.from, ready ?? span.from), to: min(span.to, gone ?? span.to))
    if let stated = member.discussionsPerDay {
      self.init(
        name: member.name, workingDays: workingDays, paceHundredths: stated * 100 * min(member.daysPerWeekTenths, 50) / 50, isStated: true)
    } else {
      self.init(name: member.name, workingDays: workingDays, paceHundredths: Self.pace(of: member.name, person, observed), isStated: false)
    }
  }

  /// Discussions in a hundred working days of theirs, as observed; nil without any.
  private static func pace(of name: String, _ person: Salesperson?, _ observed: ObservedFunnel?) -> Int? {
    guard let observed, let discussions = observed.discussions[name], discussions > 0 else { return nil }
    let from = max(observed.period.from, person?.activeFrom ?? observed.period.from)
    let days = WorkingCalendar().workingDays(from: from, to: min(observed.period.to, person?.activeUntil ?? observed.period.to))
    return days > 0 ? discussions * 100 / days : nil
  }
}
