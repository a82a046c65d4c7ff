/// Reads amounts of money.
public enum Amount {
  /// The largest amount, in minor units, and the largest count. More than any fact, plan or figure of a sales team comes to, and so little
  /// that sums of tens of thousands of them still have room in 64 bits.
  public static let ceiling = 100_000_000_000_000

  /// The amount in minor units of a currency (cents).
  ///
  /// `1.234,56`, `1 234,56 €`, `1,234.56`, `$1,234`, `(12,50)` and `12,50-` are read; nothing is rounded unless asked for.
  /// - Parameter column: What the other amounts of the same column show; it decides about those that leave it open, when `style` is
  ///   automatic.
  /// - Parameter isRounded: Whether more decimals than the currency has are rounded, half away from zero, rather than refused.
  /// - Throws: `InvalidValue` for what is no amount, has more decimals than the currency, is in another currency, is above the ceiling, or
  ///   leaves open whether its only separator is decimal.
  public static func cents(
    _ text: String, style: DecimalStyle = .automatic, column: DecimalStyle = .automatic, currency: Currency = Currency(code: "EUR"),
    isRounded: Bool = false
  ) throws(InvalidValue) -> Int {
    guard let cents = try minorUnits(text, style, column, currency, isRounded: isRounded), cents.magnitude <= UInt(ceiling) else {
      throw InvalidValue(.amountTooLarge(text), remedy: .amountAtMost(ceiling, currency))
    }
    return cents
  }

  /// Nil for what has no room in 64 bits.
  private static func minorUnits(
    _ text: String, _ style: DecimalStyle, _ column: DecimalStyle, _ currency: Currency, isRounded: Bool
  ) throws(InvalidValue) -> Int? {
    if let cents = plain(text, style, exponent: currency.exponent) { return cents }
    let written: WrittenNumber
    do { written = try WrittenNumber(text) } catch { throw InvalidValue(.notAnAmount(text), remedy: .writeAmount) }
    if case .oneOf(let codes) = written.currency, !codes.contains(currency.code) {
      throw InvalidValue(.otherCurrency(text, currency.code), remedy: .convertAmount(currency.code))
    }
    let style = try resolved(style, column, of: written, hasDecimals: currency.exponent > 0, text)
    let (whole, decimals) = try parts(of: written.body, style: style, text)
    let significant = decimals.dropLast(while: { $0 == 0x30 })
    guard isRounded || significant.count <= currency.exponent else {
      throw InvalidValue(.tooManyDecimals(text, currency.exponent))
    }
    let kept = significant.prefix(currency.exponent)
    let zeros = repeatElement(UInt8(0x30), count: currency.exponent - kept.count)
    let isUp = significant.dropFirst(currency.exponent).first.map { $0 >= 0x35 } ?? false
    // The ceiling leaves room for one more.
    return integer(whole + kept + zeros, isNegative: written.isNegative).map {
      isUp && $0.magnitude <= UInt(ceiling) ? $0 + (written.isNegative ? -1 : 1) : $0
    }
  }

  /// What programs write: `1234`, `-1234.5`, `1234,56`. Read from the bytes, since a file has a million of them; all others are nil.
  private static func plain(_ text: String, _ style: DecimalStyle, exponent: Int) -> Int? {
    var text = text
    return text.withUTF8 { bytes in
      let isNegative = bytes.first == 0x2D
      var value = 0
      var digits = 0
      var decimals: Int?
      // Nothing that short is too large.
      guard bytes.count <= 15 else { return nil }
      for byte in bytes.dropFirst(isNegative ? 1 : 0) {
        switch byte {
        case 0x30...0x39:
          value = value * 10 + Int(byte - 0x30)
          digits += 1
          decimals = decimals.map { $0 + 1 }
        case 0x2C where style != .point && decimals == nil && digits > 0, 0x2E where style != .comma && decimals == nil && digits > 0:
          decimals = 0
        default: return nil
        }
      }
      // Three digits after a separator may be thousands.
      guard digits > 0, decimals != 0, (decimals ?? 0) <= min(exponent, 2) else { return nil }
      for _ in (decimals ?? 0)..<exponent { value *= 10 }
      return isNegative ? -value : value
    }
  }

  private static func resolved(
    _ style: DecimalStyle, _ column: DecimalStyle, of written: WrittenNumber, hasDecimals: Bool, _ text: String
  ) throws(InvalidValue) -> DecimalStyle {
    guard style == .automatic else { return style }
    if let shown = written.style { return shown }
    switch written.body.count(where: { $0 == 0x2C || $0 == 0x2E }) {
    case 0: return .comma
    case 1 where column != .automatic: return column
    // In yen three digits after a separator are thousands.
    case 1 where !hasDecimals: return written.body.contains(0x2C) ? .point : .comma
    case 1: throw InvalidValue(.ambiguousAmount(text), remedy: .writeAmount)
    default: throw InvalidValue(.notAnAmount(text), remedy: .writeAmount)
    }
  }

  /// The digits before and after the decimal separator, once the groups are seen to be of three.
  private static func parts(of body: [UInt8], style: DecimalStyle, _ text: String) throws(InvalidValue) -> (
    whole: [UInt8], decimals: [UInt8]
  ) {
    let decimalSeparator: UInt8 = style == .comma ? 0x2C : 0x2E
    let pieces = body.split(separator: decimalSeparator, omittingEmptySubsequences: false)
    let groups = pieces[0].split(omittingEmptySubsequences: false) { $0 < 0x30 }
    let separators = Set(pieces[0].filter { $0 < 0x30 })
    let decimals = pieces.count == 2 ? Array(pieces[1]) : []
    let isGrouped = groups.count == 1 || ((1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 })
    guard pieces.count <= 2, separators.count <= 1, isGrouped, decimals.allSatisfy({ $0 >= 0x30 }),
      !(pieces.count == 2 && decimals.isEmpty), !(groups[0].isEmpty && decimals.isEmpty)
    else { throw InvalidValue(.notAnAmount(text), remedy: .writeAmount) }
    return (groups.flatMap(\.self), decimals)
  }

  private static func integer(_ digits: [UInt8], isNegative: Bool) -> Int? {
    var value = 0
    for digit in digits {
      let (product, productOverflow) = value.multipliedReportingOverflow(by: 10)
      let step = Int(digit - 0x30)
      let (sum, sumOverflow) = isNegative ? product.subtractingReportingOverflow(step) : product.addingReportingOverflow(step)
      guard !productOverflow, !sumOverflow else { return nil }
      value = sum
    }
    return value
  }
}

extension Array {
  /// The elements before the last run of those that fulfil a condition.
  fileprivate func dropLast(while condition: (Element) -> Bool) -> ArraySlice<Element> {
    self[..<(lastIndex { !condition($0) }.map { $0 + 1 } ?? startIndex)]
  }
}
