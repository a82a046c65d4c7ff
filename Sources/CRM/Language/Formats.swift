import Postgres

/// How figures, money and dates are written for people, in one language and one currency.
///
/// Foundation's formatters need locale data that a statically linked binary does not carry; these follow the CLDR for French and
/// English and are exact on integers.
public struct Formats: Sendable, Hashable {
  /// The language written.
  public let language: Language
  /// The currency of the amounts.
  public let currency: Currency
  /// Whether an amount is written without the cents when there are none: `60 000 €`.
  package var hidesZeroCents = false

  /// What stands for a value that does not exist.
  public static let missing = "–"

  /// As wide as a plus, and no hyphen at which a line breaks.
  package static let minus = "\u{2212}"

  /// Formats for a language and an ISO 4217 currency code.
  public init(language: Language, currency: String = "EUR") {
    self.language = language
    self.currency = Currency(code: currency)
  }

  /// `12 345` in French, `12,345` in English; a negative one with the sign of subtraction.
  public func integer(_ value: Int) -> String {
    (value < 0 ? Self.minus : "") + grouped(String(value.magnitude))
  }

  /// `1 234,56 €` in French, `€1,234.56` in English.
  /// - Parameter cents: The amount in the currency's minor units.
  public func money(cents: Int) -> String {
    let sign = cents < 0 ? Self.minus : ""
    let unit = (0..<currency.exponent).reduce(UInt(1)) { unit, _ in unit * 10 }
    let amount =
      hidesZeroCents && cents.magnitude.isMultiple(of: unit)
      ? grouped(String(cents.magnitude / unit)) : fixedPoint(magnitude: cents.magnitude, places: currency.exponent)
    switch language {
    case .fr: return "\(sign)\(amount)\u{A0}\(currency.symbol)"
    case .en:
      let space = currency.symbol == currency.code ? "\u{A0}" : ""
      return "\(sign)\(currency.symbol)\(space)\(amount)"
    }
  }

  /// `12,5 %` in French, `12.5%` in English: the exact ratio, rounded half up (away from zero) to one decimal; `–` over zero.
  public func percent(_ numerator: Int, of denominator: Int) -> String {
    guard denominator != 0 else { return Self.missing }
    // Twice the thousandths plus one half, so that the rounding is exact; 192 bits are never needed as the high word is tiny.
    let negative = (numerator < 0) != (denominator < 0)
    let scaled = numerator.magnitude.multipliedFullWidth(by: 2000)
    let (low, carry) = scaled.low.addingReportingOverflow(denominator.magnitude)
    let high = scaled.high + (carry ? 1 : 0)
    let divisor = denominator.magnitude.multipliedReportingOverflow(by: 2)
    guard !divisor.overflow, high < divisor.partialValue else {
      return percent(Double(numerator) / Double(denominator))
    }
    let tenths = divisor.partialValue.dividingFullWidth((high, low)).quotient
    return percentText(magnitude: tenths, negative: negative && tenths > 0)
  }

  /// A ratio that is not one of integers, such as the bound of an interval, as a percentage with one decimal.
  public func percent(_ ratio: Double) -> String {
    guard ratio.isFinite, ratio.magnitude < 1e12 else { return Self.missing }
    // In binary a quotient that falls on a half may lie just below it.
    let tenths = UInt((ratio.magnitude.nextUp * 1000).rounded(.toNearestOrAwayFromZero))
    return percentText(magnitude: tenths, negative: ratio < 0 && tenths > 0)
  }

  /// A difference of two ratios: `12,5 points` in French, `12.5 points` in English.
  package func points(_ difference: Double) -> String {
    let hundredths = difference * 100
    guard hundredths.isFinite, hundredths.magnitude < 1e12 else { return Self.missing }
    let tenths = Int((hundredths.magnitude.nextUp * 10).rounded(.toNearestOrAwayFromZero))
    return "\(decimal(hundredths))\u{A0}\(language.plural(tenths == 10 ? 1 : language == .fr ? tenths / 10 : 2, "point", "points"))"
  }

  /// A number with a fixed count of decimals, rounded half away from zero.
  public func decimal(_ value: Double, places: Int = 1) -> String {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    guard value.isFinite, value.magnitude * scale < 1e15 else { return Self.missing }
    let scaled = UInt((value.magnitude.nextUp * scale).rounded(.toNearestOrAwayFromZero))
    return (value < 0 && scaled > 0 ? Self.minus : "") + fixedPoint(magnitude: scaled, places: places)
  }

  /// `–`, with the reason in parentheses when one is given.
  public func missing(because reason: Message? = nil) -> String {
    reason.map { "\(Self.missing) (\($0.text(in: language)))" } ?? Self.missing
  }

  private func percentText(magnitude: UInt, negative: Bool) -> String {
    let text = (negative ? Self.minus : "") + fixedPoint(magnitude: magnitude, places: 1)
    return switch language {
    case .fr: text + "\u{202F}%"
    case .en: text + "%"
    }
  }

  private func fixedPoint(magnitude: UInt, places: Int) -> String {
    guard places > 0 else { return grouped(String(magnitude)) }
    let padded = zeroPadded(magnitude, places + 1)
    return grouped(padded.dropLast(places)) + (language == .fr ? "," : ".") + padded.suffix(places)
  }

  private func grouped(_ digits: some StringProtocol) -> String {
    let separator: Character = language == .fr ? "\u{202F}" : ","
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(separator) }
      text.append(digit)
    }
    return text
  }
}
