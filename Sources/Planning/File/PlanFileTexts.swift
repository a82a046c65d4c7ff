package import CRM
import Spreadsheets

// What reading a plan file says.
extension Message {
  // MARK: The file

  static func planTooLarge(_ kilobytes: Int) -> Message {
    Message(fr: "le fichier dépasse \(kilobytes) Kio", en: "the file is larger than \(kilobytes) KiB")
  }

  static let planTooLargeRemedy = Message(
    fr: "un plan tient en quelques dizaines de Kio\u{A0}: est-ce le bon fichier\u{A0}?",
    en: "a plan takes some tens of KiB: is it the right file?")

  static func planEncoding(_ encoding: TextEncoding) -> Message {
    switch encoding {
    case .utf16LittleEndian, .utf16BigEndian: Message(fr: "le fichier est en UTF-16", en: "the file is in UTF-16")
    case .windows1252, .utf8:
      Message(
        fr: "ceci n’est pas de l’UTF-8 (Latin-1 ou Windows-1252, sans doute)", en: "this is not UTF-8 (perhaps Latin-1 or Windows-1252)")
    }
  }

  static let planNUL = Message(fr: "caractère NUL", en: "a NUL character")

  static func planCharacter(_ problem: String) -> Message {
    Message(fr: "caractère interdit dans un fichier YAML (\(problem))", en: "a character that YAML does not allow (\(problem))")
  }

  static let planTab = Message(fr: "une tabulation en début de ligne", en: "a tab at the beginning of a line")
  static let planTabRemedy = Message(fr: "YAML s’indente avec des espaces", en: "YAML is indented by spaces")

  static func planYAML(_ problem: String) -> Message {
    Message(fr: "YAML illisible\u{A0}: \(frenchYAML[problem] ?? problem)", en: "unreadable YAML: \(problem)")
  }

  static let planYAMLRemedy = Message(
    fr: "vérifiez l’indentation, et mettez entre guillemets les textes où se trouve «\u{A0}:\u{A0}» ou «\u{A0}#\u{A0}»",
    en: "check the indentation, and put texts that hold “: ” or “ #” in quotes")

  /// libyaml's words for the mistakes that people make.
  private static let frenchYAML = [
    "mapping values are not allowed in this context": "un « : » de trop, ou une indentation qui ne va pas",
    "did not find expected key": "une clé était attendue ici",
    "did not find expected '-' indicator": "un « - » était attendu ici",
    "could not find expected ':'": "il manque un « : » après la clé",
    "found character that cannot start any token": "un texte ne peut pas commencer par ce caractère",
    "found unexpected end of stream": "un guillemet ou un crochet n'est pas fermé",
    "did not find expected ',' or ']'": "il manque une virgule ou un « ] »",
    "did not find expected ',' or '}'": "il manque une virgule ou un « } »",
    "block sequence entries are not allowed in this context": "un « - » n'a pas sa place ici",
    "found unknown escape character": "« \\ » suivi d'un caractère inconnu",
  ]

  static let planSeveralDocuments = Message(
    fr: "un deuxième document commence ici («\u{A0}---\u{A0}»)", en: "a second document begins here (“---”)")
  static let planSeveralDocumentsRemedy = Message(fr: "un fichier est un plan", en: "one file is one plan")
  static let planAnchor = Message(
    fr: "les ancres et alias de YAML (& et *) ne sont pas suivis", en: "anchors and aliases of YAML (& and *) are not followed")
  static let planAnchorRemedy = Message(fr: "écrivez le texte aux deux endroits", en: "write the text in both places")

  // MARK: Keys

  static func planKeysTwice(_ names: [String]) -> Message {
    let names = names.joined(separator: ", ")
    return Message(fr: "la même clé deux fois\u{A0}: \(names)", en: "the same key twice: \(names)")
  }

  static func planKeyTwice(_ name: String, line: Int?) -> Message {
    let line = line.map(String.init) ?? "?"
    return naming(
      name, fr: { "la clé \($0) dit la même chose que celle de la ligne \(line)" },
      en: { "the key \($0) says the same as that of line \(line)" })
  }

  static let planKeyNotText = Message(fr: "une clé est un mot", en: "a key is a word")

  static func unknownPlanKey(_ name: String) -> Message {
    naming(name, fr: { "clé inconnue \($0)" }, en: { "unknown key \($0)" })
  }

