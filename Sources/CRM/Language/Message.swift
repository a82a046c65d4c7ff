/// A text for a person, in every language Filon speaks.
///
/// Messages are members of `extension Message` beside what says them, those of a capability in its `…Texts.swift`.
public struct Message: Sendable, Hashable {
  /// The French text.
  public let fr: String
  /// The English text.
  public let en: String

  /// A message from its two texts.
  public init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }

  /// The text in a language.
  public func text(in language: Language) -> String {
    switch language {
    case .fr: fr
    case .en: en
    }
  }
}

extension CodingUserInfoKey {
  /// The `Language` in which an encoder writes messages.
  public static let language = CodingUserInfoKey.init(rawValue: "filon.language")
}

extension Message: Encodable {
  /// Encodes the text in the encoder's language (`userInfo[.language]`, else French).
  public func encode(to encoder: any Encoder) throws {
    let language = CodingUserInfoKey.language.flatMap { encoder.userInfo[$0] as? Language } ?? .fr
    var container = encoder.singleValueContainer()
    try container.encode(text(in: language))
  }
}

extension String {
  /// This text between the quotation marks of a language, shortened when it is long, for use in a message.
  package func quoted(in language: Language) -> String {
    let excerpt = count > 60 ? prefix(59) + "…" : self[...]
    return switch language {
    case .fr: "«\u{A0}\(excerpt)\u{A0}»"
    case .en: "“\(excerpt)”"
    }
  }
}
