package import CRM
import Postgres

// The names and definitions of KPIs.
extension Message {
  package static func source(_ source: KPIOrigin) -> Message {
    source == .rows ? Message(fr: "faits", en: "rows") : Message(fr: "séries", en: "series")
  }

  package static func unit(_ unit: KPIUnit) -> Message {
    switch unit {
    case .count: Message(fr: "nombre", en: "count")
    case .money: Message(fr: "montant", en: "money")
    case .rate: Message(fr: "taux", en: "rate")
    case .number: Message(fr: "nombre décimal", en: "number")
    }
  }

  package static func direction(_ direction: KPIDirection) -> Message {
    direction == .higher ? Message(fr: "plus haut", en: "higher") : Message(fr: "plus bas", en: "lower")
  }
  package static let periodNotBegun = Message(fr: "la période n’a pas commencé", en: "the period has not begun")
  package static let noMarginStated = Message(fr: "aucune vente n’indique sa marge", en: "no sale states its margin")
  package static let noNewCustomer = Message(fr: "aucun nouveau client", en: "no new customer")
  package static let noCustomers = Message(fr: "aucun client actif", en: "no active customer")
  package static let noBaseCustomers = Message(
    fr: "aucun client actif dans la période de départ", en: "no active customer in the period before")
  package static let noRevenue = Message(fr: "aucun chiffre d’affaires", en: "no revenue")
  package static let baseIsZero = Message(fr: "base nulle", en: "the base is zero")

  package static func seriesEmpty(_ name: String) -> Message {
    Message(fr: "la série \(name) n’a aucun relevé pour ces jours", en: "the series \(name) has no figure for these days")
  }

  package static func daysMissing(_ count: Int, _ name: String) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "jour manque", "jours manquent")) dans la série \(name)",
      en: "\(count) \(Language.en.plural(count, "day is", "days are")) missing in the series \(name)")
  }

  package static func baseDaysMissing(_ count: Int, _ name: String) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "jour manque", "jours manquent")) dans la période de base de la série \(name)",
      en: "\(count) \(Language.en.plural(count, "day is", "days are")) missing in the base period of the series \(name)")
  }

  package static func staleStock(_ labels: [String], _ days: Int) -> Message {
    Message(
      fr: "dernier relevé de plus de \(days) jours\u{A0}: \(labels.joined(separator: ", "))",
      en: "last figure more than \(days) days old: \(labels.joined(separator: ", "))")
  }

  static let noTowns = Message(fr: "aucune ville d’action n’est indiquée", en: "no town of the action is named")

  package static func townsWithoutBase(_ towns: [String]) -> Message {
    Message(
      fr: "aucune ville n’a tous ses jours avant et pendant\u{A0}: \(towns.joined(separator: ", "))",
      en: "no town has all its days before and during: \(towns.joined(separator: ", "))")
  }

  package static func controlsWithoutBase(_ towns: [String]) -> Message {
    Message(
      fr: "aucune ville témoin n’a tous ses jours avant et pendant\u{A0}: \(towns.joined(separator: ", "))",
      en: "no control town has all its days before and during: \(towns.joined(separator: ", "))")
  }

  static func townsDropped(_ towns: [String]) -> Message {
    Message(
      fr: "Villes écartées, faute de base ou de jours\u{A0}: \(towns.joined(separator: ", ")).",
      en: "Towns left out for want of a base or of days: \(towns.joined(separator: ", ")).")
  }

  static let numeratorExceeds = Message(
    fr: "Le numérateur dépasse le dénominateur\u{A0}: ce sont les événements d’une période, pas une même population.",
    en: "The numerator exceeds the denominator: they are events of one period, not one population.")

  static func immatureCohort(_ count: Int, _ days: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "prospect n’a", "prospects n’ont")) pas encore eu \(days) jours\u{A0}: le taux peut encore monter.",
      en: "\(count) \(Language.en.plural(count, "prospect has", "prospects have")) not had \(days) days yet: the rate may still rise.")
  }

  static func filterSaysNothing(_ key: KPIFilter.Key, _ name: Message) -> Message {
    Message(
      fr: "le filtre \(key.name.fr) ne dit rien de \(name.fr.quoted(in: .fr))",
      en: "the filter \(key.name.en) says nothing of \(name.en.quoted(in: .en))")
  }

  static let stageMissing = Message(
    fr: "il faut nommer les étapes\u{A0}: --from-stage et --to-stage", en: "stages must be named: --from-stage and --to-stage")

  static func noKPI(_ name: String) -> Message {
    Message(fr: "aucun indicateur \(name.quoted(in: .fr))", en: "no KPI \(name.quoted(in: .en))")
  }

  static func kpiTitles(_ kpis: [KPIDefinition]) -> Message {
    Message(
      fr: "choisissez parmi\u{A0}: \(kpis.map { "\($0.title.fr) (\($0.name))" }.joined(separator: ", "))",
      en: "choose one of: \(kpis.map(\.name).joined(separator: ", "))")
  }

  static func noKPIVariant(_ kpi: String, _ name: String) -> Message {
    Message(fr: "\(kpi) n’a pas de variante \(name.quoted(in: .fr))", en: "\(kpi) has no variant \(name.quoted(in: .en))")
  }

  static func noKPIRows(_ name: String) -> Message {
    Message(fr: "\(name) est un nombre de jours\u{A0}: il n’a pas de lignes", en: "\(name) is a number of days: it has no rows")
  }

  /// `Taux de gain = …`: what a rate divides.
  package static func definition(_ name: Message, _ rate: ConversionDefinitions.Of) -> Message {
    Message(
      fr: "\(name.fr)\u{A0}: \(rate.numerator.fr) / \(rate.denominator.fr).",
      en: "\(name.en): \(rate.numerator.en) / \(rate.denominator.en).")
  }

  package static func definition(_ name: Message, _ definition: Message) -> Message {
    Message(fr: "\(name.fr)\u{A0}: \(definition.fr).", en: "\(name.en): \(definition.en).")
  }
}
