import Postgres

// Why a KPI has no value, and what a reader of one must know.
extension Message {
  static let followUp = Message(fr: "Relance", en: "Follow-up")

  static func followUps(_ organization: String) -> Message {
    Message(fr: "Relances, \(organization)", en: "Follow-ups, \(organization)")
  }

  static func noSharedConversation(_ colleague: String) -> Message {
    Message(
      fr: "un commercial ne lit que les discussions auxquelles il a pris part\u{A0}: aucune de celles-là n’est avec \(colleague)",
      en: "a salesperson reads only the conversations they took part in: none of these is with \(colleague)")
  }
}
