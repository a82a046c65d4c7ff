extension Message {
  static let onlyDirectorsImport = Message(fr: "seul un directeur importe des fichiers", en: "only a director imports files")
  static let mappingUnreadable = Message(fr: "ce fichier de correspondance n'est pas en UTF-8", en: "this mapping file is not in UTF-8")
  static let saveAsUTF8 = Message(fr: "enregistrez le fichier en UTF-8", en: "save the file as UTF-8")

  static func mappingTooLarge(_ kilobytes: Int) -> Message {
    Message(
      fr: "ce fichier de correspondance dépasse \(kilobytes) Kio", en: "this mapping file is larger than \(kilobytes) KiB")
  }

  static func mappingInvalid(_ detail: String) -> Message {
    Message(fr: "correspondance invalide : \(detail)", en: "invalid mapping: \(detail)")
  }

  static let notAMapping = Message(fr: "ce fichier n'est pas une correspondance", en: "this file is no mapping")

  static func mappingShape(_ key: String) -> Message {
    Message(
      fr: "correspondance invalide : \(key.quoted(in: .fr)) n'a pas la forme attendue",
      en: "invalid mapping: \(key.quoted(in: .en)) does not have the form expected")
  }

  static let mappingRemedy = Message(
    fr: """
      c'est du YAML, par exemple « columns: {name: Société, email: Courriel} » ; clés : columns, values, set, \
      create (liste : salespeople, prospects, stages), sales (won), system
      """,
    en: """
      it is YAML, such as “columns: {name: Company, email: Mail}”; keys: columns, values, set, \
      create (a list: salespeople, prospects, stages), sales (won), system
      """)

  static func unknownField(_ field: String, _ kind: ImportKind) -> Message {
    Message(
      fr: "le champ \(field.quoted(in: .fr)) n'existe pas pour les \(kind.name.fr)",
      en: "there is no field \(field.quoted(in: .en)) for \(kind.name.en)")
  }

  public static func fieldsThere(_ fields: [String]) -> Message {
    Message(fr: "champs : \(fields.joined(separator: ", "))", en: "fields: \(fields.joined(separator: ", "))")
  }

  static func noColumn(_ column: String, field: String) -> Message {
    Message(
      fr: "aucune colonne \(column.quoted(in: .fr)) pour le champ \(field)",
      en: "no column \(column.quoted(in: .en)) for the field \(field)")
  }

  static func columnsThere(_ header: [String]) -> Message {
    Message(fr: "colonnes du fichier : \(header.joined(separator: ", "))", en: "columns of the file: \(header.joined(separator: ", "))")
  }

  static func fieldsWithoutColumn(_ fields: [String]) -> Message {
    Message(
      fr: "aucune colonne ne donne : \(fields.joined(separator: ", "))", en: "no column gives: \(fields.joined(separator: ", "))")
  }

  static func namesNone(_ creation: ImportMapping.Creation, _ kind: ImportKind) -> Message {
    Message(
      fr: "--create \(creation.rawValue) : aucun champ des \(kind.name.fr) n'en nomme",
      en: "--create \(creation.rawValue): no field of \(kind.name.en) names any")
  }

  static func createsNothing(_ creation: ImportMapping.Creation, _ fields: [String]) -> Message {
    Message(
      fr: "--create \(creation.rawValue) : aucune colonne ne donne \(fields.joined(separator: " ou "))",
      en: "--create \(creation.rawValue): no column gives \(fields.joined(separator: " or "))")
  }

  static let salesOfOpportunities = Message(
    fr: "--sales vaut pour « filon import opportunities »", en: "--sales is for “filon import opportunities”")

  static func bindingRemedy(_ field: String, _ header: [String]) -> Message {
    Message(
      fr: "ajoutez --column \(field)=COLONNE ou --set \(field)=VALEUR ; colonnes : \(header.joined(separator: ", "))",
      en: "add --column \(field)=COLUMN or --set \(field)=VALUE; columns: \(header.joined(separator: ", "))")
  }

  static func fieldEmpty(_ field: String) -> Message { Message(fr: "\(field) est vide", en: "\(field) is empty") }

  static func textTooLong(_ limit: Int) -> Message {
    Message(fr: "plus de \(limit) caractères", en: "more than \(limit) characters")
  }

  static func notYesOrNo(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n'est ni oui ni non", en: "\(text.quoted(in: .en)) is neither yes nor no")
  }

  static let nextStepWithoutDay = Message(fr: "la suite prévue n'a pas de date", en: "the next step has no date")
  static let skippedByTheClock = Message(
    fr: "cette heure n'existe pas : l'horloge l'a sautée au changement d'heure", en: "this time does not exist: the clock skipped it")
  static let companionIsSame = Message(fr: "deux fois le même commercial", en: "the same salesperson twice")
  static let negativeAmount = Message(fr: "montant négatif", en: "negative amount")
  static let refundOfNothing = Message(fr: "un remboursement de zéro", en: "a refund of nothing")
  static let closedBeforeOpened = Message(fr: "fermée avant d'être ouverte", en: "closed before it was opened")

  static func closedInAnOpenStage(_ stage: String) -> Message {
    Message(
      fr: "une date de clôture, mais l'étape \(stage.quoted(in: .fr)) est ouverte",
      en: "a closing date, but the stage \(stage.quoted(in: .en)) is open")
  }

  static func lossReasonWithoutLoss(_ stage: String) -> Message {
    Message(
      fr: "un motif de perte, mais l'étape est \(stage.quoted(in: .fr))", en: "a loss reason, but the stage is \(stage.quoted(in: .en))")
  }

  static func severalProspectsNamed(_ text: String) -> Message {
    Message(fr: "plusieurs prospects répondent à \(text.quoted(in: .fr))", en: "several prospects fit \(text.quoted(in: .en))")
  }

  static func noProspectNamed(_ text: String) -> Message {
    Message(
      fr: "aucun prospect \(text.quoted(in: .fr)) (--create prospects le créerait)",
      en: "no prospect \(text.quoted(in: .en)) (--create prospects would make it)")
  }

  static func duplicateProspect(_ name: String) -> Message {
    Message(
      fr: "déjà connu : même e-mail, téléphone ou SIRET que \(name.quoted(in: .fr))",
      en: "known already: same e-mail, phone or SIRET as \(name.quoted(in: .en))")
  }

  static let duplicateInFile = Message(fr: "le fichier a déjà cette ligne plus haut", en: "the file has this row further up")
  static let otherContent = Message(
    fr: "cette référence est déjà enregistrée avec un autre contenu", en: "this reference is recorded already with another content")

  static func unnamedProspect(_ reference: String) -> Message {
    Message(fr: "(sans nom) \(reference)", en: "(unnamed) \(reference)")
  }

  static func strictImportRefused(_ rejected: Int, _ read: Int, first: ImportRejection) -> Message {
    Message(
      fr: "\(rejected) lignes sur \(read) sont refusées ; rien n'a été enregistré. La première : \(first.reason.fr)",
      en: "\(rejected) of \(read) rows are refused; nothing was recorded. The first: \(first.reason.en)")
  }

  public static func seeRejectedFile(_ path: String) -> Message {
    Message(fr: "lignes refusées : \(path)", en: "refused rows: \(path)")
  }

  static let withoutStrict = Message(
    fr: "sans --strict, les bonnes lignes sont enregistrées", en: "without --strict, the good rows are recorded")

  static func noImport(_ id: String) -> Message { Message(fr: "aucun import \(id)", en: "no import \(id)") }
  public static let importListRemedy = Message(fr: "voyez « filon import list »", en: "see “filon import list”")
  static func importRefundedSince(_ sales: Int) -> Message {
    Message(
      fr:
        "\(sales) \(Language.fr.plural(sales, "vente de cet import a été remboursée", "ventes de cet import ont été remboursées")) depuis : annulez d'abord ces remboursements",
      en:
        "\(sales) \(Language.en.plural(sales, "sale of this import was", "sales of this import were")) refunded since: void those refunds first"
    )
  }
  static func rejectedFileIsInput(_ path: String) -> Message {
    Message(
      fr: "les lignes refusées ne peuvent aller dans le fichier qui est lu, \(path)",
      en: "refused rows cannot go into the file that is being read, \(path)")
  }
  static let chooseRejectedFile = Message(fr: "donnez un autre --rejected", en: "give another --rejected")
  static let importUndoneBefore = Message(fr: "cet import est déjà annulé", en: "this import was undone before")
}

