package import CRM
import Postgres

// What alerts say, and what to do about them.
extension Message {
  private static func written(fr: (Formats) -> String, en: (Formats) -> String) -> Message { written("EUR", fr: fr, en: en) }
  /// A text in both languages with figures written in each.
  private static func written(_ currency: String, fr: (Formats) -> String, en: (Formats) -> String) -> Message {
    Message(fr: fr(Formats(language: .fr, currency: currency)), en: en(Formats(language: .en, currency: currency)))
  }

  /// Figures beside each other: `12 / 40`.
  static func figures(_ values: KPINumber..., in unit: KPIUnit, _ currency: String) -> Message {
    let text = { (formats: Formats) in values.map { formats.figure($0, unit) }.joined(separator: " / ") }
    return written(currency, fr: text, en: text)
  }

  /// What a salesperson is told of the rules that need the figures of all.
  static func rulesOfTeam(_ rules: [PlanAlert.Rule]) -> Message {
    let names = { (language: Language) in rules.map { $0.name.text(in: language) }.joined(separator: ", ") }
    return Message(
      fr: "non regardé, car comparé aux chiffres de toute l’équipe\u{A0}: \(names(.fr))",
      en: "not looked at, for it is compared with the figures of the whole team: \(names(.en))")
  }

  static let partObjective = Message(fr: "objectif", en: "objective")
  static let partOwner = Message(fr: "responsable", en: "owner")
  static let partDates = Message(fr: "dates", en: "dates")
  static let partAllocation = Message(fr: "ligne de budget", en: "budget line")

  // C01
  static func actionUnspecific(_ name: String, _ missing: [Message]) -> Message {
    Message(
      fr: "l’action \(name.quoted(in: .fr)) n’a pas de\u{A0}: \(missing.map(\.fr).joined(separator: ", "))",
      en: "the action \(name.quoted(in: .en)) has no \(missing.map(\.en).joined(separator: ", "))")
  }
  static let completeAction = Message(
    fr: "complétez-la dans le plan", en: "complete it in the plan")

  // C02
  static func objectiveUnmeasured(_ name: String) -> Message {
    Message(fr: "l’objectif \(name.quoted(in: .fr)) n’a pas d’indicateur", en: "the objective \(name.quoted(in: .en)) has no indicator")
  }
  static let giveIndicator = Message(
    fr: "donnez-lui un indicateur, une base et une cible avant sa première action",
    en: "give it an indicator, a baseline and a target before its first action")
  static func indicatorLate(_ name: String, _ defined: Day, _ start: Day) -> Message {
    written(
      fr: { "l’indicateur de \(name.quoted(in: .fr)) a été fixé le \($0.day(defined)), sa première action a commencé le \($0.day(start))" },
      en: { "the indicator of \(name.quoted(in: .en)) was fixed on \($0.day(defined)), its first action began on \($0.day(start))" })
  }
  static let dateIndicator = Message(
    fr: "si la cible était fixée avant, écrivez sa date dans «\u{A0}défini le\u{A0}»\u{A0}; sinon lisez le résultat avec prudence",
    en: "if the target was fixed earlier, write the day in “defined on”; else read the result with care")

  // C03
  static func noTotalBudget(_ allocated: Int, _ currency: String) -> Message {
    written(
      currency, fr: { "\($0.money(cents: allocated)) alloués sans enveloppe" },
      en: { "\($0.money(cents: allocated)) allocated without a total budget" })
  }
  static let giveTotalBudget = Message(fr: "donnez l’enveloppe du budget", en: "give the total budget")
  static func allocatedBeyond(_ allocated: Int, _ total: Int, _ currency: String) -> Message {
    written(
      currency, fr: { "\($0.money(cents: allocated)) alloués aux actions pour une enveloppe de \($0.money(cents: total))" },
      en: { "\($0.money(cents: allocated)) allocated to actions of a total budget of \($0.money(cents: total))" })
  }
  static func allocatedBelow(_ allocated: Int, _ total: Int, _ currency: String) -> Message {
    written(
      currency,
      fr: { "\($0.money(cents: total - allocated)) de l’enveloppe de \($0.money(cents: total)) ne sont alloués à aucune action" },
      en: { "\($0.money(cents: total - allocated)) of the total budget of \($0.money(cents: total)) are allocated to no action" })
  }
  static let lowerAllocations = Message(
    fr: "réduisez des allocations ou augmentez l’enveloppe", en: "lower allocations or raise the total budget")
  static let allocateRest = Message(fr: "allouez le reste ou réduisez l’enveloppe", en: "allocate the rest or lower the total budget")

