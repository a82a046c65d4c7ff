public import Postgres

// What reports say about themselves: definitions, notes, reasons.
extension Message {
  public static func emptyPeriod(_ from: Day, _ to: Day) -> Message {
    Message(
      fr: "la période du \(from) au \(to) (exclu) ne compte aucun jour", en: "the period from \(from) to \(to) (not included) has no day")
  }

  public static let periodRemedy = Message(
    fr: "--to est le premier jour qui n'est plus compté : --from 2026-01-01 --to 2026-04-01 est le premier trimestre",
    en: "--to is the first day that no longer counts: --from 2026-01-01 --to 2026-04-01 is the first quarter")

  static func skippedTime(_ time: String, _ zone: String) -> Message {
    Message(
      fr: "l'heure \(time) n'a pas existé (changement d'heure, \(zone))", en: "the time \(time) did not exist (clock change, \(zone))")
  }

  // Statistics.
  static func differencesCouldBeChance(_ p: Double) -> Message {
    Message(
      fr: "Les écarts entre taux de gain peuvent venir du hasard (p \(probability(p, .fr))) : ne classez personne sur cette base.",
      en: "The differences between win rates could be chance (p \(probability(p, .en))): rank nobody by them.")
  }

  static func differencesUnlikelyChance(_ p: Double) -> Message {
    Message(
      fr: "Les écarts entre taux de gain viennent difficilement du hasard (p \(probability(p, .fr))) ; ils n'en disent pas la cause.",
      en: "The differences between win rates are unlikely to be chance (p \(probability(p, .en))); they do not say why.")
  }

  static let homogeneityOfOne = Message(
    fr: "Moins de deux lignes ont des opportunités closes : il n'y a pas de taux de gain à comparer.",
    en: "Fewer than two rows have closed opportunities: there are no win rates to compare.")
  /// Which test it was.
  static func homogeneityTest(_ test: Homogeneity.Test, groups: Int, draws: Int?, seed: UInt64?) -> Message {
    switch test {
    case .chiSquared:
      return Message(
        fr: "Test : χ² de Pearson, \(groups) lignes (chacune a au moins 5 gains et 5 pertes attendus).",
        en: "Test: Pearson’s χ², \(groups) rows (each has at least 5 wins and 5 losses expected).")
    case .exact:
      return Message(
        fr: "Test : exact de Fisher-Freeman-Halton, \(groups) lignes (certaines ont moins de 5 gains ou 5 pertes attendus).",
        en: "Test: Fisher–Freeman–Halton, exact, \(groups) rows (some have fewer than 5 wins or 5 losses expected).")
    case .simulated:
      let (draws, seed) = (draws ?? 0, seed ?? 0)
      return Message(
        fr:
          "Test : Fisher-Freeman-Halton simulé, \(Formats(language: .fr).integer(draws)) tirages (graine \(seed)), \(groups) lignes (certaines ont moins de 5 gains ou 5 pertes attendus).",
        en:
          "Test: Fisher–Freeman–Halton, simulated, \(Formats(language: .en).integer(draws)) draws (seed \(seed)), \(groups) rows (some have fewer than 5 wins or 5 losses expected)."
      )
    }
  }

  private static func probability(_ p: Double, _ language: Language) -> String {
    let formats = Formats(language: language)
    return p < 0.001 ? "< \(formats.decimal(0.001, places: 3))" : "= \(formats.decimal(p, places: 3))"
  }

  // Definitions.
  static let definitionWon = Message(
    fr: "opportunités gagnées dans la période, créditées à leur responsable au jour du gain",
    en: "opportunities won in the period, credited to their owner at the win")
  static let definitionClosed = Message(
    fr: "opportunités gagnées ou perdues dans la période ; les abandonnées et les ouvertes n'y sont pas",
    en: "opportunities won or lost in the period; abandoned and open ones are not in it")
  static let definitionConverted = Message(
    fr: "prospects devenus clients dans la période (première vente ou premier gain), comptés pour chaque commercial crédité",
    en: "prospects who became customers in the period (first sale or win), counted for each salesperson credited")
  static let definitionReached = Message(
    fr: "prospects distincts avec qui une discussion a eu lieu dans la période",
    en: "distinct prospects with whom a discussion was held in the period")
  static let definitionAttempts = Message(
    fr: "conversations de la période, que quelqu'un ait répondu ou non", en: "conversations of the period, whether or not somebody spoke")
  static let definitionDiscussions = Message(
    fr: "conversations où quelqu'un a parlé, hors clients acquis avant ce jour",
    en: "conversations in which somebody spoke, without customers won before that day")
  static let definitionRevenue = Message(
    fr: "ventes hors taxes moins remboursements, chacun à son jour", en: "sales excluding VAT less refunds, each on its day")
  static let definitionOrders = Message(
    fr: "ventes de la période qui n'ont pas été remboursées en entier", en: "sales of the period that were not given back in full")
  static let definitionBasket = Message(
    fr:
      "montant des commandes divisé par leur nombre ; le CA en retire encore les remboursements de la période, partiels ou de ventes d’avant",
    en: "amount of the orders over their number; revenue is also less the refunds of the period, in part or of sales before it")
  static let definitionDays = Message(
    fr: "jours de l'ouverture au gain, sur les gains dont l'ouverture est datée",
    en: "days from opening to win, over the wins whose opening is dated")

