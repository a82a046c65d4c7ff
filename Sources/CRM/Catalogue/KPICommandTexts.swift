// Help and tables of the commands about KPIs.
extension Message {
  public static let helpKPI = Message(fr: "Les indicateurs (KPI), avec ou sans plan.", en: "The KPIs, with or without a plan.")
  public static let helpKPIShow = Message(
    fr: "Un indicateur sur une période, ou par trimestre, mois ou semaine.", en: "A KPI over a period, or by quarter, month or week.")
  public static let helpKPIRows = Message(fr: "Les lignes derrière un indicateur.", en: "The rows behind a KPI.")
  public static let helpKPIList = Message(
    fr: "Le catalogue : définition, unité, sens, variantes, source.", en: "The catalogue: definition, unit, direction, variants, source.")
  public static let helpKPIName = Message(fr: "Nom de l'indicateur (voir « kpi list »).", en: "Name of the KPI (see “kpi list”).")
  public static let helpKPIVariant = Message(
    fr: "Variante du calcul ; par défaut, la première du catalogue.",
    en: "Variant of the computation; by default the first of the catalogue.")
  public static let helpKPISalesperson = Message(fr: "Ceux d'un commercial seulement.", en: "A salesperson's only.")
  public static let helpKPITeam = Message(fr: "Ceux d'une équipe seulement.", en: "A team's only.")
  public static let helpKPIChannel = Message(fr: "Faits de ce canal seulement.", en: "Facts of this channel only.")
  public static let helpKPISource = Message(fr: "Prospects de cette source seulement.", en: "Prospects of this source only.")
  public static let helpKPICategory = Message(fr: "Dépenses de cette catégorie seulement.", en: "Expenses of this category only.")
  public static let helpKPIAction = Message(fr: "Dépenses de cette action seulement.", en: "Expenses of this action only.")
  public static let helpKPILabel = Message(
    fr: "De la série extérieure, ce libellé seulement (réseau, magasin).", en: "Of the outside series, this label only (network, shop).")
  public static let helpKPIPlace = Message(
    fr: "Commune ; l'option peut se répéter. Villes de l'action pour distributor_purchases_growth.",
    en: "Commune; may be repeated. Towns of the action for distributor_purchases_growth.")
  public static let helpKPIControl = Message(
    fr: "Ville témoin, sans l'action ; l'option peut se répéter.", en: "Control town, without the action; may be repeated.")
  public static let helpKPIStart = Message(
    fr: "Début de l'action dans une ville : Lyon=2023-03-06 ; l'option peut se répéter.",
    en: "Start of the action in a town: Lyon=2023-03-06; may be repeated.")
  public static let helpKPIHorizon = Message(
    fr: "Jours laissés aux prospects d'une cohorte pour devenir clients.", en: "Days a cohort's prospects have to become customers.")
  public static let helpKPIFromStage = Message(fr: "Première étape de la variante stages.", en: "First stage of the variant stages.")
  public static let helpKPIToStage = Message(fr: "Seconde étape de la variante stages.", en: "Second stage of the variant stages.")
  public static let helpKPIPart = Message(
    fr: "Le nombre d'un rapport : numerator ou denominator.", en: "Which number of a ratio: numerator or denominator.")
  public static let helpGrain = Message(fr: "year, quarter, month ou week.", en: "year, quarter, month or week.")

  public static let badHorizon = Message(fr: "l'horizon va de 0 à 3650 jours", en: "the horizon is 0 to 3650 days")

