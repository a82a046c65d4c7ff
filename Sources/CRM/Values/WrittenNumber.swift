/// An amount as people write it, taken apart: sign, digits, separators and currency.
struct WrittenNumber {
  /// The currency written with the number.
  enum Currency: Equatable {
    case none
    /// The ISO codes that the sign may stand for.
    case oneOf(Set<String>)
  }

  /// Why a text is no number.
  struct Malformed: Error {}

  var isNegative = false
  var currency: Currency = .none
  /// Digits, and between them `.`, `,`, or a space for every separator that can only group.
  var body: [UInt8] = []

  init(_ text: String) throws(Malformed) {
    var rest = text.trimmed
    if rest.first == "(", rest.last == ")" {
      isNegative = true
      rest = rest.dropFirst().dropLast().trimmed
    }
    let accountingNegative = isNegative
    var signs = 0
    // Sign and currency may stand on either side of each other and of the digits: -1 €, € -1, 1- €.
    while let first = rest.first, !Self.isDigit(first) {
      if let sign = Self.sign(first) {
        signs += 1
        isNegative = isNegative || sign
        rest = rest.dropFirst()
      } else {
        let word = rest.prefix { !Self.isDigit($0) && Self.sign($0) == nil && !$0.isWhitespace }
        // `.5` and `,5` are numbers.
        if word == "." || word == "," { break }
        try take(currency: word)
        rest = rest.dropFirst(word.count)
      }
      rest = rest.trimmed
    }
    while let last = rest.last, !Self.isDigit(last) {
      if let sign = Self.sign(last) {
        signs += 1
        isNegative = isNegative || sign
        rest = rest.dropLast()
      } else {
        let count = rest.reversed().prefix { !Self.isDigit($0) && Self.sign($0) == nil && !$0.isWhitespace }.count
        try take(currency: rest.suffix(count))
        rest = rest.dropLast(count)
      }
      rest = rest.trimmed
    }
    guard signs <= 1, !(accountingNegative && signs > 0) else { throw Malformed() }
    for character in rest {
      if let digit = character.asciiValue, Self.isDigit(character) || digit == 0x2E || digit == 0x2C {
        body.append(digit)
      } else if character.isWhitespace || character == "'" || character == "’" {
        guard body.last != 0x20 else { throw Malformed() }
        body.append(0x20)
      } else {
        throw Malformed()
      }
    }
    guard !body.isEmpty else { throw Malformed() }
  }

  /// The style that the separators show without doubt: both occur, one occurs twice, or one is not followed by three digits.
  var style: DecimalStyle? {
    let commas = body.count { $0 == 0x2C }
    let points = body.count { $0 == 0x2E }
    guard let last = body.lastIndex(where: { $0 == 0x2C || $0 == 0x2E }) else { return nil }
    let lastStyle: DecimalStyle = body[last] == 0x2C ? .comma : .point
    if commas > 0, points > 0 { return (lastStyle == .comma ? commas : points) == 1 ? lastStyle : nil }
    let other: DecimalStyle = lastStyle == .comma ? .point : .comma
    if commas + points > 1 { return other }
    let before = body[..<last]
    let canGroup = body.count - last - 1 == 3 && (1...3).contains(before.count) && before.first != 0x30 && !before.contains(0x20)
    return canGroup ? nil : lastStyle
  }

  private mutating func take(currency word: Substring) throws(Malformed) {
    guard currency == .none else { throw Malformed() }
    let upper = word.uppercased()
    if let codes = Self.symbols[upper] {
      currency = .oneOf(codes)
    } else if upper.count == 3, upper.allSatisfy({ $0.isASCII && $0.isLetter }) {
      currency = .oneOf([upper])
    } else {
      throw Malformed()
    }
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  /// Whether a character is a sign, and if so whether it is minus.
  private static func sign(_ character: Character) -> Bool? {
    switch character {
    case "+": false
    case "-", "\u{2212}": true
    default: nil
    }
  }

  private static let symbols: [String: Set<String>] = [
    "€": ["EUR"], "EUROS": ["EUR"], "EURO": ["EUR"], "£": ["GBP"], "FR.": ["CHF"], "₣": ["CHF"],
    "$": ["USD", "CAD", "AUD", "NZD"], "US$": ["USD"], "CA$": ["CAD"], "$CA": ["CAD"], "¥": ["JPY", "CNY"], "FCFA": ["XOF", "XAF"],
  ]
}
