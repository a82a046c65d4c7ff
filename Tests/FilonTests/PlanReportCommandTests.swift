import Foundation
import TestSupport
import Testing

@Suite struct PlanReportCommandTests {
  /// A device that is always full.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func aFullDiskUnderAReportIsAFailure() async throws {
    try await withSchema { connection in
      #expect(try await filon("init", "Bob", on: connection).status == 0)
      let plan = Array("name: Q\nstart: 2023-01-01\nend: 2023-12-31\n".utf8)
      #expect(try await filon("plan", "apply", "-", on: connection, input: plan).status == 0)
      let full = try await filon("plan", "report", "--output", "/dev/full", on: connection)
      #expect(full.status == 1 && full.error.contains("No space left on device"), "\(full.error)")
    }
  }

  /// Who reads a report need not have Filon: no command, no number of a rule, and texts as they are printed.
  @Test(arguments: ["fr", "en"]) func aReportIsForPeopleWithoutFilon(_ language: String) async throws {
    try await withSchema { connection in
      #expect(try await filon("demo", "--until", "2023-12-31", "--lang", language, on: connection).status == 0)
      for at in ["2023-05-15", "2023-12-31"] {
        let alerts = try await filon("plan", "alerts", "--at", at, "--lang", language, on: connection)
        #expect(alerts.output.contains("filon ") && alerts.output.contains(/\bC0\d\b/))
        for format in ["md", "html", "svg"] {
          let report = try await filon(
            "plan", "report", "--at", at, "--format", format, "--lang", language, "--author", "Ana", on: connection)
          #expect(report.status == 0 && !report.output.contains("filon ") && !report.output.contains(/\bC[01]\d\b/), "\(format)")
          #expect(!report.output.contains(/\p{L}\((s|e)\)/) && !report.output.contains(/\p{L}(&#39;|')\p{L}/), "\(format)")
          #expect(report.output.contains("Ana") && report.output.contains("Bob"), "\(format)")
        }
      }
      let page = try await filon("plan", "report", "--format", "html", "--lang", language, on: connection).output
      let anchors = Set(page.matches(of: /<section id="([^"]*)"/).map { String($0.1) })
      let links = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
      #expect(anchors.count == 15 && links.count > anchors.count && anchors == Set(links), "\(anchors.symmetricDifference(links))")
      // Each table says what it shows, in its caption or under its chapter's heading.
      #expect(page.matches(of: /<caption>/).count > 8)
    }
  }

  /// The workbook of a plan is applied without a difference; of a plan that went on it is refused.
  @Test func theWorkbookIsAppliedBack() async throws {
    try await withSchema { connection in
      #expect(try await filon("demo", "--until", "2023-12-31", on: connection).status == 0)
      let path = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID().uuidString).xlsx").path()
      defer { try? FileManager.default.removeItem(atPath: path) }
      #expect(try await filon("plan", "report", "--output", path, on: connection).status == 0)
      let bytes = FileManager.default.contents(atPath: path)
      let check = try await filon("plan", "check", path, on: connection)
      #expect(check.status == 0 && check.output.contains("within reach"), "\(check.output)")
      let applied = try await filon("plan", "apply", path, on: connection)
      #expect(
        applied.status == 0 && applied.output.hasPrefix("bob-2023: version 1 says this already\nNothing changes."), "\(applied.output)")

      let source = try await filon("plan", "export", on: connection).output
      let changed = Array(source.replacing("enveloppe: 60000", with: "enveloppe: 61000").utf8)
      #expect(try await filon("plan", "apply", "-", on: connection, input: changed).status == 0)
      let late = try await filon("plan", "apply", path, on: connection)
      #expect(late.status != 0 && late.error.contains("version 1") && late.error.contains("2"), "\(late.error)")
      // What was read is not written into.
      #expect(FileManager.default.contents(atPath: path) == bytes)
    }
  }
}
