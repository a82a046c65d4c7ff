import CRM
import Foundation
import Postgres

extension Bench {
  /// A file of conversations through `filon import`, beside psql's \copy of the very rows it made into the same indexed table.
  func importing(rows: Int, rounds: Int) async throws {
    try await withDatabase("filon_bench_import", salespeople: 200, prospects: 100_000) { owner, scope, connection in
      let folder = "/tmp/filon-bench-\(ProcessInfo.processInfo.processIdentifier)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let file = "\(folder)/conversations.csv"
      let copy = "\(folder)/conversations.copy"
      try writeConversations(rows, to: file)
      let columns = """
        organization_id, id, prospect_id, salesperson_id, channel, outcome, occurred_at, minutes, note, next_step, next_on, system, \
        reference, import_id
        """
      print("\(rows) conversations into the table with all its indexes and keys, seconds")
      print("filon import   psql \\copy   ratio   memory MB")
      var pairs: [(ours: ToolRun, theirs: Double)] = []
      for round in 0..<rounds {
        try await empty(owner)
        let ours = try await tool(
          filon, ["import", "conversations", file, "--database", connection, "--format", "json", "--rejected", "\(folder)/rejected.csv"])
        guard ours.output.contains("\"recorded\" : \(rows)") else { throw BenchError("not all recorded: \(ours.output)") }
        // Every round copies what filon has just recorded: the same rows, in the same order.
        if round == 0 {
          _ = try await tool("psql", ["-q", connection, "-c", "\\copy (select \(columns) from conversation order by ctid) to '\(copy)'"])
        }
        try await empty(owner)
        let theirs = try await tool("psql", ["-q", connection, "-c", "\\copy conversation (\(columns)) from '\(copy)'"])
        pairs.append((ours, theirs.seconds))
        print(
          "\(ours.seconds.shown(1))   \(theirs.seconds.shown(1))   \((ours.seconds / theirs.seconds).shown())   \(ours.megabytes.shown(0))")
      }
      printRatios(
        "import",
        [("time", median(pairs.map { $0.ours.seconds / $0.theirs })), ("memory_mb", median(pairs.map(\.ours.megabytes)))])
    }
  }

  private func empty(_ owner: Pool) async throws {
    try await owner.withSession { session in
      try await session.execute("truncate conversation cascade")
      try await session.execute("checkpoint")
    }
  }

  private func writeConversations(_ rows: Int, to path: String) throws {
    guard let file = fopen(path, "w") else { throw BenchError("cannot write \(path)") }
    defer { fclose(file) }
    fputs("reference,prospect,salesperson,channel,outcome,occurred_at,minutes,note\n", file)
    let outcomes = ["absent", "interested", "call_back", "refused", "appointment"]
    for row in 0..<rows {
      let day = Day(daysSince2000: Int32(8766 + row * 365 / rows))
      let time = "\(8 + row % 10):\(10 + row % 50)"
      fputs(
        "V-\(row),Prospect \(1 + row * 7919 % 100_000),Salesperson \(1 + row % 200),field,\(outcomes[row % 5]),\(day) "
          + (time.count == 4 ? "0" : "") + "\(time),\(5 + row % 40),\(row % 10 == 0 ? "Asked for the catalogue" : "")\n", file)
    }
  }
}
