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

  package static func madeUp(_ field: String, _ count: Int) -> Message {
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
      fr: "\(field)\u{A0}: absent du fichier, inventé pour \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(field): not in the file, made up for \(count) \(Language.en.plural(count, "row", "rows"))")
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
  static let mappingUnreadable = Message(fr: "ce fichier de correspondance n’est pas en UTF-8", en: "this mapping file is not in UTF-8")

  static func mappingTooLarge(_ kilobytes: Int) -> Message {
    Message(
      fr: "ce fichier de correspondance dépasse \(kilobytes) Kio", en: "this mapping file is larger than \(kilobytes) KiB")
  }

  static func mappingInvalid(_ detail: String) -> Message {
    Message(fr: "correspondance invalide\u{A0}: \(detail)", en: "invalid mapping: \(detail)")
  }

  static let notAMapping = Message(fr: "ce fichier n’est pas une correspondance", en: "this file is no mapping")

  static func mappingShape(_ key: String) -> Message {
    Message(
      fr: "correspondance invalide\u{A0}: \(key.quoted(in: .fr)) n’a pas la forme attendue",
      en: "invalid mapping: \(key.quoted(in: .en)) does not have the form expected")
  }

  static let mappingRemedy = Message(
    fr: """
      c’est du YAML, par exemple «\u{A0}columns: {name: Société, email: Courriel}\u{A0}»\u{A0}; clés\u{A0}: columns, values, set, \
      create (liste\u{A0}: salespeople, prospects, stages), default, only, rates, sales (won), system
      """,
    en: """
      it is YAML, such as “columns: {name: Company, email: Mail}”; keys: columns, values, set, \
      create (a list: salespeople, prospects, stages), default, only, rates, sales (won), system
      """)

  static func unknownField(_ field: String, _ kind: ImportKind) -> Message {
    Message(
      fr: "le champ \(field.quoted(in: .fr)) n’existe pas pour les \(kind.name.fr)",
      en: "there is no field \(field.quoted(in: .en)) for \(kind.name.en)")
  }

  package static func givenTwice(_ option: String) -> Message {
    Message(fr: "\(option) est donné deux fois", en: "\(option) is given twice")
  }

  package static let giveOnce = Message(
    fr: "donnez-le une fois\u{A0}: rien ne dit laquelle des deux valeurs est la bonne",
    en: "give it once: nothing says which of the two values is meant")

  package static func fieldsThere(_ fields: [String]) -> Message {
    Message(fr: "champs\u{A0}: \(fields.joined(separator: ", "))", en: "fields: \(fields.joined(separator: ", "))")
  }

  static func noColumn(_ column: String, field: String) -> Message {
    Message(
      fr: "aucune colonne \(column.quoted(in: .fr)) pour le champ \(field)",
      en: "no column \(column.quoted(in: .en)) for the field \(field)")
  }

  static func columnsThere(_ header: [String]) -> Message {
    Message(
      fr: "colonnes du fichier\u{A0}: \(header.joined(separator: ", "))", en: "columns of the file: \(header.joined(separator: ", "))")
  }

  static func fieldsWithoutColumn(_ fields: [String]) -> Message {
    Message(
      fr: "aucune colonne ne donne\u{A0}: \(fields.joined(separator: ", "))", en: "no column gives: \(fields.joined(separator: ", "))")
  }

  static func namesNone(_ creation: ImportMapping.Creation, _ kind: ImportKind) -> Message {
    Message(
      fr: "--create \(creation.rawValue)\u{A0}: aucun champ des \(kind.name.fr) n’en nomme",
      en: "--create \(creation.rawValue): no field of \(kind.name.en) names any")
  }

  static func createsNothing(_ creation: ImportMapping.Creation, _ fields: [String]) -> Message {
    Message(
      fr: "--create \(creation.rawValue)\u{A0}: aucune colonne ne donne \(fields.joined(separator: " ou "))",
      en: "--create \(creation.rawValue): no column gives \(fields.joined(separator: " or "))")
  }

  static let salesOfOpportunities = Message(
    fr: "--sales vaut pour «\u{A0}filon import opportunities\u{A0}»", en: "--sales is for “filon import opportunities”")

  static func bindingRemedy(
    _ field: String, _ header: [String], looksLike other: (preset: ImportPreset, kind: ImportKind)?
  ) -> Message {
    let hint = Message.looksLike(other)
    return Message(
      fr:
        "ajoutez --column \(field)=COLONNE ou --set \(field)=VALEUR\u{A0}; colonnes\u{A0}: \(header.joined(separator: ", "))\(hint.fr)",
      en: "add --column \(field)=COLUMN or --set \(field)=VALUE; columns: \(header.joined(separator: ", "))\(hint.en)")
  }

  static func twoColumns(_ field: String, _ columns: [(String, Int)]) -> Message {
    func list(_ language: Language) -> String {
      columns.map { "\($0.0.quoted(in: language)) (\(language == .fr ? "colonne" : "column") \($0.1))" }
        .joined(separator: language == .fr ? " et " : " and ")
    }
    return Message(fr: "deux colonnes donnent \(field)\u{A0}: \(list(.fr))", en: "two columns give \(field): \(list(.en))")
  }

  static func chooseColumn(_ field: String, _ column: String) -> Message {
    Message(fr: "choisissez\u{A0}: --column '\(field)=\(column)'", en: "choose: --column '\(field)=\(column)'")
  }

  static let existingOfWhom = Message(
    fr: "--existing vaut pour «\u{A0}filon import prospects\u{A0}» et «\u{A0}filon import opportunities\u{A0}»",
    en: "--existing is for “filon import prospects” and “filon import opportunities”")

  static func daysContradict(dayFirst: String, _ dayLine: Int, monthFirst: String, _ monthLine: Int) -> Message {
    Message(
      fr:
        "les dates se contredisent\u{A0}: \(dayFirst.quoted(in: .fr)) (ligne \(dayLine)) a le jour d’abord, \(monthFirst.quoted(in: .fr)) (ligne \(monthLine)) le mois d’abord\u{A0}; rien n’a été enregistré",
      en:
        "the dates contradict each other: \(dayFirst.quoted(in: .en)) (line \(dayLine)) has the day first, \(monthFirst.quoted(in: .en)) (line \(monthLine)) the month first; nothing was recorded"
    )
  }
  static let sayDayOrder = Message(
    fr:
      "corrigez le fichier, ou dites l’ordre\u{A0}: --dates day-first ou --dates month-first (les lignes de l’autre ordre sont alors refusées)",
    en: "mend the file, or state the order: --dates day-first or --dates month-first (rows in the other order are then refused)")

  package static func notYesOrNo(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est ni oui ni non", en: "\(text.quoted(in: .en)) is neither yes nor no")
  }

  static let nextStepWithoutDay = Message(fr: "la suite prévue n’a pas de date", en: "the next step has no date")
  static let skippedByTheClock = Message(
    fr: "cette heure n’existe pas\u{A0}: l’horloge l’a sautée au changement d’heure", en: "this time does not exist: the clock skipped it")
  static let companionIsSame = Message(fr: "deux fois le même commercial", en: "the same salesperson twice")
  static let whichOpportunity = Message(
    fr: "ni référence, ni titre avec son prospect\u{A0}: rien ne dit de quelle opportunité il s’agit",
    en: "neither a reference nor a title with its prospect: nothing says which opportunity this is")

  static func severalOpportunitiesTitled(_ title: String) -> Message {
    Message(
      fr: "le prospect a plusieurs opportunités \(title.quoted(in: .fr))\u{A0}: donnez leur référence",
      en: "the prospect has several opportunities \(title.quoted(in: .en)): give their reference")
  }

  static let opensNoOpportunity = Message(
    fr: "cette opportunité n’est pas connue\u{A0}: il faut son prospect et son titre pour l’ouvrir",
    en: "this opportunity is not known: to open it takes its prospect and its title")

  /// - Parameter name: The opportunity, when it is there already.
  static func moveOfAnotherProspect(_ name: String?) -> Message {
    guard let name else {
      return Message(
        fr: "une autre ligne de cette opportunité nomme un autre prospect", en: "another row of this opportunity names another prospect")
    }
    return Message(
      fr: "l’opportunité \(name.quoted(in: .fr)) est celle d’un autre prospect",
      en: "the opportunity \(name.quoted(in: .en)) is another prospect's")
  }

  static func moveBeforeLast(_ stage: String, _ day: Day) -> Message {
    Message(
      fr:
        "avant le dernier changement connu (\(stage.quoted(in: .fr)), le \(Formats(language: .fr).day(day)))\u{A0}: l’historique d’une opportunité s’importe avant ce qui le suit",
      en:
        "before the last change known (\(stage.quoted(in: .en)), on \(Formats(language: .en).day(day))): the history of an opportunity is imported before what follows it"
    )
  }

  static func twoStagesAtOnce(_ stage: String) -> Message {
    Message(
      fr: "au même moment que \(stage.quoted(in: .fr))\u{A0}: rien ne dit laquelle des deux étapes vient d’abord\u{A0}; donnez l’heure",
      en: "at the same moment as \(stage.quoted(in: .en)): nothing says which of the two stages comes first; give the time")
  }

  static func closedTwice(_ stage: String) -> Message {
    Message(
      fr: "l’opportunité est déjà close (\(stage.quoted(in: .fr)))\u{A0}: seule une étape ouverte la rouvre",
      en: "the opportunity is closed already (\(stage.quoted(in: .en))): only an open stage opens it again")
  }

  static func besideRefusedRow(_ line: Int) -> Message {
    Message(
      fr: "la ligne \(line), de la même opportunité, est refusée\u{A0}: corrigez-la, et importez-les ensemble",
      en: "line \(line), of the same opportunity, is refused: mend it, and import them together")
  }
  static let refundOfNothing = Message(fr: "un remboursement de zéro", en: "a refund of nothing")
  static let closedBeforeOpened = Message(fr: "fermée avant d’être ouverte", en: "closed before it was opened")

  static func closedInAnOpenStage(_ stage: String) -> Message {
    Message(
      fr: "une date de clôture, mais l’étape \(stage.quoted(in: .fr)) est ouverte",
      en: "a closing date, but the stage \(stage.quoted(in: .en)) is open")
  }

  static func noSalespersonNamed(_ name: String, near: String?) -> Message {
    let (fr, en) = near.map { ("proche : \($0) ; ", "near: \($0); ") } ?? ("", "")
    return Message(
      fr: "aucun commercial \(name.quoted(in: .fr)) (\(fr)--create salespeople le créerait)",
      en: "no salesperson \(name.quoted(in: .en)) (\(en)--create salespeople would make them)")
  }

  static func severalSalespeopleNamed(_ name: String, _ names: [String], field: String) -> Message {
    let choice = "--value '\(field).\(name)=\(names[0])'"
    let several = severalSalespeople(name, names)
    return Message(fr: "\(several.fr) (pour choisir\u{A0}: \(choice))", en: "\(several.en) (to choose: \(choice))")
  }

  static func severalProspectsNamed(_ text: String) -> Message {
    Message(fr: "plusieurs prospects répondent à \(text.quoted(in: .fr))", en: "several prospects fit \(text.quoted(in: .en))")
  }

  static func noProspectNamed(_ text: String) -> Message {
    Message(
      fr: "aucun prospect \(text.quoted(in: .fr)) (--create prospects le créerait)",
      en: "no prospect \(text.quoted(in: .en)) (--create prospects would make it)")
  }

  static func duplicateProspect(_ name: String, _ reasons: [DuplicateReason], _ changes: [ValueChange]) -> Message {
    let (known, differs) = (Message.knownAs(name, reasons), Message.differences(changes))
    return Message(fr: "déjà là, semble-t-il\u{A0}: \(known.fr)\(differs.fr)", en: "there already, it seems: \(known.en)\(differs.en)")
  }

  static func duplicateInFile(_ name: String, _ reasons: [DuplicateReason]) -> Message {
    let known = Message.knownAs(name, reasons)
    return Message(fr: "le fichier l’a déjà plus haut\u{A0}: \(known.fr)", en: "the file has it further up: \(known.en)")
  }

  static let referenceInFile = Message(
    fr: "le fichier a déjà cette référence plus haut", en: "the file has this reference further up")

  private static func knownAs(_ name: String, _ reasons: [DuplicateReason]) -> Message {
    guard !reasons.isEmpty else { return .verbatim(name) }
    return Message(
      fr: "\(name) (\(reasons.map(\.message.fr).joined(separator: ", ")))",
      en: "\(name) (\(reasons.map(\.message.en).joined(separator: ", ")))")
  }

  /// It is there under its reference, and says something else.
  static func thereOtherwise(_ changes: [ValueChange]) -> Message {
    let differs = Message.differences(changes)
    return Message(fr: "déjà là sous cette référence\(differs.fr)", en: "there already under this reference\(differs.en)")
  }

  /// What would change; nothing when nothing would.
  private static func differences(_ changes: [ValueChange]) -> Message {
    guard !changes.isEmpty else { return .verbatim("") }
    func list(_ language: Language) -> String {
      changes.prefix(3).map { Message.change($0).text(in: language) }.joined(separator: ", ") + (changes.count > 3 ? ", …" : "")
    }
    return Message(
      fr: ", avec un autre contenu\u{A0}: \(list(.fr)) (--existing update le reprendrait)",
      en: ", with another content: \(list(.en)) (--existing update would take it over)")
  }

  package static func change(_ change: ValueChange) -> Message {
    func text(_ nothing: String) -> String { "\(change.field) \(change.old ?? nothing) → \(change.new ?? nothing)" }
    return Message(fr: text("(vide)"), en: text("(empty)"))
  }

  static let otherContent = Message(
    fr: "cette référence est déjà enregistrée avec un autre contenu", en: "this reference is recorded already with another content")

  static func stageSoundsClosed(_ name: String) -> Message {
    let choice = "--value 'stage.\(name)=lost'"
    return Message(
      fr:
        "l’étape \(name.quoted(in: .fr)) semble close\u{A0}: dites ce qu’elle est (won, lost, abandoned ou une étape), par exemple \(choice)",
      en: "the stage \(name.quoted(in: .en)) sounds closed: say what it is (won, lost, abandoned or a stage), such as \(choice)")
  }

  static func unknownDealStatus(_ status: String) -> Message {
    let choice = "--value 'status.\(status)=open'"
    return Message(
      fr: "l’état \(status.quoted(in: .fr)) est inconnu (open, won, lost, abandoned)\u{A0}: par exemple \(choice)",
      en: "the status \(status.quoted(in: .en)) is not known (open, won, lost, abandoned): such as \(choice)")
  }

  static func statusContradicts(_ stage: String) -> Message {
    Message(
      fr: "l’état dit ouverte, mais l’étape est \(stage.quoted(in: .fr))",
      en: "the status says open, but the stage is \(stage.quoted(in: .en))")
  }

  /// A word for a channel or an outcome that nobody knows, and how to say what it is.
  static func unknownChoice(_ unknown: Message, _ field: String, _ text: String) -> Message {
    Message(fr: "\(unknown.fr) (--value '\(field).\(text)=…' dit lequel)", en: "\(unknown.en) (--value '\(field).\(text)=…' says which)")
  }

  static func rateUnknown(_ text: String, _ code: String, _ ours: String) -> Message {
    let other = otherCurrency(text, ours)
    return Message(fr: "\(other.fr) (--rate \(code)=TAUX le convertit)", en: "\(other.en) (--rate \(code)=RATE converts it)")
  }

  static func notAFilonID(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un identifiant de Filon", en: "\(text.quoted(in: .en)) is no id of Filon")
  }

  static func notARate(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un taux", en: "\(text.quoted(in: .en)) is no rate")
  }
  static let writeRate = Message(
    fr: "écrivez ce que vaut une unité de la devise dans celle de l’organisation\u{A0}: --rate USD=0,92",
    en: "write what one unit of the currency is in the organization's: --rate USD=0.92")

  static func unnamedProspect(_ reference: String) -> Message {
    Message(fr: "(sans nom) \(reference)", en: "(unnamed) \(reference)")
  }

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

  static func presetOfKinds(_ preset: ImportPreset, _ kinds: [ImportKind]) -> Message {
    let commands = kinds.map { "filon import \($0.rawValue)" }.joined(separator: ", ")
    return Message(
      fr: "--preset \(preset.rawValue) vaut pour\u{A0}: \(commands)", en: "--preset \(preset.rawValue) is for: \(commands)")
  }

  static func notAnExport(
    _ preset: ImportPreset, _ columns: [String], looksLike other: (preset: ImportPreset, kind: ImportKind)?
  ) -> Message {
    let names = columns.joined(separator: ", ")
    let hint = Message.looksLike(other)
    return Message(
      fr: "ce fichier n’est pas un export de \(preset.rawValue)\u{A0}: il lui manque \(names)\(hint.fr)",
      en: "this file is no export of \(preset.rawValue): it lacks \(names)\(hint.en)")
  }

  /// What else the file may be; empty when nothing is known.
  private static func looksLike(_ other: (preset: ImportPreset, kind: ImportKind)?) -> Message {
    guard let other else { return .verbatim("") }
    let command = "filon import \(other.kind.rawValue) --preset \(other.preset.rawValue)"
    return Message(
      fr: " ; il ressemble à un export de \(other.preset.rawValue)\u{A0}: \(command)",
      en: "; it looks like an export of \(other.preset.rawValue): \(command)")
  }

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

  // Headers.
  package static func header(_ dimension: ReportDimension) -> Message {
    switch dimension {
    case .salesperson: Message(fr: "Commercial", en: "Salesperson")
    case .team: Message(fr: "Équipe", en: "Team")
    case .channel: Message(fr: "Canal", en: "Channel")
    case .source: Message(fr: "Origine", en: "Source")
    case .profile: Message(fr: "Profil", en: "Profile")
    case .month: Message(fr: "Mois", en: "Month")
    case .quarter: Message(fr: "Trimestre", en: "Quarter")
    }
  }
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
