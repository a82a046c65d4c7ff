import CRM
import Planning

extension Message {
  static let helpSalespeople = Message(fr: "Les commerciaux.", en: "The salespeople.")
  static let helpSalespersonAdd = Message(fr: "Ajoute un commercial.", en: "Adds a salesperson.")
  static let helpSalespersonList = Message(fr: "Liste les commerciaux.", en: "Lists the salespeople.")
  static let helpSalespersonShow = Message(fr: "Montre un commercial.", en: "Shows a salesperson.")
  static let helpSalespersonUpdate = Message(
    fr: "Modifie ce qui est donné d’un commercial.", en: "Changes what is given of a salesperson.")
  static let helpNewSalespersonName = Message(fr: "Nom du commercial.", en: "Name of the salesperson.")
  static let helpSalespersonName = Message(
    fr: "Nom, prénom, début du nom ou identifiant.", en: "Name, first name, beginning of the name, or id.")
  static let helpProfile = Message(
    fr: "Profil\u{A0}: ouvreur (opener), chasseur (hunter) ou éleveur (farmer).", en: "Profile: opener, hunter or farmer.")
  static let helpClearSalesperson = Message(
    fr: "Vide ce champ (plusieurs fois possible).", en: "Empties this field (may be given several times).")
  static let helpTeam = Message(fr: "Équipe, créée si elle est nouvelle.", en: "Team, made when it is new.")
  static let helpTeamFilter = Message(fr: "Seulement cette équipe.", en: "Only this team.")
  static let helpActiveFrom = Message(
    fr: "Premier jour dans l’équipe (31/12/2026 ou 2026-12-31).", en: "First day in the team (2026-12-31 or 31/12/2026).")
  static let helpActiveUntil = Message(fr: "Premier jour où il n’y est plus.", en: "First day no longer in it.")
  static let helpTrainedFrom = Message(fr: "Premier jour une fois formé.", en: "First day as trained.")
  static let helpTrainedUntil = Message(fr: "Jour où la formation expire.", en: "Day the training lapses.")

  static let salespersonEmpty = Message(
    fr: "Aucun commercial\u{A0}; ajoutez-en par «\u{A0}filon salesperson add NOM\u{A0}».",
    en: "No salesperson; add some with “filon salesperson add NAME”.")
}
