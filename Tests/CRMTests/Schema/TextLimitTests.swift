import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

/// What is said of a text that a column refuses says the limit of the column.
@Suite struct TextLimitTests {
  @Test func everyLengthThatTheSchemaChecksIsSaidWithItsLimit() async throws {
    let checks = try await withService { pool in
      try await pool.transaction { session in
        try await session.rows(
          """
          select conname as name, pg_get_constraintdef(oid) as text
          from pg_constraint
          where contype = 'c' and pg_get_constraintdef(oid) ~ 'length\\('
          """
        ) { (try $0.decode("name", as: String.self), try $0.decode("text", as: String.self)) }
      }
    }
    #expect(checks.count >= 38)
    #expect(Set(checks.map(\.0)) == Set(TextLimit.all.keys))
    for (name, text) in checks {
      let most = Set(text.matches(of: /length\(\w+\) <= (\d+)/).compactMap { Int($0.1) })
      let least = text.firstMatch(of: /length\(\w+\) >= (\d+)/).flatMap { Int($0.1) } ?? 0
      #expect(most == [TextLimit.all[name]?.length.upperBound] && least == TextLimit.all[name]?.length.lowerBound, "\(name): \(text)")
      let said = Message.ruleBroken(name)
      for language in Language.allCases {
        let limit = Formats(language: language).integer(try #require(most.first))
        #expect(said.text(in: language).contains("\(limit) ") && !said.text(in: language).contains(name), "\(said)")
        #expect(said.text(in: language).contains(language == .fr ? "\(least) à " : "\(least) to ") == (least > 0), "\(said)")
      }
    }
  }

  @Test func aTextThatIsTooLongIsToldByItsField() async throws {
    try await withScope { scope in
      let long = String(repeating: "x", count: 301)
      var entry = OpportunityEntry(prospect: "Zinc")
      entry.title = long
      _ = try await Prospects(scope).add(ProspectEntry(name: "Zinc"))
      let refused = await #expect(throws: CRMError.self) { try await Opportunities(scope).add(entry) }
      #expect(refused?.message == Message(fr: "Titre\u{A0}: 200 caractères au plus", en: "Title: 200 characters at most"))
    }
  }
}
