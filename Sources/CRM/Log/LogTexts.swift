import Foundation
import Postgres

// What the daily facts say when they are refused.
extension Message {
  static let futureRemedy = Message(
    fr: "notez ce qui a eu lieu\u{A0}; ce qui est prévu se note par --next et --next-on de «\u{A0}filon log\u{A0}»",
    en: "record what took place; what is planned goes into --next and --next-on of “filon log”")
  static func sameConversationOtherContent(_ prospect: String, _ at: CivilTime) -> Message {
    Message(
      fr:
        "la même conversation avec \(prospect.quoted(in: .fr)) est déjà notée le \(Formats(language: .fr).dateTime(at)), avec un autre contenu",
      en:
        "the same conversation with \(prospect.quoted(in: .en)) is logged already on \(Formats(language: .en).dateTime(at)), with another content"
    )
  }
  static func sameConversationRemedy(_ id: Conversation.ID) -> Message {
    Message(
      fr:
        "s’il y en a eu deux, ajoutez --another\u{A0}; pour corriger la première\u{A0}: filon conversation void \(id) --reason …, puis notez-la à nouveau",
      en: "if there were two, add --another; to correct the first: filon conversation void \(id) --reason …, then log it anew")
  }
  static let keptAndReplaced = Message(
    fr: "on garde la relance en attente ou on en note une autre, pas les deux",
    en: "the pending follow-up is kept, or another one is planned: not both")

  static let whoLogs = Message(fr: "qui a parlé au prospect\u{A0}?", en: "who talked with the prospect?")
  static let whoLogsRemedy = Message(fr: "dites-le par --by, ou agissez par --as", en: "say it with --by, or act with --as")

  static func minutesOutOfRange(_ minutes: Int) -> Message {
    Message(fr: "\(minutes) minutes\u{A0}: une durée va de 0 à 1440", en: "\(minutes) minutes: a duration is 0 to 1440")
  }

  static let followUpBeforeConversation = Message(
    fr: "la suite est prévue avant la conversation", en: "the follow-up is before the conversation")
  static let soldToNobody = Message(
    fr: "une vente ne se fait pas sans avoir parlé à quelqu’un", en: "nothing is sold without talking to somebody")
  static func soldDespite(_ outcome: Outcome) -> Message {
    Message(
      fr: "une vente et \(outcome.name.fr.quoted(in: .fr)) se contredisent", en: "a sale contradicts \(outcome.name.en.quoted(in: .en))")
  }
  static let soldDespiteRemedy = Message(fr: "donnez --outcome vendu, ou rien", en: "give --outcome sold, or none")
  static let soldElsewhere = Message(
    fr: "une vente gagne l’opportunité\u{A0}: --stage ne peut pas dire autre chose",
    en: "a sale wins the opportunity: --stage cannot say otherwise")
  static let newProspectRemedy = Message(
    fr: "créez-le en ajoutant --new", en: "make it by adding --new")
  static let chooseOpportunity = Message(fr: "choisissez par --opportunity", en: "choose with --opportunity")

  /// An entry that may be recorded again under its id.
  static func repeatWithID(_ id: Conversation.ID) -> Message {
    Message(
      fr: "relancez la même commande avec --id \(id)\u{A0}: elle n’enregistre rien deux fois",
      en: "run the same command again with --id \(id): it records nothing twice")
  }
}
