import CRM
import Foundation

/// A question whose answer is chosen while it is typed: what fits stands below it, arrows choose, Enter answers, Escape goes back.
struct Picker<Value> {
  struct Item {
    let value: Value
    let label: String
    /// What else tells it apart.
    var detail: String?
    /// Other words for it.
    var words: [String] = []

    /// Whether what is typed begins the label or another word for it.
    func isBegun(by text: String) -> Bool { ([label] + words).contains { $0.folded.hasPrefix(text.folded) } }
  }

  enum Answer {
    case item(Value)
    /// What was typed, where it need not be one of the items.
    case text(String)
    case back
  }

  let question: Message
  /// Whether what is typed is an answer by itself.
  var takesText = false
  /// What fits a text.
  let items: (String) async throws -> [Item]

  private static var shown: Int { 8 }

  /// Asks until there is an answer.
  ///
  /// - Throws: `CancellationError` after Ctrl-C and at the end of the input.
  func answer() async throws -> Answer {
    let mode = try TerminalMode.keyByKey()
    defer { mode.restore() }
    var text = ""
    var chosen = 0
    while true {
      let found = Array(try await items(text).prefix(Self.shown))
      chosen = min(chosen, max(0, found.count - 1))
      draw(text, found, chosen)
      switch try await Key.next() {
      case .character(let character): (text, chosen) = (text + String(character), 0)
      case .backspace: (text, chosen) = (String(text.dropLast()), 0)
      case .clear: (text, chosen) = ("", 0)
      case .up: chosen = max(0, chosen - 1)
      case .down: chosen += 1
      case .back:
        finish("")
        return .back
      case .enter:
        if let item = found.indices.contains(chosen) ? found[chosen] : nil {
          finish(item.label)
          return .item(item.value)
        }
        if takesText {
          finish(text)
          return .text(text)
        }
      case .other: continue
      }
    }
  }

  /// The question, what is typed, and below them what fits; the cursor stays behind what is typed.
  private func draw(_ text: String, _ found: [Item], _ chosen: Int) {
    let terminal = Terminal.standardError
    let width = (terminal.width ?? 80) - 1
    let lines = found.enumerated().map { index, item in
      let line = (index == chosen ? "› " : "  ") + ([item.label] + [item.detail].compactMap(\.self)).joined(separator: " · ")
      let fitting = line.printable().wrapped(to: width).first ?? ""
      return index == chosen ? terminal.bold(fitting) : fitting
    }
    let prompt = prompt + text
    let up = lines.isEmpty ? "" : "\u{1B}[\(lines.count)A"
    show("\r\u{1B}[J" + prompt + lines.map { "\r\n" + $0 }.joined() + up + "\r" + "\u{1B}[\(prompt.displayWidth)C")
  }

  /// Leaves the question and its answer standing.
  private func finish(_ answer: String) { show("\r\u{1B}[J" + prompt + answer.printable() + (answer.isEmpty ? "\r\u{1B}[K" : "\r\n")) }

  private var prompt: String { say(question) + " " }

  private func show(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// How the terminal of standard input hands on what is typed.
private struct TerminalMode {
  private let before: termios

  /// Key by key, and shown by whoever reads it; Ctrl-C interrupts as ever.
  static func keyByKey() throws -> TerminalMode {
    var mode = termios()
    guard tcgetattr(STDIN_FILENO, &mode) == 0 else { throw CRMError(.failed, .noTerminal) }
    let before = mode
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &mode)
    return TerminalMode(before: before)
  }

  func restore() {
    var mode = before
    tcsetattr(STDIN_FILENO, TCSADRAIN, &mode)
  }
}

/// A key of the keyboard.
private enum Key {
  case character(Character)
  case enter, backspace, clear, up, down, back
  case other

  /// Waits for the next one.
  ///
  /// - Throws: `CancellationError` at the end of the input, too.
  static func next() async throws -> Key {
    switch try await byte() {
    case 0x0A, 0x0D: return .enter
    case 0x7F, 0x08: return .backspace
    case 0x15: return .clear
    case 0x04: throw CancellationError()
    case 0x10: return .up
    case 0x0E, 0x09: return .down
    case 0x1B: return try await escaped()
    case let first where first >= 0x20:
      var bytes = [first]
      let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0
      for _ in 0..<more { bytes.append(try await byte()) }
      let text = String(decoding: bytes, as: UTF8.self)
      return text.printable() == text ? text.first.map { .character($0) } ?? .other : .other
    default: return .other
    }
  }

  /// An escape alone goes back; an arrow follows it at once.
  private static func escaped() async throws -> Key {
    guard isReady(within: 50) else { return .back }
    guard try await byte() == UInt8(ascii: "[") else { return .other }
    switch try await byte() {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "Z"): return .back
    case let digit where (0x30...0x39).contains(digit):
      while try await byte() != UInt8(ascii: "~") {}
      return .other
    default: return .other
    }
  }

  private static func isReady(within milliseconds: Int32) -> Bool {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&input, 1, milliseconds) > 0
  }

  /// Signals are blocked in this thread, so the input is waited for in short turns.
  private static func byte() async throws -> UInt8 {
    while !isReady(within: 100) {
      try Task.checkCancellation()
      await Task.yield()
    }
    var byte: UInt8 = 0
    guard read(STDIN_FILENO, &byte, 1) == 1 else { throw CancellationError() }
    return byte
  }
}

extension Message {
  static let noTerminal = Message(fr: "l’entrée standard n’est pas un terminal", en: "standard input is no terminal")
}
