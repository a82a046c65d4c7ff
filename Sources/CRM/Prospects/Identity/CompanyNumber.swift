import Postgres

/// The number of a French company in the SIRENE register: nine digits, the last a Luhn check.
public struct SIREN: Sendable, Hashable {
  /// The nine digits.
  public let digits: String

  /// The number in a text; spaces, dots and hyphens are set aside.
  /// - Throws: `InvalidValue` when the length or the check digit is wrong, or all digits are zero.
  public init(_ text: String) throws(InvalidValue) {
    let values = try registerDigits(text, count: 9, name: "SIREN")
    guard isLuhn(values), values.contains(where: { $0 != 0 }) else {
      throw InvalidValue(.wrongCheckDigit(text, "SIREN"), remedy: .checkTyping)
    }
    digits = values.map(String.init).joined()
  }
}

/// The number of an establishment of a French company: its SIREN and five digits.
public struct SIRET: Sendable, Hashable {
  /// The fourteen digits.
  public let digits: String
  /// The company.
  public let siren: SIREN

  /// The number in a text; spaces, dots and hyphens are set aside.
  /// - Throws: `InvalidValue` when the length or a check digit is wrong.
  public init(_ text: String) throws(InvalidValue) {
    if (try? SIREN(text)) != nil { throw InvalidValue(.sirenForSIRET(text), remedy: .addEstablishment) }
    let values = try registerDigits(text, count: 14, name: "SIRET")
    digits = values.map(String.init).joined()
    do { siren = try SIREN(String(digits.prefix(9))) } catch { throw InvalidValue(.wrongCheckDigit(text, "SIRET"), remedy: .checkTyping) }
    // La Poste ran out of numbers that pass: all but its head office have a sum of digits that is a multiple of five (Insee).
    let isPostOffice = siren.digits == "356000000" && digits != "35600000000048"
    guard isPostOffice ? values.reduce(0, +).isMultiple(of: 5) : isLuhn(values) else {
      throw InvalidValue(.wrongCheckDigit(text, "SIRET"), remedy: .checkTyping)
    }
  }
}

/// The VAT number of a French company: `FR`, a key of two characters, the SIREN.
public struct FrenchVATNumber: Sendable, Hashable {
  /// The number with `FR`, without spaces.
  public let number: String
  /// The company; `nil` for Monaco, whose numbers start with 000.
  public let siren: SIREN?

  /// The number in a text, with or without `FR`.
  /// - Throws: `InvalidValue` when its form, its SIREN or its key is wrong.
  public init(_ text: String) throws(InvalidValue) {
    var characters = text.uppercased().filter {
      !$0.isWhitespace && !".-".contains($0) && $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format }
    }[...]
    if characters.hasPrefix("FR") { characters = characters.dropFirst(2) }
    let company = characters.dropFirst(2)
    let key = characters.prefix(2).compactMap { Self.keyAlphabet.firstIndex(of: $0) }
    guard characters.count == 11, key.count == 2, company.allSatisfy({ ("0"..."9").contains($0) }), let value = Int(company) else {
      throw InvalidValue(.wrongForm(text, fr: "un numéro de TVA français", en: "a French VAT number"))
    }
    do { siren = company.hasPrefix("000") ? nil : try SIREN(String(company)) } catch {
      throw InvalidValue(.wrongCheckDigit(text, "TVA"), remedy: .checkTyping)
    }
    guard Self.isKey(key, of: value) else { throw InvalidValue(.wrongCheckDigit(text, "TVA"), remedy: .checkTyping) }
    number = "FR" + characters
  }

  private static let keyAlphabet = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")

  /// The check of the two-digit key, or of the newer ones with a letter (python-stdnum, `fr.tva`).
  private static func isKey(_ key: [Int], of company: Int) -> Bool {
    if key[0] < 10, key[1] < 10 { return (company * 100 + 12) % 97 == 10 * key[0] + key[1] }
    let check = key[0] < 10 ? 24 * key[0] + key[1] - 10 : 34 * key[0] + key[1] - 100
    return (company + 1 + check / 11) % 11 == check % 11
  }
}

/// The digits of a register number.
private func registerDigits(_ text: String, count: Int, name: String) throws(InvalidValue) -> [Int] {
  let characters = text.unicodeScalars.filter {
    !$0.properties.isWhitespace && $0.properties.generalCategory != .format && $0 != "." && $0 != "-"
  }
  let digits = characters.compactMap { ("0"..."9").contains($0) ? Int($0.value) - 0x30 : nil }
  guard digits.count == characters.count, digits.count == count else {
    throw InvalidValue(
      .wrongForm(text, fr: "un numéro \(name)\u{A0}: \(count) chiffres attendus", en: "a \(name): \(count) digits expected"))
  }
  return digits
}

/// Whether the last digit checks the others (ISO/IEC 7812-1).
private func isLuhn(_ digits: [Int]) -> Bool {
  let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
    let value = digit.offset.isMultiple(of: 2) ? digit.element : 2 * digit.element
    return sum + value / 10 + value % 10
  }
  return sum.isMultiple(of: 10)
}
