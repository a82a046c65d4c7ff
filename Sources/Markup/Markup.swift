/// HTML or SVG as it is written: elements by functions, so that tags match, and every text and attribute escaped, so that no name in a plan
/// can become markup. What comes out is well-formed XML, too.
package struct Markup: Sendable {
  package private(set) var text = ""

  /// Nothing yet.
  package init() {}

  /// An element with what `content` writes into it; without content it is closed at once.
  package mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<String, String> = [:], _ content: ((inout Markup) -> Void)? = nil
  ) {
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    guard let content else { return text += "/>" }
    text += ">"
    content(&self)
    text += "</\(name)>"
  }

  /// An element with a text.
  package mutating func element(_ name: StaticString, _ attributes: KeyValuePairs<String, String>, _ content: String) {
    element(name, attributes) { $0.write(content) }
  }

  package mutating func element(_ name: StaticString, _ content: String) { element(name, [:], content) }

  /// A text: never markup.
  package mutating func write(_ content: String) { text += Self.escaped(content) }

  /// A piece made in the same way.
  package mutating func write(_ markup: Markup) { text += markup.text }

  /// What stands in the source of this program, such as a style sheet.
  package mutating func writeVerbatim(_ content: StaticString) { text += "\(content)" }

  package mutating func lineBreak() { text += "\n" }

  private static func escaped(_ content: String) -> String {
    var escaped = ""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      // What XML has no place for.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
