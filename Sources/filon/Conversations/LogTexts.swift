import CRM
import Foundation
import Planning
import Postgres

extension Message {
  static let helpKeepNext = Message(
    fr: "Garde la relance en attente, qu’une discussion lève sinon.",
    en: "Keeps the pending follow-up, which a discussion ends otherwise.")
  static let helpAnother = Message(
    fr: "Note la conversation même si la même vient d’être notée.", en: "Logs the conversation although the same was logged just now.")
  static let helpWith = Message(fr: "Un second commercial présent.", en: "A second salesperson who was there.")
  static let helpMinutes = Message(fr: "La durée\u{A0}: 45 ou 1h30.", en: "How long: 45 or 1h30.")
  static let helpNext = Message(
    fr: "La suite prévue\u{A0}; sans --next-on, le prochain jour du lundi au vendredi.",
    en: "What comes next; without --next-on, on the next day from Monday to Friday.")
  static let helpLogStage = Message(
    fr: "L’étape où l’opportunité arrive\u{A0}; ouverte là s’il n’y en a pas.",
    en: "The stage the opportunity moves to; opened there when there is none.")
  static let helpLogOpportunity = Message(
    fr: "Laquelle, s’il y en a plusieurs\u{A0}: identifiant ou titre.", en: "Which one, where there are several: id or title.")
  static let helpSold = Message(
    fr: "Le montant vendu, hors taxes\u{A0}: gagne l’opportunité et enregistre la vente.",
    en: "The amount sold, excluding VAT: wins the opportunity and records the sale.")
  static let helpNew = Message(fr: "Crée le prospect s’il est inconnu.", en: "Makes the prospect when it is unknown.")
  static let helpLogID = Message(
    fr: "Un UUID\u{A0}: la même commande, relancée, n’enregistre rien deux fois.",
    en: "A UUID: the same command again records nothing twice.")
  static let prospectMissing = Message(fr: "avec qui\u{A0}?", en: "with whom?")
  static let prospectMissingRemedy = Message(
    fr: "donnez le prospect, ou tapez «\u{A0}filon log\u{A0}» seul dans un terminal\u{A0}: il demande",
    en: "give the prospect, or type “filon log” alone at a terminal: it asks")
  static let channelMissing = Message(fr: "par quel canal\u{A0}?", en: "by which channel?")
  static let outcomeMissing = Message(fr: "qu’en est-il sorti\u{A0}?", en: "what came of it?")
}
