/// A country by its ISO 3166 code.
public struct Country: Sendable, Hashable {
  /// Two capitals: `FR`.
  public let code: String

  /// The country in a text: its code of two or three letters, or its name in French, in English or in a language of its own.
  ///
  /// Case, accents, hyphens and articles do not matter; what stands in parentheses says more than is needed: « Guadeloupe (FR) ».
  /// - Throws: `InvalidValue` for what is no country, or may be several (« Congo »).
  public init(_ text: String) throws(InvalidValue) {
    // As most texts in an export are.
    guard Self.index.names[text] == nil else {
      code = text
      return
    }
    let outside = text.prefix { $0 != "(" }
    guard let code = Self.code(of: text[...]) ?? Self.code(of: outside) ?? Self.agreed(by: text) else {
      throw InvalidValue(.notACountry(text), remedy: .countryRemedy)
    }
    self.code = code
  }

  /// Its name.
  public var name: Message { Self.name(of: code) }

  /// The name of a country by its code of two letters.
  static func name(of code: String) -> Message { index.names[code] ?? Message(fr: code, en: code) }

  /// France and its territories with codes of their own.
  static let french: Set<String> = ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC"]

  /// The country that all parts of a text name, as in « FR - France » or « Belgique / België ».
  private static func agreed(by text: String) -> String? {
    let codes = text.split { "-–/,".contains($0) }.map(code(of:))
    return codes.count > 1 && codes.allSatisfy { $0 == codes[0] } ? codes[0] : nil
  }

  private static func code(of text: Substring) -> String? {
    // Longer than any name.
    guard text.utf8.count <= 200 else { return nil }
    let words = words(of: text)
    // LA is Laos, and « La » an article.
    return index.codes[words.joined()] ?? index.codes[words.filter { !articles.contains($0) }.joined()]
  }

  private static let articles: Set<String> = ["la", "le", "les", "l", "the", "et", "and"]

  private static func words(of text: Substring) -> [String] {
    folded(composed(String(text)).replacing("&", with: " et "))
      .split { character in !character.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil } }
      .map { $0 == "st" ? "saint" : $0 == "ste" ? "sainte" : String($0) }
  }

  private static let index: (codes: [String: String], names: [String: Message]) = {
    var codes: [String: String] = [:]
    var names: [String: Message] = [:]
    for line in table.split(separator: "\n") {
      let columns = line.split(separator: " ", maxSplits: 2)
      let code = String(columns[0])
      let spellings = columns[2].split(separator: "|")
      names[code] = Message(fr: String(spellings[0]), en: String(spellings[1]))
      codes[code.lowercased()] = code
      codes[columns[1].lowercased()] = code
      for spelling in spellings { codes[words(of: spelling).filter { !articles.contains($0) }.joined()] = code }
    }
    return (codes, names)
  }()
}
