import CRM
import Testing

@testable import filon

@Suite struct OutputTests {
  struct Document: Encodable {
    @Nullable var revenueCents: Int?
    var winRate = Rate(1, of: 2)
    var openedOn = CivilDay(year: 2026, month: 12, day: 31)
    var url = "a/b"
  }

  @Test func documentsHaveStableKeys() throws {
    let json = try Output(format: .json).json(Document())
    #expect(json.hasPrefix(#"{"opened_on":"2026-12-31","revenue_cents":null,"url":"a/b","win_rate":{"denominator":2,"high":0.905"#))
    #expect(json.hasSuffix(#""numerator":1,"value":0.5}}"# + "\n"))
  }

  @Test func peopleGetSeveralLines() throws {
    let terminal = Terminal(isInteractive: true, width: 80, hasColor: false)
    #expect(try Output(format: .json, terminal: terminal).json(Document()).contains("\n  \"opened_on\""))
  }

  @Test func theFormDecides() throws {
    let table = Table([.init("n", Message(fr: "Nombre", en: "Count"), .figure)], rows: [[.integer(1)]])
    #expect(try Output(format: .table).text(Document()) { table } == "Nombre\n──────\n     1\n")
    #expect(try Output(format: .csv).text(Document()) { table } == "n\r\n1\r\n")
    #expect(try Output(format: .json).text(Document()) { table }.hasPrefix("{"))
  }

  @Test func errorsSayWhereWhatAndWhatToDo() {
    let error = CRMError(
      .invalid, Message(fr: "« \u{1B}x » est faux", en: "“\u{1B}x” is wrong"), place: "a.csv:3:2",
      remedy: Message(fr: "corriger", en: "correct it"))
    #expect(Output().text(error) == "erreur : a.csv:3:2 : « ␛x » est faux\n  → corriger\n")
    #expect(Output(formats: Formats(language: .en)).text(error) == "error: a.csv:3:2: “␛x” is wrong\n  → correct it\n")
  }
}
