public import Foundation

// What stands in place of figures and rows that do not exist.
extension Message {
  /// A rate out of nothing.
  public static let nothingToDivideBy = Message(fr: "dénominateur nul", en: "zero denominator")

  /// A table without rows.
  public static let nothingToShow = Message(fr: "Rien à montrer.", en: "Nothing to show.")

  /// Standard output could not be written, after something was recorded or not.
  public static func answerNotWritten(_ reason: String, recorded: UUID?) -> Message {
    guard let id = recorded?.uuidString.lowercased() else {
      return Message(fr: "la réponse n'a pas pu être écrite : \(reason)", en: "the answer could not be written: \(reason)")
    }
    return Message(
      fr: "c'est enregistré (\(id)), seule la réponse n'a pas pu être écrite : \(reason)",
      en: "it is recorded (\(id)), only the answer could not be written: \(reason)")
  }
}
