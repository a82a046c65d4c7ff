extension String {
  /// Whether it only says that there is nothing to say: « n/a », « néant », a dash. It is nobody's address and nobody's number.
  package var isPlaceholder: Bool {
    if utf8.contains(where: { $0 == UInt8(ascii: "@") || (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }) { return false }
    let letters = folded.filter { !$0.isWhitespace && !$0.isPunctuation && $0 != "0" }
    return letters.isEmpty || placeholders.contains(letters)
  }
}

private let placeholders: Set<String> = [
  "na", "nc", "nd", "nr", "neant", "aucun", "aucune", "rien", "vide", "sans", "non", "inconnu", "inconnue", "nonrenseigne",
  "nonrenseignee", "noncommunique", "noncommuniquee", "nondisponible", "pasdemail", "pasdetelephone", "none", "no", "nil", "null", "empty",
  "unknown", "notavailable", "notapplicable", "x", "xx", "xxx",
]
