import Postgres
import Testing

@testable import CRM

@Suite struct AmountTests {
  @Test(arguments: [
    ("12", 1200), ("12,5", 1250), ("12.5", 1250), ("1.234,56", 123_456), ("1 234,56 €", 123_456), ("1,234.56", 123_456),
    ("1\u{A0}234,56\u{A0}€", 123_456), ("1\u{202F}234\u{202F}567,00", 123_456_700), ("1.234.567", 123_456_700), ("1,234,567", 123_456_700),
    ("-0", 0), ("-0,00", 0), ("(12,50)", -1250), ("-12,50", -1250), ("\u{2212}12,50", -1250), ("12,50-", -1250), ("+3", 300),
    ("€12.50", 1250),
    ("-12,50 €", -1250), ("EUR 12", 1200), ("12 euros", 1200), ("1'234.50", 123_450), ("12,3400", 1234), ("12.500000", 1250), (",5", 50),
    (".05", 5),
    ("0,120", 12), ("1234,000", 123_400), ("0012", 1200), ("1 000 000 000 000,00", 100_000_000_000_000),
    ("-1000000000000", -100_000_000_000_000),
    ("  12  ", 1200), ("\u{202A}12\u{202C}", 1200),
  ])
  func reads(text: String, cents: Int) throws { #expect(try Amount.cents(text) == cents) }

  @Test(arguments: [
    "", " ", "abc", "1e400", "1e3", "0x10", "12,345,6", "1.23.456", "12,34,567", "1,2,3", "1.234,567,89", "--1", "(-1)", "-1-", "()", "€",
    "-", ".",
    ",", "12,", "1..2", "1 2", "1 23,5", "12 €€", "€12€", "NaN", "inf", "１２", "1/2", "12%", "1 234.567,00", "1.234 567,00",
  ])
  func refuses(text: String) {
    let error = #expect(throws: InvalidValue.self) { try Amount.cents(text) }
    #expect(error?.message == .notAnAmount(text))
  }

  @Test(arguments: ["1.234", "1,234", "999,999", "-12.000"])
  func oneSeparatorBeforeThreeDigitsIsAmbiguous(text: String) throws {
    #expect(throws: InvalidValue(.ambiguousAmount(text), remedy: .writeAmount)) { try Amount.cents(text) }
    #expect(throws: Never.self) { try Amount.cents(text, style: text.contains(",") ? .point : .comma) }
  }

  @Test func theStyleOfTheColumnDecides() throws {
    #expect(try Amount.cents("1.234", style: .comma) == 123_400)
    #expect(try Amount.cents("1,234", style: .point) == 123_400)
    #expect(throws: InvalidValue(.tooManyDecimals("1,234", 2))) { try Amount.cents("1,234", style: .comma) }
    #expect(throws: InvalidValue(.notAnAmount("12.50"), remedy: .writeAmount)) { try Amount.cents("12.50", style: .comma) }
    #expect(
      ["12", "1.234", "", "3,5", "x", "1.234.567", "1,234.5"].map(DecimalStyle.shown) == [nil, nil, nil, .comma, nil, .comma, .point])
  }

  @Test func theCurrencyMustAgree() throws {
    #expect(throws: InvalidValue(.otherCurrency("$1,234", "EUR"), remedy: .convertAmount("EUR"))) { try Amount.cents("$1,234") }
    #expect(try Amount.cents("$1,234", style: .point, currency: Currency(code: "USD")) == 123_400)
    #expect(try Amount.cents("$1,234.50", currency: Currency(code: "CAD")) == 123_450)
    #expect(try Amount.cents("¥1,234,000", currency: Currency(code: "JPY")) == 1_234_000)
    #expect(throws: InvalidValue(.tooManyDecimals("1,5", 0))) { try Amount.cents("1,5", currency: Currency(code: "JPY")) }
  }

  @Test(arguments: ["¥1,500", "1.500", "1 500", "1500.00"])
  func aCurrencyWithoutDecimalsLeavesThousandsAlone(_ text: String) throws {
    #expect(try Amount.cents(text, currency: Currency(code: "JPY")) == 1500)
  }

  @Test(arguments: [("8.264462809917", 826), ("-33.335", -3334), ("0.994999", 99), ("0.995", 100), ("12", 1200)])
  func decimalsAreRoundedWhereThatIsAskedFor(_ text: String, _ cents: Int) throws {
    #expect(try Amount.cents(text, style: .point, isRounded: true) == cents)
  }

  @Test func whatIsAboveTheCeilingIsRefused() {
    let euro = Currency(code: "EUR")
    for text in [
      "1000000000000,01", "-1000000000000,01", "999999999999999", "92233720368547758,07", "-92233720368547758,08",
      String(repeating: "9", count: 400),
    ] {
      #expect(throws: InvalidValue(.amountTooLarge(text), remedy: .amountAtMost(Amount.ceiling, euro))) { try Amount.cents(text) }
    }
    #expect(Message.amountAtMost(Amount.ceiling, euro).text(in: .en) == "an amount is at most €1,000,000,000,000.00")
  }

