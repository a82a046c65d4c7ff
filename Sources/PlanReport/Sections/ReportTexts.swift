import CRM
import Planning
import Postgres

// What the report of a plan says.
extension Message {
  static let reportSummary = Message(fr: "Synthèse", en: "Summary")
  static let reportSituationSheet = Message(fr: "2 Existant", en: "2 Situation")
  static let reportCompetitionSheet = Message(fr: "3 Concurrence & SWOT", en: "3 Competition & SWOT")
  static let reportTargetsSheet = Message(fr: "5 Cibles", en: "5 Targets")
  static let reportTeamSheet = Message(fr: "6 Équipe & rôles", en: "6 Team & roles")
  static let reportBudgetSheet = Message(fr: "7 Budget", en: "7 Budget")
  static let reportCalendar = Message(fr: "Calendrier", en: "Calendar")
  static let reportSpendSheet = Message(fr: "9 Budget vs ventes", en: "9 Budget vs sales")
  static let reportKPIsSheet = Message(fr: "10 KPI", en: "10 KPIs")
  static let reportAlerts = Message(fr: "Alertes", en: "Alerts")
  static let reportSummarySheet = Message(fr: "1 Synthèse", en: "1 Summary")
  static let reportObjectivesSheet = Message(fr: "4 Objectifs SMART", en: "4 SMART objectives")
  static let reportProgressSheet = Message(fr: "7 Plan d'actions", en: "7 Actions")
  static let reportCalendarSheet = Message(fr: "8 Calendrier", en: "8 Calendar")
  static let reportAlertsSheet = Message(fr: "11 Alertes", en: "11 Alerts")
  static let reportStrategy = Message(fr: "Stratégie", en: "Strategy")
  static let reportValueProposition = Message(fr: "Proposition de valeur", en: "Value proposition")
  static let reportValues = Message(fr: "Valeurs", en: "Values")
  static let reportChannels = Message(fr: "Canaux actuels", en: "Channels in use")
  static let reportWorks = Message(fr: "Les +\u{A0}: ce qui fonctionne", en: "The plus: what works")
  static let reportDoesNotWork = Message(fr: "Les –\u{A0}: ce qui ne fonctionne pas", en: "The minus: what does not work")
  static let reportSalesProcess = Message(fr: "Comment les ventes se font", en: "How sales come about")
  static let reportDiscovery = Message(fr: "Plan de découverte", en: "Discovery questions")
  static let reportStrengths = Message(fr: "Forces", en: "Strengths")
  static let reportWeaknesses = Message(fr: "Faiblesses", en: "Weaknesses")
  static let reportThreats = Message(fr: "Menaces", en: "Threats")
  static let reportCompetitors = Message(fr: "Concurrents", en: "Competitors")
  static let reportResponse = Message(fr: "Notre réponse", en: "Our response")
  static let reportBaseline = Message(fr: "Base", en: "Baseline")
  static let reportStart = Message(fr: "Début", en: "Start")
  static let reportEnd = Message(fr: "Fin", en: "End")
  static let reportPeopleDays = Message(fr: "Jours-personnes", en: "People-days")
  static let reportPriority = Message(fr: "Priorité", en: "Priority")
  static let reportDefinedOn = Message(fr: "Défini le", en: "Defined on")
  static let reportTargetGroup = Message(fr: "Cible visée", en: "Target group")
  static let reportMeans = Message(fr: "Budget des actions", en: "Budget of actions")
  static let reportRisks = Message(fr: "Risques et parades", en: "Risks and mitigation")
  static let reportConcerns = Message(fr: "Concerne", en: "Concerns")
  static let reportRisk = Message(fr: "Risque", en: "Risk")
  static let reportMitigation = Message(fr: "Parade", en: "Mitigation")
  static let reportPersona = Message(fr: "Persona", en: "Persona")
  static let reportAge = Message(fr: "Âge", en: "Age")
  static let reportOccupation = Message(fr: "Profession", en: "Occupation")
  static let reportHousehold = Message(fr: "Situation familiale", en: "Household")
  static let reportInterests = Message(fr: "Centres d'intérêt", en: "Interests")
  static let reportBuyingBehaviour = Message(fr: "Comportement d'achat", en: "Buying behaviour")
  static let reportNeeds = Message(fr: "Besoins", en: "Needs")
  static let reportJourney = Message(fr: "Parcours d'achat", en: "Journey")
  static let reportRevenueShare = Message(fr: "Part du chiffre d'affaires", en: "Share of revenue")
  static let reportBasket = Message(fr: "Panier moyen", en: "Average basket")
  static let reportSkills = Message(fr: "Compétences", en: "Skills")
  static let reportDaysPerWeek = Message(fr: "Jours par semaine", en: "Days per week")
  static let reportDiscussionsPerDay = Message(fr: "Discussions par jour", en: "Discussions a day")
  static let reportAbsences = Message(fr: "Absences", en: "Absences")
  static let reportDate = Message(fr: "Date", en: "Date")
  static let reportAllocation = Message(fr: "Allocation", en: "Allocation")
  static let reportEnvelope = Message(fr: "Enveloppe", en: "Envelope")
  static let reportUnallocated = Message(fr: "Reste à allouer", en: "Left to allocate")
  static let reportProgress = Message(fr: "Suivi des actions", en: "Progress of actions")
  static let reportNumber = Message(fr: "N°", en: "No.")
  static let reportLate = Message(fr: "en retard", en: "late")
  static let reportComment = Message(fr: "Commentaire", en: "Comment")
  static let reportActionsOverTime = Message(
    fr:
      "Actions et échéances sur l'année\u{A0}: barre pleine = faite, barre vide = à faire, losange = échéance, trait = aujourd'hui",
    en:
      "Actions and due dates over the year: full bar = done, hollow bar = to do, diamond = due date, line = today")
  static let reportEvents = Message(
    fr:
      "Actions, échéances, engagements, formations et absences",
    en:
      "Actions, due dates, commitments, trainings and absences")
  static let reportPlanned = Message(fr: "Budget prévu", en: "Planned spend")
  static let reportSpendChart = Message(fr: "Dépenses et ventes par période", en: "Spend and sales by period")
  static let reportForecasts = Message(fr: "Prévisions à l’échéance", en: "Forecasts for the due dates")
  /// From a value to another.
  static func reportRange(_ low: String, _ high: String) -> Message { Message(fr: "\(low) et \(high)", en: "\(low) and \(high)") }

