import Foundation

/// A document as JSON, for the command line and over HTTP alike: keys in snake_case and in order, ids in lower case, messages in a language.
package enum JSONText {
  /// The text, with a line break at its end.
  package static func encode(_ document: some Encodable, in language: Language, isPretty: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    if let key = CodingUserInfoKey.language { encoder.userInfo[key] = language }
    return escapingUnprintable(String(decoding: try encoder.encode(document), as: UTF8.self)) + "\n"
  }

  /// JSON lets through what steers a terminal beyond ASCII (C1 controls, bidirectional overrides); as `\uXXXX` it is the same string.
  /// Line breaks can only be those between the tokens.
  private static func escapingUnprintable(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: { $0.value >= 0x7F && $0.isUnprintable }) else { return json }
    var text = ""
    for scalar in json.unicodeScalars {
      if scalar.value >= 0x7F, scalar.isUnprintable {
        text += scalar.escapedInJSON
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// `\u001B`, of what lies beyond 16 bits a pair.
  package var escapedInJSON: String {
    String(self).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  /// Whether it is a control or format character, or a line break, and not a joiner.
  package var isUnprintable: Bool {
    if (0x20..<0x7F).contains(value) { return false }
    return switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: self != "\u{200C}" && self != "\u{200D}"
    default: false
    }
  }
}
