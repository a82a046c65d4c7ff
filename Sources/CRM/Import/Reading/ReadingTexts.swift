// What reading a table says.
extension Message {
  package static let emptyFile = Message(fr: "le fichier est vide", en: "the file is empty")
  static func noSuchFile(_ path: String) -> Message {
    Message(fr: "le fichier \(path.quoted(in: .fr)) n’existe pas", en: "there is no file \(path.quoted(in: .en))")
  }

  static func noFolder(_ path: String) -> Message {
    Message(
      fr: "\(path.quoted(in: .fr)) est dans un dossier qui n’existe pas", en: "\(path.quoted(in: .en)) is in a folder that does not exist")
  }

  static func isDirectory(_ path: String) -> Message {
    Message(fr: "\(path.quoted(in: .fr)) est un dossier", en: "\(path.quoted(in: .en)) is a directory")
  }

  static func fileNotReadable(_ path: String) -> Message {
    Message(fr: "l’accès au fichier \(path.quoted(in: .fr)) est refusé", en: "access to the file \(path.quoted(in: .en)) is denied")
  }

  static func fileFailed(_ path: String, _ reason: String) -> Message {
    Message(
      fr: "le fichier \(path.quoted(in: .fr)) est en erreur\u{A0}: \(reason)", en: "the file \(path.quoted(in: .en)) failed: \(reason)")
  }
  static let checkPermissions = Message(fr: "vérifier les droits du fichier", en: "check the permissions of the file")
  static let makeRoom = Message(fr: "libérer de la place, puis recommencer", en: "make room, then try again")
  static let giveTableFile = Message(
    fr: "donner un fichier, ou - pour l’entrée standard", en: "give a file, or - for standard input")

  static let giveOutputFile = Message(
    fr: "donner un fichier, ou - pour la sortie standard", en: "give a file, or - for standard output")

  static let expectedHeader = Message(
    fr: "la première ligne doit porter le nom des colonnes", en: "the first line must hold the names of the columns")

  static let renameColumn = Message(fr: "renommer l’une des deux", en: "rename one of the two")

  static let unclosedQuote = Message(
    fr: "un guillemet ouvert ici n’est jamais refermé", en: "a quote opened here is never closed")
  static let closeQuote = Message(
    fr: "ajouter le guillemet fermant, ou doubler les guillemets qui font partie du texte",
    en: "add the closing quote, or double the quotes that are part of the text")

  static let textAfterQuote = Message(
    fr: "du texte suit le guillemet fermant", en: "there is text after the closing quote")

  static let nulByte = Message(
    fr: "le fichier contient un octet nul\u{A0}: ce n’est pas un texte", en: "the file holds a NUL byte: it is not text")
  static let exportAsCSV = Message(
    fr: "donner un classeur par son chemin plutôt que dans un tube, ou exporter de nouveau la feuille en CSV",
    en: "give a workbook by its path rather than through a pipe, or export the sheet again as CSV")

  static func cellTooLong(limit: Int) -> Message {
    Message(fr: "la cellule dépasse \(limit) octets", en: "the cell is longer than \(limit) bytes")
  }

  static func rowTooLong(limit: Int) -> Message {
    Message(fr: "la ligne dépasse \(limit) octets", en: "the row is longer than \(limit) bytes")
  }
  static let checkLineEnds = Message(
    fr: "vérifier les guillemets et les fins de ligne du fichier", en: "check the quotes and the line ends of the file")

  static func malformed(_ encoding: TextEncoding) -> Message {
    Message(
      fr: "des octets n’appartiennent pas à l’encodage \(encoding.rawValue)",
      en: "there are bytes that do not belong to \(encoding.rawValue)")
  }
  static func tryEncoding(_ encoding: TextEncoding) -> Message {
    encoding == .utf8
      ? Message(
        fr: "si le fichier n’est pas en UTF-8, donner --encoding windows-1252\u{A0}; s’il mêle deux encodages, réécrire cette ligne",
        en: "if the file is not in UTF-8, give --encoding windows-1252; if it mixes two encodings, write this line anew")
      : Message(fr: "enregistrer le fichier en UTF-8", en: "save the file as UTF-8")
  }

  static func raggedRow(expected: Int, got: Int) -> Message {
    Message(
      fr:
        "\(expected) \(Language.fr.plural(expected, "colonne attendue", "colonnes attendues")), \(got) \(Language.fr.plural(got, "lue", "lues"))",
      en: "expected \(expected) \(Language.en.plural(expected, "column", "columns")), got \(got)")
  }
}
