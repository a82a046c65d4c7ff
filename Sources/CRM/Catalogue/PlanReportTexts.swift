// What the report of a plan says.
extension Message {
  public static let reportSummary = Message(fr: "Synthèse", en: "Summary")
  public static let reportSituation = Message(fr: "Analyse de l'existant", en: "Existing situation")
  public static let reportSituationSheet = Message(fr: "2 Existant", en: "2 Situation")
  public static let reportCompetition = Message(fr: "Concurrence et SWOT", en: "Competition and SWOT")
  public static let reportCompetitionSheet = Message(fr: "3 Concurrence & SWOT", en: "3 Competition & SWOT")
  public static let reportObjectives = Message(fr: "Objectifs SMART", en: "SMART objectives")
  public static let reportTargets = Message(fr: "Cibles et personae", en: "Targets and personas")
  public static let reportTargetsSheet = Message(fr: "5 Cibles", en: "5 Targets")
  public static let reportTeam = Message(fr: "Équipe et profils", en: "Team and profiles")
  public static let reportTeamSheet = Message(fr: "6 Équipe & rôles", en: "6 Team & roles")
  public static let reportBudget = Message(fr: "Budget et plan d'actions", en: "Budget and actions")
  public static let reportBudgetSheet = Message(fr: "7 Budget", en: "7 Budget")
  public static let reportCalendar = Message(fr: "Calendrier", en: "Calendar")
  public static let reportSpend = Message(fr: "Dépenses et ventes", en: "Spend and sales")
  public static let reportSpendSheet = Message(fr: "9 Budget vs ventes", en: "9 Budget vs sales")
  public static let reportKPIs = Message(fr: "Indicateurs (KPI)", en: "KPIs")
  public static let reportKPIsSheet = Message(fr: "10 KPI", en: "10 KPIs")
  public static let reportAlerts = Message(fr: "Alertes", en: "Alerts")
  public static let reportSummarySheet = Message(fr: "1 Synthèse", en: "1 Summary")
  public static let reportObjectivesSheet = Message(fr: "4 Objectifs SMART", en: "4 SMART objectives")
  public static let reportProgressSheet = Message(fr: "7 Plan d'actions", en: "7 Actions")
  public static let reportCalendarSheet = Message(fr: "8 Calendrier", en: "8 Calendar")
  public static let reportAlertsSheet = Message(fr: "11 Alertes", en: "11 Alerts")
  public static let reportStrategy = Message(fr: "Stratégie", en: "Strategy")
  public static let reportValueProposition = Message(fr: "Proposition de valeur", en: "Value proposition")
  public static let reportValues = Message(fr: "Valeurs", en: "Values")
  public static let reportChannels = Message(fr: "Canaux actuels", en: "Channels in use")
  public static let reportWorks = Message(fr: "Les +\u{A0}: ce qui fonctionne", en: "The plus: what works")
  public static let reportDoesNotWork = Message(fr: "Les –\u{A0}: ce qui ne fonctionne pas", en: "The minus: what does not work")
  public static let reportSalesProcess = Message(fr: "Comment les ventes se font", en: "How sales come about")
  public static let reportDiscovery = Message(fr: "Plan de découverte", en: "Discovery questions")
  public static let reportStrengths = Message(fr: "Forces", en: "Strengths")
  public static let reportWeaknesses = Message(fr: "Faiblesses", en: "Weaknesses")
  public static let reportOpportunities = Message(fr: "Opportunités", en: "Opportunities")
  public static let reportThreats = Message(fr: "Menaces", en: "Threats")
  public static let reportCompetitors = Message(fr: "Concurrents", en: "Competitors")
  public static let reportCompetitor = Message(fr: "Concurrent", en: "Competitor")
  public static let reportResponse = Message(fr: "Notre réponse", en: "Our response")
  public static let reportResponseAction = Message(fr: "Action", en: "Action")
  public static let reportObjective = Message(fr: "Objectif", en: "Objective")
  public static let reportIndicator = Message(fr: "Indicateur", en: "KPI")
  public static let reportBaseline = Message(fr: "Base", en: "Baseline")
  public static let reportTarget = Message(fr: "Cible", en: "Target")
  public static let reportStart = Message(fr: "Début", en: "Start")
  public static let reportEnd = Message(fr: "Fin", en: "End")
  public static let reportDueOn = Message(fr: "Échéance", en: "Due date")
  public static let reportOwner = Message(fr: "Responsable", en: "Owner")
  public static let reportPeopleDays = Message(fr: "Jours-personnes", en: "People-days")
  public static let reportPriority = Message(fr: "Priorité", en: "Priority")
  public static let reportDefinedOn = Message(fr: "Défini le", en: "Defined on")
  public static let reportTargetGroup = Message(fr: "Cible visée", en: "Target group")
  public static let reportMeans = Message(fr: "Budget des actions", en: "Budget of actions")
  public static let reportRisks = Message(fr: "Risques et parades", en: "Risks and mitigation")
  public static let reportConcerns = Message(fr: "Concerne", en: "Concerns")
  public static let reportRisk = Message(fr: "Risque", en: "Risk")
  public static let reportMitigation = Message(fr: "Parade", en: "Mitigation")
  public static let reportPersona = Message(fr: "Persona", en: "Persona")
  public static let reportAge = Message(fr: "Âge", en: "Age")
  public static let reportOccupation = Message(fr: "Profession", en: "Occupation")
  public static let reportHousehold = Message(fr: "Situation familiale", en: "Household")
  public static let reportInterests = Message(fr: "Centres d'intérêt", en: "Interests")
  public static let reportBuyingBehaviour = Message(fr: "Comportement d'achat", en: "Buying behaviour")
  public static let reportNeeds = Message(fr: "Besoins", en: "Needs")
  public static let reportJourney = Message(fr: "Parcours d'achat", en: "Journey")
  public static let reportRevenueShare = Message(fr: "Part du chiffre d'affaires", en: "Share of revenue")
  public static let reportBasket = Message(fr: "Panier moyen", en: "Average basket")
  public static let reportPerson = Message(fr: "Personne", en: "Person")
  public static let reportRole = Message(fr: "Rôle", en: "Role")
  public static let reportProfile = Message(fr: "Profil", en: "Profile")
  public static let reportSkills = Message(fr: "Compétences", en: "Skills")
  public static let reportTrainedOn = Message(fr: "Formé(e) le", en: "Trained on")
  public static let reportDaysPerWeek = Message(fr: "Jours par semaine", en: "Days per week")
  public static let reportDiscussionsPerDay = Message(fr: "Discussions par jour", en: "Discussions a day")
  public static let reportAbsences = Message(fr: "Absences", en: "Absences")
  public static let reportAvailable = Message(fr: "Jours disponibles", en: "Days available")
  public static let reportAsked = Message(fr: "Jours demandés", en: "Days asked")
  public static let reportConversations = Message(fr: "Conversations", en: "Conversations")
  public static let reportAction = Message(fr: "Action", en: "Action")
  public static let reportDate = Message(fr: "Date", en: "Date")
  public static let reportAllocation = Message(fr: "Allocation", en: "Allocation")
  public static let reportTotal = Message(fr: "Total", en: "Total")
  public static let reportEnvelope = Message(fr: "Enveloppe", en: "Envelope")
  public static let reportUnallocated = Message(fr: "Reste à allouer", en: "Left to allocate")
  public static let reportProgress = Message(fr: "Suivi des actions", en: "Progress of actions")
  public static let reportNumber = Message(fr: "N°", en: "No.")
  public static let reportChannel = Message(fr: "Canal", en: "Channel")
  public static let reportPlace = Message(fr: "Lieu", en: "Place")
  public static let reportCommitted = Message(fr: "Engagé", en: "Committed")
  public static let reportSpent = Message(fr: "Dépensé", en: "Spent")
  public static let reportRemaining = Message(fr: "Reste", en: "Remaining")
  public static let reportStatus = Message(fr: "Statut", en: "Status")
  public static let reportState = Message(fr: "État", en: "State")
  public static let reportLate = Message(fr: "en retard", en: "late")
  public static let reportOutsideActions = Message(fr: "Hors actions", en: "On no action")
  public static let reportComment = Message(fr: "Commentaire", en: "Comment")
  public static let reportActionsOverTime = Message(
    fr:
      "Actions et échéances sur l'année\u{A0}: barre pleine = faite, barre vide = à faire, losange = échéance, trait = aujourd'hui",
    en:
      "Actions and due dates over the year: full bar = done, hollow bar = to do, diamond = due date, line = today")
  public static let reportEvents = Message(
    fr:
      "Actions, échéances, engagements, formations et absences",
    en:
      "Actions, due dates, commitments, trainings and absences")
  public static let reportPeriod = Message(fr: "Période", en: "Period")
  public static let reportWhat = Message(fr: "Quoi", en: "What")
  public static let reportEvent = Message(fr: "Intitulé", en: "Title")
  public static let reportAmount = Message(fr: "Montant", en: "Amount")
  public static let reportPlanned = Message(fr: "Budget prévu", en: "Planned spend")
  public static let reportSales = Message(fr: "Ventes", en: "Sales")
  public static let reportOrders = Message(fr: "Commandes", en: "Orders")
  public static let reportRatio = Message(fr: "Dépenses / ventes", en: "Spend / sales")
  public static let reportSpendChart = Message(fr: "Dépenses et ventes par période", en: "Spend and sales by period")
  public static let reportDue = Message(fr: "Attendu à ce jour", en: "Due by now")
  public static let reportDueSoFar = Message(fr: "Dû", en: "Due")
  public static let reportDueSeries = Message(fr: "Cible", en: "Target")
  public static let reportActual = Message(fr: "Réalisé", en: "Actual")
  public static let reportVariance = Message(fr: "Écart", en: "Variance")
  public static let reportRelative = Message(fr: "Écart\u{A0}%", en: "Variance %")
  public static let reportForecast = Message(fr: "Prévision", en: "Forecast")
  public static let reportInterval80 = Message(fr: "À 80\u{202F}%", en: "With 80%")
  public static let reportInterval95 = Message(fr: "À 95\u{202F}%", en: "With 95%")
  public static let reportForecasts = Message(fr: "Prévisions à l’échéance", en: "Forecasts for the due dates")
  public static let reportProbability = Message(fr: "Chance d'y arriver", en: "Chance of reaching it")
  /// From a value to another.
  public static func reportRange(_ low: String, _ high: String) -> Message { Message(fr: "\(low) et \(high)", en: "\(low) and \(high)") }

