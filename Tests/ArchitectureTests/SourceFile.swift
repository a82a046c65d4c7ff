import Foundation

/// A file of `Sources`, as the rules of the house look at it.
struct SourceFile: Sendable {
  /// Below `Sources`: `CRM/Sales/Sale.swift`.
  let path: String
  let text: String
  /// Its lines without comments and without the contents of strings.
  let code: [Substring]

  var target: String { String(path.prefix { $0 != "/" }) }

  /// The folder of its target that it stands in; nil for a file beside the folders.
  var folder: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : nil
  }

  /// The types that it declares for others.
  var types: [String] {
    let words: Set<Substring> = ["struct", "enum", "class", "actor", "protocol", "typealias"]
    return code.compactMap { line in
      guard let first = line.first, first.isLetter else { return nil }
      let tokens = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      guard !tokens.contains("private"), let place = tokens.firstIndex(where: words.contains), place + 1 < tokens.count else { return nil }
      return tokens[..<place].contains("extension") ? nil : String(tokens[place + 1])
    }
  }

  /// The capitalized words of a line of code, those after a point aside: `Sale` of `Sale.Status`. Who names a thing by its id, `Sale.ID`, need not
  /// know what it is.
  static func typesUsed(in line: Substring) -> [Substring] {
    var used: [Substring] = []
    var start: Substring.Index?
    for place in line.indices + [line.endIndex] {
      let isWord = place < line.endIndex && (line[place].isLetter || line[place].isNumber || line[place] == "_")
      if isWord, start == nil { start = place }
      if !isWord, let begin = start {
        let isMember = begin > line.startIndex && line[line.index(before: begin)] == "."
        if line[begin].isUppercase, !isMember, !line[place...].hasPrefix(".ID") { used.append(line[begin..<place]) }
        start = nil
      }
    }
    return used
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// All Swift files of `Sources`, in order of path.
  static let all: [SourceFile] = {
    let sources = root.appending(path: "Sources")
    let paths = (FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
    return paths.sorted().compactMap { path in
      guard let text = try? String(contentsOf: sources.appending(path: path), encoding: .utf8) else { return nil }
      return SourceFile(path: path, text: text, code: codeLines(of: text))
    }
  }()

  private static func codeLines(of text: String) -> [Substring] {
    var isInLongText = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let marks = line.ranges(of: "\"\"\"").count
      defer { if marks % 2 == 1 { isInLongText.toggle() } }
      if isInLongText || marks > 0 { return "" }
      return Substring(line.beforeComment.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "\"\""))
    }
  }
}

extension Substring {
  fileprivate var beforeComment: Substring { range(of: "//").map { self[..<$0.lowerBound] } ?? self }
}
