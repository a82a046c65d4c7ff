import CRM
import Testing

@testable import filon

@Suite struct TableTests {
  let french = Formats(language: .fr)
  let table = Table(
    [
      .init("salesperson", Message(fr: "Commercial", en: "Salesperson")), .init("won", Message(fr: "Gagnées", en: "Won"), .figure),
      .init("revenue", Message(fr: "CA", en: "Revenue"), .figure), .init("win_rate", Message(fr: "Taux", en: "Rate"), .rate),
    ],
    rows: [
      [.text("Élodie"), .integer(1200), .money(cents: 123_456), .percent(Rate(1, of: 8))],
      [.text("=Bob\n\u{1B}[31m"), .integer(0), .missing(.zeroDenominator), .percent(Rate(0, of: 0))],
    ],
    total: [.text("Total"), .integer(1200), .money(cents: 123_456), .percent(Rate(1, of: 8))])

  @Test func columnsAreAligned() {
    let expected = """
      Commercial  Gagnées          CA    Taux
      ──────────  ───────  ──────────  ──────
      Élodie        1 200  1 234,56 €  12,5 %
      =Bob⏎␛[31m        0           –       –
      ──────────  ───────  ──────────  ──────
      Total         1 200  1 234,56 €  12,5 %

      """
    #expect(spaced(table.text(french, on: .none)) == expected)
  }

  @Test func programsGetPlainValues() {
    let expected = [
      "salesperson,won,revenue,win_rate,win_rate_numerator,win_rate_denominator,win_rate_low,win_rate_high",
      "Élodie,1200,1234.56,0.125,1,8,\(Rate(1, of: 8).low ?? 0),\(Rate(1, of: 8).high ?? 0)", "\"'=Bob\n\u{1B}[31m\",0,,,0,0,,", "",
    ]
    #expect(table.csv(french) == expected.joined(separator: "\r\n"))
  }

  @Test func textsAreCutToTheTerminalAndFiguresAreNot() {
    let wide = Table(
      [.init("note", Message(fr: "Note", en: "Note")), .init("n", Message(fr: "N", en: "N"), .figure)],
      rows: [[.text(String(repeating: "é", count: 100)), .integer(1_000_000)]])
    let terminal = Terminal(isInteractive: true, width: 30, hasColor: false)
    let lines = wide.text(french, on: terminal).split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.displayWidth <= 30 })
    #expect(lines[2].contains("…") && lines[2].hasSuffix("1\u{202F}000\u{202F}000"))
    #expect(wide.text(french, on: .none).contains(String(repeating: "é", count: 100)))
  }

  @Test func colorOnlyWhereItIsAllowed() {
    #expect(!table.text(french, on: .none).contains("\u{1B}"))
    #expect(table.text(french, on: Terminal(isInteractive: true, width: nil, hasColor: true)).hasPrefix("\u{1B}[1m"))
    #expect(Terminal.allowsColor { _ in nil })
    #expect(!Terminal.allowsColor { $0 == "NO_COLOR" ? "1" : nil })
    #expect(Terminal.allowsColor { $0 == "NO_COLOR" ? "" : nil })
    #expect(!Terminal.allowsColor { $0 == "TERM" ? "dumb" : nil })
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("日本", 4), ("😀", 2), ("1\u{202F}234", 5), ("한글", 4), ("❤️", 2),
    ("a\u{200B}b", 2),
  ])
  func widths(text: String, width: Int) { #expect(text.displayWidth == width) }

  @Test func cuttingKeepsWholeCharacters() {
    #expect("日本語".truncated(toWidth: 4) == "日…")
    #expect("abc".truncated(toWidth: 3) == "abc")
    #expect("abcd".truncated(toWidth: 3) == "ab…")
  }

  @Test func controlCharactersAreShown() {
    #expect("a\u{1B}]0;x\u{7}b".neutralized == "a␛]0;x␇b")
    #expect("a\r\nb\tc".neutralized == "a⏎b c")
    #expect("\u{202E}abc\u{9B}31m\u{7F}".neutralized == "\u{FFFD}abc\u{FFFD}31m␡")
    for value in UInt32(0)...0x9F {
      let text = String(Character(Unicode.Scalar(value) ?? " ")).neutralized
      #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
  }

  private func spaced(_ text: String) -> String { text.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ") }
}
