public import Postgres

/// A sales action plan (*plan d'action commercial*) as it stands: what a version of it keeps, and everything else reads.
///
/// Days are business days. Money is in cents excluding VAT. Values of KPIs are integers in the smallest part of their unit: a count, cents,
/// or ten-thousandths of a rate. Keys name things within the plan: lower case, digits and hyphens. Salespeople are named as the
/// organization's team names them.
///
/// Versions stay readable for ever: a field that is added later is optional.
public struct PlanDocument: Sendable, Hashable, Codable {
  /// What the plan is called by commands, unique in the organization: `bob-2023`.
  public var slug: String
  public var name: String
  /// The slug of the plan that this one is a part of.
  public var parent: String?
  /// The first day, and the first day after it.
  public var from: Day
  public var to: Day
  public var situation = PlanSituation()
  public var competition = PlanCompetition()
  public var objectives: [PlanObjective] = []
  public var targets: [PlanTarget] = []
  public var team: [PlanMember] = []
  public var budget = PlanBudget()
  public var kpis: [PlanKPI] = []

  /// A plan without any of its seven sections filled in.
  public init(slug: String, name: String, from: Day, to: Day) {
    self.slug = slug
    self.name = name
    self.from = from
    self.to = to
  }
}

/// Step 1, *analyse de l'existant*.
public struct PlanSituation: Sendable, Hashable, Codable {
  public var strategy: String?
  /// *Proposition de valeur unique*.
  public var valueProposition: String?
  public var values: [String] = []
  public var channels: [Channel] = []
  /// *Les +* and *les –*: what works today and what does not.
  public var works: [String] = []
  public var doesNotWork: [String] = []
  /// How sales come about today.
  public var salesProcess: String?
  /// *Plan de découverte*: the questions to ask a prospect.
  public var discovery: [String] = []

  /// Nothing is known yet.
  public init() {}
}

/// Step 2, *concurrence*: strengths, weaknesses, opportunities, threats, and each competitor.
public struct PlanCompetition: Sendable, Hashable, Codable {
  public var strengths: [String] = []
  public var weaknesses: [String] = []
  public var opportunities: [String] = []
  public var threats: [String] = []
  public var competitors: [PlanCompetitor] = []

  /// Nothing is known yet.
  public init() {}
}

/// A competitor: what they do better, what they do worse, and what we do about it.
public struct PlanCompetitor: Sendable, Hashable, Codable {
  /// As lost opportunities name them.
  public var name: String
  public var strengths: [String] = []
  public var weaknesses: [String] = []
  public var opportunities: [String] = []
  public var threats: [String] = []
  public var response: String?
  /// The key of the action that carries the response.
  public var action: String?

  /// A competitor of whom the name is known.
  public init(name: String) {
    self.name = name
  }
}

/// Step 3: a SMART objective.
public struct PlanObjective: Sendable, Hashable, Codable {
  public var key: String
  public var name: String
  /// The salesperson who answers for it (*responsable*).
  public var owner: String?
  /// The key of its KPI in the plan: the indicator, with its unit.
  public var kpi: String?
  /// The day on which indicator, baseline and target were fixed; the day of the first version when nil.
  public var definedOn: Day?
  public var baseline: Int?
  public var target: Int?
  public var from: Day?
  /// *Échéance*: the last day on which it can be reached.
  public var dueOn: Day?
  public var phasing: PlanPhasing = .workingDays
  /// Means beside those of its actions: tenths of days of people.
  public var peopleDaysTenths: Int?
  public var priority: Int?
  /// Keys of objectives that must come first.
  public var dependsOn: [String] = []
  public var risks: [PlanRisk] = []
  /// The name of the target group it speaks to.
  public var targetGroup: String?

  /// An objective without any of what makes it SMART.
  public init(key: String, name: String) {
    self.key = key
    self.name = name
  }
}

/// What may hinder an objective or an action, and what is done about it.
public struct PlanRisk: Sendable, Hashable, Codable {
  public var risk: String
  public var mitigation: String?

  /// A risk, and what is done about it.
  public init(_ risk: String, mitigation: String? = nil) {
    self.risk = risk
    self.mitigation = mitigation
  }
}

/// How the target or budget of a span is spread over its days: in whole parts that sum to it exactly.
public enum PlanPhasing: Sendable, Hashable, Codable {
  /// By working days: Monday to Friday without public holidays.
  case workingDays
  /// By calendar days.
  case calendarDays
  /// By weights of quarters (`2023-Q1`), months (`2023-01`) or weeks (`2023-W05`); within each by working days.
  case weights([String: Int])
}

/// Step 4, *cible*: a target group and the persona that stands for it.
public struct PlanTarget: Sendable, Hashable, Codable {
  public var name: String
  public var age: String?
  public var occupation: String?
  public var household: String?
  public var interests: [String] = []
  public var buyingBehaviour: [String] = []
  public var needs: [String] = []
  /// *Parcours d'achat*: each stage and where it happens.
  public var journey: [PlanJourneyStep] = []
  /// Share of the plan's revenue expected from it, in ten-thousandths.
  public var revenueShare: Int?
  public var basketCents: Int?

