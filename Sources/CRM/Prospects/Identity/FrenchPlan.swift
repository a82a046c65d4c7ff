/// How numbers are dialled in France and its territories (Arcep, plan de numérotation).
struct FrenchPlan: Sendable {
  /// The plan of the territory, for numbers overseas.
  private let overseas: OverseasPlan?

  /// The plan of a place: a territory is known by a postal code, else by a country code of its own.
  init(postalCode: PostalCode? = nil, country: String? = nil) {
    overseas = OverseasPlan(postalCode: postalCode, country: country)
  }

  /// The number as it is dialled there; `nil` when it is none.
  func number(national digits: String) -> String? { overseas?.local(digits) ?? number(digits[...]) }

  /// `+33` and nine digits, the first not 0; an overseas prefix has its own country code.
  func number(_ digits: Substring) -> String? {
    // A spreadsheet drops the plus sign of +33 6… as it drops the zero of 06….
    let national = digits.count == 11 && digits.hasPrefix("33") ? digits.dropFirst(2) : Self.withoutTrunkZero(digits)
    guard national.count == 9, national.first != "0" else { return nil }
    if let code = OverseasPlan.code(of: national) { return overseas == nil ? nil : "+\(code)\(national)" }
    return "+33\(national)"
  }

  /// Whether digits are a number overseas, which only its place tells.
  static func isOverseas(_ digits: Substring) -> Bool { OverseasPlan.code(of: withoutTrunkZero(digits)) != nil }

  /// A number with its country code, of a country whose plan is not known: a plausible length, 7 to 15 digits. Those overseas have twelve.
  static func foreign(_ digits: Substring) -> String? {
    let code = ["590", "594", "596", "262"].first { digits.hasPrefix($0) }
    let digits = code.map { $0 + withoutTrunkZero(digits.dropFirst(3)) } ?? String(digits)
    guard digits.first != "0", code == nil ? (7...15).contains(digits.count) : digits.count == 12 else { return nil }
    return "+\(digits)"
  }

  /// « +33 (0)6 »: the zero is dialled only without the country code.
  private static func withoutTrunkZero(_ digits: Substring) -> Substring { digits.first == "0" ? digits.dropFirst() : digits }
}

/// How numbers are written in the French territories overseas.
private struct OverseasPlan {
  /// The country code and the length of the numbers that are dialled without it and without 0; none where French prefixes serve.
  private let short: (code: String, length: Int)?

  /// The plan of a postal code, else of a country code; `nil` outside the territories.
  init?(postalCode: PostalCode?, country: String?) {
    switch postalCode.map({ $0.isFrench ? String($0.text.prefix(3)) : "" }) ?? country {
    case "971", "972", "973", "974", "976", "977", "978", "GP", "MQ", "GF", "RE", "YT", "BL", "MF": short = nil
    case "975", "PM": short = ("508", 6)
    case "986", "WF": short = ("681", 6)
    case "987", "PF": short = ("689", 8)
    case "988", "NC": short = ("687", 6)
    default: return nil
    }
  }

  /// A number as it is dialled within a territory whose numbers are short.
  func local(_ digits: String) -> String? {
    guard let short else { return nil }
    if digits.count == short.length, digits.first != "0" { return "+\(short.code)\(digits)" }
    // Saint-Pierre-et-Miquelon is dialled as 0508 from France.
    let prefixed = "0" + short.code
    guard digits.hasPrefix(prefixed), digits.count == prefixed.count + short.length else { return nil }
    return "+\(digits.dropFirst())"
  }

  /// The country code of a national number of nine digits by its prefix (Arcep, plan de numérotation); `nil` for the mainland.
  static func code(of national: Substring) -> String? {
    guard national.count == 9 else { return nil }
    return switch national.prefix(3) {
    case "590", "690", "691": "590"
    case "594", "694": "594"
    case "596", "696", "697": "596"
    case "262", "263", "269", "639", "692", "693": "262"
    default: nil
    }
  }
}
