import CRM
import Foundation

/// The program in which a long answer is read screen by screen: `FILON_PAGER`, else `PAGER`, else `less`.
enum Pager {
  /// Shows a text in the pager where the terminal is not high enough for it, else writes it.
  static func show(_ text: String, isAllowed: Bool, recorded: (any CustomStringConvertible)? = nil) throws {
    let terminal = Terminal.standardOutput
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    // What was recorded is said where it stays.
    guard isAllowed, recorded == nil, let height = terminal.height, lines >= height, isatty(STDIN_FILENO) == 1, let command else {
      return try write(text, recorded: recorded)
    }
    if !Interruption.whileAnotherReads({ run(command, reading: Array(text.utf8)) }) { try write(text) }
  }

  /// What the shell runs; nil where no pager is wished for.
  private static var command: String? {
    let environment = ProcessInfo.processInfo.environment
    let command = (environment["FILON_PAGER"] ?? environment["PAGER"] ?? "less").trimmingCharacters(in: .whitespaces)
    return command.isEmpty || command == "cat" ? nil : command
  }

  /// Whether the program ran; one that is left before the end has shown enough.
  private static func run(_ command: String, reading bytes: [UInt8]) -> Bool {
    // It shows colours, and ends by itself where one screen is enough; whoever has set LESS wants it otherwise.
    setenv("LESS", "FRX", 0)
    guard let pipe = Interruption.withUsualSignals({ popen(command, "w") }) else { return false }
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, pipe) }
    // 127 is the shell's word for a program that is not there.
    return pclose(pipe) >> 8 & 0xFF != 127
  }
}
