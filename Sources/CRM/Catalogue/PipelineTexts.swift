import Postgres

extension Message {
  static let stageToVisit = Message(fr: "À visiter", en: "To visit")
  static let stageVisited = Message(fr: "Visité", en: "Visited")
  static let stageDiscussion = Message(fr: "Discussion", en: "Discussion")
  static let stageInterested = Message(fr: "Intéressé", en: "Interested")
  static let stageAppointment = Message(fr: "RDV pris", en: "Appointment made")
  static let stageQuote = Message(fr: "Devis remis", en: "Quote given")
  static let stageNegotiation = Message(fr: "Négociation", en: "Negotiation")
  static let stageWon = Message(fr: "Gagné", en: "Won")
  static let stageLost = Message(fr: "Perdu", en: "Lost")
  static let stageAbandoned = Message(fr: "Abandonné", en: "Abandoned")

  static func noStage(_ name: String) -> Message {
    Message(fr: "aucune étape \(name.quoted(in: .fr))", en: "no stage \(name.quoted(in: .en))")
  }

  static func stagesThere(_ names: [String]) -> Message {
    Message(fr: "étapes : \(names.joined(separator: ", "))", en: "stages: \(names.joined(separator: ", "))")
  }

  static let titleEmpty = Message(fr: "ce titre est vide", en: "this title is empty")
  static let titleRemedy = Message(
    fr: "dites ce qui serait vendu, ou ne donnez pas de titre", en: "say what would be sold, or give no title")

  static func expectedBeforeOpening(_ expected: Day, _ opened: Day) -> Message {
    let (fr, en) = (Formats(language: .fr), Formats(language: .en))
    return Message(
      fr: "close prévue le \(fr.day(expected)), avant l'ouverture du \(fr.day(opened))",
      en: "a close expected on \(en.day(expected)), before the opening on \(en.day(opened))")
  }
}

extension StageKind {
  /// The kind's name for people.
  public var message: Message {
    switch self {
    case .open: Message(fr: "ouverte", en: "open")
    case .won: Message(fr: "gagnée", en: "won")
    case .lost: Message(fr: "perdue", en: "lost")
    case .abandoned: Message(fr: "abandonnée", en: "abandoned")
    }
  }
}