  // C04
  static func actionOverspent(_ name: String, _ spent: Int, _ allocated: Int, _ currency: String) -> Message {
    written(
      currency, fr: { "\(name.quoted(in: .fr))\u{A0}: \($0.money(cents: spent)) dépensés pour \($0.money(cents: allocated)) alloués" },
      en: { "\(name.quoted(in: .en)): \($0.money(cents: spent)) spent of \($0.money(cents: allocated)) allocated" })
  }
  static func actionSpendsAhead(_ name: String, _ spent: Int, _ due: Int, _ currency: String) -> Message {
    written(
      currency,
      fr: { "\(name.quoted(in: .fr))\u{A0}: \($0.money(cents: spent)) dépensés, \($0.money(cents: due)) prévus à la fin du mois" },
      en: { "\(name.quoted(in: .en)): \($0.money(cents: spent)) spent, \($0.money(cents: due)) planned by the end of the month" })
  }
  static func totalBudgetOverspent(_ spent: Int, _ total: Int, _ currency: String) -> Message {
    written(
      currency, fr: { "\($0.money(cents: spent)) dépensés pour une enveloppe de \($0.money(cents: total))" },
      en: { "\($0.money(cents: spent)) spent of a total budget of \($0.money(cents: total))" })
  }
  static let lowerSpending = Message(
    fr: "arrêtez ou arbitrez la dépense, ou changez l’allocation dans le plan",
    en: "stop or trade off the spending, or change the allocation in the plan")
  static let spreadSpending = Message(
    fr: "vérifiez ce qui reste à payer, ou donnez à l’action un rythme de dépense (poids)",
    en: "check what is still to pay, or give the action a rhythm of spending (weights)")

  // C05
  static func spendWithoutActivity(_ name: String, _ spent: Int, weeks: Int, lag: Int, _ currency: String) -> Message {
    written(
      currency,
      fr: {
        "\(name.quoted(in: .fr))\u{A0}: \($0.money(cents: spent)) dépensés en \(weeks) \(Language.fr.plural(weeks, "semaine", "semaines")) sans conversation ni mesure dans les \(lag) jours"
      },
      en: {
        "\(name.quoted(in: .en)): \($0.money(cents: spent)) spent in \(weeks) \(Language.en.plural(weeks, "week", "weeks")) without a conversation or measurement within \(lag) days"
      })
  }
  static let logActivity = Message(
    fr: "notez les conversations ou les mesures, ou demandez ce que la dépense a produit",
    en: "log the conversations or measurements, or ask what the spending brought")

