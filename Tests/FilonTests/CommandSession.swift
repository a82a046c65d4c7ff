import Foundation
import TestSupport

/// Commands and all that each answers, as a terminal shows it: a file of `Tests/Sessions`.
///
///     # language: fr
///     # What is said of a sale.
///     $ filon sale add 'Dupont' 500 \
///     > --on 2026-03-02
///     what it writes to standard output
///     ! what it writes to standard error
///     ? 1
///
/// A command is one of a shell, in a folder of the session's own; lines after `> ` continue it. Its answer goes on to the next command, comment or the end,
/// empty lines before them aside, and says its status where that is not 0. `Placeholders` stand for what differs each time. Where standard output
/// begins a line with a mark, a `\` comes before; `␍` is the carriage return that ends lines of csv.
struct CommandSession {
  struct Step {
    /// Comments and empty lines before the command.
    let prose: [String]
    /// Where it stands, from 1.
    let line: Int
    /// Its lines without their marks.
    var command: [String]
    var answer: [String] = []
  }

  private(set) var steps: [Step] = []
  /// Comments and empty lines after the last answer.
  private var prose: [String] = []

  init(_ text: String) throws {
    var isAnswer = false
    for (index, line) in text.lines.enumerated() {
      if let command = line.after("$") {
        endAnswer()
        steps.append(Step(prose: prose, line: index + 1, command: [command]))
        (prose, isAnswer) = ([], true)
      } else if line.hasPrefix("#") {
        endAnswer()
        prose.append(line)
        isAnswer = false
      } else if isAnswer, let step = steps.indices.last {
        if let more = line.after(">"), steps[step].answer.isEmpty {
          steps[step].command.append(more)
        } else {
          steps[step].answer.append(line)
        }
      } else if line.isEmpty {
        prose.append(line)
      } else {
        throw SessionError(line: index + 1, reason: "answers no command: comments begin with #, commands with $")
      }
    }
    endAnswer()
  }

  /// Empty lines before what comes next are none of an answer.
  private mutating func endAnswer() {
    while let step = steps.indices.last, steps[step].answer.last == "" {
      prose.append(steps[step].answer.removeLast())
    }
  }

  /// As it stands in its file.
  var text: String {
    let lines = steps.flatMap { $0.prose + $0.typed + $0.answer } + prose
    return lines.map { $0 + "\n" }.joined()
  }

  /// The same commands, with what they answer now.
  func replayed(on connection: String) async throws -> CommandSession {
    let folder = FileManager.default.temporaryDirectory.appending(path: "filon-session-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let language = text.prefixMatch(of: /# language: (\w+)\n/).map { String($0.1) } ?? "en"
    var (session, placeholders) = (self, Placeholders())
    for (index, step) in steps.enumerated() {
      let command = placeholders.filled(in: step.command.joined(separator: "\n"))
      if command.contains(/<id\d+>/) { throw SessionError(line: step.line, reason: "names an id that no answer before it has") }
      let run = try await shell(command, in: folder, on: connection, language: language)
      session.steps[index].answer = step.answer(of: run, &placeholders)
    }
    return session
  }

  /// Where another run of it answered otherwise: with `-` what only this one has, with `+` what only the other has.
  func differences(from other: CommandSession) -> [(line: Int, text: String)] {
    zip(steps, other.steps).filter { $0.answer != $1.answer }.map { step, other in
      (step.line, (step.typed + changes(from: step.answer, to: other.answer)).joined(separator: "\n"))
    }
  }
}

/// What makes no sense in a session.
struct SessionError: Error, CustomStringConvertible {
  let line: Int
  let reason: String

  var description: String { "line \(line) \(reason)" }
}

extension CommandSession.Step {
  fileprivate var typed: [String] { ["$ " + command[0]] + command.dropFirst().map { $0.isEmpty ? ">" : "> " + $0 } }

  /// What a run wrote, as it would stand in the file.
  fileprivate func answer(of run: FilonRun, _ placeholders: inout Placeholders) -> [String] {
    let output = placeholders.hidingIDs(in: run.output).lines.map(\.unmistakable)
    // An empty line at the end would be taken for one before what comes next.
    let said = output.last == "" ? output.dropLast() + ["\\"] : output
    let error = placeholders.hidingIDs(in: run.error).lines.map { $0.isEmpty ? "!" : "! " + $0 }
    // A day that the file writes out, as help does, may be today's one day.
    let lines = (said + error).map { answer.contains($0) ? $0 : Placeholders.hidingDays(in: $0) }
    return lines + (run.status == 0 ? [] : ["? \(run.status)"])
  }
}

extension String {
  /// What follows a mark that the line begins with.
  fileprivate func after(_ mark: String) -> String? {
    self == mark ? "" : hasPrefix(mark + " ") ? String(dropFirst(mark.count + 1)) : nil
  }

  /// Its lines, and a last one that says so where the text does not end its own.
  fileprivate var lines: [String] {
    let lines = replacing("\r\n", with: "␍\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.last == "" ? lines.dropLast() : lines + [.noEndOfLine]
  }

  /// A line of standard output that no mark begins.
  fileprivate var unmistakable: String {
    guard let first, "$#>!?\\".contains(first), self != .noEndOfLine else { return self }
    return "\\" + self
  }

  private static let noEndOfLine = "\\ no end of line"
}

/// Lines that stayed, and those that went (`-`) or came (`+`).
private func changes(from old: [String], to new: [String]) -> [String] {
  var removed: Set<Int> = []
  for case .remove(let offset, _, _) in new.difference(from: old) { removed.insert(offset) }
  var (lines, next): ([String], Int) = ([], 0)
  for (offset, line) in old.enumerated() {
    if removed.contains(offset) {
      lines.append("- " + line.visible)
      continue
    }
    while new[next] != line {
      lines.append("+ " + new[next].visible)
      next += 1
    }
    lines.append("  " + line)
    next += 1
  }
  return lines + new[next...].map { "+ " + $0.visible }
}

extension String {
  /// French puts spaces that do not break where others look the same.
  fileprivate var visible: String { replacing("\u{A0}", with: "⍽").replacing("\u{202F}", with: "⎵") }
}
