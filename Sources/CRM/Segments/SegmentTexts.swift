import Foundation

// What the segmentation of customers says about itself.
extension Message {
  static func badThresholds(_ text: String) -> Message {
    Message(fr: "seuils illisibles\u{A0}: \(text.quoted(in: .fr))", en: "unreadable thresholds: \(text.quoted(in: .en))")
  }

  static let thresholdsRemedy = Message(
    fr: "donnez deux pourcentages croissants, par exemple 80,95 ou 79.5,95", en: "give two rising percentages, such as 80,95 or 79.5,95")
  static let nothingToClassify = Message(
    fr: "Aucun client n’a de valeur positive dans la fenêtre\u{A0}: rien à classer.",
    en: "No customer has a value above nothing in the window: nothing to classify.")

  static func fewCustomers(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "acheteur", "acheteurs")) seulement\u{A0}: la norme 80/20 n’a pas de sens sous 20.",
      en: "Only \(count) \(Language.en.plural(count, "buyer", "buyers")): the 80/20 norm means nothing below 20.")
  }

  static func concentration(_ count: Int, of all: Int) -> Message {
    Message(
      fr:
        "Dépendance dangereuse\u{A0}: \(count) \(Language.fr.plural(count, "client fait", "clients font")) 80 % du total, sur \(all) qui ont acheté.",
      en: "Dangerous dependence: \(count) of \(all) customers who bought \(Language.en.plural(count, "makes", "make")) 80% of the total.")
  }

  static func customersOutside(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "acheteur", "acheteurs")) de valeur nulle ou négative\u{A0}: classe C, hors du total.",
      en: "\(count) \(Language.en.plural(count, "buyer", "buyers")) with a value of nothing or less: class C, outside the total.")
  }

  static func formerCustomers(_ count: Int) -> Message {
    Message(
      fr: "F\u{A0}: \(count) \(Language.fr.plural(count, "ancien client", "anciens clients")) sans achat dans la fenêtre, hors des parts.",
      en: "F: \(count) former \(Language.en.plural(count, "customer", "customers")) without a purchase in the window, in no share.")
  }

  static let unattributedSales = Message(
    fr: "Des ventes sans prospect ne sont dans aucune classe.", en: "Sales without a prospect are in no class.")

  static func salesWithoutMargin(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "vente", "ventes")) sans marge connue\u{A0}: comptées pour zéro.",
      en: "\(count) \(Language.en.plural(count, "sale has", "sales have")) no known margin: counted as zero.")
  }

  // History.
  static func noRun(_ id: ABCRun.ID) -> Message {
    Message(
      fr: "aucun classement enregistré \(id)", en: "no saved segmentation \(id)")
  }

  package static let runsRemedy = Message(fr: "voyez «\u{A0}filon segment history\u{A0}»", en: "see “filon segment history”")
  static let notTwoRuns = Message(
    fr: "Il faut deux classements enregistrés (filon segment abc --save) pour montrer les mouvements.",
    en: "Two saved segmentations (filon segment abc --save) are needed to show movements.")
  static let runsDiffer = Message(
    fr: "Les deux classements n’ont pas le même critère, les mêmes seuils ou la même règle\u{A0}: un mouvement peut n’en être que l’effet.",
    en: "The two do not have the same criterion, thresholds or rule: a movement may be the effect of that alone.")
  static let classesWithoutValues = Message(
    fr: "Un commercial voit les classes\u{A0}; ce que chaque client achète est réservé aux directeurs et aux lecteurs.",
    en: "A salesperson sees the classes; what each customer buys is for directors and viewers.")
  static let onlyDirectorsFreeze = Message(
    fr: "seul un directeur enregistre un classement", en: "only a director saves a segmentation")
  static let frozenAsOfNow = Message(
    fr: "un classement s’enregistre tel que connu maintenant", en: "a segmentation is saved as known now")

  // Matrix.
  static func badZone(_ text: String) -> Message {
    Message(fr: "zone illisible\u{A0}: \(text.quoted(in: .fr))", en: "unreadable zone: \(text.quoted(in: .en))")
  }

  static let zoneRemedy = Message(
    fr: "écrivez core=A1,A2,A3\u{A0}: classe A, B, C, F ou P et tranche de potentiel, 1 étant la plus haute",
    en: "write core=A1,A2,A3: class A, B, C, F or P and band of potential, 1 being the greatest")
  static let badBands = Message(
    fr: "les bornes de potentiel doivent être au-dessus de zéro", en: "bounds of potential must be above zero")

  static func zoneLabel(_ name: String) -> Message {
    switch name {
    case "core": Message(fr: "Fonds de commerce", en: "Core accounts")
    case "growth": Message(fr: "Potentiel de développement", en: "Growth potential")
    case "economy": Message(fr: "Gestion économique", en: "Low touch")
    default: verbatim(name)
    }
  }

  static func unknownPotentials(_ count: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "fiche", "fiches")) sans potentiel connu\u{A0}: colonne «\u{A0}?\u{A0}», sans reste à gagner.",
      en: "\(count) \(Language.en.plural(count, "has", "have")) no known potential: column “?”, without a gap.")
  }

  static func beyondPotential(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "client dépasse son", "clients dépassent leur")) potentiel estimé\u{A0}: révisez-le.",
      en: "\(count) \(Language.en.plural(count, "customer exceeds", "customers exceed")) their estimated potential: revise it.")
  }

  static let potentialIsAYear = Message(
    fr: "Le potentiel est annuel et la fenêtre n’est pas d’un an\u{A0}: le reste à gagner compare des durées différentes.",
    en: "The potential is a year's and the window is not: the gap compares different lengths of time.")
}

extension ABCCriterion: NamedChoice {
  public var name: Message {
    switch self {
    case .revenue: Message(fr: "CA", en: "revenue")
    case .margin: Message(fr: "marge", en: "margin")
    case .orders: Message(fr: "commandes", en: "orders")
    }
  }

  public var synonyms: [String] { self == .revenue ? ["chiffre d'affaires"] : [] }
}

extension ABCRule: NamedChoice {
  public var name: Message {
    switch self {
    case .strict: Message(fr: "stricte", en: "strict")
    case .cumulative: Message(fr: "cumulée", en: "cumulative")
    }
  }
}
