import Foundation
import Postgres
import TestSupport
import Testing

/// The plan as people have it: a file beside them, commands that read and write it.
@Suite struct PlanCommandTests {
  private struct Answer: Decodable {
    struct Problem: Decodable {
      let severity: String
      let line: Int?
      let column: Int?
      let message: String
    }
    struct Change: Decodable {
      let kind: String
      let path: String
      let before: String?
      let after: String?
    }

    let plan: String
    let errors: Int
    let problems: [Problem]
    let outcome: String?
    let version: Int?
    let preview: Bool
    let file_updated: Bool?
    let written_otherwise: Bool
    let changes: [Change]
  }

  /// A file that is removed with its folder.
  private final class File {
    let url: URL
    var path: String { url.path() }

    init(_ text: String) throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "filon-plan-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      url = folder.appending(path: "plan.yaml")
      try write(text)
    }

    func write(_ text: String) throws { try Data(text.utf8).write(to: url) }

    func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

    /// Edits it as a person would.
    func replace(_ text: String, _ other: String) throws {
      let before = try self.text()
      #expect(before.contains(text), "\(text) is not in the file")
      try write(before.replacing(text, with: other))
    }

    deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }
  }

  private func withBob(_ body: (_ connection: String, _ file: File) async throws -> Void) async throws {
    try await withSchema { connection in
      #expect(try await filon("init", "Bob", on: connection).status == 0)
      for (name, day) in [("X", "2019-09-01"), ("Y", "2021-09-06"), ("Z", "2023-03-27"), ("B", "2023-05-22")] {
        #expect(try await filon("salesperson", "add", name, "--trained-from", day, on: connection).status == 0)
      }
      let template = try await filon("plan", "init", on: connection)
      #expect(template.status == 0, "\(template.error)")
      try await body(connection, try File(template.output))
    }
  }

  private func answer(_ run: FilonRun) throws -> Answer { try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8)) }

  private func apply(_ file: File, _ words: String..., on connection: String) async throws -> Answer {
    let run = try await filon(["plan", "apply", file.path, "--format", "json"] + words, on: connection)
    #expect(run.status == 0, "\(run.error)\(run.output)")
    return try answer(run)
  }

  @Test func fromTheTemplateThroughEditsToVersions() async throws {
    try await withBob { connection, file in
      let checked = try await filon("plan", "check", file.path, on: connection)
      #expect(
        checked.status == 0 && checked.output.hasPrefix("Nothing is wrong: bob-2023 can be applied.\n"), "\(checked.output)\(checked.error)"
      )
      let before = try file.text()
      let preview = try await apply(file, "--preview", on: connection)
      #expect(preview.outcome == "created" && preview.version == nil && preview.preview && !preview.changes.isEmpty)
      #expect(try file.text() == before)

      let first = try await apply(file, on: connection)
      #expect(first.outcome == "created" && first.version == 1 && first.file_updated == true)
      // The number stands in its line, and nothing else is another.
      #expect(try file.text() == before.replacing("\nversion:  #", with: "\nversion: 1  #"))
      let again = try await apply(file, on: connection)
      #expect(again.outcome == "unchanged" && again.changes.isEmpty && again.file_updated == nil && !again.written_otherwise)

      // Comments make no version; they are kept with the next.
      try file.replace("# Sales action plan.", "# My own comment.")
      let commented = try await filon("plan", "apply", file.path, on: connection)
      #expect(
        commented.status == 0 && commented.output.contains("Only comments or layout differ: they stay in your file"), "\(commented.output)")
      #expect(try await apply(file, "--preview", on: connection).written_otherwise)
      #expect(try await !filon("plan", "export", on: connection).output.contains("# My own comment."))

      try file.replace("target: 1600", "target: 1650")
      try file.replace("X: 150", "X: 200")
      let second = try await apply(file, on: connection)
      #expect(second.outcome == "changed" && second.version == 2)
      #expect(second.changes.map(\.path) == ["kpis.discussions.target", "kpis.discussions.target by salesperson.X"])
      #expect(second.changes.map(\.before) == ["1600", "150"] && second.changes.map(\.after) == ["1650", "200"])
      #expect(try file.text().contains("\nversion: 2  #"))
      #expect(try await filon("plan", "export", on: connection).output.contains("# My own comment."))

      let list = try await filon("plan", "list", on: connection)
      #expect(list.output.contains("bob-2023") && list.output.contains("1 Jan 2024"))
      let history = try await filon("plan", "history", on: connection)
      #expect(history.output.contains("kpis › Discussions with prospects › target"), "\(history.output)")
    }
  }

  @Test func anExportAppliesWithoutDifference() async throws {
    try await withBob { connection, file in
      try file.replace("# Sales action plan.", "# My own comment.")
      _ = try await apply(file, on: connection)
      let export = try await filon("plan", "export", on: connection)
      let written = try file.text()
      #expect(export.output == written && written.contains("# My own comment."))
      for words in [["plan", "export"], ["plan", "export", "--fresh", "--lang", "fr"], ["plan", "export", "bob-2023", "--version", "1"]] {
        let other = try File(try await filon(words, on: connection).output)
        let same = try await apply(other, on: connection)
        #expect(same.outcome == "unchanged" && same.version == 1, "\(words)")
      }
      let missing = try await filon("plan", "export", "--version", "7", on: connection)
      #expect(missing.status == 1 && missing.error.contains("has no version 7"))
      let unknown = try await filon("plan", "export", "nothing", on: connection)
      #expect(unknown.status == 1 && unknown.error.contains("bob-2023"))
    }
  }

  @Test func whatOthersChangedMeanwhileIsAConflict() async throws {
    try await withBob { connection, file in
      let unversioned = try File(try file.text())
      _ = try await apply(file, on: connection)
      let theirs = try File(try file.text())
      try theirs.replace("target: 1600", "target: 1500")
      try theirs.replace("X: 150", "X: 50")
      _ = try await apply(theirs, on: connection)

      try file.replace("updated every: 7", "updated every: 14")
      let late = try await filon("plan", "apply", file.path, on: connection)
      #expect(late.status == 1 && late.error.contains("changed meanwhile") && late.error.contains("filon plan export bob-2023"))
      try unversioned.replace("updated every: 7", "updated every: 14")
      let blind = try await filon("plan", "apply", unversioned.path, on: connection)
      #expect(blind.status == 1 && blind.error.contains("exists already") && blind.error.contains("version: 2"))
      try file.replace("\nversion: 1 ", "\nversion: 9 ")
      #expect(try await filon("plan", "apply", file.path, on: connection).status == 1)
      #expect(try await filon("plan", "export", on: connection).output == (try theirs.text()))
      // What the remedy says works.
      try file.replace("\nversion: 9 ", "\nversion: 2 ")
      #expect(try await apply(file, on: connection).version == 3)
    }
  }

  @Test func aFileThatCannotBeUpdatedIsToldItsVersion() async throws {
    try await withBob { connection, file in
      let run = try await filon("plan", "apply", "-", on: connection, input: Array(try file.text().utf8))
      #expect(run.status == 0 && run.output.contains("write version: 1 into it"), "\(run.output)\(run.error)")
      let flow = try File("{name: Q, start: 2023-01-01, end: 2023-12-31}\n")
      let told = try await apply(flow, on: connection)
      #expect(told.outcome == "created" && told.file_updated == false)
      #expect(try flow.text().hasPrefix("{name"))
      // Where the line is missing it is added; a link, rights and the ends of lines stay as they are.
      let bare = try File("# mine\r\nname: R\r\nstart: 2023-01-01\r\nend: 2023-12-31\r\n")
      let link = bare.url.deletingLastPathComponent().appending(path: "link.yaml")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: bare.url)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: bare.path)
      #expect(try await filon("plan", "apply", link.path(), on: connection).status == 0)
      #expect(try bare.text() == "# mine\r\nversion: 1\r\nname: R\r\nstart: 2023-01-01\r\nend: 2023-12-31\r\n")
      #expect(try FileManager.default.attributesOfItem(atPath: bare.path)[.posixPermissions] as? Int == 0o640)
      #expect(try FileManager.default.attributesOfItem(atPath: link.path())[.type] as? FileAttributeType == .typeSymbolicLink)
      #expect(try FileManager.default.contentsOfDirectory(atPath: bare.url.deletingLastPathComponent().path()).count == 2)
    }
  }

  @Test func errorsAreSaidAtOnceAndNothingIsApplied() async throws {
    try await withBob { connection, file in
      try file.replace("owner: X  #", "ownr: X  #")
      try file.replace("envelope: 60000", "envelope: 50000")
      try file.replace("Y: 170", "Yann: 170")
      for command in ["check", "apply"] {
        let run = try await filon("plan", command, file.path, "--format", "json", on: connection)
        #expect(run.status == 1)
        let found = try answer(run).problems.filter { $0.severity == "error" }
        #expect(found.contains { $0.message.contains("unknown key") }, "\(found)")
        #expect(
          found.contains { $0.message.contains("more than the envelope") }
            && found.contains { $0.message.contains("no salesperson “Yann”") })
        #expect(found.allSatisfy { $0.line != nil && $0.column != nil })
      }
      #expect(try await filon("plan", "list", on: connection).output.contains("No plan"))
      let french = try await filon("plan", "check", file.path, "--lang", "fr", on: connection)
      #expect(french.status == 1 && french.output.contains("vouliez-vous « responsable » ?"), "\(french.output)")
    }
  }

  @Test func thoseWhoAnswerForSomethingAreThereToItsEnd() async throws {
    try await withBob { connection, file in
      #expect(try await filon("salesperson", "update", "Y", "--active-until", "2023-12-01", on: connection).status == 0)
      let run = try await filon("plan", "check", file.path, on: connection)
      #expect(run.status == 1 && run.output.contains("“Y” leaves the team on 30 Nov 2023, before 22 Dec 2023"), "\(run.output)")
      #expect(try await filon("salesperson", "update", "Y", "--active-until", "2023-12-23", on: connection).status == 0)
      #expect(try await filon("plan", "check", file.path, on: connection).status == 0)
    }
  }

  @Test func aSubPlanBelongsToItsParent() async throws {
    try await withBob { connection, file in
      let part = try File("name: Prospection\npart of: bob-2023\nstart: 2023-01-01\nend: 2024-01-31\n")
      let early = try await filon("plan", "apply", part.path, on: connection)
      #expect(early.status == 1 && early.output.contains("no parent plan “bob-2023”"), "\(early.output)")
      _ = try await apply(file, on: connection)
      let late = try await apply(part, on: connection)
      #expect(late.outcome == "created" && late.problems.contains { $0.message.contains("goes beyond the days of bob-2023") })
      let list = try await filon("plan", "list", "--format", "csv", on: connection)
      #expect(list.output.contains("prospection,Prospection,bob-2023,2023-01-01,2024-02-01,1"), "\(list.output)")
      let several = try await filon("plan", "history", on: connection)
      #expect(several.status == 1 && several.error.contains("name one: prospection, bob-2023"), "\(several.error)")
    }
  }

  @Test func onlyDirectorsApplyAndTheTeamReads() async throws {
    try await withBob { connection, file in
      let refused = try await filon("plan", "apply", file.path, "--as", "Y", on: connection)
      #expect(refused.status == 1 && refused.error.contains("only directors"))
      _ = try await apply(file, on: connection)
      #expect(try await filon("plan", "export", "--as", "Y", on: connection).output == (try file.text()))
    }
  }

  @Test func whetherAnObjectiveCanBeReachedIsComputedFromWhatWasObserved() async throws {
    try await withBob { connection, file in
      let nothing = try await filon("plan", "check", file.path, on: connection)
      #expect(nothing.status == 0 && nothing.output.contains("cannot be computed: no discussion is recorded"), "\(nothing.output)")
      for (prospect, words) in [
        ("P1", ["--outcome", "refused"]), ("P2", ["--outcome", "interested"]), ("P3", ["--outcome", "sold", "--sold", "100"]),
      ] {
        let log = try await filon(
          ["log", prospect, "--new", "--by", "Y", "--channel", "field", "--at", "2022-11-14"] + words, on: connection)
        #expect(log.status == 0, "\(log.error)")
      }
      let run = try await filon("plan", "check", file.path, on: connection)
      // One of three prospects, one discussion each: 40 customers take 120.
      #expect(run.output.contains("33.3% (customers over prospects met: 1/3; 95% interval: 6.1% – 79.2%)"), "\(run.output)")
      #expect(run.output.contains("  120  "), "\(run.output)")
      let json = try await filon("plan", "check", file.path, "--format", "json", on: connection)
      #expect(json.output.contains("\"expected\" : 120"), "\(json.output)")
    }
  }

  @Test func aFileIsCheckedWithoutADatabase() async throws {
    let file = try File("name: P\nstart: 2023-01-01\nend: 2023-12-31\nteam: [{name: Nobody, role: r}]\n")
    let alone = try await filon("plan", "check", file.path, on: "host=/nonexistent")
    #expect(alone.status == 0 && alone.output.contains("Checked without an organization"), "\(alone.output)\(alone.error)")
    let missing = try await filon("plan", "check", file.path + ".not", on: "host=/nonexistent")
    #expect(missing.status == 1 && missing.error.contains("there is no file"), "\(missing.error)")
    let folder = try await filon("plan", "check", file.url.deletingLastPathComponent().path(), on: "host=/nonexistent")
    #expect(folder.status != 0 && !folder.error.contains("CSV"), "\(folder.error)")
    try file.write(String(repeating: "a", count: 10 << 20))
    let large = try await filon("plan", "check", file.path, on: "host=/nonexistent")
    #expect(large.status == 1 && large.output.contains("larger than 1024 KiB"), "\(large.error)")
  }
}