  public static func badStart(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) ne nomme pas une ville et un jour", en: "\(text.quoted(in: .en)) does not name a town and a day")
  }

  public static let startRemedy = Message(fr: "écrivez-le Lyon=2023-03-06", en: "write it Lyon=2023-03-06")

  public static let headerKPI = Message(fr: "Indicateur", en: "KPI")
  public static let headerTitle = Message(fr: "Intitulé", en: "Title")
  public static let headerUnit = Message(fr: "Unité", en: "Unit")
  public static let headerDirection = Message(fr: "Mieux si", en: "Better")
  public static let headerVariant = Message(fr: "Variante", en: "Variant")
  public static let headerDefinition = Message(fr: "Définition", en: "Definition")
  public static let headerPeriod = Message(fr: "Période", en: "Period")
  public static let headerNumerator = Message(fr: "Numérateur", en: "Numerator")
  public static let headerDenominator = Message(fr: "Dénominateur", en: "Denominator")
  public static let headerN = Message(fr: "n", en: "n")
  public static let headerSource = Message(fr: "Source", en: "Source")
  public static let headerStatus = Message(fr: "État", en: "Status")
  public static let headerReason = Message(fr: "Raison", en: "Reason")

  public static func kpiStatus(_ status: KPIStatus) -> Message {
    status == .final ? Message(fr: "définitif", en: "final") : Message(fr: "provisoire", en: "provisional")
  }

  public static func kpiTitle(_ title: Message, _ salesperson: String?) -> Message {
    guard let salesperson else { return title }
    return Message(fr: "\(title.fr), \(salesperson)", en: "\(title.en), \(salesperson)")
  }

  public static func titleKPIRows(_ title: Message, _ of: String, _ count: Int, _ period: Period) -> Message {
    Message(
      fr: "\(title.fr) (\(of)) \(days(period).fr) : \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(title.en) (\(of)), \(days(period).en): \(count) \(Language.en.plural(count, "row", "rows"))")
  }

  public static func unit(_ unit: KPIUnit) -> Message {
    switch unit {
    case .count: Message(fr: "nombre", en: "count")
    case .money: Message(fr: "montant", en: "money")
    case .rate: Message(fr: "taux", en: "rate")
    case .number: Message(fr: "nombre décimal", en: "number")
    }
  }

  public static func direction(_ direction: KPIDirection) -> Message {
    direction == .higher ? Message(fr: "plus haut", en: "higher") : Message(fr: "plus bas", en: "lower")
  }

  public static func source(_ source: KPISource) -> Message {
    source == .rows ? Message(fr: "faits", en: "rows") : Message(fr: "séries", en: "series")
  }

  public static let headerTerm = Message(fr: "Terme", en: "Term")

  /// How the terms make the number: `numerator = customers (…): 45 - new_customers (…): 45 = 0`.
  public static func kpiTerms(_ part: KPIPart, _ terms: [KPIRows.Term], _ value: Int) -> Message {
    func text(_ language: Language, _ name: Message) -> String {
      let formats = Formats(language: language)
      let sums = terms.enumerated().map { index, term in
        let sign = term.sign < 0 ? " − " : index == 0 ? "" : " + "
        return "\(sign)\(formats.integer(term.value)) (\(term.of), \(days(term.period).text(in: language)))"
      }
      return "\(name.text(in: language)) = \(sums.joined()) = \(formats.integer(value))"
    }
    let name: Message = part == .numerator ? headerNumerator : headerDenominator
    return Message(fr: text(.fr, name), en: text(.en, name))
  }

  public static func kpiDefinition(_ variant: String, _ definition: Message) -> Message {
    Message(fr: "Variante \(variant) : \(definition.fr).", en: "Variant \(variant): \(definition.en).")
  }
}

