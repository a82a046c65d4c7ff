import CRM
import Foundation
import Planning
import Postgres

extension Message {
  static let helpConversations = Message(fr: "Les conversations.", en: "The conversations.")
  static let helpConversationList = Message(
    fr: "Liste les conversations, de la plus récente à la plus ancienne.", en: "Lists conversations, newest first.")
  static let helpConversationShow = Message(fr: "Montre une conversation.", en: "Shows a conversation.")
  static let helpAgenda = Message(fr: "Les relances en retard et du jour.", en: "The follow-ups overdue and due.")
  static let helpAgendaMore = Message(
    fr: """
      Une relance revient au commercial du prospect\u{A0}; sans lui, à celui qui l’a prévue. --format ics écrit toutes les relances pour un \
      agenda, qu’un fichier plus récent y déplace.
      """,
    en: """
      A follow-up is the prospect's owner's; without one, that of the salesperson who planned it. --format ics writes all follow-ups for a \
      calendar program, in which a later file moves them.
      """)
  static let helpUntil = Message(fr: "Jusqu’à ce jour compris\u{A0}; sinon aujourd’hui.", en: "Until that day, included; else today.")
  static let labelOpportunity = Message(fr: "Opportunité", en: "Opportunity")
  static let labelDue = Message(fr: "Échéance", en: "Due")
  static let noFollowUp = Message(fr: "Aucune relance en attente.", en: "No follow-up is pending.")
  static let noFollowUpDue = Message(fr: "Rien à relancer d’ici là. Les prochaines\u{A0}:", en: "Nothing is due by then. The next ones:")
  static let dueToday = Message(fr: "aujourd’hui", en: "today")
  static func overdue(_ days: Int) -> Message {
    Message(
      fr: "en retard de \(days) \(Language.fr.plural(days, "jour", "jours"))", en: "\(days) \(Language.en.plural(days, "day", "days")) late"
    )
  }
  static func dueIn(_ days: Int) -> Message {
    Message(fr: "dans \(days) \(Language.fr.plural(days, "jour", "jours"))", en: "in \(days) \(Language.en.plural(days, "day", "days"))")
  }

  static let helpLog = Message(fr: "Note une conversation et ce qui en est sorti.", en: "Logs a conversation and what came of it.")
  static let helpLogMore = Message(
    fr: "Une seule commande note la conversation, déplace l’opportunité (--stage) et enregistre la vente (--sold).",
    en: "One command records the conversation, moves the opportunity (--stage) and records the sale (--sold).")
  static let helpOutcome = Message(
    fr: "Le résultat\u{A0}: absent, refus, à rappeler, intéressé, RDV pris…\u{A0}; vendu avec --sold.",
    en: "The outcome: absent, refused, call_back, interested, appointment…; sold with --sold.")
}