  static let reportTrend = Message(fr: "Évolution", en: "Trend")
  static let reportKPITable = Message(fr: "Indicateurs face à leurs cibles", en: "KPIs beside their targets")
  static let reportKPIParts = Message(fr: "Réalisé par période", en: "Actual by period")
  static func reportTrajectory(_ objective: String) -> Message {
    Message(fr: "\(objective) · Cible et réalisé, par période", en: "\(objective) · Target and actual, by period")
  }
  static let reportSteps = Message(fr: "Avancement des sept étapes", en: "Progress of the seven steps")
  static let reportSpending = Message(fr: "Budget dépensé", en: "Budget spent")
  static let reportSalesSoFar = Message(fr: "Ventes à ce jour", en: "Sales so far")
  static let reportFirstAlerts = Message(fr: "À traiter d'abord", en: "To deal with first")
  static let reportNotes = Message(fr: "Comment lire ces chiffres", en: "How to read these figures")
  static let reportNothing = Message(fr: "Rien n'est encore écrit à cette étape.", en: "Nothing is written for this step yet.")
  static let reportNoTeam = Message(fr: "Personne dans l'équipe.", en: "Nobody in the team.")
  static let reportNoEvents = Message(fr: "Rien au calendrier.", en: "Nothing in the calendar.")
  static let reportNoValues = Message(fr: "Aucune valeur", en: "No values")
  static let reportNoCompetitors = Message(fr: "Aucun concurrent nommé.", en: "No competitor named.")
  static let reportNoParts = Message(fr: "Aucune période.", en: "No period.")

  static func reportTitle(_ plan: String) -> Message {
    Message(fr: "\(plan)\u{A0}: plan d'action commercial", en: "\(plan): sales action plan")
  }

  static func reportVersion(_ number: Int) -> Message { Message(fr: "version \(number)", en: "version \(number)") }

  static func reportPeriod(_ from: String, _ last: String) -> Message {
    Message(fr: "du \(from) au \(last)", en: "from \(from) to \(last)")
  }

  static func reportAt(_ day: String, _ elapsed: Int, _ total: Int) -> Message {
    Message(fr: "situation au \(day) (\(elapsed) jours ouvrés sur \(total))", en: "as of \(day) (\(elapsed) of \(total) working days)")
  }

  static func reportCurrency(_ code: String) -> Message {
    Message(fr: "montants en \(code) hors taxes", en: "amounts in \(code) excluding VAT")
  }

  static func reportDueNow(_ due: String, _ target: String) -> Message {
    Message(fr: "attendu \(due), cible \(target)", en: "\(due) due, target \(target)")
  }

  /// - Parameters:
  ///   - intervals: With 80 % and with 95 %.
  static func reportAhead(_ value: String, _ day: String, intervals: (String, String)?, _ chance: String?) -> Message {
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

  static func reportSpentOf(_ share: String, _ envelope: String) -> Message {
    Message(fr: "\(share) de \(envelope)", en: "\(share) of \(envelope)")
  }

  static func reportRatio(_ ratio: String) -> Message {
    Message(fr: "dépenses / ventes\u{A0}: \(ratio)", en: "spend / sales: \(ratio)")
  }

  static func reportProblems(_ problems: Int) -> Message {
    Message(
      fr: "dont \(problems) \(Language.fr.plural(problems, "problème", "problèmes"))",
      en: "\(problems) of them \(Language.en.plural(problems, "a problem", "problems"))")
  }

  static func reportMoreAlerts(_ count: Int) -> Message {
    Message(
      fr: "… et \(count) \(Language.fr.plural(count, "autre", "autres")), au chapitre des alertes.",
      en: "… and \(count) \(Language.en.plural(count, "other", "others")) in the chapter on alerts.")
  }

  static func reportTrend(_ name: String, _ values: String) -> Message {
    Message(fr: "\(name), par période\u{A0}: \(values)", en: "\(name), by period: \(values)")
  }

  static func reportTargetChart(_ name: String) -> Message {
    Message(fr: "\(name)\u{A0}: cible et réalisé", en: "\(name): target and actual")
  }

  static func workbookNotWritten(_ reason: String) -> Message {
    Message(fr: "le classeur n'a pas pu être écrit\u{A0}: \(reason)", en: "the workbook could not be written: \(reason)")
  }
  static let temporaryFolderRemedy = Message(
    fr: "faites de la place dans le dossier temporaire, ou nommez-en un autre\u{A0}: TMPDIR=/dossier filon …",
    en: "make room in the temporary folder, or name another: TMPDIR=/folder filon …")

  static func andMore(_ message: Message, _ more: Int) -> Message {
    Message(fr: "\(message.fr) (+ \(more))", en: "\(message.en) (+ \(more))")
  }
}
