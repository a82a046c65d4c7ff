import CRM
import Foundation

/// A question to the person at the terminal.
enum Question {
  /// Whether somebody is there to answer: standard input and error are their terminal.
  static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Asks until the answer is yes or no; the end of the input is no.
  ///
  /// - Throws: `CancellationError` after Ctrl-C.
  static func isAnsweredYes(_ question: Message) throws -> Bool {
    while true {
      let text = "\(say(question)) \(say(.yesOrNo)) "
      FileHandle.standardError.write(Data(text.utf8))
      guard let answer = try line() else { return false }
      switch answer.trimmingCharacters(in: .whitespaces).lowercased() {
      case "o", "oui", "y", "yes": return true
      case "", "n", "non", "no": return false
      default: continue
      }
    }
  }

  /// Asks for a text; nil at the end of the input.
  ///
  /// - Throws: `CancellationError` after Ctrl-C.
  static func text(_ question: Message) throws -> String? {
    FileHandle.standardError.write(Data("\(say(question)) ".utf8))
    return try line()?.trimmingCharacters(in: .whitespaces)
  }

  /// Asks for one of so many choices, counted from 1; nil when the answer is empty or the input ends. Any other answer is asked for again.
  ///
  /// - Throws: `CancellationError` after Ctrl-C.
  static func choice(_ question: Message, among count: Int) throws -> Int? {
    while true {
      FileHandle.standardError.write(Data(say(question).utf8))
      guard let answer = try line(), !answer.allSatisfy(\.isWhitespace) else { return nil }
      if let number = Int(answer.trimmingCharacters(in: .whitespaces)), (1...count).contains(number) { return number }
    }
  }

  /// Asks for what is not shown while it is typed.
  ///
  /// - Throws: `CancellationError` after Ctrl-C.
  static func secret(_ question: Message) throws -> String {
    FileHandle.standardError.write(Data(say(question).utf8))
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return try line() ?? "" }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      FileHandle.standardError.write(Data("\n".utf8))
    }
    return try line() ?? ""
  }

  /// A line of input; nil at its end. Signals are blocked in this thread, so the input is waited for in short turns.
  private static func line() throws -> String? {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    repeat {
      try Task.checkCancellation()
    } while poll(&input, 1, 100) == 0
    return readLine()
  }
}

extension Message {
  static let yesOrNo = Message(fr: "[o/N]", en: "[y/N]")
}
