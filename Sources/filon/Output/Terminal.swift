import CRM
import Foundation

/// What standard output is: a person's terminal, or a file or program.
struct Terminal {
  /// In columns; nil when it is no terminal, and nothing is shortened then.
  let width: Int?
  /// Whether bold may be used: on a terminal, unless NO_COLOR (https://no-color.org) or TERM says otherwise.
  let isStyled: Bool

  static let standardOutput = Terminal(descriptor: STDOUT_FILENO, environment: ProcessInfo.processInfo.environment)

  init(width: Int?, isStyled: Bool) {
    self.width = width
    self.isStyled = isStyled
  }

  init(descriptor: Int32, environment: [String: String]) {
    guard isatty(descriptor) == 1 else {
      self.init(width: nil, isStyled: false)
      return
    }
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    self.init(
      width: isKnown ? Int(size.ws_col) : 80, isStyled: environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb")
  }

  func bold(_ text: String) -> String { isStyled && !text.isEmpty ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func faint(_ text: String) -> String { isStyled && !text.isEmpty ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
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
