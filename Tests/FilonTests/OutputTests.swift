import CRM
import Foundation
import Postgres
import Tables
import Testing

@testable import filon

private let name = Message(fr: "Nom", en: "Name")
private let amount = Message(fr: "Montant", en: "Amount")
private let winRate = Message(fr: "Taux", en: "Win rate")

@Suite struct TableTextTests {
  private func text(_ table: Table, _ language: Language = .fr, width: Int? = nil) -> String {
    TableText(table: table, formats: Formats(language: language), terminal: Terminal(width: width, isStyled: false)).text
  }

  @Test(arguments: [
    (["01a21fea-7b28-7a25-b778-399f2ada22ce", "01a21feb-7b28-7a25-b778-399f2ada22ce"], ["01a21fea-7b28", "01a21feb-7b28"]),
    (["01a21fea-7b28-7a25-b778-399f2ada22ce", "01a21fea-7b28-7a26-b778-399f2ada22ce"], ["01a21fea-7b28-7a25", "01a21fea-7b28-7a26"]),
    (["01a21fea-7b28-7a25-b778-399f2ada22ce", "01a21fea-7b28-7a25-b778-399f2ada22ce"], ["01a21fea-7b28", "01a21fea-7b28"]),
    (["01a21fea-7b28-7a25-b778-399f2ada22ce", "01a21fea-7b28-7a25-b778-399f2ada22cf"], nil),
  ])
  func idsAreCutToWhatTellsThemApart(ids: [String], shown: [String]?) {
    let table = Table(ids.compactMap(Sale.ID.init)) { Column("id", name) { .id($0) } }
    #expect(table.shorteningIDs().rows == (shown ?? ids).map { [.id($0)] })
  }

