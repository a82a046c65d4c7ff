import CRM
import Planning

extension Message {
  static let helpImport = Message(
    fr: "Importer un fichier CSV ou un classeur Excel, voir et annuler les imports.",
    en: "Import a CSV file or an Excel workbook, see and undo imports.")
  static let helpImportMore = Message(
    fr: """
      CSV ou classeur .xlsx\u{A0}: séparateur, encodage et dates françaises ou ISO sont reconnus\u{A0}; le même fichier deux fois n’enregistre rien \
      deux fois.
      """,
    en: """
      CSV or an .xlsx workbook: delimiter, encoding and French or ISO dates are recognized; the same file again records nothing twice.
      """)

  static func helpImportKind(_ kind: ImportKind) -> Message {
    switch kind {
    case .prospects: Message(fr: "Importer des prospects.", en: "Import prospects.")
    case .opportunities: Message(fr: "Importer des opportunités.", en: "Import opportunities.")
    case .moves:
      Message(
        fr: "Importer l’historique d’opportunités\u{A0}: une ligne pour chaque étape où elles sont entrées.",
        en: "Import the history of opportunities: a row for each stage they entered.")
    case .conversations: Message(fr: "Importer des conversations.", en: "Import conversations.")
    case .sales: Message(fr: "Importer des ventes et des remboursements.", en: "Import sales and refunds.")
    case .expenses: Message(fr: "Importer des dépenses.", en: "Import expenses.")
    case .measurements: Message(fr: "Importer des chiffres du dehors.", en: "Import figures from outside.")
    }
  }

  static let helpImportFile = Message(
    fr: "Le fichier CSV ou .xlsx, ou - pour l’entrée standard.", en: "The CSV or .xlsx file, or - for standard input.")
  static let helpMap = Message(fr: "Fichier YAML de correspondance.", en: "YAML file that maps columns to fields.")
  static let helpColumn = Message(fr: "La colonne qui donne un champ.", en: "The column that gives a field.")
  static let helpValue = Message(fr: "Ce que devient une valeur d’un champ.", en: "What a value of a field becomes.")
  static let helpSet = Message(fr: "La même valeur pour toutes les lignes.", en: "The same value for every row.")
  static let helpCreate = Message(fr: "Créer les noms inconnus.", en: "Make the names not known yet.")
  static let helpSales = Message(
    fr: "won\u{A0}: chaque opportunité gagnée enregistre aussi une vente de son montant.",
    en: "won: each opportunity won also records a sale of its amount.")
  static let helpEncoding = Message(
    fr: "utf-8, utf-16le, utf-16be ou windows-1252\u{A0}; sinon reconnu.", en: "utf-8, utf-16le, utf-16be or windows-1252; else recognized."
  )
  static let helpDecimal = Message(
    fr: "Séparateur décimal\u{A0}: comma, point ou automatic.", en: "Decimal separator: comma, point or automatic.")
  static let helpRejectedFile = Message(
    fr: "Où écrire les lignes refusées (sinon FICHIER.rejected.csv ici).", en: "Where refused rows go (else FILE.rejected.csv here).")
  static let helpPreview = Message(
    fr: "Dire ce qui se passerait, ne rien enregistrer.", en: "Say what would happen, record nothing.")
  static let helpStrict = Message(fr: "Tout enregistrer ou rien.", en: "Record all rows or none.")
  static let helpImportList = Message(fr: "Les imports, du plus récent au plus ancien.", en: "The imports, newest first.")
  static let helpImportShow = Message(fr: "Un import et ses lignes refusées.", en: "One import and its refused rows.")
  static let helpImportUndo = Message(
    fr: "Annuler ce qu’un import a enregistré et rendre ce qu’il a réattribué\u{A0}; commerciaux et étapes créés restent.",
    en: "Undo what an import recorded and give back what it handed over; salespeople and stages it made stay.")
  static let helpImportID = Message(fr: "L’identifiant de l’import.", en: "The import's id.")

  static func notAPair(_ text: String, option: String) -> Message {
    Message(
      fr: "\(option) attend CHAMP=VALEUR, pas \(text.quoted(in: .fr))", en: "\(option) takes FIELD=VALUE, not \(text.quoted(in: .en))")
  }

  static func rowsRead(_ rows: Int) -> Message { Message(fr: "\(rows) lignes lues", en: "\(rows) rows read") }

