import CRM
import Planning
import Postgres

extension Message {
  static let helpFrom = Message(fr: "Premier jour.", en: "First day.")
  static let helpTo = Message(fr: "Premier jour qui n'est plus compté.", en: "First day that no longer counts.")
  static let helpAsOf = Message(
    fr: "Tel que connu à cet instant (2026-11-22T14:30, ou un jour : à sa fin).",
    en: "As known at that time (2026-11-22T14:30, or a day: at its end).")

  static func unreadableAsOf(_ text: String) -> Message {
    Message(fr: "instant illisible : \(text.quoted(in: .fr))", en: "unreadable time: \(text.quoted(in: .en))")
  }

  static let asOfRemedy = Message(
    fr: "écrivez 2026-11-22T14:30, 2026-11-22T14:30Z ou 2026-11-22", en: "write 2026-11-22T14:30, 2026-11-22T14:30Z or 2026-11-22")
}
