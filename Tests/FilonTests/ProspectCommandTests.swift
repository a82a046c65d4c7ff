import Foundation
import TestSupport
import Testing

@Suite struct ProspectCommandTests {
  @Test func aProspectIsAddedFoundAndChanged() async throws {
    try await withOrganization { connection in
      _ = try await filon("salesperson", "add", "Ana Roy", on: connection)
      let added = try await filon(
        "prospect", "add", "Atelier Martin SARL", "--contact", "Lucie Martin", "--email", "Lucie@Martin.fr", "--phone", "06 12 34 56 78",
        "--siret", "732 829 320 00074", "--vat", "FR44732829320", "--naf", "6201Z", "--address", "3 rue du Lac", "--postal-code", "69001",
        "--city", "Lyon", "--source", "Salon", "--owner", "ana", "--potential", "12 500,50", "--next", "Rappeler", "--next-on",
        "01/12/2026",
        "--note", "Aime le bleu", on: connection)
      #expect(added.status == 0 && added.error == "", "\(added.error)")
      #expect(
        added.output.hasPrefix(
          """
          Name         Atelier Martin SARL
          Status       prospect
          Contact      Lucie Martin
          E-mail       Lucie@Martin.fr
          Phone        06 12 34 56 78
          SIRET        73282932000074
          VAT number   FR44732829320
          NAF code     62.01Z
          Address      3 rue du Lac
          Postal code  69001
          City         Lyon
          Country      FR
          Source       Salon
          Owner        Ana Roy
          Potential    €12,500.50
          Next step    Rappeler
          On           1 Dec 2026
          Note         Aime le bleu
          Id           
          """), "\(added.output)")

      let changed = try await filon(
        "prospect", "update", "lucie@martin.fr", "--name", "Atelier Martin", "--clear", "phone", "--clear", "next", "--city", "",
        "--format",
        "json", on: connection)
      let prospect = try JSONDecoder().decode(ProspectDocument.self, from: Data(changed.output.utf8))
      #expect(prospect.name == "Atelier Martin" && prospect.phone == nil && prospect.next_on == nil && prospect.city == nil)
      #expect(prospect.email == "Lucie@Martin.fr" && prospect.lifecycle == "prospect" && prospect.potential_cents == 1_250_050)
      #expect(changed.output.contains("\"phone_e164\" : null"))

      let shown = try await filon("prospect", "show", "atelier", "--lang", "fr", on: connection)
      #expect(shown.status == 0 && shown.output.contains("Histoire") && shown.output.contains("ajouté"))
    }
  }

  @Test func duplicatesAreShownBeforeAnythingIsAdded() async throws {
    try await withOrganization { connection in
      _ = try await filon("prospect", "add", "Dupont", "--email", "a@dupont.fr", on: connection)
      let refused = try await filon("prospect", "add", "Dupont SAS", "--email", "A@DUPONT.FR", on: connection)
      #expect(refused.status == 1 && refused.output == "")
      #expect(refused.error.contains("Dupont, a@dupont.fr") && refused.error.contains("same e-mail, same name (possible)"))
      #expect(refused.error.contains("--allow-duplicate"))
      let program = try await filon("prospect", "add", "Dupont SAS", "--email", "A@DUPONT.FR", "--format", "json", on: connection)
      let answer = try JSONDecoder().decode(DuplicatesDocument.self, from: Data(program.output.utf8))
      #expect(program.status == 1 && answer.duplicates.map(\.prospect.name) == ["Dupont"])
      #expect(answer.duplicates.first?.likely == true && answer.duplicates.first?.reasons == ["email", "name"])
      #expect(program.error.contains("\"kind\" : \"conflict\""))
      #expect(try await names(connection) == ["Dupont"])

      let added = try await filon("prospect", "add", "Dupont SAS", "--email", "A@DUPONT.FR", "--allow-duplicate", on: connection)
      #expect(added.status == 0)
      let groups = try await filon("prospect", "duplicates", on: connection)
      #expect(groups.output.contains("Dupont SAS") && groups.output.contains("same e-mail") && groups.output.contains("prospect merge"))
    }
  }

  @Test func aMergeIsShownAndUndone() async throws {
    try await withOrganization { connection in
      _ = try await filon("prospect", "add", "Dupont", "--email", "a@dupont.fr", on: connection)
      _ = try await filon("prospect", "add", "Dupond", "--phone", "0612345678", on: connection)
      let preview = try await filon("prospect", "merge", "dupont", "dupond", "--preview", on: connection)
      #expect(preview.status == 0 && preview.output.contains("nothing was changed"))
      #expect(try await names(connection) == ["Dupond", "Dupont"])
      // Nobody is there to be asked.
      let unasked = try await filon("prospect", "merge", "dupont", "dupond", on: connection)
      #expect(unasked.status == 2 && unasked.error.contains("--preview") && unasked.error.contains("--yes"), "\(unasked.error)")
      #expect(try await names(connection) == ["Dupond", "Dupont"])
      let merge = try await filon("prospect", "merge", "dupont", "dupond", "--yes", "--format", "json", on: connection)
      let document = try JSONDecoder().decode(MergeDocument.self, from: Data(merge.output.utf8))
      #expect(try await names(connection) == ["Dupont"])
      #expect(try await filon("prospect", "show", "0612345678", on: connection).output.contains("a@dupont.fr"))
      let undone = try await filon("prospect", "unmerge", document.merge_id, on: connection)
      #expect(undone.status == 0 && undone.output.contains("Dupond"))
      #expect(try await names(connection) == ["Dupond", "Dupont"])
      let again = try await filon("prospect", "unmerge", document.merge_id, on: connection)
      #expect(again.status == 1 && again.error.contains("undone already"))
      let wrong = try await filon("prospect", "unmerge", "dupont", on: connection)
      #expect(wrong.status == 1 && wrong.error.contains("prospect merges"))
      _ = try await filon("salesperson", "add", "Ana", on: connection)
      let denied = try await filon("prospect", "merge", "dupont", "dupond", "--as", "ana", on: connection)
      #expect(denied.status == 1 && denied.error.contains("only a director"))
    }
  }

  @Test func mergesAreListedAndUndoneByTheNameOfEitherSide() async throws {
    try await withOrganization { connection in
      for words in [["Boulangerie", "--city", "Lyon", "--phone", "0478000001"], ["Fournil", "--city", "Nîmes"], ["L'Épi"]] {
        _ = try await filon(["prospect", "add"] + words, on: connection)
      }
      #expect(try await filon("prospect", "merges", on: connection).output == "No merge.\n")
      let preview = try await filon("prospect", "merge", "Boulangerie", "Fournil", "--preview", "--lang", "fr", on: connection)
      for text in ["Lyon", "Nîmes", "0478000001", "Conversations", "Commercial"] {
        #expect(preview.output.contains(text), "\(preview.output)")
      }
      let csv = try await filon("prospect", "merge", "Boulangerie", "Fournil", "--preview", "--format", "csv", on: connection)
      #expect(csv.output.hasPrefix("side,name,city,lifecycle,email,phone,owner,conversations,opportunities,sales,revenue,id,merge_id\r\n"))
      for name in ["Fournil", "Boulangerie", "0478000001"] {
        let merged = try await filon("prospect", "merge", "Boulangerie", "Fournil", "--yes", on: connection)
        #expect(merged.status == 0 && merged.output.contains("filon prospect unmerge 'Fournil'"), "\(merged.error)")
        let list = try await filon("prospect", "merges", on: connection)
        #expect(list.output.contains("Boulangerie, Lyon") && list.output.contains("Fournil, Nîmes"), "\(list.output)")
        let undone = try await filon("prospect", "unmerge", name, on: connection)
        #expect(undone.status == 0, "\(undone.error)")
        #expect(try await names(connection) == ["Boulangerie", "Fournil", "L'Épi"])
      }
      #expect(try await filon("prospect", "merges", on: connection).output == "No merge.\n")
      let all = try await filon("prospect", "merges", "--all", "--format", "csv", on: connection)
      #expect(all.output.split(separator: "\r\n").count == 4, "\(all.output)")

      _ = try await filon("prospect", "merge", "Boulangerie", "Fournil", "--yes", on: connection)
      let second = try await filon("prospect", "merge", "Boulangerie", "epi", "--yes", on: connection)
      #expect(second.output.contains("unmerge 'L'\\''Épi'"), "\(second.output)")
      let several = try await filon("prospect", "unmerge", "boulangerie", "--lang", "fr", on: connection)
      #expect(several.status == 1 && several.error.contains("Fournil → Boulangerie") && several.error.contains("L'Épi → Boulangerie"))
      #expect(try await filon("prospect", "unmerge", "L'Épi", on: connection).status == 0)
      #expect(try await filon("prospect", "unmerge", "fournil", on: connection).status == 0)
    }
  }

  @Test func undoingTheOuterMergeSaysWhatTheInnerOneStillHolds() async throws {
    try await withOrganization { connection in
      for name in ["Alpha", "Beta", "Gamma"] { _ = try await filon("prospect", "add", name, on: connection) }
      _ = try await filon("prospect", "merge", "Beta", "Gamma", "--yes", on: connection)
      let outer = try await filon("prospect", "merge", "Alpha", "Beta", "--yes", "--format", "json", on: connection)
      let merge = try JSONDecoder().decode(MergeDocument.self, from: Data(outer.output.utf8))
      let undone = try await filon("prospect", "unmerge", merge.merge_id, "--lang", "fr", on: connection)
      #expect(undone.status == 0, "\(undone.error)")
      let lines = undone.output.split(separator: "\n")
      #expect(lines.contains { $0.contains("reste fusionné dans Beta") && $0.contains("Gamma") }, "\(undone.output)")
      #expect(lines.contains { $0.contains("séparé") && $0.contains("Beta") && !$0.contains("Gamma") }, "\(undone.output)")
    }
  }

  @Test func thePagesOfAListFollowEachOther() async throws {
    try await withOrganization { connection in
      for name in ["Alpha", "Beta", "Gamma"] { _ = try await filon("prospect", "add", name, on: connection) }
      let first = try await filon("prospect", "list", "--limit", "2", on: connection)
      let cursor = try #require(first.output.components(separatedBy: "--after ").last?.trimmingCharacters(in: .whitespacesAndNewlines))
      let second = try await filon("prospect", "list", "--limit", "2", "--after", cursor, on: connection)
      #expect(first.output.contains("Beta") && !first.output.contains("Gamma"))
      #expect(second.output.contains("Gamma") && !second.output.contains("Beta") && !second.output.contains("--after"))
      let csv = try await filon("prospect", "list", "--prospects", "--format", "csv", on: connection)
      #expect(
        csv.output.hasPrefix(
          "name,city,phone,owner,lifecycle,segment,stages,next_on,next_step,email,postal_code,source,potential,id,opposed_on\r\n"))
      #expect(csv.output.split(separator: "\r\n").count == 4)
      let customers = try await filon("prospect", "list", "--customers", on: connection)
      #expect(customers.output == "No prospect.\n")
    }
  }

  /// In one organization, for none of them leaves anything behind.
  @Test func whatIsWrongIsSaidAndNothingAdded() async throws {
    let cases: [(words: [String], status: Int, said: String)] = [
      (["add", String(repeating: "x", count: 300)], 1, "300 characters"), (["add", " "], 1, "has a name"),
      (["add", "Bo", "--next", "Call", "--next-on", "31/02/2026"], 2, "--next-on"), (["add", "Bo", "--next", "Call"], 1, "has a day"),
      (["add", "Bo", "--siret", "73282932000079"], 1, "check digit"), (["add", "Bo", "--email", "bo"], 1, "e-mail"),
      (["add", "Bo", "--phone", "3631"], 1, "short number"), (["add", "Bo", "--postal-code", "1000"], 1, "01000"),
      (["add", "Bo", "--potential", "1e400"], 2, "--potential"), (["add", "Bo", "--potential", "99999999999999999999"], 2, "too large"),
      (["add", "Bo", "--potential=-5"], 1, "not negative"), (["add", "Bo", "--owner", "Nobody"], 1, "no salesperson"),
      (["add", "Bo", "--country", "France"], 1, "two letters"), (["add", "Bo\u{1B}[2J"], 1, "invisible character"),
      (["show", "Nobody"], 1, "no prospect fits"), (["update", "Nobody", "--city", "Lyon"], 1, "no prospect fits"),
      (["list", "--after", "x"], 2, "cursor"), (["list", "--limit", "0"], 2, "1000"), (["list", "--stage", "Nowhere"], 1, "Nowhere"),
      (["list", "--due", "demain"], 2, "--due"), (["update", "Nobody", "--clear", "name"], 2, "clear"), (["merge", "a"], 2, "others"),
    ]
    try await withOrganization { connection in
      for (words, status, said) in cases {
        let run = try await filon(["prospect"] + words, on: connection)
        #expect(run.status == status && run.output == "" && run.error.contains(said), "\(words): \(run.error)")
      }
      #expect(try await names(connection) == [])
    }
  }

  /// The names that the list gives, in its order.
  private func names(_ connection: String) async throws -> [String] {
    let list = try await filon("prospect", "list", "--format", "json", on: connection)
    return try JSONDecoder().decode(ListDocument.self, from: Data(list.output.utf8)).prospects.map(\.name)
  }

  private struct ProspectDocument: Decodable {
    let name: String
    let lifecycle: String
    let email: String?
    let phone: String?
    let city: String?
    let next_on: String?
    let potential_cents: Int?
  }

  private struct ListDocument: Decodable {
    struct Line: Decodable { let name: String }
    let prospects: [Line]
  }

  private struct DuplicatesDocument: Decodable {
    struct Duplicate: Decodable {
      let prospect: ProspectDocument
      let reasons: [String]
      let likely: Bool
    }
    let duplicates: [Duplicate]
  }

  private struct MergeDocument: Decodable { let merge_id: String }
}
