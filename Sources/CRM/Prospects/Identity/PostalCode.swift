/// A postal code as it is compared: French ones are five digits, others stay as they are written, in capitals.
public struct PostalCode: Sendable, Hashable {
  /// The code.
  public let text: String

  /// The code in a text; `F-`, `FR-` and `CEDEX` are set aside.
  /// - Throws: `InvalidValue` for what is no postal code of any country.
  public init(_ text: String) throws(InvalidValue) {
    var words = text.uppercased().trimmed.split(whereSeparator: \.isWhitespace).map(String.init)
    if let cedex = words.firstIndex(of: "CEDEX"), cedex > 0 { words.removeSubrange(cedex...) }
    var code = words.joined(separator: " ")
    for prefix in ["FR-", "F-"] where code.hasPrefix(prefix) { code.removeFirst(prefix.count) }
    let compact = code.filter { $0 != " " }
    let isCode = compact.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } && compact.contains { $0.isNumber }
    guard isCode, (3...10).contains(compact.count), code.count <= 12 else {
      throw InvalidValue(.wrongForm(text, fr: "un code postal", en: "a postal code"))
    }
    self.text = Self.isFrench(compact) ? compact : code
  }

  /// The code of a place in a country (ISO 3166 alpha-2).
  /// - Throws: `InvalidValue` when it is not one of that country; a French one of four digits has lost its zero in a spreadsheet.
  init(_ text: String, country: String) throws(InvalidValue) {
    try self.init(text)
    guard Country.french.contains(country) || country == "MC", !isFrench else { return }
    let isShort = self.text.count == 4 && self.text.allSatisfy(\.isNumber)
    throw InvalidValue(
      .wrongForm(text, fr: "un code postal français", en: "a French postal code"),
      remedy: isShort ? .lostZero("0" + self.text) : .giveCountry)
  }

  /// Whether the code has the form of a French one. Belgium and Switzerland have four digits; Germany has five too.
  public var isFrench: Bool { Self.isFrench(text) }

  private static func isFrench(_ text: String) -> Bool {
    text.count == 5 && text.allSatisfy { ("0"..."9").contains($0) } && ("01"..."98").contains(String(text.prefix(2)))
  }
}
