import Foundation
import TestSupport

/// A run of the binary that a test does something to before it ends.
struct RunningCommand {
  let process: Process
  private let exit: Task<Int32?, Never>

  init(process: Process, exit: AsyncStream<Int32>) {
    self.process = process
    self.exit = Task { await exit.first { _ in true } }
  }

  /// Its status when it has ended, however often asked; negative for the signal that ended it.
  func end() async -> Int32? { await exit.value }
}

/// Starts the built `filon` with these words, in English.
func command(
  _ words: [String], on connection: String, home: String = "", output: Any = FileHandle.nullDevice, error: Any = FileHandle.nullDevice
) throws -> RunningCommand {
  let process = Process()
  process.executableURL = URL(filePath: filonPath)
  process.arguments = words
  process.environment = [
    "FILON_DATABASE_URL": connection, "FILON_HOME": home, "FILON_LANG": "en", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
  ]
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = output
  process.standardError = error
  let (exit, continuation) = AsyncStream.makeStream(of: Int32.self)
  process.terminationHandler = { ended in
    continuation.yield(ended.terminationReason == .exit ? ended.terminationStatus : -ended.terminationStatus)
    continuation.finish()
  }
  try process.run()
  return RunningCommand(process: process, exit: exit)
}
