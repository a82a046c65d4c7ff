import Testing

@testable import CRM
@testable import Planning

/// A value is rounded once, where it is written.
@Suite struct KPINumberTests {
  @Test func whatWasKeptRoundedIsTheQuotientItWasRoundedFrom() {
    #expect(KPINumber(kept: 3135, exact: nil, numerator: 421, denominator: 1343, .rate) == .fraction(421.0 / 1343))
    #expect(KPINumber(kept: 3135, exact: 0.3135, numerator: 421, denominator: 1343, .rate) == .fraction(0.3135))
    // A difference of growths is no quotient of its counts.
    #expect(KPINumber(kept: 2000, exact: nil, numerator: 421, denominator: 1343, .rate) == .fraction(0.2))
    #expect(KPINumber(kept: 2000, exact: nil, numerator: nil, denominator: nil, .number) == .fraction(0.2))
    #expect(KPINumber(kept: 146_912, exact: nil, numerator: 11_312_257, denominator: 77, .money) == .whole(146_912))
    #expect(KPINumber(kept: nil, exact: nil, numerator: 1, denominator: 0, .rate) == nil)
  }

  @Test func varianceIsOfTheUnroundedValue() {
    // 31.348 % less 15.05 % is 16.298 %: 16.3, where 31.35 less 15.05 is 16.30.
    let variance = Variance(3135, from: 1505, exactly: .fraction(421.0 / 1343), in: .rate)
    #expect(variance.absolute == 1630 && abs(variance.exact.double - (421.0 / 1343 - 0.1505)) < 1e-15)
    #expect(Variance(7, from: 10).exact == .whole(-3) && Variance(7, from: 10).relative == -0.3)
    #expect(Variance(7, from: 0).relative == nil)
  }

  /// Every quotient of small counts that lies on a half of a tenth of a per cent is rounded as the exact ratio is.
  @Test func aQuotientOnAHalfIsRoundedAsTheExactRatio() {
    let formats = Formats(language: .en)
    for denominator in 1...2000 {
      for numerator in stride(from: 1, through: denominator, by: max(1, denominator / 97)) {
        let (exact, quotient) = (formats.percent(numerator, of: denominator), formats.percent(Double(numerator) / Double(denominator)))
        #expect(exact == quotient, "\(numerator)/\(denominator)")
      }
    }
    #expect(
      formats.percent(421.0 / 1343) == "31.3%" && formats.decimal(0.125, places: 2) == "0.13" && formats.decimal(1.005, places: 2) == "1.01"
    )
    #expect(formats.percent(0) == "0.0%" && formats.decimal(0) == "0.0")
  }
}
