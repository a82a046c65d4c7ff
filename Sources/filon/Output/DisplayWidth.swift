import CRM

extension String {
  /// How many columns of a terminal it takes.
  var displayWidth: Int {
    // Most texts are ASCII, where a character is a byte.
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// In lines of a width, broken between words and indented like the first; a word that is wider by itself is broken where it must be. A
  /// width that is nil holds all.
  func wrapped(to width: Int?) -> [String] {
    guard let width, displayWidth > width else { return [self] }
    let indent = prefix { $0 == " " }
    if !indent.isEmpty, indent.count < width {
      return String(dropFirst(indent.count)).wrapped(to: width - indent.count).map { indent + $0 }
    }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in split(separator: " ").map(String.init) {
      let wide = word.displayWidth
      if !line.isEmpty, used + 1 + wide <= width {
        line += " " + word
        used += 1 + wide
        continue
      }
      if !line.isEmpty { lines.append(line) }
      (line, used) = ("", 0)
      for character in word {
        if used + character.displayWidth > width, !line.isEmpty {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += character.displayWidth
      }
    }
    return lines + (line.isEmpty ? [] : [line])
  }

  /// Without anything by which data could steer a terminal or turn the direction of the text around it: line breaks and tabs become
  /// spaces, other control characters �, and characters without a shape of their own go, but for the joiners that scripts and emoji need.
  func printable(keepingLines: Bool = false) -> String {
    guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
    var scalars = UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "\n" where keepingLines: scalars.append(scalar)
      case "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": scalars.append(" ")
      default:
        if !scalar.isUnprintable {
          scalars.append(scalar)
        } else if scalar.properties.generalCategory == .control {
          scalars.append("\u{FFFD}")
        }
      }
    }
    return String(scalars)
  }
}

extension Character {
  /// 0 for marks that stand alone, 2 for the wide characters of East Asia (Unicode TR 11) and emoji, else 1.
  fileprivate var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.properties.isEmojiPresentation || first.isWide { return 2 }
    // U+FE0F asks for the picture of a character that is text by itself.
    if unicodeScalars.count > 1, unicodeScalars.contains("\u{FE0F}") { return 2 }
    return switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: 1
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isWide: Bool {
    switch value {
    case ..<0x1100: false
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FB, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
