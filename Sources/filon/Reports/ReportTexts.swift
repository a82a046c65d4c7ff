import CRM
import Planning
import Postgres

extension Message {
  static let helpReport = Message(
    fr: "Lire les chiffres, et les lignes qui les font.", en: "Read the figures, and the rows they are made of.")
  static let helpReportConversion = Message(
    fr: "Conversion par commercial, équipe, canal, origine, profil, mois ou trimestre.",
    en: "Conversion by salesperson, team, channel, source, profile, month or quarter.")
  static let helpReportPipeline = Message(
    fr: "Opportunités ouvertes par étape\u{A0}; gagnées et perdues dans la période.",
    en: "Open opportunities by stage; won and lost in the period.")
  static let helpDimension = Message(
    fr: "De quoi chaque ligne parle.", en: "What each row is of.")
  static let helpRows = Message(
    fr: "Montrer les lignes d’un chiffre\u{A0}: opportunities_won, win_rate, revenue…",
    en: "Show the rows behind a figure: opportunities_won, win_rate, revenue…")
  static let helpOf = Message(
    fr: "Avec --rows\u{A0}: une seule ligne du rapport, par son nom\u{A0}; «\u{A0}-\u{A0}» pour personne.",
    en: "With --rows: one row of the report by its name; “-” for nobody.")

  static func noFigure(_ text: String) -> Message {
    Message(fr: "aucun chiffre \(text.quoted(in: .fr))", en: "no figure \(text.quoted(in: .en))")
  }

  static let conversionRateRows = Message(
    fr: "le taux de conversion divise deux ensembles de lignes", en: "the conversion rate divides two sets of rows")
  static let conversionRateRowsRemedy = Message(
    fr: "demandez --rows prospects_converted ou --rows prospects_reached",
    en: "ask for --rows prospects_converted or --rows prospects_reached")
  static let ofWithoutRows = Message(fr: "--of ne va qu’avec --rows", en: "--of goes with --rows only")

  static let undatedRows = Message(
    fr: "Pour voir celles sans jour\u{A0}: filon report conversion --rows opportunities_undated.",
    en: "To see those without a day: filon report conversion --rows opportunities_undated.")
  static let headerCount = Message(fr: "Nombre", en: "Count")
  static let headerProbability = Message(fr: "Chance %", en: "Probability %")
  static let headerWeighted = Message(fr: "Pondéré", en: "Weighted")
  static let headerDaysInStage = Message(fr: "Jours dans l’étape", en: "Days in stage")
  static let headerDaysOpen = Message(fr: "Jours ouverte", en: "Days open")
  static let headerOldest = Message(fr: "La plus ancienne", en: "Oldest")
  static let headerEnd = Message(fr: "Issue", en: "Ended")
  static func titleClosed(_ period: Period) -> Message {
    Message(fr: "Opportunités closes \(days(period).fr)", en: "Opportunities closed, \(days(period).en)")
  }

  static func titleOpen(_ day: Day) -> Message {
    Message(
      fr: "Opportunités ouvertes au soir du \(Formats(language: .fr).day(day))",
      en: "Opportunities open at the end of \(Formats(language: .en).day(day))")
  }

  /// The rows of a figure, counted.
  static func titleRows(_ figure: Message, _ row: Message?, _ count: Int, _ period: Period) -> Message {
    Message(
      fr:
        "\(figure.fr)\(row.map { ", \($0.fr)," } ?? "") \(days(period).fr)\u{A0}: \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(figure.en)\(row.map { ", \($0.en)" } ?? ""), \(days(period).en): \(count) \(Language.en.plural(count, "row", "rows"))")
  }
  static let wonKind = Message(fr: "gagnées", en: "won")
  static let lostKind = Message(fr: "perdues", en: "lost")
  static let abandonedKind = Message(fr: "abandonnées", en: "abandoned")
}
