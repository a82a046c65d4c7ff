// A text says by itself what it is.

extension Message {
  static let nameLettersRemedy = Message(
    fr: "donnez-en un qui en contient : son nom court, pour --organization, en est fait",
    en: "give one that has some: its slug, for --organization, is made of them")

  static func nameWithoutLetters(_ name: String) -> Message {
    Message(
      fr: "le nom \(name.quoted(in: .fr)) ne contient ni lettre ni chiffre latins",
      en: "the name \(name.quoted(in: .en)) has no Latin letter or digit")
  }

  static func unknownCurrency(_ code: String) -> Message {
    Message(fr: "devise inconnue : \(code.quoted(in: .fr))", en: "unknown currency: \(code.quoted(in: .en))")
  }

  static let currencyRemedy = Message(fr: "donnez un code ISO 4217, par exemple EUR", en: "give an ISO 4217 code, such as EUR")

  static func unknownTimeZone(_ name: String) -> Message {
    Message(fr: "fuseau horaire inconnu : \(name.quoted(in: .fr))", en: "unknown time zone: \(name.quoted(in: .en))")
  }

  static let timeZoneRemedy = Message(fr: "donnez un nom IANA, par exemple Europe/Paris", en: "give an IANA name, such as Europe/Paris")

  static func organizationDiffers(_ organization: Organization) -> Message {
    Message(
      fr:
        "l'organisation \(organization.slug.quoted(in: .fr)) existe déjà avec la devise \(organization.currency) et le fuseau \(organization.timeZone)",
      en:
        "the organization \(organization.slug.quoted(in: .en)) exists with the currency \(organization.currency) and the time zone \(organization.timeZone)"
    )
  }

  static func noOrganization(_ slug: String) -> Message {
    Message(fr: "aucune organisation \(slug.quoted(in: .fr))", en: "no organization \(slug.quoted(in: .en))")
  }

  public static let initRemedy = Message(
    fr: "créez-la par « filon init NOM », ou voyez « filon organization list »",
    en: "make it with “filon init NAME”, or see “filon organization list”")

  public static let helpInit = Message(
    fr: "Crée une organisation avec son pipeline ; la relancer ne change rien.",
    en: "Makes an organization with its pipeline; again changes nothing.")
  public static let helpOrganizationName = Message(fr: "Nom de l'organisation.", en: "Name of the organization.")
  public static let helpCurrency = Message(fr: "Devise, code ISO 4217 ; sinon EUR.", en: "Currency, an ISO 4217 code; else EUR.")
  public static let helpTimeZone = Message(
    fr: "Fuseau horaire, nom IANA ; sinon Europe/Paris.", en: "Time zone, an IANA name; else Europe/Paris.")
  public static let helpOrganizations = Message(fr: "Les organisations de la base.", en: "The organizations of the database.")
  public static let helpOrganizationList = Message(fr: "Liste les organisations.", en: "Lists the organizations.")

  public static let organizationName = Message(fr: "Nom", en: "Name")
  public static let organizationSlug = Message(fr: "Nom court", en: "Slug")
  public static let organizationCurrency = Message(fr: "Devise", en: "Currency")
  public static let organizationTimeZone = Message(fr: "Fuseau horaire", en: "Time zone")
  public static let organizationLanguage = Message(fr: "Langue", en: "Language")
  public static let organizationEmpty = Message(
    fr: "Aucune organisation ; créez-en une par « filon init NOM ».", en: "No organization; make one with “filon init NAME”.")
  public static let organizationCreated = Message(fr: "Organisation créée.", en: "Organization made.")
  public static let organizationAlreadyThere = Message(
    fr: "Organisation déjà là ; rien n'a changé.", en: "Organization already there; nothing changed.")

  public static let pipelineTitle = Message(fr: "Pipeline", en: "Pipeline")
  public static let stagePosition = Message(fr: "Rang", en: "No.")
  public static let stageName = Message(fr: "Étape", en: "Stage")
  public static let stageKind = Message(fr: "Sens", en: "Kind")
  public static let stageProbability = Message(fr: "Chance (%)", en: "Chance (%)")
}
