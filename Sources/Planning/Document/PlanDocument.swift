package import CRM
package import Postgres

/// A sales action plan (*plan d'action commercial*) as it stands: what a version of it keeps, and everything else reads.
///
/// Days are business days. Money is in cents excluding VAT. Values of KPIs are integers in the smallest part of their unit: a count, cents,
/// or ten-thousandths of a rate. Keys name things within the plan: lower case, digits and hyphens. Salespeople are named as the
/// organization's team names them.
///
/// Versions stay readable for ever: a field that is added later is optional.
package struct PlanDocument: Sendable, Hashable, Codable {
  /// What the plan is called by commands, unique in the organization: `bob-2023`.
  package var slug: String
  package var name: String
  /// The slug of the plan that this one is a part of.
  package var parent: String?
  /// The first day, and the first day after it.
  package var from: Day
  package var to: Day
  package var situation = PlanSituation()
  package var competition = PlanCompetition()
  package var objectives: [PlanObjective] = []
  package var targets: [PlanTarget] = []
  package var team: [PlanMember] = []
  package var budget = PlanBudget()
  package var kpis: [PlanKPI] = []

  /// A plan without any of its seven sections filled in.
  package init(slug: String, name: String, from: Day, to: Day) {
    self.slug = slug
    self.name = name
    self.from = from
    self.to = to
  }
}

/// Step 1, *analyse de l'existant*.
package struct PlanSituation: Sendable, Hashable, Codable {
  package var strategy: String?
  /// *Proposition de valeur unique*.
  package var valueProposition: String?
  package var values: [String] = []
  package var channels: [Channel] = []
  /// *Les +* and *les –*: what works today and what does not.
  package var works: [String] = []
  package var doesNotWork: [String] = []
  /// How sales come about today.
  package var salesProcess: String?
  /// *Plan de découverte*: the questions to ask a prospect.
  package var discovery: [String] = []

  /// Nothing is known yet.
  package init() {}
}

/// Step 2, *concurrence*: strengths, weaknesses, opportunities, threats, and each competitor.
package struct PlanCompetition: Sendable, Hashable, Codable {
  package var strengths: [String] = []
  package var weaknesses: [String] = []
  package var opportunities: [String] = []
  package var threats: [String] = []
  package var competitors: [PlanCompetitor] = []

  /// Nothing is known yet.
  package init() {}
}

/// A competitor: what they do better, what they do worse, and what we do about it.
package struct PlanCompetitor: Sendable, Hashable, Codable {
  /// As lost opportunities name them.
  package var name: String
  package var strengths: [String] = []
  package var weaknesses: [String] = []
  package var opportunities: [String] = []
  package var threats: [String] = []
  package var response: String?
  /// The key of the action that carries the response.
  package var action: String?

  /// A competitor of whom the name is known.
  package init(name: String) {
    self.name = name
  }
}

/// Step 3: a SMART objective.
package struct PlanObjective: Sendable, Hashable, Codable {
  package var key: String
  package var name: String
  /// The salesperson who answers for it (*responsable*).
  package var owner: String?
  /// The key of its KPI in the plan: the indicator, with its unit.
  package var kpi: String?
  /// The day on which indicator, baseline and target were fixed; the day of the first version when nil.
  package var definedOn: Day?
  package var baseline: Int?
  package var target: Int?
  package var from: Day?
  /// *Échéance*: the last day on which it can be reached.
  package var dueOn: Day?
  package var phasing: PlanPhasing = .workingDays
  /// Means beside those of its actions: tenths of days of people.
  package var peopleDaysTenths: Int?
  package var priority: Int?
  /// Keys of objectives that must come first.
  package var dependsOn: [String] = []
  package var risks: [PlanRisk] = []
  /// The name of the target group it speaks to.
  package var targetGroup: String?

  /// An objective without any of what makes it SMART.
  package init(key: String, name: String) {
    self.key = key
    self.name = name
  }
}

/// What may hinder an objective or an action, and what is done about it.
package struct PlanRisk: Sendable, Hashable, Codable {
  package var risk: String
  package var mitigation: String?

  /// A risk, and what is done about it.
  package init(_ risk: String, mitigation: String? = nil) {
    self.risk = risk
    self.mitigation = mitigation
  }
}

/// How the target or budget of a span is spread over its days: in whole parts that sum to it exactly.
package enum PlanPhasing: Sendable, Hashable, Codable {
  /// By working days: Monday to Friday without public holidays.
  case workingDays
  /// By calendar days.
  case calendarDays
  /// By weights of quarters (`2023-Q1`), months (`2023-01`) or weeks (`2023-W05`); within each by working days.
  case weights([String: Int])
}

