package import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// What a run of the `filon` binary gave.
package struct FilonRun: Sendable {
  package let status: Int
  package let output: String
  package let error: String
}

/// Runs the built `filon` with these words against a database, in English unless the words or the environment say otherwise.
package func filon(
  _ words: String..., on connection: String, input: [UInt8] = [], environment: [String: String] = [:]
) async throws -> FilonRun {
  try await filon(words, on: connection, input: input, environment: environment)
}

/// Runs the built `filon` with these words against a database; standard output may go into a file or device instead.
package func filon(
  _ words: [String], on connection: String, input: [UInt8] = [], environment: [String: String] = [:], into file: String? = nil
) async throws -> FilonRun {
  let (program, arguments) = file.map { ("/bin/sh", ["-c", "exec \"$0\" \"$@\" > \($0)", filonPath] + words) } ?? (filonPath, words)
  return try await run(program, arguments, on: connection, input: input, environment: environment)
}

/// Runs a command of a shell in a folder, where `filon` is the built one and works on a database in a language.
package func shell(_ command: String, in folder: URL, on connection: String, language: String) async throws -> FilonRun {
  let path = URL(filePath: filonPath).deletingLastPathComponent().path() + ":" + searchPath
  return try await run(
    "/bin/sh", ["-c", command], on: connection,
    environment: ["FILON_LANG": language, "PATH": path, "XDG_CONFIG_HOME": folder.appending(path: ".config").path()],
    in: FilePath(folder.path()))
}

private func run(
  _ program: String, _ arguments: [String], on connection: String, input: [UInt8] = [], environment: [String: String],
  in folder: FilePath? = nil
) async throws -> FilonRun {
  var inherited: [Environment.Key: String] = [
    "FILON_DATABASE_URL": connection, "FILON_LANG": "en", "PATH": searchPath, "NO_COLOR": "1",
    // Nobody's own settings.
    "XDG_CONFIG_HOME": "/dev/null",
  ]
  for (name, value) in environment { inherited[Environment.Key(stringLiteral: name)] = value }
  let result = try await Subprocess.run(
    .path(.init(program)), arguments: Arguments(arguments), environment: .custom(inherited), workingDirectory: folder,
    input: .array(input), output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
  let status =
    switch result.terminationStatus {
    case .exited(let code): Int(code)
    case .signaled(let signal): 128 + Int(signal)
    }
  return FilonRun(status: status, output: result.standardOutput, error: result.standardError)
}

private let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

/// The binary beside the tests: SwiftPM puts both in one folder.
package let filonPath: String = {
  // `.build/debug/filonPackageTests.xctest` is the running program, on macOS a bundle around it.
  var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  for _ in 0..<5 {
    let candidate = folder.appending(path: "filon")
    if FileManager.default.isExecutableFile(atPath: candidate.path()) { return candidate.path() }
    folder.deleteLastPathComponent()
  }
  return ".build/debug/filon"
}()