  static func morePlanProblems(_ count: Int, _ severity: PlanProblem.Severity) -> Message {
    let (fr, en) = (Formats(language: .fr).integer(count), Formats(language: .en).integer(count))
    return switch severity {
    case .error:
      Message(
        fr: "… et \(fr) \(Language.fr.plural(count, "autre erreur", "autres erreurs"))\u{A0}: ce fichier est-il bien un plan\u{A0}?",
        en: "… and \(en) more \(Language.en.plural(count, "error", "errors")): is this file a plan?")
    case .warning:
      Message(
        fr: "… et \(fr) \(Language.fr.plural(count, "autre avertissement", "autres avertissements"))",
        en: "… and \(en) more \(Language.en.plural(count, "warning", "warnings"))")
    }
  }

  static func planKeyRemedy(_ name: String, _ keys: [PlanKey]) -> Message {
    guard let key = keys.nearest(to: name) else { return planKeysKnown(keys) }
    return Message(fr: "vouliez-vous «\u{A0}\(key.fr)\u{A0}»\u{A0}?", en: "did you mean “\(key.en)”?")
  }

  static func planKeysKnown(_ keys: [PlanKey]) -> Message {
    Message(
      fr: "clés possibles ici\u{A0}: " + keys.map(\.fr).joined(separator: ", "),
      en: "keys possible here: " + keys.map(\.en).joined(separator: ", "))
  }

  static func planKeyMissing(_ key: PlanKey) -> Message {
    Message(fr: "il manque «\u{A0}\(key.fr)\u{A0}»", en: "“\(key.en)” is missing")
  }

  // MARK: Values

  static func planTextExpected(_ form: PlanForm) -> Message {
    form == .list
      ? Message(fr: "un texte est attendu ici, pas une liste", en: "a text is expected here, not a list")
      : Message(fr: "un texte est attendu ici, pas un groupe de clés", en: "a text is expected here, not a group of keys")
  }

  static func planMappingExpected(_ form: PlanForm) -> Message {
    form == .list
      ? Message(fr: "un groupe de clés est attendu ici, pas une liste", en: "a group of keys is expected here, not a list")
      : Message(fr: "un groupe de clés est attendu ici, pas un texte", en: "a group of keys is expected here, not a text")
  }

  static func planNamesExpected(_ form: PlanForm) -> Message {
    Message(
      fr: "des noms avec leur valeur sont attendus ici\u{A0}: {X: 5, Y: 3}", en: "names with their values are expected here: {X: 5, Y: 3}")
  }

  static func planTextTooLong(_ length: Int, _ limit: Int) -> Message {
    Message(fr: "\(length) caractères\u{A0}: \(limit) au plus", en: "\(length) characters: at most \(limit)")
  }

  static func notAShare(_ text: String) -> Message {
    naming(text, fr: { "\($0) n’est pas un pourcentage" }, en: { "\($0) is not a percentage" })
  }

  static let shareRemedy = Message(fr: "écrire par exemple 60 % ou 12,5 %", en: "write for instance 60% or 12.5%")

  static func negativeInPlan(_ text: String) -> Message {
    naming(text, fr: { "\($0) est négatif" }, en: { "\($0) is negative" })
  }

  static let negativeInPlanRemedy = Message(
    fr: "un plan ne compte que ce qui s’ajoute\u{A0}: 0 ou plus", en: "a plan counts what is added: 0 or more")

  static func notAPhasing(_ text: String) -> Message {
    naming(text, fr: { "\($0) n’est pas une répartition" }, en: { "\($0) is not a phasing" })
  }

  static let phasingRemedy = Message(
    fr: "écrire jours ouvrés, jours calendaires, ou des poids par période\u{A0}: {2023-T1: 1, 2023-T2: 3}",
    en: "write working days, calendar days, or weights by period: {2023-Q1: 1, 2023-Q2: 3}")

  static func unknownKPI(_ text: String) -> Message {
    naming(text, fr: { "aucun indicateur \($0) au catalogue" }, en: { "no KPI \($0) in the catalogue" })
  }

  static func chooseKPI(_ fr: String, _ en: String) -> Message {
    Message(fr: "choisissez parmi\u{A0}: \(fr)", en: "choose one of: \(en)")
  }

  static let planVariantAlone = Message(
    fr: "une variante est celle d’un indicateur du catalogue\u{A0}: «\u{A0}indicateur\u{A0}» manque",
    en: "a variant is one of a KPI of the catalogue: “indicator” is missing"
  )
  static let planTwoFormulas = Message(
    fr: "un indicateur du catalogue a déjà sa formule\u{A0}: «\u{A0}indicateur\u{A0}» ou «\u{A0}numérateur\u{A0}», pas les deux",
    en: "a KPI of the catalogue has its formula: “indicator” or “numerator”, not both")
  static let planDenominatorAlone = Message(
    fr: "un dénominateur divise un numérateur\u{A0}: «\u{A0}numérateur\u{A0}» manque",
    en: "a denominator divides a numerator: “numerator” is missing")