/// Step 4, *cible*: a target group and the persona that stands for it.
package struct PlanTarget: Sendable, Hashable, Codable {
  package var name: String
  package var age: String?
  package var occupation: String?
  package var household: String?
  package var interests: [String] = []
  package var buyingBehaviour: [String] = []
  package var needs: [String] = []
  /// *Parcours d'achat*: each stage and where it happens.
  package var journey: [PlanJourneyStep] = []
  /// Share of the plan's revenue expected from it, in ten-thousandths.
  package var revenueShare: Int?
  package var basketCents: Int?

  /// A target group of which the name is known.
  package init(name: String) {
    self.name = name
  }
}

/// A stage of a target group's way to buying, and where it happens.
package struct PlanJourneyStep: Sendable, Hashable, Codable {
  package var stage: String
  package var place: String?

  /// A stage, and where it happens.
  package init(_ stage: String, place: String? = nil) {
    self.stage = stage
    self.place = place
  }
}

/// Step 5: what a person of the team does, can and when. Who they are stands in the organization's team.
package struct PlanMember: Sendable, Hashable, Codable {
  /// The salesperson's name.
  package var name: String
  /// Their role in the plan, in words: every person has a defined one.
  package var role: String?
  /// Opener, hunter or farmer; that of the team when nil.
  package var profile: Profile?
  package var skills: [String] = []
  /// The day from which they are trained; that of the team when nil.
  package var trainedOn: Day?
  /// Tenths of days a week that they give to the plan: 50 is full time.
  package var daysPerWeekTenths: Int = 50
  /// Discussions they hold in a day of prospecting.
  package var discussionsPerDay: Int?
  package var absences: [Absence] = []

  /// A person of the team, full time.
  package init(name: String) {
    self.name = name
  }
}

/// Step 6: the total budget and the actions that it pays for.
package struct PlanBudget: Sendable, Hashable, Codable {
  package var totalCents: Int?
  package var actions: [PlanAction] = []

  /// Versions recorded so far keep the total under its first name.
  private enum CodingKeys: String, CodingKey {
    case totalCents = "envelopeCents"
    case actions
  }

  /// No total budget and no action.
  package init() {}
}

/// An action: it answers to an objective, has an owner, dates and an allocation.
package struct PlanAction: Sendable, Hashable, Codable {
  /// How far it is; `late` and the like are derived.
  package enum Status: String, Sendable, CaseIterable, Codable {
    case planned, started, done, dropped
  }

  package var key: String
  /// As expenses name it, too.
  package var name: String
  /// The key of its objective.
  package var objective: String?
  package var owner: String?
  package var channels: [Channel] = []
  /// The name of the target group it speaks to.
  package var targetGroup: String?
  /// The communes in which it takes place.
  package var places: [String] = []
  package var from: Day?
  /// The first day after it.
  package var to: Day?
  package var allocationCents: Int?
  /// What is committed (*engagé*), each on its day.
  package var commitments: [PlanCommitment] = []
  package var phasing: PlanPhasing = .workingDays
  /// Days that each person gives to it, by name, tenths of days.
  package var peopleDaysTenths: [String: Int] = [:]
  /// Skills without which it cannot be done.
  package var skills: [String] = []
  package var priority: Int?
  package var status: Status = .planned
  package var doneOn: Day?
  /// Keys of actions that must come first.
  package var dependsOn: [String] = []
  package var risks: [PlanRisk] = []

  /// An action of which the name is known.
  package init(key: String, name: String) {
    self.key = key
    self.name = name
  }
}

/// Money promised on a day, such as a signed quote.
package struct PlanCommitment: Sendable, Hashable, Codable {
  package var on: Day
  package var cents: Int

  /// An amount promised on a day.
  package init(on day: Day, cents: Int) {
    on = day
    self.cents = cents
  }
}

/// Step 7: a KPI that the plan follows.
package struct PlanKPI: Sendable, Hashable, Codable {
  package var key: String
  package var name: String
  package var formula: KPIFormula
  package var filter = KPIFilter()
  /// Also read for each salesperson of the plan's team.
  package var perSalesperson = false
  /// The salesperson who answers for it; that of its objective when nil.
  package var owner: String?
  /// Whether more is better; that of the catalogue when nil.
  package var higherIsBetter: Bool?
  package var definedOn: Day?
  package var baseline: Int?
  /// Over the whole plan; that of the objective when it has one.
  package var target: Int?
  /// Targets by salesperson; they sum to `target` where it is given.
  package var targetBySalesperson: [String: Int] = [:]
  package var phasing: PlanPhasing = .workingDays
  /// Ten-thousandths of the prorated target from which the light is green, and from which it is amber.
  package var greenFrom = 10_000
  package var amberFrom = 8_000
  /// How often its outside series is promised to be updated, in days.
  package var rhythmDays: Int?
  /// Communes without the action, to compare with (difference in differences).
  package var controlPlaces: [String] = []

  /// A KPI without target.
  package init(key: String, name: String, formula: KPIFormula) {
    self.key = key
    self.name = name
    self.formula = formula
  }
}
