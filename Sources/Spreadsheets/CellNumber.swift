package import Foundation

/// A number of a cell.
package struct CellNumber: Sendable, Hashable {
  /// As the file has it, unchanged: programs write what their arithmetic gave, such as `12.300000000000001` or `1.5E-3`.
  package let text: String
  /// Whether the cell shows it as a percentage. The number is what it is all the same: 0.125 is shown as 12.5 %.
  package let isPercentage: Bool

  /// A number from its text; nil when that is none, or too large for a sheet.
  package init?(_ text: String, isPercentage: Bool = false) {
    guard text.utf8.count <= 400, let digits = Digits(text.utf8), digits.exponent < 310 else { return nil }
    self.text = text
    self.isPercentage = isPercentage
  }

  /// The text of a cell that was found to be a number.
  init(checked text: String, isPercentage: Bool) {
    self.text = text
    self.isPercentage = isPercentage
  }

  /// The nearest number of the machine.
  package var double: Double { Double(text) ?? .nan }

  /// What `plain` says.
  package var decimal: Decimal? { Decimal(string: plain, locale: Locale(identifier: "en_US_POSIX")) }

  /// The whole number that `plain` says; nil for one with a fraction, or that is too large.
  package var integer: Int? { Int(plain) }

  /// The number in digits with a decimal point, rounded to fifteen of them as Excel shows it: what a machine makes of 0.1 + 0.2 is 0.3
  /// there. Whole numbers that are written out keep all their digits, for some are the numbers of articles and accounts.
  package var plain: String {
    // Most are.
    if text.utf8.allSatisfy({ $0.digit != nil }), text.utf8.first != UInt8(ascii: "0") { return text }
    guard var digits = Digits(text.utf8) else { return text }
    if !digits.isWrittenOut { digits.round(to: 15) }
    return digits.plain
  }
}

/// The significant digits of a written number: its value is 0.d₁d₂d₃… times ten to the exponent.
private struct Digits {
  private var isNegative = false
  private var digits: [UInt8] = []
  private(set) var exponent = 0
  /// Whether it has neither a point nor an exponent.
  private(set) var isWrittenOut = true

  /// Reads a number of XML Schema without its words for infinity.
  init?(_ text: String.UTF8View) {
    var rest = text.dropFirst(0)
    func isSign(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
    if isSign(rest.first) { isNegative = rest.removeFirst() == UInt8(ascii: "-") }
    var (count, hasPoint) = (0, false)
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !hasPoint {
        (hasPoint, isWrittenOut) = (true, false)
      } else if let digit = byte.digit {
        count += 1
        if !hasPoint, !(digits.isEmpty && digit == 0) { exponent += 1 }
        if hasPoint, digits.isEmpty, digit == 0 { exponent -= 1 }
        if !(digits.isEmpty && digit == 0) { digits.append(UInt8(digit)) }
      } else {
        break
      }
      rest.removeFirst()
    }
    guard count > 0 else { return nil }
    if let mark = rest.first {
      guard mark == UInt8(ascii: "E") || mark == UInt8(ascii: "e") else { return nil }
      rest.removeFirst()
      isWrittenOut = false
      var sign = 1
      if isSign(rest.first) { sign = rest.removeFirst() == UInt8(ascii: "-") ? -1 : 1 }
      guard (1...4).contains(rest.count) else { return nil }
      var power = 0
      for byte in rest {
        guard let digit = byte.digit else { return nil }
        power = power * 10 + digit
      }
      exponent += sign * power
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    // What is that near to nothing is nothing to a machine, too.
    if exponent < -330 { (digits, isNegative, exponent) = ([], false, 0) }
  }

  mutating func round(to places: Int) {
    guard digits.count > places else { return }
    let roundsUp = digits[places] >= 5
    digits.removeSubrange(places...)
    if roundsUp {
      while digits.last == 9 { digits.removeLast() }
      if digits.isEmpty {
        digits = [1]
        exponent += 1
      } else {
        digits[digits.count - 1] += 1
      }
    }
    while digits.last == 0 { digits.removeLast() }
  }

  var plain: String {
    guard !digits.isEmpty else { return "0" }
    var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    let whole = digits.prefix(max(0, exponent))
    text += whole.isEmpty ? [0x30] : whole.map { $0 + 0x30 }
    text += repeatElement(0x30, count: max(0, exponent - digits.count))
    let fraction = digits.dropFirst(max(0, exponent))
    if !fraction.isEmpty {
      text.append(UInt8(ascii: "."))
      text += repeatElement(0x30, count: max(0, -exponent))
      text += fraction.map { $0 + 0x30 }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
