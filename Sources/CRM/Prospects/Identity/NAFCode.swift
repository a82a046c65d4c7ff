/// The activity of a French company: NAF rév. 2 and NAF 2025, which replaces it in 2027, both write four digits and a letter.
public struct NAFCode: Sendable, Hashable {
  /// With its point: `62.01Z`.
  public let text: String

  /// The code in a text, with or without its point.
  /// - Throws: `InvalidValue` for what has another form.
  public init(_ text: String) throws(InvalidValue) {
    let code = text.uppercased().filter { !$0.isWhitespace && $0 != "." }
    guard code.wholeMatch(of: /[0-9]{4}[A-Z]/) != nil else {
      throw InvalidValue(.wrongForm(text, fr: "un code NAF", en: "a NAF code"), remedy: .writeNAF)
    }
    self.text = "\(code.prefix(2)).\(code.dropFirst(2))"
  }
}
