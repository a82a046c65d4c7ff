import Postgres
import Testing

@testable import CRM

@Suite struct FormatsTests {
  let french = Formats(language: .fr)
  let english = Formats(language: .en)

  @Test func integersAreGroupedByThree() {
    #expect(french.integer(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(english.integer(-1_234) == "−1,234")
    #expect(english.integer(999) == "999")
    #expect(english.integer(Int.min) == "−9,223,372,036,854,775,808")
  }

  @Test func moneyFollowsTheLanguageAndTheCurrency() {
    #expect(french.money(cents: 123_456) == "1\u{202F}234,56\u{A0}€")
    #expect(english.money(cents: 123_456) == "€1,234.56")
    #expect(french.money(cents: -5) == "−0,05\u{A0}€")
    #expect(english.money(cents: -150) == "−€1.50")
    #expect(english.money(cents: 0) == "€0.00")
    #expect(Formats(language: .fr, currency: "JPY").money(cents: 1_234) == "1\u{202F}234\u{A0}¥")
    #expect(Formats(language: .en, currency: "usd").money(cents: 1_234) == "$12.34")
    #expect(Formats(language: .fr, currency: "TND").money(cents: 1_234) == "1,234\u{A0}TND")
    #expect(Formats(language: .en, currency: "CHF").money(cents: 1_234) == "CHF\u{A0}12.34")
  }

  @Test(arguments: [
    (1, 8, "12,5"), (1, 3, "33,3"), (2, 3, "66,7"), (1, 2000, "0,1"), (49, 100_000, "0,0"), (1, 1, "100,0"), (3, 2, "150,0"),
    (-1, 8, "−12,5"),
    (-1, 100_000, "0,0"), (Int.max, Int.max, "100,0"), (Int.max, 1 << 62, "200,0"),
  ])
  func percentagesAreExactAndRoundedHalfUp(numerator: Int, denominator: Int, text: String) {
    #expect(french.percent(numerator, of: denominator) == text + "\u{202F}%")
  }

  /// 0.0005 rounds up as a fraction although the nearest Double lies below it: integer arithmetic decides.
  @Test func roundingDoesNotGoThroughFloatingPoint() {
    for denominator in 1...400 {
      for numerator in 0...denominator {
        let tenths = (2000 * numerator + denominator) / (2 * denominator)
        #expect(english.percent(numerator, of: denominator) == "\(tenths / 10).\(tenths % 10)%")
      }
    }
  }

  @Test func whatDoesNotExistIsADash() {
    #expect(french.percent(1, of: 0) == "–")
    #expect(english.percent(.nan) == "–")
    #expect(french.missing(because: Message(fr: "dénominateur nul", en: "zero denominator")) == "– (dénominateur nul)")
  }

  @Test func decimals() {
    #expect(french.decimal(1234.56) == "1\u{202F}234,6")
    #expect(english.decimal(-0.04) == "0.0")
    #expect(english.decimal(2.5, places: 0) == "3")
    #expect(english.decimal(0.5, places: 3) == "0.500")
  }

  @Test func daysAndTimes() throws {
    let day = try #require(Day(year: 2026, month: 12, day: 3))
    #expect(french.day(day) == "03/12/2026")
    #expect(english.day(day) == "3 Dec 2026")
    let moment = try #require(CivilTime("2026-12-03T09:05:59"))
    #expect(french.dateTime(moment) == "03/12/2026 09:05")
    #expect(english.dateTime(moment) == "3 Dec 2026 09:05")
  }

  @Test func pluralsDifferByLanguage() {
    #expect(Language.fr.plural(0, "vente", "ventes") == "vente")
    #expect(Language.en.plural(0, "sale", "sales") == "sales")
    #expect(Language.fr.plural(2, "vente", "ventes") == "ventes")
  }
}
