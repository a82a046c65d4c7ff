package import Postgres

// What reports say about themselves: definitions, notes, reasons.
extension Message {
  package static let unknownStage = Message(fr: "(étape inconnue)", en: "(stage unknown)")

  // Definitions.
  static let definitionWon = Message(
    fr: "opportunités gagnées dans la période, créditées à leur responsable au jour du gain",
    en: "opportunities won in the period, credited to their owner at the win")
  static let definitionClosed = Message(
    fr: "opportunités gagnées ou perdues dans la période\u{A0}; les abandonnées et les ouvertes n’y sont pas",
    en: "opportunities won or lost in the period; abandoned and open ones are not in it")
  static let definitionConverted = Message(
    fr: "prospects devenus clients dans la période (première vente ou premier gain), comptés pour chaque commercial crédité",
    en: "prospects who became customers in the period (first sale or win), counted for each salesperson credited")
  static let definitionReached = Message(
    fr: "prospects distincts avec qui une discussion a eu lieu dans la période",
    en: "distinct prospects with whom a discussion was held in the period")
  static let definitionAttempts = Message(
    fr: "conversations de la période, que quelqu’un ait répondu ou non", en: "conversations of the period, whether or not somebody spoke")
  static let definitionDiscussions = Message(
    fr: "conversations où quelqu’un a parlé, hors clients acquis avant ce jour",
    en: "conversations in which somebody spoke, without customers won before that day")
  static let definitionRevenue = Message(
    fr: "ventes hors taxes moins remboursements, chacun à son jour", en: "sales excluding VAT less refunds, each on its day")
  static let definitionOrders = Message(
    fr: "ventes de la période qui n’ont pas été remboursées en entier", en: "sales of the period that were not given back in full")
  static let definitionBasket = Message(
    fr:
      "montant des commandes divisé par leur nombre\u{A0}; le CA en retire encore les remboursements de la période, partiels ou de ventes d’avant",
    en: "amount of the orders over their number; revenue is also less the refunds of the period, in part or of sales before it")
  static let definitionDays = Message(
    fr: "jours de l’ouverture au gain, sur les gains dont l’ouverture est datée",
    en: "days from opening to win, over the wins whose opening is dated")

  // Reasons.
  package static let nothingClosed = Message(fr: "aucune opportunité close", en: "no opportunity closed")
  package static let nobodyReached = Message(fr: "aucun prospect rencontré", en: "no prospect reached")
  package static let noOrders = Message(fr: "aucune commande", en: "no order")
  static let noDatedWins = Message(fr: "aucun gain dont l’ouverture est datée", en: "no win whose opening is dated")
  static let openOnlyAtTheEnd = Message(
    fr: "les opportunités ouvertes ne se comptent qu’à la fin de la période",
    en: "open opportunities are counted at the end of the period only")

  static let knowledgeToCome = Message(
    fr: "ce moment est à venir\u{A0}: on ne sait pas ce qui sera connu alors",
    en: "that moment is to come: what will be known then is not known"
  )
  static let knowledgeToComeRemedy = Message(
    fr: "sans --as-of, la réponse dit ce qui est connu maintenant", en: "without --as-of the answer says what is known now")

  // Notes.
  package static let ownFiguresOnly = Message(fr: "Vos propres chiffres seulement.", en: "Your own figures only.")

  static func asOf(_ time: CivilTime) -> Message {
    Message(
      fr: "Tel que connu le \(Formats(language: .fr).dateTime(time)).", en: "As known at \(Formats(language: .en).dateTime(time)).")
  }

  static let noHistory = Message(fr: "Aucun fait n’est encore connu.", en: "No fact is known yet.")

  static func convertedWithoutSale(_ count: Int) -> Message {
    let (fr, en) = (Language.fr.plural, Language.en.plural)
    return Message(
      fr:
        "\(count) \(fr(count, "conversion vient", "conversions viennent")) d’un gain sans vente enregistrée\u{A0}: ni le chiffre d’affaires, ni l’ABC, ni les nouveaux clients ne \(fr(count, "la", "les")) comptent.",
      en:
        "\(count) \(en(count, "conversion comes", "conversions come")) of a win without a recorded sale: revenue, ABC and new customers do not count \(en(count, "it", "them"))."
    )
  }

  static func historyStartsLater(_ day: Day) -> Message {
    Message(
      fr:
        "L’historique commence le \(Formats(language: .fr).day(day)), après le début de la période\u{A0}: ce qui précède manque, ce n’est pas zéro.",
      en: "The history starts on \(Formats(language: .en).day(day)), after the period's first day: what came before is missing, not zero.")
  }