  public static let reportTrend = Message(fr: "Évolution", en: "Trend")
  public static let reportNumerator = Message(fr: "Numérateur", en: "Numerator")
  public static let reportDenominator = Message(fr: "Dénominateur", en: "Denominator")
  public static let reportCount = Message(fr: "n", en: "n")
  public static let reportKPITable = Message(fr: "Indicateurs face à leurs cibles", en: "KPIs beside their targets")
  public static let reportKPIParts = Message(fr: "Réalisé par période", en: "Actual by period")
  public static let reportTrajectory = Message(fr: "Cible et réalisé, par période", en: "Target and actual, by period")
  public static let reportSteps = Message(fr: "Avancement des sept étapes", en: "Progress of the seven steps")
  public static let reportStep = Message(fr: "Étape", en: "Step")
  public static let reportFill = Message(fr: "Contenu", en: "Content")
  public static let reportWhy = Message(fr: "Pourquoi", en: "Why")
  public static let reportSpending = Message(fr: "Budget dépensé", en: "Budget spent")
  public static let reportSalesSoFar = Message(fr: "Ventes à ce jour", en: "Sales so far")
  public static let reportAlertCount = Message(fr: "Alertes", en: "Alerts")
  public static let reportRule = Message(fr: "Règle", en: "Rule")
  public static let reportSeverity = Message(fr: "Gravité", en: "Severity")
  public static let reportSince = Message(fr: "Depuis", en: "Since")
  public static let reportFinding = Message(fr: "Constat", en: "Finding")
  public static let reportRemedy = Message(fr: "Remède", en: "Remedy")
  public static let reportRows = Message(fr: "Lignes", en: "Rows")
  public static let reportFirstAlerts = Message(fr: "À traiter d'abord", en: "To deal with first")
  public static let reportNotes = Message(fr: "Comment lire ces chiffres", en: "How to read these figures")
  public static let reportNothing = Message(fr: "Rien n'est encore écrit à cette étape.", en: "Nothing is written for this step yet.")
  public static let reportNoObjectives = Message(fr: "Aucun objectif.", en: "No objective.")
  public static let reportNoActions = Message(fr: "Aucune action.", en: "No action.")
  public static let reportNoKPIs = Message(fr: "Aucun indicateur.", en: "No KPI.")
  public static let reportNoTeam = Message(fr: "Personne dans l'équipe.", en: "Nobody in the team.")
  public static let reportNoEvents = Message(fr: "Rien au calendrier.", en: "Nothing in the calendar.")
  public static let reportNoAlerts = Message(fr: "Rien à signaler.", en: "Nothing to report.")
  public static let reportNoValues = Message(fr: "Aucune valeur", en: "No values")
  public static let reportNoCompetitors = Message(fr: "Aucun concurrent nommé.", en: "No competitor named.")
  public static let reportNoParts = Message(fr: "Aucune période.", en: "No period.")

