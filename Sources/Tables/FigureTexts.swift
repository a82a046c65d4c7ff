package import CRM
import Postgres

/// What the columns of conversion and of classes are called.
extension Message {
  package static let labelClass = Message(fr: "Classe", en: "Class")
  package static let labelCustomers = Message(fr: "Clients", en: "Customers")
  package static let labelValue = Message(fr: "Valeur", en: "Value")
  package static let headerNone = Message(fr: "(sans)", en: "(none)")
  package static let headerAttempts = Message(fr: "Tentatives", en: "Attempts")
  package static let headerDiscussions = Message(fr: "Discussions", en: "Discussions")
  package static let headerReached = Message(fr: "Rencontrés", en: "Reached")
  package static let headerConverted = Message(fr: "Convertis", en: "Converted")
  package static let headerConversionRate = Message(fr: "Taux de conversion", en: "Conversion rate")
  package static let headerBasket = Message(fr: "Panier moyen", en: "Average order")
  package static let headerOpened = Message(fr: "Ouvertes", en: "Opened")
  package static let headerWon = Message(fr: "Gagnées", en: "Won")
  package static let headerLost = Message(fr: "Perdues", en: "Lost")
  package static let headerAbandoned = Message(fr: "Aband.", en: "Aband.")
  package static let headerOpen = Message(fr: "En cours", en: "Open")
  package static let headerWinRate = Message(fr: "Taux de gain", en: "Win rate")
  package static let headerInterval = Message(fr: "IC 95\u{202F}%", en: "95% interval")
  package static let headerMeanDays = Message(fr: "Jours moy.", en: "Mean days")
  package static let headerMedianDays = Message(fr: "Jours méd.", en: "Median days")
  package static let headerUndated = Message(fr: "Sans jour", en: "Undated")
  package static let headerRevenue = Message(fr: "CA HT", en: "Revenue")
  package static let headerCustomersShare = Message(fr: "% clients", en: "% customers")
  package static let headerShare = Message(fr: "Part", en: "Share")

  package static func titleActivity(_ period: Period) -> Message {
    Message(fr: "Activité et conversion \(days(period).fr)", en: "Activity and conversion, \(days(period).en)")
  }

  package static func titleOpportunities(_ period: Period) -> Message {
    Message(fr: "Opportunités \(days(period).fr)", en: "Opportunities, \(days(period).en)")
  }

  package static func titleClasses(_ window: Period) -> Message {
    Message(fr: "Classes ABC \(days(window).fr)", en: "ABC classes, \(days(window).en)")
  }

  package static func runSaved(_ id: String) -> Message {
    Message(fr: "Classement enregistré\u{A0}: \(id).", en: "Segmentation saved: \(id).")
  }
}
