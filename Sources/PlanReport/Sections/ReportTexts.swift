import CRM
import Planning
import Postgres

// What the report of a plan says.
extension Message {
  static let reportSummary = Message(fr: "Synthèse", en: "Summary")
  static let reportCalendar = Message(fr: "Calendrier", en: "Calendar")
  static let reportAlerts = Message(fr: "Alertes", en: "Alerts")
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
  static let reportInterests = Message(fr: "Centres d’intérêt", en: "Interests")
  static let reportBuyingBehaviour = Message(fr: "Comportement d’achat", en: "Buying behaviour")
  static let reportNeeds = Message(fr: "Besoins", en: "Needs")
  static let reportJourney = Message(fr: "Parcours d’achat", en: "Journey")
  static let reportRevenueShare = Message(fr: "Part du chiffre d’affaires", en: "Share of revenue")
  static let reportSkills = Message(fr: "Compétences", en: "Skills")
  static let reportDaysPerWeek = Message(fr: "Jours par semaine", en: "Days per week")
  static let reportDiscussionsPerDay = Message(fr: "Discussions par jour", en: "Discussions a day")
  static let reportAbsences = Message(fr: "Absences", en: "Absences")
  static let reportDate = Message(fr: "Date", en: "Date")
  static let reportAllocation = Message(fr: "Allocation", en: "Allocation")
  static let reportTotalBudget = Message(fr: "Enveloppe", en: "Total budget")
  static let reportUnallocated = Message(fr: "Reste à allouer", en: "Left to allocate")
  static let reportProgress = Message(fr: "Suivi des actions", en: "Progress of actions")
  static let reportNumber = Message(fr: "N°", en: "No.")
  static let reportSpentShare = Message(fr: "Dépensé\u{A0}%", en: "Spent %")
  static let reportLate = Message(fr: "en retard", en: "late")
  static let reportActionsOverTime = Message(
    fr:
      "Actions et échéances sur l’année\u{A0}: barre pleine = faite, barre vide = à faire, losange = échéance, trait = aujourd’hui",
    en:
      "Actions and due dates over the year: full bar = done, hollow bar = to do, diamond = due date, line = today")
  static let reportEvents = Message(
    fr:
      "Actions, échéances, engagements, formations et absences",
    en:
      "Actions, due dates, commitments, trainings and absences")
  static let reportPlanned = Message(fr: "Budget prévu", en: "Planned spend")
  static let reportSpendChart = Message(fr: "Dépenses et ventes par période", en: "Spend and sales by period")
  static let reportContents = Message(fr: "Sommaire", en: "Contents")
  static let reportChapter = Message(fr: "Chapitre", en: "Chapter")
  static let reportTopic = Message(fr: "De quoi il s’agit", en: "What it is about")
  static let reportToDo = Message(fr: "À faire", en: "To do")
  static let reportCases = Message(fr: "Cas", en: "Cases")
  static let reportGeneral = Message(fr: "Cinq indicateurs généraux", en: "Five general KPIs")
  static func reportGeneralKPIs(_ period: Period) -> Message {
    Message(fr: "Toute l’entreprise, \(days(period).fr)", en: "The whole company, \(days(period).en)")
  }
  static let reportDefinition = Message(fr: "Ce que c’est", en: "What it is")
  static let reportLow95 = Message(fr: "de (95\u{202F}%)", en: "from (95%)")
  static let reportHigh95 = Message(fr: "à (95\u{202F}%)", en: "to (95%)")
  static let reportLow80 = Message(fr: "de (80\u{202F}%)", en: "from (80%)")
  static let reportHigh80 = Message(fr: "à (80\u{202F}%)", en: "to (80%)")
  static let reportForecast80 = Message(fr: "Prévu, et à 80\u{202F}%", en: "Forecast, and at 80%")
  static let reportValue95 = Message(fr: "Valeur, et à 95\u{202F}%", en: "Value, and at 95%")
  static let reportConversion95 = Message(fr: "Taux de conversion, et à 95\u{202F}%", en: "Conversion rate, and at 95%")
  static let reportWinRate95 = Message(fr: "Taux de gain, et à 95\u{202F}%", en: "Win rate, and at 95%")
  static let reportSalespeople = Message(fr: "Résultats par commercial", en: "Results by salesperson")
  static let reportCustomers = Message(fr: "Clients A, B et C", en: "A, B and C customers")
  static let reportClassesExplained = Message(
    fr:
      "A\u{A0}: les clients qui font ensemble 80\u{202F}% des ventes\u{A0}; B\u{A0}: les suivants, jusqu’à 95\u{202F}%\u{A0}; C\u{A0}: les autres\u{A0}; F\u{A0}: ceux qui n’achètent plus\u{A0}; P\u{A0}: les prospects qui n’ont jamais acheté.",
    en:
      "A: the customers who together make 80% of the sales; B: the next, up to 95%; C: the others; F: those who buy no more; P: prospects who never bought."
  )
  static let reportFirstCustomers = Message(fr: "Les dix premiers clients", en: "The ten first customers")
  static let reportCustomer = Message(fr: "Client", en: "Customer")
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
  static let reportFirstAlerts = Message(fr: "À traiter d’abord", en: "To deal with first")
  static let reportNotes = Message(fr: "Comment lire ces chiffres", en: "How to read these figures")
  static let reportNothing = Message(fr: "Rien n’est encore écrit à cette étape.", en: "Nothing is written for this step yet.")
  static let reportNoTeam = Message(fr: "Personne dans l’équipe.", en: "Nobody in the team.")
  static let reportNoEvents = Message(fr: "Rien au calendrier.", en: "Nothing in the calendar.")
  static let reportNoValues = Message(fr: "Aucune valeur", en: "No values")
  static let reportNoCompetitors = Message(fr: "Aucun concurrent nommé.", en: "No competitor named.")
  static let reportNoParts = Message(fr: "Aucune période.", en: "No period.")

