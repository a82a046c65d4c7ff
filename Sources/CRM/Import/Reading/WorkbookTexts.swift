package import Spreadsheets

extension CRMError {
  /// What keeps a workbook from being read, for the person who gave it.
  package init(_ error: WorkbookError, _ path: String) {
    let place = ([path] + [error.sheet, error.cell ?? error.row.map(String.init)].compactMap(\.self)).joined(separator: ":")
    switch error.reason {
    case .unreadable(let code): self = InputFile.error(code, path)
    case .isDirectory: self.init(.usage, .isDirectory(path), place: path, remedy: .giveTableFile)
    case .notSeekable: self.init(.usage, .workbookFromPipe, place: path, remedy: .saveWorkbookFirst)
    case .notAWorkbook(let kind): self.init(.invalid, .notATable(kind), place: path, remedy: .saveAsWorkbook)
    case .noSuchSheet(let name, let sheets): self.init(.notFound, .noSheet(name), place: "--sheet", remedy: .sheetsThere(sheets))
    case .sheetWithoutCells: self.init(.invalid, .sheetWithoutCells(error.sheet ?? ""), place: path)
    case .noSheets, .allSheetsEmpty: self.init(.invalid, .workbookEmpty, place: path)
    case .tooLarge: self.init(.invalid, .workbookTooLarge("\(error.reason)"), place: place, remedy: .splitWorkbook)
    case .truncated: self.init(.invalid, .workbookTruncated, place: path, remedy: .fetchAgain)
    default: self.init(.invalid, .workbookDamaged("\(error.reason)"), place: place, remedy: .saveAgain)
    }
  }
}

// What reading a workbook says.
extension Message {
  /// What a file is that holds no table that can be read.
  static func notATable(_ kind: FileKind) -> Message {
    switch kind {
    case .oldWorkbook:
      Message(fr: "c’est un ancien classeur Excel (.xls)", en: "this is an old Excel workbook (.xls)")
    case .binaryWorkbook: Message(fr: "c’est un classeur Excel binaire (.xlsb)", en: "this is a binary Excel workbook (.xlsb)")
    case .encryptedWorkbook:
      Message(fr: "le classeur est protégé par un mot de passe", en: "the workbook is protected by a password")
    case .openDocument: Message(fr: "c’est un classeur LibreOffice (.ods)", en: "this is a LibreOffice workbook (.ods)")
    case .numbers: Message(fr: "c’est un classeur Numbers", en: "this is a workbook of Numbers")
    case .otherDocument: Message(fr: "c’est un document de bureautique sans feuille", en: "this is an office document without sheets")
    case .compoundFile: Message(fr: "c’est un ancien document Office", en: "this is an old Office document")
    case .zip: Message(fr: "c’est une archive zip", en: "this is a zip archive")
    case .pdf: Message(fr: "c’est un PDF", en: "this is a PDF")
    case .gzip: Message(fr: "c’est un fichier compressé (gzip)", en: "this is a compressed file (gzip)")
    case .html: Message(fr: "c’est une page web, quel que soit son nom", en: "this is a web page, whatever its name says")
    case .xml: Message(fr: "c’est un fichier XML", en: "this is an XML file")
    case .workbook, .text, .empty, .unknown: Message(fr: "ce n’est pas une table", en: "this is no table")
    }
  }

  static let saveAsWorkbook = Message(
    fr: "ouvrez-le et enregistrez-le en .xlsx sans mot de passe, ou en CSV",
    en: "open it and save it as .xlsx without a password, or as CSV")

  static func noWorkbook(_ sheet: String) -> Message {
    Message(
      fr: "le fichier n’est pas un classeur\u{A0}: il n’a pas de feuille \(sheet.quoted(in: .fr))",
      en: "the file is no workbook: it has no sheet \(sheet.quoted(in: .en))")
  }

  static let workbookFromPipe = Message(
    fr: "un classeur ne se lit pas dans un tube", en: "a workbook cannot be read from a pipe")
  static let saveWorkbookFirst = Message(fr: "enregistrez-le dans un fichier", en: "save it to a file")

  static func noSheet(_ name: String) -> Message {
    Message(fr: "aucune feuille \(name.quoted(in: .fr))", en: "no sheet \(name.quoted(in: .en))")
  }

  static func sheetsThere(_ names: [String]) -> Message {
    Message(fr: "feuilles\u{A0}: \(names.joined(separator: ", "))", en: "sheets: \(names.joined(separator: ", "))")
  }

  static func sheetWithoutCells(_ name: String) -> Message {
    Message(fr: "la feuille \(name.quoted(in: .fr)) n’a pas de cellules", en: "the sheet \(name.quoted(in: .en)) has no cells")
  }

  static let workbookEmpty = Message(fr: "le classeur est vide", en: "the workbook is empty")

  static func workbookTooLarge(_ detail: String) -> Message {
    Message(fr: "le classeur dépasse ce qui se lit (\(detail))", en: "the workbook is larger than what is read (\(detail))")
  }
  static let splitWorkbook = Message(fr: "enregistrez la feuille en CSV", en: "save the sheet as CSV")

  static let workbookTruncated = Message(fr: "le fichier est tronqué", en: "the file is cut off")
  static let fetchAgain = Message(fr: "téléchargez-le à nouveau", en: "fetch it again")

  static func workbookDamaged(_ detail: String) -> Message {
    Message(fr: "le classeur est illisible (\(detail))", en: "the workbook cannot be read (\(detail))")
  }
  static let saveAgain = Message(
    fr: "ouvrez-le dans un tableur et enregistrez-le à nouveau", en: "open it in a spreadsheet program and save it again")

  static func cellError(_ text: String) -> Message {
    Message(fr: "la cellule montre l’erreur \(text)", en: "the cell shows the error \(text)")
  }

  static let cellUncalculated = Message(
    fr: "une formule sans résultat\u{A0}: ouvrez le classeur dans un tableur et enregistrez-le",
    en: "a formula without its result: open the workbook in a spreadsheet program and save it")
}
