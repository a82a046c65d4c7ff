import Foundation
import Testing

@testable import CRM

@Suite struct RateTests {
  /// Newcombe 1998, table I, method 3, and further values of the same formula to six decimals.
  @Test(arguments: [
    (81, 263, 0.255289, 0.366210), (15, 148, 0.062386, 0.160487), (0, 20, 0, 0.161125), (1, 29, 0.006113, 0.171755), (0, 1, 0, 0.793451),
    (1, 1, 0.206549, 1),
    (0, 10, 0, 0.277533), (10, 10, 0.722467, 1), (5, 10, 0.236593, 0.763407), (1, 2, 0.094531, 0.905469), (3, 40, 0.025836, 0.198642),
    (40, 40, 0.912378, 1),
    (23, 60, 0.270883, 0.509824),
  ])
  func wilson(numerator: Int, denominator: Int, low: Double, high: Double) throws {
    let rate = Rate(numerator, of: denominator)
    #expect(abs(try #require(rate.low) - low) < 1e-6)
    #expect(abs(try #require(rate.high) - high) < 1e-6)
    #expect(rate.reason == nil)
  }

  /// The bounds hold the value, mirror each other for the opposite outcome and close in as cases come.
  @Test func intervalsBehave() throws {
    for denominator in 1...80 {
      for numerator in 0...denominator {
        let interval = try #require(Rate(numerator, of: denominator).interval)
        let opposite = try #require(Rate(denominator - numerator, of: denominator).interval)
        let larger = try #require(Rate(4 * numerator, of: 4 * denominator).interval)
        #expect(interval.contains(Double(numerator) / Double(denominator)))
        #expect(abs(interval.lowerBound + opposite.upperBound - 1) < 1e-12)
        #expect(larger.upperBound - larger.lowerBound < interval.upperBound - interval.lowerBound)
      }
    }
  }

  @Test func whatCannotBeComputedHasAReason() {
    #expect(Rate(0, of: 0).value == nil)
    #expect(Rate(0, of: 0).interval == nil)
    #expect(Rate(0, of: 0).reason == .zeroDenominator)
    #expect(Rate(3, of: 2).value == 1.5)
    #expect(Rate(3, of: 2).interval == nil)
    #expect(Rate(3, of: 2).reason == .numeratorExceedsDenominator)
  }

  @Test func rateAsJSON() throws {
    #expect(try json(Rate(1, of: 1)) == #"{"denominator":1,"high":1,"low":0.20654931437723745,"numerator":1,"value":1}"#)
    let empty = #"{"denominator":0,"high":null,"low":null,"numerator":0,"reason":"non calculable (dénominateur nul)","value":null}"#
    #expect(try json(Rate(0, of: 0)) == empty)
    #expect(try json(Rate(0, of: 0), language: .en).contains(#""reason":"not computable (zero denominator)""#))
  }

  @Test func nullIsExplicit() throws {
    struct Document: Encodable {
      @Nullable var absent: Int?
      @Nullable var present: Int? = 1
      var optional: Int?
    }
    #expect(try json(Document()) == #"{"absent":null,"present":1}"#)
  }

  private func json(_ value: some Encodable, language: Language? = nil) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    if let language, let key = CodingUserInfoKey.language { encoder.userInfo[key] = language }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
