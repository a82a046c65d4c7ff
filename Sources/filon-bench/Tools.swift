import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A finished program: what it printed, how long it took and the most memory it held.
struct ToolRun {
  let output: String
  let seconds: Double
  let megabytes: Double
}

/// Runs a program to its end.
///
/// - Throws: `BenchError` with what it said when it fails.
func tool(_ program: String, _ arguments: [String], environment: [String: String] = [:]) async throws -> ToolRun {
  var inherited = Environment.inherit
  for (name, value) in environment { inherited = inherited.updating([Environment.Key(stringLiteral: name): value]) }
  // GNU time reads the kernel's own account of the finished process.
  var run = ToolRun(output: "", seconds: 0, megabytes: 0)
  let report = "/tmp/filon-bench-\(UInt32.random(in: 0 ... .max))"
  defer { try? FileManager.default.removeItem(atPath: report) }
  var output = ""
  let elapsed = try await seconds {
    let result = try await Subprocess.run(
      .path(FilePath("/usr/bin/time")), arguments: Arguments(["-f", "%M", "-o", report, program] + arguments), environment: inherited,
      output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else { throw BenchError("\(program) failed: \(result.standardError)") }
    output = result.standardOutput
  }
  let kilobytes = (try? String(contentsOfFile: report, encoding: .utf8)).flatMap {
    Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
  }
  run = ToolRun(output: output, seconds: elapsed, megabytes: (kilobytes ?? 0) / 1024)
  return run
}
