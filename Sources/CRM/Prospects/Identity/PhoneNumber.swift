/// A telephone number in the international form in which two spellings of it are equal (E.164).
public struct PhoneNumber: Sendable, Hashable {
  /// `+`, the country code and the number: `+33612345678`.
  public let e164: String
  /// The extension that was written after the number, such as « poste 12 ».
  public let `extension`: String?

  /// The number in a text, read as it is dialled in France.
  /// - Parameter postalCode: Where the number is: the overseas numbers have a country code of their own, so that `0692…` is a number of
  ///   La Réunion for `974…` and none elsewhere.
  /// - Throws: `InvalidValue` for what is no number, or a short one (`3631`), which has no international form.
  public init(_ text: String, postalCode: PostalCode? = nil) throws(InvalidValue) {
    // A name, as most texts in a column of prospects are.
    if text.unicodeScalars.first?.properties.isAlphabetic == true { throw InvalidValue(.notAPhone(text), remedy: .writePhone) }
    let (number, after) = Self.split(text)
    `extension` = after
    guard var digits = Self.digits(of: number) else { throw InvalidValue(.notAPhone(text), remedy: .writePhone) }
    if digits.hasPrefix("00") { digits = "+" + digits.dropFirst(2) }
    let overseas = OverseasPlan(postalCode: postalCode)
    let e164: String? =
      if digits.hasPrefix("+33") {
        Self.french(digits.dropFirst(3), overseas: overseas)
      } else if digits.hasPrefix("+") {
        Self.foreign(digits.dropFirst())
      } else {
        overseas?.local(digits) ?? Self.french(digits[...], overseas: overseas)
      }
    guard let e164 else {
      let isOverseas = OverseasPlan.code(of: Self.withoutTrunkZero(digits.hasPrefix("+33") ? digits.dropFirst(3) : digits[...])) != nil
      if isOverseas { throw InvalidValue(.overseasPhone(text), remedy: .giveOverseasPostalCode) }
      throw InvalidValue(digits.count <= 4 ? .shortPhone(text) : .notAPhone(text), remedy: .writePhone)
    }
    self.e164 = e164
  }

  /// The number that a person looks for; an overseas prefix alone says where it is, so that no postal code is needed.
  static func searched(_ text: String) -> PhoneNumber? {
    if let number = try? PhoneNumber(text) { return number }
    return try? PhoneNumber(text, postalCode: PostalCode("97100"))
  }

  /// `+33` and nine digits, the first not 0; an overseas prefix has its own country code.
  private static func french(_ digits: Substring, overseas: OverseasPlan?) -> String? {
    // A spreadsheet drops the plus sign of +33 6… as it drops the zero of 06….
    let national = digits.count == 11 && digits.hasPrefix("33") ? digits.dropFirst(2) : withoutTrunkZero(digits)
    guard national.count == 9, national.first != "0" else { return nil }
    if let code = OverseasPlan.code(of: national) { return overseas == nil ? nil : "+\(code)\(national)" }
    return "+33\(national)"
  }

  /// A number of another country: a plausible length, 7 to 15 digits with the country code.
  private static func foreign(_ digits: Substring) -> String? {
    var digits = digits
    for code in ["590", "594", "596", "262"] where digits.hasPrefix(code + "0") { digits = code + digits.dropFirst(code.count + 1) }
    // North America is the one plan of a single digit whose length never varies; a mistyped 00 often looks like it.
    guard digits.first != "0", (7...15).contains(digits.count), digits.first != "1" || digits.count == 11 else { return nil }
    let isOverseas = ["590", "594", "596", "262"].contains { digits.hasPrefix($0) }
    return isOverseas && digits.count != 12 ? nil : "+\(digits)"
  }

  /// « +33 (0)6 »: the zero is dialled only without the country code.
  private static func withoutTrunkZero(_ digits: Substring) -> Substring { digits.first == "0" ? digits.dropFirst() : digits }

  /// The number and the extension: letters are never dialled as digits here.
  private static func split(_ text: String) -> (number: String, after: String?) {
    let lower = folded(text)
    for mark in ["poste", "post", "extension", "ext", "x", "#"] {
      guard let range = lower.firstRange(of: mark) else { continue }
      let after = lower[range.upperBound...].filter { ("0"..."9").contains($0) }
      let isExtension =
        !after.isEmpty && after.count <= 6
        && lower[range.upperBound...].allSatisfy { ("0"..."9").contains($0) || " .:".contains($0) || $0.isWhitespace }
      guard isExtension else { continue }
      return (String(lower[..<range.lowerBound]), after)
    }
    return (lower, nil)
  }

  /// The digits, with `+` before them when it was written; `nil` when there is anything that is no part of a number.
  private static func digits(of text: String) -> String? {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": result.unicodeScalars.append(scalar)
      case "\u{FF10}"..."\u{FF19}": result.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)))
      case "+", "\u{FF0B}":
        guard result.isEmpty else { return nil }
        result = "+"
      case "(", ")", ".", "-", "/", "\u{2010}"..."\u{2015}": continue
      default:
        guard scalar.properties.isWhitespace || scalar.properties.generalCategory == .format else { return nil }
      }
    }
    return result.isEmpty || result == "+" ? nil : result
  }
}

/// How numbers are written in the French territories overseas.
private struct OverseasPlan {
  /// The country code and the length of the numbers that are dialled without it and without 0; none where French prefixes serve.
  private let short: (code: String, length: Int)?

  /// The plan of a postal code; `nil` outside the territories.
  init?(postalCode: PostalCode?) {
    guard let code = postalCode, code.isFrench else { return nil }
    switch code.text.prefix(3) {
    case "971", "972", "973", "974", "976", "977", "978": short = nil
    case "975": short = ("508", 6)
    case "986": short = ("681", 6)
    case "987": short = ("689", 8)
    case "988": short = ("687", 6)
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
