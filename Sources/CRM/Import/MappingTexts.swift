import Postgres

// What a mapping and the heading of a file are told.
extension Message {
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
}
