import CRM
import Planning
import Postgres

extension Message {
  static let helpFrom = Message(fr: "Premier jour.", en: "First day.")
  static let helpUntilDay = Message(fr: "Dernier jour, compris.", en: "Last day, included.")
  static let helpTo = Message(
    fr: "Premier jour qui n’est plus compté, au lieu de --until.", en: "First day that no longer counts, instead of --until.")
  static let helpPeriod = Message(
    fr: "La période par son nom\u{A0}: 2026, 2026-T4, 2026-11, 2026-S05, ce-mois, trimestre-dernier.",
    en: "The period by its name: 2026, 2026-Q4, 2026-11, 2026-W05, this-month, last-quarter.")
  static let periodOrBounds = Message(
    fr: "la période a son nom ou ses bornes, pas les deux", en: "a period has its name or its bounds, not both")
  static let untilOrTo = Message(
    fr: "--until (dernier jour) ou --to (premier jour en dehors), pas les deux",
    en: "--until (last day) or --to (first day left out), not both")

  /// Who writes the last day of a month after `--to` may have meant it to count.
  static func lastDayLeftOut(_ day: Day) -> Message {
    Message(
      fr: "Le \(Formats(language: .fr).day(day)) n’est pas compté (--to)\u{A0}; pour le compter\u{A0}: --until.",
      en: "\(Formats(language: .en).day(day)) is not counted (--to); to count it: --until.")
  }
  static let helpAsOf = Message(
    fr: "Tel que connu à cet instant (2026-11-22T14:30, ou un jour\u{A0}: à sa fin).",
    en: "As known at that time (2026-11-22T14:30, or a day: at its end).")

  static func unreadableAsOf(_ text: String) -> Message {
    Message(fr: "instant illisible\u{A0}: \(text.quoted(in: .fr))", en: "unreadable time: \(text.quoted(in: .en))")
  }

  static let asOfRemedy = Message(
    fr: "écrivez 2026-11-22T14:30, 2026-11-22T14:30Z ou 2026-11-22", en: "write 2026-11-22T14:30, 2026-11-22T14:30Z or 2026-11-22")
}