  @Test func numbersEndAndTextsBeginInTheirColumn() {
    let sales = [("Ana", 123_456, Rate(numerator: 1, denominator: 8)), ("Zoé Brun", 5, Rate(numerator: 0, denominator: 0))]
    let table = Table(sales, title: Message(fr: "Ventes", en: "Sales"), notes: [Message(fr: "Hors taxes.", en: "Excluding VAT.")]) {
      Column("name", name, below: [.cell(.text("Total"))]) { .text($0.0) }
      Column("amount", amount, .trailing, below: [.sum]) { .money($0.1) }
      Column("win_rate", winRate, .trailing, isRate: true) { .rate($0.2, showsCounts: true) }
    }
    #expect(
      text(table, .en) == """
        Sales
        Name         Amount     Win rate
        ────────  ─────────  ───────────
        Ana       €1,234.56  12.5% (1/8)
        Zoé Brun      €0.05            –
        ────────  ─────────  ───────────
        Total     €1,234.61
        Excluding VAT.

        """)
  }

  @Test(arguments: [
    ("Zoé", 3), ("Zoe\u{301}", 3), ("東京", 4), ("👩‍👩‍👧", 2), ("🇫🇷", 2), ("❤️", 2), ("1\u{202F}234\u{A0}€", 7), ("\u{301}", 0), ("한국", 4), ("", 0),
  ])
  func widthIsThatOfTheTerminal(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func onATerminalTextsAreWrapped() {
    let table = Table([12]) {
      Column("name", name) { _ in .text("Établissements Durand") }
      Column("amount", amount, .trailing) { .integer($0) }
    }
    #expect(text(table).contains("Établissements Durand       12"))
    #expect(
      text(table, width: 24) == """
        Nom              Montant
        ───────────────  ───────
        Établissements        12
        Durand

        """)
  }

  @Test func whatFindsNoPlaceGoesOnInFurtherLines() {
    let table = Table([("Établissements Durand", 12, Int?.none), ("Zinc", 5, nil)]) {
      Column("name", name, below: [.cell(.text("Total"))]) { .text($0.0) }
      Column("amount", amount, .trailing, below: [.sum]) { .integer($0.1) }
      Column("win_rate", winRate, .trailing) { .integer($0.2) }
    }
    // Nothing is known of the rates, and there is no room for that.
    #expect(text(table, width: 26).contains("Rien de connu\u{A0}: Taux."))
    #expect(
      text(table, width: 20).hasPrefix(
        """
        Nom
          Montant
        ────────────────────
        Établissements
        Durand
               12

        Zinc
                5
        ────────────────────
        Total
               17

        """))
  }

  @Test func dataCannotSteerTheTerminal() {
    let table = Table(["a\u{1B}[31mb\nc\td\u{202E}e\u{9B}f\u{7}"]) { Column("name", name) { .text($0) } }
    #expect(text(table).contains("a�[31mb c de�f�\n"))
    #expect("👩‍👩‍👧 Zoé\u{A0}!".printable() == "👩‍👩‍👧 Zoé\u{A0}!")
  }

  @Test func eachPlaceHasItsColumns() {
    @Columns<Int> var columns: [Column<Int>] {
      Column("name", name) { _ in .text("Ana") }
      Column("id", amount, in: .sheet) { .integer($0) }
      Column("trend", winRate, in: .page) { _ in .trend(Trend(values: [0, nil, 7], targets: [], description: "")) }
    }
    #expect(text(Table([7]) { columns }) == "Nom  Taux\n───  ────\nAna  ▁·█\n")
    #expect(text(Table(of: 7) { columns }) == "Nom      Ana\nMontant  7\nTaux     ▁·█\n")
    #expect(CSVText(table: Table([7]) { columns }, currency: Currency(code: "EUR"), language: .fr).text == "name,id\r\nAna,7\r\n")
  }

  @Test func anEmptyTableSaysSo() {
    #expect(text(Table([String]()) { Column("name", name, below: [.sum]) { .text($0) } }) == "Rien à montrer.\n")
  }

  @Test func daysAndTimesFollowTheLanguage() throws {
    let days = [("2026-12-03", "2026-12-03T09:05:00"), (nil, nil)].map { ($0.0.flatMap(Day.init), $0.1.flatMap(CivilTime.init)) }
    let table = Table(days) {
      Column("day", name) { .day($0.0) }
      Column("at", name) { line in line.1.map { .instant($0) } ?? .missing(name) }
    }
    #expect(text(table).contains("03/12/2026  03/12/2026 09:05\n–           – (Nom)\n"))
    #expect(text(table, .en).contains("3 Dec 2026  3 Dec 2026 09:05\n"))
  }

  @Test func sumsTakeAllThatStandsAboveAndDoNotOverflow() {
    let table = Table([Int.max, .max]) {
      Column("amount", amount, below: [.sum, .cell(.money(0)), .difference(1, 0)]) { .money($0) }
      Column("count", amount, below: [.cell(.integer(1)), .sum]) { .integer($0 / 4) }
    }
    #expect(table.footer == [[.money(.max), .integer(1)], [.money(0), .integer(.max / 4 * 2 + 1)], [.money(-.max), .blank]])
  }
}

@Suite struct CSVTextTests {
  private func text(_ table: Table, currency: String = "EUR") -> String {
    CSVText(table: table, currency: Currency(code: currency), language: .en).text
  }