  // MARK: References

  static func planKeyTaken(_ key: String) -> Message {
    naming(key, fr: { "la clé \($0) est déjà prise" }, en: { "the key \($0) is taken" })
  }

  static func planNameTwice(_ name: String, line: Int?) -> Message {
    let line = line.map(String.init) ?? "?"
    return naming(name, fr: { "\($0) existe déjà, ligne \(line)" }, en: { "\($0) is there already, on line \(line)" })
  }

  static let planNameTwiceRemedy = Message(
    fr: "deux parties d’un plan ne portent pas le même nom", en: "two parts of a plan do not have the same name")

  static func planPointsNowhere(_ text: String) -> Message {
    naming(text, fr: { "rien dans le plan ne s’appelle \($0)" }, en: { "nothing in the plan is called \($0)" })
  }
}

extension PlanProblem.Severity {
  /// The word for people.
  package var message: Message {
    switch self {
    case .error: Message(fr: "erreur", en: "error")
    case .warning: Message(fr: "à revoir", en: "warning")
    }
  }
}

extension PlanChange.Kind {
  /// The word for people.
  package var message: Message {
    switch self {
    case .added: Message(fr: "ajouté", en: "added")
    case .changed: Message(fr: "changé", en: "changed")
    case .removed: Message(fr: "retiré", en: "removed")
    }
  }
}

// What the workbook of a plan says.
extension Message {
  static let planSheetSection = Message(fr: "Rubrique", en: "Section")
  static let planSheetField = Message(fr: "Ligne du plan", en: "Line of the plan")
  static let planSheetValue = Message(fr: "Contenu", en: "Content")
  static let planSheetNote = Message(
    fr:
      "Les feuilles «\u{A0}Plan\u{A0}» sont le plan lui-même\u{A0}: ce que l’on y change fait la version suivante quand le classeur est appliqué. Les autres feuilles montrent et ne sont pas relues.",
    en:
      "The sheets called “Plan” are the plan itself: what is changed there makes the next version when the workbook is applied. The other sheets show and are not read."
  )
  static let noPlanInWorkbook = Message(
    fr: "ce classeur n’a pas de feuille «\u{A0}Plan\u{A0}»", en: "this workbook has no sheet “Plan”")
  static let planWorkbookRemedy = Message(
    fr: "partez de celui que filon plan report --output plan.xlsx écrit",
    en: "start from the one that filon plan report --output plan.xlsx writes")

  static func noPlanSheet(_ name: String) -> Message {
    Message(fr: "la feuille \(name.quoted(in: .fr)) manque", en: "the sheet \(name.quoted(in: .en)) is missing")
  }
  static let planSheetRemedy = Message(
    fr: "remettez-la\u{A0}: sans ses lignes mais avec ses intitulés, la liste est vide",
    en: "put it back: with its heads and without rows the list is empty")
  static let planCellWithoutKey = Message(
    fr: "rien ne dit ce que c’est\u{A0}: la cellule n’a pas d’intitulé", en: "nothing says what this is: the cell has no head")

  static func planCellError(_ error: String) -> Message {
    Message(fr: "la cellule est en erreur\u{A0}: \(error)", en: "the cell has an error: \(error)")
  }
  static let planCellErrorRemedy = Message(fr: "corrigez la formule, ou écrivez la valeur", en: "mend the formula, or write the value")
  static let planCellUncalculated = Message(fr: "la formule n’a pas de résultat", en: "the formula has no result")
  static let planCellUncalculatedRemedy = Message(
    fr: "ouvrez le classeur dans Excel ou LibreOffice et enregistrez-le", en: "open the workbook in Excel or LibreOffice and save it")
  static let planCellBracesRemedy = Message(
    fr: "entre accolades s’écrivent des paires\u{A0}: {X: 5, Y: 12}", en: "between braces stand pairs: {X: 5, Y: 12}")
}

extension CRMError {
  /// What kept a workbook from being read.
  init(anyOfWorkbook error: any Error) {
    self =
      switch error {
      case let error as CRMError: error
      case let error as WorkbookError: CRMError(error, "")
      default: CRMError(.failed, .verbatim("\(error)"))
      }
  }
}
