import CRM
import Planning

// A text says by itself what it is.
extension Message {
  static func demoNameTaken(_ organization: Organization) -> Message {
    Message(
      fr:
        "l’organisation \(organization.slug.quoted(in: .fr)) existe déjà avec ses propres données\u{A0}: la démonstration ne s’y mêle pas",
      en: "the organization \(organization.slug.quoted(in: .en)) is there with data of its own: the demo does not mix with it")
  }

  static let demoNameTakenRemedy = Message(
    fr: "lancez-la dans une autre base, par exemple avec FILON_HOME=/tmp/filon-demo",
    en: "run it in another database, for example with FILON_HOME=/tmp/filon-demo")
}