  static func reportTitle(_ plan: String) -> Message {
    Message(fr: "\(plan)\u{A0}: plan d’action commercial", en: "\(plan): sales action plan")
  }

  static func reportVersion(_ number: Int) -> Message { Message(fr: "version\u{A0}\(number)", en: "version\u{A0}\(number)") }

  static func reportPeriod(_ from: String, _ last: String) -> Message {
    Message(fr: "du \(from) au \(last)", en: "from \(from) to \(last)")
  }

  static func reportAt(_ day: String, _ elapsed: Int, _ total: Int) -> Message {
    Message(fr: "situation au \(day) (\(elapsed) jours ouvrés sur \(total))", en: "as of \(day) (\(elapsed) of \(total) working days)")
  }

  static func reportMade(_ day: String, by author: String?) -> Message {
    Message(
      fr: "établi le \(day)\(author.map { " par \($0)" } ?? "")", en: "made on \(day)\(author.map { " by \($0)" } ?? "")")
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

  static func reportSpentOf(_ share: String, _ total: String) -> Message {
    Message(fr: "\(share) de \(total)", en: "\(share) of \(total)")
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
    Message(fr: "le classeur n’a pas pu être écrit\u{A0}: \(reason)", en: "the workbook could not be written: \(reason)")
  }
  static let temporaryFolderRemedy = Message(
    fr: "faites de la place dans le dossier temporaire, ou nommez-en un autre\u{A0}: TMPDIR=/dossier filon …",
    en: "make room in the temporary folder, or name another: TMPDIR=/folder filon …")

  static func andMore(_ message: Message, _ more: Int) -> Message {
    Message(
      fr: "\(message.fr)\u{A0}; et \(more) \(Language.fr.plural(more, "autre point", "autres points"))",
      en: "\(message.en); and \(more) \(Language.en.plural(more, "other point", "other points"))")
  }
}
