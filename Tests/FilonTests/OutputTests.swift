import CRM
import Foundation
import Postgres
import Testing

@testable import filon

private let name = Message(fr: "Nom", en: "Name")
private let amount = Message(fr: "Montant", en: "Amount")
private let winRate = Message(fr: "Taux", en: "Win rate")

@Suite struct TableTextTests {
  private func text(_ table: Table, _ language: Language = .fr, width: Int? = nil) -> String {
    TableText(table: table, formats: Formats(language: language), terminal: Terminal(width: width, isStyled: false)).text
  }

  @Test func numbersEndAndTextsBeginInTheirColumn() {
    let table = Table(
      [Column("name", name), Column("amount", amount, .trailing), .rate("win_rate", winRate)],
      rows: [
        [.text("Ana"), .money(123_456), .percent(Rate(numerator: 1, denominator: 8))],
        [.text("Zoé Brun"), .money(5), .percent(Rate(numerator: 0, denominator: 0))],
      ],
      footer: [[.text("Total"), .money(123_461), .missing()]], title: Message(fr: "Ventes", en: "Sales"),
      notes: [Message(fr: "Hors taxes.", en: "Excluding VAT.")])
    #expect(
      text(table, .en) == """
        Sales
        Name         Amount              Win rate
        ────────  ─────────  ────────────────────
        Ana       €1,234.56                 12.5%
        Zoé Brun      €0.05  – (zero denominator)
        ────────  ─────────  ────────────────────
        Total     €1,234.61                     –
        Excluding VAT.

        """)
  }

  @Test(arguments: [
    ("Zoé", 3), ("Zoe\u{301}", 3), ("東京", 4), ("👩‍👩‍👧", 2), ("🇫🇷", 2), ("❤️", 2), ("1\u{202F}234\u{A0}€", 7), ("\u{301}", 0), ("한국", 4), ("", 0),
  ])
  func widthIsThatOfTheTerminal(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func onlyATerminalShortensTheWidestTexts() {
    let table = Table(
      [Column("name", name), Column("amount", amount, .trailing)], rows: [[.text("Établissements Durand"), .integer(12)]])
    #expect(text(table).contains("Établissements Durand       12"))
    #expect(text(table, width: 20).contains("Établissem…       12"))
    for line in text(table, width: 20).split(separator: "\n") { #expect(String(line).displayWidth <= 20) }
  }

  @Test func dataCannotSteerTheTerminal() {
    let table = Table([Column("name", name)], rows: [[.text("a\u{1B}[31mb\nc\td\u{202E}e\u{9B}f\u{7}")]])
    #expect(text(table).contains("a�[31mb c de�f�\n"))
    #expect("👩‍👩‍👧 Zoé\u{A0}!".printable() == "👩‍👩‍👧 Zoé\u{A0}!")
  }

  @Test func whatIsForProgramsIsInCSVAndOnCardsOnly() {
    let columns = [Column("name", name), .forPrograms("id", amount)]
    let cells = [Cell.text("Ana"), .text("7")]
    #expect(text(Table(columns, rows: [cells])) == "Nom\n───\nAna\n")
    #expect(text(Table(of: Array(zip(columns, cells)))) == "Nom      Ana\nMontant  7\n")
    #expect(CSVText(table: Table(columns, rows: [cells]), currency: Currency(code: "EUR"), language: .fr).text == "name,id\r\nAna,7\r\n")
  }

  @Test func anEmptyTableSaysSo() {
    #expect(text(Table([Column("name", name)], rows: [])) == "Rien à montrer.\n")
  }

  @Test func daysAndTimesFollowTheLanguage() throws {
    let table = Table(
      [Column("day", name), Column("at", name)],
      rows: [[.day(Day("2026-12-03")), .instant(CivilTime("2026-12-03T09:05:00"))], [.day(nil), .missing(name)]])
    #expect(text(table).contains("03/12/2026  03/12/2026 09:05\n–           – (Nom)\n"))
    #expect(text(table, .en).contains("3 Dec 2026  3 Dec 2026 09:05\n"))
  }

  @Test func oneThingIsACard() {
    let table = Table(of: [(Column("name", name), .text("Ana")), (Column("amount", amount), .money(100))])
    #expect(text(table) == "Nom      Ana\nMontant  1,00\u{A0}€\n")
  }
}

@Suite struct CSVTextTests {
  private func text(_ table: Table, currency: String = "EUR") -> String {
    CSVText(table: table, currency: Currency(code: currency), language: .en).text
  }

  @Test func valuesAreForMachines() {
    let table = Table(
      [Column("name", name), Column("amount", amount), .rate("win_rate", winRate), Column("on", name), Column("at", name)],
      rows: [
        [
          .text("a \"b\", c"), .money(-5), .percent(Rate(numerator: 1, denominator: 8)), .day(Day("2026-12-03")),
          .instant(CivilTime("2026-12-03T09:05:00")),
        ],
        [.text(nil), .money(123_456), .percent(Rate(numerator: 0, denominator: 0)), .missing(), .missing(name)],
      ], footer: [[.text("Total"), .missing(), .missing(), .missing(), .missing()]])
    #expect(
      text(table) == """
        name,amount,win_rate,win_rate_numerator,win_rate_denominator,on,at\r
        "a ""b"", c",-0.05,0.125,1,8,2026-12-03,2026-12-03T09:05:00\r
        ,1234.56,,0,0,,\r

        """)
    #expect(text(Table([Column("amount", amount)], rows: [[.money(12)]]), currency: "JPY") == "amount\r\n12\r\n")
    #expect(text(Table([Column("amount", amount)], rows: [[.money(12)]]), currency: "TND") == "amount\r\n0.012\r\n")
    #expect(text(Table([Column("slope", amount)], rows: [[.decimal(-0.00001, digits: 2)]])) == "slope\r\n-0.00001\r\n")
  }

  @Test func theColumnsOfARateAreThereWithoutRows() {
    #expect(text(Table([.rate("r", winRate)], rows: [])) == "r,r_numerator,r_denominator\r\n")
  }

  @Test(arguments: ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "\rx"])
  func textIsNeverAFormula(formula: String) {
    #expect(text(Table([Column("t", name)], rows: [[.text(formula)]])).contains("'" + formula))
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
      Document(revenueCents: 5, message: Message(fr: "oui", en: "oui"), path: "a/b\u{9B}\u{202E}", day: Day("2026-12-03"), nextStep: nil))
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
      let id: UUID
      @Nullable var of: UUID?
      let reference: String
      let at: Date
      let classes: [String: [UUID]]
      let amount: Int
    }
    let id = try #require(UUID(uuidString: "01A2132B-A188-79AC-B3F9-41E78CD20252"))
    let fact = Fact(
      id: id, of: id, reference: id.uuidString, at: Date(timeIntervalSince1970: 0), classes: ["A": [id]], amount: -5)
    #expect(
      try JSONText.encode(["facts": [fact]]) == """
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
