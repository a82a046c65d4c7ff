import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

extension ServerAccount {
  /// Runs a program as this user in `folder` and waits for its end.
  func run(
    _ program: String, _ arguments: [String], in folder: String, with settings: [String: String] = [:], input: String = ""
  ) async throws -> Outcome {
    var options = PlatformOptions()
    if geteuid() == 0 {
      // Without its supplementary groups, a program started here would keep those of root.
      (options.userID, options.groupID, options.supplementaryGroups) = (user, group, [])
    }
    let result = try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments), environment: .forTools(settings),
      workingDirectory: FilePath(folder), platformOptions: options,
      input: .string(input), output: .string(limit: 1 << 20), error: .combinedWithOutput)
    return Outcome(succeeded: result.terminationStatus.isSuccess, output: result.standardOutput)
  }

  /// How a program ended, and what it said on standard output and standard error.
  struct Outcome: Sendable {
    let succeeded: Bool
    let output: String
  }
}

/// What a program (a path, or a name on `PATH`) prints; nil when it is missing or fails.
func output(of program: String, _ arguments: [String]) async -> String? {
  let result = try? await run(
    program.hasPrefix("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(arguments), environment: .forTools(),
    output: .string(limit: 4096))
  guard let result, result.terminationStatus.isSuccess else { return nil }
  return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
}

extension Environment {
  /// The caller's, without what would redirect PostgreSQL's tools to another server, and with untranslated messages.
  static func forTools(_ settings: [String: String] = [:]) -> Environment {
    var changes: [Key: String?] = ["LC_ALL": "C"]
    for name in ProcessInfo.processInfo.environment.keys where name.hasPrefix("PG") {
      if let key = Key(rawValue: name) { changes[key] = .some(nil) }
    }
    for (name, value) in settings {
      if let key = Key(rawValue: name) { changes[key] = value }
    }
    return .inherit.updating(changes)
  }
}
