import CRM
import Postgres

// What the check of a plan says.
extension Message {
  private static func formats(_ currency: String = "EUR") -> (fr: Formats, en: Formats) {
    (Formats(language: .fr, currency: currency), Formats(language: .en, currency: currency))
  }

  // MARK: The plan

  static let planNoSlug = Message(
    fr: "ce nom n’a ni lettre ni chiffre dont faire un identifiant", en: "this name has neither letter nor digit to make a slug of")
  static let planSlugRemedy = Message(fr: "écrivez identifiant: …", en: "write slug: …")
  static let planEndsBefore = Message(fr: "la fin vient avant le début", en: "the end comes before the start")
  static let planTooLong = Message(fr: "un plan dure dix ans au plus", en: "a plan lasts ten years at most")

  static func planDayOutside(_ day: Day, from: Day, last: Day) -> Message {
    let (fr, en) = formats()
    return Message(
      fr: "le \(fr.day(day)) est hors du plan (\(fr.day(from)) – \(fr.day(last)))",
      en: "\(en.day(day)) is outside the plan (\(en.day(from)) – \(en.day(last)))")
  }

  static func planOutsideParent(_ parent: Plan) -> Message {
    let (fr, en) = formats()
    return Message(
      fr: "ce sous-plan sort des dates de \(parent.slug) (\(fr.day(parent.from)) – \(fr.day(parent.to - 1)))",
      en: "this part goes beyond the days of \(parent.slug) (\(en.day(parent.from)) – \(en.day(parent.to - 1)))")
  }

  static func planSectionEmpty(_ section: PlanSection) -> Message {
    Message(fr: "section vide\u{A0}: \(section.title.fr)", en: "empty section: \(section.title.en)")
  }

  static func planNoPeriod(_ name: String) -> Message {
    naming(
      name, fr: { "\($0) n’est pas une période de ces dates" }, en: { "\($0) is not a period within these days" })
  }

  static let planPeriodRemedy = Message(fr: "écrire 2023-T1, 2023-01 ou 2023-S05", en: "write 2023-Q1, 2023-01 or 2023-W05")
  static let planWeightsZero = Message(fr: "tous les poids sont nuls", en: "all weights are zero")

  static func planCircle(_ key: String) -> Message {
    naming(key, fr: { "\($0) dépend de lui-même" }, en: { "\($0) depends on itself" })
  }

  // MARK: Objectives

  static func objectiveWithoutOwner(_ name: String) -> Message {
    naming(name, fr: { "l’objectif \($0) n’a pas de responsable" }, en: { "the objective \($0) has no owner" })
  }
  static let giveOwner = Message(fr: "ajoutez responsable: …", en: "add owner: …")

  static func objectiveWithoutKPI(_ name: String) -> Message {
    naming(name, fr: { "l’objectif \($0) n’a pas d’indicateur" }, en: { "the objective \($0) has no KPI" })
  }
  static let giveKPI = Message(
    fr: "ajoutez indicateur: … (l’un de la section 7, avec son unité)", en: "add kpi: … (one of section 7, with its unit)")

  static func objectiveWithoutBaseline(_ name: String) -> Message {
    naming(name, fr: { "l’objectif \($0) n’a pas de point de départ" }, en: { "the objective \($0) has no baseline" })
  }
  static let giveBaseline = Message(
    fr: "ajoutez point de départ: … (0 si l’on part de rien)", en: "add baseline: … (0 when starting from nothing)")

  static func objectiveWithoutTarget(_ name: String) -> Message {
    naming(name, fr: { "l’objectif \($0) n’a pas de valeur cible" }, en: { "the objective \($0) has no target value" })
  }
  static let giveTarget = Message(fr: "ajoutez valeur cible: …", en: "add target: …")

  static func objectiveWithoutDueDate(_ name: String) -> Message {
    naming(name, fr: { "l’objectif \($0) n’a pas d’échéance" }, en: { "the objective \($0) has no due date" })
  }
  static let giveDueDate = Message(fr: "ajoutez échéance: …", en: "add due: …")

  static func objectiveThereAlready(_ name: String) -> Message {
    naming(
      name, fr: { "l’objectif \($0) vise la valeur dont il part" }, en: { "the objective \($0) aims at the value it starts from" })
  }

  static func objectiveDefinedLate(_ name: String, _ defined: Day, _ start: Day) -> Message {
    let (fr, en) = formats()
    return naming(
      name,
      fr: { "l’objectif \($0) a été défini le \(fr.day(defined)), pas avant le début de sa première action (\(fr.day(start)))" },
      en: { "the objective \($0) was defined on \(en.day(defined)), not before its first action starts (\(en.day(start)))" })
  }
  static let objectiveDefinedLateRemedy = Message(
    fr: "écrivez défini le: … avec le jour où l’on a fixé la cible, ou reculez l’action",
    en: "write defined on: … with the day on which the target was fixed, or move the action")

