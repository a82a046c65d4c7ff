import Foundation
import TestSupport
import Testing

@Suite struct DemoCommandTests {
  @Test func theDemoIsThereOnceAndItsCommandsHaveSomethingToShow() async throws {
    try await withSchema { connection in
      let first = try await filon("demo", on: connection)
      #expect(first.status == 0 && first.output.contains("The company Bob is ready."), "\(first.output)\(first.error)")
      let second = try await filon("demo", "--lang", "fr", on: connection)
      #expect(second.status == 0 && second.output.contains("L'entreprise Bob est déjà là"), "\(second.output)\(second.error)")

      let proposed = first.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0.hasPrefix("filon ") }.map { $0.split(separator: " ").dropFirst().map(String.init) }
      #expect(proposed.count == 6)
      for words in proposed {
        let run = try await filon(words, on: connection)
        #expect(run.status == 0 && run.output.split(separator: "\n").count > 4, "\(words)\n\(run.output)\(run.error)")
      }
    }
  }

  @Test func asProgramsReadIt() async throws {
    try await withSchema { connection in
      let run = try await filon("demo", "--format", "json", on: connection)
      let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.error)")
      #expect(answer["already_there"] as? Bool == false && answer["expenses_cents"] as? Int == 6_000_000)
      #expect(answer["from"] as? String == "2023-01-01" && answer["to"] as? String == "2024-01-01")
      #expect((answer["organization"] as? [String: Any])?["slug"] as? String == "bob")
    }
  }

  @Test func besideAnotherCompanyTheCommandsNameBob() async throws {
    try await withSchema { connection in
      #expect(try await filon("init", "Acme", on: connection).status == 0)
      let run = try await filon("demo", on: connection)
      #expect(run.status == 0 && run.output.contains("filon agenda --by Y --organization bob"), "\(run.output)\(run.error)")
    }
  }
}
