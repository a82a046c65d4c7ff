package import CRM
import Planning
import Postgres

extension Message {
  package static let alertSubject = Message(fr: "Sujet", en: "Subject")
  static let statusActual = Message(fr: "Réalisé", en: "Actual")
  static let statusDue = Message(fr: "Attendu", en: "Due")
  static let statusTarget = Message(fr: "Cible", en: "Target")
  static let statusVariance = Message(fr: "Écart", en: "Variance")
  static let statusRelative = Message(fr: "Écart\u{A0}%", en: "Variance %")
  static let statusForecast = Message(fr: "Prévu", en: "Forecast")
  static let statusInterval80 = Message(fr: "80\u{202F}%", en: "80%")
  static let statusInterval95 = Message(fr: "95\u{202F}%", en: "95%")
  static let statusProbability = Message(fr: "Chance", en: "Chance")
  static let statusDueOn = Message(fr: "Échéance", en: "Due on")
  static let statusAllocated = Message(fr: "Alloué", en: "Allocated")
  static let statusCommitted = Message(fr: "Engagé", en: "Committed")
  static let statusSpent = Message(fr: "Dépensé", en: "Spent")
  static let statusRemaining = Message(fr: "Reste", en: "Remaining")
  static let statusPlanned = Message(fr: "Budget", en: "Budget")
  static let statusRatio = Message(fr: "Dépenses / ventes", en: "Spend / sales")
  static let statusStep = Message(fr: "Étape", en: "Step")
  static let statusFill = Message(fr: "Remplissage", en: "Filled")
  static let statusTrainedOn = Message(fr: "Formation le", en: "Trained on")
  static let statusAvailable = Message(fr: "Jours disponibles", en: "Days available")
  static let statusAsked = Message(fr: "Jours demandés", en: "Days asked")
  static let statusPerson = Message(fr: "Personne", en: "Person")
  static let statusOwnObjectives = Message(fr: "Objectifs", en: "Objectives")
  static let statusOwnActions = Message(fr: "Actions", en: "Actions")
  static let statusSupports = Message(fr: "Participe à", en: "Takes part in")
  static let statusOutsideActions = Message(fr: "Hors actions", en: "On no action")
  static let statusNoObjectives = Message(fr: "Aucun objectif.", en: "No objective.")
  static let statusNoKPIs = Message(fr: "Aucun indicateur.", en: "No KPI.")
  static let statusNoActions = Message(fr: "Aucune action.", en: "No action.")
  static let statusNobody = Message(fr: "Personne.", en: "Nobody.")
  static let statusStepsTitle = Message(fr: "Les sept étapes", en: "The seven steps")
  static let statusKPIsTitle = Message(fr: "Indicateurs", en: "KPIs")
  static let statusPartsTitle = Message(fr: "Cibles et réalisé, par période", en: "Targets and actual, by period")
  static let statusBudgetTitle = Message(fr: "Budget et actions", en: "Budget and actions")
  static let statusSpendTitle = Message(fr: "Dépenses et ventes", en: "Spend and sales")
  static let statusPeopleTitle = Message(fr: "Personnes", en: "People")

  static func statusTitle(_ status: PlanStatus) -> Message {
    let person = status.person.map { " · \($0)" } ?? ""
    let of = "\(status.workingDays.elapsed)/\(status.workingDays.total)"
    return Message(
      fr: "\(status.name)\(person), version \(status.version), au \(Formats(language: .fr).day(status.at)) (\(of) jours ouvrés)",
      en: "\(status.name)\(person), version \(status.version), on \(Formats(language: .en).day(status.at)) (\(of) working days)")
  }
}