  /// A target group of which the name is known.
  public init(name: String) {
    self.name = name
  }
}

/// A stage of a target group's way to buying, and where it happens.
public struct PlanJourneyStep: Sendable, Hashable, Codable {
  public var stage: String
  public var place: String?

  /// A stage, and where it happens.
  public init(_ stage: String, place: String? = nil) {
    self.stage = stage
    self.place = place
  }
}

/// Step 5: what a person of the team does, can and when. Who they are stands in the organization's team.
public struct PlanMember: Sendable, Hashable, Codable {
  /// The salesperson's name.
  public var name: String
  /// Their role in the plan, in words: every person has a defined one.
  public var role: String?
  /// Opener, hunter or farmer; that of the team when nil.
  public var profile: Profile?
  public var skills: [String] = []
  /// The day from which they are trained; that of the team when nil.
  public var trainedOn: Day?
  /// Tenths of days a week that they give to the plan: 50 is full time.
  public var daysPerWeekTenths: Int = 50
  /// Discussions they hold in a day of prospecting.
  public var discussionsPerDay: Int?
  public var absences: [PlanAbsence] = []

  /// A person of the team, full time.
  public init(name: String) {
    self.name = name
  }
}

/// Days on which somebody is not there.
public struct PlanAbsence: Sendable, Hashable, Codable {
  public var from: Day
  /// The first day they are back.
  public var to: Day

  /// Days from the first to the one before they are back.
  public init(from: Day, to: Day) {
    self.from = from
    self.to = to
  }
}

/// Step 6: the envelope and the actions that it pays for.
public struct PlanBudget: Sendable, Hashable, Codable {
  public var envelopeCents: Int?
  public var actions: [PlanAction] = []

  /// No envelope and no action.
  public init() {}
}

/// An action: it answers to an objective, has an owner, dates and an allocation.
public struct PlanAction: Sendable, Hashable, Codable {
  /// How far it is; `late` and the like are derived.
  public enum Status: String, Sendable, CaseIterable, Codable {
    case planned, started, done, dropped
  }

  public var key: String
  /// As expenses name it, too.
  public var name: String
  /// The key of its objective.
  public var objective: String?
  public var owner: String?
  public var channels: [Channel] = []
  /// The name of the target group it speaks to.
  public var targetGroup: String?
  /// The communes in which it takes place.
  public var places: [String] = []
  public var from: Day?
  /// The first day after it.
  public var to: Day?
  public var allocationCents: Int?
  /// What is committed (*engagé*), each on its day.
  public var commitments: [PlanCommitment] = []
  public var phasing: PlanPhasing = .workingDays
  /// Days that each person gives to it, by name, tenths of days.
  public var peopleDaysTenths: [String: Int] = [:]
  /// Skills without which it cannot be done.
  public var skills: [String] = []
  public var priority: Int?
  public var status: Status = .planned
  public var doneOn: Day?
  /// Keys of actions that must come first.
  public var dependsOn: [String] = []
  public var risks: [PlanRisk] = []

  /// An action of which the name is known.
  public init(key: String, name: String) {
    self.key = key
    self.name = name
  }
}

/// Money promised on a day, such as a signed quote.
public struct PlanCommitment: Sendable, Hashable, Codable {
  public var on: Day
  public var cents: Int

  /// An amount promised on a day.
  public init(on day: Day, cents: Int) {
    on = day
    self.cents = cents
  }
}

/// Step 7: a KPI that the plan follows.
public struct PlanKPI: Sendable, Hashable, Codable {
  public var key: String
  public var name: String
  public var formula: KPIFormula
  public var filter = KPIFilter()
  /// Also read for each salesperson of the plan's team.
  public var perSalesperson = false
  /// The salesperson who answers for it; that of its objective when nil.
  public var owner: String?
  /// Whether more is better; that of the catalogue when nil.
  public var higherIsBetter: Bool?
  public var definedOn: Day?
  public var baseline: Int?
  /// Over the whole plan; that of the objective when it has one.
  public var target: Int?
  /// Targets by salesperson; they sum to `target` where it is given.
  public var targetBySalesperson: [String: Int] = [:]
  public var phasing: PlanPhasing = .workingDays
  /// Ten-thousandths of the prorated target from which the light is green, and from which it is amber.
  public var greenFrom = 10_000
  public var amberFrom = 8_000
  /// How often its outside series is promised to be updated, in days.
  public var rhythmDays: Int?
  /// Communes without the action, to compare with (difference in differences).
  public var controlPlaces: [String] = []

  /// A KPI without target.
  public init(key: String, name: String, formula: KPIFormula) {
    self.key = key
    self.name = name
    self.formula = formula
  }
}
