/// What one unit of a currency is worth in the organization's, as a person states it: a decimal number kept as a fraction.
package struct ExchangeRate: Sendable, Hashable, CustomStringConvertible {
  private let numerator: Int
  private let denominator: Int
  /// As it was written.
  package let description: String

  /// Reads `0.92`, `0,92` or `1`, with at most nine decimals.
  ///
  /// - Throws: `InvalidValue` for what is no positive number.
  package init(_ text: String) throws(InvalidValue) {
    let parts = text.trimmed.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    let decimals = parts.count == 2 ? parts[1] : ""
    let digits = (parts.first ?? "") + decimals
    guard (1...2).contains(parts.count), digits.allSatisfy({ ("0"..."9").contains($0) }), digits.count <= 15, decimals.count <= 9,
      let numerator = Int(digits), numerator > 0
    else { throw InvalidValue(.notARate(text), remedy: .writeRate) }
    self.numerator = numerator
    denominator = (0..<decimals.count).reduce(1) { power, _ in power * 10 }
    description = String(text.trimmed)
  }

  /// An amount in the organization's currency, rounded half away from zero; nil when it is too large to be held.
  func convert(_ cents: Int) -> Int? {
    let product = cents.magnitude.multipliedFullWidth(by: numerator.magnitude)
    guard product.high < denominator.magnitude else { return nil }
    let (quotient, remainder) = denominator.magnitude.dividingFullWidth(product)
    let rounded = quotient + (remainder >= denominator.magnitude - remainder ? 1 : 0)
    guard let amount = Int(exactly: rounded) else { return nil }
    return cents < 0 ? -amount : amount
  }
}