// What `filon import` says of itself and of its results.
extension Message {
  public static let helpImport = Message(
    fr: "Importer un fichier CSV, voir et annuler les imports.", en: "Import a CSV file, see and undo imports.")
  public static let helpImportMore = Message(
    fr: "Séparateur, encodage et dates françaises ou ISO sont reconnus ; le même fichier deux fois n'enregistre rien deux fois.",
    en: "Delimiter, encoding and French or ISO dates are recognized; the same file again records nothing twice.")

  public static func helpImportKind(_ kind: ImportKind) -> Message {
    switch kind {
    case .prospects: Message(fr: "Importer des prospects.", en: "Import prospects.")
    case .opportunities: Message(fr: "Importer des opportunités.", en: "Import opportunities.")
    case .conversations: Message(fr: "Importer des conversations.", en: "Import conversations.")
    case .sales: Message(fr: "Importer des ventes et des remboursements.", en: "Import sales and refunds.")
    case .expenses: Message(fr: "Importer des dépenses.", en: "Import expenses.")
    case .measurements: Message(fr: "Importer des chiffres du dehors.", en: "Import figures from outside.")
    }
  }

  public static let helpImportFile = Message(
    fr: "Le fichier CSV, ou - pour l'entrée standard.", en: "The CSV file, or - for standard input.")
  public static let helpMap = Message(fr: "Fichier YAML de correspondance.", en: "YAML file that maps columns to fields.")
  public static let helpColumn = Message(fr: "La colonne qui donne un champ.", en: "The column that gives a field.")
  public static let helpValue = Message(fr: "Ce que devient une valeur d'un champ.", en: "What a value of a field becomes.")
  public static let helpSet = Message(fr: "La même valeur pour toutes les lignes.", en: "The same value for every row.")
  public static let helpCreate = Message(fr: "Créer les noms inconnus.", en: "Make the names not known yet.")
  public static let helpSales = Message(
    fr: "won : chaque opportunité gagnée enregistre aussi une vente de son montant.",
    en: "won: each opportunity won also records a sale of its amount.")
  public static let helpSystem = Message(
    fr: "Le système d'où vient le fichier ; une référence y est unique.", en: "The system the file comes from; a reference is unique in it."
  )
  public static let helpEncoding = Message(
    fr: "utf-8, utf-16le, utf-16be ou windows-1252 ; sinon reconnu.", en: "utf-8, utf-16le, utf-16be or windows-1252; else recognized.")
  public static let helpDecimal = Message(
    fr: "Séparateur décimal : comma, point ou automatic.", en: "Decimal separator: comma, point or automatic.")
  public static let helpRejectedFile = Message(
    fr: "Où écrire les lignes refusées (sinon FICHIER.rejected.csv ici).", en: "Where refused rows go (else FILE.rejected.csv here).")
  public static let helpPreview = Message(
    fr: "Dire ce qui se passerait, ne rien enregistrer.", en: "Say what would happen, record nothing.")
  public static let helpStrict = Message(fr: "Tout enregistrer ou rien.", en: "Record all rows or none.")
  public static let helpImportList = Message(fr: "Les imports, du plus récent au plus ancien.", en: "The imports, newest first.")
  public static let helpImportShow = Message(fr: "Un import et ses lignes refusées.", en: "One import and its refused rows.")
  public static let helpImportUndo = Message(
    fr: "Annuler ce qu'un import a enregistré ; commerciaux et étapes créés restent.",
    en: "Undo what an import recorded; salespeople and stages it made stay.")
  public static let helpImportID = Message(fr: "L'identifiant de l'import.", en: "The import's id.")

