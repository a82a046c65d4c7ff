import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ImportMappingTests {
  private func mapping(_ yaml: String) throws -> ImportMapping {
    let file = try TemporaryFile(yaml)
    return try ImportMapping(path: file.path)
  }

  @Test func aMappingSaysAllThatOptionsCanSay() throws {
    let read = try mapping(
      """
      columns: {reference: Deal id, prospect: Company}
      values: {stage: {Closed Won: won}}
      set: {channel: field}
      create: [salespeople, stages]
      sales: won
      system: hubspot
      """)
    var expected = ImportMapping()
    expected.columns = ["reference": ["Deal id"], "prospect": ["Company"]]
    expected.values = ["stage": ["Closed Won": "won"]]
    expected.constants = ["channel": "field"]
    expected.creations = [.salespeople, .stages]
    expected.recordsSalesOfWins = true
    expected.system = "hubspot"
    #expect(read == expected)
  }

  @Test(arguments: [
    ("column: {a: b}", "column"), ("create: [everything]", "create"), ("sales: lost", "sales"), ("columns: [a, b]", "columns"),
    ("columns: {a: [", "mapping"),
  ])
  func whatIsNoMappingIsRefused(_ yaml: String, _ word: String) throws {
    let error = #expect(throws: CRMError.self) { try mapping(yaml) }
    #expect(error?.kind == .invalid && error?.message.en.contains(word) == true && error?.remedy != nil, "\(String(describing: error))")
  }

  @Test func aFileThatIsNoMappingIsToldWithoutItsText() throws {
    let error = #expect(throws: CRMError.self) { try mapping(String(repeating: "[", count: 100_000)) }
    #expect((error?.message.en.count ?? 1000) < 200 && error?.place?.hasSuffix(".csv:1:1") == true, "\(String(describing: error))")
    let large = #expect(throws: CRMError.self) { try mapping("set: {note: " + String(repeating: "a", count: 1 << 20) + "}") }
    #expect(large?.message.en == "this mapping file is larger than 1024 KiB")
  }

  @Test(arguments: [
    ("name,email", "ce fichier n’est pas une correspondance"), ("", "ce fichier n’est pas une correspondance"),
    ("create: stages", "correspondance invalide\u{A0}: «\u{A0}create\u{A0}» n’a pas la forme attendue"),
    ("create: [martians]", "correspondance invalide\u{A0}: «\u{A0}create\u{A0}» n’a pas la forme attendue"),
    ("values: {stage: won}", "correspondance invalide\u{A0}: «\u{A0}values.stage\u{A0}» n’a pas la forme attendue"),
  ])
  func whatIsWrittenInsteadOfAMappingIsToldWithAnExample(_ yaml: String, _ message: String) throws {
    let error = try #require(throws: CRMError.self) { try mapping(yaml) }
    #expect(error.message.fr == message && error.remedy?.fr.contains("«\u{A0}columns: {name: Société, email: Courriel}\u{A0}»") == true)
  }

  @Test func aMappingThatDoesNotFitTheFileIsRefused() async throws {
    try await withScope { scope in
      let file = "who,what,when\nZinc,absent,2026-03-02\n"
      func refusal(_ change: @escaping (inout ImportRequest) -> Void) async throws -> CRMError {
        try #require(await #expect(throws: CRMError.self) { try await importFile(file, .conversations, scope, change) })
      }
      let unbound = try await refusal { _ in }
      #expect(unbound.kind == .usage && unbound.message.en == "no column gives: outcome")
      #expect(unbound.remedy?.en.contains("who, what, when") == true)
      let field = try await refusal { $0.mapping.columns = ["martian": ["who"]] }
      #expect(field.kind == .usage && field.message.en.contains("“martian”") && field.remedy?.en.contains("prospect") == true)
      let header = try await refusal { $0.mapping.columns = ["prospect": ["Company"]] }
      #expect(header.kind == .usage && header.message.en.contains("“Company”") && header.remedy?.en.contains("who") == true)
      let result = try await importFile(file, .conversations, scope) {
        $0.mapping.columns = ["prospect": ["WHO"], "outcome": ["what"]]
        $0.mapping.constants = ["channel": "shop"]
        $0.mapping.creations = [.prospects]
        $0.mapping.values = ["outcome": ["absent": "refused"]]
      }
      #expect(result.recorded == 1 && result.assumed.isEmpty)
      #expect(try await lines(scope, "select concat_ws(' ', channel, outcome) as line from conversation") == ["shop refused"])
    }
  }
}