  // Reasons.
  static let nothingClosed = Message(fr: "aucune opportunité close", en: "no opportunity closed")
  static let nobodyReached = Message(fr: "aucun prospect rencontré", en: "no prospect reached")
  static let noOrders = Message(fr: "aucune commande", en: "no order")
  static let noDatedWins = Message(fr: "aucun gain dont l'ouverture est datée", en: "no win whose opening is dated")
  static let openOnlyAtTheEnd = Message(
    fr: "les opportunités ouvertes ne se comptent qu'à la fin de la période",
    en: "open opportunities are counted at the end of the period only")

  static let knowledgeToCome = Message(
    fr: "ce moment est à venir : on ne sait pas ce qui sera connu alors", en: "that moment is to come: what will be known then is not known"
  )
  static let knowledgeToComeRemedy = Message(
    fr: "sans --as-known-at, la réponse dit ce qui est connu maintenant", en: "without --as-known-at the answer says what is known now")

  // Notes.
  static let ownFiguresOnly = Message(fr: "Vos propres chiffres seulement.", en: "Your own figures only.")

  static func asKnownAt(_ time: CivilTime) -> Message {
    Message(
      fr: "Tel que connu le \(Formats(language: .fr).dateTime(time)).", en: "As known at \(Formats(language: .en).dateTime(time)).")
  }

  static let noHistory = Message(fr: "Aucun fait n'est encore connu.", en: "No fact is known yet.")

  static func convertedWithoutSale(_ count: Int) -> Message {
    let (fr, en) = (Language.fr.plural, Language.en.plural)
    return Message(
      fr:
        "\(count) \(fr(count, "conversion vient", "conversions viennent")) d'un gain sans vente enregistrée : ni le chiffre d'affaires, ni l'ABC, ni les nouveaux clients ne \(fr(count, "la", "les")) comptent.",
      en:
        "\(count) \(en(count, "conversion comes", "conversions come")) of a win without a recorded sale: revenue, ABC and new customers do not count \(en(count, "it", "them"))."
    )
  }

  static func historyStartsLater(_ day: Day) -> Message {
    Message(
      fr:
        "L'historique commence le \(Formats(language: .fr).day(day)), après le début de la période : ce qui précède manque, ce n'est pas zéro.",
      en: "The history starts on \(Formats(language: .en).day(day)), after the period's first day: what came before is missing, not zero.")
  }

  static func convertedExceedReached(_ names: [Message]) -> Message {
    // Where it concerns nearly everybody, the names would bury the rest.
    let list = { (names: [String]) in (1...5).contains(names.count) ? " (\(names.joined(separator: ", ")))" : "" }
    return Message(
      fr:
        "Plus de prospects convertis que rencontrés dans la période\(list(names.map(\.fr))) : ils l'ont été avant, ou sans discussion notée.",
      en:
        "More prospects converted than reached in the period\(list(names.map(\.en))): they were reached before, or no discussion was logged."
    )
  }

  static let rowsExceedTotal = Message(
    fr: "Une discussion à deux, un prospect vu par plusieurs ou une conversion partagée compte sur chaque ligne et une fois dans le total.",
    en: "A talk held by two, a prospect met by several or a shared conversion counts on each row and once in the total.")

  static func opportunitiesUndated(_ count: Int, _ day: Day) -> Message {
    let command = "filon report conversion --rows opportunities_undated"
    let fr = Language.fr.plural(
      count, "opportunité sans jour d'ouverture ou de clôture n'est pas comptée comme ouverte : rien ne dit si elle l'était",
      "opportunités sans jour d'ouverture ou de clôture ne sont pas comptées comme ouvertes : rien ne dit si elles l'étaient")
    let en = Language.en.plural(
      count, "opportunity without an opening or closing day is not counted as open: nothing says whether it was",
      "opportunities without an opening or closing day are not counted as open: nothing says whether they were")
    return Message(
      fr: "\(count) \(fr) au soir du \(Formats(language: .fr).day(day)) (\(command)).",
      en: "\(count) \(en) at the end of \(Formats(language: .en).day(day)) (\(command)).")
  }

