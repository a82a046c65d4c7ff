import Foundation
import TestSupport
import Testing

@Suite struct ActivityCommandTests {
  /// Lends the connection of an organization where Ana and Bo sell.
  private func withOrganization(_ body: (String) async throws -> Void) async throws {
    try await withSchema { connection in
      #expect(try await filon("init", "Bob", "--lang", "fr", on: connection).status == 0)
      for name in ["Ana", "Bo"] { #expect(try await filon("salesperson", "add", name, on: connection).status == 0) }
      try await body(connection)
    }
  }

  private func json(_ run: FilonRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.output)\(run.error)")
  }

  @Test func whatIsVoidedAgainKeepsItsFirstReason() async throws {
    try await withOrganization { connection in
      func json(_ words: String...) async throws -> [String: Any] {
        try self.json(try await filon(words + ["--format", "json"], on: connection))
      }
      let logged = try await json(
        "log", "Zinc", "--by", "Ana", "--channel", "field", "--sold", "100", "--stage", "won", "--new", "--at", "2026-03-02T10:00")
      let facts = [
        ("conversation", try #require(logged["conversation_id"] as? String)), ("sale", try #require(logged["sale_id"] as? String)),
        ("opportunity", try #require(logged["opportunity_id"] as? String)),
      ]
      for (kind, id) in facts {
        let first = try await json(kind, "void", id, "--reason", "another shop")
        #expect(first["status"] as? String == "voided" && first["reason"] as? String == "another shop", "\(kind)")
        let again = try await json(kind, "void", id, "--reason", "typed twice")
        #expect(again["status"] as? String == "repeated" && again["reason"] as? String == "another shop", "\(kind)")
        #expect(again["voided_at"] as? String == first["voided_at"] as? String && first["voided_at"] is String, "\(kind)")
      }
    }
  }

  /// One mechanism for all that record; what only reads has recorded nothing.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func anAnswerThatIsLostTellsThatTheFactIsNot() async throws {
    try await withOrganization { connection in
      func lost(_ words: String...) async throws -> String {
        let run = try await filon(words, on: connection, into: "/dev/full")
        #expect(run.status == 1, "\(words)")
        return run.error
      }
      let conversation = "0198c0de-0000-7000-8000-000000000000"
      for words in [[], ["--format", "json"]] {
        let error = try await filon(
          ["log", "Zinc", "--by", "Ana", "--channel", "field", "--sold", "100", "--new", "--id", conversation] + words, on: connection,
          into: "/dev/full"
        ).error
        #expect(
          error.contains("it is recorded (\(conversation)), only the answer could not be written: No space left on device"), "\(error)")
      }
      let sale = try await lost("sale", "add", "Zinc", "50", "--by", "Ana", "--lang", "fr")
      let id = try #require(
        (try json(try await filon("sale", "list", "--format", "json", on: connection))["sales"] as? [[String: Any]])?
          .compactMap { $0["id"] as? String }.first { $0 != conversation })
      #expect(sale.hasPrefix("filon: c’est enregistré (\(id)), seule la réponse n’a pas pu être écrite\u{A0}: "), "\(sale)")
      #expect(try await lost("sale", "refund", id).contains("it is recorded ("))
      #expect(try await lost("opportunity", "add", "Zinc", "--by", "Ana").contains("it is recorded ("))
      #expect(try await lost("expense", "add", "5").contains("it is recorded ("))
      #expect(try await lost("prospect", "add", "Bar").contains("it is recorded ("))
      #expect(try await lost("measurement", "record", "followers", "12", "--label", "x").contains("it is recorded ("))
      #expect(try await lost("conversation", "void", conversation, "--reason", "twice").contains("it is recorded (\(conversation))"))
      #expect(try await lost("sale", "list").contains("filon: the answer could not be written: "))
    }
  }
}
