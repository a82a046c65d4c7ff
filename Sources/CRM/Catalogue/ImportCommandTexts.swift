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

  public static let monthsFirst = Message(
    fr: "dates lues mois d'abord (mois/jour/année), comme le fichier le montre",
    en: "dates read month first (month/day/year), as the file shows")

  /// - Parameter delimiter: Its label in answers.
  public static func importReading(_ encoding: String, _ delimiter: String) -> Message {
    let character = Delimiter.allCases.first { $0.label == delimiter }.map { "\($0.character)" } ?? delimiter
    let isTab = character == "\t"
    return Message(
      fr: "lu en \(encoding), séparateur \(isTab ? "tabulation" : "« \(character) »")",
      en: "read as \(encoding), delimiter \(isTab ? "tab" : "“\(character)”")")
  }

  public static func madeUp(_ field: String, _ count: Int) -> Message {
    if field == "salesperson" {
      return Message(
        fr: "salesperson : absent du fichier, celui du prospect est pris pour \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
        en: "salesperson: not in the file, the prospect's owner is taken for \(count) \(Language.en.plural(count, "row", "rows"))")
    }
    return Message(
      fr: "\(field) : absent du fichier, inventé pour \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(field): not in the file, made up for \(count) \(Language.en.plural(count, "row", "rows"))")
  }

  /// What belongs to the rows of an import and is not recorded.
  /// - Parameter sort: Its key in answers.
  public static func missingCounterpart(_ sort: String, _ count: Int) -> Message {
    let (fr, en) = (Language.fr.plural, Language.en.plural)
    return switch sort {
    case "sales_of_wins":
      Message(
        fr:
          "\(count) \(fr(count, "opportunité gagnée", "opportunités gagnées")) sans vente : ni chiffre d'affaires, ni ABC, ni nouveau client ; « --sales won » en fait des ventes (annulez d'abord cet import), ou « filon import sales »",
        en:
          "\(count) \(en(count, "opportunity", "opportunities")) won without a sale: no revenue, no ABC, no new customer; “--sales won” makes sales of them (undo this import first), or “filon import sales”"
      )
    case "sales_of_talks":
      Message(
        fr:
          "\(count) \(fr(count, "conversation", "conversations")) « vendu » sans vente : ajoutez-les par « filon sale add » ou « filon import sales »",
        en: "\(count) \(en(count, "talk", "talks")) that sold, without a sale: add them with “filon sale add” or “filon import sales”")
    case "wins_of_sales":
      Message(
        fr:
          "\(count) \(fr(count, "vente", "ventes")) à des prospects dont une opportunité reste ouverte : si elle est vendue, « filon opportunity win »",
        en:
          "\(count) \(en(count, "sale", "sales")) to prospects of whom an opportunity stays open: if it was sold, “filon opportunity win”")
    default: .verbatim("\(sort): \(count)")
    }
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
      case "owners":
        Message(
          fr: fr(count, "changement de commercial", "changements de commercial"), en: en(count, "change of owner", "changes of owner"))
      default: .verbatim(sort)
      }
    return Message(fr: "créé : \(count) \(things.fr)", en: "made: \(count) \(things.en)")
  }

  public static func newSalespeople(_ people: [NewPerson]) -> Message {
    let list = { (beside: String) in
      people.prefix(20).map { $0.beside.isEmpty ? $0.name : "\($0.name) (\(beside) \($0.beside.joined(separator: ", ")))" }
        .joined(separator: ", ") + (people.count > 20 ? ", …" : "")
    }
    return Message(fr: "nouveaux commerciaux : \(list("à côté de"))", en: "new salespeople: \(list("beside"))")
  }

  public static func nameTaken(_ taken: NameTaken) -> Message {
    Message(
      fr:
        "\(taken.name.quoted(in: .fr)) est lu comme \(taken.salesperson) (\(taken.rows) \(Language.fr.plural(taken.rows, "ligne", "lignes")))",
      en:
        "\(taken.name.quoted(in: .en)) is read as \(taken.salesperson) (\(taken.rows) \(Language.en.plural(taken.rows, "row", "rows")))")
  }

  public static func likelyDuplicates(_ count: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "prospect a", "prospects ont")) le nom et le code postal d'un autre : voyez « filon prospect duplicates »",
      en:
        "\(count) \(Language.en.plural(count, "prospect has", "prospects have")) the name and postal code of another: see “filon prospect duplicates”"
    )
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
