import Postgres

// Why a KPI has no value, and what a reader of one must know.
extension Message {
  static let periodNotBegun = Message(fr: "la période n'a pas commencé", en: "the period has not begun")
  static let noMarginStated = Message(fr: "aucune vente n'indique sa marge", en: "no sale states its margin")
  static let noNewCustomer = Message(fr: "aucun nouveau client", en: "no new customer")
  static let noCustomers = Message(fr: "aucun client actif", en: "no active customer")
  static let noBaseCustomers = Message(fr: "aucun client actif dans la période de départ", en: "no active customer in the period before")
  static let noRevenue = Message(fr: "aucun chiffre d'affaires", en: "no revenue")
  static let baseIsZero = Message(fr: "base nulle", en: "the base is zero")

  static func noSeries(_ name: String) -> Message {
    Message(fr: "la série \(name) n'existe pas encore", en: "there is no series \(name) yet")
  }

  static func seriesEmpty(_ name: String) -> Message {
    Message(fr: "la série \(name) n'a aucun relevé pour ces jours", en: "the series \(name) has no figure for these days")
  }

  static func daysMissing(_ count: Int, _ name: String) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "jour manque", "jours manquent")) dans la série \(name)",
      en: "\(count) \(Language.en.plural(count, "day is", "days are")) missing in the series \(name)")
  }

  static func baseDaysMissing(_ count: Int, _ name: String) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "jour manque", "jours manquent")) dans la période de base de la série \(name)",
      en: "\(count) \(Language.en.plural(count, "day is", "days are")) missing in the base period of the series \(name)")
  }

  static func staleStock(_ labels: [String], _ days: Int) -> Message {
    Message(
      fr: "dernier relevé de plus de \(days) jours : \(labels.joined(separator: ", "))",
      en: "last figure more than \(days) days old: \(labels.joined(separator: ", "))")
  }

  static let noTowns = Message(fr: "aucune ville d'action n'est indiquée", en: "no town of the action is named")

  static func townsWithoutBase(_ towns: [String]) -> Message {
    Message(
      fr: "aucune ville n'a tous ses jours avant et pendant : \(towns.joined(separator: ", "))",
      en: "no town has all its days before and during: \(towns.joined(separator: ", "))")
  }

  static func controlsWithoutBase(_ towns: [String]) -> Message {
    Message(
      fr: "aucune ville témoin n'a tous ses jours avant et pendant : \(towns.joined(separator: ", "))",
      en: "no control town has all its days before and during: \(towns.joined(separator: ", "))")
  }

  static func townsDropped(_ towns: [String]) -> Message {
    Message(
      fr: "Villes écartées, faute de base ou de jours : \(towns.joined(separator: ", ")).",
      en: "Towns left out for want of a base or of days: \(towns.joined(separator: ", ")).")
  }

  static let numeratorExceeds = Message(
    fr: "Le numérateur dépasse le dénominateur : ce sont les événements d'une période, pas une même population.",
    en: "The numerator exceeds the denominator: they are events of one period, not one population.")

  static func immatureCohort(_ count: Int, _ days: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "prospect n'a", "prospects n'ont")) pas encore eu \(days) jours : le taux peut encore monter.",
      en: "\(count) \(Language.en.plural(count, "prospect has", "prospects have")) not had \(days) days yet: the rate may still rise.")
  }

  static func noSharedConversation(_ colleague: String) -> Message {
    Message(
      fr: "un commercial ne lit que les discussions auxquelles il a pris part : aucune de celles-là n'est avec \(colleague)",
      en: "a salesperson reads only the conversations they took part in: none of these is with \(colleague)")
  }

  static let onlyOwnFigures = Message(
    fr: "un commercial ne lit que ses propres chiffres", en: "a salesperson reads their own figures only")

  static func filterSaysNothing(_ key: String, _ name: String) -> Message {
    Message(fr: "le filtre \(key) ne dit rien de \(name)", en: "the filter \(key) says nothing of \(name)")
  }

  static let stageMissing = Message(
    fr: "il faut nommer les étapes : --from-stage et --to-stage", en: "stages must be named: --from-stage and --to-stage")

  static func noKPI(_ name: String) -> Message {
    Message(fr: "aucun indicateur \(name.quoted(in: .fr))", en: "no KPI \(name.quoted(in: .en))")
  }

  static func kpiNames(_ names: [String]) -> Message {
    Message(fr: "choisissez parmi : \(names.joined(separator: ", "))", en: "choose one of: \(names.joined(separator: ", "))")
  }

  static func noKPIVariant(_ kpi: String, _ name: String) -> Message {
    Message(fr: "\(kpi) n'a pas de variante \(name.quoted(in: .fr))", en: "\(kpi) has no variant \(name.quoted(in: .en))")
  }

  static func noKPIRows(_ name: String) -> Message {
    Message(fr: "\(name) est un nombre de jours : il n'a pas de lignes", en: "\(name) is a number of days: it has no rows")
  }
}

// Feeding.
extension Message {
  static let onlyDirectorsFeed = Message(fr: "seul un directeur alimente un plan", en: "only a director feeds a plan")
  static let planIsBeingFed = Message(fr: "le plan est en cours d'alimentation", en: "the plan is being fed just now")
  static let tryAgain = Message(fr: "recommencez dans un instant", en: "try again in a moment")

  static func noPlanPeriod(_ text: String, _ plan: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) n'est pas une période du plan \(plan)", en: "\(text.quoted(in: .en)) is no period of the plan \(plan)")
  }

  static let closedPeriodRemedy = Message(
    fr: "écrivez un trimestre (2023-Q1), un mois (2023-01) ou une semaine (2023-W05)",
    en: "write a quarter (2023-Q1), a month (2023-01) or a week (2023-W05)")

  static func periodNotOver(_ text: String) -> Message {
    Message(fr: "\(text) n'est pas terminé : on ne clôt que ce qui l'est", en: "\(text) is not over: only what is can be closed")
  }
}
