import Postgres

extension Message {
  package static let saveAsUTF8 = Message(fr: "enregistrez le fichier en UTF-8", en: "save the file as UTF-8")
  /// Who and what undoing an import leaves, a line a sort.
  package static func kept(_ kept: Imports.Kept) -> [Message] {
    let sorts = [
      (kept.prospects, Message(fr: "prospects gardés", en: "prospects kept")),
      (kept.salespeople, Message(fr: "commerciaux gardés", en: "salespeople kept")),
      (kept.stages, Message(fr: "étapes gardées", en: "stages kept")),
      (
        kept.owners,
        Message(fr: "opportunités qui restent à leur nouveau commercial", en: "opportunities that stay with their new owner")
      ),
      (kept.changed, Message(fr: "gardés tels que changés depuis", en: "kept as they were changed since")),
    ]
    return sorts.filter { $0.0.count > 0 }.map { made, sort in
      let names = (made.names + (made.count > made.names.count ? ["…"] : [])).joined(separator: ", ")
      return Message(fr: "\(sort.fr)\u{A0}: \(names)", en: "\(sort.en): \(names)")
    }
  }

  package static func notAChoice(_ text: String, _ choices: [String]) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) n’est pas parmi \(choices.joined(separator: ", "))",
      en: "\(text.quoted(in: .en)) is not one of \(choices.joined(separator: ", "))")
  }

  static func notAChoice(_ text: String, _ choices: [Message]) -> Message {
    Message(fr: notAChoice(text, choices.map(\.fr)).fr, en: notAChoice(text, choices.map(\.en)).en)
  }

  package static func assumed(_ field: String, _ count: Int) -> Message {
    if field == "salesperson" {
      return Message(
        fr:
          "salesperson\u{A0}: absent du fichier, celui du prospect est pris pour \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
        en: "salesperson: not in the file, the prospect's owner is taken for \(count) \(Language.en.plural(count, "row", "rows"))")
    }
    if field == "name" {
      return Message(
        fr: "name\u{A0}: vide, le contact en tient lieu pour \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
        en: "name: empty, the contact stands for it in \(count) \(Language.en.plural(count, "row", "rows"))")
    }
    return Message(
      fr: "\(field)\u{A0}: absent du fichier, complété pour \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(field): not in the file, filled in for \(count) \(Language.en.plural(count, "row", "rows"))")
  }

  /// - Parameter sort: Its key in answers.
  package static func created(_ sort: String, _ count: Int) -> Message {
    let (fr, en) = (Language.fr.plural, Language.en.plural)
    let things: Message =
      switch sort {
      case "prospects": Message(fr: fr(count, "prospect", "prospects"), en: en(count, "prospect", "prospects"))
      case "unnamed_prospects":
        Message(fr: fr(count, "prospect sans nom", "prospects sans nom"), en: en(count, "unnamed prospect", "unnamed prospects"))
      case "salespeople": Message(fr: fr(count, "commercial", "commerciaux"), en: en(count, "salesperson", "salespeople"))
      case "stages": Message(fr: fr(count, "étape", "étapes"), en: en(count, "stage", "stages"))
      case "opportunities": Message(fr: fr(count, "opportunité", "opportunités"), en: en(count, "opportunity", "opportunities"))
      case "sales": Message(fr: fr(count, "vente", "ventes"), en: en(count, "sale", "sales"))
      case "owners":
        Message(
          fr: fr(count, "changement de commercial", "changements de commercial"), en: en(count, "change of owner", "changes of owner"))
      default: .verbatim(sort)
      }
    return Message(fr: "créé\u{A0}: \(count) \(things.fr)", en: "made: \(count) \(things.en)")
  }

  package static func newSalespeople(_ people: [NewPerson]) -> Message {
    let list = { (beside: String) in
      people.prefix(20).map { $0.beside.isEmpty ? $0.name : "\($0.name) (\(beside) \($0.beside.joined(separator: ", ")))" }
        .joined(separator: ", ") + (people.count > 20 ? ", …" : "")
    }
    return Message(fr: "nouveaux commerciaux\u{A0}: \(list("à côté de"))", en: "new salespeople: \(list("beside"))")
  }

  package static func likelyDuplicates(_ count: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "prospect partage", "prospects partagent")) un e-mail, un téléphone, ou nom et code postal avec un autre\u{A0}: voyez «\u{A0}filon prospect duplicates\u{A0}»",
      en:
        "\(count) \(Language.en.plural(count, "prospect shares", "prospects share")) an e-mail, a telephone, or name and postal code with another: see “filon prospect duplicates”"
    )
  }
  static let onlyDirectorsImport = Message(fr: "seul un directeur importe des fichiers", en: "only a director imports files")
  static let onlyOverseersReadImports = Message(
    fr: "un import porte les faits de toute l’équipe\u{A0}: seuls les directeurs et les lecteurs le lisent",
    en: "an import holds facts of the whole team: only directors and viewers read it")

  static func strictImportRefused(_ rejected: Int, _ read: Int, first: ImportRejection) -> Message {
    Message(
      fr: "\(rejected) lignes sur \(read) sont refusées\u{A0}; rien n’a été enregistré. La première\u{A0}: \(first.reason.fr)",
      en: "\(rejected) of \(read) rows are refused; nothing was recorded. The first: \(first.reason.en)")
  }

  package static func seeRejectedFile(_ path: String) -> Message {
    Message(fr: "lignes refusées\u{A0}: \(path)", en: "refused rows: \(path)")
  }

  static let withoutStrict = Message(
    fr: "sans --strict, les bonnes lignes sont enregistrées", en: "without --strict, the good rows are recorded")

  static func noImport(_ id: String) -> Message { Message(fr: "aucun import \(id)", en: "no import \(id)") }
  package static let importListRemedy = Message(fr: "voyez «\u{A0}filon import list\u{A0}»", en: "see “filon import list”")
  static func importRefundedSince(_ sales: Int) -> Message {
    Message(
      fr:
        "\(sales) \(Language.fr.plural(sales, "vente de cet import a été remboursée", "ventes de cet import ont été remboursées")) depuis\u{A0}: annulez d’abord ces remboursements",
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

  static let noRows = Message(
    fr: "le fichier n’a que sa ligne de titres\u{A0}: rien à importer", en: "the file has only its header: nothing to import")
  static let noRowsRemedy = Message(
    fr: "vérifiez que l’export contient des lignes", en: "check that the export holds rows")

  static func mappingKeyUnknown(_ key: String) -> Message {
    Message(fr: "clé inconnue\u{A0}: \(key.quoted(in: .fr))", en: "unknown key: \(key.quoted(in: .en))")
  }
  static let unknownSeries = Message(
    fr: "cette série n’existe pas encore\u{A0}; --set kind=… et --set unit=… la créeraient",
    en: "there is no such series yet; --set kind=… and --set unit=… would make it")
  static let otherFigureInSeries = Message(
    fr: "la série a déjà une autre valeur pour ces jours\u{A0}; si celle-ci est la bonne, annulez d’abord l’autre (filon measurement void)",
    en: "the series has another value for these days already; if this one is right, void the other first (filon measurement void)")

  static let coverageOfOneEnd = Message(
    fr: "les jours que couvre l’export ont un début et une fin\u{A0}: --set from=… --set to=…",
    en: "the days that the export covers have a first and an end: --set from=… --set to=…")
  static let coverageOfNoDays = Message(
    fr: "les jours que couvre l’export\u{A0}: from avant to, dix ans au plus",
    en: "the days that the export covers: from before to, ten years at most")

  package static func skippedTables(_ headers: [[String]]) -> Message {
    let names = headers.map { $0.prefix(3).joined(separator: ", ") }.joined(separator: " ; ")
    return Message(fr: "tableaux non lus\u{A0}: \(names)", en: "tables not read: \(names)")
  }

  static let checkPath = Message(fr: "vérifier le chemin", en: "check the path")
}

extension ImportKind {
  /// What its rows are called.
  package var name: Message {
    switch self {
    case .prospects: Message(fr: "prospects", en: "prospects")
    case .opportunities: Message(fr: "opportunités", en: "opportunities")
    case .moves: Message(fr: "passages d’étape", en: "moves")
    case .conversations: Message(fr: "conversations", en: "conversations")
    case .sales: Message(fr: "ventes", en: "sales")
    case .expenses: Message(fr: "dépenses", en: "expenses")
    case .measurements: Message(fr: "mesures", en: "measurements")
    }
  }
}