  static func objectiveWithoutAction(_ name: String) -> Message {
    naming(name, fr: { "aucune action ne répond à l’objectif \($0)" }, en: { "no action answers to the objective \($0)" })
  }

  static func objectiveWithoutMeans(_ name: String) -> Message {
    naming(
      name, fr: { "l’objectif \($0) n’a pas de moyens\u{A0}: ni budget, ni jours-personnes" },
      en: { "the objective \($0) has no means: neither budget nor people days" })
  }
  static let giveMeans = Message(
    fr: "donnez un budget à ses actions, ou jours-personnes: …", en: "give its actions a budget, or people days: …")

  static func ownerLeft(_ name: String, _ last: Day, _ due: Day) -> Message {
    let (fr, en) = formats()
    return naming(
      name, fr: { "\($0) quitte l’équipe le \(fr.day(last)), avant le \(fr.day(due))" },
      en: { "\($0) leaves the team on \(en.day(last)), before \(en.day(due))" })
  }
  static let giveOtherOwner = Message(fr: "nommez un autre responsable", en: "name another owner")

  // MARK: Targets and team

  static let planShareOutside = Message(fr: "une part va de 0 à 100 %", en: "a share goes from 0 to 100%")
  static let planSharesExceed = Message(fr: "les parts du chiffre d’affaires dépassent 100 %", en: "the shares of the revenue exceed 100%")

  static func planMemberWithoutRole(_ name: String) -> Message {
    naming(name, fr: { "\($0) n’a pas de rôle" }, en: { "\($0) has no role" })
  }
  static let planMoreThanAWeek = Message(fr: "une semaine a sept jours", en: "a week has seven days")

  static func planSalespersonRemedy(_ name: String, _ people: [String]) -> Message {
    if let nearest = people.nearest(to: name) { return didYouMean(nearest) }
    if people.isEmpty {
      return Message(fr: "ajoutez-le\u{A0}: filon salesperson add …", en: "add them: filon salesperson add …")
    }
    return Message(
      fr: "ajoutez-le\u{A0}: filon salesperson add …, ou choisissez\u{A0}: \(people.prefix(12).joined(separator: ", "))",
      en: "add them: filon salesperson add …, or choose: \(people.prefix(12).joined(separator: ", "))")
  }

  static let planWholeName = Message(fr: "donnez le nom en entier", en: "give the whole name")

  static func planNotInTeam(_ name: String) -> Message {
    naming(
      name, fr: { "\($0) n’est pas dans la section équipe\u{A0}: son rôle n’est pas défini" },
      en: { "\($0) is not in the team section: their role is not defined" })
  }

  // MARK: Budget and actions

  static let planNoTotalBudget = Message(
    fr: "les actions ont un budget, le plan n’a pas d’enveloppe", en: "the actions have a budget, the plan has no total budget")

  static func planBudgetExceeds(_ allocated: Int, _ total: Int, _ currency: String) -> Message {
    let (fr, en) = formats(currency)
    return Message(
      fr:
        "les budgets des actions font \(fr.money(cents: allocated)), \(fr.money(cents: allocated - total)) de plus que l’enveloppe (\(fr.money(cents: total)))",
      en:
        "the budgets of the actions come to \(en.money(cents: allocated)), \(en.money(cents: allocated - total)) more than the total budget (\(en.money(cents: total)))"
    )
  }
  static let planBudgetRemedy = Message(
    fr: "retirez d’une action ou élargissez l’enveloppe", en: "take from an action or raise the total budget")

  static func planBudgetLeft(_ allocated: Int, _ total: Int, _ currency: String) -> Message {
    let (fr, en) = formats(currency)
    return Message(
      fr: "\(fr.money(cents: total - allocated)) de l’enveloppe ne sont à aucune action",
      en: "\(en.money(cents: total - allocated)) of the total budget belong to no action")
  }

  static func actionWithoutObjective(_ name: String) -> Message {
    naming(name, fr: { "l’action \($0) ne répond à aucun objectif" }, en: { "the action \($0) answers to no objective" })
  }
  static let giveObjective = Message(fr: "ajoutez objectif: …", en: "add objective: …")

  static func actionWithoutOwner(_ name: String) -> Message {
    naming(name, fr: { "l’action \($0) n’a pas de responsable" }, en: { "the action \($0) has no owner" })
  }

