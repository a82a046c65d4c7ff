import CRM
import Planning

extension Message {
  static let helpOrganizations = Message(fr: "Les organisations de la base.", en: "The organizations of the database.")
  static let helpOrganizationList = Message(fr: "Liste les organisations.", en: "Lists the organizations.")

  static let helpOrganizationRemove = Message(
    fr: "Supprime une organisation et tout ce qu’elle contient, pour de bon.",
    en: "Removes an organization and all that it holds, for good.")
  static let helpOrganizationRemoveMore = Message(
    fr: """
      Ce qui disparaît est d’abord montré, puis le nom est demandé. Rien ne se reprend ensuite\u{A0}: «\u{A0}filon export\u{A0}» en garde \
      une copie.
      """,
    en: "What goes is shown first, then the name is asked for. Nothing can be taken back after: “filon export” keeps a copy.")
  static let helpOrganizationRemoved = Message(
    fr: "L’organisation\u{A0}: son nom court ou le début.", en: "The organization: its short name or the beginning.")
  static let helpOrganizationPreview = Message(
    fr: "Montre ce qui serait supprimé, sans rien supprimer.", en: "Shows what would be removed, and removes nothing.")
  static let helpOrganizationYes = Message(
    fr: "Sans demander\u{A0}: le nom de l’organisation, écrit une seconde fois.",
    en: "Without asking: the name of the organization, written a second time.")
  static let removalIsAsked = Message(
    fr: "une suppression se confirme\u{A0}: sans terminal, par le nom", en: "a removal is confirmed: without a terminal, by the name")
  static let organizationKept = Message(fr: "Rien n’a été supprimé.", en: "Nothing was removed.")

  static func removalIsAskedRemedy(_ organization: Organization) -> Message {
    Message(
      fr: "regardez par --preview, puis ajoutez --yes \(organization.slug)", en: "look with --preview, then add --yes \(organization.slug)")
  }

  static func notItsName(_ text: String, _ organization: Organization) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) n’est pas le nom de \(organization.name.quoted(in: .fr))",
      en: "\(text.quoted(in: .en)) is not the name of \(organization.name.quoted(in: .en))")
  }

  static func organizationGivenTwice(_ name: String, _ other: String) -> Message {
    Message(
      fr: "c’est \(name.quoted(in: .fr)) qui serait supprimée\u{A0}: sans \(other.quoted(in: .fr))",
      en: "it is \(name.quoted(in: .en)) that would be removed: without \(other.quoted(in: .en))")
  }

  static let organizationToRemove = Message(fr: "Tout cela sera supprimé pour de bon.", en: "All of this will be removed for good.")

  static func removalQuestion(_ organization: Organization) -> Message {
    Message(
      fr: "Pour confirmer, tapez le nom \(organization.name.quoted(in: .fr))\u{A0}:",
      en: "To confirm, type the name \(organization.name.quoted(in: .en)):")
  }

  static let organizationPreviewed = Message(fr: "Aperçu\u{A0}: rien n’est supprimé.", en: "Preview: nothing is removed.")

  static func organizationRemoved(_ organization: Organization) -> Message {
    Message(
      fr: "\(organization.name.quoted(in: .fr)) est supprimée, avec tout cela.",
      en: "\(organization.name.quoted(in: .en)) is removed, with all of this.")
  }

  static let organizationColumn = Message(fr: "Organisation", en: "Organization")
  static let organizationSalespeople = Message(fr: "Commerciaux", en: "Salespeople")
  static let organizationMeasurements = Message(fr: "Chiffres de l’extérieur", en: "Figures from outside")
  static let organizationImports = Message(fr: "Imports", en: "Imports")
  static let organizationPlans = Message(fr: "Plans", en: "Plans")

  static let organizationSlug = Message(fr: "Nom court", en: "Slug")
  static let organizationCurrency = Message(fr: "Devise", en: "Currency")
  static let organizationTimeZone = Message(fr: "Fuseau horaire", en: "Time zone")
  static let organizationLanguage = Message(fr: "Langue", en: "Language")
  static let organizationEmpty = Message(
    fr: "Aucune organisation\u{A0}; créez-en une par «\u{A0}filon init NOM\u{A0}».", en: "No organization; make one with “filon init NAME”."
  )
}