  // C06
  static func activityWithoutAction(_ channel: Channel, _ count: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "conversation", "conversations")) par le canal \(channel.name.fr) un jour où aucune action ne l’emploie",
      en: "\(count) \(Language.en.plural(count, "conversation", "conversations")) by \(channel.name.en) on days when no action uses it")
  }
  static let addAction = Message(
    fr: "ajoutez l’action au plan ou son canal à une action, ou demandez pourquoi ce temps y est passé",
    en: "add the action to the plan or the channel to an action, or ask why time goes there")
  static func activityWithoutSpend(_ name: String, _ count: Int) -> Message {
    Message(
      fr:
        "\(name.quoted(in: .fr))\u{A0}: \(count) \(Language.fr.plural(count, "conversation", "conversations")) et aucune dépense, malgré une allocation",
      en:
        "\(name.quoted(in: .en)): \(count) \(Language.en.plural(count, "conversation", "conversations")) and no expense, in spite of an allocation"
    )
  }
  static let recordExpenses = Message(
    fr: "enregistrez les dépenses sous la clé ou le nom de l’action", en: "record the expenses under the action’s key or name")

  // C07
  static func actionOverdue(_ name: String, _ last: Day, days: Int) -> Message {
    written(
      fr: {
        "\(name.quoted(in: .fr)) devait être faite le \($0.day(last))\u{A0}: \(days) \(Language.fr.plural(days, "jour", "jours")) de retard"
      },
      en: { "\(name.quoted(in: .en)) was due on \($0.day(last)): \(days) \(Language.en.plural(days, "day", "days")) late" })
  }
  static let finishAction = Message(
    fr: "dites-la faite ou abandonnée, ou déplacez sa fin", en: "mark it done or dropped, or move its end")

  // C08
  package static func behind(_ name: String, _ actual: KPINumber, _ due: Int, _ unit: KPIUnit, isOver: Bool, _ currency: String) -> Message
  {
    written(
      currency,
      fr: {
        "\(name.quoted(in: .fr))\u{A0}: \($0.figure(actual, unit)) réalisé pour \($0.planned(due, unit)) attendu \(isOver ? "en tout" : "à ce jour")"
      },
      en: { "\(name.quoted(in: .en)): \($0.figure(actual, unit)) of \($0.planned(due, unit)) due \(isOver ? "in all" : "by now")" })
  }
  static let catchUp = Message(
    fr: "renforcez les actions, ou révisez la cible", en: "strengthen the actions, or revise the target")
  static let learnFromIt = Message(
    fr: "cherchez ce qui a manqué, pour le plan suivant", en: "find out what was lacking, for the next plan")

  // C09
  static func personUnknown(_ name: String, _ action: String) -> Message {
    Message(
      fr: "\(name), de \(action.quoted(in: .fr)), n’est pas dans l’équipe", en: "\(name), of \(action.quoted(in: .en)), is not in the team")
  }
  static func personNotYet(_ name: String, _ first: Day, _ action: String, _ start: Day) -> Message {
    written(
      fr: { "\(name) arrive le \($0.day(first)), \(action.quoted(in: .fr)) commence le \($0.day(start))" },
      en: { "\(name) arrives on \($0.day(first)), \(action.quoted(in: .en)) begins on \($0.day(start))" })
  }
  static func personLeft(_ name: String, _ last: Day, _ action: String, _ end: Day) -> Message {
    written(
      fr: { "\(name) part le \($0.day(last)), \(action.quoted(in: .fr)) finit le \($0.day(end))" },
      en: { "\(name) leaves on \($0.day(last)), \(action.quoted(in: .en)) ends on \($0.day(end))" })
  }
  static func personUntrained(_ name: String, _ trained: Day, _ action: String, _ start: Day) -> Message {
    written(
      fr: { "la formation de \(name) ne finit que le \($0.day(trained)), \(action.quoted(in: .fr)) commence le \($0.day(start))" },
      en: { "\(name) is trained only on \($0.day(trained)), \(action.quoted(in: .en)) begins on \($0.day(start))" })
  }
  static func trainingLapsed(_ name: String, _ lapsed: Day, _ action: String, _ start: Day) -> Message {
    written(
      fr: { "la formation de \(name) a expiré le \($0.day(lapsed)), \(action.quoted(in: .fr)) commence le \($0.day(start))" },
      en: { "the training of \(name) lapsed on \($0.day(lapsed)), \(action.quoted(in: .en)) begins on \($0.day(start))" })
  }
  static func personAway(_ name: String, _ action: String) -> Message {
    Message(
      fr: "\(name) n’est pas là de toute l’action \(action.quoted(in: .fr))", en: "\(name) is away during all of \(action.quoted(in: .en))")
  }
  static func personAwayAtStart(_ name: String, _ action: String, _ start: Day) -> Message {
    written(
      fr: { "\(name) n’est pas là le \($0.day(start)), quand \(action.quoted(in: .fr)) commence" },
      en: { "\(name) is away on \($0.day(start)), when \(action.quoted(in: .en)) begins" })
  }
  static let replaceOrMove = Message(
    fr: "nommez quelqu’un d’autre, avancez la formation ou déplacez l’action", en: "name somebody else, train earlier or move the action")

  // C10
  static func personOverloaded(_ name: String, _ weeks: [String], _ worst: Double) -> Message {
    let list = weeks.prefix(4).joined(separator: ", ") + (weeks.count > 4 ? ", …" : "")
    let percent = worst.isFinite ? "\(Int((worst * 100).rounded()))" : nil
    let (fr, en) = (Language.fr.plural(weeks.count, "semaine", "semaines"), Language.en.plural(weeks.count, "week", "weeks"))
    return Message(
      fr:
        "\(name) a plus que son temps\(percent.map { " (\($0)\u{202F}%)" } ?? "") pendant \(weeks.count) \(fr)\u{A0}: \(list.replacing("-W", with: "-S"))",
      en: "\(name) is given more than their time\(percent.map { " (\($0)%)" } ?? "") in \(weeks.count) \(en): \(list)")
  }
  static let easeLoad = Message(
    fr: "retirez des jours, étalez une action ou partagez-la", en: "take days off, spread an action out or share it")

  // C11
  static func seriesFrozen(_ kpi: String, _ series: String, _ last: Day?, _ rhythm: Int) -> Message {
    guard let last else {
      return Message(
        fr:
          "\(kpi.quoted(in: .fr))\u{A0}: \(series) n’a aucune mesure, promise tous les \(rhythm) \(Language.fr.plural(rhythm, "jour", "jours"))",
        en: "\(kpi.quoted(in: .en)): \(series) has no figure, promised every \(rhythm) \(Language.en.plural(rhythm, "day", "days"))")
    }
    return written(
      fr: {
        "\(kpi.quoted(in: .fr))\u{A0}: aucune mesure de \(series) depuis le \($0.day(last)), promise tous les \(rhythm) \(Language.fr.plural(rhythm, "jour", "jours"))"
      },
      en: {
        "\(kpi.quoted(in: .en)): no figure of \(series) since \($0.day(last)), promised every \(rhythm) \(Language.en.plural(rhythm, "day", "days"))"
      })
  }
  static let updateSeries = Message(
    fr: "relevez la série, et enregistrez la mesure", en: "read the series, and record the figure")

  // C12
  static func personTargetsDiffer(_ kpi: String, _ sum: Int, _ target: Int, _ unit: KPIUnit, _ currency: String) -> Message {
    written(
      currency,
      fr: {
        "\(kpi.quoted(in: .fr))\u{A0}: les cibles par personne font \($0.planned(sum, unit)), la cible est \($0.planned(target, unit))"
      },
      en: { "\(kpi.quoted(in: .en)): the targets by person sum to \($0.planned(sum, unit)), the target is \($0.planned(target, unit))" })
  }
  static func twoTargets(_ objective: String, _ target: Int, _ other: Int, _ unit: KPIUnit, _ currency: String) -> Message {
    written(
      currency,
      fr: { "\(objective.quoted(in: .fr)) vise \($0.planned(target, unit)) et son indicateur \($0.planned(other, unit))" },
      en: { "\(objective.quoted(in: .en)) aims at \($0.planned(target, unit)) and its KPI at \($0.planned(other, unit))" })
  }
  static func subPlanTargetsDiffer(_ kpi: String, _ sum: Int, _ target: Int, _ unit: KPIUnit, _ currency: String) -> Message {
    written(
      currency,
      fr: {
        "\(kpi.quoted(in: .fr))\u{A0}: les cibles des sous-plans font \($0.planned(sum, unit)), celle du plan est \($0.planned(target, unit))"
      },
      en: {
        "\(kpi.quoted(in: .en)): the targets of the sub-plans sum to \($0.planned(sum, unit)), that of the plan is \($0.planned(target, unit))"
      })
  }
  static func subPlanBudgets(_ sum: Int, _ total: Int, _ currency: String) -> Message {
    written(
      currency, fr: { "les enveloppes des sous-plans font \($0.money(cents: sum)), celle du plan \($0.money(cents: total))" },
      en: { "the total budgets of the sub-plans sum to \($0.money(cents: sum)), that of the plan is \($0.money(cents: total))" })
  }
  static let equalSums = Message(fr: "accordez les parts et le tout dans le plan", en: "make parts and whole agree in the plan")

  // C13
  static func shareAboveWhole(_ kpi: String, _ numerator: Int, _ denominator: Int) -> Message {
    written(
      fr: { "\(kpi.quoted(in: .fr))\u{A0}: \($0.integer(numerator)) sur \($0.integer(denominator)), plus que le tout" },
      en: { "\(kpi.quoted(in: .en)): \($0.integer(numerator)) of \($0.integer(denominator)), more than the whole" })
  }
  static let compareOnePopulation = Message(
    fr: "numérateur et dénominateur ne comptent pas les mêmes\u{A0}: lisez la variante par cohorte, ou vérifiez la série",
    en: "numerator and denominator are not of the same: read the variant by cohort, or check the series")
  static func negativeStock(_ series: String, _ count: Int) -> Message {
    Message(
      fr: "\(series)\u{A0}: \(count) \(Language.fr.plural(count, "valeur", "valeurs")) sous zéro",
      en: "\(series): \(count) \(Language.en.plural(count, "figure", "figures")) below zero")
  }
  static func overlappingFigures(_ series: String, _ count: Int) -> Message {
    Message(
      fr: "\(series)\u{A0}: \(count) \(Language.fr.plural(count, "mesure porte", "mesures portent")) sur des jours déjà comptés",
      en: "\(series): \(count) \(Language.en.plural(count, "figure has", "figures have")) days that are counted already")
  }
  static let voidMeasurements = Message(
    fr: "annulez celles de trop", en: "void those too many")
  static func importedTwice(_ file: String, _ recorded: Int) -> Message {
    Message(
      fr: "le fichier \(file.quoted(in: .fr)) semble importé deux fois (\(recorded) lignes de plus)",
      en: "the file \(file.quoted(in: .en)) seems to be imported twice (\(recorded) more rows)")
  }
  static let undoImport = Message(fr: "comparez, et annulez le second import", en: "compare, and undo the second import")

  // C14
  static func cohortImmature(_ kpi: String, _ immature: Int, _ entered: Int) -> Message {
    written(
      fr: {
        "\(kpi.quoted(in: .fr))\u{A0}: \($0.integer(immature)) de \($0.integer(entered)) prospects peuvent encore devenir clients, le taux est trop bas"
      },
      en: {
        "\(kpi.quoted(in: .en)): \($0.integer(immature)) of \($0.integer(entered)) prospects may still become customers, the rate is too low"
      })
  }
  static let waitForCohort = Message(
    fr: "lisez-le quand l’horizon est passé, ou prenez la conversion de la période",
    en: "read it when the horizon is over, or take the conversion of the period")

  // C15
  static func calledWithoutConsent(_ count: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "appel", "appels")) ou SMS à des particuliers sans consentement enregistré (art. L223-1 du Code de la consommation)",
      en:
        "\(count) \(Language.en.plural(count, "call", "calls")) or SMS to consumers without a recorded consent (Code de la consommation, art. L223-1)"
    )
  }
  static func calledDespiteObjection(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "appel", "appels")) ou SMS à des personnes qui s’y étaient opposées",
      en: "\(count) \(Language.en.plural(count, "call", "calls")) or SMS to people who had objected")
  }
  static func phoneNeedsConsent(_ action: String) -> Message {
    Message(
      fr: "\(action.quoted(in: .fr)) appelle un groupe cible\u{A0}: chaque particulier doit y avoir consenti depuis moins d’un an",
      en: "\(action.quoted(in: .en)) calls a target group: each consumer must have agreed to it within the last year")
  }
  static let askConsent = Message(
    fr: "cessez d’appeler, recueillez le consentement, ou donnez le SIRET si c’est un professionnel",
    en: "stop calling, collect the consent, or give the SIRET if it is a business")

  // C16
  static func beyondCapacity(_ objective: String, needed: Int, atLeast: Int, possible: Int) -> Message {
    written(
      fr: {
        "\(objective.quoted(in: .fr)) demande encore \($0.integer(needed)) discussions (au moins \($0.integer(atLeast))) aux taux des 12 mois passés, l’équipe peut en tenir \($0.integer(possible))"
      },
      en: {
        "\(objective.quoted(in: .en)) needs \($0.integer(needed)) more discussions (at least \($0.integer(atLeast))) at the rates of the last 12 months, the team can hold \($0.integer(possible))"
      })
  }
  static let moreCapacity = Message(
    fr: "ajoutez des jours ou des personnes formées, améliorez la conversion, ou révisez la cible",
    en: "add days or trained people, improve the conversion, or revise the target")
}

