import CRM

extension Message {
  static let helpExport = Message(
    fr: "Écrire tout ce qu’il y a d’une sorte dans un fichier CSV, que «\u{A0}filon import\u{A0}» relit.",
    en: "Write everything of a kind to a CSV file, which “filon import” reads again.")
  static let helpExportMore = Message(
    fr: """
      Sans période, tout. Comptent le jour où le prospect a été noté, l’opportunité ouverte, et celui de la conversation, de la vente ou \
      de la dépense. Ce qui est annulé n’y est pas\u{A0}; un prospect fusionné l’est sous celui qui a été gardé. Avec --as, un commercial a \
      les prospects dont il a la charge, et du reste ce qu’il peut lire.
      """,
    en: """
      Everything, without a period. What counts is the day on which the prospect was recorded, the opportunity opened, and that of the \
      conversation, sale or expense. What was voided is left out; a merged prospect goes by the one that was kept. With --as, a \
      salesperson gets the prospects in their charge, and of the rest what they may read.
      """)
  static let helpExportKind = Message(fr: "Ce qui est écrit.", en: "What is written.")
  static let helpExportTo = Message(
    fr: "Le fichier à écrire, entier ou pas du tout\u{A0}; sinon, ou avec -, la sortie standard.",
    en: "The file to write, whole or not at all; else, or with -, standard output.")

  static func exportIntoADay(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) est un jour, pas un fichier", en: "\(text.quoted(in: .en)) is a day, no file")
  }
  static let exportUntilRemedy = Message(
    fr: "la fin de la période se donne par --until, le fichier par --to", en: "--until gives the end of the period, --to the file")

  /// - Parameter file: Nil for standard output.
  static func exported(_ kind: ExportKind, _ rows: Int, into file: String?, isOfSalesperson: Bool) -> Message {
    let fr = Formats(language: .fr).integer(rows) + " " + kind.written(rows, in: .fr)
    let en = Formats(language: .en).integer(rows) + " " + kind.written(rows, in: .en)
    return Message(
      fr: fr + (file.map { " dans \($0)" } ?? "") + (isOfSalesperson ? " (ce que le commercial peut emporter)" : ""),
      en: en + (file.map { " to \($0)" } ?? "") + (isOfSalesperson ? " (what the salesperson may take along)" : ""))
  }
}

extension ExportKind {
  /// So many of them, written.
  fileprivate func written(_ count: Int, in language: Language) -> String {
    switch (self, language) {
    case (.prospects, .fr): language.plural(count, "prospect écrit", "prospects écrits")
    case (.opportunities, .fr): language.plural(count, "opportunité écrite", "opportunités écrites")
    case (.conversations, .fr): language.plural(count, "conversation écrite", "conversations écrites")
    case (.sales, .fr): language.plural(count, "vente ou remboursement écrit", "ventes et remboursements écrits")
    case (.expenses, .fr): language.plural(count, "dépense écrite", "dépenses écrites")
    case (.prospects, .en): language.plural(count, "prospect written", "prospects written")
    case (.opportunities, .en): language.plural(count, "opportunity written", "opportunities written")
    case (.conversations, .en): language.plural(count, "conversation written", "conversations written")
    case (.sales, .en): language.plural(count, "sale or refund written", "sales and refunds written")
    case (.expenses, .en): language.plural(count, "expense written", "expenses written")
    }
  }
}
