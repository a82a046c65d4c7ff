import CRM

/// Section 1.
extension PlanSituation: PlanPart {
  static let fields: [PlanField<PlanSituation>] = [
    PlanField(
      PlanKey(
        en: "strategy", fr: "stratégie", help: Message(fr: "Ce que nous vendons, à qui, pourquoi.", en: "What we sell, to whom, why.")),
      \.strategy, .text),
    PlanField(
      PlanKey(
        en: "value proposition", fr: "proposition de valeur", others: ["proposition de valeur unique", "unique value proposition"],
        help: Message(fr: "Ce que nous sommes seuls à apporter.", en: "What nobody else brings.")),
      \.valueProposition, .text),
    PlanField(
      PlanKey(en: "values", fr: "valeurs", help: Message(fr: "Les valeurs de l’entreprise.", en: "The values of the company.")),
      \.values, each: .text),
    PlanField(
      PlanKey(
        en: "channels", fr: "canaux",
        help: Message(
          fr: "Les canaux utilisés\u{A0}: \(Channel.allCases.map(\.name.fr).joined(separator: ", ")).",
          en: "The channels in use: \(Channel.allCases.map(\.name.en).joined(separator: ", ")).")),
      \.channels, each: .choice),
    PlanField(
      PlanKey(en: "works", fr: "ce qui fonctionne", others: ["les plus"], help: Message(fr: "Les +.", en: "The pluses.")),
      \.works, each: .text),
    PlanField(
      PlanKey(
        en: "does not work", fr: "ce qui ne fonctionne pas", others: ["les moins"], help: Message(fr: "Les –.", en: "The minuses.")),
      \.doesNotWork, each: .text),
    PlanField(
      PlanKey(
        en: "sales process", fr: "processus de vente",
        help: Message(fr: "Comment naissent les ventes aujourd’hui.", en: "How sales come about today.")),
      \.salesProcess, .text),
    PlanField(
      PlanKey(
        en: "discovery", fr: "plan de découverte",
        help: Message(fr: "Les questions à poser à un prospect.", en: "The questions to ask a prospect.")),
      \.discovery, each: .text),
  ]
}

/// Section 2.
extension PlanCompetition: PlanPart {
  static let fields: [PlanField<PlanCompetition>] = [
    PlanField(.strengths, \.strengths, each: .text),
    PlanField(.weaknesses, \.weaknesses, each: .text),
    PlanField(.opportunities, \.opportunities, each: .text),
    PlanField(.threats, \.threats, each: .text),
    PlanField(
      PlanKey(en: "competitors", fr: "concurrents", help: Message(fr: "Les concurrents, un par un.", en: "The competitors, one by one.")),
      parts: \.competitors, make: { PlanCompetitor(name: $0) }),
  ]
}

extension PlanCompetitor: PlanPart {
  static let fields: [PlanField<PlanCompetitor>] = [
    PlanField(
      required: .name(Message(fr: "Comme dans les affaires perdues.", en: "As in lost opportunities.")),
      \.name, .name),
    PlanField(.strengths, \.strengths, each: .text),
    PlanField(.weaknesses, \.weaknesses, each: .text),
    PlanField(.opportunities, \.opportunities, each: .text),
    PlanField(.threats, \.threats, each: .text),
    PlanField(
      PlanKey(en: "response", fr: "réponse", help: Message(fr: "Comment nous ferons mieux.", en: "How we shall do better.")),
      \.response, .text),
    PlanField(
      PlanKey(en: "action", fr: "action", help: Message(fr: "L’action qui porte la réponse.", en: "The action that carries it.")),
      \.action, .name),
  ]
}

extension PlanKey {
  fileprivate static let strengths = PlanKey(en: "strengths", fr: "forces", help: Message(fr: "Forces.", en: "Strengths."))
  fileprivate static let weaknesses = PlanKey(en: "weaknesses", fr: "faiblesses", help: Message(fr: "Faiblesses.", en: "Weaknesses."))
  fileprivate static let opportunities = PlanKey(
    en: "opportunities", fr: "opportunités", help: Message(fr: "Opportunités.", en: "Opportunities."))
  fileprivate static let threats = PlanKey(en: "threats", fr: "menaces", help: Message(fr: "Menaces.", en: "Threats."))
}

/// Section 4.
extension PlanTarget: PlanPart {
  static let fields: [PlanField<PlanTarget>] = [
    PlanField(
      required: .name(Message(fr: "Le nom de la cible ou du persona.", en: "The name of the group or persona.")),
      \.name, .name),
    PlanField(PlanKey(en: "age", fr: "âge", help: Message(fr: "Âge.", en: "Age.")), \.age, .text),
    PlanField(PlanKey(en: "occupation", fr: "profession", help: Message(fr: "Profession.", en: "Occupation.")), \.occupation, .text),
    PlanField(
      PlanKey(
        en: "household", fr: "situation familiale", others: ["famille"], help: Message(fr: "Foyer et logement.", en: "Family and home.")),
      \.household, .text),
    PlanField(
      PlanKey(en: "interests", fr: "centres d’intérêt", help: Message(fr: "Ce qui lui tient à cœur.", en: "What matters to them.")),
      \.interests, each: .text),
    PlanField(
      PlanKey(
        en: "buying behaviour", fr: "comportement d’achat", others: ["buying behavior"],
        help: Message(fr: "Comment elle achète.", en: "How they buy.")),
      \.buyingBehaviour, each: .text),
    PlanField(PlanKey(en: "needs", fr: "besoins", help: Message(fr: "Besoins.", en: "Needs.")), \.needs, each: .text),
    PlanField(
      PlanKey(
        en: "journey", fr: "parcours d’achat",
        help: Message(fr: "Chaque étape\u{A0}: {étape: …, lieu: …}.", en: "Each stage: {stage: …, place: …}.")
      ),
      parts: \.journey, shorthand: true, make: { PlanJourneyStep($0) }),
    PlanField(
      PlanKey(
        en: "revenue share", fr: "part du chiffre d’affaires", others: ["part du CA"],
        help: Message(fr: "Part attendue du chiffre d’affaires\u{A0}: 60 %.", en: "Share of the revenue expected from them: 60%.")),
      \.revenueShare, .share),
    PlanField(
      PlanKey(
        en: "average basket", fr: "panier moyen", help: Message(fr: "Panier moyen attendu, HT.", en: "Average basket expected, excl. VAT.")),
      \.basketCents, .money),
  ]
}

extension PlanJourneyStep: PlanPart {
  static let fields: [PlanField<PlanJourneyStep>] = [
    PlanField(required: PlanKey(en: "stage", fr: "étape", help: Message(fr: "L’étape.", en: "The stage.")), \.stage, .text),
    PlanField(PlanKey(en: "place", fr: "lieu", help: Message(fr: "Où.", en: "Where.")), \.place, .text),
  ]
}
