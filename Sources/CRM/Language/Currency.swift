import Postgres

/// A currency: how many decimals its minor unit has (ISO 4217) and the symbol people write.
public struct Currency: Sendable, Hashable {
  /// The ISO 4217 code, in capitals.
  public let code: String
  /// The number of decimals: amounts are stored as integers of 10^-exponent units.
  public let exponent: Int
  /// The symbol, or the code when there is no common one.
  public let symbol: String

  /// The currency of an ISO 4217 code.
  public init(code: String) {
    self.code = code.uppercased()
    exponent = Self.exponents[self.code] ?? 2
    symbol = Self.symbols[self.code] ?? self.code
  }

  /// An amount in minor units as a plain decimal number with a point, for programs: `-1234.56`.
  public func decimal(_ cents: Int) -> String {
    let digits = zeroPadded(cents.magnitude, exponent + 1)
    let sign = cents < 0 ? "-" : ""
    return exponent == 0 ? sign + digits : "\(sign)\(digits.dropLast(exponent)).\(digits.suffix(exponent))"
  }

  /// Currencies whose minor unit is not a hundredth.
  private static let exponents = [
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0,
    "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
  ]

  private static let symbols = [
    "AUD": "A$", "BRL": "R$", "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "KRW": "₩", "NZD": "NZ$",
    "PLN": "zł", "USD": "$", "VND": "₫", "XPF": "F",
  ]
}
