import CRM
import Foundation
import Planning
import Postgres

extension Message {
  /// Standard output could not be written, after something was recorded or not.
  static func answerNotWritten(_ reason: String, recorded: (any CustomStringConvertible)?) -> Message {
    guard let id = recorded?.description else {
      return Message(fr: "la réponse n’a pas pu être écrite\u{A0}: \(reason)", en: "the answer could not be written: \(reason)")
    }
    return Message(
      fr: "c’est enregistré (\(id)), seule la réponse n’a pas pu être écrite\u{A0}: \(reason)",
      en: "it is recorded (\(id)), only the answer could not be written: \(reason)")
  }

  static func reportNotWritten(_ reason: String) -> Message {
    Message(fr: "le rapport n’a pas pu être écrit\u{A0}: \(reason)", en: "the report could not be written: \(reason)")
  }
  static let reportFileRemedy = Message(
    fr: "choisissez avec --output un fichier dans un dossier où vous pouvez écrire et où il y a de la place",
    en: "choose with --output a file in a folder that you may write to and that has room")
  /// The sort of a fact in words.
  static func factKind(_ kind: String) -> Message {
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
  static func factDetail(_ detail: String, of kind: String) -> Message? {
    switch kind {
    case "conversation": Outcome(rawValue: detail)?.name ?? Channel(rawValue: detail)?.name
    case "opportunity": StageKind(rawValue: detail)?.message
    case "conversion": Channel(rawValue: detail)?.name
    case "sale": detail == "refund" ? .labelRefund : .labelSale
    default: nil
    }
  }
}
