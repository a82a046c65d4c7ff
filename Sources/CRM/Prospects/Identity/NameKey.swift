/// What remains of a name when case, accents, punctuation and legal forms are set aside: equal keys make a likely duplicate.
public struct NameKey: Sendable, Hashable {
  /// Lower-case words in their order, one space between them.
  public let text: String

  /// The key of a name; `nil` when it has neither letter nor digit.
  public init?(_ name: String) {
    let words = Self.words(of: name)
    guard !words.isEmpty else { return nil }
    // At the ends only: the SA of « Garage SA Martin » may be part of the name. A name that is nothing else keeps it.
    let start = words.firstIndex { !Self.legalForms.contains($0) } ?? words.startIndex
    let end = words.lastIndex { !Self.legalForms.contains($0) } ?? (words.endIndex - 1)
    text = words[start...end].joined(separator: " ")
  }

  /// The key of a name, or the name itself in lower case when it has neither letter nor digit.
  public static func text(of name: String) -> String { NameKey(name)?.text ?? folded(name) }

  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    // The last character was the point of an abbreviation: S.A.R.L. is one word, « M. Dupont » two.
    var isInitials = false
    func close() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in folded(name.replacing("&", with: " et ")).unicodeScalars {
      if scalar == ".", word.unicodeScalars.count == 1 || isInitials {
        isInitials = true
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.unicodeScalars.append(scalar)
      } else {
        isInitials = false
        close()
      }
    }
    close()
    return words
  }

  // Forms that are also words or initials of French names (AB, SL, SpA) are not among them; « Établissements » is put before names like one.
  private static let legalForms: Set<String> = [
    "ets", "etablissements", "sarl", "sas", "sasu", "eurl", "sa", "sci", "snc", "scop", "ei", "eirl", "scp", "selarl", "earl", "gaec",
    "gie", "scs",
    "gmbh", "ag", "ltd", "llc", "llp", "inc", "plc", "srl", "bv", "nv", "sprl",
  ]
}
