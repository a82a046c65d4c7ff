import CRM
import Postgres

// Why a KPI has no value, and what a reader of one must know.
extension Message {
  static func noPlanKPI(_ text: String) -> Message {
    Message(fr: "le plan n’a pas d’indicateur \(text.quoted(in: .fr))", en: "the plan has no KPI \(text.quoted(in: .en))")
  }
  static func choosePlanKPI(_ keys: [String]) -> Message {
    Message(fr: "choisissez parmi\u{A0}: \(keys.joined(separator: ", "))", en: "choose one of: \(keys.joined(separator: ", "))")
  }
  static let onlyDirectorsFeed = Message(fr: "seul un directeur alimente un plan", en: "only a director feeds a plan")
  static let planIsBeingFed = Message(fr: "le plan est en cours d’alimentation", en: "the plan is being fed just now")

  static func noPlanPeriod(_ text: String, _ plan: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) n’est pas une période du plan \(plan)", en: "\(text.quoted(in: .en)) is no period of the plan \(plan)")
  }

  static let closedPeriodRemedy = Message(
    fr: "écrivez un trimestre (2023-T1), un mois (2023-01) ou une semaine (2023-S05)",
    en: "write a quarter (2023-Q1), a month (2023-01) or a week (2023-W05)")

  static func periodNotOver(_ text: String) -> Message {
    Message(fr: "\(text) n’est pas terminé\u{A0}: on ne clôt que ce qui l’est", en: "\(text) is not over: only what is can be closed")
  }
}