extension Formats {
  /// A number as plans write it: a count, cents, or ten-thousandths.
  package func planned(_ value: Int, _ unit: KPIUnit) -> String {
    figure(unit.number(value), unit)
  }

  /// A value of a KPI, rounded here for the first time.
  package func figure(_ value: KPINumber, _ unit: KPIUnit) -> String {
    switch (unit, value) {
    case (.money, .whole(let cents)): money(cents: cents)
    case (.rate, _): percent(value.double)
    case (_, .whole(let count)): integer(count)
    case (_, .fraction(let value)): decimal(value, places: 2)
    }
  }
}

extension PlanAlert.Severity {
  package var name: Message {
    switch self {
    case .warning: Message(fr: "à surveiller", en: "to watch")
    case .problem: Message(fr: "problème", en: "problem")
    }
  }
}

extension PlanAlert.Rule {
  /// What it is about, in words.
  package var name: Message {
    switch self {
    case .c01: Message(fr: "Action incomplète", en: "Incomplete action")
    case .c02: Message(fr: "Objectif sans indicateur à temps", en: "Objective without a timely KPI")
    case .c03: Message(fr: "Enveloppe et allocations", en: "Total budget and allocations")
    case .c04: Message(fr: "Dépense au-delà du prévu", en: "Spending beyond plan")
    case .c05: Message(fr: "Dépense sans activité", en: "Spending without activity")
    case .c06: Message(fr: "Activité sans action", en: "Activity without action")
    case .c07: Message(fr: "Action en retard", en: "Overdue action")
    case .c08: Message(fr: "Cible manquée", en: "Target missed")
    case .c09: Message(fr: "Personne indisponible", en: "Unavailable person")
    case .c10: Message(fr: "Surcharge", en: "Overload")
    case .c11: Message(fr: "Mesure manquante", en: "Missing figure")
    case .c12: Message(fr: "Cibles en désaccord", en: "Targets that disagree")
    case .c13: Message(fr: "Mesure invraisemblable", en: "Implausible figure")
    case .c14: Message(fr: "Taux encore provisoire", en: "Rate still provisional")
    case .c15: Message(fr: "Consentement", en: "Consent")
    case .c16: Message(fr: "Cible hors de portée", en: "Target out of reach")
    }
  }
}