  public static func reportTitle(_ plan: String) -> Message {
    Message(fr: "\(plan)\u{A0}: plan d'action commercial", en: "\(plan): sales action plan")
  }

  public static func reportVersion(_ number: Int) -> Message { Message(fr: "version \(number)", en: "version \(number)") }

  public static func reportPeriod(_ from: String, _ last: String) -> Message {
    Message(fr: "du \(from) au \(last)", en: "from \(from) to \(last)")
  }

  public static func reportAt(_ day: String, _ elapsed: Int, _ total: Int) -> Message {
    Message(fr: "situation au \(day) (\(elapsed) jours ouvrés sur \(total))", en: "as of \(day) (\(elapsed) of \(total) working days)")
  }

  public static func reportCurrency(_ code: String) -> Message {
    Message(fr: "montants en \(code) hors taxes", en: "amounts in \(code) excluding VAT")
  }

  public static func reportOf(_ whole: String) -> Message { Message(fr: "sur \(whole)", en: "of \(whole)") }

  public static func reportDueNow(_ due: String, _ target: String) -> Message {
    Message(fr: "attendu \(due), cible \(target)", en: "\(due) due, target \(target)")
  }

  /// - Parameters:
  ///   - intervals: With 80 % and with 95 %.
  public static func reportAhead(_ value: String, _ day: String, intervals: (String, String)?, _ chance: String?) -> Message {
    let fr = [
      "Prévision au \(day)\u{A0}: \(value)",
      intervals.map { "entre \($0.0) à 80\u{202F}%, entre \($0.1) à 95\u{202F}%" },
      chance.map { "chance d’atteindre la cible\u{A0}: \($0)" },
    ]
    let en = [
      "Forecast for \(day): \(value)", intervals.map { "between \($0.0) with 80%, between \($0.1) with 95%" },
      chance.map { "chance of reaching the target: \($0)" },
    ]
    return Message(fr: fr.compactMap(\.self).joined(separator: "\u{A0}; "), en: en.compactMap(\.self).joined(separator: "; "))
  }

