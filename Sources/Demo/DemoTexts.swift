package import CRM
import Planning
import Postgres

// A text says by itself what it is.
extension Message {
  static func demoNameTaken(_ organization: Organization) -> Message {
    Message(
      fr:
        "l’organisation \(organization.slug.quoted(in: .fr)) existe déjà avec ses propres données\u{A0}: la démonstration ne s’y mêle pas",
      en: "the organization \(organization.slug.quoted(in: .en)) is there with data of its own: the demo does not mix with it")
  }

  static func demoOfToday(_ day: Day) -> Message {
    Message(
      fr: "la démonstration raconte des jours passés\u{A0}: \(Formats(language: .fr).day(day)) ne l’est pas",
      en: "the demo tells of past days: \(Formats(language: .en).day(day)) is none")
  }

  package static let noDemo = Message(fr: "la démonstration n’est pas là", en: "the demo is not there")
  package static let makeDemo = Message(fr: "créez-la par «\u{A0}filon demo\u{A0}»", en: "make it with “filon demo”")

  static let demoNameTakenRemedy = Message(
    fr: "prenez une autre base\u{A0}: sans --database ni FILON_DATABASE_URL, la démonstration a la sienne",
    en: "take another database: without --database and FILON_DATABASE_URL the demo has one of its own")
}
