import Postgres

// What the status of a plan says.
extension Message {
  static func notBegunYet(_ day: Day) -> Message {
    Message(fr: "commence le \(Formats(language: .fr).day(day))", en: "begins on \(Formats(language: .en).day(day))")
  }

  static func sectionFill(_ fill: PlanSection.Fill) -> Message {
    Message(fr: "étape \(fill.name.fr)", en: "step \(fill.name.en)")
  }

  static func dayToCome(_ day: Day) -> Message {
    Message(
      fr: "le \(Formats(language: .fr).day(day)) n'est pas passé : on ne sait pas encore ce qui s'y fait",
      en: "\(Formats(language: .en).day(day)) is still to come: what happens then is not known")
  }

  public static func unknownRule(_ text: String) -> Message {
    Message(fr: "aucune règle \(text.quoted(in: .fr))", en: "no rule \(text.quoted(in: .en))")
  }
  public static let rulesThere = Message(fr: "les règles vont de C01 à C16", en: "the rules are C01 to C16")

  static let intervalsNote = Message(
    fr:
      "80\u{202F}% et 95\u{202F}% : entre quelles valeurs l’échéance tombera, avec cette probabilité, au rythme et avec la pente que montrent les semaines ; une activité qui change d’allure en cours d’année sort plus souvent de ces bornes.",
    en:
      "80% and 95%: between which values it will end, with that probability, at the pace and with the slope that the weeks show; what changes its pace within the year leaves them more often."
  )

  static let sumOfPeopleNote = Message(
    fr:
      "Prévision de l’équipe : la somme de celles des personnes, chacune selon ses jours (formation, absences, départ) ; ce qui est fait à deux n’y compte qu’une fois.",
    en:
      "Forecast of the team: the sum of the people’s, each by their own days (training, absences, departure); what two do together counts once in it."
  )

  static let lightsNote = Message(
    fr:
      "Feux : vert à partir de la cible due à ce jour (par jours ouvrés), orange à partir de 80\u{202F}% de celle-ci, sauf seuils du plan ; rouge en dessous.",
    en: "Lights: green from the target due by now (by working days), amber from 80% of it, unless the plan has other thresholds; red below."
  )

  public static let statusActual = Message(fr: "Réalisé", en: "Actual")
  public static let statusDue = Message(fr: "Attendu", en: "Due")
  public static let statusTarget = Message(fr: "Cible", en: "Target")
  public static let statusVariance = Message(fr: "Écart", en: "Variance")
  public static let statusRelative = Message(fr: "Écart %", en: "Variance %")
  public static let statusLight = Message(fr: "État", en: "State")
  public static let statusForecast = Message(fr: "Prévu", en: "Forecast")
  public static let statusInterval80 = Message(fr: "80\u{202F}%", en: "80%")
  public static let statusInterval95 = Message(fr: "95\u{202F}%", en: "95%")
  public static let statusProbability = Message(fr: "Chance", en: "Chance")
  public static let statusDueOn = Message(fr: "Échéance", en: "Due on")
  public static let statusAllocated = Message(fr: "Alloué", en: "Allocated")
  public static let statusCommitted = Message(fr: "Engagé", en: "Committed")
  public static let statusSpent = Message(fr: "Dépensé", en: "Spent")
  public static let statusRemaining = Message(fr: "Reste", en: "Remaining")
  public static let statusPlanned = Message(fr: "Budget", en: "Budget")
  public static let statusSales = Message(fr: "Ventes", en: "Sales")
  public static let statusOrders = Message(fr: "Commandes", en: "Orders")
  public static let statusRatio = Message(fr: "Dépenses / ventes", en: "Spend / sales")
  public static let statusStep = Message(fr: "Étape", en: "Step")
  public static let statusFill = Message(fr: "Remplissage", en: "Filled")
  public static let statusReasons = Message(fr: "Pourquoi", en: "Why")
  public static let statusConversations = Message(fr: "Conversations", en: "Conversations")
  public static let statusRole = Message(fr: "Rôle", en: "Role")
  public static let statusTrainedOn = Message(fr: "Formé(e) le", en: "Trained on")
  public static let statusAvailable = Message(fr: "Jours disponibles", en: "Days available")
  public static let statusAsked = Message(fr: "Jours demandés", en: "Days asked")
  public static let statusPerson = Message(fr: "Personne", en: "Person")
  public static let statusOwnObjectives = Message(fr: "Objectifs", en: "Objectives")
  public static let statusOwnActions = Message(fr: "Actions", en: "Actions")
  public static let statusSupports = Message(fr: "Participe à", en: "Takes part in")
  public static let statusAction = Message(fr: "Action", en: "Action")
  public static let statusKPI = Message(fr: "Indicateur", en: "KPI")
  public static let statusOutsideActions = Message(fr: "Hors actions", en: "On no action")
  public static let statusTotal = Message(fr: "Total", en: "Total")
  public static let statusNoObjectives = Message(fr: "Aucun objectif.", en: "No objective.")
  public static let statusNoKPIs = Message(fr: "Aucun indicateur.", en: "No KPI.")
  public static let statusNoActions = Message(fr: "Aucune action.", en: "No action.")
  public static let statusNobody = Message(fr: "Personne.", en: "Nobody.")
  public static let statusStepsTitle = Message(fr: "Les sept étapes", en: "The seven steps")
  public static let statusKPIsTitle = Message(fr: "Indicateurs", en: "KPIs")
  public static let statusPartsTitle = Message(fr: "Cibles et réalisé, par période", en: "Targets and actual, by period")
  public static let statusBudgetTitle = Message(fr: "Budget et actions", en: "Budget and actions")
  public static let statusSpendTitle = Message(fr: "Dépenses et ventes", en: "Spend and sales")
  public static let statusPeopleTitle = Message(fr: "Personnes", en: "People")

