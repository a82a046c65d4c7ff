/// A value added tax number of any country: a French one is checked, another taken by its form.
public struct VATNumber: Sendable, Hashable {
  /// Country code and number, without spaces.
  public let number: String

  /// The number in a text; a French one may lack its `FR`.
  /// - Throws: `InvalidValue` when the form, or a French key, is wrong.
  public init(_ text: String) throws(InvalidValue) {
    let compact = text.uppercased().filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
    // The country goes first: DE and nine digits also look like a French number of the newer style.
    guard Self.otherCountries.contains(String(compact.prefix(2))) else {
      number = try FrenchVATNumber(text).number
      return
    }
    guard compact.wholeMatch(of: /[A-Z]{2}[0-9A-Z]{5,13}/) != nil, compact.contains(where: \.isNumber) else {
      throw InvalidValue(.wrongForm(text, fr: "un numéro de TVA", en: "a VAT number"), remedy: .checkTyping)
    }
    number = compact
  }

  /// The European Union's other prefixes (Greece is EL), Northern Ireland, and neighbours.
  private static let otherCountries: Set<String> = [
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "GB", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
    "NO", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
  ]
}
