import CRM
import Planning

extension Message {
  static let helpProspects = Message(fr: "Les prospects et clients.", en: "The prospects and customers.")
  static let helpProspectAdd = Message(
    fr: "Ajoute un prospect, sauf s’il semble déjà là.", en: "Adds a prospect, unless it seems to be there already.")
  static let helpProspectList = Message(fr: "Liste les prospects par nom.", en: "Lists the prospects by name.")
  static let helpProspectShow = Message(
    fr: "Montre un prospect et toute son histoire.", en: "Shows a prospect and its whole history.")
  static let helpProspectUpdate = Message(
    fr: "Modifie un prospect\u{A0}; ce qui n’est pas dit reste.", en: "Changes a prospect; what is not said stays.")

  static let helpNewProspectName = Message(fr: "Nom de la personne ou de l’entreprise.", en: "Name of the person or company.")
  static let helpProspect = Message(
    fr: "Nom ou son début, e-mail, téléphone, SIRET ou identifiant.", en: "Name or its beginning, e-mail, phone, SIRET or id.")
  static let helpAllowDuplicate = Message(
    fr: "Ajoute même s’il semble déjà là.", en: "Adds it even if it seems to be there already.")
  static let helpContact = Message(fr: "Personne à qui parler.", en: "Person to talk to.")
  static let helpEmail = Message(fr: "Adresse e-mail.", en: "E-mail address.")
  static let helpPhone = Message(
    fr: "Téléphone, comme on le compose dans son pays ou avec +NN.", en: "Phone, as dialled in its country or with +NN.")
  static let helpSIRET = Message(fr: "SIRET, 14 chiffres.", en: "SIRET, 14 digits.")
  static let helpVAT = Message(fr: "Numéro de TVA.", en: "VAT number.")
  static let helpNAF = Message(fr: "Code NAF, 62.01Z.", en: "NAF code, 62.01Z.")
  static let helpAddress = Message(fr: "Rue et numéro.", en: "Street and number.")
  static let helpPostalCode = Message(fr: "Code postal.", en: "Postal code.")
  static let helpCity = Message(fr: "Ville.", en: "City.")
  static let helpCountry = Message(
    fr: "Pays, son nom ou ses deux lettres\u{A0}; sinon FR.", en: "Country, its name or its two letters; else FR.")
  static let helpSource = Message(fr: "D’où il vient\u{A0}: salon, recommandation…", en: "Where it comes from: trade show, referral…")
  static let helpOwner = Message(fr: "Commercial en charge.", en: "Salesperson in charge.")
  static let helpProspectPotential = Message(
    fr: "Ce qu’il pourrait acheter par an, HT.", en: "What it could buy in a year, excluding VAT.")
  static let helpProspectNext = Message(fr: "Relance\u{A0}: quoi faire.", en: "Next step: what to do.")
  static let helpClear = Message(
    fr: "Vide ce champ (plusieurs fois possible)\u{A0}; next vide la relance et son jour.",
    en: "Empties this field (may be given several times); next empties the next step and its day.")
  static let helpStageFilter = Message(
    fr: "Avec une opportunité ouverte à cette étape.", en: "With an open opportunity in this stage.")
  static let helpOwnerFilter = Message(fr: "De ce commercial.", en: "Of this salesperson.")
  static let helpSegmentFilter = Message(
    fr: "Classe A, B, C ou F (anciens clients) de la dernière segmentation enregistrée.",
    en: "Class A, B, C or F (former customers) of the latest saved segmentation.")
  static let helpSourceFilter = Message(fr: "De cette origine.", en: "From this source.")
  static let helpTextFilter = Message(
    fr: "Mots du nom, du contact, de la ville ou de l’e-mail.", en: "Words of the name, contact, city or e-mail.")
  static let helpDueFilter = Message(fr: "À relancer ce jour-là ou avant.", en: "With a next step due on this day or before.")
  static let helpOnlyCustomers = Message(fr: "Seulement les clients.", en: "Only customers.")
  static let helpOnlyProspects = Message(
    fr: "Seulement ceux qui n’ont pas encore acheté.", en: "Only those who have not bought yet.")
  static let helpCursor = Message(
    fr: "Page suivante\u{A0}: le curseur rendu par la précédente.", en: "Next page: the cursor that the one before gave.")
}
