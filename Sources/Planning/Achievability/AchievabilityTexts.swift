package import CRM
import Postgres

// What is said of whether an objective can be reached.
extension Message {
  static let nothingObserved = Message(
    fr: "aucune discussion n’est enregistrée\u{A0}: il n’y a pas de taux de conversion observé",
    en: "no discussion is recorded: there is no observed conversion rate")

  static func noConversionObserved(_ rate: Rate) -> Message {
    rate.numerator > rate.denominator
      ? Message(
        fr: "plus de clients que de prospects rencontrés\u{A0}: le taux de conversion observé n’en est pas un",
        en: "more customers than prospects met: the observed conversion rate is none")
      : Message(
        fr: "aucun des \(rate.denominator) prospects rencontrés n’est devenu client\u{A0}: le taux observé est nul",
        en: "none of the \(rate.denominator) prospects met became a customer: the observed rate is zero")
  }

  static let noBasketObserved = Message(
    fr: "aucune vente n’est enregistrée\u{A0}: il n’y a pas de panier moyen", en: "no sale is recorded: there is no average basket")
  static let noTeamInPlan = Message(fr: "le plan n’a pas d’équipe", en: "the plan has no team")

  static func noPace(of names: [String]) -> Message {
    let names = names.joined(separator: ", ")
    return Message(
      fr: "ni rythme observé ni «\u{A0}discussions par jour\u{A0}» pour \(names)",
      en: "neither an observed pace nor “discussions per day” for \(names)")
  }
}

extension Achievability.Verdict {
  /// The word for people.
  package var message: Message {
    switch self {
    case .reachable: Message(fr: "atteignable", en: "within reach")
    case .tight: Message(fr: "atteignable, sans marge", en: "within reach, without margin")
    case .doubtful: Message(fr: "peu probable", en: "unlikely")
    case .outOfReach: Message(fr: "hors d’atteinte", en: "out of reach")
    }
  }
}
