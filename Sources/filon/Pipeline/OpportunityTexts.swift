import CRM
import Foundation
import Planning
import Postgres

extension Message {
  static let helpOpportunities = Message(fr: "Les opportunités.", en: "The opportunities.")
  static let helpOpportunityAdd = Message(fr: "Ouvre une opportunité.", en: "Opens an opportunity.")
  static let helpOpportunityMove = Message(
    fr: "Déplace une opportunité ouverte\u{A0}; une étape gagnée, perdue ou abandonnée la clôt.",
    en: "Moves an open opportunity; a stage that is won, lost or abandoned closes it.")
  static let helpOpportunityWin = Message(fr: "Gagne une opportunité.", en: "Wins an opportunity.")
  static let helpOpportunityLose = Message(fr: "Perd une opportunité.", en: "Loses an opportunity.")
  static let helpOpportunityAbandon = Message(fr: "Abandonne une opportunité.", en: "Gives an opportunity up.")
  static let helpOpportunityReopen = Message(fr: "Rouvre une opportunité close.", en: "Opens a closed opportunity again.")
  static let helpOpportunityUpdate = Message(
    fr: "Modifie une opportunité sans la déplacer\u{A0}; ce qui n’est pas dit reste.",
    en: "Changes an opportunity without moving it; what is not said stays.")
  static let helpOpportunityUpdateMore = Message(
    fr:
      "Un nouveau commercial l’a à partir de maintenant (--at\u{A0}: d’un autre moment)\u{A0}; ce qui précède reste à l’ancien. D’une opportunité close, on précise le montant, le motif ou le concurrent.",
    en:
      "A new owner has it from now on (--at: from another moment); what was before stays the former one's. Of a closed one, the amount, the reason and the competitor can be told better."
  )
  static let helpOpportunityOwner = Message(
    fr: "Le commercial à qui elle revient désormais.", en: "The salesperson whose it is from now on.")
  static let helpOpportunityAt = Message(
    fr: "Depuis quand, pour --owner et --amount\u{A0}; sinon maintenant.", en: "Since when, for --owner and --amount; else now.")
  static let helpWinSold = Message(
    fr: "Enregistre aussi la vente de ce montant.", en: "Records the sale of that amount too.")
  static let helpTitle = Message(fr: "De quoi il s’agit.", en: "What it is about.")
  static let helpOpportunitySource = Message(fr: "D’où elle vient.", en: "Where it comes from.")
  static let helpExpected = Message(fr: "Le jour où elle devrait se conclure.", en: "The day it should close.")
  static let helpCompetitor = Message(fr: "Le concurrent qui l’emporte.", en: "The competitor who won.")
  static let saleRecorded = Message(fr: "Vente enregistrée", en: "Sale recorded")

  static let helpOpportunityText = Message(
    fr: "L’opportunité\u{A0}: son titre, son prospect ou son identifiant\u{A0}; une seule doit convenir.",
    en: "The opportunity: its title, its prospect or its id; only one may fit.")
  static let helpStage = Message(fr: "L’étape.", en: "The stage.")

  static let helpOpportunityList = Message(
    fr: "Liste les opportunités, la dernière modifiée d’abord.", en: "Lists opportunities, the last changed first.")
  static let helpOpportunityShow = Message(
    fr: "Montre une opportunité et le temps passé dans chaque étape.", en: "Shows an opportunity and the time it spent in each stage.")
  static let helpOpenOnly = Message(fr: "Seulement les ouvertes.", en: "Only the open ones.")
  static let helpClosedOnly = Message(fr: "Seulement les closes.", en: "Only the closed ones.")
  static let stagesTitle = Message(fr: "Parcours", en: "Way through the pipeline")
}
