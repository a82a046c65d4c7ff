import CRM
import Postgres

/// What a plan file says: the plan, and the version that it was made from.
struct PlanContent: Sendable, Equatable {
  var document = PlanDocument(slug: "", name: "", from: .unread, to: .unread)
  var base: Int?
}

extension PlanContent: PlanPart {
  static let fields: [PlanField<PlanContent>] = {
    var fields = PlanDocument.fields.map { $0.among(\PlanContent.document) }
    // After what the plan is called.
    fields.insert(
      PlanField(
        PlanKey(
          en: "version", fr: "version",
          help: Message(
            fr: "La version d’où part ce fichier\u{A0}: filon plan apply l’écrit ici, n’y touchez pas.",
            en: "The version this file was made from: filon plan apply writes it here, leave it as it is.")),
        \.base, .count), at: 2)
    return fields
  }()
}

extension PlanDocument: PlanPart {
  /// The keys of the whole file: what it is called, then the seven sections in their order.
  static let fields: [PlanField<PlanDocument>] = [
    PlanField(
      required: .name(Message(fr: "Le nom du plan, tel qu’on le lit.", en: "The name of the plan, as people read it.")),
      \.name, .name),
    PlanField(
      PlanKey(
        en: "slug", fr: "identifiant", others: ["id"],
        help: Message(
          fr: "Son nom dans les commandes\u{A0}; tiré du nom s’il manque. Un autre identifiant est un autre plan.",
          en: "Its name in commands; made from the name when left out. Another slug is another plan.")),
      \.slug, .name, default: ""),
    PlanField(
      PlanKey(
        en: "part of", fr: "fait partie de", others: ["parent"],
        help: Message(
          fr: "L’identifiant du plan dont celui-ci est un sous-plan (plan de prospection…).",
          en: "The slug of the plan that this one is a part of (a prospecting plan…).")),
      \.parent, .name),
    PlanField(
      required: PlanKey(
        en: "start", fr: "début", others: ["from", "du"],
        help: Message(fr: "Premier jour\u{A0}: 2023-01-01 ou 01/01/2023.", en: "First day: 2023-01-01 or 01/01/2023.")),
      \.from, .day),
    PlanField(
      required: PlanKey(
        en: "end", fr: "fin", others: ["to", "au"],
        help: Message(fr: "Dernier jour, compris.", en: "Last day, included.")),
      \.to, .lastDay),
    PlanField(
      PlanKey(
        en: "situation", fr: "existant", others: ["analyse de l'existant", "existing situation"],
        help: Message(fr: "1. Analyse de l’existant\u{A0}: où en sommes-nous\u{A0}?", en: "1. Situation: where do we stand?"),
        isSection: true),
      part: \.situation),
    PlanField(
      PlanKey(
        en: "competition", fr: "concurrence", others: ["écosystème"],
        help: Message(
          fr: "2. Concurrence\u{A0}: nos forces, faiblesses, opportunités et menaces, puis celles de chaque concurrent.",
          en: "2. Competition: our strengths, weaknesses, opportunities and threats, then those of each competitor."),
        isSection: true),
      part: \.competition),
    PlanField(
      PlanKey(
        en: "objectives", fr: "objectifs",
        help: Message(
          fr:
            "3. Objectifs SMART\u{A0}: un responsable, un indicateur prédéfini, un point de départ, une valeur cible, une échéance, des moyens.",
          en: "3. SMART objectives: an owner, an indicator fixed beforehand, a baseline, a target value, a due date, means."),
        isSection: true),
      parts: \.objectives, make: { PlanObjective(key: "", name: $0) }),
    PlanField(
      PlanKey(
        en: "target groups", fr: "cibles", others: ["targets", "personas", "cible"],
        help: Message(
          fr: "4. Cibles\u{A0}: à qui vendons-nous\u{A0}? Un persona par cible.",
          en: "4. Target groups: whom do we sell to? A persona for each."),
        isSection: true),
      parts: \.targets, make: { PlanTarget(name: $0) }),
    PlanField(
      PlanKey(
        en: "team", fr: "équipe",
        help: Message(
          fr: "5. Équipe\u{A0}: le rôle de chacun, ses compétences et ses jours.", en: "5. Team: everybody's role, skills and days."),
        isSection: true),
      parts: \.team, make: { PlanMember(name: $0) }),
    PlanField(
      PlanKey(
        en: "budget", fr: "budget",
        help: Message(
          fr: "6. Budget\u{A0}: l’enveloppe, et chaque action avec son objectif, ses dates, son allocation et son responsable.",
          en: "6. Budget: its total, and each action with its objective, dates, allocation and owner."),
        isSection: true),
      part: \.budget),
    kpis,
  ]

  private static let kpis = {
    var field = PlanField<PlanDocument>(
      PlanKey(
        en: "kpis", fr: "indicateurs", others: ["KPI"],
        help: Message(
          fr: "7. Indicateurs\u{A0}: ce que l’on suit, avec sa valeur cible et ses seuils.",
          en: "7. KPIs: what is followed, with its target value and thresholds."),
        isSection: true),
      parts: \.kpis, make: { PlanKPI(key: "", name: $0, formula: .catalogue("", variant: nil)) })
    field.isReadFirst = true
    field.read = { [read = field.read] node, document, parser in
      read(node, &document, parser)
      parser.kpis = document.kpis
    }
    return field
  }()
}

extension Day {
  /// Stands in a part until its day is read; where it stays, a problem is reported.
  static let unread = Day(daysSince2000: 0)
}

extension PlanRisk: PlanPart {
  static let fields: [PlanField<PlanRisk>] = [
    PlanField(required: PlanKey(en: "risk", fr: "risque", help: Message(fr: "Le risque.", en: "The risk.")), \.risk, .text),
    PlanField(
      PlanKey(en: "mitigation", fr: "parade", help: Message(fr: "Ce que l’on fait contre.", en: "What is done about it.")),
      \.mitigation, .text),
  ]
}

/// The keys of several parts.
extension PlanKey {
  /// What a part is called by people.
  static func name(_ help: Message) -> PlanKey { PlanKey(en: "name", fr: "nom", help: help) }

  /// What others call a part by.
  static func key(_ help: Message) -> PlanKey { PlanKey(en: "key", fr: "clé", help: help) }

  var isName: Bool { en == PlanKey.name(help).en }
  var isKey: Bool { en == PlanKey.key(help).en }

  static let phasing = PlanKey(
    en: "phasing", fr: "répartition",
    help: Message(
      fr:
        "jours ouvrés, jours calendaires, ou des poids\u{A0}: {2023-T1: 1, 2023-T2: 3} (2023-01 pour un mois, 2023-S05 pour une semaine).",
      en: "working days, calendar days, or weights: {2023-Q1: 1, 2023-Q2: 3} (2023-01 for a month, 2023-W05 for a week)."))

  static let risks = PlanKey(
    en: "risks", fr: "risques", others: ["obstacles"],
    help: Message(
      fr: "Ce qui peut gêner\u{A0}; chacun\u{A0}: {risque: …, parade: …}.", en: "What may hinder it; each: {risk: …, mitigation: …}."))

  static let priority = PlanKey(
    en: "priority", fr: "priorité", help: Message(fr: "1 passe avant 2.", en: "1 comes before 2."))

  static let definedOn = PlanKey(
    en: "defined on", fr: "défini le",
    help: Message(
      fr: "Le jour où l’indicateur et la valeur cible ont été fixés\u{A0}: avant la première action.",
      en: "The day on which indicator and target were fixed: before the first action."))
}