  static func columnsRead(_ columns: [HeaderReading.Column]) -> Message {
    let list = columns.map { "\($0.column) → \($0.field)" }.joined(separator: ", ")
    return Message(fr: "colonnes lues\u{A0}: \(list)", en: "columns read: \(list)")
  }

  static func columnsGuessed(_ columns: [HeaderReading.Column]) -> Message {
    let list = columns.map { "\($0.column) → \($0.field)" }.joined(separator: ", ")
    return Message(
      fr: "devinées, à vérifier\u{A0}: \(list) (--column choisit)", en: "guessed, to be checked: \(list) (--column chooses)")
  }

  static func columnsNotRead(_ columns: [String]) -> Message {
    let list = columns.joined(separator: ", ")
    return Message(fr: "colonnes non lues\u{A0}: \(list)", en: "columns not read: \(list)")
  }

  static func leadingLines(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "ligne", "lignes")) avant la ligne de titres",
      en: "\(count) \(Language.en.plural(count, "line", "lines")) before the header")
  }

  static func dayOrder(_ order: DayOrder, _ from: FileSurvey.OrderBasis) -> Message {
    let (fr, en) =
      order == .dayFirst
      ? ("dates lues jour d'abord (jour/mois/année)", "dates read day first (day/month/year)")
      : ("dates lues mois d'abord (mois/jour/année)", "dates read month first (month/day/year)")
    let other = order == .dayFirst ? "month-first" : "day-first"
    return switch from {
    case .file: Message(fr: "\(fr), comme le fichier le montre", en: "\(en), as the file shows")
    case .given: Message(fr: "\(fr), comme demandé", en: "\(en), as asked")
    case .assumed:
      Message(
        fr: "\(fr)\u{A0}: rien dans le fichier ne le montre (sinon --dates \(other))",
        en: "\(en): nothing in the file shows it (else --dates \(other))")
    }
  }

  static func unusedValues(_ values: [String]) -> Message {
    let list = values.joined(separator: ", ")
    return Message(fr: "valeurs de --value qu’aucune ligne n’a\u{A0}: \(list)", en: "values of --value that no row has: \(list)")
  }

  static func repeatedHeaders(_ count: Int) -> Message {
    Message(
      fr: "ligne de titres répétée \(count) fois dans le fichier, passée", en: "header repeated \(count) times in the file, passed over")
  }

  static func leftOut(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "ligne laissée", "lignes laissées")) de côté\u{A0}: d’une autre sorte",
      en: "\(count) \(Language.en.plural(count, "row", "rows")) left out: of another sort")
  }

  static func valuesChanged(_ count: Int) -> Message { Message(fr: "valeurs changées\u{A0}: \(count)", en: "values changed: \(count)") }
  static let columnUpdated = Message(fr: "Mises à jour", en: "Updated")
  static let columnSkipped = Message(fr: "Passées", en: "Skipped")

  static func ignored(_ field: String, _ count: Int) -> Message {
    Message(
      fr:
        "\(field)\u{A0}: laissé pour \(count) \(Language.fr.plural(count, "ligne qui n'est", "lignes qui ne sont")) pas \(Language.fr.plural(count, "perdue", "perdues"))",
      en: "\(field): left out of \(count) \(Language.en.plural(count, "row", "rows")) not lost")
  }

  static func defaulted(_ field: String, _ count: Int) -> Message {
    Message(
      fr: "\(field)\u{A0}: vide, la valeur par défaut est prise pour \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(field): empty, the default is taken for \(count) \(Language.en.plural(count, "row", "rows"))")
  }

  static func converted(_ currency: String, _ count: Int) -> Message {
    Message(
      fr: "montants convertis de \(currency)\u{A0}: \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "amounts converted from \(currency): \(count) \(Language.en.plural(count, "row", "rows"))")
  }

  static func negativeExpenses(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "dépense négative, déduite", "dépenses négatives, déduites")) de ce qui est dépensé",
      en: "\(count) negative \(Language.en.plural(count, "expense", "expenses")), taken off what is spent")
  }

  static func newStages(_ stages: [NewStage]) -> Message {
    func list(_ language: Language) -> String {
      stages.map { "\($0.name) (\($0.probability)\(language == .fr ? " " : "")%)" }.joined(separator: ", ")
    }
    return Message(
      fr: "nouvelles étapes, ouvertes, avec leur chance\u{A0}: \(list(.fr))", en: "new stages, open, with their chance: \(list(.en))")
  }

  static func closingWord(_ word: String, _ stage: String) -> Message {
    Message(
      fr: "étape \(word.quoted(in: .fr)) lue comme \(stage.quoted(in: .fr))",
      en: "stage \(word.quoted(in: .en)) read as \(stage.quoted(in: .en))")
  }

  static func fieldsLost(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "valeur illisible laissée", "valeurs illisibles laissées")) de côté, la ligne gardée",
      en: "\(count) \(Language.en.plural(count, "value", "values")) that could not be read left out, the row kept")
  }

  static let firstChanges = Message(fr: "Premières valeurs changées", en: "First values changed")
  static let firstLosses = Message(fr: "Premières valeurs laissées de côté", en: "First values left out")
  static let columnWhich = Message(fr: "Fiche", en: "Record")
  static let helpDefault = Message(fr: "La valeur d’un champ là où il est vide.", en: "The value of a field where it is empty.")
  static let helpOnly = Message(
    fr: "Ne garder que les lignes dont un champ ou une colonne a une de ces valeurs.",
    en: "Keep only rows whose field or column has one of these values.")
  static let helpExisting = Message(
    fr: "Une ligne qui décrit autrement ce qui est déjà là\u{A0}: refusée (sinon), reprise, ou passée.",
    en: "A row that describes otherwise what is there already: refused (else), taken over, or skipped.")
  static let helpDates = Message(
    fr: "L’ordre du jour et du mois\u{A0}; sinon celui que tout le fichier montre.",
    en: "The order of day and month; else that which the whole file shows.")
  static let helpTimesIn = Message(
    fr: "Les heures sans fuseau du fichier sont en UTC\u{A0}; sinon celles de l’organisation.",
    en: "Times of the file without a zone are of UTC; else of the organization.")
  static let helpRate = Message(
    fr: "Ce que vaut une unité d’une devise dans celle de l’organisation.", en: "What one unit of a currency is in the organization's.")

  static let helpSheet = Message(
    fr: "La feuille d’un classeur .xlsx\u{A0}; la première qui n’est pas vide, sinon.",
    en: "The sheet of an .xlsx workbook; else the first that is not empty.")

  static func sheetRead(_ name: String, others: [String]) -> Message {
    let (fr, en) = (others.map { $0.quoted(in: .fr) }.joined(separator: ", "), others.map { $0.quoted(in: .en) }.joined(separator: ", "))
    return others.isEmpty
      ? Message(fr: "lu dans la feuille \(name.quoted(in: .fr))", en: "read from the sheet \(name.quoted(in: .en))")
      : Message(
        fr: "lu dans la feuille \(name.quoted(in: .fr))\u{A0}; non lues\u{A0}: \(fr) (--sheet en choisit une)",
        en: "read from the sheet \(name.quoted(in: .en)); not read: \(en) (--sheet chooses one)")
  }

  static func hiddenRowsRead(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "ligne masquée a été lue aussi", "lignes masquées ont été lues aussi"))",
      en: "\(count) hidden \(Language.en.plural(count, "row was read too", "rows were read too"))")
  }

  static func mergedRanges(_ count: Int) -> Message {
    Message(
      fr: "cellules fusionnées\u{A0}: \(count)\u{A0}; seule la première de chacune porte la valeur",
      en: "merged cells: \(count); only the first of each holds the value")
  }

  /// - Parameter delimiter: Its label in answers.
  static func importReading(_ encoding: String, _ delimiter: String) -> Message {
    let character = Delimiter.allCases.first { $0.label == delimiter }.map { "\($0.character)" } ?? delimiter
    let isTab = character == "\t"
    return Message(
      fr: "lu en \(encoding), séparateur \(isTab ? "tabulation" : "« \(character) »")",
      en: "read as \(encoding), delimiter \(isTab ? "tab" : "“\(character)”")")
  }

  /// What belongs to the rows of an import and is not recorded.
  /// - Parameter sort: Its key in answers.
  static func missingCounterpart(_ sort: String, _ count: Int, of kind: ImportKind) -> Message {
    let (fr, en) = (Language.fr.plural, Language.en.plural)
    return switch sort {
    case "sales_of_wins":
      Message(
        fr:
          "\(count) \(fr(count, "opportunité gagnée", "opportunités gagnées")) sans vente\u{A0}: ni chiffre d’affaires, ni ABC, ni nouveau client\u{A0}; \(salesOfWins(kind).fr)",
        en:
          "\(count) \(en(count, "opportunity", "opportunities")) won without a sale: no revenue, no ABC, no new customer; \(salesOfWins(kind).en)"
      )
    case "sales_of_conversations":
      Message(
        fr:
          "\(count) \(fr(count, "conversation", "conversations")) «\u{A0}vendu\u{A0}» sans vente\u{A0}: ajoutez-les par «\u{A0}filon sale add\u{A0}» ou «\u{A0}filon import sales\u{A0}»",
        en:
          "\(count) \(en(count, "conversation", "conversations")) that sold, without a sale: add them with “filon sale add” or “filon import sales”"
      )
    case "wins_of_sales":
      Message(
        fr:
          "\(count) \(fr(count, "vente", "ventes")) à des prospects dont une opportunité reste ouverte\u{A0}: si elle est vendue, «\u{A0}filon opportunity win\u{A0}»",
        en:
          "\(count) \(en(count, "sale", "sales")) to prospects of whom an opportunity stays open: if it was sold, “filon opportunity win”")
    default: .verbatim("\(sort): \(count)")
    }
  }

  /// How the sales of opportunities are recorded that a file has won.
  private static func salesOfWins(_ kind: ImportKind) -> Message {
    // A history says when they were won, and not for how much in the end.
    kind == .moves
      ? Message(fr: "«\u{A0}filon import sales\u{A0}» les enregistre", en: "“filon import sales” records them")
      : Message(
        fr: "«\u{A0}--sales won\u{A0}» en fait des ventes (annulez d’abord cet import), ou «\u{A0}filon import sales\u{A0}»",
        en: "“--sales won” makes sales of them (undo this import first), or “filon import sales”")
  }

  static func nameTaken(_ taken: NameTaken) -> Message {
    Message(
      fr:
        "\(taken.name.quoted(in: .fr)) est lu comme \(taken.salesperson) (\(taken.rows) \(Language.fr.plural(taken.rows, "ligne", "lignes")))",
      en:
        "\(taken.name.quoted(in: .en)) is read as \(taken.salesperson) (\(taken.rows) \(Language.en.plural(taken.rows, "row", "rows")))")
  }

  static func importUndoHint(_ id: String) -> Message {
    Message(fr: "pour annuler\u{A0}: filon import undo \(id)", en: "to undo: filon import undo \(id)")
  }

  static let importPreviewTitle = Message(
    fr: "Aperçu\u{A0}: rien n’est enregistré", en: "Preview: nothing is recorded")
  static let firstRejections = Message(fr: "Premières lignes refusées", en: "First refused rows")
  static let rejectionsTitle = Message(fr: "Lignes refusées", en: "Refused rows")
  static let noRejections = Message(fr: "aucune ligne refusée", en: "no row refused")
  static let importUndone = Message(fr: "Import annulé", en: "Import undone")

  static let columnImport = Message(fr: "Import", en: "Import")
  static let columnRead = Message(fr: "Lues", en: "Read")
  static let columnRecorded = Message(fr: "Enregistrées", en: "Recorded")
  static let columnRepeated = Message(fr: "Répétées", en: "Repeated")
  static let columnRejected = Message(fr: "Refusées", en: "Refused")
  static let columnField = Message(fr: "Champ", en: "Field")
  static let columnRecord = Message(fr: "Contenu", en: "Record")
  static let columnKind = Message(fr: "Contenu", en: "Kind")
  static let columnFile = Message(fr: "Fichier", en: "File")
  static let columnProspectsKept = Message(
    fr: "Prospects gardés (d’autres faits en parlent)", en: "Prospects kept (other facts speak of them)")
  static let columnSalespeopleKept = Message(
    fr: "Commerciaux gardés (créés par l’import)", en: "Salespeople kept (made by the import)")
  static let columnRestored = Message(fr: "Fiches rétablies", en: "Records restored")
  static let columnChangedKept = Message(fr: "Fiches gardées (changées depuis)", en: "Records kept (changed since)")
  static let columnOwners = Message(fr: "Opportunités rendues", en: "Opportunities given back")
  static let columnOwnersKept = Message(
    fr: "Opportunités non rendues (closes ou réattribuées depuis, ou à personne avant)",
    en: "Opportunities not given back (closed or handed over since, or nobody's before)")
  static let columnStagesKept = Message(fr: "Étapes gardées (créées par l’import)", en: "Stages kept (made by the import)")
  static let helpPreset = Message(
    fr: "Le fichier est l’export de ce service\u{A0}: ses colonnes et ses mots sont connus.",
    en: "The file is this service's export: its columns and words are known.")
  static let columnMeasurements = Message(fr: "Mesures", en: "Measurements")
}
