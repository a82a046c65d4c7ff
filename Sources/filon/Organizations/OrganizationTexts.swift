import CRM
import Planning

extension Message {
  static let helpOrganizations = Message(fr: "Les organisations de la base.", en: "The organizations of the database.")
  static let helpOrganizationList = Message(fr: "Liste les organisations.", en: "Lists the organizations.")

  static let organizationSlug = Message(fr: "Nom court", en: "Slug")
  static let organizationCurrency = Message(fr: "Devise", en: "Currency")
  static let organizationTimeZone = Message(fr: "Fuseau horaire", en: "Time zone")
  static let organizationLanguage = Message(fr: "Langue", en: "Language")
  static let organizationEmpty = Message(
    fr: "Aucune organisation\u{A0}; créez-en une par «\u{A0}filon init NOM\u{A0}».", en: "No organization; make one with “filon init NAME”."
  )
}
