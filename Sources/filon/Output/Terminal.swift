#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What standard output is connected to.
struct Terminal: Equatable {
  /// Whether a person looks at the output, and not a file or a program.
  var isInteractive: Bool
  /// The number of columns; `nil` when nothing is to be cut.
  var width: Int?
  /// Whether colour may be used (https://no-color.org).
  var hasColor: Bool

  /// A file or a pipe.
  static let none = Terminal(isInteractive: false, width: nil, hasColor: false)

  /// The standard output of this process.
  static func standardOutput() -> Terminal {
    guard isatty(STDOUT_FILENO) == 1 else { return none }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Terminal(isInteractive: true, width: isKnown ? Int(size.ws_col) : nil, hasColor: allowsColor(variable))
  }

  /// Whether the environment allows colour on a terminal.
  static func allowsColor(_ variable: (String) -> String?) -> Bool {
    variable("NO_COLOR").map(\.isEmpty) ?? true && variable("TERM") != "dumb"
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
