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
    let command = asThisUser([program] + arguments)
    let result = try await Subprocess.run(
      command[0].hasPrefix("/") ? .path(FilePath(command[0])) : .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
      environment: .forTools(settings), workingDirectory: FilePath(folder),
      input: .string(input), output: .string(limit: 1 << 20), error: .combinedWithOutput)
    return Outcome(succeeded: result.terminationStatus.isSuccess, output: result.standardOutput)
  }

  /// A command that gives up root's rights first.
  ///
  /// Through a program, not through the options of Subprocess: they call setgroups() between fork and exec, where glibc can wait
  /// for ever for a thread that was starting at the fork (its setxid machinery looks for all threads of the parent).
  private func asThisUser(_ command: [String]) -> [String] {
    guard geteuid() == 0 else { return command }
    #if os(Linux)
      // Without its supplementary groups, a program started here would keep those of root.
      return ["setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"] + command
    #else
      return ["sudo", "-u", name, "--"] + command
    #endif
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