  public static func reportSpentOf(_ share: String, _ envelope: String) -> Message {
    Message(fr: "\(share) de \(envelope)", en: "\(share) of \(envelope)")
  }

  public static func reportRatio(_ ratio: String) -> Message {
    Message(fr: "dépenses / ventes\u{A0}: \(ratio)", en: "spend / sales: \(ratio)")
  }

  public static func reportProblems(_ problems: Int) -> Message {
    Message(
      fr: "dont \(problems) \(Language.fr.plural(problems, "problème", "problèmes"))",
      en: "\(problems) of them \(Language.en.plural(problems, "a problem", "problems"))")
  }

  public static func reportMoreAlerts(_ count: Int) -> Message {
    Message(
      fr: "… et \(count) \(Language.fr.plural(count, "autre", "autres")), au chapitre des alertes.",
      en: "… and \(count) \(Language.en.plural(count, "other", "others")) in the chapter on alerts.")
  }

  public static func reportTrend(_ name: String, _ values: String) -> Message {
    Message(fr: "\(name), par période\u{A0}: \(values)", en: "\(name), by period: \(values)")
  }

  public static func reportTargetChart(_ name: String) -> Message {
    Message(fr: "\(name)\u{A0}: cible et réalisé", en: "\(name): target and actual")
  }