  public static func notAPair(_ text: String, option: String) -> Message {
    Message(
      fr: "\(option) attend CHAMP=VALEUR, pas \(text.quoted(in: .fr))", en: "\(option) takes FIELD=VALUE, not \(text.quoted(in: .en))")
  }

  public static func notAChoice(_ text: String, _ choices: [String]) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) n'est pas parmi \(choices.joined(separator: ", "))",
      en: "\(text.quoted(in: .en)) is not one of \(choices.joined(separator: ", "))")
  }

  public static func notAnID(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n'est pas un identifiant", en: "\(text.quoted(in: .en)) is not an id")
  }

  public static func rowsRead(_ rows: Int) -> Message { Message(fr: "\(rows) lignes lues", en: "\(rows) rows read") }

  /// - Parameter delimiter: Its label in answers.
  public static let monthsFirst = Message(
    fr: "dates lues mois d'abord (mois/jour/année), comme le fichier le montre",
    en: "dates read month first (month/day/year), as the file shows")

  public static func importReading(_ encoding: String, _ delimiter: String) -> Message {
    let character = Delimiter.allCases.first { $0.label == delimiter }.map { "\($0.character)" } ?? delimiter
    let isTab = character == "\t"
    return Message(
      fr: "lu en \(encoding), séparateur \(isTab ? "tabulation" : "« \(character) »")",
      en: "read as \(encoding), delimiter \(isTab ? "tab" : "“\(character)”")")
  }

  public static func madeUp(_ field: String, _ count: Int) -> Message {
    Message(
      fr: "\(field) : absent du fichier, inventé pour \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(field): not in the file, made up for \(count) \(Language.en.plural(count, "row", "rows"))")
  }

  /// - Parameter sort: Its key in answers.
  public static func created(_ sort: String, _ count: Int) -> Message {
    let (fr, en) = (Language.fr.plural, Language.en.plural)
    let things: Message =
      switch sort {
      case "prospects": Message(fr: fr(count, "prospect", "prospects"), en: en(count, "prospect", "prospects"))
      case "unnamed_prospects":
        Message(fr: fr(count, "prospect sans nom", "prospects sans nom"), en: en(count, "unnamed prospect", "unnamed prospects"))
      case "salespeople": Message(fr: fr(count, "commercial", "commerciaux"), en: en(count, "salesperson", "salespeople"))
      case "stages": Message(fr: fr(count, "étape", "étapes"), en: en(count, "stage", "stages"))
      case "sales": Message(fr: fr(count, "vente", "ventes"), en: en(count, "sale", "sales"))
      default: .verbatim(sort)
      }
    return Message(fr: "créé : \(count) \(things.fr)", en: "made: \(count) \(things.en)")
  }

  public static func likelyDuplicates(_ count: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "prospect a", "prospects ont")) le nom et le code postal d'un autre : voyez « filon prospect duplicates »",
      en:
        "\(count) \(Language.en.plural(count, "prospect has", "prospects have")) the name and postal code of another: see “filon prospect duplicates”"
    )
  }

  static let noRows = Message(
    fr: "le fichier n'a que sa ligne de titres : rien à importer", en: "the file has only its header: nothing to import")
  static let noRowsRemedy = Message(
    fr: "vérifiez que l'export contient des lignes", en: "check that the export holds rows")

  static func mappingKeyUnknown(_ key: String) -> Message {
    Message(fr: "clé inconnue : \(key.quoted(in: .fr))", en: "unknown key: \(key.quoted(in: .en))")
  }

  public static func importUndoHint(_ id: String) -> Message {
    Message(fr: "pour annuler : filon import undo \(id)", en: "to undo: filon import undo \(id)")
  }

  public static let importPreviewTitle = Message(
    fr: "Aperçu : rien n'est enregistré", en: "Preview: nothing is recorded")
  public static let firstRejections = Message(fr: "Premières lignes refusées", en: "First refused rows")
  public static let rejectionsTitle = Message(fr: "Lignes refusées", en: "Refused rows")
  public static let noRejections = Message(fr: "aucune ligne refusée", en: "no row refused")
  public static let importUndone = Message(fr: "Import annulé", en: "Import undone")

  public static let columnImport = Message(fr: "Import", en: "Import")
  public static let columnRead = Message(fr: "Lues", en: "Read")
  public static let columnRecorded = Message(fr: "Enregistrées", en: "Recorded")
  public static let columnRepeated = Message(fr: "Répétées", en: "Repeated")
  public static let columnRejected = Message(fr: "Refusées", en: "Refused")
  public static let columnLine = Message(fr: "Ligne", en: "Line")
  public static let columnField = Message(fr: "Champ", en: "Field")
  public static let columnReason = Message(fr: "Motif", en: "Reason")
  public static let columnRecord = Message(fr: "Contenu", en: "Record")
  public static let columnRecordedAt = Message(fr: "Le", en: "On")
  public static let columnKind = Message(fr: "Contenu", en: "Kind")
  public static let columnFile = Message(fr: "Fichier", en: "File")
  public static let columnUndoneAt = Message(fr: "Annulé le", en: "Undone on")
  public static let columnConversations = Message(fr: "Conversations", en: "Conversations")
  public static let columnOpportunities = Message(fr: "Opportunités", en: "Opportunities")
  public static let columnSales = Message(fr: "Ventes", en: "Sales")
  public static let columnExpenses = Message(fr: "Dépenses", en: "Expenses")
  public static let columnProspects = Message(fr: "Prospects", en: "Prospects")
  public static let columnProspectsKept = Message(
    fr: "Prospects gardés (d'autres faits en parlent)", en: "Prospects kept (other facts speak of them)")
  public static let columnSalespeopleKept = Message(
    fr: "Commerciaux gardés (créés par l'import)", en: "Salespeople kept (made by the import)")
  public static let columnStagesKept = Message(fr: "Étapes gardées (créées par l'import)", en: "Stages kept (made by the import)")

  /// Who and what undoing an import leaves, a line a sort.
  public static func kept(_ kept: Imports.Kept) -> [Message] {
    let sorts = [
      (kept.prospects, Message(fr: "prospects gardés", en: "prospects kept")),
      (kept.salespeople, Message(fr: "commerciaux gardés", en: "salespeople kept")),
      (kept.stages, Message(fr: "étapes gardées", en: "stages kept")),
    ]
    return sorts.filter { $0.0.count > 0 }.map { made, sort in
      let names = (made.names + (made.count > made.names.count ? ["…"] : [])).joined(separator: ", ")
      return Message(fr: "\(sort.fr) : \(names)", en: "\(sort.en): \(names)")
    }
  }
}

extension Message {
  static let longerThanADay = Message(fr: "plus d'un jour", en: "more than a day")
}

extension ImportKind {
  /// What its rows are called.
  public var name: Message {
    switch self {
    case .prospects: Message(fr: "prospects", en: "prospects")
    case .opportunities: Message(fr: "opportunités", en: "opportunities")
    case .conversations: Message(fr: "conversations", en: "conversations")
    case .sales: Message(fr: "ventes", en: "sales")
    case .expenses: Message(fr: "dépenses", en: "expenses")
    case .measurements: Message(fr: "mesures", en: "measurements")
    }
  }
}
