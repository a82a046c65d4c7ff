import CRM
import Planning
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct PlanReportCommandTests {
  /// Runs `body` on a database with Bob's plan, in a folder of its own.
  private func withBob(_ body: (_ connection: String, _ folder: URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "filon-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await withSchema { connection in
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      let pool = Pool(configuration)
      let result: Result<Void, any Error>
      do {
        let (organization, _) = try await Organizations(pool).create(name: "Bob")
        let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
        for name in ["X", "Y", "Z"] { _ = try await Team(scope).add(name) }
        _ = try await Plans(scope).apply(bobPlan(), source: "", base: nil)
        result = .success(())
      } catch { result = .failure(error) }
      await pool.close()
      try result.get()
      try await body(connection, folder)
    }
  }

  @Test func theSevenStepsAndTheBudgetAsText() async throws {
    try await withBob { connection, _ in
      let run = try await filon("plan", "report", "--at", "2023-06-30", "--by", "quarter", on: connection)
      #expect(run.status == 0, "\(run.error)")
      let headings = run.output.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.dropFirst(3) }
      #expect(
        headings == [
          "Summary", "1. Existing situation", "2. Competition and SWOT", "3. SMART objectives", "4. Targets and personas",
          "5. Team and profiles",
          "6. Budget and actions", "6.1 Progress of actions", "6.2 Calendar", "6.3 Spend and sales", "7. KPIs", "Alerts",
        ])
      let budget = try #require(run.output.firstRange(of: "## 6. Budget"))
      #expect(
        run.output[budget.lowerBound...].hasPrefix(
          """
          ## 6. Budget and actions

          | Objective            | Action               | Date                     |  Allocation | Owner |
          | -------------------- | -------------------- | ------------------------ | ----------: | ----- |
          | 40 nouveaux clients  | Formation au terrain | 1 Feb 2023 – 3 Mar 2023  |     €20,000 | X     |
          | 40 nouveaux clients  | Prospection terrain  | 6 Mar 2023 – 31 Dec 2023 |     €40,000 | Y     |
          | **Total**            |                      |                          | **€60,000** |       |
          | **Envelope**         |                      |                          | **€60,000** |       |
          | **Left to allocate** |                      |                          |      **€0** |       |

          ## 6.1 Progress of actions

          | Action               | Planned spend |   Committed |  Spent |   Remaining | Status  | State  |
          """), "\(run.output[budget.lowerBound...])")
      // Nothing is written of the competition.
      #expect(run.output.contains("## 2. Competition and SWOT\n\n*Nothing is written for this step yet.*"))
    }
  }

  @Test func theExtensionChoosesTheFormatAndAnUnknownOneIsRefused() async throws {
    try await withBob { connection, folder in
      func report(_ name: String, _ words: String...) async throws -> (status: Int, error: String, file: String?) {
        let path = folder.appending(path: name)
        let run = try await filon(["plan", "report", "-o", path.path(), "--lang", "fr"] + words, on: connection)
        return (run.status, run.error, (try? Data(contentsOf: path)).map { String(decoding: $0.prefix(100), as: UTF8.self) })
      }
      #expect(try await report("z.HTML").file?.lowercased().hasPrefix("<!doctype html>") == true)
      #expect(try await report("z.md").file?.hasPrefix("# ") == true)
      #expect(try await report("plain").file?.hasPrefix("# ") == true)
      let refused = try await report("z.pdf")
      #expect(refused.status == 2 && refused.file == nil && refused.error.contains(".md, .html, .xlsx, .svg"), "\(refused.error)")
      #expect(try await report("z.txt", "--format", "md").file?.hasPrefix("# ") == true)
      #expect(try await report("z.svg", "--format", "md").file?.hasPrefix("# ") == true)
    }
  }

  @Test func aPlanWithNothingInItAcrossNewYearIsAReportThatSaysSo() async throws {
    try await withSchema { connection in
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      let pool = Pool(configuration)
      let (organization, _) = try await Organizations(pool).create(name: "Bob")
      let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
      let plan = PlanDocument(slug: "empty", name: "<script>x</script>", from: on("2024-11-18"), to: on("2025-02-03"))
      let applied: Result<PlanApplication, any Error>
      do { applied = .success(try await Plans(scope).apply(plan, source: "", base: nil)) } catch { applied = .failure(error) }
      await pool.close()
      _ = try applied.get()
      let text = try await filon("plan", "report", "--lang", "fr", "--by", "week", on: connection)
      #expect(text.status == 0 && text.output.contains("Aucun objectif."), "\(text.error)")
      #expect(text.output.contains("# \\<script>x\\</script>\u{A0}: plan d'action commercial"))
      #expect(text.output.contains("| S52 24 ") && text.output.contains("| S1 25 "), "\(text.output)")
      for format in ["html", "svg"] {
        let run = try await filon("plan", "report", "--format", format, on: connection)
        #expect(run.status == 0 && run.output.contains("&lt;script&gt;x") && !run.output.contains("<script>"), "\(run.error)")
      }
      let book = FileManager.default.temporaryDirectory.appending(path: "filon-empty-\(UUID().uuidString).xlsx")
      defer { try? FileManager.default.removeItem(at: book) }
      #expect(try await filon("plan", "report", "--output", book.path, on: connection).status == 0)
    }
  }

  @Test func theNameOfTheFileSaysTheFormat() async throws {
    try await withBob { connection, folder in
      let html = folder.appending(path: "plan.HTML")
      let first = try await filon("plan", "report", "bob-2023", "--lang", "fr", "--output", html.path, on: connection)
      #expect(first.status == 0 && first.output.isEmpty, "\(first.error)")
      #expect(try String(contentsOf: html, encoding: .utf8).contains(#"<html lang="fr">"#))
      let workbook = folder.appending(path: "plan.xlsx")
      #expect(try await filon("plan", "report", "-o", workbook.path, on: connection).status == 0)
      #expect(try Data(contentsOf: workbook).prefix(2) == Data("PK".utf8))
      let svg = try await filon("plan", "report", "--format", "svg", on: connection)
      #expect(svg.status == 0 && svg.output.hasPrefix("<svg ") && svg.output.hasSuffix("</svg>\n"))
      // Nothing else is left beside them.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["plan.HTML", "plan.xlsx"])
    }
  }

  @Test func whatCannotBeWrittenIsSaidAndAFileThereIsKept() async throws {
    try await withBob { connection, folder in
      let missing = folder.appending(path: "no/plan.md").path
      let run = try await filon("plan", "report", "--output", missing, on: connection)
      #expect(run.status == 1 && run.error.contains("No such file or directory") && run.error.contains(missing), "\(run.error)")
      let there = folder.appending(path: "plan.md")
      try Data("mine".utf8).write(to: there)
      let wrong = try await filon("plan", "report", "other", "--output", there.path, on: connection)
      #expect(wrong.status == 1 && wrong.error.contains("other"), "\(wrong.error)")
      #expect(try String(contentsOf: there, encoding: .utf8) == "mine")
      // A device that is always full.
      if FileManager.default.fileExists(atPath: "/dev/full") {
        let full = try await filon("plan", "report", "--output", "/dev/full", on: connection)
        #expect(full.status == 1 && full.error.contains("No space left on device"), "\(full.error)")
      }
      let noSpace = try await filon(
        "plan", "report", "--format", "xlsx", "--output", folder.appending(path: "a.xlsx").path, on: connection,
        environment: ["TMPDIR": folder.appending(path: "no").path])
      #expect(noSpace.status == 1 && noSpace.error.contains("TMPDIR="), "\(noSpace.error)")
    }
  }
}
