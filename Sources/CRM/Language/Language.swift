public import Postgres

/// A language in which Filon speaks to people. French comes first: it is the default everywhere.
public enum Language: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case fr, en

  /// The singular or the plural for a count: French counts 0 and 1.5 as singular, English only 1.
  public func plural(_ count: Int, _ singular: String, _ plural: String) -> String {
    switch self {
    case .fr: count.magnitude < 2 ? singular : plural
    case .en: count.magnitude == 1 ? singular : plural
    }
  }
}

extension Language {
  /// A text as it is printed: typographic apostrophes, and in French no line that begins with a two-part mark.
  package func typeset(_ text: String) -> String {
    var printed = ""
    printed.reserveCapacity(text.utf8.count)
    let characters = Array(text)
    for (place, character) in characters.enumerated() {
      let next = place + 1 < characters.count ? characters[place + 1] : nil
      switch character {
      case "'" where printed.last?.isLetter == true && next?.isLetter == true: printed.append("’")
      case " " where self == .fr && (next.map("?!;:»%€".contains) == true || printed.last == "«"): printed.append("\u{A0}")
      default: printed.append(character)
      }
    }
    return printed
  }
}