  public static func statusTitle(_ status: PlanStatus) -> Message {
    let person = status.person.map { " · \($0)" } ?? ""
    let of = "\(status.workingDays.elapsed)/\(status.workingDays.total)"
    return Message(
      fr: "\(status.name)\(person), version \(status.version), au \(Formats(language: .fr).day(status.at)) (\(of) jours ouvrés)",
      en: "\(status.name)\(person), version \(status.version), on \(Formats(language: .en).day(status.at)) (\(of) working days)")
  }

  public static func andMore(_ message: Message, _ more: Int) -> Message {
    Message(fr: "\(message.fr) (+ \(more))", en: "\(message.en) (+ \(more))")
  }

  public static let alertRule = Message(fr: "Règle", en: "Rule")
  public static let alertSeverity = Message(fr: "Gravité", en: "Severity")
  public static let alertSince = Message(fr: "Le", en: "On")
  public static let alertMessage = Message(fr: "Constat", en: "Finding")
  public static let alertRemedy = Message(fr: "Remède", en: "Remedy")
  public static let alertSubject = Message(fr: "Sujet", en: "Subject")
  public static let alertCount = Message(fr: "Lignes", en: "Rows")
  public static let alertNone = Message(fr: "Rien à signaler.", en: "Nothing to report.")
  public static let alertRowKind = Message(fr: "Nature", en: "Kind")
  public static let alertRowDetail = Message(fr: "Détail", en: "Detail")
  public static func alertsTitle(_ alerts: PlanAlerts) -> Message {
    Message(
      fr: "Alertes de \(alerts.name) au \(Formats(language: .fr).day(alerts.at))",
      en: "Alerts of \(alerts.name) on \(Formats(language: .en).day(alerts.at))")
  }

  public static let helpPlanShow = Message(
    fr: "Où en est un plan : cibles, réalisé, prévisions, budget, personnes et étapes.",
    en: "How a plan stands: targets, actual values, forecasts, budget, people and steps.")
  public static let helpPlanAt = Message(
    fr: "À la fin de ce jour ; sinon aujourd'hui, ou le dernier jour du plan.",
    en: "At the end of this day; else today, or the plan's last day.")
  public static let helpPlanAlerts = Message(
    fr: "Ce qui ne tient pas dans un plan ou entre le plan et ce qui est fait : règles C01 à C16.",
    en: "What does not fit in a plan, or between the plan and what is done: rules C01 to C16.")
  public static let helpPlanRule = Message(fr: "Cette règle seulement, par exemple C04.", en: "This rule only, such as C04.")
  public static let helpPlanAlertRows = Message(fr: "Montre les lignes de chaque alerte.", en: "Shows the rows of each alert.")
}

extension TrafficLight {
  public var name: Message {
    switch self {
    case .green: Message(fr: "bien", en: "good")
    case .amber: Message(fr: "à surveiller", en: "to watch")
    case .red: Message(fr: "problème", en: "problem")
    case .none: Message(fr: "–", en: "–")
    }
  }
}

extension PlanSection.Fill {
  public var name: Message {
    switch self {
    case .empty: Message(fr: "vide", en: "empty")
    case .incomplete: Message(fr: "incomplète", en: "incomplete")
    case .filled: Message(fr: "remplie", en: "filled")
    }
  }
}

extension Forecast.Method {
  /// How the forecast comes about, in words.
  var explanation: Message {
    switch self {
    case .count:
      Message(
        fr:
          "Prévision d’un compte : le rythme par jour ouvré (ou par poids du plan) continue, avec la pente que montrent les semaines, qui varient comme jusqu’ici ; loi binomiale négative.",
        en:
          "Forecast of a count: the pace per working day (or per weight of the plan) goes on, with the slope that the weeks show, and they differ as they did; negative binomial."
      )
    case .money:
      Message(
        fr:
          "Prévision d’un montant : tant de ventes encore (ou aucune), comme pour un compte, et des montants qui varient comme jusqu’ici ; loi Gamma.",
        en: "Forecast of an amount: so many more sales (or none), as for a count, and amounts that differ as they did; Gamma.")
    case .stock:
      Message(
        fr: "Prévision d’un stock : même progression, avec la variance observée entre les semaines ; loi de Student.",
        en: "Forecast of a stock: the same progress, with the variance observed between weeks; Student’s distribution.")
    case .rate:
      Message(
        fr: "Prévision d’un taux : l’acquis est certain, le reste de la période suit le taux d’aujourd’hui ; loi bêta-binomiale.",
        en: "Forecast of a rate: what is over is certain, what is left of the period follows today’s rate; beta-binomial.")
    case .observed:
      Message(
        fr: "Sans prévision possible ou à terme échu, le prévu est le réalisé.",
        en: "Where nothing can be forecast, or all is over, the forecast is the actual value.")
    }
  }
}
