import CRM
import Postgres

/// Section 3.
extension PlanObjective: PlanPart {
  static let fields: [PlanField<PlanObjective>] = [
    PlanField(
      required: .name(Message(fr: "Un verbe, quoi, combien, quand.", en: "A verb, what, how much, by when.")),
      \.name, .name),
    PlanField(
      .key(
        Message(
          fr: "Pour y renvoyer ailleurs\u{A0}; tirée du nom si elle manque.",
          en: "To refer to it elsewhere; made from the name when left out.")),
      \.key, .name, default: ""),
    PlanField(
      PlanKey(en: "owner", fr: "responsable", help: Message(fr: "Le commercial qui en répond.", en: "The salesperson who answers for it.")),
      \.owner, .name),
    PlanField(
      PlanKey(
        en: "kpi", fr: "indicateur", others: ["indicator"],
        help: Message(fr: "Un indicateur de la section 7, par son nom ou sa clé.", en: "A KPI of section 7, by name or key.")),
      \.kpi, .name),
    PlanField(.definedOn, \.definedOn, .day),
    PlanField(
      PlanKey(
        en: "baseline", fr: "point de départ", others: ["base", "valeur de départ"],
        help: Message(fr: "La valeur de départ\u{A0}: 0, 1500 ou 12,5 %.", en: "Where we start: 0, 1500 or 12.5%.")),
      figure: \.baseline, of: { $1.first(named: $0.kpi) }),
    PlanField(
      PlanKey(
        en: "target", fr: "valeur cible", others: ["cible chiffrée", "target value"],
        help: Message(fr: "La valeur à atteindre.", en: "The value to reach.")),
      figure: \.target, of: { $1.first(named: $0.kpi) }),
    PlanField(
      PlanKey(
        en: "start", fr: "début", others: ["from"],
        help: Message(fr: "Premier jour\u{A0}; celui du plan s’il manque.", en: "First day; that of the plan when left out.")),
      \.from, .day),
    PlanField(
      PlanKey(
        en: "due", fr: "échéance", others: ["due on", "due date"],
        help: Message(fr: "Dernier jour pour l’atteindre.", en: "The last day to reach it.")),
      \.dueOn, .day),
    PlanField(.phasing, \.phasing, .phasing, default: .workingDays),
    PlanField(
      PlanKey(
        en: "people days", fr: "jours-personnes",
        help: Message(
          fr: "Les jours que l’on y consacre en plus de ceux de ses actions.",
          en: "Days that people give to it beside those of its actions.")),
      \.peopleDaysTenths, .tenths),
    PlanField(.priority, \.priority, .count),
    PlanField(
      PlanKey(
        en: "depends on", fr: "dépend de",
        help: Message(fr: "Les objectifs à atteindre d’abord.", en: "The objectives that must come first.")),
      \.dependsOn, each: .name),
    PlanField(.risks, parts: \.risks, shorthand: true, make: { PlanRisk($0) }),
    PlanField(.targetGroup, \.targetGroup, .name),
  ]
}

extension PlanKey {
  fileprivate static let targetGroup = PlanKey(
    en: "target group", fr: "cible", others: ["persona"],
    help: Message(fr: "Une cible de la section 4.", en: "A target group of section 4."))

  fileprivate static let skills = PlanKey(en: "skills", fr: "compétences", help: Message(fr: "Compétences.", en: "Skills."))
}

/// Section 5.
extension PlanMember: PlanPart {
  static let fields: [PlanField<PlanMember>] = [
    PlanField(
      required: .name(Message(fr: "Comme dans filon salesperson list.", en: "As in filon salesperson list.")),
      \.name, .name),
    PlanField(
      PlanKey(en: "role", fr: "rôle", help: Message(fr: "Chacun a un rôle défini.", en: "Everybody has a defined role.")), \.role, .text),
    PlanField(
      PlanKey(
        en: "profile", fr: "profil",
        help: Message(
          fr: "\(Profile.allCases.map(\.name.fr).joined(separator: ", "))\u{A0}; celui de l’équipe s’il manque.",
          en: "\(Profile.allCases.map(\.name.en).joined(separator: ", ")); that of the team when left out.")),
      \.profile, .choice),
    PlanField(.skills, \.skills, each: .text),
    PlanField(
      PlanKey(
        en: "trained on", fr: "formé le", others: ["formée le"],
        help: Message(
          fr: "Le jour dès lequel il est formé\u{A0}; celui de l’équipe s’il manque.",
          en: "The day from which they are trained; that of the team when left out.")),
      \.trainedOn, .day),
    PlanField(
      PlanKey(
        en: "days per week", fr: "jours par semaine",
        help: Message(fr: "Les jours qu’il donne au plan\u{A0}: 5, 2,5.", en: "Days they give to the plan: 5, 2.5.")),
      \.daysPerWeekTenths, .tenths, default: 50),
    PlanField(
      PlanKey(
        en: "discussions per day", fr: "discussions par jour",
        help: Message(
          fr: "Discussions par jour de prospection\u{A0}; le rythme observé s’il manque.",
          en: "Discussions in a day of prospecting; the observed pace when left out.")),
      \.discussionsPerDay, .count),
    PlanField(
      PlanKey(
        en: "absences", fr: "absences",
        help: Message(fr: "Chacune\u{A0}: {début: …, fin: …}, jours compris.", en: "Each: {start: …, end: …}, both days included.")),
      parts: \.absences, make: { _ in Absence(from: .unread, to: .unread) }),
  ]
}

