import CRM
import Foundation
import Planning
import Postgres

extension Message {
  static let headerStages = Message(fr: "Étapes", en: "Stages")
  static let headerConvertedOn = Message(fr: "Client depuis", en: "Customer since")
  static let headerWho = Message(fr: "Qui", en: "Who")
  static let headerGroup = Message(fr: "Groupe", en: "Group")
  static let headerSide = Message(fr: "Côté", en: "Side")
  static let headerMerge = Message(fr: "Fusion", en: "Merge")

  static let historyTitle = Message(fr: "Histoire", en: "History")
  static let sideKept = Message(fr: "reste", en: "kept")
  static let sideMerged = Message(fr: "fusionné", en: "merged")
  static let sideParted = Message(fr: "séparé", en: "parted")
  static func sideStillMerged(in kept: String) -> Message {
    Message(fr: "reste fusionné dans \(kept)", en: "still merged into \(kept)")
  }
  static let noProspectYet = Message(fr: "Aucun prospect.", en: "No prospect.")
  static let noDuplicates = Message(fr: "Aucun doublon probable.", en: "No likely duplicate.")
  static let factsStay = Message(
    fr: "Chaque fait reste avec son prospect et se lit sous celui qui reste\u{A0}; aucun champ n’est recopié.",
    en: "Each fact stays with its prospect and is read under the one kept; no field is copied.")

  /// - Parameter name: Of a prospect that was merged.
  static func undoMergeOf(_ name: String) -> Message {
    let word = "'\(name.replacing("'", with: "'\\''"))'"
    return Message(fr: "Pour défaire\u{A0}: filon prospect unmerge \(word)", en: "To undo: filon prospect unmerge \(word)")
  }

  static let noMerges = Message(fr: "Aucune fusion.", en: "No merge.")

  static func undoMerge(_ id: String) -> Message {
    Message(fr: "Pour défaire\u{A0}: filon prospect unmerge \(id)", en: "To undo: filon prospect unmerge \(id)")
  }

  static func mergeDuplicates(_ kept: String, _ other: String) -> Message {
    Message(
      fr: "Fusionner, par exemple\u{A0}: filon prospect merge \(kept) \(other)",
      en: "To merge, for instance: filon prospect merge \(kept) \(other)")
  }

  static func historyMinutes(_ minutes: Int) -> Message { Message(fr: "\(minutes) min", en: "\(minutes) min") }

  static func historyEnded(_ step: PlannedStep) -> Message {
    func line(_ word: String, _ language: Language) -> String {
      word + (step.nextStep.map { " \($0.quoted(in: language))" } ?? "") + " (\(Formats(language: language).day(step.nextOn)))"
    }
    return Message(fr: line("lève la relance", .fr), en: line("ends the follow-up", .en))
  }

  static func historyNext(_ step: String?, _ day: String) -> Message {
    Message(fr: "relance le \(day)\(step.map { " : " + $0 } ?? "")", en: "next on \(day)\(step.map { ": " + $0 } ?? "")")
  }
}
