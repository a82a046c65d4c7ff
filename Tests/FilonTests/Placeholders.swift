import CRM
import Foundation
import Postgres
import RegexBuilder

/// What stands in a session for what differs each time: `<id1>`, `<id2>`… for ids as they appear, `<today>`, `<today-1>` and `<today+1>` for days in
/// Paris, `<now>` for a time of today. Before the next column of a table they are as wide as what they stand for.
struct Placeholders {
  private var names: [String: String] = [:]

  /// A command with what its placeholders stand for. An id that it writes out is the same each time, and stays in its answer.
  mutating func filled(in command: String) -> String {
    for id in command.matches(of: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/) { names[String(id.output)] = String(id.output) }
    let values = names.map { (name: $1, value: $0) } + Self.days.map { (name: $0, value: "\($1)") }
    return values.reduce(command) { $0.replacing($1.name, with: $1.value) }
  }

  /// What a command wrote, with placeholders for ids.
  mutating func hidingIDs(in text: String) -> String {
    text.replacing(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:  +)?/) { id in
      name(of: String(id.output.prefix(36))).filling(id.output)
    }
  }

  /// What a command wrote, with placeholders for days.
  static func hidingDays(in text: String) -> String {
    var text = text
    for (name, day) in days {
      for spelling in ["\(day)", Formats(language: .fr).day(day), Formats(language: .en).day(day)] where text.contains(spelling) {
        if name == "<today>" { text = text.replacing(spelling, followedBy: /[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:  +)?/, with: "<now>") }
        text = text.replacing(spelling, followedBy: /(?:  +)?/, with: name)
      }
    }
    return text
  }

  private mutating func name(of id: String) -> String {
    if let name = names[id] { return name }
    let name = "<id\(names.count { $0.key != $0.value } + 1)>"
    names[id] = name
    return name
  }

  private static var days: [(name: String, day: Day)] {
    let style = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: "Europe/Paris") ?? .gmt).year().month().day()
    guard let today = Day(Date.now.formatted(style)) else { return [] }
    return [("<today-1>", today - 1), ("<today>", today), ("<today+1>", today + 1)]
  }
}

extension String {
  fileprivate func replacing(_ day: String, followedBy rest: Regex<Substring>, with name: String) -> String {
    // Simple boundaries: by Unicode's rules there is none between the day and a comma of csv.
    let written = Regex {
      Anchor.wordBoundary
      day
      rest
    }.wordBoundaryKind(.simple)
    return replacing(written) { name.filling($0.output) }
  }

  /// As wide as a text with the spaces before the next column.
  fileprivate func filling(_ text: Substring) -> String {
    text.hasSuffix("  ") ? padding(toLength: max(text.count, count + 2), withPad: " ", startingAt: 0) : self
  }
}
