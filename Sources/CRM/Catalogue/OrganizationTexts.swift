extension Message {
  static func nameWithoutLetters(_ name: String) -> Message {
    Message(
      fr: "le nom \(name.quoted(in: .fr)) ne contient ni lettre ni chiffre latins", en: "the name \(name.quoted(in: .en)) has no Latin letter or digit")
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
      fr: "l'organisation \(organization.slug.quoted(in: .fr)) existe déjà avec la devise \(organization.currency) et le fuseau \(organization.timeZone)",
      en: "the organization \(organization.slug.quoted(in: .en)) exists with the currency \(organization.currency) and the time zone \(organization.timeZone)")
  }

  static func noOrganization(_ slug: String) -> Message {
    Message(fr: "aucune organisation \(slug.quoted(in: .fr))", en: "no organization \(slug.quoted(in: .en))")
  }

  public static let initRemedy = Message(
    fr: "créez-la par « filon init NOM », ou voyez « filon organization list »", en: "make it with “filon init NAME”, or see “filon organization list”")
}