  static func convertedExceedReached(_ names: [Message]) -> Message {
    // Where it concerns nearly everybody, the names would bury the rest.
    let list = { (names: [String]) in (1...5).contains(names.count) ? " (\(names.joined(separator: ", ")))" : "" }
    return Message(
      fr:
        "Plus de prospects convertis que rencontrés dans la période\(list(names.map(\.fr)))\u{A0}: ils l’ont été avant, ou sans discussion notée.",
      en:
        "More prospects converted than reached in the period\(list(names.map(\.en))): they were reached before, or no discussion was logged."
    )
  }

  static let rowsExceedTotal = Message(
    fr: "Une discussion à deux, un prospect vu par plusieurs ou une conversion partagée compte sur chaque ligne et une fois dans le total.",
    en: "A conversation held by two, a prospect met by several or a shared conversion counts on each row and once in the total.")

  package static func opportunitiesUndated(_ count: Int, _ day: Day) -> Message {
    let fr = Language.fr.plural(
      count, "opportunité sans jour d'ouverture ou de clôture n'est pas comptée comme ouverte : rien ne dit si elle l'était",
      "opportunités sans jour d'ouverture ou de clôture ne sont pas comptées comme ouvertes : rien ne dit si elles l'étaient")
    let en = Language.en.plural(
      count, "opportunity without an opening or closing day is not counted as open: nothing says whether it was",
      "opportunities without an opening or closing day are not counted as open: nothing says whether they were")
    return Message(
      fr: "\(count) \(fr) au soir du \(Formats(language: .fr).day(day)).",
      en: "\(count) \(en) at the end of \(Formats(language: .en).day(day)).")
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

  static func stagesRetired(_ names: [String]) -> Message {
    let list = names.joined(separator: ", ")
    return Message(
      fr: "\(Language.fr.plural(names.count, "Étape retirée", "Étapes retirées"))\u{A0}: \(list).",
      en: "\(Language.en.plural(names.count, "Retired stage", "Retired stages")): \(list).")
  }

  static func opportunitiesWithoutAmount(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "opportunité ouverte n’a pas", "opportunités ouvertes n’ont pas")) de montant.",
      en: "\(count) open \(Language.en.plural(count, "opportunity has", "opportunities have")) no amount.")
  }

  // Rows.
  package static func noTeam(_ name: String) -> Message {
    Message(fr: "aucune équipe \(name.quoted(in: .fr))", en: "no team \(name.quoted(in: .en))")
  }

  static let channelsThere = verbatim(Channel.allCases.map(\.rawValue).joined(separator: ", "))

  static let profilesThere = verbatim(Profile.allCases.map(\.rawValue).joined(separator: ", "))

  static func noMonth(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un mois", en: "\(text.quoted(in: .en)) is no month")
  }

  static let monthRemedy = Message(fr: "écrivez-le 2026-03", en: "write it 2026-03")

  static func noQuarter(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un trimestre", en: "\(text.quoted(in: .en)) is no quarter")
  }

  static let quarterRemedy = Message(fr: "écrivez-le 2026-Q1", en: "write it 2026-Q1")
}

extension ReportDimension {
  /// What people call the row of this key.
  package func name(of key: String) -> Message {
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
  package var name: Message {
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
      Message(fr: "Opportunités sans jour d’ouverture ou de clôture", en: "Opportunities without an opening or closing day")
    case .opportunitiesClosed: Message(fr: "Opportunités gagnées ou perdues", en: "Opportunities won or lost")
    case .prospectsConverted: Message(fr: "Prospects convertis", en: "Prospects converted")
    case .revenue: Message(fr: "Chiffre d’affaires HT", en: "Revenue")
    case .orders: Message(fr: "Commandes", en: "Orders")
    case .daysToWin: Message(fr: "Jours jusqu’au gain", en: "Days to win")
    }
  }
}

extension Message {
  /// What the rows of a dimension are of.
  package static func header(_ dimension: ReportDimension) -> Message {
    switch dimension {
    case .salesperson: Message(fr: "Commercial", en: "Salesperson")
    case .team: Message(fr: "Équipe", en: "Team")
    case .channel: Message(fr: "Canal", en: "Channel")
    case .source: Message(fr: "Origine", en: "Source")
    case .profile: Message(fr: "Profil", en: "Profile")
    case .month: Message(fr: "Mois", en: "Month")
    case .quarter: Message(fr: "Trimestre", en: "Quarter")
    }
  }
}
