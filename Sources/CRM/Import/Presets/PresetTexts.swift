// What the outside series say, of themselves and when they refuse.
extension Message {
  static func splitByColumn(_ column: String) -> Message {
    Message(
      fr:
        "la colonne \(column.quoted(in: .fr)) répartit les jours d’une façon qui ne s’additionne pas\u{A0}; exportez par date seule ou par canal",
      en: "the column \(column.quoted(in: .en)) splits the days in a way that does not add up; export by date alone or by channel")
  }

  static let visitorsDoNotAddUp = Message(
    fr: "les visiteurs de plusieurs lignes ne s’additionnent pas\u{A0}; exportez-les par date seule",
    en: "visitors of several rows do not add up; export them by date alone")
  static func unreadLabel(_ column: String) -> Message {
    Message(
      fr: "la colonne \(column.quoted(in: .fr)) répartit les visites\u{A0}; nommez-la\u{A0}: --column 'label=\(column)'",
      en: "the column \(column.quoted(in: .en)) splits the visits; name it: --column 'label=\(column)'")
  }

  static let noDayInReport = Message(
    fr: "la ligne n’a pas de date\u{A0}: dites les jours du rapport par --set from=2026-01-01 --set to=2026-02-01 (exclu)",
    en: "the row has no date: say the report's days with --set from=2026-01-01 --set to=2026-02-01 (excluded)")

  static func unknownStatus(_ status: String) -> Message {
    Message(
      fr: "l’état \(status.quoted(in: .fr)) est inconnu\u{A0}; s’il est payé\u{A0}: --value 'status.\(status)=paid'",
      en: "the status \(status.quoted(in: .en)) is not known; if it is paid: --value 'status.\(status)=paid'")
  }

  static func totalOfNoParts(_ total: Int, _ parts: Int) -> Message {
    Message(
      fr:
        "le total (\(total)) n’est pas la somme des colonnes à côté (\(parts))\u{A0}: dites ce qu’il est, --set total=stock ou --set total=gained",
      en: "the total (\(total)) is not the sum of the columns beside it (\(parts)): say what it is, --set total=stock or --set total=gained"
    )
  }

  static let noStartDate = Message(
    fr: "le fichier numérote ses jours, mais n’en dit pas le premier («\u{A0}# Start date: 20260101\u{A0}»)",
    en: "the file numbers its days but does not say the first (“# Start date: 20260101”)")
}
