import CRM
import Planning
import Postgres

extension Message {
  static func unknownRule(_ text: String) -> Message {
    Message(fr: "aucune règle \(text.quoted(in: .fr))", en: "no rule \(text.quoted(in: .en))")
  }
  static let rulesThere = Message(fr: "les règles vont de C01 à C16", en: "the rules are C01 to C16")

  static func alertsTitle(_ alerts: PlanAlerts) -> Message {
    Message(
      fr: "Alertes de \(alerts.name) au \(Formats(language: .fr).day(alerts.at))",
      en: "Alerts of \(alerts.name) on \(Formats(language: .en).day(alerts.at))")
  }
  static let helpPlanAlerts = Message(
    fr: "Ce qui ne tient pas dans un plan ou entre le plan et ce qui est fait\u{A0}: règles C01 à C16.",
    en: "What does not fit in a plan, or between the plan and what is done: rules C01 to C16.")
  static let helpPlanRule = Message(fr: "Cette règle seulement, par exemple C04.", en: "This rule only, such as C04.")
  static let helpPlanAlertRows = Message(fr: "Montre les lignes de chaque alerte.", en: "Shows the rows of each alert.")
}
