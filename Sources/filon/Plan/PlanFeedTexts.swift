import CRM
import Planning

extension Message {
  static let helpPlanFeed = Message(
    fr: "Calcule les indicateurs du plan à partir des faits et des séries.", en: "Computes the plan's KPIs from facts and series.")
  static let helpPlanFeedMore = Message(
    fr:
      "Chaque valeur reste\u{A0}: un fait tardif en fait une nouvelle à côté de l’ancienne. Recommencer ne change rien. Pour cron\u{A0}: --quiet n’écrit que la dérive des périodes closes.",
    en:
      "Each value stays: a late fact makes a new one beside the old. Again changes nothing. For cron: --quiet prints only what drifts in closed periods."
  )
  static let helpPlanClose = Message(
    fr: "Clôt une période\u{A0}: ses valeurs ne bougent plus, ce qui dériverait est signalé.",
    en: "Closes a period: its values stay as they are, what would drift is reported.")
  static let helpPlanDrift = Message(
    fr: "Les valeurs closes qui seraient autres aujourd’hui.", en: "The closed values that would be others today.")
  static let helpFedPlan = Message(
    fr: "Le plan\u{A0}; sans lui, le seul ou celui d’aujourd’hui.", en: "The plan; without it the only one, or that of today.")
  static let helpFeedThrough = Message(
    fr: "Jusqu’aux périodes commencées ce jour-là\u{A0}; par défaut, aujourd’hui.", en: "Up to periods begun by this day; by default today."
  )
  static let helpFeedQuiet = Message(
    fr: "N’écrit rien, sauf la dérive de périodes closes.", en: "Prints nothing but the drift of closed periods.")
  static let helpClosedPeriod = Message(
    fr: "Un trimestre (2023-Q1), un mois (2023-01) ou une semaine (2023-W05) du plan.",
    en: "A quarter (2023-Q1), a month (2023-01) or a week (2023-W05) of the plan.")
  static let headerPlan = Message(fr: "Plan", en: "Plan")
  static let headerComputed = Message(fr: "Calculées", en: "Computed")
  static let headerNew = Message(fr: "Nouvelles", en: "New")
  static let headerChanged = Message(fr: "Changées", en: "Changed")
  static let headerDrifted = Message(fr: "Dérive", en: "Drift")
  static let headerUnchanged = Message(fr: "Inchangées", en: "Unchanged")
  static let headerClosedValue = Message(fr: "Valeur close", en: "Closed value")
  static let headerValueNow = Message(fr: "Aujourd’hui", en: "Today")
  static let headerClosed = Message(fr: "Close", en: "Closed")
  static let headerRevision = Message(fr: "Révision", en: "Revision")
  static let helpPlanValues = Message(
    fr: "Les valeurs gardées des indicateurs d’un plan\u{A0}; celles d’une période close restent.",
    en: "The kept values of a plan's KPIs; those of a closed period stay.")
  static let helpValuesBy = Message(
    fr: "Par plan, quarter, month ou week\u{A0}; sinon tout.", en: "By plan, quarter, month or week; else all.")
  static let helpValuesOf = Message(fr: "Clé ou nom d’un indicateur du plan.", en: "Key or name of a KPI of the plan.")
  static let nothingFed = Message(
    fr: "Rien n’a encore été alimenté\u{A0}: filon plan feed.", en: "Nothing has been fed yet: filon plan feed.")
  static func periodClosed(_ name: String, before: Bool) -> Message {
    before
      ? Message(fr: "\(name) était déjà clos\u{A0}; rien n’a changé.", en: "\(name) was closed already; nothing changed.")
      : Message(fr: "\(name) est clos\u{A0}: ses valeurs ne bougent plus.", en: "\(name) is closed: its values stay as they are.")
  }

  static let nothingToDrift = Message(
    fr: "Aucune période n’est close, donc rien ne peut dériver\u{A0}; «\u{A0}filon plan close 2026-Q1\u{A0}» en clôt une.",
    en: "No period is closed, so nothing can drift; “filon plan close 2026-Q1” closes one.")

  static func driftLookedAt(_ closed: [String]) -> Message {
    let more = closed.count > 8 ? ", …" : ""
    let list = { (language: Language) in
      closed.prefix(8).map { Message.period($0).text(in: language) }.joined(separator: ", ") + more
    }
    return Message(
      fr: "Calculé à l’instant\u{A0}; périodes closes\u{A0}: \(list(.fr))", en: "Computed just now; closed periods: \(list(.en))")
  }

  static let nothingDrifted = Message(fr: "Aucune dérive.", en: "No drift.")
}
