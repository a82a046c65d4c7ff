import CRM
import Planning
import Postgres

extension Message {
  static let helpSegment = Message(fr: "Classer les clients ABC.", en: "Segment customers ABC.")
  static let helpSegmentABC = Message(
    fr: "Classes ABC selon les achats (12 derniers mois par défaut).", en: "ABC classes by purchases (last 12 months by default).")
  static let helpSegmentHistory = Message(
    fr: "Classements enregistrés et mouvements entre deux d’entre eux.", en: "Saved segmentations and the movements between two of them.")
  static let helpSegmentMatrix = Message(
    fr: "Classes croisées avec le potentiel\u{A0}: zones et reste à gagner.",
    en: "Classes crossed with potential: zones and what is left to win.")
  static let helpCriterion = Message(fr: "Ce qui classe les clients.", en: "What customers are ranked by.")
  static let helpThresholds = Message(fr: "Fin des classes A et B, en pour cent.", en: "Where classes A and B end, in per cent.")
  static let helpRule = Message(
    fr: "strict\u{A0}: qui franchit un seuil reste au-dessus\u{A0}; cumulative\u{A0}: il passe dessous.",
    en: "strict: who crosses a threshold stays above; cumulative: goes below.")
  static let helpSave = Message(fr: "Enregistrer ce classement daté.", en: "Save this dated segmentation.")
  static let helpEarlier = Message(fr: "Le classement de départ.", en: "The segmentation to start from.")
  static let helpLater = Message(fr: "Le classement d’arrivée.", en: "The segmentation to arrive at.")
  static let helpPotential = Message(
    fr: "Bornes des tranches de potentiel annuel, dans la devise.", en: "Bounds of the bands of yearly potential, in the currency.")
  static let helpZone = Message(
    fr: "Cases d’une zone\u{A0}: core=A1,A2,A3, growth=…, economy=… ou un nom à vous.",
    en: "Cells of a zone: core=A1,A2,A3, growth=…, economy=… or your own name.")

  static func badPotential(_ text: String) -> Message {
    Message(fr: "bornes illisibles\u{A0}: \(text.quoted(in: .fr))", en: "unreadable bounds: \(text.quoted(in: .en))")
  }

  static let potentialRemedy = Message(fr: "écrivez 10000,50000", en: "write 10000,50000")

  static let seeHistory = runsRemedy
  static let headerCumulated = Message(fr: "Part cumulée", en: "Cumulative")
  static let headerCriterion = Message(fr: "Critère", en: "Criterion")
  static let headerValueBefore = Message(fr: "Valeur avant", en: "Value before")
  static let headerValueAfter = Message(fr: "Valeur après", en: "Value after")
  static let headerZone = Message(fr: "Zone", en: "Zone")
  static let headerCells = Message(fr: "Cases", en: "Cells")
  static let headerGap = Message(fr: "Reste à gagner", en: "Left to win")
  static let headerCell = Message(fr: "Case", en: "Cell")

  static func titleMatrix(_ window: Period) -> Message {
    Message(fr: "Classes × potentiel \(days(window).fr)", en: "Classes × potential, \(days(window).en)")
  }

  static let titleMovements = Message(fr: "Mouvements", en: "Movements")
  static let unknownColumn = Message(fr: "? inconnu", en: "? unknown")

  /// How many customers a table leaves out.
  static func moreCustomers(_ count: Int) -> Message {
    Message(
      fr: "… et \(count) \(Language.fr.plural(count, "autre", "autres")) (--format csv ou json pour tous).",
      en: "… and \(count) more (--format csv or json for all).")
  }

  static func unchangedCustomers(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "client garde sa", "clients gardent leur")) classe.",
      en: "\(count) \(Language.en.plural(count, "customer keeps", "customers keep")) their class.")
  }
}
