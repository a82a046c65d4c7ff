import Foundation
import TestSupport
import Testing

/// What `filon log` asks a person at a terminal.
@Suite struct LogDialogueTests {
  private let hélène = ["FILON_LANG": "fr", "FILON_AS": "Hélène", "FILON_CHANNEL": "téléphone"]

  private func withProspects(_ body: (String) async throws -> Void) async throws {
    try await withSchema { connection in
      _ = try await filon("init", "Menuiserie", on: connection)
      _ = try await filon("salesperson", "add", "Hélène Lefèvre", on: connection)
      for name in ["Boulangerie Mérieux", "Garage de l’Étoile", "Zinc du Port"] {
        _ = try await filon("prospect", "add", name, "--owner", "Hélène", on: connection)
      }
      try await body(connection)
    }
  }

  private func logged(on connection: String) async throws -> [String] {
    let list = try await filon("conversation", "list", "--format", "csv", on: connection)
    return list.output.split(separator: "\r\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).dropFirst().prefix(7).joined(separator: ",")
    }
  }

  @Test func aConversationWithItsFollowUpTakesFewKeys() async throws {
    try await withProspects { connection in
      let typing = [
        (after: "Prospect ?", keys: "mér"), (after: "mér", keys: "\r"), (after: "Canal ?", keys: "\r"),
        (after: "Résultat ?", keys: "int\r"),
        (after: "Et ensuite ?", keys: "Rappeler\r"), (after: "Quel jour ?", keys: "demain\r"),
      ]
      let shown = try await terminal(["log"], typing: typing, on: connection, environment: hélène)
      #expect(shown.contains("Noté\u{A0}: Boulangerie Mérieux") || shown.contains("Noté : Boulangerie Mérieux"))
      let conversations = try await logged(on: connection)
      #expect(
        conversations.count == 1 && conversations[0].hasPrefix("Boulangerie Mérieux,Hélène Lefèvre,,outbound_call,interested,Rappeler,"))
      #expect("filon log\r".count + typing.reduce(0) { $0 + $1.keys.count } <= 40)
    }
  }

  @Test func whatIsSaidIsNotAskedAndNoneIsTakenForAnother() async throws {
    try await withProspects { connection in
      let typing = [(after: "Et ensuite ?", keys: "\r")]
      let shown = try await terminal(["log", "garage", "-o", "abs"], typing: [], on: connection, environment: hélène)
      #expect(!shown.contains("?") && shown.contains("absent"))
      let asked = try await terminal(
        ["log", "garage"], typing: [(after: "Canal ?", keys: "\r"), (after: "Résultat ?", keys: "refus\r")] + typing, on: connection,
        environment: hélène)
      #expect(!asked.contains("Prospect\u{A0}?") && asked.contains("refus"))
      #expect(try await logged(on: connection).map { $0.split(separator: ",")[3] }.sorted() == ["absent", "refused"])
    }
  }

  @Test func escapeGoesBackAndAtTheStartLeaves() async throws {
    try await withProspects { connection in
      let back = [
        (after: "Prospect ?", keys: "zinc\r"), (after: "Canal ?", keys: "\u{1B}"), (after: "Prospect ?", keys: "garage\r"),
        (after: "Canal ?", keys: "terrain\r"), (after: "Résultat ?", keys: "essai\r"), (after: "Et ensuite ?", keys: "\r"),
      ]
      _ = try await terminal(["log"], typing: back, on: connection, environment: hélène)
      #expect(try await logged(on: connection).map { $0.prefix { $0 != "," } } == ["Garage de l’Étoile"])
      _ = try await terminal(["log"], typing: [(after: "Prospect ?", keys: "\u{1B}")], on: connection, environment: hélène)
      #expect(try await logged(on: connection).count == 1)
    }
  }

  @Test func whoIsUnknownIsMadeAndADayThatIsNoneIsAskedAgain() async throws {
    try await withProspects { connection in
      let typing = [
        (after: "Prospect ?", keys: "Bar et Fils\r"), (after: "Canal ?", keys: "\r"), (after: "Résultat ?", keys: "\r"),
        (after: "Et ensuite ?", keys: "Repasser\r"), (after: "Quel jour ?", keys: "bientôt\r"), (after: "Quel jour ?", keys: "\r"),
      ]
      let shown = try await terminal(["log"], typing: typing, on: connection, environment: hélène)
      #expect(shown.contains("n’est pas une date") && shown.contains("Bar et Fils, nouveau"))
      // Without a terminal nobody is asked.
      let script = try await filon("log", on: connection, environment: hélène)
      #expect(script.status == 2 && script.error.contains("avec qui"))
    }
  }
}
