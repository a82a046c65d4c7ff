/// A manual page in the making: the macros of man(7), with texts that say nothing to roff.
struct Roff {
  private(set) var text = ""

  /// The first line of a page.
  init(title: String, section: Int, version: String, manual: String) {
    text = ".TH \(Self.argument(title)) \(section) \"\" \(Self.argument(version)) \(Self.argument(manual))\n"
    // Texts have long words: no gaps, and commands are not cut.
    text += ".ad l\n.nh\n"
  }

  /// A chapter.
  mutating func chapter(_ title: String) { text += ".SH \(Self.argument(title))\n" }

  /// A part of a chapter.
  mutating func part(_ title: String) { text += ".SS \(Self.argument(title))\n" }

  /// A paragraph of texts, each as it comes.
  mutating func paragraph(_ spans: Span...) { paragraph(spans) }

  mutating func paragraph(_ spans: [Span]) { text += ".PP\n" + Self.line(spans) }

  /// A term and what it means.
  mutating func item(_ term: [Span], _ meaning: String) { text += ".TP\n" + Self.line(term) + Self.line([.plain(meaning)]) }

  /// Lines as they stand.
  mutating func example(_ lines: [String]) {
    text += ".PP\n.RS 4\n.nf\n" + lines.map { Self.line([.plain($0)]) }.joined() + ".fi\n.RE\n"
  }

  /// A text in one of the fonts that terminals have.
  enum Span {
    case plain(String), bold(String), italic(String)

    fileprivate var text: String {
      switch self {
      case .plain(let text): Roff.escaped(text)
      case .bold(let text): "\\fB\(Roff.escaped(text))\\fR"
      case .italic(let text): "\\fI\(Roff.escaped(text))\\fR"
      }
    }
  }

  private static func line(_ spans: [Span]) -> String {
    let line = spans.map(\.text).joined()
    if line.isEmpty { return "" }
    // A point or an apostrophe at the beginning of a line makes it a request.
    return (line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : "") + line + "\n"
  }

  private static func argument(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// A text on one line, each character of which is shown: dashes as those that are typed, marks as they are and not as typographers' ones.
  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\(rs"
      case "-": "\\-"
      case "\"": "\\(dq"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "\u{A0}": "\\~"
      // Long lists of choices may be broken there.
      case "|": "|\\:"
      case _ where character.isNewline: " "
      default: String(character)
      }
    }.joined()
  }
}
