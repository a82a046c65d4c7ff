package import CRM
import Postgres

/// What applying and finding plans says.
extension Message {
  // MARK: Templates

  static func planOfYear(_ organization: String, _ year: Int) -> Message {
    Message(fr: "Plan d’action commercial \(year), \(organization)", en: "Sales action plan \(year), \(organization)")
  }

  static func noPlanYear(_ year: Int) -> Message { Message(fr: "\(year) n’est pas une année", en: "\(year) is no year") }

  static let planHeading = Message(
    fr: """
      # Plan d’action commercial. Remplacez, ajoutez, retirez\u{A0}; puis\u{A0}:
      #   filon plan check plan.yaml            # ce qui ne va pas, ligne par ligne
      #   filon plan apply plan.yaml --preview  # ce qui changerait
      #   filon plan apply plan.yaml
      # Clés en français ou en anglais, accents et majuscules indifférents\u{A0}; une clé vide vaut une clé absente.
      # Montants HT en unités de la devise (60000, 60 000, 1500,50), parts en %\u{A0}; dates 2023-12-31 ou 31/12/2023.
      """,
    en: """
      # Sales action plan. Replace, add, remove; then:
      #   filon plan check plan.yaml            # what is wrong, line by line
      #   filon plan apply plan.yaml --preview  # what would change
      #   filon plan apply plan.yaml
      # Keys in English or French, accents and capitals set aside; an empty key is as good as none.
      # Amounts excl. VAT in units of the currency (60000, 60 000, 1500.50), shares in %; dates 2023-12-31 or 31/12/2023.
      """)
  static let reportSituation = Message(fr: "Analyse de l’existant", en: "Existing situation")
  static let reportCompetition = Message(fr: "Concurrence et SWOT", en: "Competition and SWOT")
  static let reportObjectives = Message(fr: "Objectifs SMART", en: "SMART objectives")
  static let reportTargets = Message(fr: "Cibles et personae", en: "Targets and personas")
  static let reportTeam = Message(fr: "Équipe et profils", en: "Team and profiles")
  static let reportBudget = Message(fr: "Budget et plan d’actions", en: "Budget and actions")
  static let reportKPIs = Message(fr: "Indicateurs (KPI)", en: "KPIs")
  static let onlyDirectorsWritePlans = Message(
    fr: "seuls les directeurs modifient un plan d’action", en: "only directors change an action plan")
  static let noPlans = Message(fr: "aucun plan d’action", en: "no action plan yet")
  static let planInitRemedy = Message(
    fr: "faites-en un\u{A0}: filon plan init > plan.yaml, puis filon plan apply plan.yaml",
    en: "make one: filon plan init > plan.yaml, then filon plan apply plan.yaml")

  static func noPlan(_ text: String) -> Message {
    Message(fr: "aucun plan \(text.quoted(in: .fr))", en: "no plan \(text.quoted(in: .en))")
  }

  static func noParentPlan(_ slug: String) -> Message {
    Message(fr: "aucun plan parent \(slug.quoted(in: .fr))", en: "no parent plan \(slug.quoted(in: .en))")
  }

  static func parentIsPart(_ slug: String, _ parent: String) -> Message {
    Message(
      fr: "le plan \(parent.quoted(in: .fr)) fait partie de \(slug.quoted(in: .fr)) et ne peut pas en être le parent",
      en: "the plan \(parent.quoted(in: .en)) is a part of \(slug.quoted(in: .en)) and cannot be its parent")
  }

  static func severalPlans(_ count: Int) -> Message {
    Message(
      fr: "\(count) plans, et aucun n’est le seul d’aujourd’hui", en: "\(count) plans, and none of them is the only one of today")
  }

  static func choosePlan(_ plans: [Plan]) -> Message {
    let names = plans.prefix(20).map(\.slug).joined(separator: ", ")
    return Message(fr: "nommez-en un\u{A0}: \(names)", en: "name one: \(names)")
  }

  static func noPlanVersion(_ plan: Plan, _ number: Int) -> Message {
    Message(
      fr: "le plan \(plan.slug) n’a pas de version \(number)\u{A0}: la dernière est la \(plan.version)",
      en: "the plan \(plan.slug) has no version \(number): the last is \(plan.version)")
  }

  static func planHistoryRemedy(_ plan: Plan) -> Message {
    Message(fr: "filon plan history \(plan.slug) les montre", en: "filon plan history \(plan.slug) shows them")
  }

  static func planThere(_ plan: Plan) -> Message {
    Message(
      fr:
        "le plan \(plan.slug) existe déjà, en version \(plan.version), avec un autre contenu, et le fichier ne dit pas de quelle version il part",
      en:
        "the plan \(plan.slug) exists already, in version \(plan.version), with other content, and the file does not say which version it starts from"
    )
  }

  static func planChangedMeanwhile(_ plan: Plan, since base: Int) -> Message {
    Message(
      fr:
        "le plan \(plan.slug) a été modifié entre-temps\u{A0}: le fichier part de la version \(base), la version en vigueur est la \(plan.version)",
      en: "the plan \(plan.slug) was changed meanwhile: the file starts from version \(base), the version in force is \(plan.version)")
  }

