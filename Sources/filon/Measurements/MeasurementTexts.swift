import CRM
import Planning

extension Message {
  static let helpMeasurements = Message(
    fr: "Les chiffres du dehors\u{A0}: site, e-mails, réseaux, distributeurs.",
    en: "Figures from outside: site, e-mail, networks, distributors."
  )
  static let helpMeasurementRecord = Message(fr: "Enregistre un chiffre.", en: "Records a figure.")
  static let helpMeasurementList = Message(
    fr: "Liste les chiffres, des derniers jours d’abord.", en: "Lists figures, the latest days first.")
  static let helpMeasurementSeries = Message(
    fr: "Les séries, les jours qu’elles couvrent et d’où elles viennent.", en: "The series, the days they cover and where they come from.")
  static let helpSeries = Message(
    fr: "La série\u{A0}: commandes du site, abonnés… ou un nom à vous.", en: "The series: site orders, followers… or a name of your own.")
  static let helpFigure = Message(
    fr: "Le nombre, ou le montant si la série en compte.", en: "The count, or the amount where the series is of money.")
  static let helpLabel = Message(
    fr: "De quoi dans la série\u{A0}: un réseau, une campagne, un magasin.", en: "What within the series: a network, a campaign, a shop.")
  static let helpPlace = Message(fr: "La commune.", en: "The commune.")
  static let helpSeriesKind = Message(
    fr:
      "Pour une nouvelle série\u{A0}: flux (un jour sans chiffre manque), événements (il n’y a rien eu) ou stock (le dernier connu vaut).",
    en: "For a new series: flow (a day without figure is missing), event (nothing took place) or stock (the last known counts).")
  static let helpSeriesUnit = Message(
    fr: "Pour une nouvelle série\u{A0}: nombre, montant HT ou montant TTC.",
    en: "For a new series: count, money (excluding VAT) or money_with_tax (including it).")
  static let helpReference = Message(
    fr: "Son identifiant là d’où il vient (--system).", en: "Its id where it comes from (--system).")

  static let onOrFrom = Message(fr: "--on ou une période, pas les deux", en: "--on or a period, not both")
  static let toWithoutFrom = Message(
    fr: "la fin d’une période veut son début (--from)", en: "the end of a period takes its beginning (--from)")

  static let labelSeries = Message(fr: "Série", en: "Series")
  static let labelFirstDay = Message(fr: "Premier jour", en: "First day")
  static let labelLastDay = Message(fr: "Dernier jour", en: "Last day")
  static let labelCount = Message(fr: "Chiffres", en: "Figures")
  static let labelSources = Message(fr: "Origines", en: "Sources")
}
