import CRM
import Planning

extension Message {
  static func noReportFormat(_ name: String) -> Message {
    Message(
      fr: "aucun rapport ne s’écrit en \(name.quoted(in: .fr))", en: "no report is written as \(name.quoted(in: .en))")
  }

  static func reportExtensions(_ names: [String]) -> Message {
    let list = names.map { "." + $0 }.joined(separator: ", ")
    return Message(
      fr: "terminez le nom par \(list), ou donnez --format\u{A0}; le html s’imprime en PDF",
      en: "end the name in \(list), or give --format; html can be printed to PDF")
  }

  static let workbookOnTerminal = Message(
    fr: "un classeur ne se montre pas dans un terminal", en: "a workbook cannot be shown in a terminal")
  static let workbookOutputRemedy = Message(
    fr: "nommez un fichier\u{A0}: --output plan.xlsx", en: "name a file: --output plan.xlsx")

  static let helpPlanReport = Message(
    fr: "Le plan en document\u{A0}: synthèse, sept étapes, budget, calendrier, indicateurs, alertes.",
    en: "The plan as a document: summary, seven steps, budget, calendar, KPIs, alerts.")
  static let helpReportFormat = Message(
    fr:
      "md (texte), html (à imprimer ou envoyer), xlsx (classeur) ou svg (synthèse en image)\u{A0}; sinon l’extension du fichier en décide.",
    en: "md (text), html (to print or mail), xlsx (workbook) or svg (summary as a drawing); else the file's extension decides.")
  static let helpReportOutput = Message(
    fr: "Le fichier à écrire\u{A0}; sans lui, la sortie standard.", en: "The file to write; standard output without it.")
  static let helpReportBy = Message(
    fr: "Découpage des chiffres\u{A0}: quarter, month ou week.", en: "Cut figures by quarter, month or week.")
  static let helpReportAuthor = Message(fr: "Qui le signe.", en: "Who signs it.")
  static let helpReportVersion = Message(fr: "Une version du plan, par son numéro.", en: "A version of the plan, by its number.")
}
