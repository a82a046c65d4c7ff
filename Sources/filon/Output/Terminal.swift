import CRM
import Foundation
import Planning

/// What standard output is: a person's terminal, or a file or program.
struct Terminal {
  /// In columns; nil when it is no terminal, and nothing is shortened then.
  let width: Int?
  /// In lines; nil when it is no terminal.
  let height: Int?
  /// Whether bold may be used: on a terminal, unless NO_COLOR (https://no-color.org) or TERM says otherwise.
  let isStyled: Bool

  static let standardOutput = Terminal(descriptor: STDOUT_FILENO, environment: ProcessInfo.processInfo.environment)
  static let standardError = Terminal(descriptor: STDERR_FILENO, environment: ProcessInfo.processInfo.environment)

  init(width: Int?, height: Int? = nil, isStyled: Bool) {
    (self.width, self.height, self.isStyled) = (width, height, isStyled)
  }

  init(descriptor: Int32, environment: [String: String]) {
    guard isatty(descriptor) == 1 else {
      self.init(width: nil, isStyled: false)
      return
    }
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    self.init(
      width: isKnown ? Int(size.ws_col) : 80, height: isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24,
      isStyled: environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb")
  }

  func bold(_ text: String) -> String { isStyled && !text.isEmpty ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// In the colour of a state.
  func coloured(_ text: String, _ light: TrafficLight) -> String {
    let code =
      switch light {
      case .green: 32
      case .amber: 33
      case .red: 31
      case .none: 2
      }
    return isStyled && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  func faint(_ text: String) -> String { isStyled && !text.isEmpty ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}

extension String {
  /// Its lines, each with its line break, none wider than the terminal.
  func fitting(_ terminal: Terminal) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { String($0).wrapped(to: terminal.width) }.map { $0 + "\n" }.joined()
  }
}

/// Writes to standard output; whoever closed it (`| head`) has read enough, and that is no failure.
///
/// - Parameter recorded: The id of what the command recorded: the error names it where the text cannot.
func write(_ text: String, recorded: (any CustomStringConvertible)? = nil) throws { try write(Array(text.utf8), recorded: recorded) }

/// Writes bytes to standard output in the same way.
func write(_ bytes: [UInt8], recorded: (any CustomStringConvertible)? = nil) throws { _ = try offer(bytes, recorded: recorded) }

/// Writes to standard output what `body` gives bit by bit, 64 KB at a time; nil when whoever read it has read enough, and `body` was
/// stopped.
func write<Result>(_ body: (_ write: (String) throws -> Void) async throws -> Result) async throws -> Result? {
  var pending: [UInt8] = []
  func flush() throws {
    if try !offer(pending) { throw ReaderLeft() }
    pending.removeAll(keepingCapacity: true)
  }
  do {
    let result = try await body { text in
      pending += text.utf8
      if pending.count >= 1 << 16 { try flush() }
    }
    try flush()
    return result
  } catch is ReaderLeft {
    return nil
  }
}

/// Whoever read standard output has read enough.
private struct ReaderLeft: Error {}

/// Writes bytes to standard output; false when nobody reads on.
private func offer(_ bytes: [UInt8], recorded: (any CustomStringConvertible)? = nil) throws -> Bool {
  var bytes = bytes[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if count >= 0 {
      bytes = bytes.dropFirst(count)
    } else if errno == EPIPE {
      return false
    } else if errno != EINTR {
      throw CRMError(.failed, .answerNotWritten(String(cString: strerror(errno)), recorded: recorded))
    }
  }
  return true
}
