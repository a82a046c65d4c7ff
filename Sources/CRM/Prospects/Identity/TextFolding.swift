import Postgres

/// A text in lower case without accents; ligatures are taken apart.
///
/// The letter without its marks is read from the character's name in the Unicode database (« LATIN SMALL LETTER E WITH ACUTE »),
/// which the standard library carries; decompositions it does not offer, and Foundation's need ICU.
func folded(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar.isASCII {
      result.unicodeScalars.append(scalar)
    } else if let fold = latinFolds[scalar] {
      result += fold
    } else if !isMark(scalar) {
      result.unicodeScalars.append(scalar)
    }
  }
  return result.lowercased()
}

extension String {
  /// Its words in lower case without accents, one space between them; hyphens, underscores and apostrophes part words too.
  package var plainWords: String { folded.split { $0.isWhitespace || "-_’'".contains($0) }.joined(separator: " ") }
}

/// What `folded` makes of a text, in SQL: lower case, without the marks of its letters and the ligatures of French.
func foldedText(_ text: SQL) -> SQL {
  """
  replace(replace(regexp_replace(lower(normalize(\(text), nfd)), '[\u{300}-\u{36F}]', '', 'g'), 'œ', 'oe'), 'æ', 'ae')
  """
}

/// A text whose letters are composed with their marks as far as Unicode has a character for them (NFC for European scripts).
func composed(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  var result = ""
  for character in text {
    if character.unicodeScalars.count > 1, let scalar = compositions[character] {
      result.unicodeScalars.append(scalar)
    } else {
      result.append(character)
    }
  }
  return result
}

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: true
  default: false
  }
}

/// Latin letters with marks and ligatures, and the ASCII letters that stand for them.
private let latinFolds: [Unicode.Scalar: String] = {
  var folds: [Unicode.Scalar: String] = [
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i",
  ]
  for scalar in [0xC0...0x24F, 0x1E00...0x1EFF].joined().compactMap({ Unicode.Scalar(UInt32($0)) }) where folds[scalar] == nil {
    let words = (scalar.properties.name ?? "").split(separator: " ")
    guard words.count > 4, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH", words[3].count == 1 else { continue }
    folds[scalar] = words[3].lowercased()
  }
  return folds
}()

/// The characters of Latin, Greek and Cyrillic by whatever is canonically equal to them: that is how `Character` compares.
private let compositions: [Character: Unicode.Scalar] = {
  var compositions: [Character: Unicode.Scalar] = [:]
  for scalar in [0xC0...0x24F, 0x370...0x4FF, 0x1E00...0x1EFF].joined().compactMap({ Unicode.Scalar(UInt32($0)) }) {
    guard scalar.properties.generalCategory != .unassigned else { continue }
    if compositions[Character(scalar)] == nil { compositions[Character(scalar)] = scalar }
  }
  return compositions
}()
