/// One of a fixed list of things that people name in their own words: a channel, an outcome, a profile.
public protocol NamedChoice: CaseIterable, RawRepresentable, Sendable where RawValue == String {
  /// What people call it.
  var name: Message { get }
  /// Other words for it, in any language.
  var synonyms: [String] { get }
  /// What to say of a word that names none.
  static func unknown(_ text: String) -> Message
}

extension NamedChoice {
  public var synonyms: [String] { [] }

  public static func unknown(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un choix", en: "\(text.quoted(in: .en)) is no choice")
  }

  /// The choice that a person means: by its code, by its name in either language or by a synonym, whatever the accents, capitals,
  /// hyphens and spaces.
  ///
  /// - Throws: `.invalid` with the list of names.
  public static func named(_ text: String) throws -> Self {
    guard let choice = meant(by: text) else { throw CRMError(.invalid, unknown(text), remedy: choices) }
    return choice
  }

  /// The same, where other words may mean something else.
  public static func meant(by text: String) -> Self? {
    // What programs say, of whom many ask at once: to fold the words of all choices for each would cost them more than the rest.
    if let choice = Self(rawValue: text) { return choice }
    let key = text.plainWords
    return allCases.first { $0.keys.contains(key) }
  }

  /// What to choose from.
  public static var choices: Message {
    Message(
      fr: "choisissez parmi\u{A0}: " + allCases.map(\.name.fr).joined(separator: ", "),
      en: "choose one of: " + allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// The same for whoever types: the beginning of the words for one choice alone is enough.
  ///
  /// - Throws: `.invalid` with the list of names.
  public static func typed(_ text: String) throws -> Self {
    let key = text.plainWords
    let begun = key.isEmpty ? [] : allCases.filter { choice in choice.keys.contains { $0.hasPrefix(key) } }
    return begun.count == 1 ? begun[0] : try named(text)
  }

  /// Its words, as they are compared.
  package var keys: [String] { ([rawValue, name.fr, name.en] + synonyms).map(\.plainWords) }
}