  static func startFromVersion(_ plan: Plan) -> Message {
    Message(
      fr:
        "repartez de filon plan export \(plan.slug) > autre.yaml et reportez-y vos changements, ou écrivez version: \(plan.version) dans le fichier pour remplacer ce qui y est",
      en:
        "start from filon plan export \(plan.slug) > other.yaml and make your changes there, or write version: \(plan.version) in the file to replace what is there"
    )
  }

  static func versionOfNoPlan(_ slug: String, _ base: Int) -> Message {
    Message(
      fr: "le fichier part de la version \(base) d’un plan \(slug.quoted(in: .fr)) qui n’existe pas ici",
      en: "the file starts from version \(base) of a plan \(slug.quoted(in: .en)) that does not exist here")
  }

  static let removeVersionLine = Message(
    fr: "pour en faire un nouveau plan, retirez la ligne version", en: "to make a new plan of it, remove the version line")

  static func planMadeMeanwhile(_ slug: String) -> Message {
    Message(
      fr: "quelqu’un vient de créer le plan \(slug.quoted(in: .fr))", en: "somebody has just made the plan \(slug.quoted(in: .en))")
  }

  static let applyAgain = Message(fr: "relancez filon plan apply", en: "run filon plan apply again")
}

extension PlanSection {
  /// What people call the step.
  package var title: Message {
    switch self {
    case .situation: Message(fr: "1. Analyse de l’existant", en: "1. Situation")
    case .competition: Message(fr: "2. Concurrence", en: "2. Competition")
    case .objectives: Message(fr: "3. Objectifs", en: "3. Objectives")
    case .targets: Message(fr: "4. Cibles", en: "4. Target groups")
    case .team: Message(fr: "5. Équipe", en: "5. Team")
    case .budget: Message(fr: "6. Budget et actions", en: "6. Budget and actions")
    case .kpis: Message(fr: "7. Indicateurs", en: "7. KPIs")
    }
  }
}

extension PlanAction.Status: NamedChoice {
  package var name: Message {
    switch self {
    case .planned: Message(fr: "prévue", en: "planned")
    case .started: Message(fr: "commencée", en: "started")
    case .done: Message(fr: "faite", en: "done")
    case .dropped: Message(fr: "abandonnée", en: "dropped")
    }
  }

  package var synonyms: [String] {
    switch self {
    case .planned: ["prévu", "à venir"]
    case .started: ["commencé", "en cours", "in progress"]
    case .done: ["fait", "terminée", "terminé"]
    case .dropped: ["abandonné"]
    }
  }

  package static func unknown(_ text: String) -> Message {
    .naming(text, fr: { "aucun statut \($0)" }, en: { "no status \($0)" })
  }
}

extension PlanSection {
  /// What the report calls the step.
  package var heading: Message {
    switch self {
    case .situation: .reportSituation
    case .competition: .reportCompetition
    case .objectives: .reportObjectives
    case .targets: .reportTargets
    case .team: .reportTeam
    case .budget: .reportBudget
    case .kpis: .reportKPIs
    }
  }
}

extension PlanSection.Fill {
  package var name: Message {
    switch self {
    case .empty: Message(fr: "vide", en: "empty")
    case .incomplete: Message(fr: "incomplète", en: "incomplete")
    case .filled: Message(fr: "remplie", en: "filled")
    }
  }
}

/// The parts of a section that may be missing.
extension Message {
  static let partStrategy = Message(fr: "stratégie", en: "strategy")
  static let partValueProposition = Message(fr: "proposition de valeur", en: "value proposition")
  static let partChannels = Message(fr: "canaux", en: "channels")
  static let partWhatWorks = Message(fr: "ce qui fonctionne ou non", en: "what works and what does not")
  static let partSalesProcess = Message(fr: "comment les ventes se font", en: "how sales come about")
  static let partStrengths = Message(fr: "forces", en: "strengths")
  static let partWeaknesses = Message(fr: "faiblesses", en: "weaknesses")
  static let partOpportunities = Message(fr: "opportunités", en: "opportunities")
  static let partThreats = Message(fr: "menaces", en: "threats")
  static let partCompetitors = Message(fr: "concurrents", en: "competitors")
  static let partObjectives = Message(fr: "objectifs", en: "objectives")
  static let partTargets = Message(fr: "cibles", en: "target groups")
  static let partTeam = Message(fr: "équipe", en: "team")
  static let partTotalBudget = Message(fr: "enveloppe", en: "total budget")
  static let partActions = Message(fr: "actions", en: "actions")
  static let partKPIs = Message(fr: "indicateurs", en: "KPIs")

  static func named(_ name: String) -> Message { Message(fr: name.quoted(in: .fr), en: name.quoted(in: .en)) }

  static func roleOf(_ person: String) -> Message { Message(fr: "rôle de \(person)", en: "role of \(person)") }

  static func targetOf(_ kpi: String) -> Message {
    Message(fr: "cible de \(kpi.quoted(in: .fr))", en: "target of \(kpi.quoted(in: .en))")
  }
}