  @Test func valuesAreForMachines() {
    let lines: [(name: String?, cents: Int, rate: Rate, day: Day?, time: CivilTime?)] = [
      ("a \"b\", c", -5, Rate(numerator: 1, denominator: 8), Day("2026-12-03"), CivilTime("2026-12-03T09:05:00")),
      (nil, 123_456, Rate(numerator: 0, denominator: 0), nil, nil),
    ]
    let table = Table(lines) {
      Column("name", name, below: [.cell(.text("Total"))]) { .text($0.name) }
      Column("amount", amount) { .money($0.cents) }
      Column("win_rate", winRate, isRate: true) { .rate($0.rate) }
      Column("on", name) { .day($0.day) }
      Column("at", name) { .instant($0.time) }
    }
    #expect(
      text(table) == """
        name,amount,win_rate,win_rate_numerator,win_rate_denominator,on,at\r
        "a ""b"", c",-0.05,0.125,1,8,2026-12-03,2026-12-03T09:05:00\r
        ,1234.56,,0,0,,\r

        """)
    let money = Table([12]) { Column("amount", amount) { .money($0) } }
    #expect(text(money, currency: "JPY") == "amount\r\n12\r\n")
    #expect(text(money, currency: "TND") == "amount\r\n0.012\r\n")
    #expect(text(Table([-0.00001]) { Column("slope", amount) { .decimal($0, digits: 2) } }) == "slope\r\n-0.00001\r\n")
    #expect(text(Table([1.5]) { Column("r", amount) { .range(.decimal($0, digits: 1), .missing()) } }) == "r\r\n1.5..\r\n")
  }

  @Test func aSpreadsheetGetsWordsAndCommas() throws {
    let table = Table([(Rate(numerator: 1, denominator: 8), Day("2026-12-03"))]) {
      Column("amount", amount) { _ in .money(-123_456) }
      Column("win_rate", winRate, isRate: true) { .rate($0.0) }
      Column("on", name) { .day($0.1) }
      Column("done", name) { _ in .flag(true) }
      Column("range", Message(fr: "Entre", en: "Between")) { _ in .range(.decimal(0.5, digits: 1), .money(200)) }
      Column("t", Message(fr: "Texte", en: "Text")) { _ in .text("=a;b") }
    }
    let text = CSVText(table: table, currency: Currency(code: "EUR"), language: .fr, style: .excel(.fr)).text
    #expect(
      text == """
        \u{FEFF}Montant;Taux;Taux – Numérateur;Taux – Dénominateur;Nom (on);Nom (done);Entre;Texte\r
        -1234,56;0,125;1;8;03/12/2026;oui;0,5 – 2,00;"'=a;b"\r

        """)
  }

  @Test func theColumnsOfARateAreThereWithoutRows() {
    #expect(text(Table([Rate]()) { Column("r", winRate, isRate: true) { .rate($0) } }) == "r,r_numerator,r_denominator\r\n")
  }

  @Test(arguments: ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "\rx"])
  func textIsNeverAFormula(formula: String) {
    #expect(text(Table([formula]) { Column("t", name) { .text($0) } }).contains("'" + formula))
  }
}

@Suite struct JSONTextTests {
  struct Document: Encodable {
    let revenueCents: Int
    let message: Message
    let path: String
    let day: Day?
    @Nullable var nextStep: String?
  }

  @Test func keysAreSnakeCaseInOrderAndNullsAreExplicit() throws {
    let json = try JSONText.encode(
      Document(revenueCents: 5, message: Message(fr: "oui", en: "oui"), path: "a/b\u{9B}\u{202E}", day: Day("2026-12-03"), nextStep: nil),
      in: .fr)
    #expect(
      json == #"""
        {
          "day" : "2026-12-03",
          "message" : "oui",
          "next_step" : null,
          "path" : "a/b\u009b\u202e",
          "revenue_cents" : 5
        }

        """#)
  }

  @Test func idsAreInLowerCaseAndDataThatLooksLikeOneStays() throws {
    struct Fact: Encodable {
      let id: Sale.ID
      @Nullable var of: Sale.ID?
      let reference: String
      let at: Date
      let classes: [String: [Sale.ID]]
      let amount: Int
    }
    let text = "01A2132B-A188-79AC-B3F9-41E78CD20252"
    let id = try #require(Sale.ID(text))
    let fact = Fact(
      id: id, of: id, reference: text, at: Date(timeIntervalSince1970: 0), classes: ["A": [id]], amount: -5)
    #expect(
      try JSONText.encode(["facts": [fact]], in: .fr) == """
        {
          "facts" : [
            {
              "amount" : -5,
              "at" : "1970-01-01T00:00:00Z",
              "classes" : {
                "A" : [
                  "01a2132b-a188-79ac-b3f9-41e78cd20252"
                ]
              },
              "id" : "01a2132b-a188-79ac-b3f9-41e78cd20252",
              "of" : "01a2132b-a188-79ac-b3f9-41e78cd20252",
              "reference" : "01A2132B-A188-79AC-B3F9-41E78CD20252"
            }
          ]
        }

        """)
  }
}
