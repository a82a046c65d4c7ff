import CRM

/// What a plan file says: the plan, and the version that it was made from.
struct PlanContent: Sendable, Equatable {
  var document = PlanDocument(slug: "", name: "", from: PlanFields.unread, to: PlanFields.unread)
  var base: Int?
}

extension PlanFields {
  /// The keys of the whole file: what it is called, then the seven sections in their order.
  static let content: [PlanField<PlanContent>] = [
    PlanField(
      required: PlanKey(
        en: "name", fr: "nom",
        help: Message(fr: "Le nom du plan, tel qu'on le lit.", en: "The name of the plan, as people read it.")),
      \.document.name, .name),
    PlanField(
      PlanKey(
        en: "slug", fr: "identifiant", others: ["id"],
        help: Message(
          fr: "Son nom dans les commandes ; tiré du nom s'il manque. Un autre identifiant est un autre plan.",
          en: "Its name in commands; made from the name when left out. Another slug is another plan.")),
      \.document.slug, .name, default: ""),
    PlanField(
      PlanKey(
        en: "version", fr: "version",
        help: Message(
          fr: "La version d'où part ce fichier : filon plan apply l'écrit ici, n'y touchez pas.",
          en: "The version this file was made from: filon plan apply writes it here, leave it as it is.")),
      \.base, .count),
    PlanField(
      PlanKey(
        en: "part of", fr: "fait partie de", others: ["parent"],
        help: Message(
          fr: "L'identifiant du plan dont celui-ci est un sous-plan (plan de prospection…).",
          en: "The slug of the plan that this one is a part of (a prospecting plan…).")),
      \.document.parent, .name),
    PlanField(
      required: PlanKey(
        en: "start", fr: "début", others: ["from", "du"],
        help: Message(fr: "Premier jour : 2023-01-01 ou 01/01/2023.", en: "First day: 2023-01-01 or 01/01/2023.")),
      \.document.from, .day),
    PlanField(
      required: PlanKey(
        en: "end", fr: "fin", others: ["to", "au"],
        help: Message(fr: "Dernier jour, compris.", en: "Last day, included.")),
      \.document.to, .lastDay),
    PlanField(
      PlanKey(
        en: "situation", fr: "existant", others: ["analyse de l'existant", "existing situation"],
        help: Message(fr: "1. Analyse de l'existant : où en sommes-nous ?", en: "1. Situation: where do we stand?"),
        isSection: true),
      \.document.situation, part: situation),
    PlanField(
      PlanKey(
        en: "competition", fr: "concurrence", others: ["écosystème"],
        help: Message(
          fr: "2. Concurrence : nos forces, faiblesses, opportunités et menaces, puis celles de chaque concurrent.",
          en: "2. Competition: our strengths, weaknesses, opportunities and threats, then those of each competitor."),
        isSection: true),
      \.document.competition, part: competition),
    PlanField(
      PlanKey(
        en: "objectives", fr: "objectifs",
        help: Message(
          fr:
            "3. Objectifs SMART : un responsable, un indicateur prédéfini, un point de départ, une valeur cible, une échéance, des moyens.",
          en: "3. SMART objectives: an owner, an indicator fixed beforehand, a baseline, a target value, a due date, means."),
        isSection: true),
      \.document.objectives, of: objective, make: { PlanObjective(key: "", name: $0) }),
    PlanField(
      PlanKey(
        en: "target groups", fr: "cibles", others: ["targets", "personas", "cible"],
        help: Message(
          fr: "4. Cibles : à qui vendons-nous ? Un persona par cible.", en: "4. Target groups: whom do we sell to? A persona for each."),
        isSection: true),
      \.document.targets, of: target, make: { PlanTarget(name: $0) }),
    PlanField(
      PlanKey(
        en: "team", fr: "équipe",
        help: Message(
          fr: "5. Équipe : le rôle de chacun, ses compétences et ses jours.", en: "5. Team: everybody's role, skills and days."),
        isSection: true),
      \.document.team, of: member, make: { PlanMember(name: $0) }),
    PlanField(
      PlanKey(
        en: "budget", fr: "budget",
        help: Message(
          fr: "6. Budget : l'enveloppe, et chaque action avec son objectif, ses dates, son allocation et son responsable.",
          en: "6. Budget: the envelope, and each action with its objective, dates, allocation and owner."),
        isSection: true),
      \.document.budget, part: budget),
    kpis,
  ]

  private static let kpis = {
    var field = PlanField<PlanContent>(
      PlanKey(
        en: "kpis", fr: "indicateurs", others: ["KPI"],
        help: Message(
          fr: "7. Indicateurs : ce que l'on suit, avec sa valeur cible et ses seuils.",
          en: "7. KPIs: what is followed, with its target value and thresholds."),
        isSection: true),
      \.document.kpis, of: kpi, make: { PlanKPI(key: "", name: $0, formula: .catalogue("", variant: nil)) })
    field.isReadFirst = true
    let read = field.read
    return PlanField(
      key: field.key, isReadFirst: true,
      read: { node, content, reading in
        read(node, &content, reading)
        reading.kpis = content.document.kpis
      },
      write: field.write, blank: field.blank)
  }()
}

/// The keys of the plan file, section by section.
enum PlanFields {
  static func key(_ help: Message) -> PlanKey {
    PlanKey(en: "key", fr: "clé", help: help)
  }

  static let phasingKey = PlanKey(
    en: "phasing", fr: "répartition",
    help: Message(
      fr: "jours ouvrés, jours calendaires, ou des poids : {2023-T1: 1, 2023-T2: 3} (2023-01 pour un mois, 2023-S05 pour une semaine).",
      en: "working days, calendar days, or weights: {2023-Q1: 1, 2023-Q2: 3} (2023-01 for a month, 2023-W05 for a week)."))

  static let risks: [PlanField<PlanRisk>] = [
    PlanField(required: PlanKey(en: "risk", fr: "risque", help: Message(fr: "Le risque.", en: "The risk.")), \.risk, .text),
    PlanField(
      PlanKey(en: "mitigation", fr: "parade", help: Message(fr: "Ce que l'on fait contre.", en: "What is done about it.")),
      \.mitigation, .text),
  ]

  static let risksKey = PlanKey(
    en: "risks", fr: "risques", others: ["obstacles"],
    help: Message(
      fr: "Ce qui peut gêner ; chacun : {risque: …, parade: …}.", en: "What may hinder it; each: {risk: …, mitigation: …}."))

  static let priorityKey = PlanKey(
    en: "priority", fr: "priorité", help: Message(fr: "1 passe avant 2.", en: "1 comes before 2."))

  static let definedKey = PlanKey(
    en: "defined on", fr: "défini le",
    help: Message(
      fr: "Le jour où l'indicateur et la valeur cible ont été fixés : avant la première action.",
      en: "The day on which indicator and target were fixed: before the first action."))
}
