import Postgres

// What the outside series say, of themselves and when they refuse.
extension Message {
  static func fieldEmpty(_ field: String) -> Message { Message(fr: "\(field) est vide", en: "\(field) is empty") }

  package static func noSeries(_ name: String) -> Message {
    Message(fr: "la série \(name) n’existe pas encore", en: "there is no series \(name) yet")
  }
  static let onlyDirectorsMeasure = Message(
    fr: "seul un directeur enregistre ou annule des mesures", en: "only a director records or voids measurements")

  static func notASeriesName(_ name: String) -> Message {
    Message(fr: "\(name.quoted(in: .fr)) n’est pas un nom de série", en: "\(name.quoted(in: .en)) is not the name of a series")
  }

  static let seriesNameRemedy = Message(
    fr: "minuscules sans accent, chiffres et _, une lettre d’abord\u{A0}; séries connues\u{A0}: \(standardNames.fr)",
    en: "small letters, digits and _, a letter first; known series: \(standardNames.en)")
  static let newSeriesRemedy = Message(
    fr:
      "dites ce qu’elle est (kind\u{A0}: flux, événements ou stock\u{A0}; unit\u{A0}: nombre, montant HT ou montant TTC), ou prenez une série connue\u{A0}: \(standardNames.fr)",
    en: "say what it is (kind: flow, event or stock; unit: count, money or money_with_tax), or take a known series: \(standardNames.en)")
  /// The standard series that comes near, else all of them.
  static func seriesListRemedy(_ text: String) -> Message {
    let names = StandardSeries.allCases.flatMap { [$0.name.fr, $0.name.en] }
    if names.nearest(to: text) != nil { return namesThere(text, StandardSeries.allCases.map(\.name)) }
    return Message(
      fr: "voyez «\u{A0}filon measurement series\u{A0}»\u{A0}; séries connues\u{A0}: \(standardNames.fr)",
      en: "see “filon measurement series”; known series: \(standardNames.en)")
  }

  private static let standardNames = Message(
    fr: StandardSeries.allCases.map(\.name.fr).joined(separator: ", "), en: StandardSeries.allCases.map(\.name.en).joined(separator: ", "))

  static let otherFigure = Message(
    fr: "la série a déjà une autre valeur pour ces jours", en: "the series has another value for these days already")
  static let otherFigureRemedy = Message(
    fr: "voyez «\u{A0}filon measurement list\u{A0}»\u{A0}; annulez d’abord celle qui est fausse par «\u{A0}filon measurement void\u{A0}»",
    en: "see “filon measurement list”; void the one that is wrong first with “filon measurement void”")
}

extension SeriesKind: NamedChoice {
  public var name: Message {
    switch self {
    case .flow: Message(fr: "flux", en: "flow")
    case .event: Message(fr: "événements", en: "events")
    case .stock: Message(fr: "stock", en: "stock")
    }
  }

  public static func unknown(_ text: String) -> Message { .notAChoice(text, allCases.map(\.name)) }
}

extension SeriesUnit: NamedChoice {
  public var name: Message {
    switch self {
    case .count: Message(fr: "nombre", en: "count")
    case .money: Message(fr: "montant HT", en: "amount excl. VAT")
    case .moneyWithTax: Message(fr: "montant TTC", en: "amount incl. VAT")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .count: []
    case .money: ["HT", "montant"]
    case .moneyWithTax: ["TTC"]
    }
  }

  public static func unknown(_ text: String) -> Message { .notAChoice(text, allCases.map(\.name)) }
}
