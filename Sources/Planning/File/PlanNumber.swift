import CRM
import Postgres

/// Reads and writes the numbers of a plan file.
enum PlanNumber {
  /// A whole number that is not negative; its thousands may be set apart by spaces.
  static func count(_ text: String) throws(InvalidValue) -> Int {
    try unsigned(try WholeNumber.integer(text), text)
  }

  /// Cents: `60000`, `60 000 €`, `1500,50`.
  static func money(_ text: String, _ currency: Currency) throws(InvalidValue) -> Int {
    try unsigned(try Amount.cents(text, currency: currency), text)
  }

  /// Ten-thousandths: `60 %`, `12,5%`. What a KPI grows by may be negative.
  static func share(_ text: String) throws(InvalidValue) -> Int {
    guard text.trimmed.last == "%" else { throw InvalidValue(.notAShare(text), remedy: .shareRemedy) }
    let number = text.trimmed.dropLast().trimmed
    guard let value = try? Amount.cents(String(number)),
      number.allSatisfy({ !$0.isLetter && !$0.isCurrencySymbol })
    else { throw InvalidValue(.notAShare(text), remedy: .shareRemedy) }
    return value
  }

  /// Hundredths: `2`, `2,25`.
  static func hundredths(_ text: String) throws(InvalidValue) -> Int {
    try unsigned(try Amount.cents(text), text)
  }

  /// Tenths: `2`, `2,5`.
  static func tenths(_ text: String) throws(InvalidValue) -> Int {
    let hundredths = try hundredths(text)
    guard hundredths.isMultiple(of: 10) else { throw InvalidValue(.tooManyDecimals(text, 1)) }
    return hundredths / 10
  }

  /// `2023-Q1` for `2023-T1`, `2023-W05` for `2023-S5`; what is no period is left as it is.
  static func period(_ text: String) -> String {
    let pieces = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard pieces.count == 2, let letter = pieces[1].first else { return text }
    let number = pieces[1].drop { $0.isLetter }
    switch letter {
    case "T", "Q": return "\(pieces[0])-Q\(number)"
    case "S", "W": return "\(pieces[0])-W\(number.count == 1 ? "0" : "")\(number)"
    default: return "\(pieces[0])-\(number.count == 1 ? "0" : "")\(number)"
    }
  }

  /// `2023-T1` and `2023-S05` in French, `2023-Q1` and `2023-W05` in English.
  static func written(period: String, _ language: Language) -> String {
    Message.period(period).text(in: language)
  }

  /// The number with a decimal mark, without zeros that say nothing.
  static func written(_ value: Int, places: Int, _ language: Language) -> String {
    let digits = zeroPadded(value.magnitude, places + 1)
    var decimals = digits.suffix(places)
    // Of money both decimals are written or none.
    if decimals.allSatisfy({ $0 == "0" }) { decimals = "" }
    return (value < 0 ? "-" : "") + digits.dropLast(places) + (decimals.isEmpty ? "" : (language == .fr ? "," : ".") + decimals)
  }

  /// Ten-thousandths in per cent: `12,5 %` in French, `12.5%` in English.
  static func written(share: Int, _ language: Language) -> String {
    written(share, places: 2, language) + (language == .fr ? " %" : "%")
  }

  private static func unsigned(_ value: Int, _ text: String) throws(InvalidValue) -> Int {
    guard value >= 0 else { throw InvalidValue(.negativeInPlan(text), remedy: .negativeInPlanRemedy) }
    return value
  }
}
