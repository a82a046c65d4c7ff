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
}