  static func actionWithoutDates(_ name: String) -> Message {
    naming(name, fr: { "l’action \($0) n’a pas de dates" }, en: { "the action \($0) has no dates" })
  }

  static func actionWithoutMeans(_ name: String) -> Message {
    naming(
      name, fr: { "l’action \($0) n’a ni budget ni jours-personnes" }, en: { "the action \($0) has neither budget nor people days" })
  }

  static func actionCommittedBeyond(_ name: String, _ committed: Int, _ allocated: Int, _ currency: String) -> Message {
    let (fr, en) = formats(currency)
    return naming(
      name, fr: { "\(fr.money(cents: committed)) engagés sur \($0), \(fr.money(cents: allocated)) alloués" },
      en: { "\(en.money(cents: committed)) committed to \($0), \(en.money(cents: allocated)) allocated" })
  }

  static func actionStartsBefore(_ name: String, _ start: Day, _ first: String, _ end: Day) -> Message {
    let (fr, en) = formats()
    return Message(
      fr:
        "l’action \(name.quoted(in: .fr)) commence le \(fr.day(start)), avant la fin (\(fr.day(end))) de \(first.quoted(in: .fr)), dont elle dépend",
      en:
        "the action \(name.quoted(in: .en)) starts on \(en.day(start)), before \(first.quoted(in: .en)), on which it depends, ends (\(en.day(end)))"
    )
  }

  static func actionSkillMissing(_ name: String, _ skill: String) -> Message {
    Message(
      fr: "personne sur l’action \(name.quoted(in: .fr)) n’a la compétence \(skill.quoted(in: .fr))",
      en: "nobody on the action \(name.quoted(in: .en)) has the skill \(skill.quoted(in: .en))")
  }

  static func notTrainedYet(_ name: String, _ trained: Day, _ start: Day) -> Message {
    let (fr, en) = formats()
    return naming(
      name, fr: { "\($0) ne sera formé que le \(fr.day(trained))\u{A0}: l’action commence le \(fr.day(start))" },
      en: { "\($0) will be trained on \(en.day(trained)) only: the action starts on \(en.day(start))" })
  }

  static func notThereYet(_ name: String, _ active: Day, _ start: Day) -> Message {
    let (fr, en) = formats()
    return naming(
      name, fr: { "\($0) n’arrive que le \(fr.day(active))\u{A0}: l’action commence le \(fr.day(start))" },
      en: { "\($0) joins on \(en.day(active)) only: the action starts on \(en.day(start))" })
  }

  // MARK: KPIs

  static func kpiWithoutFormula(_ name: String) -> Message {
    naming(
      name, fr: { "l’indicateur \($0) ne dit pas ce qu’il compte" }, en: { "the KPI \($0) does not say what it counts" })
  }
  static let giveFormula = Message(
    fr: "ajoutez indicateur: … (du catalogue) ou numérateur: …", en: "add indicator: … (of the catalogue) or numerator: …")

  static func kpiDefinedLate(_ name: String, _ defined: Day, _ start: Day) -> Message {
    let (fr, en) = formats()
    return naming(
      name, fr: { "l’indicateur \($0) a été défini le \(fr.day(defined)), pas avant la première action (\(fr.day(start)))" },
      en: { "the KPI \($0) was defined on \(en.day(defined)), not before the first action (\(en.day(start)))" })
  }

  static func noCount(_ name: String) -> Message {
    naming(name, fr: { "ni compte ni série ne s’appelle \($0)" }, en: { "neither a count nor a series is called \($0)" })
  }

  static func seriesNotCount(_ series: String) -> Message {
    naming(
      series, fr: { "\($0) est ici votre série de ce nom, pas ce que Filon appelle ainsi" },
      en: { "\($0) is your own series of that name here, not what Filon calls so" })
  }

  static func countByCode(_ code: String) -> Message {
    Message(fr: "pour l’autre, écrivez \(code)", en: "for the other, write \(code)")
  }

  static let kpiThresholds = Message(
    fr: "le seuil orange dépasse le vert", en: "the amber threshold is above the green one")

  static func kpiTargetDiffers(_ name: String, _ objective: String) -> Message {
    Message(
      fr: "la valeur cible de \(name.quoted(in: .fr)) n’est pas celle de l’objectif \(objective.quoted(in: .fr))",
      en: "the target of \(name.quoted(in: .en)) is not that of the objective \(objective.quoted(in: .en))")
  }

  static func kpiPartsDiffer(_ name: String) -> Message {
    naming(
      name, fr: { "les parts des commerciaux ne font pas la valeur cible de \($0)" },
      en: { "the parts of the salespeople do not sum to the target of \($0)" })
  }
}