extension Absence: PlanPart {
  static let fields: [PlanField<Absence>] = [
    PlanField(
      required: PlanKey(en: "start", fr: "début", others: ["from", "du"], help: Message(fr: "Premier jour.", en: "First day.")),
      \.from, .day),
    PlanField(
      required: PlanKey(en: "end", fr: "fin", others: ["to", "au"], help: Message(fr: "Dernier jour.", en: "Last day.")),
      \.to, .lastDay),
  ]
}

/// Section 6.
extension PlanBudget: PlanPart {
  static let fields: [PlanField<PlanBudget>] = [
    PlanField(
      PlanKey(
        en: "total", fr: "enveloppe", others: ["envelope"],
        help: Message(fr: "Le budget entier, HT.", en: "The whole budget, excl. VAT.")),
      \.totalCents, .money),
    PlanField(
      PlanKey(en: "actions", fr: "actions", help: Message(fr: "Ce que l’on fait.", en: "What is done.")),
      parts: \.actions, make: { PlanAction(key: "", name: $0) }),
  ]
}

extension PlanAction: PlanPart {
  static let fields: [PlanField<PlanAction>] = [
    PlanField(
      required: .name(Message(fr: "Comme le disent les dépenses.", en: "As expenses say it.")),
      \.name, .name),
    PlanField(.key(Message(fr: "Tirée du nom si elle manque.", en: "Made from the name when left out.")), \.key, .name, default: ""),
    PlanField(
      PlanKey(en: "objective", fr: "objectif", help: Message(fr: "Par son nom ou sa clé.", en: "By name or key.")), \.objective, .name),
    PlanField(
      PlanKey(en: "owner", fr: "responsable", help: Message(fr: "Le commercial qui en répond.", en: "The salesperson who answers for it.")),
      \.owner, .name),
    PlanField(
      PlanKey(en: "start", fr: "début", others: ["from"], help: Message(fr: "Premier jour.", en: "First day.")), \.from, .day),
    PlanField(
      PlanKey(en: "end", fr: "fin", others: ["to"], help: Message(fr: "Dernier jour, compris.", en: "Last day, included.")),
      \.to, .lastDay),
    PlanField(
      PlanKey(
        en: "budget", fr: "budget", others: ["allocation"],
        help: Message(fr: "L’allocation, HT\u{A0}: 2400 ou 1 500,50.", en: "The allocation, excl. VAT: 2400 or 1500.50.")),
      \.allocationCents, .money),
    PlanField(
      PlanKey(
        en: "channels", fr: "canaux", others: ["channel", "canal"],
        help: Message(fr: "Les canaux, comme en section 1.", en: "The channels, as in section 1.")),
      \.channels, each: .choice),
    PlanField(.targetGroup, \.targetGroup, .name),
    PlanField(
      PlanKey(
        en: "places", fr: "lieux", others: ["communes", "villes", "towns"],
        help: Message(fr: "Les communes où elle a lieu.", en: "The towns in which it takes place.")),
      \.places, each: .name),
    PlanField(
      PlanKey(
        en: "committed", fr: "engagé", others: ["commitments", "engagements"],
        help: Message(fr: "Ce qui est promis\u{A0}: {le: …, montant: …}.", en: "What is promised: {on: …, amount: …}.")),
      parts: \.commitments, make: { _ in PlanCommitment(on: .unread, cents: 0) }),
    PlanField(.phasing, \.phasing, .phasing, default: .workingDays),
    PlanField(
      PlanKey(
        en: "people days", fr: "jours-personnes",
        help: Message(fr: "Les jours de chacun\u{A0}: {X: 5, Y: 12,5}.", en: "Everybody's days: {X: 5, Y: 12.5}.")),
      \.peopleDaysTenths, .byName(.tenths), default: [:]),
    PlanField(.skills, \.skills, each: .text),
    PlanField(.priority, \.priority, .count),
    PlanField(
      PlanKey(
        en: "status", fr: "statut",
        help: Message(
          fr: PlanAction.Status.allCases.map(\.name.fr).joined(separator: ", ") + ".",
          en: PlanAction.Status.allCases.map(\.name.en).joined(separator: ", ") + ".")),
      \.status, .choice, default: .planned),
    PlanField(
      PlanKey(en: "done on", fr: "faite le", help: Message(fr: "Le jour où elle a été faite.", en: "The day on which it was done.")),
      \.doneOn, .day),
    PlanField(
      PlanKey(
        en: "depends on", fr: "dépend de", help: Message(fr: "Les actions à faire d’abord.", en: "The actions that must come first.")),
      \.dependsOn, each: .name),
    PlanField(.risks, parts: \.risks, shorthand: true, make: { PlanRisk($0) }),
  ]
}

extension PlanCommitment: PlanPart {
  static let fields: [PlanField<PlanCommitment>] = [
    PlanField(required: PlanKey(en: "on", fr: "le", help: Message(fr: "Le jour.", en: "The day.")), \.on, .day),
    PlanField(
      required: PlanKey(en: "amount", fr: "montant", help: Message(fr: "Montant HT.", en: "Amount excl. VAT.")), \.cents, .money),
  ]
}
