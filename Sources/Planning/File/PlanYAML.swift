import CRM

/// A part of a plan as it is written: what the file shows, and what two versions are compared by.
indirect enum PlanYAML: Sendable, Hashable {
  case scalar(String)
  case list([PlanYAML])
  case mapping([Entry])

  /// A key and what stands under it; nothing for a key that waits to be filled in.
  struct Entry: Sendable, Hashable {
    let key: PlanKey
    var value: PlanYAML?
  }
}

extension PlanYAML {
  /// The mapping as a YAML document.
  ///
  /// - Parameter isExplained: Whether each key is explained where it first stands.
  func text(in language: Language, isExplained: Bool) -> String {
    var emitter = PlanEmitter(language: language, isExplained: isExplained)
    if case .mapping(let entries) = self { emitter.emit(entries, indent: 0) }
    return emitter.lines.map { $0 + "\n" }.joined()
  }
}

/// Writes block YAML; Yams' own emitter knows no comments.
private struct PlanEmitter {
  let language: Language
  let isExplained: Bool
  var lines: [String] = []
  /// Keys that were explained already, by their English names and their depth.
  private var explained: Set<String> = []

  init(language: Language, isExplained: Bool) {
    self.language = language
    self.isExplained = isExplained
  }

  mutating func emit(_ entries: [PlanYAML.Entry], indent: Int) {
    for entry in entries {
      guard entry.value != nil || isExplained else { continue }
      emit(entry, indent: indent)
    }
  }

  private mutating func emit(_ entry: PlanYAML.Entry, indent: Int) {
    let space = String(repeating: " ", count: indent)
    let key = space + PlanScalar.written(entry.key.name(in: language)) + ":"
    let isNew = isExplained && !entry.key.help.en.isEmpty && explained.insert("\(indent) \(entry.key.en)").inserted
    let help = isNew ? entry.key.help.text(in: language) : nil
    var head = key
    switch entry.value {
    case .scalar(let text): head += " " + PlanScalar.written(text)
    case .list(let items) where items.isEmpty: head += " []"
    case .list, .mapping, nil: break
    }
    if indent == 0, let help, entry.key.isSection {
      lines += ["", "# " + String(repeating: "─", count: 78)]
      lines += wrapped(help, width: 116).map { "# " + $0 } + [head]
    } else if let help, head.count + help.count < 116 {
      lines.append(head + "  # " + help)
    } else if let help {
      lines += wrapped(help, width: 112 - indent).map { space + "# " + $0 } + [head]
    } else {
      lines.append(head)
    }
    switch entry.value {
    case .mapping(let entries): emit(entries, indent: indent + 2)
    case .list(let items): for item in items { emit(item: item, indent: indent + 2) }
    case .scalar, nil: break
    }
  }

  private mutating func emit(item: PlanYAML, indent: Int) {
    let dash = String(repeating: " ", count: indent) + "- "
    switch item {
    case .scalar(let text): lines.append(dash + PlanScalar.written(text))
    case .mapping(let entries):
      let start = lines.count
      emit(entries, indent: indent + 2)
      // The dash stands before the item's first key, below the comments above that.
      if let first = lines[start...].firstIndex(where: { !$0.drop(while: { $0 == " " }).hasPrefix("#") }) {
        lines[first] = dash + lines[first].dropFirst(indent + 2)
      }
    case .list: break
    }
  }

  private func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

/// A text as YAML writes it on one line.
enum PlanScalar {
  /// The text as it is where no reader of YAML could take it for anything else, else in double quotes.
  static func written(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// The text in double quotes.
  static func quoted(_ text: String) -> String { "\"" + text.unicodeScalars.map(escaped).joined() + "\"" }

  /// The same within braces, where commas and brackets have a meaning.
  static func writtenInFlow(_ text: String) -> String {
    text.contains { ",[]{}".contains($0) } ? quoted(text) : written(text)
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
    let starts = first.properties.isAlphabetic || ("0"..."9").contains(first) || first == "«" || first == "“"
    let isOrdinary = text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" || !needsEscape($0) && !isSpace($0) }
    return starts && isOrdinary && !isSpace(last) && last != ":" && !text.contains(": ") && !text.contains(" #")
      && !["null", "~", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    case _ where needsEscape(scalar):
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    default: return String(scalar)
    }
  }

  /// Controls, line breaks of any kind, and what cannot be seen or steers the direction of writing.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
    default: false
    }
  }
}
