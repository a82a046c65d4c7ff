#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// `numeric`, exact both ways. What `Decimal` cannot hold exactly (more than 38 digits, exponents beyond -128...127, NaN, infinity) is refused, not rounded.
///
/// The binary format is digits of base 10,000: their number, the weight of the first, sign, digits after the point, the digits. `numeric_recv` and
/// `numeric_send` in PostgreSQL's src/backend/utils/adt/numeric.c
extension Decimal: PostgresCodable {
  public static var postgresType: DataType { .numeric }

  private static let positive: UInt16 = 0x0000
  private static let negative: UInt16 = 0x4000
  private static let notANumber: UInt16 = 0xC000

  public func encode(into bytes: inout [UInt8]) throws(Refusal) {
    guard isFinite else { throw Refusal("NaN cannot be sent as numeric") }
    var whole: [UInt8] = []
    var fraction: [UInt8] = []
    var isFraction = false
    for character in description.utf8 {
      switch character {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isFraction { fraction.append(character - UInt8(ascii: "0")) } else { whole.append(character - UInt8(ascii: "0")) }
      default: break
      }
    }
    let scale = fraction.count
    whole.insert(contentsOf: repeatElement(0, count: (4 - whole.count % 4) % 4), at: 0)
    fraction.append(contentsOf: repeatElement(0, count: (4 - scale % 4) % 4))
    var weight = whole.count / 4 - 1
    let decimals = whole + fraction
    var digits = stride(from: 0, to: decimals.count, by: 4).map { start in
      decimals[start..<start + 4].reduce(Int16(0)) { $0 * 10 + Int16($1) }
    }[...]
    while digits.first == 0 {
      digits.removeFirst()
      weight -= 1
    }
    while digits.last == 0 { digits.removeLast() }

    Int16(digits.count).append(to: &bytes)
    Int16(digits.isEmpty ? 0 : weight).append(to: &bytes)
    (self < 0 ? Self.negative : Self.positive).append(to: &bytes)
    Int16(scale).append(to: &bytes)
    for digit in digits { digit.append(to: &bytes) }
  }

  public init(_ cell: Cell) throws(Refusal) {
    let bytes = try cell.bytes(.numeric)
    let count = Int(try Int16(bytes, at: 0))
    let weight = Int(try Int16(bytes, at: 2))
    let sign = try UInt16(bytes, at: 4)
    guard sign == Self.positive || sign == Self.negative else {
      throw Refusal(sign == Self.notANumber ? "numeric NaN" : "an infinite numeric")
    }
    var decimals: [UInt8] = []
    for index in 0..<count {
      let digit = try Int16(bytes, at: 8 + 2 * index)
      for power in [1000, 100, 10, 1] as [Int16] { decimals.append(UInt8(truncatingIfNeeded: digit / power % 10) + UInt8(ascii: "0")) }
    }
    let zero = UInt8(ascii: "0")
    var exponent = (weight - count + 1) * 4
    var significant = decimals.drop { $0 == zero }
    while significant.last == zero {
      significant.removeLast()
      exponent += 1
    }
    guard !significant.isEmpty else {
      self = 0
      return
    }
    while exponent > 127, significant.count < 38 {
      significant.append(zero)
      exponent -= 1
    }
    guard significant.count <= 38, (-128...127).contains(exponent) else {
      throw Refusal("a numeric of more digits than Decimal holds exactly")
    }
    let magnitude = significant.reduce(UInt128(0)) { $0 * 10 + UInt128($1 - zero) }
    let words = (0..<8).map { UInt16(truncatingIfNeeded: magnitude >> (16 * $0)) }
    self.init(exactly: words, exponent: exponent, isNegative: sign == Self.negative)
  }

  private init(exactly words: [UInt16], exponent: Int, isNegative: Bool) {
    var significand = Decimal(0)
    for word in words.reversed() { significand = significand * 65536 + Decimal(Int(word)) }
    self.init(sign: isNegative ? .minus : .plus, exponent: exponent, significand: significand)
  }
}
