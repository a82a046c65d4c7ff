import Accounts
import CRM
import Foundation
import Postgres
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

extension Bench {
  /// `filon serve` under wrk, a token on each request and row-level security behind it, beside pgbench with one plain prepared insert into
  /// the same table, in turn.
  func http(rounds: Int, seconds duration: Int) async throws {
    try await withDatabase("filon_bench_http", salespeople: 200, prospects: 100_000) { owner, scope, connection in
      let files = BenchFiles()
      defer { files.remove() }
      let insert = try files.write(insertion(in: scope.organization), "insert.sql")
      _ = try await Users(scope).add(email: "bench@example.org", role: .director)
      let secret = try await Users(scope).token("bench@example.org", name: "bench", access: .write).secret.text
      let post = try files.write(posting(secret), "post.lua")
      try await serving(connection) { address, process in
        print("conversations recorded a second; filon serve under wrk, pgbench -M prepared one plain insert")
        print("connections   filon  pgbench   ratio (median of \(rounds))   p99 ms of filon, of pgbench")
        var ratios: [(String, Double)] = []
        for connections in [1, 32, 128] {
          var pairs: [(ours: WrkRun, theirs: (rate: Double, p99: Double))] = []
          for _ in 0..<rounds {
            let ours = try await wrk("\(address)/v1/conversations", post, connections, duration)
            let theirs = try await pgbenchWithLatency(insert, connection, clients: connections, seconds: duration)
            pairs.append((ours, theirs))
          }
          let ratio = median(pairs.map { $0.ours.rate / $0.theirs.rate })
          ratios.append(("\(connections)", ratio))
          let rates = "\(median(pairs.map(\.ours.rate)).shown(0)) \(median(pairs.map(\.theirs.rate)).shown(0)) \(ratio.shown())"
          let latencies = "\(median(pairs.map(\.ours.p99)).shown(1)) \(median(pairs.map(\.theirs.p99)).shown(1))"
          print("\(String(format: "%11d", connections)) \(rates) \(latencies)")
        }
        print("memory of filon serve: \(try residentMegabytes(process).shown(1)) MB")
        printRatios("http", ratios)
      }
    }
  }

  private func posting(_ token: String) -> String {
    """
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Authorization"] = "Bearer \(token)"
    function request()
      local prospect = string.format("00000000-0000-7000-8000-%012x", math.random(1, 100000))
      return wrk.format(nil, nil, nil, '{"prospect_id":"' .. prospect .. '","channel":"field","outcome":"interested"}')
    end
    function done(summary, latency, requests)
      io.write(string.format("rate %f p99 %f errors %d\\n", summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000,
        summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
    end
    """
  }

  /// Runs `filon serve` on a free port while `body` asks it.
  private func serving(_ connection: String, _ body: (_ address: String, _ process: pid_t) async throws -> Void) async throws {
    _ = try await Subprocess.run(
      .path(FilePath(filon)), arguments: ["serve", "--port", "0", "--lang", "en", "--database", connection], input: .none,
      output: .sequence, error: .discarded
    ) { execution in
      var lines = execution.standardOutput.strings().makeAsyncIterator()
      let text = try await lines.next() ?? ""
      guard let address = text.firstMatch(of: /http:\/\/[0-9.:]+/) else { throw BenchError("filon serve said: \(text)") }
      try await body(String(address.0), execution.processIdentifier.value)
      try execution.send(signal: .terminate)
    }
  }

  private struct WrkRun {
    let rate, p99: Double
  }

  private func wrk(_ address: String, _ script: String, _ connections: Int, _ duration: Int) async throws -> WrkRun {
    let run = try await tool(
      "wrk", ["-t", "\(min(connections, 2))", "-c", "\(connections)", "-d", "\(duration)s", "-s", script, address])
    guard let found = run.output.firstMatch(of: /rate ([0-9.]+) p99 ([0-9.]+) errors ([0-9]+)/), let rate = Double(found.1),
      let p99 = Double(found.2)
    else { throw BenchError("wrk said nothing of its rate: \(run.output)") }
    guard found.3 == "0" else { throw BenchError("\(found.3) requests failed") }
    return WrkRun(rate: rate, p99: p99)
  }

  private func residentMegabytes(_ process: pid_t) throws -> Double {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
      let kilobytes = Double(line.split { $0 == " " || $0 == "\t" }[1])
    else { throw BenchError("no memory of \(process)") }
    return kilobytes / 1024
  }
}
