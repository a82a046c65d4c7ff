import CRM
import Foundation
import Testing

@Suite struct RateTests {
  /// Bounds published or computed with statsmodels' `proportion_confint(method="wilson")`.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718), (23, 60, 0.2709, 0.5098),
    (0, 1, 0, 0.7935), (1, 1, 0.2065, 1),
  ])
  func wilsonBoundsEqualThePublishedOnes(numerator: Int, denominator: Int, low: Double, high: Double) throws {
    let rate = Rate(numerator: numerator, denominator: denominator)
    #expect(abs(try #require(rate.low) - low) < 0.00005)
    #expect(abs(try #require(rate.high) - high) < 0.00005)
    #expect(rate.reason == nil)
  }

  @Test func theIntervalHoldsTheRateAndNarrowsWithTheCount() throws {
    for denominator in 1...60 {
      for numerator in 0...denominator {
        let rate = Rate(numerator: numerator, denominator: denominator)
        let (low, value, high) = try (#require(rate.low), #require(rate.value), #require(rate.high))
        #expect(0 <= low && low <= value && value <= high && high <= 1)
        let more = Rate(numerator: numerator * 10, denominator: denominator * 10)
        #expect(try #require(more.high) - #require(more.low) < high - low)
      }
    }
  }

  @Test func outOfNothingThereIsAReasonAndNoValue() {
    let rate = Rate(numerator: 0, denominator: 0)
    #expect(rate.value == nil && rate.low == nil && rate.high == nil && rate.reason == .nothingToDivideBy)
  }

  @Test func moreThanTheWholeHasAValueAndNoInterval() {
    let rate = Rate(numerator: 3, denominator: 2)
    #expect(rate.value == 1.5 && rate.low == nil && rate.high == nil)
  }

  @Test func jsonAlwaysHasTheSameKeys() throws {
    #expect(try json(Rate(numerator: 1, denominator: 1)).contains(#""denominator":1,"high":1,"low":0.20"#))
    #expect(
      try json(Rate(numerator: 0, denominator: 0))
        == #"{"denominator":0,"high":null,"low":null,"numerator":0,"reason":"dénominateur nul","value":null}"#)
  }
}

@Suite struct NullableTests {
  struct Person: Encodable, Hashable, Sendable {
    let name: String
    @Nullable var phone: String?
    @Nullable private(set) var visits: Int? = nil
    @Nullable var rate: Rate? = nil
  }

  @Test func whatIsAbsentIsAnExplicitNull() throws {
    #expect(try json(Person(name: "Ana", phone: nil)) == #"{"name":"Ana","phone":null,"rate":null,"visits":null}"#)
  }

  @Test func whatIsThereIsWrittenAsItself() throws {
    var person = Person(name: "Ana", phone: "06")
    #expect(try json(person) == #"{"name":"Ana","phone":"06","rate":null,"visits":null}"#)
    person.phone = nil
    #expect(person == Person(name: "Ana", phone: nil))
  }
}

private func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
