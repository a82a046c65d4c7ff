import TestSupport
import Testing

@Suite struct HelpTests {
  @Test func helpSpeaksTheLanguageAsked() async throws {
    let french = try await filon("--help", "--lang", "fr", on: "")
    #expect(french.status == 0 && french.output.contains("Notez les conversations"))
    let english = try await filon("--help", on: "")
    #expect(english.status == 0 && english.output.contains("Log conversations"))
  }

  @Test func wrongUsageIsStatus2() async throws {
    let run = try await filon("nonsense", on: "")
    #expect(run.status == 2 && run.error.contains("nonsense"))
  }
}
