import Foundation
import Testing

@testable import Spreadsheets

@Suite struct NumberTests {
  @Test(arguments: [
    ("42", "42"), ("-42", "-42"), ("+7", "7"), ("0", "0"), ("-0", "0"), ("007", "7"), ("12.300000000000001", "12.3"),
    ("0.30000000000000004", "0.3"), ("1.1499999999999999", "1.15"), ("9.9999999999999999", "10"), ("99.9999999999999999", "100"),
    ("1E3", "1000"), ("1.5E-3", "0.0015"), ("1.2345678901234567E+20", "123456789012346000000"), ("-2.5e2", "-250"), (".5", "0.5"),
    ("5.", "5"),
    ("0.000", "0"), ("0.00012", "0.00012"), ("100", "100"), ("12345678901234567", "12345678901234567"),
    ("12345678901234567.0", "12345678901234600"),
    ("1E-400", "0"), ("10.50", "10.5"), ("0E5", "0"),
  ])
  func plain(text: String, plain: String) throws {
    let number = try #require(CellNumber(text))
    #expect(number.plain == plain)
    #expect(number.text == text)
  }

  @Test(arguments: [
    "", "-", ".", "1.2.3", "1,5", "1 000", "NaN", "INF", "0x10", "1E", "1E+", "1E99999", "1E400", "1e5e5", "١", "--1", "1-",
  ])
  func whatIsNoNumber(text: String) { #expect(CellNumber(text) == nil) }

  @Test func wholeNumbersStayWhole() {
    #expect(CellNumber("42")?.integer == 42)
    #expect(CellNumber("42.0")?.integer == 42)
    #expect(CellNumber("1E3")?.integer == 1000)
    #expect(CellNumber("-7")?.integer == -7)
    #expect(CellNumber("9223372036854775807")?.integer == .max)
    #expect(CellNumber("9223372036854775808")?.integer == nil)
    #expect(CellNumber("0.5")?.integer == nil)
  }

  @Test func decimalsAndDoubles() {
    #expect(CellNumber("12.300000000000001")?.decimal == Decimal(string: "12.3"))
    #expect(CellNumber("12.300000000000001")?.double == 12.300000000000001)
    #expect(CellNumber("-1.5E-3")?.double == -0.0015)
  }

  @Test func everyDoubleIsReadAsItsFifteenDigits() throws {
    var random = SplitMix(seed: 3)
    for _ in 0..<2000 {
      let value = Double.random(in: -1...1, using: &random) * pow(10, Double(Int.random(in: -20...20, using: &random)))
      let number = try #require(CellNumber("\(value)"))
      #expect(abs((Double(number.plain) ?? .nan) - value) <= abs(value) * 1e-14)
      #expect(number.double == value)
    }
  }
}
