import Foundation
import TestSupport
import Testing

/// What `--as` a salesperson shows of what the rest of the team did.
@Suite struct ReaderTests {
  /// Lends a company in which Bo sold to Zinc, and Ana did nothing but come along to one of Bo's talks.
  private func withTeam(_ body: (_ connection: String) async throws -> Void) async throws {
    try await withSchema { connection in
      for words in [
        ["init", "Bob"], ["salesperson", "add", "Ana"], ["salesperson", "add", "Bo"], ["salesperson", "add", "Cy"],
        ["prospect", "add", "Zinc"], ["sale", "add", "Zinc", "1234", "--by", "Bo", "--on", "2026-01-05"],
        ["sale", "add", "Zinc", "4321", "--by", "Bo", "--on", "2026-03-05"],
        ["log", "Zinc", "--by", "Bo", "--with", "Ana", "--channel", "field", "--outcome", "absent", "--at", "2026-03-06"],
      ] {
        let run = try await filon(words, on: connection)
        #expect(run.status == 0, "\(words) \(run.error)")
      }
      try await body(connection)
    }
  }

  @Test func savedClassesAreShownWithoutWhatCustomersBuy() async throws {
    try await withTeam { connection in
      for end in ["2026-02-01", "2026-04-01"] {
        #expect(try await filon("segment", "abc", "--save", "--from", "2026-01-01", "--to", end, on: connection).status == 0)
      }
      // A customer who comes.
      _ = try await filon("prospect", "add", "Yole", on: connection)
      _ = try await filon("sale", "add", "Yole", "10", "--by", "Bo", "--on", "2026-03-05", on: connection)
      _ = try await filon("segment", "abc", "--save", "--from", "2026-01-01", "--to", "2026-05-01", on: connection)
      let director = try await filon("segment", "history", "--format", "json", on: connection)
      #expect(director.output.contains("\"total\" : 556500") && director.output.contains("\"value_after\" : 1000"), "\(director.output)")
      let ana = try await filon("segment", "history", "--as", "Ana", "--format", "json", on: connection)
      #expect(ana.output.contains("\"after\" : \"C\"") && ana.output.contains("\"prospect\" : \"Yole\""), "\(ana.output)\(ana.error)")
      // With what stands before a value: ids and instants have such digits too.
      #expect(!ana.output.contains(": 5565") && !ana.output.contains(": 1000"), "\(ana.output)")
      #expect(ana.output.contains("\"total\" : null") && ana.output.contains("\"value_after\" : null"))
      let french = try await filon("segment", "history", "--as", "Ana", "--lang", "fr", on: connection)
      #expect(french.output.contains("Un commercial voit les classes ; ce que chaque client achète est réservé"), "\(french.output)")
      #expect(try await filon("prospect", "list", "--segment", "A", "--as", "Ana", on: connection).output.contains("Zinc"))
    }
  }

  @Test func importsAreForDirectorsAndViewers() async throws {
    try await withTeam { connection in
      let header = "reference,prospect,salesperson,channel,outcome,occurred_at,note\n"
      let run = try await filon(
        ["import", "conversations", "-", "--format", "json"], on: connection,
        input: Array((header + "1,Zinc,Bo,field,interested,2026-01-05,\n2,Zinc,Bo,field,interested,2099-01-01,a secret of Bo\n").utf8))
      let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.error)")
      let id = try #require(answer["import_id"] as? String)
      #expect(try await filon("import", "show", id, on: connection).output.contains("a secret of Bo"))
      for words in [["import", "list"], ["import", "show", id]] {
        let refused = try await filon(words + ["--as", "Ana"], on: connection)
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(refused.error == "filon: an import holds facts of the whole team: only directors and viewers read it\n", "\(refused.error)")
      }
    }
  }

  @Test func whatIsAColleaguesIsNotTakenForNothing() async throws {
    try await withTeam { connection in
      for words in [["sale", "list"], ["opportunity", "list"], ["agenda"]] {
        let refused = try await filon(words + ["--by", "Bo", "--as", "Ana"], on: connection)
        #expect(refused.status == 1 && refused.error == "filon: a salesperson reads their own figures only\n", "\(refused.error)")
      }
      // Talks that both took part in are Ana's own.
      #expect(try await filon("conversation", "list", "--by", "Bo", "--as", "Ana", on: connection).output.contains("Zinc"))
      let none = try await filon("conversation", "list", "--by", "Bo", "--as", "Cy", on: connection)
      #expect(
        none.status == 1
          && none.error == "filon: a salesperson reads only the conversations they took part in: none of these is with Bo\n",
        "\(none.output)\(none.error)")
      #expect(try await filon("conversation", "list", "--by", "Cy", on: connection).output == "Nothing to show.\n")
    }
  }
}
