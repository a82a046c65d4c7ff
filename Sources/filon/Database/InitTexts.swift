import CRM
import Planning

extension Message {
  static let helpInit = Message(
    fr: "Crée une organisation avec son pipeline\u{A0}; la relancer ne change rien.",
    en: "Makes an organization with its pipeline; again changes nothing.")
  static let helpOrganizationName = Message(fr: "Nom de l’organisation.", en: "Name of the organization.")
  static let helpCurrency = Message(fr: "Devise, code ISO 4217\u{A0}; sinon EUR.", en: "Currency, an ISO 4217 code; else EUR.")
  static let helpTimeZone = Message(
    fr: "Fuseau horaire, nom IANA\u{A0}; sinon Europe/Paris.", en: "Time zone, an IANA name; else Europe/Paris.")
  static let organizationCreated = Message(fr: "Organisation créée.", en: "Organization made.")
  static let organizationAlreadyThere = Message(
    fr: "Organisation déjà là\u{A0}; rien n’a changé.", en: "Organization already there; nothing changed.")

  static let pipelineTitle = Message(fr: "Pipeline", en: "Pipeline")
}
