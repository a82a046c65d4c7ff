import CRM
import Foundation

extension Bench {
  /// What pgbench does beside the log of conversations: one plain insert into the same table.
  func insertion(in organization: Organization) -> String {
    """
    \\set prospect random(1, 100000)
    \\set salesperson random(1, 200)
    insert into conversation (organization_id, id, prospect_id, salesperson_id, channel, outcome, occurred_at)
    values ('\(organization.id)', gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(to_hex(:prospect::bigint), 12, '0'))::uuid,
      md5('salesperson ' || :salesperson::bigint)::uuid, 'field', 'interested', now());
    """
  }

  /// How many transactions a second pgbench makes of a script; `options` are its own.
  func pgbench(
    _ script: String, _ connection: String, clients: Int, seconds duration: Int, options: [String] = []
  ) async throws -> Double {
    let run = try await tool(
      "pgbench",
      ["-n", "-M", "prepared", "-f", script, "-c", "\(clients)", "-j", "\(min(clients, 2))", "-T", "\(duration)"] + options + [connection])
    guard let line = run.output.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
      let rate = Double(line.split(separator: " ")[2])
    else { throw BenchError("pgbench said nothing of its rate: \(run.output)") }
    return rate
  }

  /// The same, and the milliseconds that 99 in a hundred stay within, of a fifth of them.
  func pgbenchWithLatency(
    _ script: String, _ connection: String, clients: Int, seconds duration: Int
  ) async throws -> (rate: Double, p99: Double) {
    let logs = BenchFiles()
    defer { logs.remove() }
    let rate = try await pgbench(
      script, connection, clients: clients, seconds: duration,
      options: ["-l", "--log-prefix", try logs.path("latency"), "--sampling-rate", "0.2"])
    let microseconds = try logs.texts().flatMap { $0.split(separator: "\n").compactMap { Double($0.split(separator: " ")[2]) } }.sorted()
    return (rate, microseconds.isEmpty ? 0 : microseconds[microseconds.count * 99 / 100] / 1000)
  }
}

/// A folder for the files of a bench.
struct BenchFiles {
  private let folder = "/tmp/filon-bench-\(UInt32.random(in: 0 ... .max))"

  /// Where a file of it is, or is to be.
  func path(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return "\(folder)/\(name)"
  }

  /// Writes a file, and says where.
  func write(_ text: String, _ name: String) throws -> String {
    let path = try path(name)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// What its files say.
  func texts() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
