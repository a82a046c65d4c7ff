import Foundation
import TestSupport
import Testing

@Suite struct TeamCommandTests {
  @Test func anOrganizationIsMadeOnce() async throws {
    try await withSchema { connection in
      let first = try await filon("init", "Forge & Fils (Lyon)", "--currency", "chf", on: connection)
      #expect(
        first.output.hasPrefix(
          """
          Name       Forge & Fils (Lyon)
          Slug       forge-fils-lyon
          Currency   CHF
          Time zone  Europe/Paris
          Language   en
          Organization made.

          Pipeline
          No.  Stage             Kind       Chance (%)
          ───  ────────────────  ─────────  ──────────
            1  To visit          open                5

          """))
      #expect(first.status == 0 && first.error == "")
      let again = try await filon("init", "Forge & Fils (Lyon)", on: connection)
      #expect(again.status == 0 && again.output.contains("already there") && again.output.contains("CHF"))
      let other = try await filon("init", "Forge & Fils (Lyon)", "--currency", "EUR", on: connection)
      #expect(other.status == 1 && other.error.contains("exists with the currency CHF"))
      let list = try await filon("organization", "list", "--format", "csv", on: connection)
      #expect(list.output == "name,slug,currency,time_zone,language\r\nForge & Fils (Lyon),forge-fils-lyon,CHF,Europe/Paris,en\r\n")
    }
  }

  @Test(arguments: [
    (["init", "***"], "has no Latin letter"), (["init", "Bob", "--currency", "EURO"], "unknown currency"),
    (["init", "Bob", "--timezone", "Mars/Olympus"], "unknown time zone"),
  ])
  func anOrganizationThatCannotBeIsRefused(words: [String], said: String) async throws {
    try await withSchema { connection in
      let run = try await filon(words, on: connection)
      #expect(run.status == 1 && run.output == "" && run.error.contains(said))
      #expect(try await filon("organization", "list", on: connection).output.hasPrefix("No organization"))
    }
  }

  @Test func aSalespersonIsAddedFoundAndChanged() async throws {
    try await withOrganization { connection in
      let added = try await filon(
        "salesperson", "add", "Hélène Brun", "--profile", "hunter", "--team", "Lyon", "--trained-from", "01/03/2023", "--format", "json",
        on: connection)
      let person = try JSONDecoder().decode(Person.self, from: Data(added.output.utf8))
      #expect(person.name == "Hélène Brun" && person.profile == "hunter" && person.trainedFrom == "2023-03-01")
      // Nulls are explicit.
      #expect(added.output.contains("\"active_until\" : null"))

      let changed = try await filon("salesperson", "update", "hel", "--name", "Hélène Roy", "--active-from", "2023-01-02", on: connection)
      #expect(changed.status == 0 && changed.output.contains("Hélène Roy") && changed.output.contains("2 Jan 2023"))
      let shown = try await filon("salesperson", "show", "HELENE ROY", "--lang", "fr", on: connection)
      #expect(shown.output.contains("Profil         chasseur") && shown.output.contains("Actif dès      02/01/2023"))
      let list = try await filon("salesperson", "list", "--team", "lyon", "--format", "csv", on: connection)
      #expect(
        list.output == """
          name,profile,team,active_from,active_until,trained_from,trained_until,id\r
          Hélène Roy,hunter,Lyon,2023-01-02,,2023-03-01,,\(person.id)\r

          """)
      #expect(try await filon("salesperson", "list", "--team", "Paris", on: connection).output.hasPrefix("No salesperson"))
    }
  }

  @Test func whatIsKnownOfASalespersonMayBeEmptied() async throws {
    try await withOrganization { connection in
      let added = try await filon(
        "salesperson", "add", "Ana", "--profile", "chasseuse", "--team", "Lyon", "--active-until", "2026-12-31", "--trained-from",
        "2026-01-01",
        on: connection)
      #expect(added.status == 0 && added.output.contains("hunter"), "\(added.error)")
      let stays = try await filon(
        "salesperson", "update", "Ana", "--clear", "active-until", "--clear", "team", "--clear", "profile", "--profile", "éleveur",
        "--format",
        "csv", on: connection)
      #expect(stays.output.contains("\r\nAna,farmer,,,,2026-01-01,,"), "\(stays.output)\(stays.error)")
    }
  }

  @Test(arguments: [
    (["--active-from", "2026-05-01", "--active-until", "2026-05-01"], "the end of activity is not after its beginning"),
    (["--team", ""], "Name: 1 to 200 characters"), (["--profile", "shark"], "--profile: no profile “shark”"),
  ])
  func whatCannotBeOfASalespersonIsSaid(words: [String], said: String) async throws {
    try await withOrganization { connection in
      let run = try await filon(["salesperson", "add", "Ana"] + words, on: connection)
      #expect(run.status != 0 && run.error.contains(said), "\(run.error)")
      #expect(try await filon("salesperson", "show", "Ana", on: connection).status == 1)
    }
  }

  @Test func namesThatFitNobodyOrSeveralAreRefused() async throws {
    try await withOrganization { connection in
      for name in ["Ana Roy", "Ana Petit"] { _ = try await filon("salesperson", "add", name, on: connection) }
      let unknown = try await filon("salesperson", "show", "Marc", on: connection)
      #expect(unknown.status == 1 && unknown.output == "")
      #expect(unknown.error == "filon: no salesperson “Marc”\n  → see “filon salesperson list”\n")
      let several = try await filon("salesperson", "show", "Ana", on: connection)
      #expect(several.status == 1 && several.error.contains("Ana Petit, Ana Roy"))
      let taken = try await filon("salesperson", "add", "ANA ROY", on: connection)
      #expect(taken.status == 1 && taken.error.contains("exists already"))
      let actor = try await filon("salesperson", "list", "--as", "Marc", on: connection)
      #expect(actor.status == 1 && actor.error.contains("Marc"))
      let denied = try await filon("salesperson", "add", "Bo", "--as", "Ana Roy", on: connection)
      #expect(denied.status == 1 && denied.error.contains("only a director"))
    }
  }

  @Test(arguments: [
    ("31/02/2026", "February 2026 has 28 days"), ("01/02/26", "year of two digits"), ("soon", "is not a date"), ("", "is not a date"),
    ("2026-13-01", "no month 13"),
  ])
  func aDayThatIsNoneIsWrongUsageAndAddsNobody(day: String, said: String) async throws {
    try await withOrganization { connection in
      let run = try await filon("salesperson", "add", "Ana", "--active-from", day, on: connection)
      #expect(run.status == 2 && run.error.contains("--active-from: ") && run.error.contains(said))
      #expect(try await filon("salesperson", "show", "Ana", on: connection).status == 1)
    }
  }

  @Test func oneOfSeveralOrganizationsMustBeNamed() async throws {
    try await withOrganization { connection in
      _ = try await filon("init", "Other", on: connection)
      let unnamed = try await filon("salesperson", "list", on: connection)
      #expect(unnamed.status == 2 && unnamed.error.contains("bob, other") && unnamed.error.contains("--organization"))
      #expect(try await filon("salesperson", "add", "Ana", "--organization", "other", on: connection).status == 0)
      // What belongs to one is not seen by the other.
      let bob = try await filon("salesperson", "show", "Ana", "--organization", "bob", on: connection)
      #expect(bob.status == 1 && bob.error.contains("no salesperson"))
      let unknown = try await filon("salesperson", "list", "--organization", "nowhere", on: connection)
      #expect(unknown.status == 1 && unknown.error.contains("no organization “nowhere”"))
    }
    try await withSchema { connection in
      let none = try await filon("salesperson", "list", "--lang", "fr", on: connection)
      #expect(none.status == 1 && none.error.contains("aucune organisation") && none.error.contains("filon init"))
    }
  }

  @Test func anErrorIsJSONWhereTheAnswerWouldBe() async throws {
    try await withOrganization { connection in
      for format in [["--format", "json"], ["--format=json"]] {
        let run = try await filon(["salesperson", "show", "Marc", "--lang", "fr"] + format, on: connection)
        #expect(run.status == 1 && run.output == "")
        #expect(
          run.error == """
            {
              "error" : {
                "kind" : "not_found",
                "message" : "aucun commercial «\u{A0}Marc\u{A0}»",
                "place" : null,
                "remedy" : "voyez « filon salesperson list »"
              }
            }

            """)
      }
    }
  }

  @Test func namesCannotSteerTheTerminal() async throws {
    try await withOrganization { connection in
      _ = try await filon("salesperson", "add", "Ana\u{1B}[2J\u{202E}Roy", on: connection)
      let list = try await filon("salesperson", "list", on: connection)
      #expect(list.output.contains("Ana\u{FFFD}[2JRoy") && !list.output.contains("\u{1B}"))
      let refused = try await filon("salesperson", "show", "Bo\u{1B}[2J", on: connection)
      #expect(!refused.error.contains("\u{1B}"))
    }
  }

  private struct Person: Decodable {
    let id: String
    let name: String
    let profile: String
    let trainedFrom: String

    enum CodingKeys: String, CodingKey {
      case id, name, profile
      case trainedFrom = "trained_from"
    }
  }
}

/// A database with the organization Bob.
func withOrganization(_ body: (_ connection: String) async throws -> Void) async throws {
  try await withSchema { connection in
    let made = try await filon("init", "Bob", on: connection)
    try #require(made.status == 0, "\(made.error)")
    try await body(connection)
  }
}
