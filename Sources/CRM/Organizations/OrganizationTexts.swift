import Postgres

// A text says by itself what it is.
extension Message {
  static let nameLettersRemedy = Message(
    fr: "donnez-en un qui en contient\u{A0}: son nom court, pour --organization, en est fait",
    en: "give one that has some: its slug, for --organization, is made of them")

  static func nameWithoutLetters(_ name: String) -> Message {
    Message(
      fr: "le nom \(name.quoted(in: .fr)) ne contient ni lettre ni chiffre latins",
      en: "the name \(name.quoted(in: .en)) has no Latin letter or digit")
  }

  static func unknownCurrency(_ code: String) -> Message {
    Message(fr: "devise inconnue\u{A0}: \(code.quoted(in: .fr))", en: "unknown currency: \(code.quoted(in: .en))")
  }

  static let currencyRemedy = Message(fr: "donnez un code ISO 4217, par exemple EUR", en: "give an ISO 4217 code, such as EUR")

  static func unknownTimeZone(_ name: String) -> Message {
    Message(fr: "fuseau horaire inconnu\u{A0}: \(name.quoted(in: .fr))", en: "unknown time zone: \(name.quoted(in: .en))")
  }

  static let timeZoneRemedy = Message(fr: "donnez un nom IANA, par exemple Europe/Paris", en: "give an IANA name, such as Europe/Paris")

  static func organizationDiffers(_ organization: Organization) -> Message {
    Message(
      fr:
        "l’organisation \(organization.slug.quoted(in: .fr)) existe déjà avec la devise \(organization.currency) et le fuseau \(organization.timeZone)",
      en:
        "the organization \(organization.slug.quoted(in: .en)) exists with the currency \(organization.currency) and the time zone \(organization.timeZone)"
    )
  }

  static let onlyDirectorsRemove = Message(
    fr: "seul un directeur supprime une organisation", en: "only a director removes an organization")

  static func noOrganization(_ slug: String) -> Message {
    Message(fr: "aucune organisation \(slug.quoted(in: .fr))", en: "no organization \(slug.quoted(in: .en))")
  }

  package static let initRemedy = Message(
    fr: "créez-la par «\u{A0}filon init NOM\u{A0}», ou voyez «\u{A0}filon organization list\u{A0}»",
    en: "make it with “filon init NAME”, or see “filon organization list”")
  static let stageToVisit = Message(fr: "À visiter", en: "To visit")
  static let stageVisited = Message(fr: "Visité", en: "Visited")
  static let stageDiscussion = Message(fr: "Discussion", en: "Discussion")
  package static let stageInterested = Message(fr: "Intéressé", en: "Interested")
  package static let stageAppointment = Message(fr: "RDV pris", en: "Appointment made")
  package static let stageQuote = Message(fr: "Devis remis", en: "Quote given")
  package static let stageNegotiation = Message(fr: "Négociation", en: "Negotiation")
  package static let stageWon = Message(fr: "Gagné", en: "Won")
  package static let stageLost = Message(fr: "Perdu", en: "Lost")
  package static let stageAbandoned = Message(fr: "Abandonné", en: "Abandoned")

  package static func noStage(_ name: String) -> Message {
    Message(fr: "aucune étape \(name.quoted(in: .fr))", en: "no stage \(name.quoted(in: .en))")
  }

  static func stageRetired(_ name: String) -> Message {
    Message(
      fr: "l’étape \(name.quoted(in: .fr)) est retirée\u{A0}: elle ne prend plus d’opportunités",
      en: "the stage \(name.quoted(in: .en)) is retired: it takes no more opportunities")
  }

  static func noStageOf(_ kind: StageKind) -> Message {
    Message(fr: "le pipeline n’a pas d’étape \(kind.message.fr)", en: "the pipeline has no stage that is \(kind.message.en)")
  }

  static func stagesThere(_ names: [String]) -> Message {
    Message(fr: "étapes\u{A0}: \(names.joined(separator: ", "))", en: "stages: \(names.joined(separator: ", "))")
  }
}

extension StageKind {
  /// The kind's name for people.
  package var message: Message {
    switch self {
    case .open: Message(fr: "ouverte", en: "open")
    case .won: Message(fr: "gagnée", en: "won")
    case .lost: Message(fr: "perdue", en: "lost")
    case .abandoned: Message(fr: "abandonnée", en: "abandoned")
    }
  }
}
