import Foundation

extension Bench {
  /// The whole command as one types it: `filon --help`, and a report beside `psql -c` of the same SQL, on the demo company.
  func cli() async throws {
    let connection = "\(server) dbname=filon_bench_cli"
    _ = try await tool(
      "psql", ["-q", "\(server) dbname=postgres", "-c", "drop database if exists filon_bench_cli", "-c", "create database filon_bench_cli"])
    _ = try await tool(filon, ["db", "migrate", "--database", connection])
    _ = try await tool(filon, ["demo", "--database", connection])
    let sql = """
      begin; select act_as(organization_id, 'director') from organization; \
      select * from report.conversion(organization_id_of('bob'), 'salesperson', '2023-01-01', '2024-01-01'); commit
      """
    var help: [Double] = []
    var report: [Double] = []
    var plain: [Double] = []
    for _ in 0..<21 {
      help.append(try await tool(filon, ["--help"]).seconds)
      report.append(
        try await tool(
          filon, ["report", "conversion", "--by", "salesperson", "--from", "2023-01-01", "--to", "2024-01-01", "--database", connection]
        ).seconds)
      plain.append(try await tool("psql", [connection, "-c", sql]).seconds)
    }
    print("milliseconds, median of 21, the start of the process included")
    print("filon --help: \((median(help) * 1000).shown(1))")
    print("filon report conversion: \((median(report) * 1000).shown(1))")
    print("psql -c of the same SQL: \((median(plain) * 1000).shown(1))")
    printRatios("cli", [("help_ms", median(help) * 1000), ("report_over_psql_ms", (median(report) - median(plain)) * 1000)])
  }
}