  static func stageUnknown(_ count: Int) -> Message {
    let fr = Language.fr.plural(
      count, "opportunité ouverte alors a été importée une fois close : son étape de ce jour n'est pas connue, et elle n'est pas pondérée",
      "opportunités ouvertes alors ont été importées une fois closes : leur étape de ce jour n'est pas connue, et elles ne sont pas pondérées"
    )
    let en = Language.en.plural(
      count, "opportunity that was open then was imported when closed: its stage on that day is not known, and it is not weighted",
      "opportunities that were open then were imported when closed: their stage on that day is not known, and they are not weighted")
    return Message(fr: "\(count) \(fr).", en: "\(count) \(en).")
  }

  static func opportunitiesWithoutAmount(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "opportunité ouverte n'a pas", "opportunités ouvertes n'ont pas")) de montant.",
      en: "\(count) open \(Language.en.plural(count, "opportunity has", "opportunities have")) no amount.")
  }

  // Rows.
  static func noTeam(_ name: String) -> Message {
    Message(fr: "aucune équipe \(name.quoted(in: .fr))", en: "no team \(name.quoted(in: .en))")
  }

  static func noChannel(_ name: String) -> Message {
    Message(fr: "aucun canal \(name.quoted(in: .fr))", en: "no channel \(name.quoted(in: .en))")
  }

  static let channelsThere = verbatim(Channel.allCases.map(\.rawValue).joined(separator: ", "))

  static func noProfile(_ name: String) -> Message {
    Message(fr: "aucun profil \(name.quoted(in: .fr))", en: "no profile \(name.quoted(in: .en))")
  }

  static let profilesThere = verbatim(Profile.allCases.map(\.rawValue).joined(separator: ", "))

  static func noMonth(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n'est pas un mois", en: "\(text.quoted(in: .en)) is no month")
  }

  static let monthRemedy = Message(fr: "écrivez-le 2026-03", en: "write it 2026-03")

  static func noQuarter(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n'est pas un trimestre", en: "\(text.quoted(in: .en)) is no quarter")
  }

  static let quarterRemedy = Message(fr: "écrivez-le 2026-Q1", en: "write it 2026-Q1")
}

extension ReportDimension {
  /// What people call the row of this key.
  public func name(of key: String) -> Message {
    let choice: Message? =
      switch self {
      case .channel: Channel(rawValue: key)?.name
      case .profile: Profile(rawValue: key)?.name
      default: nil
      }
    return choice ?? .verbatim(key)
  }
}

extension ConversionFigure {
  /// What people call it.
  public var name: Message {
    switch self {
    case .attempts: Message(fr: "Tentatives", en: "Attempts")
    case .discussions: Message(fr: "Discussions", en: "Discussions")
    case .prospectsReached: Message(fr: "Prospects rencontrés", en: "Prospects reached")
    case .opportunitiesOpened: Message(fr: "Opportunités ouvertes dans la période", en: "Opportunities opened")
    case .opportunitiesWon: Message(fr: "Opportunités gagnées", en: "Opportunities won")
    case .opportunitiesLost: Message(fr: "Opportunités perdues", en: "Opportunities lost")
    case .opportunitiesAbandoned: Message(fr: "Opportunités abandonnées", en: "Opportunities abandoned")
    case .opportunitiesOpen: Message(fr: "Opportunités en cours", en: "Opportunities open")
    case .opportunitiesUndated:
      Message(fr: "Opportunités sans jour d'ouverture ou de clôture", en: "Opportunities without an opening or closing day")
    case .opportunitiesClosed: Message(fr: "Opportunités gagnées ou perdues", en: "Opportunities won or lost")
    case .prospectsConverted: Message(fr: "Prospects convertis", en: "Prospects converted")
    case .revenue: Message(fr: "Chiffre d'affaires HT", en: "Revenue")
    case .orders: Message(fr: "Commandes", en: "Orders")
    case .daysToWin: Message(fr: "Jours jusqu'au gain", en: "Days to win")
    }
  }
}

extension Message {
  /// The sort of a fact in words.
  public static func factKind(_ kind: String) -> Message {
    switch kind {
    case "opportunity": Message(fr: "opportunité", en: "opportunity")
    case "conversion": Message(fr: "nouveau client", en: "new customer")
    case "sale": Message(fr: "vente", en: "sale")
    case "expense": Message(fr: "dépense", en: "expense")
    case "measurement": Message(fr: "relevé", en: "figure")
    case "objective": Message(fr: "objectif", en: "objective")
    case "kpi": Message(fr: "indicateur", en: "KPI")
    default: .verbatim(kind)
    }
  }

  /// The detail of a fact in words; nil when it is none of a fixed set.
  public static func factDetail(_ detail: String, of kind: String) -> Message? {
    switch kind {
    case "conversation": Outcome(rawValue: detail)?.name
    case "opportunity": StageKind(rawValue: detail)?.message
    case "conversion": Channel(rawValue: detail)?.name
    case "sale": detail == "refund" ? .labelRefund : .labelSale
    default: nil
    }
  }
}
