import CRM
import Foundation
import Planning
import Postgres

extension Message {
  static let labelAfter = Message(fr: "Après", en: "After")
  static let labelBefore = Message(fr: "Avant", en: "Before")
  static let labelDetail = Message(fr: "Détail", en: "Detail")
  static let labelKind = Message(fr: "Nature", en: "Kind")
  static let labelExpenses = Message(fr: "Dépenses", en: "Expenses")
  static let labelProspects = Message(fr: "Prospects", en: "Prospects")
  static let labelUnit = Message(fr: "Unité", en: "Unit")
  static let labelDays = Message(fr: "Jours", en: "Days")
  static let helpVoid = Message(
    fr: "Annule ce qui était faux\u{A0}; cela reste au dossier, avec le motif.",
    en: "Voids what was wrong; it stays on record, with the reason."
  )

  static let helpProspectText = Message(
    fr: "Le prospect\u{A0}: nom, e-mail, téléphone ou identifiant.", en: "The prospect: name, e-mail, phone or id.")
  static let helpFactID = Message(fr: "L’identifiant, ou le début.", en: "The id, or the beginning of it.")
  static let helpBy = Message(
    fr: "Le commercial\u{A0}; sinon celui de --as.", en: "The salesperson; else the one of --as.")
  static let helpChannel = Message(
    fr: "Le canal\u{A0}: terrain, boutique, salon, appel sortant, e-mail…",
    en: "The channel: field, shop, trade_show, outbound_call, email…")
  static let helpAt = Message(
    fr: "Quand, à l’heure de l’organisation\u{A0}: hier 14h30, lundi, 22/11/2026 14h30\u{A0}; sinon maintenant.",
    en: "When, on the organization’s clocks: yesterday 14:30, monday, 2026-11-22T14:30; else now.")
  static let helpNote = Message(fr: "Une note.", en: "A note.")
  static let helpNextOn = Message(
    fr: "Le jour de la suite\u{A0}: demain, lundi, 01/12, dans 10 jours.",
    en: "The day of what comes next: tomorrow, monday, 01/12, in 10 days.")
  static let helpProspectFilter = Message(fr: "Seulement ce prospect.", en: "Only this prospect.")
  static let helpByFilter = Message(fr: "Seulement ce commercial.", en: "Only this salesperson.")
  static let helpLimit = Message(fr: "Lignes par page, 1 à 1000.", en: "Rows a page, 1 to 1000.")
  static let helpReason = Message(fr: "Le motif.", en: "The reason.")
  static let helpAmount = Message(fr: "Le montant, hors taxes.", en: "The amount, excluding VAT.")
  static let helpOnDay = Message(fr: "Le jour\u{A0}; sinon aujourd’hui.", en: "The day; else today.")
  static let helpSaleBy = Message(
    fr: "Le commercial\u{A0}; sinon celui de --as, ou celui du prospect.",
    en: "The salesperson; else the one of --as, or the prospect's owner.")

  static let labelVoided = Message(fr: "Annulé", en: "Voided")
  static let labelOpposition = Message(fr: "Opposition", en: "Objected")
  static let labelSale = Message(fr: "vente", en: "sale")
  static let labelRefund = Message(fr: "avoir", en: "refund")

  static let helpAnotherFact = Message(
    fr: "Enregistre même si la même chose vient d’être enregistrée.", en: "Records it although the same was recorded just now.")

  /// The fact that was typed is one of the last minute.
  static let recordedBefore = Message(
    fr: "Déjà noté dans la minute\u{A0}: rien n’a été ajouté. S’il y en a eu deux, ajoutez --another.",
    en: "Recorded already within the minute: nothing was added. If there were two, add --another.")

  static let ownerOfProspect = Message(
    fr: "Le commercial est celui du prospect\u{A0}: aucun autre n’a été dit (--by).",
    en: "The salesperson is the prospect's owner: no other was said (--by).")

  /// Where the next page of a list begins.
  static func nextPage(_ id: String) -> Message {
    Message(fr: "La suite\u{A0}: --after \(id)", en: "More: --after \(id)")
  }
  static let helpLanguage = Message(fr: "Langue\u{A0}: fr ou en.", en: "Language: fr or en.")
  static let helpSystem = Message(
    fr: "Le système d’où vient le fichier\u{A0}; une référence y est unique.",
    en: "The system the file comes from; a reference is unique in it."
  )
  static let columnUndoneAt = Message(fr: "Annulé le", en: "Undone on")

  static let headerStatus = Message(fr: "État", en: "Status")

  static func kpiStatus(_ status: KPIStatus) -> Message {
    status == .final ? Message(fr: "définitif", en: "final") : Message(fr: "provisoire", en: "provisional")
  }
  static let headerTo = Message(fr: "Au (exclu)", en: "To (not included)")
  static let helpRename = Message(fr: "Nouveau nom.", en: "New name.")
}

extension WriteOutcome {
  /// What a person who typed a fact is told of it.
  var notes: [Message] { self == .repeated ? [.recordedBefore] : [] }
}