  public static func workbookNotWritten(_ reason: String) -> Message {
    Message(fr: "le classeur n'a pas pu être écrit\u{A0}: \(reason)", en: "the workbook could not be written: \(reason)")
  }
  public static let temporaryFolderRemedy = Message(
    fr: "faites de la place dans le dossier temporaire, ou nommez-en un autre\u{A0}: TMPDIR=/dossier filon …",
    en: "make room in the temporary folder, or name another: TMPDIR=/folder filon …")

  public static func reportNotWritten(_ reason: String) -> Message {
    Message(fr: "le rapport n'a pas pu être écrit\u{A0}: \(reason)", en: "the report could not be written: \(reason)")
  }
  public static let reportFileRemedy = Message(
    fr: "choisissez avec --output un fichier dans un dossier où vous pouvez écrire et où il y a de la place",
    en: "choose with --output a file in a folder that you may write to and that has room")
  public static func noReportFormat(_ name: String) -> Message {
    Message(
      fr: "aucun rapport ne s'écrit en \(name.quoted(in: .fr))", en: "no report is written as \(name.quoted(in: .en))")
  }

  public static func reportExtensions(_ names: [String]) -> Message {
    let list = names.map { "." + $0 }.joined(separator: ", ")
    return Message(
      fr: "terminez le nom par \(list), ou donnez --format\u{A0}; le html s'imprime en PDF",
      en: "end the name in \(list), or give --format; html can be printed to PDF")
  }

  public static let workbookOnTerminal = Message(
    fr: "un classeur ne se montre pas dans un terminal", en: "a workbook cannot be shown in a terminal")
  public static let workbookOutputRemedy = Message(
    fr: "nommez un fichier\u{A0}: --output plan.xlsx", en: "name a file: --output plan.xlsx")

  public static let helpPlanReport = Message(
    fr: "Le plan en document\u{A0}: synthèse, sept étapes, budget, calendrier, indicateurs, alertes.",
    en: "The plan as a document: summary, seven steps, budget, calendar, KPIs, alerts.")
  public static let helpReportFormat = Message(
    fr: "md (texte), html (à imprimer ou envoyer), xlsx (classeur) ou svg (synthèse en image) ; sinon l'extension du fichier en décide.",
    en: "md (text), html (to print or mail), xlsx (workbook) or svg (summary as a drawing); else the file's extension decides.")
  public static let helpReportOutput = Message(
    fr: "Le fichier à écrire\u{A0}; sans lui, la sortie standard.", en: "The file to write; standard output without it.")
  public static let helpReportBy = Message(
    fr: "Découpage des chiffres\u{A0}: quarter, month ou week.", en: "Cut figures by quarter, month or week.")
  public static let helpReportVersion = Message(fr: "Une version du plan, par son numéro.", en: "A version of the plan, by its number.")
}

extension PlanSection {
  /// What the report calls the step.
  public var heading: Message {
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