  /// What is written for people is read as the same amount.
  @Test func formatsAreReadAgain() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<2_000 {
      let cents = Int.random(in: -Amount.ceiling...Amount.ceiling, using: &generator) >> Int.random(in: 0...45, using: &generator)
      for code in ["EUR", "GBP", "CHF", "JPY", "TND"] {
        let currency = Currency(code: code)
        #expect(try Amount.cents(Formats(language: .fr, currency: code).money(cents: cents), style: .comma, currency: currency) == cents)
        #expect(try Amount.cents(Formats(language: .en, currency: code).money(cents: cents), style: .point, currency: currency) == cents)
      }
    }
  }
}

@Suite struct WholeNumberTests {
  @Test func integers() throws {
    #expect(try WholeNumber.integer(" -1 234 ") == -1234)
    #expect(try WholeNumber.integer("+7") == 7)
    #expect(try WholeNumber.integer("1\u{202F}000\u{202F}000") == 1_000_000)
    for text in ["", "1,0", "1.5", "12 34", "1e3", "-", "٣", "0x1"] {
      #expect(throws: InvalidValue(.notAnInteger(text))) { try WholeNumber.integer(text) }
    }
    #expect(try WholeNumber.integer("-100 000 000 000 000") == -Amount.ceiling)
    for text in ["100000000000001", "-100000000000001", "9223372036854775808"] {
      #expect(throws: InvalidValue(.integerTooLarge(text), remedy: .integerAtMost(Amount.ceiling))) { try WholeNumber.integer(text) }
    }
    #expect(
      Message.integerAtMost(Amount.ceiling).text(in: .fr) == "un nombre est d’au plus 100\u{202F}000\u{202F}000\u{202F}000\u{202F}000")
  }

  @Test(arguments: [
    ("45", 45), ("1h30", 90), ("1 h 30", 90), ("1:30", 90), ("1h", 60), ("1H05", 65), ("45 min", 45), ("90mn", 90), ("1 h 30 min", 90),
    ("0", 0),
    ("24h", 1440), ("2h5", 125), ("45\u{A0}min", 45),
  ])
  func lengths(text: String, minutes: Int) throws { #expect(try WholeNumber.minutes(text) == minutes) }

  @Test(arguments: ["", "h", ":", "1:", "h30", "1h60", "1:300", "-5", "1,5", "abc", "1h30h", "99999999", "1hmin", "min"])
  func whatIsNoLength(text: String) { #expect(throws: InvalidValue.self) { try WholeNumber.minutes(text) } }

  @Test func aDayAtMost() {
    #expect(throws: InvalidValue(.longerThanADay("24h01"))) { try WholeNumber.minutes("24h01") }
  }
}

@Suite struct CivilDateTests {
  @Test(arguments: [
    "2026-03-05", "2026/03/05", "20260305", "05/03/2026", "5/3/2026", "05-03-2026", "05.03.2026", " 05/03/2026 ", "2026-03-05 09:30",
    "05/03/2026 00:00", "05/03/26", "5.3.26", "5 mars 2026", "jeudi 5 mars 2026", "5-Mar-26", "March 5, 2026", "Thu Mar 5 2026",
    "5/mars/2026", "5 MARS 26", "05/03/2026 2:05 PM",
  ])
  func days(text: String) throws { #expect(try CivilDate.day(text).description == "2026-03-05") }

  @Test(arguments: [
    ("Jun 09, 2018 09:30 pm", "2018-06-09T21:30:00"), ("Jun 9, 2018 12:05 AM", "2018-06-09T00:05:00"),
    ("Sept. 30, 2018 12:00 pm", "2018-09-30T12:00:00"), ("December 31, 2018", "2018-12-31T00:00:00"), ("06/09/2018", "2018-06-09T00:00:00"),
    ("6/9/2018 9:30:15 PM", "2018-06-09T21:30:15"), ("12/31/2018 23:59", "2018-12-31T23:59:00"), ("12-31-2018", "2018-12-31T00:00:00"),
    ("2018-06-09 21:30", "2018-06-09T21:30:00"), ("20180609", "2018-06-09T00:00:00"), ("2018/06/09", "2018-06-09T00:00:00"),
    ("06/09/18", "2018-06-09T00:00:00"), ("Jun 09, 2018 9 pm", "2018-06-09T21:00:00"), ("06.09.2018", "2018-06-09T00:00:00"),
    ("Sat Jun 09 2018 10:00:00 GMT+0100", "2018-06-09T10:00:00+01:00"),
  ])
  func monthFirst(text: String, iso: String) throws { #expect(try CivilDate.moment(text, .monthFirst).iso == iso) }

  @Test(arguments: [
    "", "Jun", "Jun 09", "Jun 31, 2018", "31/12/2018", "02/29/2026", "Jun 09, 2018 13:30 pm", "Jun 09, 2018 00:30 am",
    "Jun 09, 2018 09:60 pm", "6/9/2018 9:30 xm", "06/09/2018/1", "Jun 09, 2018 9", "mai 2026", "12 mois 2026",
  ])
  func refusedMonthFirst(text: String) { #expect(throws: InvalidValue.self) { try CivilDate.moment(text, .monthFirst) } }

  @Test(arguments: [
    ("13/04/2026", DayOrder.Sign.shows(.dayFirst)), ("04-13-2026", .shows(.monthFirst)), ("04.13.26", .shows(.monthFirst)),
    (" 03/04/2026 10:00", .leavesOpen), ("04/04/2026", nil), ("2026-04-13", nil), ("13 avril 2026", nil), ("45631", nil),
    ("13/14/2026", nil),
    ("1/2", nil), ("13-04/2026", nil),
  ])
  func whatADayShowsOfItsOrder(text: String, sign: DayOrder.Sign?) { #expect(DayOrder.sign(of: text) == sign) }

  @Test func whatIsNoDay() {
    let refusals: [(String, Message)] = [
      ("31/02/2026", .noSuchDay("31/02/2026", year: 2026, month: 2, day: 31)), ("05-03-26", .yearOfTwoDigits("05-03-26")),
      ("12/31/2026", .noSuchMonth("12/31/2026", 31)), ("00/01/2026", .noSuchDay("00/01/2026", year: 2026, month: 1, day: 0)),
      ("0026-01-01", .unlikelyYear("0026-01-01", 26)),
      ("45631", .notADay("45631")), ("", .notADay("")), ("demain", .notADay("demain")), ("2026-1/2", .notADay("2026-1/2")),
      ("2026-01", .notADay("2026-01")),
      ("2026-01-01T23:30Z", .dayInATimeZone("2026-01-01T23:30Z")), ("٠٥/٠٣/٢٠٢٦", .notADay("٠٥/٠٣/٢٠٢٦")),
      ("99999999999999999999/1/2026", .notADay("99999999999999999999/1/2026")),
    ]
    for (text, message) in refusals {
      let error = #expect(throws: InvalidValue.self) { try CivilDate.day(text) }
      #expect(error?.message == message)
    }
  }

  @Test func theRefusalIsInWords() {
    let message = Message.noSuchDay("31/02/2026", year: 2026, month: 2, day: 31)
    #expect(message.fr == "«\u{A0}31/02/2026\u{A0}» n’est pas une date\u{A0}: février 2026 compte 28 jours")
    #expect(message.en == "“31/02/2026” is not a date: February 2026 has 28 days")
  }

  @Test(arguments: [
    ("2026-03-05T14:05", "2026-03-05T14:05:00"), ("2026-03-05 14:05:09", "2026-03-05T14:05:09"),
    ("2026-03-05T14:05:09.25Z", "2026-03-05T14:05:09.250000Z"),
    ("2026-03-05T14:05+02:00", "2026-03-05T14:05:00+02:00"), ("2026-03-05T14:05-0330", "2026-03-05T14:05:00-03:30"),
    ("2026-03-05 14:05:00 +0000", "2026-03-05T14:05:00Z"),
    ("2026-03-05 14:05:00+02", "2026-03-05T14:05:00+02:00"), ("05/03/2026 14:05", "2026-03-05T14:05:00"),
    ("05/03/2026 9:05", "2026-03-05T09:05:00"),
    ("05/03/2026 à 14h05", "2026-03-05T14:05:00"), ("05/03/2026 14h", "2026-03-05T14:00:00"),
    ("2024-05-01 10:00:00 UTC", "2024-05-01T10:00:00Z"),
    ("05/03/2026", "2026-03-05T00:00:00"),
  ])
  func moments(text: String, iso: String) throws { #expect(try CivilDate.moment(text).iso == iso) }

  @Test func aDayAloneHasNoTime() throws {
    #expect(try CivilDate.moment("05/03/2026").hasTime == false)
    #expect(try CivilDate.moment("05/03/2026 00:00").hasTime)
  }

  @Test(arguments: [
    "05/03/2026 25:00", "05/03/2026 14:60", "05/03/2026 14", "2026-03-05T", "2026-03-05T14:05+2",
    "2026-03-05T14:05:60", "2026-03-05T14:05Zx",
  ])
  func whatIsNoTime(text: String) {
    #expect(throws: InvalidValue.self) { try CivilDate.moment(text) }
  }

  @Test func daysAreReadAgain() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      let year = Int.random(in: 1900...2200, using: &generator)
      let month = Int.random(in: 1...12, using: &generator)
      let day = try #require(
        Day(year: year, month: month, day: Int.random(in: 1...Day.daysIn(month: month, of: year), using: &generator)))
      #expect(try CivilDate.day(day.description) == day)
      #expect(try CivilDate.day(Formats(language: .fr).day(day)) == day)
    }
  }
}