// Feeding a plan.
extension Message {
  public static let helpPlanFeed = Message(
    fr: "Calcule les indicateurs du plan à partir des faits et des séries.", en: "Computes the plan's KPIs from facts and series.")
  public static let helpPlanFeedMore = Message(
    fr:
      "Chaque valeur reste : un fait tardif en fait une nouvelle à côté de l'ancienne. Recommencer ne change rien. Pour cron : --quiet n'écrit que la dérive des périodes closes.",
    en:
      "Each value stays: a late fact makes a new one beside the old. Again changes nothing. For cron: --quiet prints only what drifts in closed periods."
  )
  public static let helpPlanClose = Message(
    fr: "Clôt une période : ses valeurs ne bougent plus, ce qui dériverait est signalé.",
    en: "Closes a period: its values stay as they are, what would drift is reported.")
  public static let helpPlanDrift = Message(
    fr: "Les valeurs closes qui seraient autres aujourd'hui.", en: "The closed values that would be others today.")
  public static let helpFedPlan = Message(
    fr: "Le plan ; sans lui, le seul ou celui d'aujourd'hui.", en: "The plan; without it the only one, or that of today.")
  public static let helpFeedThrough = Message(
    fr: "Jusqu'aux périodes commencées ce jour-là ; par défaut, aujourd'hui.", en: "Up to periods begun by this day; by default today.")
  public static let helpFeedQuiet = Message(
    fr: "N'écrit rien, sauf la dérive de périodes closes.", en: "Prints nothing but the drift of closed periods.")
  public static let helpClosedPeriod = Message(
    fr: "Un trimestre (2023-Q1), un mois (2023-01) ou une semaine (2023-W05) du plan.",
    en: "A quarter (2023-Q1), a month (2023-01) or a week (2023-W05) of the plan.")

  public static let headerGrain = Message(fr: "Maille", en: "Grain")
  public static let headerPlan = Message(fr: "Plan", en: "Plan")
  public static let headerComputed = Message(fr: "Calculées", en: "Computed")
  public static let headerNew = Message(fr: "Nouvelles", en: "New")
  public static let headerChanged = Message(fr: "Changées", en: "Changed")
  public static let headerDrifted = Message(fr: "Dérive", en: "Drift")
  public static let headerUnchanged = Message(fr: "Inchangées", en: "Unchanged")
  public static let headerOldValue = Message(fr: "Avant", en: "Before")
  public static let headerNewValue = Message(fr: "Après", en: "After")
  public static let headerClosedValue = Message(fr: "Valeur close", en: "Closed value")
  public static let headerValueNow = Message(fr: "Aujourd'hui", en: "Today")
  public static let headerClosed = Message(fr: "Close", en: "Closed")
  public static let headerRevision = Message(fr: "Révision", en: "Revision")
  public static let helpPlanValues = Message(
    fr: "Les valeurs gardées des indicateurs d'un plan ; celles d'une période close restent.",
    en: "The kept values of a plan's KPIs; those of a closed period stay.")
  public static let helpValuesBy = Message(
    fr: "Par plan, quarter, month ou week ; sinon tout.", en: "By plan, quarter, month or week; else all.")
  public static let helpValuesOf = Message(fr: "Clé ou nom d'un indicateur du plan.", en: "Key or name of a KPI of the plan.")
  public static let nothingFed = Message(
    fr: "Rien n'a encore été alimenté : filon plan feed.", en: "Nothing has been fed yet: filon plan feed.")
  static func noPlanKPI(_ text: String) -> Message {
    Message(fr: "le plan n'a pas d'indicateur \(text.quoted(in: .fr))", en: "the plan has no KPI \(text.quoted(in: .en))")
  }
  static func choosePlanKPI(_ keys: [String]) -> Message {
    Message(fr: "choisissez parmi : \(keys.joined(separator: ", "))", en: "choose one of: \(keys.joined(separator: ", "))")
  }
  public static func periodClosed(_ name: String, before: Bool) -> Message {
    before
      ? Message(fr: "\(name) était déjà clos ; rien n'a changé.", en: "\(name) was closed already; nothing changed.")
      : Message(fr: "\(name) est clos : ses valeurs ne bougent plus.", en: "\(name) is closed: its values stay as they are.")
  }

  public static let nothingToDrift = Message(
    fr: "Aucune période n’est close, donc rien ne peut dériver ; « filon plan close 2026-Q1 » en clôt une.",
    en: "No period is closed, so nothing can drift; “filon plan close 2026-Q1” closes one.")

  public static func driftLookedAt(_ closed: [String]) -> Message {
    let list = closed.prefix(8).joined(separator: ", ") + (closed.count > 8 ? ", …" : "")
    return Message(fr: "Calculé à l’instant ; périodes closes : \(list)", en: "Computed just now; closed periods: \(list)")
  }

  public static let nothingDrifted = Message(fr: "Aucune dérive.", en: "No drift.")
}
