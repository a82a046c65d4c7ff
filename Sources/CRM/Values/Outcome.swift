public import Postgres

/// What came of a conversation.
public enum Outcome: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case absent
  case noAnswer = "no_answer"
  case refused
  /// Wants no more contact.
  case opposed
  case callBack = "call_back"
  case wrongContact = "wrong_contact"
  case outOfTarget = "out_of_target"
  case interested
  case documentationLeft = "documentation_left"
  case appointment
  case quoteRequested = "quote_requested"
  case trial, sold
  case alreadyCustomer = "already_customer"
  case complaint

  /// Somebody spoke; otherwise it was an attempt. The database keeps the same rule in `conversation.discussion`.
  public var isDiscussion: Bool { self != .absent && self != .noAnswer }
}

extension Outcome: NamedChoice {
  public var name: Message {
    switch self {
    case .absent: Message(fr: "absent", en: "absent")
    case .noAnswer: Message(fr: "ne répond pas", en: "no answer")
    case .refused: Message(fr: "refus", en: "refused")
    case .opposed: Message(fr: "opposition", en: "opposed")
    case .callBack: Message(fr: "à rappeler", en: "call back")
    case .wrongContact: Message(fr: "mauvais interlocuteur", en: "wrong contact")
    case .outOfTarget: Message(fr: "hors cible", en: "out of target")
    case .interested: Message(fr: "intéressé", en: "interested")
    case .documentationLeft: Message(fr: "documentation remise", en: "documentation left")
    case .appointment: Message(fr: "RDV pris", en: "appointment")
    case .quoteRequested: Message(fr: "devis demandé", en: "quote requested")
    case .trial: Message(fr: "essai", en: "trial")
    case .sold: Message(fr: "vendu", en: "sold")
    case .alreadyCustomer: Message(fr: "déjà client", en: "already customer")
    case .complaint: Message(fr: "réclamation", en: "complaint")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .noAnswer: ["sans réponse"]
    case .refused: ["pas intéressé", "not interested"]
    case .opposed: ["refus définitif"]
    case .callBack: ["rappeler"]
    case .interested: ["intéressée"]
    case .documentationLeft: ["documentation"]
    case .appointment: ["rendez-vous pris", "rendez-vous", "RDV"]
    case .quoteRequested: ["devis"]
    case .trial: ["échantillon", "sample"]
    case .sold: ["vente"]
    case .absent, .wrongContact, .outOfTarget, .alreadyCustomer, .complaint: []
    }
  }

  public static func unknown(_ text: String) -> Message {
    Message(fr: "aucun résultat \(text.quoted(in: .fr))", en: "no outcome \(text.quoted(in: .en))")
  }
}
